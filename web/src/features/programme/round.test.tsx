// SEL-4: in the review an account without a plan stands as the list has it, not as one with an empty plan.
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderPart } from '@/ui/test-render';
import { PlanMark } from './plan-mark';
import { planThen } from './round';

it.each([
  [{ plan_status: '', plan_completeness: 0 }, 'No plan'],
  [{}, 'No plan'],
  [{ plan_status: 'draft', plan_completeness: 0 }, '0'],
  [{ plan_status: 'closed', plan_completeness: 80 }, 'Plan ended'],
])('says of %j: %s', (then, text) => {
  renderPart(<PlanMark of={planThen(then)} />);
  expect(screen.getByText(text)).toBeTruthy();
});
