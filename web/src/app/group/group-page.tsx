/** One group: its members, what sets it apart, its rule. */
import { Button, Menu } from '@mantine/core';
import { IconDots, IconDownload, IconSnowflake, IconSun, IconTrash } from '@tabler/icons-react';
import { Link, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { apiUrl } from '@/api/client';
import { useItem, useNames, useRemove, useRestore } from '@/api/queries';
import type { AccountGroup } from '@/api/types';
import { ColourMark } from '@/features/groups/group-editor';
import { StateChip } from '@/features/groups/list-tab';
import { useFreeze } from '@/features/groups/queries';
import { useMayChange } from '@/features/groups/rule-tab';
import { quote } from '@/lib/filter';
import { useFormat } from '@/lib/format';
import { type MessageKey, useLanguage, useT } from '@/lib/i18n/i18n';
import { Page } from '@/ui/page';
import { FaultBox, SkeletonLines } from '@/ui/states';
import { TabStrip } from '@/ui/tab-strip';
import { useToast } from '@/ui/toast';

const tabs: { path: string; label: MessageKey }[] = [
  { path: '', label: 'group.members' },
  { path: '/apart', label: 'group.apart' },
  { path: '/rule', label: 'field.rule' },
];

export const useGroupId = (): string => (useParams({ strict: false }) as { groupId: string }).groupId;

function Actions({ group }: { group: AccountGroup }) {
  const t = useT();
  const toast = useToast();
  const navigate = useNavigate();
  const mayChange = useMayChange(group);
  const freeze = useFreeze();
  const remove = useRemove('groups');
  const restore = useRestore('groups');
  const frozen = Boolean(group.frozen_at);
  const { language: lang } = useLanguage();
  const link = (format: string) =>
    apiUrl('/portfolio/export', { format, filter: `group = ${quote(group.id)}`, sort: '-revenue_12m', lang });
  const drop = () =>
    remove.mutate(
      { id: group.id, version: group.version },
      {
        onSuccess: () => {
          void navigate({ to: '/groups' });
          toast.done(t('common.deleted', { name: group.name }), async () => {
            await restore.mutateAsync(group.id);
          });
        },
        onError: toast.failed,
      },
    );
  return (
    <>
      {mayChange && (
        <Button
          variant="default"
          loading={freeze.isPending}
          leftSection={frozen ? <IconSun size={15} /> : <IconSnowflake size={15} />}
          onClick={() =>
            freeze.mutate(
              { group, frozen: !frozen },
              { onSuccess: () => toast.done(t(frozen ? 'group.thawed' : 'group.froze')), onError: toast.failed },
            )
          }
        >
          {t(frozen ? 'group.thaw' : 'group.freeze')}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" aria-label={t('action.more')} px={10}>
            <IconDots size={16} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('action.export')}</Menu.Label>
          <Menu.Item component="a" href={link('csv')} download leftSection={<IconDownload size={15} />}>
            {t('export.csv')}
          </Menu.Item>
          <Menu.Item component="a" href={link('xlsx')} download leftSection={<IconDownload size={15} />}>
            {t('export.xlsx')}
          </Menu.Item>
          {mayChange && (
            <>
              <Menu.Divider />
              <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={drop}>
                {t('action.delete')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function Frozen({ group }: { group: AccountGroup }) {
  const t = useT();
  const format = useFormat();
  const names = useNames('users', [group.frozen_by]);
  if (!group.frozen_at) return null;
  const who = (group.frozen_by && names?.get(group.frozen_by)) || '–';
  return <>{t('group.frozen_by', { who, when: format.instant(group.frozen_at) })}</>;
}

export default function GroupPage() {
  const t = useT();
  const id = useGroupId();
  const group = useItem('groups', id);
  const name = group.data?.name ?? '';
  return (
    <Page
      title={name || t('entity.account_group')}
      heading={
        <>
          <Link to="/groups" className="k-dim k-hide-phone">
            {t('nav.groups')}
          </Link>
          <span className="k-dim k-hide-phone">/</span>
          {group.data && <ColourMark colour={group.data.colour} />}
          <h1>{name}</h1>
          {group.data && <StateChip group={group.data} />}
        </>
      }
      meta={group.data && <Frozen group={group.data} />}
      actions={group.data && <Actions group={group.data} />}
    >
      <TabStrip
        label={name}
        tabs={tabs.map((tab) => ({ to: `/groups/${id}${tab.path}`, label: t(tab.label), exact: tab.path === '' }))}
      />
      {group.error ? (
        <FaultBox error={group.error} retry={() => void group.refetch()} />
      ) : group.data ? (
        <Outlet />
      ) : (
        <SkeletonLines />
      )}
    </Page>
  );
}
