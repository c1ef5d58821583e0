import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

export function groupsRoutes(parent: AnyRoute) {
  const page = createRoute({
    getParentRoute: () => parent,
    path: '/groups',
    component: lazyRouteComponent(() => import('./groups-page')),
  });
  const tab = (path: string, load: () => Promise<{ default: () => React.ReactNode }>) =>
    createRoute({ getParentRoute: () => page, path, component: lazyRouteComponent(load) });
  return [
    page.addChildren([tab('/', () => import('./list-tab')), tab('rfm', () => import('./rfm-tab'))]),
    createRoute({
      getParentRoute: () => parent,
      path: '/groups/new',
      component: lazyRouteComponent(() => import('./new-group-page')),
    }),
  ];
}
