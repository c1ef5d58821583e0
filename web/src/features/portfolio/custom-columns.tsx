/** Columns for the workspace's own fields: their values are read for the rows in view, many accounts at once. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get } from '@/api/client';
import type { Account, CustomField, Page, PortfolioRow } from '@/api/types';
import { quote } from '@/lib/filter';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { DayText } from '@/ui/chips';
import { useCustomFields } from '@/ui/custom-fields';
import type { Column } from '@/ui/data-table';

type Values = Record<string, unknown>;

const most = 100;
let waiting: { id: string; done: (values: Values) => void; failed: (error: unknown) => void }[] = [];

async function ask(batch: typeof waiting) {
  const ids = [...new Set(batch.map((one) => one.id))];
  try {
    const page = await get<Page<Pick<Account, 'id' | 'custom'>>>('/accounts', {
      filter: `id in (${ids.map(quote).join(',')})`,
      fields: 'id,custom',
      limit: most,
    });
    const found = new Map(page.items.map((account) => [account.id, account.custom as Values]));
    for (const one of batch) one.done(found.get(one.id) ?? {});
  } catch (error) {
    for (const one of batch) one.failed(error);
  }
}

/** What rows ask for in the same moment goes out as one request. */
function read(id: string): Promise<Values> {
  return new Promise((done, failed) => {
    if (waiting.length === 0)
      setTimeout(() => {
        const all = waiting;
        waiting = [];
        for (let at = 0; at < all.length; at += most) void ask(all.slice(at, at + most));
      });
    waiting.push({ id, done, failed });
  });
}

// under the accounts, so that a change of one is seen here
const valuesOf = (id: string) =>
  queryOptions({ queryKey: ['accounts', 'custom', id], queryFn: () => read(id), staleTime: 60_000 });

function Value({ id, field }: { id: string; field: CustomField }) {
  const t = useT();
  const format = useFormat();
  const { data, isPending } = useQuery(valuesOf(id));
  if (isPending) return <span className="k-skel" style={{ width: '60%' }} />;
  const value = data?.[field.name];
  if (value === undefined || value === null || value === '') return <span className="k-dim">–</span>;
  if (field.kind === 'boolean') return value ? t('common.yes') : t('common.no');
  if (field.kind === 'number') return format.number(Number(value));
  if (field.kind === 'date') return <DayText value={String(value)} />;
  return String(value);
}

export function useCustomColumns(): Column<PortfolioRow>[] {
  const fields = useCustomFields('account');
  return useMemo(
    () =>
      fields.map(
        (field): Column<PortfolioRow> => ({
          key: `custom.${field.name}`,
          label: field.label || field.name,
          track: 'minmax(110px, 1fr)',
          num: field.kind === 'number',
          cell: (row) => <Value id={row.id} field={field} />,
        }),
      ),
    [fields],
  );
}
