// The plan's workspace: the SWOT board (PLAN-6), the matrix (PLAN-10), stages (PLAN-13), health (PLAN-14), questions and
// their tasks (PLAN-12), new rows without a connection (PLAN-16), rows edited in place with undo and removal (PLAN-7).
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Plan } from '@/api/types';
import { sendWaiting } from '@/api/unsent';
import { answering, renderPart } from '@/ui/test-render';
import { TogetherContext } from '@/ui/together-context';
import { HealthPanel } from './health';
import { PlanProvider } from './plan-context';
import { Possibilities, placeBeside } from './possibility-matrix';
import { QuestionList } from './questions';
import { StageBar } from './stage-bar';
import { quarterBeside, SwotBoard } from './swot-board';
import { Competitors } from './tables';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

const row = (id: string, more: object) => ({ id, version: 1, audience: 'internal', ...more });
const merged = (record: object) => ({ body: { record, merged: [] } });
const question = row('q1', {
  key: 'competitors.who',
  section: 'competitors',
  family: 'competitors',
  family_title: 'Competitors',
  text: 'Who else sells here?',
  answer: '',
  declined_reason: '',
  answered: false,
  declined: false,
});

const plan = {
  id: 'p1',
  version: 7,
  account_id: 'a1',
  status: 'draft',
  stage: 'strategy',
  stage_reason: '',
  rigour: 'standard',
  focus: '',
  currency: 'EUR',
  owner_id: 'u1',
  names: {},
  labels: {},
  completeness: {
    score: 60,
    freshness: 90,
    evidence: null,
    missing: [
      {
        section: 'swot',
        key: 'plan.missing.quarters.other',
        params: {},
        text: '3 quarters are empty.',
        page: 'plan',
        record_id: '',
      },
    ],
    stale: [],
    unproven: [],
  },
  sections: [{ id: 's1', key: 'swot', title: 'SWOT', asked: true, questions: [question] }],
  objectives: [],
  swot_items: [
    row('w1', {
      kind: 'strength',
      text: 'Close by',
      weight: 3,
      evidence: '',
      dated_on: null,
      objective_ids: [],
      task_ids: [],
    }),
  ],
  tows_moves: [],
  competitors: [row('c1', { name: 'Rival', product_ids: [], unit_ids: [], strength: 4, share_percent: 30 })],
  insights: [],
  value_propositions: [],
  initiatives: [row('i1', { name: 'Save water' })],
  possibilities: [row('o1', { title: 'Dosing', initiative_id: 'i1', priority: 5, viability: 2, reasoning: '' })],
  profile_entries: [],
  checks: [],
  tasks: [],
  sources: [],
  profile: [],
  ladder: [],
  conditions: [],
  roles: [],
  stages: [
    {
      key: 'strategy',
      title: 'Strategy',
      help: 'Is it worth it?',
      criteria: [
        {
          key: 'strategy.owner',
          title: 'Somebody leads',
          section: 'own_company',
          by_hand: false,
          met: true,
          check_id: '',
        },
        { key: 'strategy.worth_it', title: 'We agree', section: 'summary', by_hand: true, met: false, check_id: '' },
      ],
    },
    { key: 'research', title: 'Research', help: '', criteria: [] },
  ],
} as unknown as Plan;

const session = {
  signedIn: true,
  session: { user: { id: 'u1', name: 'Ada', permissions: ['plans.write', 'accounts.write'] } },
};

function show(part: ReactNode, of: Plan = plan) {
  return renderPart(
    <PlanProvider plan={of} readOnly={false}>
      {part}
    </PlanProvider>,
    [
      [['session'], session],
      [['plans', 'whole', 'p1'], of],
      [
        ['account-units', 'list', { filter: 'account_id = "a1"', sort: 'name', limit: 200, fields: 'id,name' }],
        { items: [] },
      ],
      [
        ['opportunities', 'list', { filter: 'account_id = "a1"', sort: '-updated_at', limit: 200, fields: 'id,name' }],
        { items: [] },
      ],
    ],
  );
}

it.each([
  ['strength', 'ArrowRight', 'weakness'],
  ['strength', 'ArrowDown', 'opportunity'],
  ['strength', 'ArrowLeft', undefined],
  ['strength', 'ArrowUp', undefined],
  ['weakness', 'ArrowRight', undefined],
  ['weakness', 'ArrowLeft', 'strength'],
  ['opportunity', 'ArrowLeft', undefined],
  ['threat', 'ArrowUp', 'weakness'],
  ['threat', 'ArrowDown', undefined],
  ['threat', 'Enter', undefined],
] as const)('from %s, %s leads to %s', (kind, key, to) => {
  expect(quarterBeside(kind, key)).toBe(to);
});

