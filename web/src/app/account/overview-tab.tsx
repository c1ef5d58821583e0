import { Link } from '@tanstack/react-router';
import { useList } from '@/api/queries';
import type { Opportunity, Person, PortfolioRow } from '@/api/types';
import { usePortfolioRow, useSales } from '@/features/accounts/queries';
import { SalesChart } from '@/features/accounts/sales-chart';
import { useScore } from '@/features/selection/queries';
import { ScoreTable } from '@/features/selection/score-table';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { ClosenessChip, DayText, GrowthText, MoneyText, StanceChip } from '@/ui/chips';
import { Figures, PageBody, Section } from '@/ui/page';
import { EmptyLine, Waiting } from '@/ui/states';
import { Unconverted } from '@/ui/unconverted';
import { StartPlan } from './start-plan';
import { useAccountId } from './use-account-id';

function KeyFigures({ row }: { row: PortfolioRow }) {
  const t = useT();
  const format = useFormat();
  const exact = (money: PortfolioRow['revenue_12m']) => (money ? format.moneyExact(money) : undefined);
  return (
    <Figures
      items={[
        { label: t('field.revenue_12m'), value: <MoneyText value={row.revenue_12m} />, exact: exact(row.revenue_12m) },
        { label: t('field.growth'), value: <GrowthText value={row.growth} />, note: t('account.against_year_before') },
        { label: t('field.potential'), value: <MoneyText value={row.potential} />, exact: exact(row.potential) },
        {
          label: t('field.open_pipeline'),
          value: <MoneyText value={row.open_pipeline} />,
          exact: exact(row.open_pipeline),
        },
        { label: t('field.last_purchase_on'), value: <DayText value={row.last_purchase_on} /> },
        { label: t('field.last_interaction_at'), value: <DayText value={row.last_interaction_at} /> },
      ]}
    />
  );
}

function Deals({ items }: { items: Opportunity[] }) {
  const t = useT();
  if (items.length === 0) return <EmptyLine>{t('account.no_pipeline')}</EmptyLine>;
  return (
    <ul className="k-list">
      {items.map((deal) => (
        <li key={deal.id}>
          <span className="k-ellipsis">
            <Link to={`/opportunities?open=${deal.id}`} className="k-link">
              {deal.name}
            </Link>
          </span>
          <DayText value={deal.close_on} />
          <MoneyText value={deal.amount} strong />
        </li>
      ))}
    </ul>
  );
}

function KeyPeople({ items }: { items: Person[] }) {
  const t = useT();
  const term = useTerm();
  if (items.length === 0) return <EmptyLine>{t('account.no_people')}</EmptyLine>;
  return (
    <ul className="k-list">
      {items.map((person) => (
        <li key={person.id}>
          <span>
            <b>{person.name}</b>
            <br />
            <span className="k-dim">
              {[person.title, person.decision_role !== 'unknown' && term('decision_role', person.decision_role)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          <StanceChip stance={person.stance} />
          <ClosenessChip closeness={person.closeness} />
        </li>
      ))}
    </ul>
  );
}

export default function OverviewTab() {
  const t = useT();
  const id = useAccountId();
  const row = usePortfolioRow(id);
  const sales = useSales(id, 'line');
  const score = useScore(id);
  const mine = `account_id = "${id}"`;
  const deals = useList('opportunities', { filter: `${mine} and outcome = open`, sort: '-amount', limit: 6 });
  const people = useList('people', { filter: mine, sort: '-influence', limit: 6 });
  return (
    <PageBody>
      <Waiting on={row} lines={2}>
        {() => row.data && <KeyFigures row={row.data} />}
      </Waiting>
      {row.data && !row.data.plan_id && <StartPlan accountId={id} />}
      <div className="k-columns">
        <Section
          title={t('account.sales')}
          aside={
            <Link to={`/accounts/${id}/sales`} className="k-link">
              {t('action.more')}
            </Link>
          }
        >
          <Unconverted count={sales.data?.unconverted ?? 0} />
          <Waiting on={sales}>
            {() =>
              sales.data?.series.length ? (
                <SalesChart sales={sales.data} height={260} most={6} />
              ) : (
                <EmptyLine>{t('account.no_sales')}</EmptyLine>
              )
            }
          </Waiting>
        </Section>
        <Section title={t('account.why_score')}>
          <Waiting on={score}>{() => score.data && <ScoreTable score={score.data} accountId={id} />}</Waiting>
        </Section>
        <Section
          title={t('account.open_pipeline')}
          aside={
            <Link to={`/accounts/${id}/pipeline`} className="k-link">
              {t('action.more')}
            </Link>
          }
        >
          <Waiting on={deals} lines={3}>
            {() => <Deals items={deals.data?.items ?? []} />}
          </Waiting>
        </Section>
        <Section
          title={t('account.key_people')}
          aside={
            <Link to={`/accounts/${id}/people`} className="k-link">
              {t('action.more')}
            </Link>
          }
        >
          <Waiting on={people} lines={3}>
            {() => <KeyPeople items={people.data?.items ?? []} />}
          </Waiting>
        </Section>
      </div>
    </PageBody>
  );
}
