// Account plans of Salesforce in the browser: files together, a look, the question that only people can answer, in and
// back out (PLAN-1).
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { CrmPlanReport } from '@/api/types';
import { answering, renderPart } from '@/ui/test-render';
import { joined, read, totals } from './plan-files';
import PlanImportPage from './plan-import-page';

let search: object = {};
vi.mock('@tanstack/react-router', async (original) => ({
  ...(await original<object>()),
  useSearch: () => search,
  useNavigate: () => () => Promise.resolve(),
  Link: ({ children }: { children: React.ReactNode }) => <a href="/x">{children}</a>,
}));
vi.mock('@/api/session', async (original) => ({ ...(await original<object>()), useMayWrite: () => true }));

afterEach(() => {
  vi.unstubAllGlobals();
  search = {};
});

const file = (name: string, more: object = {}) => ({
  name,
  entity: 'account_plans',
  encoding: 'utf-8',
  rows: 3,
  created: 1,
  updated: 1,
  unchanged: 0,
  skipped: 0,
  rejected: 1,
  ignored: [],
  ...more,
});
const report: CrmPlanReport = {
  id: 'i1',
  files: [
    file('AccountPlan.csv'),
    file('AccountPlanObjective.csv', { entity: 'account_plan_objectives', rejected: 0 }),
  ],
  entries: 7,
  plans: [{ id: 'p1', account_id: 'a1', account: 'Acme', outcome: 'created' }],
  questions: [],
  faults: [
    {
      file: 'AccountPlan.csv',
      line: 13,
      column: 'AccountId',
      value: '001X',
      key: 'exchange.no_account',
      message: 'No such account.',
      kept: false,
    },
  ],
};

it('reads files of any bytes and keeps the newest of a name', async () => {
  const bytes = new Uint8Array(70_000).map((_, at) => at % 256);
  const one = await read(new File([bytes], 'a.csv'));
  expect(atob(one.content ?? '').length).toBe(70_000);
  expect(atob(one.content ?? '').charCodeAt(255)).toBe(255);
  expect(joined([one], [{ name: 'a.csv', content: 'new' }])).toEqual([{ name: 'a.csv', content: 'new' }]);
  expect(totals(report)).toMatchObject({ rows: 6, created: 2, rejected: 1, made_along: 7 });
});

it('looks first, asks what is open, imports and takes back', async () => {
  const asks = {
    ...report,
    id: '',
    questions: [{ file: 'AccountPlan.csv', kind: 'date_order', column: 'Start Date', samples: ['01/02/2026'] }],
    faults: [],
    plans: [],
  };
  const { sent, fetch } = answering(
    { body: { items: [], next_cursor: null } },
    { body: asks },
    { body: { ...report, id: '' } },
    { status: 201, body: report },
    { body: { changed: 9 } },
    { body: { items: [], next_cursor: null } },
  );
  vi.stubGlobal('fetch', fetch);
  renderPart(<PlanImportPage />);
  const user = userEvent.setup();
  await user.upload(screen.getByLabelText('Choose files'), new File(['Id\n'], 'AccountPlan.csv', { type: 'text/csv' }));
  await screen.findByText(/In which order are the dates in Start Date/);
  expect(screen.queryByRole('button', { name: 'Import now' })).toBeNull();
  await user.click(screen.getAllByRole('radio')[0] as HTMLElement);
  await screen.findByText('No such account.');
  const tried = sent.filter((one) => one.path.endsWith('/plan-imports/salesforce'));
  expect(tried[1]?.body).toMatchObject({ dry_run: true, date_order: 'dmy', files: [{ name: 'AccountPlan.csv' }] });
  await user.click(screen.getByRole('button', { name: 'Import now' }));
  await screen.findByText('The import is done.');
  await user.click(screen.getByRole('button', { name: 'Undo this import' }));
  await waitFor(() => expect(sent.some((one) => one.path.endsWith('/plan-imports/i1/undo'))).toBe(true));
});

it('goes on with files that the import page has taken, without a second upload', async () => {
  search = { uploads: 'u1' };
  const { sent, fetch } = answering(
    { body: { items: [], next_cursor: null } },
    { body: { id: 'u1', name: 'AccountPlan.csv', target: 'account_plans' } },
    { body: { ...report, id: '' } },
  );
  vi.stubGlobal('fetch', fetch);
  renderPart(<PlanImportPage />);
  await screen.findByText('No such account.');
  const tried = sent.filter((one) => one.path.endsWith('/plan-imports/salesforce'));
  expect(tried.map((one) => one.body)).toMatchObject([
    { dry_run: true, files: [{ name: 'AccountPlan.csv', upload: 'u1' }] },
  ]);
});

it('takes a plan as JSON, names who does not see the account, and takes it back', async () => {
  const told = {
    id: 'i2',
    plan_id: 'p1',
    account_id: 'a1',
    created: 3,
    updated: 0,
    unchanged: 0,
    refused: [],
    unresolved: [
      { entity: 'user', name: 'Bert Vos', path: '/rows/plan_task/0/owner_id', reason: 'cannot_see', given_to: 'Ada' },
    ],
  };
  const asked: { path: string; body: unknown }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    if (init.method === 'POST') asked.push({ path: url, body: JSON.parse(String(init.body)) });
    const list = { items: [], next_cursor: null };
    return new Response(JSON.stringify(init.method !== 'POST' ? list : url.endsWith('/undo') ? { changed: 3 } : told));
  });
  renderPart(<PlanImportPage />);
  const user = userEvent.setup();
  await user.upload(screen.getByLabelText('Choose files'), new File(['{"format":"kamino.plan"}'], 'acme.json'));
  await screen.findByText(/Bert Vos → Ada/);
  expect(screen.getByText(/do not see the account/)).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Import now' }));
  await screen.findByText('The import is done.');
  expect(asked[1]?.body).toMatchObject({ document: { format: 'kamino.plan' }, name: 'acme.json', dry_run: false });
  await user.click(screen.getByRole('button', { name: 'Undo this import' }));
  await waitFor(() => expect(asked.at(-1)?.path).toMatch(/plan-imports\/i2\/undo$/));
});
