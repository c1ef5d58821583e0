import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const opportunityRoutes = (parent: AnyRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/opportunities',
    component: lazyRouteComponent(() => import('./opportunities-page')),
  }),
];
