// Who decides is told of a revision that waits, who asked of what was decided (PLAN-15).
import { screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { addDays, today } from '@/lib/format';
import { renderPart } from '@/ui/test-render';
import { MyRevisions } from './my-revisions';

vi.mock('@tanstack/react-router', () => ({
  Link: ({ to, children }: { to: string; children: ReactNode }) => <a href={to}>{children}</a>,
}));
let role = 'leader';
vi.mock('@/api/session', () => ({
  useCan: () => (right: string) => right === 'selection.write' && role === 'leader',
  useSession: () => ({ user: { id: 'me' } }),
}));
afterEach(() => vi.unstubAllGlobals());

const revision = (id: string, more: object) => ({ id, version: 1, plan_id: 'p', account_id: 'a1', name: id, ...more });
const rows = {
  waits: revision('Spring', { state: 'requested', requested_by: 'm1', requested_at: '2026-01-02T10:00:00Z' }),
  binned: revision('Binned', { state: 'requested', account_id: 'gone', requested_at: '2026-01-02T10:00:00Z' }),
  back: revision('Autumn', {
    state: 'sent_back',
    requested_by: 'me',
    decided_by: 'm1',
    decided_at: '2026-01-03T10:00:00Z',
    decision_note: 'Add numbers',
  }),
  own: revision('Own', { state: 'approved', requested_by: 'me', decided_by: 'me' }),
};
const asked: string[] = [];
const answer = (url: string) => {
  const at = new URL(url, 'http://x');
  const filter = at.searchParams.get('filter') ?? '';
  asked.push(filter);
  const items = at.pathname.endsWith('/accounts')
    ? [{ id: 'a1', name: 'Acme' }]
    : at.pathname.endsWith('/users')
      ? [{ id: 'm1', name: 'Ana' }]
      : filter === 'state = requested'
        ? [rows.waits, rows.binned]
        : [rows.back, rows.own];
  return Promise.resolve(new Response(JSON.stringify({ items, next_cursor: null })));
};
const show = (as: string) => {
  role = as;
  asked.length = 0;
  vi.stubGlobal('fetch', vi.fn(answer));
  renderPart(<MyRevisions />);
};

it('shows a leader what waits for the decision, without accounts in the bin', async () => {
  show('leader');
  const line = await screen.findByRole('link', { name: 'Spring · Acme' });
  expect(line.getAttribute('href')).toBe('/accounts/a1/revisions');
  screen.getByText('Waits for your decision');
  expect(await screen.findAllByText(/^Ana · /)).not.toHaveLength(0);
  expect(screen.queryByText(/Binned/)).toBeNull();
});

it('tells who asked of the decision and its reason, and not of his own', async () => {
  show('manager');
  await screen.findByRole('link', { name: 'Autumn · Acme' });
  screen.getByText(/Add numbers/);
  screen.getByText('Sent back');
  expect(screen.queryByText(/Own|Spring/)).toBeNull();
  expect(asked).toContain(
    `requested_by = "me" and state in (approved, sent_back) and decided_at >= ${addDays(today(), -30)}`,
  );
});
