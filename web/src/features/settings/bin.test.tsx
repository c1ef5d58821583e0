import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { answering, renderPart } from '@/ui/test-render';
import { Bin } from './bin';

vi.mock('@/api/session', () => ({ useMayWrite: (route: string) => route === 'people' }));
afterEach(() => vi.unstubAllGlobals());

const hit = (entity: string, route: string, id: string, title: string) => ({
  entity,
  route,
  id,
  title,
  subtitle: '',
  account_id: '',
  deleted_at: '2026-06-01T10:00:00.000000Z',
});

// DATA-12: nothing is lost: what was deleted is found by kind, and comes back.
it('shows what was deleted by kind and restores one', async () => {
  const { sent, fetch } = answering(
    {
      body: {
        items: [
          hit('account', 'accounts', 'a1', 'Puerto'),
          hit('person', 'people', 'p1', 'Ana'),
          hit('person', 'people', 'p2', 'Bo'),
        ],
      },
    },
    { body: { id: 'p2' } },
    { body: { items: [] } },
  );
  vi.stubGlobal('fetch', fetch);
  renderPart(<Bin />);
  expect(await screen.findByRole('heading', { name: 'Person (2)' })).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'Account (1)' })).toBeTruthy();
  // whose rights do not reach to accounts is not offered to restore one
  expect(screen.queryByRole('button', { name: 'Restore Puerto' })).toBeNull();
  const line = screen.getByText('Bo').closest('li') as HTMLElement;
  await userEvent.setup().click(within(line).getByRole('button', { name: 'Restore Bo' }));
  await waitFor(() =>
    expect(sent.map((one) => `${one.method} ${one.path}`)).toContain('POST /api/v1/people/p2/restoration'),
  );
  expect(await screen.findByText(/Nothing was deleted/)).toBeTruthy();
});
