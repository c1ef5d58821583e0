import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

/** The print view stands outside the shell: paper has no navigation. */
export const planRoutes = (parent: AnyRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/plans/$planId/print',
    component: lazyRouteComponent(() => import('./plan-print-page')),
  }),
];
