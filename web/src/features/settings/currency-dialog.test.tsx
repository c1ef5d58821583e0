import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { answering, renderPart } from '@/ui/test-render';
import { WorkspaceForm } from './workspace-form';

vi.mock('./admin', () => ({ useAdmin: () => true }));
vi.mock('@tanstack/react-router', () => ({
  Link: ({ children, to }: { children: ReactNode; to: string }) => <a href={to}>{children}</a>,
}));
afterEach(() => vi.unstubAllGlobals());

const workspace = {
  id: 'workspace',
  version: 3,
  name: 'Acme',
  currency: 'EUR',
  language: 'en',
  locale: 'en-GB',
  fiscal_year_start_month: 1,
};

async function chooseDollars(change: unknown) {
  const { sent, fetch } = answering(
    { body: workspace },
    { body: change },
    { body: { ...workspace, version: 4, currency: 'USD' } },
    { body: { ...workspace, version: 4, currency: 'USD' } },
  );
  vi.stubGlobal('fetch', fetch);
  renderPart(<WorkspaceForm />);
  const currency = await screen.findByLabelText('Currency');
  await userEvent.clear(currency);
  await userEvent.type(currency, 'usd');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  return sent;
}

// DATA-8: another currency is not a slip of the keyboard: what it does to rates and totals is shown before it is done.
it('shows what another currency does and asks before it is saved', async () => {
  const sent = await chooseDollars({ from: 'EUR', currency: 'USD', possible: true, rates: 35, unconverted: [] });
  expect(await screen.findByText(/35 exchange rates will stand in USD/)).toBeTruthy();
  expect(sent.map((one) => one.method)).toEqual(['GET', 'GET']);
  expect(sent[1]?.path).toBe('/api/v1/workspace/currency-change?currency=USD');
  await userEvent.click(screen.getByRole('button', { name: 'Change to USD' }));
  await waitFor(() => expect(sent[2]?.method).toBe('PATCH'));
});

it('says which sales would be in no total, and does not offer the change', async () => {
  await chooseDollars({
    from: 'EUR',
    currency: 'USD',
    possible: false,
    rates: 0,
    unconverted: [{ currency: 'EUR', lines: 1579, first_on: '2024-01-02', last_on: '2026-10-30' }],
  });
  expect(await screen.findByText(/EUR: 1,579 lines/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Change to USD' })).toBeNull();
});
