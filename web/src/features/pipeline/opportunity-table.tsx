import { useCallback, useMemo, useState } from 'react';
import { useNames, usePages } from '@/api/queries';
import type { Opportunity, OpportunityStage } from '@/api/types';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { DayText, MoneyText } from '@/ui/chips';
import { type Column, DataTable } from '@/ui/data-table';
import { RowLink } from '@/ui/row-link';
import { FaultBox, SkeletonLines } from '@/ui/states';
import { usePagedLines } from '@/ui/use-paged-lines';

interface Props {
  filter: string;
  q: string;
  stages: OpportunityStage[];
  withAccount: boolean;
  open: (id: string) => void;
}

export function OpportunityTable({ filter, q, stages, withAccount, open }: Props) {
  const t = useT();
  const term = useTerm();
  const [sort, setSort] = useState('close_on');
  const pages = usePages('opportunities', { filter, q, sort, limit: 200, count: true });
  const { rows, count, lineAt, onReach } = usePagedLines(pages);
  const accounts = useNames('accounts', withAccount ? rows.map((deal) => deal.account_id) : []);
  const owners = useNames(
    'users',
    rows.map((deal) => deal.owner_id),
  );
  const columns = useMemo((): Column<Opportunity>[] => {
    const account: Column<Opportunity> = {
      key: 'account_id',
      label: t('field.account'),
      track: 'minmax(150px, 1.3fr)',
      cell: (deal) => (
        <RowLink to={`/accounts/${deal.account_id}`} className="k-link">
          {accounts?.get(deal.account_id) ?? ''}
        </RowLink>
      ),
    };
    return [
      {
        key: 'name',
        label: t('field.name'),
        track: 'minmax(190px, 1.6fr)',
        sortable: true,
        cell: (deal) => <b style={{ fontWeight: 600 }}>{deal.name}</b>,
      },
      ...(withAccount ? [account] : []),
      {
        key: 'stage',
        label: t('field.stage'),
        track: 'minmax(120px, 0.9fr)',
        sortable: true,
        cell: (deal) => stages.find((stage) => stage.key === deal.stage)?.name ?? deal.stage,
      },
      {
        key: 'outcome',
        label: t('field.status'),
        track: '90px',
        sortable: true,
        cell: (deal) => term('outcome', deal.outcome),
      },
      {
        key: 'amount',
        label: t('field.amount'),
        track: '120px',
        num: true,
        sortable: true,
        cell: (deal) => <MoneyText value={deal.amount} />,
      },
      {
        key: 'probability',
        label: t('field.probability'),
        track: '140px',
        num: true,
        sortable: true,
        cell: (deal) => deal.probability ?? '–',
      },
      {
        key: 'close_on',
        label: t('field.close_on'),
        track: '130px',
        sortable: true,
        cell: (deal) => <DayText value={deal.close_on} />,
      },
      {
        key: 'owner_id',
        label: t('field.owner'),
        track: 'minmax(120px, 1fr)',
        cell: (deal) => owners?.get(deal.owner_id ?? '') ?? '',
      },
    ];
  }, [t, term, stages, accounts, owners, withAccount]);
  const card = useCallback(
    (deal: Opportunity) => (
      <div className="k-card" style={{ height: 104, overflow: 'hidden' }}>
        <strong>{deal.name}</strong>
        <div className="k-dim k-ellipsis">
          {[accounts?.get(deal.account_id), stages.find((stage) => stage.key === deal.stage)?.name]
            .filter(Boolean)
            .join(' · ')}
        </div>
        <div style={{ display: 'flex', justifyContent: 'space-between', marginTop: 8 }}>
          <MoneyText value={deal.amount} strong />
          <DayText value={deal.close_on} />
        </div>
      </div>
    ),
    [accounts, stages],
  );
  if (pages.error) return <FaultBox error={pages.error} retry={() => void pages.refetch()} />;
  if (pages.isPending)
    return (
      <div style={{ padding: '0 20px' }}>
        <SkeletonLines />
      </div>
    );
  return (
    <DataTable
      label={t('nav.opportunities')}
      columns={columns}
      count={count}
      lineAt={lineAt}
      rowKey={(deal) => deal.id}
      sort={sort}
      onSort={setSort}
      onOpen={(deal) => open(deal.id)}
      onReach={onReach}
      card={card}
    />
  );
}
