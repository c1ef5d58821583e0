/** For who leads others: the plans in work by stage, and whom to help first. One request over what the reader sees. */
import { Link } from '@tanstack/react-router';
import { useList, useNames } from '@/api/queries';
import type { Resources } from '@/api/types';
import { addDays, today } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { Meter } from '@/ui/chips';
import { Section } from '@/ui/page';
import { EmptyLine, Waiting } from '@/ui/states';

type Plan = Resources['plans'];

const stages = ['strategy', 'research', 'action_plan', 'execution', 'review'] as const;
const most = 1000;
/** Below this a plan is thin; untouched for longer than this it is quiet. */
const thin_below = 50;
const quiet_days = 60;
const people_shown = 8;

export interface Led {
  owner: string;
  plans: number;
  average: number;
  thin: number;
  quiet: number;
  /** The account of the plan that is least full. */
  weakest: string;
}

/** By owner, who needs help most first: the most thin and quiet plans, then the lowest average. */
export function byOwner(plans: Plan[], day: string): Led[] {
  const of = new Map<string, Plan[]>();
  for (const plan of plans) of.set(plan.owner_id ?? '', [...(of.get(plan.owner_id ?? '') ?? []), plan]);
  const since = addDays(day, -quiet_days);
  const full = (plan: Plan) => plan.completeness_score ?? 0;
  return [...of]
    .map(([owner, own]) => ({
      owner,
      plans: own.length,
      average: own.reduce((sum, plan) => sum + full(plan), 0) / own.length,
      thin: own.filter((plan) => full(plan) < thin_below).length,
      quiet: own.filter((plan) => (plan.updated_at ?? '').slice(0, 10) < since).length,
      weakest: own.reduce((low, plan) => (full(plan) < full(low) ? plan : low)).account_id ?? '',
    }))
    .sort((a, b) => b.thin + b.quiet - (a.thin + a.quiet) || a.average - b.average);
}

function Stages({ plans }: { plans: Plan[] }) {
  const t = useT();
  const term = useTerm();
  return (
    <ul className="k-list">
      {stages.map((stage) => {
        const here = plans.filter((plan) => plan.stage === stage);
        const average = here.reduce((sum, plan) => sum + (plan.completeness_score ?? 0), 0) / (here.length || 1);
        return (
          <li key={stage}>
            <span className="k-ellipsis">{term('plan_stage', stage)}</span>
            <span className="k-dim">{t('today.team_count', { count: here.length })}</span>
            {here.length > 0 && <Meter value={Math.round(average)} label={t('field.plan_completeness')} />}
          </li>
        );
      })}
    </ul>
  );
}

export function TeamPlans() {
  const t = useT();
  const plans = useList('plans', {
    filter: 'status in (draft, active)',
    fields: 'id,account_id,owner_id,stage,completeness_score,updated_at',
    sort: 'completeness_score',
    limit: most,
  });
  const people = byOwner(plans.data?.items ?? [], today()).slice(0, people_shown);
  const users = useNames(
    'users',
    people.map((one) => one.owner),
  );
  const accounts = useNames(
    'accounts',
    people.map((one) => one.weakest),
  );
  return (
    <>
      <Section title={t('today.team_stages')}>
        <Waiting on={plans} lines={4}>
          {() =>
            plans.data?.items.length ? (
              <Stages plans={plans.data.items} />
            ) : (
              <EmptyLine>{t('today.no_team_plans')}</EmptyLine>
            )
          }
        </Waiting>
      </Section>
      {people.length > 0 && (
        <Section title={t('today.team')}>
          <ul className="k-list">
            {people.map((one) => (
              <li key={one.owner}>
                <span style={{ flex: 1, minWidth: 0 }}>
                  <b>{users?.get(one.owner) ?? (one.owner ? '…' : t('programme.leads_nobody'))}</b>{' '}
                  <span className="k-dim">
                    {[
                      t('today.team_count', { count: one.plans }),
                      one.thin > 0 && t('today.team_thin', { count: one.thin }),
                      one.quiet > 0 && t('today.team_quiet', { count: one.quiet }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                  <br />
                  <span className="k-dim">{t('today.team_weakest')} </span>
                  <Link to={`/accounts/${one.weakest}/plan`} className="k-link" style={{ textDecoration: 'underline' }}>
                    {accounts?.get(one.weakest) ?? '…'}
                  </Link>
                </span>
                <Meter value={Math.round(one.average)} label={t('field.plan_completeness')} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
