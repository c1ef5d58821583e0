// PLAN-14, WORK-7: whom a leader helps first. By hand.
import { expect, it } from 'vitest';
import type { Resources } from '@/api/types';
import { byOwner } from './team-plans';

type Plan = Resources['plans'];
const plan = (owner_id: string | null, account_id: string, completeness_score: number, day: string) =>
  ({ owner_id, account_id, completeness_score, updated_at: `${day}T10:00:00Z` }) as Plan;

it('puts who has most thin or untouched plans first, then the lowest average', () => {
  const people = byOwner(
    [
      plan('ana', 'a1', 80, '2026-11-20'),
      plan('ana', 'a2', 60, '2026-11-20'),
      plan('ben', 'b1', 20, '2026-09-26'), // thin; sixty days ago is not longer than sixty days
      plan('ben', 'b2', 90, '2026-09-25'), // one day more: quiet
      plan('cor', 'c1', 49, '2026-11-20'),
      plan(null, 'd1', 50, '2026-11-20'),
    ],
    '2026-11-25',
  );
  expect(people).toEqual([
    { owner: 'ben', plans: 2, average: 55, thin: 1, quiet: 1, weakest: 'b1' },
    { owner: 'cor', plans: 1, average: 49, thin: 1, quiet: 0, weakest: 'c1' },
    { owner: '', plans: 1, average: 50, thin: 0, quiet: 0, weakest: 'd1' },
    { owner: 'ana', plans: 2, average: 70, thin: 0, quiet: 0, weakest: 'a2' },
  ]);
});
