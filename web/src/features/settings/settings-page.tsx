import { useSearch } from '@tanstack/react-router';
import { type MessageKey, useT } from '@/lib/i18n/i18n';
import { Page, PageBody } from '@/ui/page';
import { TabStrip } from '@/ui/tab-strip';
import { Bin } from './bin';
import { Brand } from './brand';
import { CustomFields } from './custom-fields';
import { Rates } from './rates';
import { Sessions } from './sessions';
import { Stages } from './stages';
import { Tokens } from './tokens';
import { Users } from './users';
import { WorkspaceForm } from './workspace-form';

const parts: { key: string; label: MessageKey; part: () => React.ReactNode }[] = [
  { key: 'workspace', label: 'settings.workspace', part: WorkspaceForm },
  { key: 'brand', label: 'settings.brand', part: Brand },
  { key: 'rates', label: 'settings.rates', part: Rates },
  { key: 'stages', label: 'settings.stages', part: Stages },
  { key: 'fields', label: 'settings.fields', part: CustomFields },
  { key: 'users', label: 'settings.users', part: Users },
  { key: 'tokens', label: 'settings.tokens', part: Tokens },
  { key: 'sessions', label: 'settings.sessions', part: Sessions },
  { key: 'bin', label: 'settings.bin', part: Bin },
];

export default function SettingsPage() {
  const t = useT();
  const { part } = useSearch({ strict: false }) as { part?: string };
  const shown = parts.find((candidate) => candidate.key === part) ?? parts[0];
  const Part = shown?.part;
  return (
    <Page title={t('nav.settings')}>
      <TabStrip
        label={t('nav.settings')}
        tabs={parts.map((candidate) => ({
          to: '/settings',
          search: { part: candidate.key },
          label: t(candidate.label),
          exact: true,
          active: candidate === shown,
        }))}
      />
      <PageBody narrow>{Part && <Part />}</PageBody>
    </Page>
  );
}
