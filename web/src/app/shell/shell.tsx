import { Drawer } from '@mantine/core';
import { IconBuilding, IconHome, IconMenu2, IconSearch, IconTargetArrow } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { listenToChanges } from '@/api/events';
import { useSessionState } from '@/api/session';
import { useUnread } from '@/features/together/queries';
import { hasChosenLanguage, type Language, languages, useLanguage, useT } from '@/lib/i18n/i18n';
import { ErrorBoundary } from '@/ui/error-boundary';
import { SkeletonLines } from '@/ui/states';
import { useUndoKey } from '@/ui/toast';
import { UnsentBar } from '@/ui/unsent-bar';
import { KeysHelp } from './keys-help';
import { Navigation } from './navigation';
import { Palette } from './palette';
import { useShellKeys } from './use-shell-keys';

const HelpPanel = lazy(() => import('@/features/help/help-panel'));

/** On a telephone the inbox is behind "More", which therefore says that something is in it. */
function UnreadDot() {
  const t = useT();
  const unread = useUnread();
  return unread ? <i className="k-dot" role="img" aria-label={t('inbox.unread', { count: unread })} /> : null;
}

export function Shell() {
  const t = useT();
  const client = useQueryClient();
  const location = useLocation();
  const navigate = useNavigate();
  const { data } = useSessionState();
  const { language, choose } = useLanguage();
  // Nothing is shown, or started from, in the browser's language when the person's own is another.
  const [settled, setSettled] = useState(hasChosenLanguage);
  const [palette, setPalette] = useState(false);
  const [keys, setKeys] = useState(false);
  const [menu, setMenu] = useState(false);
  const [help, setHelp] = useState<'never' | 'open' | 'closed'>('never');

  useUndoKey();
  useShellKeys({ openPalette: () => setPalette(true), openHelp: () => setHelp('open') });
  useEffect(() => listenToChanges(client), [client]);
  const own = data?.signedIn ? data.session.user.language : null;
  useEffect(() => {
    if (own === null || settled) return;
    if (own === language || !languages.some((known) => known.value === own)) return setSettled(true);
    choose(own as Language);
    void client.invalidateQueries();
  }, [own, settled, language, choose, client]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place closes the drawer
  useEffect(() => setMenu(false), [location.pathname]);
  useEffect(() => {
    if (data && !data.signedIn) void navigate({ to: '/login' });
  }, [data, navigate]);

  if (!data?.signedIn || !settled)
    return (
      <div className="k-body">
        <SkeletonLines />
      </div>
    );
  return (
    <div className="k-shell">
      <a className="k-skip" href="#content">
        {t('nav.skip')}
      </a>
      <nav className="k-nav" aria-label={t('nav.main')}>
        <Navigation
          openPalette={() => setPalette(true)}
          openKeys={() => setKeys(true)}
          openHelp={() => setHelp('open')}
        />
      </nav>
      <main className="k-main" id="content">
        <ErrorBoundary at={location.pathname}>
          <Outlet />
        </ErrorBoundary>
      </main>
      <nav className="k-bottom k-no-print" aria-label={t('nav.main')}>
        <Link to="/" activeOptions={{ exact: true }}>
          <IconHome size={22} aria-hidden />
          {t('nav.today')}
        </Link>
        <Link to="/portfolio">
          <IconBuilding size={22} aria-hidden />
          {t('nav.portfolio')}
        </Link>
        <Link to="/opportunities">
          <IconTargetArrow size={22} aria-hidden />
          {t('nav.opportunities')}
        </Link>
        <button type="button" onClick={() => setPalette(true)}>
          <IconSearch size={22} aria-hidden />
          {t('action.search')}
        </button>
        <button type="button" onClick={() => setMenu(true)}>
          <span className="k-bottom-icon">
            <IconMenu2 size={22} aria-hidden />
            <UnreadDot />
          </span>
          {t('action.more')}
        </button>
      </nav>
      <Drawer
        opened={menu}
        onClose={() => setMenu(false)}
        title={t('app.name')}
        className="k-drawer"
        size="xs"
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <nav aria-label={t('nav.main')}>
          <Navigation
            openPalette={() => setPalette(true)}
            openKeys={() => setKeys(true)}
            openHelp={() => {
              setMenu(false);
              setHelp('open');
            }}
          />
        </nav>
      </Drawer>
      <UnsentBar userId={data.session.user.id} />
      <Palette opened={palette} close={() => setPalette(false)} openKeys={() => setKeys(true)} />
      {help !== 'never' && (
        <Suspense>
          <HelpPanel opened={help === 'open'} close={() => setHelp('closed')} openKeys={() => setKeys(true)} />
        </Suspense>
      )}
      <KeysHelp opened={keys} close={() => setKeys(false)} />
    </div>
  );
}
