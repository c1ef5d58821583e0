import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const settingsRoutes = (parent: AnyRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/settings',
    component: lazyRouteComponent(() => import('./settings-page')),
  }),
];
