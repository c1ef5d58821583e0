/** The classes that one account had at the ends of past periods, oldest first. */
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { usePeriodName } from './periods';
import { useAccountClasses } from './queries';
import './selection.css';

export function ClassStrip({ accountId }: { accountId: string }) {
  const t = useT();
  const format = useFormat();
  const name = usePeriodName();
  const classes = useAccountClasses(accountId);
  const periods = classes.data?.periods.filter((period) => period.class) ?? [];
  if (periods.length === 0) return null;
  return (
    <div style={{ margin: '4px 0 10px' }}>
      <small className="k-dim">{t('selection.class_so_far')}</small>
      <ol className="k-class-strip">
        {periods.map((period) => (
          <li
            key={period.ends_on}
            title={`${name(period)}: ${format.money(period.revenue)}${period.by_person ? `, ${t('selection.set_by_hand')}` : ''}`}
          >
            <b data-hand={period.by_person || undefined}>{period.class}</b>
            <small className="k-dim">{format.month(period.ends_on)}</small>
          </li>
        ))}
      </ol>
    </div>
  );
}
