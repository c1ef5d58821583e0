import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const programmeRoutes = (parent: AnyRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/key-accounts',
    validateSearch: (search: Record<string, unknown>): { list?: 'prospect' } =>
      search.list === 'prospect' ? { list: 'prospect' } : {},
    component: lazyRouteComponent(() => import('./key-list-page')),
  }),
  createRoute({
    getParentRoute: () => parent,
    path: '/coverage',
    component: lazyRouteComponent(() => import('./coverage-page')),
  }),
];
