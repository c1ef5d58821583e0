/** An account of the portfolio on a phone. */
import type { PortfolioRow } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { ClassMark, MoneyText } from '@/ui/chips';

export function PortfolioCard({ row }: { row: PortfolioRow }) {
  const t = useT();
  return (
    <div className="k-card" style={{ height: 112, overflow: 'hidden' }}>
      <div style={{ display: 'flex', justifyContent: 'space-between', gap: 8 }}>
        <strong className="k-ellipsis">{row.name}</strong>
        <ClassMark value={row.class} />
      </div>
      <div className="k-dim k-ellipsis">{[row.city, row.industry, row.owner_name].filter(Boolean).join(' · ')}</div>
      <div style={{ display: 'flex', gap: 16, marginTop: 8 }}>
        <span>
          <small className="k-dim">{t('field.revenue_12m')}</small>
          <br />
          <MoneyText value={row.revenue_12m} strong />
        </span>
        <span>
          <small className="k-dim">{t('field.open_pipeline')}</small>
          <br />
          <MoneyText value={row.open_pipeline} />
        </span>
      </div>
    </div>
  );
}
