/** Rows of the plan that only this browser has yet: shown where they will stand, as the server would make them. */
import { useMemo } from 'react';
import type { Plan } from '@/api/types';
import { asTheyWillBe, newOnes, type Unsent, useUnsent } from '@/api/unsent';
import { type Body, type ListName, type Row, routes } from './plan-context';

/** What a row of each list has before anybody says more. */
const blank: Partial<Record<ListName, Body>> = {
  swot_items: { weight: 3, evidence: '', objective_ids: [], task_ids: [] },
  competitors: { product_ids: [], unit_ids: [] },
  value_propositions: { product_ids: [] },
  initiatives: { horizon: 'medium', status: 'planned', opportunity_ids: [] },
  insights: { kind: 'insight' },
  objectives: { kind: 'quantitative', horizon: 'medium', status: 'draft', smart_reasons: [], smart_texts: [] },
  checks: { state: 'open' },
  entries: { content: {}, position: 1_000_000, left_over: [], outside: false },
};

/** A row that waits has no version yet. */
export const isWaiting = (row: Row): boolean => row.version === 0;

type Holder = Plan['roles'][number]['holders'][number];

/** The team as it will be: who was put into a role, and who was taken off, without a connection. */
function rolesWithWaiting(plan: Plan, unsent: Unsent[]): Plan['roles'] {
  const about = unsent.filter((one) => one.route === 'account-team');
  if (about.length === 0) return plan.roles;
  const joining = newOnes(about, 'account-team').filter(({ mine }) => mine.account_id === plan.account_id);
  return plan.roles.map((role) => ({
    ...role,
    holders: [
      ...asTheyWillBe(
        role.holders.map((holder) => ({ ...holder, id: holder.member_id })),
        about,
        'account-team',
      ),
      ...joining
        .filter(({ mine }) => mine.role === role.key)
        .map(({ entry, mine }) => ({ member_id: entry.id, user_id: mine.user_id, name: entry.label }) as Holder),
    ],
  }));
}

/** Answers that wait stand where they will stand; so do questions that are asked from the library. */
function sectionsWithWaiting(plan: Plan, unsent: Unsent[]): Plan['sections'] {
  if (!unsent.some((one) => one.route === 'plan-questions' && one.record)) return plan.sections;
  return plan.sections.map((section) => ({
    ...section,
    questions: asTheyWillBe(section.questions, unsent, 'plan-questions').map((question, at) =>
      question === section.questions[at]
        ? question
        : { ...question, answered: question.answer !== '', declined: question.declined_reason !== '' },
    ),
  }));
}

export function withWaiting(plan: Plan, unsent: Unsent[]): Plan {
  if (unsent.length === 0) return plan;
  const more: Partial<Record<ListName, Row[]>> = {};
  for (const list of Object.keys(routes) as ListName[]) {
    const rows = newOnes(unsent, routes[list])
      .filter(({ mine }) => mine.plan_id === plan.id)
      .map(({ entry, mine }) => ({ audience: 'internal', ...blank[list], ...mine, id: entry.id, version: 0 }));
    const known = plan[list] as Row[];
    const standing = asTheyWillBe(known, unsent, routes[list]);
    if (rows.length > 0 || standing !== known) more[list] = [...standing, ...rows];
  }
  const roles = rolesWithWaiting(plan, unsent);
  const sections = sectionsWithWaiting(plan, unsent);
  return { ...plan, ...(more as Partial<Plan>), roles, sections };
}

export function useWithWaiting(plan: Plan): Plan {
  const unsent = useUnsent();
  return useMemo(() => withWaiting(plan, unsent), [plan, unsent]);
}
