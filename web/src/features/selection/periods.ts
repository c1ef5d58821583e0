/** Names of fiscal periods, and which one to compare with. */
import type { ClassHistory } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';

type Period = ClassHistory['periods'][number];

export function usePeriodName() {
  const t = useT();
  return (period: Pick<Period, 'quarter' | 'year'>) =>
    t(period.quarter === 4 ? 'selection.period_year' : 'selection.period', {
      quarter: period.quarter,
      year: period.year,
    });
}

/** The year before the newest period, or what there is. */
export function usualFrom(periods: Period[]): string {
  const yearAgo = periods.at(-1)?.ends_on.replace(/^\d{4}/, (year) => String(Number(year) - 1));
  const found = periods.findLast((period) => yearAgo !== undefined && period.ends_on <= yearAgo) ?? periods[0];
  return found?.ends_on ?? '';
}
