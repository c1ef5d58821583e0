// The blocks that a template adds to a plan, edited in place, and what is left over of an earlier template (PLAN-1).
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Plan } from '@/api/types';
import { answering, renderPart } from '@/ui/test-render';
import { Facts } from './facts';
import { OutsideParts, OwnBlocks } from './own-blocks';
import { PlanProvider } from './plan-context';

// The editor itself is tested on its own: jsdom has no layout to type into.
vi.mock('@/ui/rich-field', () => ({
  RichField: ({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) => (
    <textarea aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
  ),
}));

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

const field = (key: string, type: string, title: string) => ({
  key,
  type,
  title,
  help: '',
  required: false,
  choices: [],
});
const block = (key: string, kind: string, title: string, fields: object[]) => ({
  key,
  kind,
  title,
  help: '',
  source: '',
  required: false,
  fields,
});
const entry = (id: string, more: object) => ({
  id,
  version: 1,
  audience: 'internal',
  position: 0,
  outside: false,
  left_over: [],
  ...more,
});
const section = {
  id: 's1',
  key: 'market',
  title: 'Market',
  facts: {},
  questions: [],
  outside: false,
  blocks: [
    block('size', 'fields', 'Size', [field('share', 'percent', 'Our share'), field('since', 'text', 'Since')]),
    block('rivals', 'table', 'Rivals', [field('name', 'text', 'Name')]),
    block('note', 'text', 'Note', [field('text', 'long_text', 'Note')]),
  ],
};
const plan = {
  id: 'p1',
  version: 1,
  account_id: 'a1',
  currency: 'EUR',
  names: {},
  labels: {},
  sections: [section],
  entries: [
    entry('e1', {
      block: 'size',
      content: { share: 12 },
      left_over: [{ key: 'spend', title: 'Spend', text: '€1,200.00' }],
    }),
    entry('e2', { block: 'rivals', content: { name: 'Bolt' } }),
    entry('e3', {
      block: 'gone',
      outside: true,
      title: 'Old block',
      left_over: [{ key: 'a', title: 'Aim', text: 'Win' }],
    }),
  ],
} as unknown as Plan;

const show = (part: React.ReactNode) =>
  renderPart(
    <PlanProvider plan={plan} readOnly={false}>
      {part}
    </PlanProvider>,
    [[['plans', 'whole', 'p1'], plan]],
  );

it('changes one value of a block and keeps the others', async () => {
  const { sent, fetch } = answering({ body: { record: { ...plan.entries[0], version: 2 }, merged: [] } });
  vi.stubGlobal('fetch', fetch);
  show(<OwnBlocks section={section as never} />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: /^Since/ }));
  await user.type(screen.getByRole('textbox', { name: 'Since' }), '2020{Enter}');
  await waitFor(() => expect(sent.length).toBeGreaterThan(0));
  expect(sent[0]).toMatchObject({
    path: '/api/v1/plan-entries/e1/merge',
    body: { base: { content: { share: 12 } }, mine: { content: { share: 12, since: '2020' } } },
  });
});

it('makes the entry of a block with its first value', async () => {
  const { sent, fetch } = answering({ status: 201, body: entry('e9', { block: 'note', content: { text: 'New' } }) });
  vi.stubGlobal('fetch', fetch);
  show(<OwnBlocks section={section as never} />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Write: Note' }));
  await user.type(screen.getByRole('textbox', { name: 'Note' }), 'New');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent.length).toBeGreaterThan(0));
  expect(sent[0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/plan-entries',
    body: { plan_id: 'p1', block: 'note', content: { text: 'New' } },
  });
});

it('shows what an earlier template left, beside its block and at the end', () => {
  show(
    <>
      <OwnBlocks section={section as never} />
      <OutsideParts />
    </>,
  );
  expect(screen.getByText('€1,200.00')).toBeTruthy();
  expect(screen.getByRole('region', { name: 'No longer in the template' })).toBeTruthy();
  expect(screen.getByText('Old block')).toBeTruthy();
  expect(screen.getByText('Win')).toBeTruthy();
});

const retyped = entry('e1', {
  block: 'size',
  content: { share: 'about half', since: '2020' },
  left_over: [{ key: 'share', title: 'Our share', text: 'about half' }],
});

it('shows a value that fits its field no longer as it was, and takes it away when asked', async () => {
  const { sent, fetch } = answering({ body: { record: { ...retyped, version: 2 }, merged: [] } });
  vi.stubGlobal('fetch', fetch);
  const moved = { ...plan, entries: [retyped] } as unknown as Plan;
  renderPart(
    <PlanProvider plan={moved} readOnly={false}>
      <OwnBlocks section={section as never} />
    </PlanProvider>,
    [[['plans', 'whole', 'p1'], moved]],
  );
  expect(screen.queryByText(/NaN/)).toBeNull();
  screen.getByText('about half');
  await userEvent.setup().click(screen.getByRole('button', { name: 'Clear Our share' }));
  await waitFor(() => expect(sent.length).toBeGreaterThan(0));
  expect(sent[0]).toMatchObject({ body: { mine: { content: { share: null, since: '2020' } } } });
});

it('says months of figures as months', () => {
  renderPart(<Facts facts={{ rows: [{ month: '2025-11-01', sales: 3 }] }} labels={{}} />);
  expect(screen.getByText(/Nov.*25/).textContent).not.toMatch(/1,/);
});
