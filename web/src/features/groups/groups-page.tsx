/** Groups of accounts by rules, and the customers by when, how often and for how much they bought. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, Outlet } from '@tanstack/react-router';
import { useMayWrite } from '@/api/session';
import { type MessageKey, useT } from '@/lib/i18n/i18n';
import { Page, PageBody } from '@/ui/page';
import { TabStrip } from '@/ui/tab-strip';

const tabs: { path: string; label: MessageKey }[] = [
  { path: '/groups', label: 'nav.groups' },
  { path: '/groups/rfm', label: 'group.rfm' },
];

export default function GroupsPage() {
  const t = useT();
  const mayWrite = useMayWrite('groups');
  return (
    <Page
      title={t('nav.groups')}
      actions={
        mayWrite && (
          <Button component={Link} to="/groups/new" leftSection={<IconPlus size={15} />}>
            {t('group.new')}
          </Button>
        )
      }
    >
      <TabStrip
        label={t('nav.groups')}
        tabs={tabs.map((tab) => ({ to: tab.path, label: t(tab.label), exact: true }))}
      />
      <PageBody>
        <Outlet />
      </PageBody>
    </Page>
  );
}
