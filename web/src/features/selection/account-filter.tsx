/** The portfolio's filter above a page of figures: of which accounts it tells. */
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { type Condition, filterText } from '@/lib/filter';
import { useT } from '@/lib/i18n/i18n';
import { useKept } from '@/lib/kept';
import { FilterBuilder } from '@/ui/filter-builder';
import { usePortfolioFields } from '@/ui/portfolio-fields';

/** The filter of one page, kept in this browser. */
export function useAccountFilter(page: string) {
  const [conditions, setConditions] = useKept<Condition[]>(`selection.filter.${page}`, []);
  const [settled] = useDebouncedValue(conditions, 300);
  const filter = useMemo(() => filterText(settled), [settled]);
  return { conditions, setConditions, filter };
}

export function AccountFilter({
  conditions,
  setConditions,
  filter,
  children,
}: ReturnType<typeof useAccountFilter> & { children?: React.ReactNode }) {
  const t = useT();
  const fields = usePortfolioFields();
  return (
    <div
      className="k-no-print"
      style={{ display: 'flex', gap: 10, alignItems: 'center', flexWrap: 'wrap', marginBottom: 12 }}
    >
      <FilterBuilder fields={fields} value={conditions} onChange={setConditions} />
      {filter !== '' && <span className="k-dim">{t('selection.of_accounts')}</span>}
      {children}
    </div>
  );
}
