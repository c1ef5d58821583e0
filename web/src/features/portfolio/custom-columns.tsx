/** Columns for the workspace's own fields. */
import { useMemo } from 'react';
import type { CustomField, PortfolioRow } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { DayText } from '@/ui/chips';
import { useCustomFields } from '@/ui/custom-fields';
import type { Column } from '@/ui/data-table';

function Value({ value, kind }: { value: unknown; kind: CustomField['kind'] }) {
  const t = useT();
  const format = useFormat();
  if (value === undefined || value === null || value === '') return <span className="k-dim">–</span>;
  if (kind === 'boolean') return value ? t('common.yes') : t('common.no');
  // the field may have had another kind when this was written
  if (kind === 'number' && typeof value === 'number') return format.number(value);
  if (kind === 'date') return <DayText value={String(value)} />;
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
          // as wide as its heading
          track: `minmax(${Math.max(110, 30 + 7 * (field.label || field.name).length)}px, 1fr)`,
          num: field.kind === 'number',
          cell: (row) => <Value value={row.custom[field.name]} kind={field.kind} />,
        }),
      ),
    [fields],
  );
}
