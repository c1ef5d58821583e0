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
import { documentRoutes } from '@/features/documents/routes';
import { groupsRoutes } from '@/features/groups/routes';
import { helpRoutes } from '@/features/help/routes';
import { importRoutes } from '@/features/imports/routes';
import { peopleRoutes } from '@/features/people/routes';
import { opportunityRoutes } from '@/features/pipeline/routes';
import { templateRoutes } from '@/features/plans/templates/routes';
import { portfolioRoutes } from '@/features/portfolio/routes';
import { productRoutes } from '@/features/products/routes';
import { programmeRoutes } from '@/features/programme/routes';
import { selectionRoutes } from '@/features/selection/routes';
import { settingsRoutes } from '@/features/settings/routes';
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
  component: lazyRouteComponent(() => import('./today/today-page')),
});
const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/inbox',
  component: lazyRouteComponent(() => import('./today/inbox-page')),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: '/accounts/$accountId',
  component: lazyRouteComponent(() => import('./account/account-page')),
});
const accountTab = (path: string, load: () => Promise<{ default: () => React.ReactNode }>) =>
  createRoute({ getParentRoute: () => account, path, component: lazyRouteComponent(load) });

const accountTabs = [
  accountTab('/', () => import('./account/overview-tab')),
  accountTab('profile', () => import('./account/profile-tab')),
  accountTab('people', () => import('./account/people-tab')),
  accountTab('units', () => import('./account/units-tab')),
  accountTab('team', () => import('./account/team-tab')),
  accountTab('sales', () => import('./account/sales-tab')),
  accountTab('pipeline', () => import('./account/pipeline-tab')),
  accountTab('interactions', () => import('./account/interactions-tab')),
  accountTab('plan', () => import('./account/plan-tab')),
  accountTab('one-page', () => import('./account/one-page-tab')),
  accountTab('revisions', () => import('./account/revisions-tab')),
  accountTab('history', () => import('./account/history-tab')),
];

const group = createRoute({
  getParentRoute: () => shell,
  path: '/groups/$groupId',
  component: lazyRouteComponent(() => import('./group/group-page')),
});
const groupTab = (path: string, load: () => Promise<{ default: () => React.ReactNode }>) =>
  createRoute({ getParentRoute: () => group, path, component: lazyRouteComponent(load) });

const groupTabs = [
  groupTab('/', () => import('./group/members-tab')),
  groupTab('apart', () => import('./group/apart-tab')),
  groupTab('rule', () => import('./group/rule-tab')),
];

const tree = root.addChildren([
  login,
  setup,
  shell.addChildren([
    today,
    account.addChildren(accountTabs),
    inbox,
    group.addChildren(groupTabs),
    ...groupsRoutes(shell),
    ...portfolioRoutes(shell),
    ...selectionRoutes(shell),
    ...templateRoutes(shell),
    ...programmeRoutes(shell),
    ...peopleRoutes(shell),
    ...opportunityRoutes(shell),
    ...productRoutes(shell),
    ...importRoutes(shell),
    ...documentRoutes(shell),
    ...settingsRoutes(shell),
    ...helpRoutes(shell),
  ]),
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
