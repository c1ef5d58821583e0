/** All places of the application; every page is a chunk of its own. */
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { sessionOptions } from '@/api/session';
import { importRoutes } from '@/features/imports/routes';
import { portfolioRoutes } from '@/features/portfolio/routes';
import { SkeletonLines } from '@/ui/states';
import { NotFound } from './not-found';
import { Shell } from './shell/shell';

interface Context {
  queryClient: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFound });

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { back?: string } =>
    typeof search.back === 'string' && search.back.startsWith('/') ? { back: search.back } : {},
  component: lazyRouteComponent(() => import('./entry/login-page')),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./entry/setup-page')),
});

/** Everything inside the shell needs a session. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const state = await context.queryClient.ensureQueryData(sessionOptions);
    if (state.signedIn) return;
    throw redirect({ to: '/login', search: location.href === '/' ? {} : { back: location.href } });
  },
  component: Shell,
});

const today = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/portfolio/portfolio-page')),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: '/accounts/$accountId',
  component: lazyRouteComponent(() => import('./account/account-page')),
});
const accountTab = (path: string, load: () => Promise<{ default: () => React.ReactNode }>) =>
  createRoute({ getParentRoute: () => account, path, component: lazyRouteComponent(load) });

const accountTabs = [accountTab('/', () => import('./account/overview-tab'))];

const tree = root.addChildren([
  login,
  setup,
  shell.addChildren([today, account.addChildren(accountTabs), ...portfolioRoutes(shell), ...importRoutes(shell)]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPendingComponent: () => (
      <div className="k-body">
        <SkeletonLines />
      </div>
    ),
    defaultNotFoundComponent: NotFound,
  });
}
