import { useNavigate } from '@tanstack/react-router';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { useKept } from '@/lib/kept';
import { ClassMark, MoneyText } from '@/ui/chips';
import { EmptyLine, Waiting } from '@/ui/states';
import { Unconverted } from '@/ui/unconverted';
import { useClasses } from './queries';

export const portfolioColumns = [
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

/** How many accounts each class has and what they bring; a class opens the portfolio with only its accounts. */
export function Classes() {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const navigate = useNavigate();
  const classes = useClasses();
  const [, setView] = useKept<unknown>('portfolio.view', null);
  const open = (key: string) => {
    setView({
      conditions: [{ field: 'class', operator: 'in', value: [key] }],
      sort: '-revenue_12m',
      group: null,
      columns: portfolioColumns,
    });
    void navigate({ to: '/portfolio' });
  };
  return (
    <Waiting on={classes} lines={5}>
      {() => {
        const items = classes.data?.items ?? [];
        if (items.length === 0) return <EmptyLine>{t('selection.no_classes')}</EmptyLine>;
        const accounts = items.reduce((sum, item) => sum + item.accounts, 0);
        const revenue = items.reduce((sum, item) => sum + (item.revenue_12m?.minor ?? 0), 0);
        return (
          <>
            <Unconverted count={classes.data?.unconverted ?? 0} />
            <table className="k-table k-table-cards">
              <thead>
                <tr>
                  <th>{t('field.class')}</th>
                  <th className="k-num">{t('field.accounts')}</th>
                  <th className="k-num">{t('selection.share_accounts')}</th>
                  <th className="k-num">{t('field.revenue_12m')}</th>
                  <th className="k-num">{t('selection.share_sales')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <tr key={item.key ?? ''}>
                    <td>
                      <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
                        <ClassMark value={item.key || null} />
                        {item.key ? (
                          <button
                            type="button"
                            className="k-link"
                            style={{ all: 'unset', cursor: 'pointer' }}
                            onClick={() => open(item.key ?? '')}
                          >
                            {term('class', item.key).replace(/^.: /, '')}
                          </button>
                        ) : (
                          t('class.none')
                        )}
                      </span>
                    </td>
                    <td className="k-num" data-label={t('field.accounts')}>
                      {format.integer(item.accounts)}
                    </td>
                    <td className="k-num" data-label={t('selection.share_accounts')}>
                      {accounts ? format.percent(item.accounts / accounts, 1) : '–'}
                    </td>
                    <td className="k-num" data-label={t('field.revenue_12m')}>
                      <MoneyText value={item.revenue_12m} />
                    </td>
                    <td className="k-num" data-label={t('selection.share_sales')}>
                      {revenue ? format.percent((item.revenue_12m?.minor ?? 0) / revenue, 1) : '–'}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        );
      }}
    </Waiting>
  );
}
