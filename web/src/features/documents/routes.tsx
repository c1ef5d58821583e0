import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const documentRoutes = (parent: AnyRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/documents',
    component: lazyRouteComponent(() => import('./batch-page')),
  }),
];
