/** How many accounts the rule finds while it is written, and the largest of them. */
import { useDebouncedValue } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { isFault } from '@/api/faults';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { ClassMark, MoneyText } from '@/ui/chips';
import { Figures, Section } from '@/ui/page';
import { EmptyLine, FaultBox } from '@/ui/states';
import { useCount } from './queries';
import { type Branch, completeParts } from './rule';

export function LiveCount({ rule }: { rule: Branch }) {
  const t = useT();
  const format = useFormat();
  const [asked] = useDebouncedValue(rule, 180);
  const { data, error, isFetching, refetch } = useCount(completeParts(asked));
  // what is wrong with one comparison stands beside it
  if (error && !isFault(error, 422)) return <FaultBox error={error} retry={() => void refetch()} />;
  if (error) return <EmptyLine>{t('group.count_faulty')}</EmptyLine>;
  return (
    <section aria-busy={isFetching} className="k-rule-count">
      <div aria-live="polite">
        <Figures
          items={[
            {
              label: t('group.members'),
              value: data ? format.integer(data.accounts) : '…',
              note: data ? t('group.of_accounts', { count: format.integer(data.of_accounts) }) : undefined,
            },
            {
              label: t('field.revenue_12m'),
              value: data ? format.money(data.revenue_12m) : '…',
              exact: data ? format.moneyExact(data.revenue_12m) : undefined,
            },
          ]}
        />
      </div>
      {data && data.sample.length > 0 && (
        <Section title={t('group.largest')}>
          <ul className="k-rule-samples">
            {data.sample.map((account) => (
              <li key={account.id}>
                <ClassMark value={account.class} />
                <Link to={`/accounts/${account.id}`} className="k-link k-ellipsis">
                  {account.name}
                </Link>
                <MoneyText value={account.revenue_12m} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {data && data.accounts === 0 && <EmptyLine>{t('group.finds_none')}</EmptyLine>}
    </section>
  );
}
