import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const templateRoutes = (parent: AnyRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/templates',
    component: lazyRouteComponent(() => import('./templates-page')),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/templates/$templateId',
    component: lazyRouteComponent(() => import('./template-page')),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/plan-batches',
    validateSearch: (search: Record<string, unknown>): { filter?: string; marked?: boolean } => ({
      ...(typeof search.filter === 'string' ? { filter: search.filter } : {}),
      ...(search.marked === true ? { marked: true } : {}),
    }),
    component: lazyRouteComponent(() => import('../batches/batches-page')),
  }),
];
