import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const importRoutes = (parent: AnyRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/import',
    component: lazyRouteComponent(() => import('./import-page')),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/import/$importId',
    component: lazyRouteComponent(() => import('./import-job-page')),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/plan-import',
    validateSearch: (search: Record<string, unknown>): { account?: string } =>
      typeof search.account === 'string' ? { account: search.account } : {},
    component: lazyRouteComponent(() => import('./plan-import-page')),
  }),
];
