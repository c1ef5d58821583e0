// PLAN-16, WORK-5: what could not go in is mended or decided here, and nothing that was typed is lost.
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Unsent } from '@/api/unsent';
import { mendField } from './mend-form';
import { answering, renderPart } from './test-render';
import { changedSince, Refused, RemovalAsked } from './unsent-dialogs';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

const entry: Unsent = {
  id: 'e1',
  route: 'plan-swot-items',
  record: '',
  base: {},
  mine: { plan_id: 'p1', kind: 'threat', text: 'Far too long', weight: 3 },
  label: 'Far too long',
  at: '2026-01-01T00:00:00Z',
  state: 'refused',
  reason: 'Not valid.',
  faults: { text: 'Too long.' },
};
const described = {
  paths: {
    '/api/v1/plan-swot-items': {
      post: {
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/plan_swot_item_create' } } },
        },
      },
    },
  },
  components: {
    schemas: {
      plan_swot_item_create: {
        properties: {
          plan_id: { type: 'string', 'x-reference': 'plan' },
          kind: { type: 'string', enum: ['strength', 'weakness', 'opportunity', 'threat'] },
          text: { type: 'string' },
          weight: { type: 'integer' },
        },
      },
    },
  },
};

it('is a form with what was written and what is wrong with it, and goes out again as it was mended', async () => {
  const { sent, fetch } = answering({ status: 201, body: { id: 'w1', version: 1 } });
  vi.stubGlobal('fetch', fetch);
  renderPart(<Refused entry={entry} close={() => {}} />, [[['openapi'], described]]);
  const text = await screen.findByLabelText('Text');
  expect(screen.getByText('Too long.')).toBeDefined();
  expect(screen.queryByText(/Plan:/)).toBeNull();
  const user = userEvent.setup();
  await user.clear(text);
  await user.type(text, 'Short');
  await user.click(screen.getByRole('button', { name: 'Send again' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.body).toEqual({ plan_id: 'p1', kind: 'threat', text: 'Short', weight: 3 });
});

it.each([
  ['text', { type: 'string' }, 'x', 'text'],
  ['text', { type: 'string' }, 'x'.repeat(61), 'longtext'],
  ['note', { type: 'string', 'x-format': 'multiline' }, '', 'longtext'],
  ['kind', { type: 'string', enum: ['a'] }, 'a', 'choice'],
  ['due_on', { type: ['string', 'null'], format: 'date' }, null, 'date'],
  ['target', { type: ['number', 'null'] }, 4, 'number'],
  ['budget', { anyOf: [{ $ref: '#/components/schemas/money' }] }, null, 'money'],
  ['owner_id', { type: ['string', 'null'], 'x-reference': 'user' }, null, 'ref'],
  ['product_ids', { type: 'array', 'x-reference': 'product' }, [], undefined],
] as const)('%s is written as the server describes it', (name, property, value, kind) => {
  expect(mendField(name, property as never, value)).toBe(kind);
});

it('says what somebody else made of a record that was to go', async () => {
  const base = { id: 'w1', version: 1, updated_at: 'a', text: 'Near', weight: 3 };
  const current = { id: 'w1', version: 4, updated_at: 'b', text: 'Nearer', weight: 3 };
  expect(changedSince(base, current)).toEqual(['text']);
  const asked: Unsent = { ...entry, record: 'w1', act: 'remove', base, mine: {}, current, state: 'asked' };
  renderPart(<RemovalAsked entry={asked} close={() => {}} />);
  expect(await screen.findByText(/Nearer/)).toBeDefined();
  expect(screen.getByRole('button', { name: 'Keep it' })).toBeDefined();
});
