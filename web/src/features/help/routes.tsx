import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const helpRoutes = (parent: AnyRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/help',
    component: lazyRouteComponent(() => import('./help-page')),
  }),
];
