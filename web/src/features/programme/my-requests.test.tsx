// SEL-4 in the browser: who decides finds what waits, and decides there; who asked hears of it.
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderPart } from '@/ui/test-render';
import { MyRequests } from './my-requests';

vi.mock('@tanstack/react-router', () => ({
  Link: ({ to, children }: { to: string; children: ReactNode }) => <a href={to}>{children}</a>,
}));
let role = 'leader';
vi.mock('@/api/session', () => ({
  useCan: () => (right: string) => right === 'selection.write' && role === 'leader',
  useSession: () => ({ user: { id: 'me' } }),
}));
afterEach(() => vi.unstubAllGlobals());

const move = (id: string, more: object) => ({
  id,
  version: 1,
  account_id: 'a1',
  list: 'key',
  kind: 'entry',
  state: 'open',
  reason: 'Grows',
  created_at: '2026-01-02T10:00:00Z',
  ...more,
});
const open = [
  move('m1', { requested_by: 'u1' }),
  move('m2', { requested_by: 'me', reason: 'My own' }),
  move('m3', { requested_by: 'u1', account_id: 'gone', reason: 'In the bin' }),
];
const decided = [
  move('m4', { kind: 'exit', state: 'refused', requested_by: 'me', decided_by: 'u1', decision_note: 'Too early' }),
  move('m5', { state: 'approved', requested_by: 'me', decided_by: 'me', decision_note: 'By myself' }),
];
const sent: { path: string; body: unknown }[] = [];
/** `deciders`: who else may decide. */
const show = (as: string, deciders = ['me', 'u1']) => {
  role = as;
  sent.length = 0;
  const answer = (url: string, init?: RequestInit) => {
    const at = new URL(url, 'http://x');
    const filter = at.searchParams.get('filter') ?? '';
    if (init?.method === 'PUT') sent.push({ path: at.pathname, body: JSON.parse(String(init.body)) });
    const items = at.pathname.endsWith('/accounts')
      ? [{ id: 'a1', name: 'Acme' }]
      : at.pathname.endsWith('/users')
        ? filter.startsWith('active')
          ? deciders.map((id) => ({ id }))
          : [{ id: 'u1', name: 'Ana' }]
        : filter === 'state = open'
          ? open
          : decided;
    return Promise.resolve(new Response(JSON.stringify({ items, next_cursor: null })));
  };
  vi.stubGlobal('fetch', vi.fn(answer));
  renderPart(<MyRequests />);
};

it('shows a leader what waits, with the decision one click away', async () => {
  show('leader');
  await screen.findByText(/Ana · .*: Grows/);
  expect((await screen.findByRole('link', { name: 'Enters: Acme' })).getAttribute('href')).toBe('/key-accounts');
  expect(screen.queryByText(/My own|In the bin/)).toBeNull();
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Approve' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Approve' }));
  await waitFor(() => expect(sent[0]?.path).toBe('/api/v1/key-account-moves/m1/decision'));
  expect(sent[0]?.body).toMatchObject({ decision: 'approved' });
});

it('shows one who decides alone the own requests too', async () => {
  show('leader', ['me']);
  await screen.findByText(/My own/);
});

it('tells who asked of the decision and its note, and not of the own one', async () => {
  show('manager');
  await screen.findByRole('link', { name: 'Leaves: Acme' });
  screen.getByText(/Too early/);
  screen.getByText('Refused');
  expect(screen.queryByText(/By myself|Grows/)).toBeNull();
  expect(screen.queryByRole('button')).toBeNull();
});
