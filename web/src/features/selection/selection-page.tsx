/** Choosing the accounts that deserve attention: the models and their ranking, the map, how firm it is, the classes. */
import { Outlet } from '@tanstack/react-router';
import { type MessageKey, useT } from '@/lib/i18n/i18n';
import { Page, PageBody } from '@/ui/page';
import { TabStrip } from '@/ui/tab-strip';
import { RunButton } from './run-button';

const tabs: { path: string; label: MessageKey }[] = [
  { path: '/selection', label: 'selection.tab_models' },
  { path: '/selection/map', label: 'selection.tab_map' },
  { path: '/selection/stability', label: 'selection.tab_stability' },
  { path: '/selection/classes', label: 'selection.classes' },
  { path: '/selection/moves', label: 'selection.tab_moves' },
  { path: '/selection/attention', label: 'selection.tab_attention' },
];

export default function SelectionPage() {
  const t = useT();
  return (
    <Page title={t('nav.selection')} actions={<RunButton />}>
      <TabStrip
        label={t('nav.selection')}
        tabs={tabs.map((tab) => ({ to: tab.path, label: t(tab.label), exact: tab.path === '/selection' }))}
      />
      <PageBody>
        <Outlet />
      </PageBody>
    </Page>
  );
}
