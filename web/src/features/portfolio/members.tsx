/** The accounts that a filter leaves, as the portfolio shows them, for pages of groups of accounts. */
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { usePages } from '@/api/queries';
import type { PortfolioRow } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { DataTable } from '@/ui/data-table';
import { EmptyLine, FaultBox, SkeletonLines } from '@/ui/states';
import { usePagedLines } from '@/ui/use-paged-lines';
import { PortfolioCard } from './card';
import { defaultColumns, useColumns } from './columns';

export function Members({
  label,
  filter,
  none,
  about,
}: {
  label: string;
  filter: string;
  none: string;
  about?: string;
}) {
  const t = useT();
  const navigate = useNavigate();
  const [sort, setSort] = useState('-revenue_12m');
  const all = useColumns();
  const columns = useMemo(() => all.filter((column) => defaultColumns.includes(column.key)), [all]);
  const pages = usePages('portfolio', { filter, sort, limit: 200, count: true });
  const { rows, count, lineAt, onReach, total, atLeast } = usePagedLines(pages);
  const open = useCallback((row: PortfolioRow) => void navigate({ to: `/accounts/${row.id}` }), [navigate]);
  const card = useCallback((row: PortfolioRow) => <PortfolioCard row={row} />, []);
  if (pages.error) return <FaultBox error={pages.error} retry={() => void pages.refetch()} />;
  if (pages.isPending)
    return (
      <div style={{ padding: '0 20px' }}>
        <SkeletonLines lines={12} />
      </div>
    );
  return (
    <>
      <div className="k-toolbar">
        <span role="status">
          {total !== null && t(atLeast ? 'portfolio.count_at_least' : 'portfolio.count', { count: total })}
        </span>
        {about && <span className="k-dim k-ellipsis">{about}</span>}
      </div>
      {rows.length === 0 ? (
        <EmptyLine>{none}</EmptyLine>
      ) : (
        <DataTable
          label={label}
          columns={columns}
          count={count}
          lineAt={lineAt}
          rowKey={(row) => row.id}
          sort={sort}
          onSort={setSort}
          onOpen={open}
          onReach={onReach}
          card={card}
        />
      )}
    </>
  );
}
