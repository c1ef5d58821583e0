import { Button } from '@mantine/core';
import { IconPlus, IconSnowflake, IconUsersGroup } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useList, useNames } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import type { AccountGroup } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { MoneyText, PlainChip } from '@/ui/chips';
import { ScrollX } from '@/ui/scroll-x';
import { Empty, Waiting } from '@/ui/states';
import { ColourMark } from './group-editor';
import { useCounts } from './queries';
import './groups.css';

export function StateChip({ group }: { group: Pick<AccountGroup, 'frozen_at'> }) {
  const t = useT();
  const format = useFormat();
  if (!group.frozen_at) return <PlainChip>{t('group.living')}</PlainChip>;
  return (
    <span className="k-chip" data-tone="ink">
      <IconSnowflake size={14} aria-hidden />
      {t('group.frozen_on', { date: format.day(group.frozen_at) })}
    </span>
  );
}

function Rows({ groups }: { groups: AccountGroup[] }) {
  const t = useT();
  const format = useFormat();
  const counts = useCounts();
  const owners = useNames(
    'users',
    groups.map((group) => group.owner_id),
  );
  const known = new Map(counts.data?.items.map((item) => [item.group_id, item]));
  const all = counts.data?.of_accounts ?? 0;
  return (
    <ScrollX>
      <table className="k-table k-table-cards">
        <thead>
          <tr>
            <th>{t('entity.account_group')}</th>
            <th>{t('field.state')}</th>
            <th className="k-num">{t('field.accounts')}</th>
            <th className="k-num">{t('group.share')}</th>
            <th className="k-num">{t('field.revenue_12m')}</th>
            <th className="k-group-owner">{t('field.owner')}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => {
            const count = known.get(group.id);
            return (
              <tr key={group.id}>
                <td data-wide>
                  <Link to={`/groups/${group.id}`} className="k-link k-group-name">
                    <ColourMark colour={group.colour} />
                    {group.name}
                  </Link>
                  {group.description && <div className="k-dim k-ellipsis k-group-about">{group.description}</div>}
                </td>
                <td data-label={t('field.state')}>
                  <StateChip group={group} />
                </td>
                <td className="k-num" data-label={t('field.accounts')}>
                  {count ? (count.accounts === null ? t('group.broken') : format.integer(count.accounts)) : '…'}
                </td>
                <td className="k-num" data-label={t('group.share')}>
                  {count?.accounts != null && all > 0 ? format.percent(count.accounts / all, 1) : '–'}
                </td>
                <td className="k-num" data-label={t('field.revenue_12m')}>
                  {count?.revenue_12m ? <MoneyText value={count.revenue_12m} /> : '–'}
                </td>
                <td className="k-group-owner" data-label={t('field.owner')}>
                  {(group.owner_id && owners?.get(group.owner_id)) || '–'}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollX>
  );
}

export default function ListTab() {
  const t = useT();
  const mayWrite = useMayWrite('groups');
  const groups = useList('groups', { sort: 'name', limit: 500 });
  return (
    <Waiting on={groups}>
      {() =>
        groups.data && groups.data.items.length > 0 ? (
          <Rows groups={groups.data.items} />
        ) : (
          <Empty
            icon={<IconUsersGroup size={28} stroke={1.5} aria-hidden />}
            title={t('group.none')}
            text={t('group.none_text')}
            action={
              mayWrite ? (
                <Button component={Link} to="/groups/new" leftSection={<IconPlus size={15} />}>
                  {t('group.new')}
                </Button>
              ) : undefined
            }
          />
        )
      }
    </Waiting>
  );
}
