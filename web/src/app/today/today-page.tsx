import { Link } from '@tanstack/react-router';
import { useList, useNames } from '@/api/queries';
import { useCan, useSession } from '@/api/session';
import type { Interaction, Opportunity } from '@/api/types';
import { FirstSteps } from '@/features/help/first-steps';
import { MyTasks } from '@/features/plans/my-tasks';
import { TeamPlans } from '@/features/plans/team-plans';
import { MyRequests } from '@/features/programme/my-requests';
import { MyRevisions } from '@/features/revisions/my-revisions';
import { addDays, today, useFormat } from '@/lib/format';
import { useLanguage, useT, useTerm } from '@/lib/i18n/i18n';
import { ClassMark, DayText, GrowthText, Meter, MoneyText, ToneChip } from '@/ui/chips';
import { NoAccounts } from '@/ui/no-accounts';
import { Page, PageBody, Section } from '@/ui/page';
import { EmptyLine, Waiting } from '@/ui/states';

function Closing({ userId }: { userId: string }) {
  const t = useT();
  const until = addDays(today(), 30);
  const deals = useList('opportunities', {
    filter: `owner_id = "${userId}" and outcome = open and close_on <= ${until}`,
    sort: 'close_on',
    limit: 8,
  });
  const names = useNames('accounts', deals.data?.items.map((deal) => deal.account_id) ?? []);
  const late = (deal: Opportunity) => (deal.close_on ?? '') < today();
  return (
    <Section
      title={t('today.closing')}
      aside={
        <Link to="/opportunities" className="k-link">
          {t('action.more')}
        </Link>
      }
    >
      <Waiting on={deals} lines={4}>
        {() =>
          deals.data?.items.length ? (
            <ul className="k-list">
              {deals.data.items.map((deal) => (
                <li key={deal.id}>
                  <span className="k-ellipsis">
                    <Link to={`/opportunities?open=${deal.id}`} className="k-link">
                      {deal.name}
                    </Link>
                    <br />
                    <span className="k-dim">{names?.get(deal.account_id)}</span>
                  </span>
                  {late(deal) && <ToneChip tone="bad">{t('today.late')}</ToneChip>}
                  <DayText value={deal.close_on} />
                  <MoneyText value={deal.amount} strong />
                </li>
              ))}
            </ul>
          ) : (
            <EmptyLine>{t('today.nothing_closing')}</EmptyLine>
          )
        }
      </Waiting>
    </Section>
  );
}

function Meetings({ userId }: { userId: string }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const planned = useList('interactions', {
    filter: `owner_id = "${userId}" and status = planned and happened_at >= ${addDays(today(), -14)}`,
    sort: 'happened_at',
    limit: 8,
  });
  const names = useNames('accounts', planned.data?.items.map((item) => item.account_id) ?? []);
  const late = (item: Interaction) => item.happened_at !== null && new Date(item.happened_at) < new Date();
  return (
    <Section title={t('today.interactions')}>
      <Waiting on={planned} lines={4}>
        {() =>
          planned.data?.items.length ? (
            <ul className="k-list">
              {planned.data.items.map((item) => (
                <li key={item.id}>
                  <span className="k-ellipsis">
                    <Link to={`/accounts/${item.account_id}/interactions`} className="k-link">
                      {item.subject}
                    </Link>
                    <br />
                    <span className="k-dim">
                      {[term('kind', item.kind), names?.get(item.account_id)].filter(Boolean).join(' · ')}
                    </span>
                  </span>
                  {late(item) && <ToneChip tone="warn">{t('today.not_reported')}</ToneChip>}
                  <span>{item.happened_at && format.instant(item.happened_at)}</span>
                </li>
              ))}
            </ul>
          ) : (
            <EmptyLine>{t('today.no_interactions')}</EmptyLine>
          )
        }
      </Waiting>
    </Section>
  );
}

function Changed({ userId }: { userId: string }) {
  const t = useT();
  const format = useFormat();
  const accounts = useList('accounts', {
    filter: `owner_id = "${userId}"`,
    sort: '-updated_at',
    limit: 8,
    fields: 'id,name,city,updated_at',
  });
  return (
    <Section title={t('today.changed')}>
      <Waiting on={accounts} lines={4}>
        {() =>
          accounts.data?.items.length ? (
            <ul className="k-list">
              {accounts.data.items.map((account) => (
                <li key={account.id}>
                  <span className="k-ellipsis">
                    <Link to={`/accounts/${account.id}/history`} className="k-link">
                      {account.name}
                    </Link>
                  </span>
                  <span className="k-dim">{format.ago(account.updated_at)}</span>
                </li>
              ))}
            </ul>
          ) : (
            <EmptyLine>{t('today.no_accounts')}</EmptyLine>
          )
        }
      </Waiting>
    </Section>
  );
}

function Falling({ userId }: { userId: string }) {
  const t = useT();
  const rows = useList('portfolio', {
    filter: `owner_id = "${userId}" and class in (A,B,C) and growth < 0`,
    sort: '-revenue_12m',
    limit: 8,
  });
  return (
    <Section title={t('today.falling')}>
      <Waiting on={rows} lines={4}>
        {() =>
          rows.data?.items.length ? (
            <ul className="k-list">
              {rows.data.items.map((row) => (
                <li key={row.id}>
                  <span className="k-ellipsis">
                    <Link to={`/accounts/${row.id}`} className="k-link">
                      {row.name}
                    </Link>
                  </span>
                  <ClassMark value={row.class} />
                  <MoneyText value={row.revenue_12m} />
                  <GrowthText value={row.growth} />
                </li>
              ))}
            </ul>
          ) : (
            <EmptyLine>{t('today.none_falling')}</EmptyLine>
          )
        }
      </Waiting>
    </Section>
  );
}

function Plans() {
  const t = useT();
  const plans = useList('plans', { filter: 'status in (draft,active)', sort: '-updated_at', limit: 8 });
  const names = useNames('accounts', plans.data?.items.map((plan) => plan.account_id) ?? []);
  return (
    <Section title={t('today.plans')}>
      <Waiting on={plans} lines={4}>
        {() =>
          plans.data?.items.length ? (
            <ul className="k-list">
              {plans.data.items.map((plan) => (
                <li key={plan.id}>
                  <span className="k-ellipsis">
                    <Link to={`/accounts/${plan.account_id}/plan`} className="k-link">
                      {names?.get(plan.account_id) ?? '…'}
                    </Link>
                  </span>
                  <Meter value={plan.completeness_score} label={t('field.plan_completeness')} />
                </li>
              ))}
            </ul>
          ) : (
            <EmptyLine>{t('today.no_plans')}</EmptyLine>
          )
        }
      </Waiting>
    </Section>
  );
}

export default function TodayPage() {
  const t = useT();
  const { user } = useSession();
  const leads = useCan()('selection.write');
  const { language } = useLanguage();
  const any = useList('accounts', { limit: 1, fields: 'id' });
  const empty = any.data?.items.length === 0;
  return (
    <Page
      title={t('nav.today')}
      meta={new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date())}
    >
      <PageBody>
        <FirstSteps />
        {empty ? (
          <NoAccounts />
        ) : (
          <div className="k-columns">
            <MyRequests />
            <MyRevisions />
            {leads && <TeamPlans />}
            <Meetings userId={user.id} />
            <MyTasks userId={user.id} />
            <Closing userId={user.id} />
            <Falling userId={user.id} />
            <Plans />
            <Changed userId={user.id} />
          </div>
        )}
      </PageBody>
    </Page>
  );
}
