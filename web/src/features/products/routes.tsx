import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const productRoutes = (parent: AnyRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/products',
    component: lazyRouteComponent(() => import('./products-page')),
  }),
];
