/** Groups of accounts by rules, and the customers by when, how often and for how much they bought. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, Outlet } from '@tanstack/react-router';
import { useMayWrite } from '@/api/session';
import { type MessageKey, useT } from '@/lib/i18n/i18n';
import { Page, PageBody } from '@/ui/page';

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
      <nav className="k-tabs" aria-label={t('nav.groups')}>
        {tabs.map((tab) => (
          <Link key={tab.path} to={tab.path} className="k-tab" activeOptions={{ exact: true }}>
            {t(tab.label)}
          </Link>
        ))}
      </nav>
      <PageBody>
        <Outlet />
      </PageBody>
    </Page>
  );
}