it('moves a card of the SWOT with the keyboard, naming the quarter that was seen', async () => {
  const { sent, fetch } = answering(merged(row('w1', { kind: 'weakness', text: 'Close by', version: 2 })));
  vi.stubGlobal('fetch', fetch);
  show(<SwotBoard />);
  const card = within(screen.getByRole('region', { name: 'Strengths' })).getByRole('button', { name: /Close by/ });
  fireEvent.keyDown(card, { key: 'ArrowRight', altKey: true });
  await waitFor(() => expect(sent.length).toBeGreaterThan(0));
  expect(sent[0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/plan-swot-items/w1/merge',
    body: { base: { kind: 'strength' }, mine: { kind: 'weakness' } },
  });
});

it('says that an entry rests on no evidence', () => {
  show(<SwotBoard />);
  expect(screen.getByRole('img', { name: 'Rests on no evidence' })).toBeTruthy();
});

it.each([
  [{ viability: 2, initiative_id: 'a' }, 'ArrowRight', { viability: 3 }],
  [{ viability: 5, initiative_id: 'a' }, 'ArrowRight', undefined],
  [{ viability: 1, initiative_id: 'a' }, 'ArrowLeft', undefined],
  [{ viability: null, initiative_id: 'a' }, 'ArrowRight', { viability: 1 }],
  [{ viability: 2, initiative_id: 'a' }, 'ArrowDown', { initiative_id: 'b' }],
  [{ viability: 2, initiative_id: 'b' }, 'ArrowDown', { initiative_id: null }],
  [{ viability: 2, initiative_id: null }, 'ArrowDown', undefined],
  [{ viability: 2, initiative_id: 'a' }, 'ArrowUp', undefined],
] as const)('in the matrix %o, %s leads to %o', (at, key, to) => {
  expect(placeBeside(at, key, ['a', 'b', null])).toEqual(to);
});

it('stands a possibility where its initiative and its viability meet', () => {
  show(<Possibilities />);
  const line = screen.getByRole('rowheader', { name: 'Save water' }).closest('tr');
  const cells = within(line as HTMLElement).getAllByRole('cell');
  expect(cells).toHaveLength(5);
  expect(within(cells[1] as HTMLElement).getByRole('button', { name: /Dosing/ })).toBeTruthy();
});

it('goes on to the next stage with open criteria only for a reason', async () => {
  const { sent, fetch } = answering(merged({ ...plan, stage: 'research' }));
  vi.stubGlobal('fetch', fetch);
  show(<StageBar />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'On to Research' }));
  const dialog = await screen.findByRole('dialog', { name: '1 exit criterion is open' });
  expect(sent).toHaveLength(0);
  await user.type(within(dialog).getByRole('textbox'), 'The customer asked');
  await user.click(within(dialog).getByRole('button', { name: 'On to Research' }));
  await waitFor(() => expect(sent.length).toBeGreaterThan(0));
  expect(sent[0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/plans/p1/merge',
    body: { base: { stage: 'strategy' }, mine: { stage: 'research', stage_reason: 'The customer asked' } },
  });
});

it('ticks a criterion by hand, which nobody had said anything about', async () => {
  const { sent, fetch } = answering({ body: row('k1', { list: 'stage', key: 'strategy.worth_it', state: 'met' }) });
  vi.stubGlobal('fetch', fetch);
  show(<StageBar />);
  await userEvent.setup().click(screen.getByRole('checkbox', { name: 'We agree' }));
  await waitFor(() => expect(sent.length).toBeGreaterThan(0));
  expect(sent[0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/plan-checks',
    body: { plan_id: 'p1', list: 'stage', key: 'strategy.worth_it', state: 'met' },
  });
});

it('keeps filled, fresh and evidenced apart and leads to where a point is mended', async () => {
  show(<HealthPanel plan={plan} />);
  expect(screen.getByRole('button', { name: /Filled/ }).textContent).toContain('60');
  expect(screen.getByRole('button', { name: /Evidenced/ }).textContent).toContain('–');
  expect(screen.getByRole('link', { name: '3 quarters are empty.' }).getAttribute('href')).toBe('#section-swot');
  await userEvent.setup().click(screen.getByRole('button', { name: /Fresh/ }));
  expect(screen.getByText('Nothing is stale.')).toBeTruthy();
});

