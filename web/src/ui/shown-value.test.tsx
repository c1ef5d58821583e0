// Values of a history as a reader writes them (DATA-12).
import { expect, it } from 'vitest';
import { ShownValue, tells } from './shown-value';
import { renderPart } from './test-render';

it('writes an amount in a currency without cents as it is', () => {
  const { container } = renderPart(
    <ShownValue field="annual_revenue" value={{ minor: 65_677_551_020, currency: 'CLP' }} />,
  );
  expect(container.textContent).toMatch(/65,677,551,020$/);
});

it('tells nothing of what the program notes for itself, nor of an id without a name', () => {
  for (const field of ['edited_at', 'drafted', 'words', 'plan_id', 'batch_id']) expect(tells(field), field).toBe(false);
  for (const field of ['title', 'owner_id', 'status']) expect(tells(field), field).toBe(true);
});
