import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export function selectionRoutes(parent: AnyRoute) {
  const page = createRoute({
    getParentRoute: () => parent,
    path: '/selection',
    component: lazyRouteComponent(() => import('./selection-page')),
  });
  const tab = (path: string, load: () => Promise<{ default: () => React.ReactNode }>) =>
    createRoute({ getParentRoute: () => page, path, component: lazyRouteComponent(load) });
  return [
    page.addChildren([
      tab('/', () => import('./models-tab')),
      tab('map', () => import('./map-tab')),
      tab('stability', () => import('./stability-tab')),
      tab('classes', () => import('./classes-tab')),
      tab('moves', () => import('./moves-tab')),
      tab('attention', () => import('./attention-tab')),
    ]),
  ];
}
