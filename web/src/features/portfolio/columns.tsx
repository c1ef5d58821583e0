import { useMemo } from 'react';
import type { PortfolioRow } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { DayText, GrowthText, Meter, MoneyText, PlainChip } from '@/ui/chips';
import type { Column } from '@/ui/data-table';
import { RowLink } from '@/ui/row-link';
import { ClassMenu } from './class-menu';
import { useCustomColumns } from './custom-columns';

export const defaultColumns = [
  'name',
  'class',
  'score',
  'revenue_12m',
  'growth',
  'open_pipeline',
  'plan_completeness',
  'owner_name',
  'last_interaction_at',
];

/** All columns of the portfolio, in their natural order. */
export function useColumns(): Column<PortfolioRow>[] {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const custom = useCustomColumns();
  return useMemo(
    (): Column<PortfolioRow>[] => [
      {
        key: 'name',
        label: t('field.account'),
        track: 'minmax(220px, 2.2fr)',
        sortable: true,
        cell: (row) => (
          <RowLink to={`/accounts/${row.id}`} style={{ fontWeight: 600 }}>
            {row.name}
          </RowLink>
        ),
      },
      { key: 'class', label: t('field.class'), track: '70px', sortable: true, cell: (row) => <ClassMenu row={row} /> },
      {
        key: 'score',
        label: t('field.score'),
        track: '76px',
        num: true,
        sortable: true,
        cell: (row) =>
          !row.class && row.score === 0 ? <span className="k-dim">–</span> : format.number(Math.round(row.score)),
      },
      {
        key: 'status',
        label: t('field.status'),
        track: '110px',
        sortable: true,
        cell: (row) => term('status', row.status),
      },
      {
        key: 'industry',
        label: t('field.industry'),
        track: 'minmax(110px, 1fr)',
        sortable: true,
        cell: (row) => row.industry,
      },
      { key: 'city', label: t('field.city'), track: 'minmax(100px, 1fr)', sortable: true, cell: (row) => row.city },
      { key: 'country', label: t('field.country'), track: '90px', sortable: true, cell: (row) => row.country },
      {
        key: 'revenue_12m',
        label: t('field.revenue_12m'),
        track: '130px',
        num: true,
        sortable: true,
        cell: (row) => <MoneyText value={row.revenue_12m} />,
      },
      {
        key: 'revenue_prev_12m',
        label: t('field.revenue_prev_12m'),
        track: '136px',
        num: true,
        sortable: true,
        cell: (row) => <MoneyText value={row.revenue_prev_12m} />,
      },
      {
        key: 'growth',
        label: t('field.growth'),
        track: '92px',
        num: true,
        sortable: true,
        cell: (row) => <GrowthText value={row.growth} />,
      },
      {
        key: 'potential',
        label: t('field.potential'),
        track: '120px',
        num: true,
        sortable: true,
        cell: (row) => <MoneyText value={row.potential} />,
      },
      {
        key: 'open_pipeline',
        label: t('field.open_pipeline'),
        track: '128px',
        num: true,
        sortable: true,
        cell: (row) => <MoneyText value={row.open_pipeline} />,
      },
      {
        key: 'won_12m',
        label: t('field.won_12m'),
        track: '140px',
        num: true,
        sortable: true,
        cell: (row) => <MoneyText value={row.won_12m} />,
      },
      {
        key: 'key_state',
        label: t('field.key_state'),
        track: '130px',
        sortable: true,
        cell: (row) =>
          row.key_state ? (
            <PlainChip ink={row.key_state === 'active'}>{term('key_state', row.key_state)}</PlainChip>
          ) : (
            <span className="k-dim">–</span>
          ),
      },
      {
        key: 'plan_status',
        label: t('field.plan_status'),
        track: '104px',
        sortable: true,
        cell: (row) =>
          row.plan_status ? (
            <PlainChip>{term('plan_status', row.plan_status)}</PlainChip>
          ) : (
            <span className="k-dim">–</span>
          ),
      },
      {
        key: 'plan_completeness',
        label: t('field.plan_status'),
        track: '112px',
        sortable: true,
        hint: t('field.plan_completeness'),
        cell: (row) =>
          row.plan_id && row.plan_completeness !== null ? (
            <Meter value={row.plan_completeness} label={t('field.plan_completeness')} />
          ) : (
            <span className="k-dim">–</span>
          ),
      },
      {
        key: 'owner_name',
        label: t('field.owner'),
        track: 'minmax(130px, 1.1fr)',
        sortable: true,
        cell: (row) => row.owner_name || <span className="k-dim">–</span>,
      },
      {
        key: 'last_interaction_at',
        label: t('field.last_interaction_at'),
        track: '130px',
        sortable: true,
        cell: (row) => <DayText value={row.last_interaction_at} />,
      },
      {
        key: 'last_purchase_on',
        label: t('field.last_purchase_on'),
        track: '124px',
        sortable: true,
        cell: (row) => <DayText value={row.last_purchase_on} />,
      },
      ...custom,
    ],
    [t, term, format, custom],
  );
}
