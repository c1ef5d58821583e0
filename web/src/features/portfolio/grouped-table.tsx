/** The portfolio in groups: subtotals come from the server, rows of a group when it is opened. */
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { PortfolioGroup, PortfolioRow } from '@/api/types';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { GrowthText, MoneyText } from '@/ui/chips';
import { type Column, DataTable, type Line } from '@/ui/data-table';
import { FaultBox, SkeletonLines } from '@/ui/states';
import { type Choice, type Ticks, useTicking } from '@/ui/ticking';
import { type GroupBy, groupPage, useGroupRows, useSummary } from './queries';

interface Props {
  group: GroupBy;
  filter: string;
  q: string;
  sort: string;
  columns: Column<PortfolioRow>[];
  onSort: (sort: string) => void;
  onOpen: (row: PortfolioRow) => void;
  card: (row: PortfolioRow) => ReactNode;
  ticks: Ticks;
  choice: Choice<PortfolioRow>;
}

const keyOf = (group: PortfolioGroup): string => group.key ?? '';

function subtotals(summary: PortfolioGroup, label: string): Record<string, ReactNode> {
  const now = summary.revenue_12m;
  const before = summary.revenue_prev_12m;
  return {
    name: label,
    revenue_12m: <MoneyText value={now} />,
    revenue_prev_12m: <MoneyText value={before} />,
    growth: now && before && before.minor > 0 ? <GrowthText value={now.minor / before.minor - 1} /> : null,
    open_pipeline: <MoneyText value={summary.open_pipeline} />,
    potential: <MoneyText value={summary.potential} />,
  };
}

export function GroupedTable({ group, filter, q, sort, columns, onSort, onOpen, card, ticks, choice }: Props) {
  const t = useT();
  const term = useTerm();
  const [open, setOpen] = useState<string[]>([]);
  const summary = useSummary(filter, q, group);
  const opened = useGroupRows(open, group, filter, q, sort);

  const label = useCallback(
    (item: PortfolioGroup): string => {
      if (group === 'class') return item.key ? term('class', item.key) : t('class.none');
      if (group === 'status' && item.key) return term('status', item.key);
      return item.label || item.key || t('common.not_set');
    },
    [group, term, t],
  );
  const lines = useMemo((): Line<PortfolioRow>[] => {
    return (summary.data?.items ?? []).flatMap((item): Line<PortfolioRow>[] => {
      const key = keyOf(item);
      const at = open.indexOf(key);
      const title = t('portfolio.group_count', { label: label(item), count: item.accounts });
      const head: Line<PortfolioRow> = { group: { key, open: at >= 0, cells: subtotals(item, title) } };
      if (at < 0) return [head];
      const rows = opened[at]?.data?.items;
      if (!rows) return [head, ...Array.from({ length: Math.min(item.accounts, 8) }, () => undefined)];
      const rest: Line<PortfolioRow>[] =
        item.accounts > rows.length && rows.length >= groupPage
          ? [{ note: t('portfolio.group_more', { shown: rows.length, count: item.accounts }) }]
          : [];
      return [head, ...rows.map((row): Line<PortfolioRow> => ({ row })), ...rest];
    });
  }, [summary.data, open, opened, label, t]);

  const toggle = useCallback(
    (key: string) =>
      setOpen((before) => (before.includes(key) ? before.filter((other) => other !== key) : [...before, key])),
    [],
  );
  const lineAt = useCallback((index: number) => lines[index], [lines]);
  const ticking = useTicking(ticks, lineAt, choice);
  if (summary.error) return <FaultBox error={summary.error} retry={() => void summary.refetch()} />;
  if (summary.isPending) return <SkeletonLines />;
  return (
    <DataTable
      label={t('portfolio.title')}
      columns={columns}
      count={lines.length}
      lineAt={lineAt}
      rowKey={(row) => row.id}
      sort={sort}
      onSort={onSort}
      onOpen={onOpen}
      onToggleGroup={toggle}
      card={card}
      ticking={ticking}
    />
  );
}
