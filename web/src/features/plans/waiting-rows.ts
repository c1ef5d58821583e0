/** Rows of the plan that only this browser has yet: shown where they will stand, as the server would make them. */
import { useMemo } from 'react';
import type { Plan } from '@/api/types';
import { newOnes, type Unsent, useUnsent } from '@/api/unsent';
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

export function withWaiting(plan: Plan, unsent: Unsent[]): Plan {
  const more: Partial<Record<ListName, Row[]>> = {};
  for (const list of Object.keys(routes) as ListName[]) {
    const rows = newOnes(unsent, routes[list])
      .filter(({ mine }) => mine.plan_id === plan.id)
      .map(({ entry, mine }) => ({ audience: 'internal', ...blank[list], ...mine, id: entry.id, version: 0 }));
    if (rows.length > 0) more[list] = [...(plan[list] as Row[]), ...rows];
  }
  return Object.keys(more).length > 0 ? { ...plan, ...(more as Partial<Plan>) } : plan;
}

export function useWithWaiting(plan: Plan): Plan {
  const unsent = useUnsent();
  return useMemo(() => withWaiting(plan, unsent), [plan, unsent]);
}