it('makes a task of a question that nobody can answer yet', async () => {
  const { sent, fetch } = answering({ body: row('t1', { title: question, question_id: 'q1' }) });
  vi.stubGlobal('fetch', fetch);
  show(<QuestionList questions={[question as never]} />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Make a task' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Create' }));
  await waitFor(() => expect(sent.some((one) => one.path === '/api/v1/plan-tasks')).toBe(true));
  expect(sent.find((one) => one.path === '/api/v1/plan-tasks')?.body).toMatchObject({
    plan_id: 'p1',
    question_id: 'q1',
    owner_id: 'u1',
    title: 'Who else sells here?',
  });
});

it('opens the talk about one question', async () => {
  const discuss = vi.fn();
  show(
    <TogetherContext.Provider value={{ threadsOf: () => 0, discuss, others: [], write: () => {} }}>
      <QuestionList questions={[question as never]} home />
    </TogetherContext.Provider>,
  );
  await userEvent.setup().click(screen.getByRole('button', { name: 'Comment: Who else sells here?' }));
  expect(discuss).toHaveBeenCalledWith({ entity: 'plan_question', id: 'q1', title: 'Who else sells here?' });
  expect(document.getElementById('row-q1')).toBeTruthy();
});

it('changes a cell where it stands', async () => {
  const { sent, fetch } = answering(merged(row('c1', { name: 'Rival Inc', version: 2 })));
  vi.stubGlobal('fetch', fetch);
  show(<Competitors />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Name: Rival' }));
  await user.type(screen.getByRole('textbox', { name: 'Name' }), ' Inc{Enter}');
  await waitFor(() => expect(sent.length).toBeGreaterThan(0));
  expect(sent[0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/plan-competitors/c1/merge',
    body: { base: { name: 'Rival' }, mine: { name: 'Rival Inc' } },
  });
});

it('says who may read a row and changes it', async () => {
  const { sent, fetch } = answering(merged(row('c1', { name: 'Rival', audience: 'partner', version: 2 })));
  vi.stubGlobal('fetch', fetch);
  show(<Competitors />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Who may read it: Only us' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Us and partners' }));
  await waitFor(() => expect(sent.length).toBeGreaterThan(0));
  expect(sent[0]).toMatchObject({ body: { base: { audience: 'internal' }, mine: { audience: 'partner' } } });
});

it('shows a new row that waits for the connection, and makes it once', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no connection')));
  show(<SwotBoard />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Add a threat' }));
  const form = await screen.findByRole('dialog', { name: 'Add a threat' });
  await user.type(within(form).getByRole('textbox', { name: /Text/ }), 'A rival opens nearby');
  await user.click(within(form).getByRole('button', { name: 'Create' }));
  const card = await screen.findByRole('button', { name: /A rival opens nearby/ });
  within(card).getByText('Not saved yet');
  const made = { id: 'w9', version: 1, kind: 'threat', text: 'A rival opens nearby' };
  const { sent, fetch } = answering({ status: 201, body: made });
  vi.stubGlobal('fetch', fetch);
  await sendWaiting();
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    path: '/api/v1/plan-swot-items',
    body: { plan_id: 'p1', kind: 'threat', text: 'A rival opens nearby', weight: 3 },
  });
  await waitFor(() => expect(screen.queryByText('Not saved yet')).toBeNull());
});

it('throws a row that waits away', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no connection')));
  show(<Competitors />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Add a competitor' }));
  const form = await screen.findByRole('dialog');
  await user.type(within(form).getByRole('textbox', { name: /Competitor|Name/ }), 'Bolt');
  await user.click(within(form).getByRole('button', { name: 'Create' }));
  await screen.findByText('Not saved yet');
  await user.click(screen.getByRole('button', { name: 'Discard this change' }));
  expect(screen.queryByText('Bolt')).toBeNull();
  expect(localStorage.length).toBe(0);
});

it('says of a stage that asks nothing that it has no criteria', () => {
  const bare = { ...plan, stages: plan.stages.map((one) => ({ ...one, criteria: [] })) } as Plan;
  renderPart(
    <PlanProvider plan={bare} readOnly={false}>
      <StageBar />
    </PlanProvider>,
    [[['plans', 'whole', 'p1'], bare]],
  );
  expect(screen.getAllByText('no criteria')).toHaveLength(plan.stages.length);
  expect(screen.queryByText(/0 of 0/)).toBeNull();
});
