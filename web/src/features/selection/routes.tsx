import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const selectionRoutes = (parent: AnyRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/selection',
    component: lazyRouteComponent(() => import('./selection-page')),
  }),
];
