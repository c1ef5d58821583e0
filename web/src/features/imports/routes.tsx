import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { PlanImportSearch } from './plan-files';

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
    validateSearch: (search: Record<string, unknown>): PlanImportSearch =>
      Object.fromEntries(
        ['account', 'uploads', 'document'].flatMap((name) =>
          typeof search[name] === 'string' ? [[name, search[name]]] : [],
        ),
      ),
    component: lazyRouteComponent(() => import('./plan-import-page')),
  }),
];
