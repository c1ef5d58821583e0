import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export const portfolioRoutes = (parent: AnyRoute) => [
  createRoute({
    getParentRoute: () => parent,
    path: '/portfolio',
    component: lazyRouteComponent(() => import('./portfolio-page')),
  }),
];
