// SEL-7: thousands of accounts that nobody leads were all drawn at once, 50,000 elements that took seconds.
import { fireEvent, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderPart } from '@/ui/test-render';
import CoveragePage from './coverage-page';

vi.mock('@tanstack/react-router', () => ({
  Link: ({ to, children }: { to: string; children: ReactNode }) => <a href={to}>{children}</a>,
}));
vi.mock('@/api/session', () => ({ useCan: () => () => false, useSession: () => ({ user: { id: 'me' } }) }));
vi.mock('@/ui/page', () => ({
  Page: ({ children }: { children: ReactNode }) => <div>{children}</div>,
  PageBody: ({ children }: { children: ReactNode }) => <div>{children}</div>,
  Figures: () => null,
  Section: ({ title, children }: { title: string; children: ReactNode }) => (
    <section aria-label={title}>{children}</section>
  ),
}));
vi.mock('./rollout', () => ({ Rollout: () => null }));
vi.mock('./settings-drawer', () => ({ SettingsDrawer: () => null }));
afterEach(() => vi.unstubAllGlobals());

it('draws the first accounts that nobody leads, and more when asked', async () => {
  const unled = Array.from({ length: 80 }, (_, at) => ({
    id: `a${at}`,
    name: `Account ${at}`,
    class: 'A',
    score: 50,
    rigour: '',
    focus: '',
    hours: 80,
    plan_id: at === 0 ? 'p' : '',
    plan_status: at === 0 ? 'closed' : '',
    plan_completeness: at === 0 ? 70 : 0,
  }));
  const body = { accounts: 80, with_plan: 0, active: 0, completeness: null, managers: [], unled };
  vi.stubGlobal(
    'fetch',
    vi.fn(() => Promise.resolve(new Response(JSON.stringify(body)))),
  );
  renderPart(<CoveragePage />);
  await screen.findByText('The first 50 of 80.');
  screen.getByText('Plan ended');
  const rows = () => screen.getByLabelText('Led by nobody').querySelectorAll('tbody tr').length;
  expect(rows()).toBe(50);
  fireEvent.click(screen.getByText('Load more'));
  expect(rows()).toBe(80);
});
