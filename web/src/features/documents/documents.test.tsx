// Documents of plans (PLAN-18): what the dialog asks the server for, the preview that runs no script, the executive view,
// and many accounts at once with a line for each that got none.
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderPart } from '@/ui/test-render';
import BatchPage from './batch-page';
import { DocumentButton } from './document-dialog';
import { ExecutiveView } from './executive-view';

// The address of the page: what the portfolio hands over, and which batch stands open.
let address: Record<string, unknown> = {};
const followers = new Set<() => void>();
vi.mock('@tanstack/react-router', async () => {
  const { useSyncExternalStore } = await import('react');
  return {
    Link: ({ children }: { children: ReactNode }) => <a href="/account">{children}</a>,
    useSearch: () =>
      useSyncExternalStore(
        (follow) => {
          followers.add(follow);
          return () => followers.delete(follow);
        },
        () => address,
      ),
    useNavigate: () => (to: { search: (before: Record<string, unknown>) => Record<string, unknown> }) => {
      address = to.search(address);
      for (const follow of followers) follow();
    },
  };
});
afterEach(() => vi.unstubAllGlobals());

/** Answers by path, and keeps what was asked. */
function server(answers: Record<string, unknown>) {
  const asked: { method: string; path: string; body: unknown }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    asked.push({
      method: init.method ?? 'GET',
      path: url,
      body: init.body ? JSON.parse(String(init.body)) : undefined,
    });
    const key = Object.keys(answers).find((path) => url.includes(path));
    const body = key ? answers[key] : {};
    return new Response(typeof body === 'string' ? body : JSON.stringify(body));
  });
  return asked;
}

const revisions: [readonly unknown[], unknown][] = [
  [
    ['plan-revisions', 'list', { filter: 'plan_id = "p1"', sort: '-number', limit: 1000 }],
    { items: [{ id: 'r3', number: 3, name: 'Spring' }] },
  ],
];

it('shows the document before it is made, without letting it run anything', async () => {
  server({ '/document': '<!doctype html><p>Acme</p>' });
  renderPart(<DocumentButton planId="p1" />, revisions);
  await userEvent.setup().click(screen.getByRole('button', { name: 'Document' }));
  const preview = await screen.findByTitle('Preview of the document');
  expect(preview.getAttribute('sandbox')).toEqual('');
  expect(preview.getAttribute('srcdoc')).toEqual(expect.stringContaining('Acme'));
});

it('asks for the format, the circle and the revision that were chosen', async () => {
  const asked = server({ '/document': '<p>Acme</p>' });
  renderPart(<DocumentButton planId="p1" />, revisions);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Document' }));
  const choose = async (field: string, option: string) => {
    await user.click(await screen.findByRole('combobox', { name: field }));
    await user.click(await screen.findByRole('option', { name: option }));
  };
  await choose('Format', 'Slides (PowerPoint)');
  await choose('For whom', 'For the customer');
  await choose('State', '3. Spring');
  expect(screen.getByText(/drafts that nobody edited stay out/)).toBeTruthy();
  const link = screen.getByRole('link', { name: 'Download' });
  expect(link.getAttribute('href')).toEqual(
    '/api/v1/plans/p1/document?format=pptx&audience=customer_safe&view=full&at=r3&lang=en',
  );
  await waitFor(() =>
    expect(asked.at(-1)?.path).toBe(
      '/api/v1/plans/p1/document?format=html&audience=customer_safe&view=full&at=r3&lang=en',
    ),
  );
});

it('makes documents of the accounts that the list shows, and says which got none', async () => {
  const batch = { id: 'b1', state: 'done', account_count: 2, made_count: 1, job_id: 'j1' };
  const asked = server({
    '/document-batches/b1': {
      ...batch,
      report: {
        items: [
          { account_id: 'a1', name: 'Acme', outcome: 'made', file: 'Acme.pptx' },
          { account_id: 'a2', name: 'Bare', outcome: 'no_plan', file: '' },
        ],
      },
    },
    '/document-batches?': { items: [] },
    '/document-batches': { ...batch, state: 'waiting' },
    '/portfolio': { items: [], total: 2 },
  });

  address = { filter: 'country = "NL"', q: 'soap' };
  renderPart(<BatchPage />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Make documents' }));
  expect(await screen.findByText('1 document of 2 accounts.')).toBeTruthy();
  expect(asked.find((one) => one.method === 'POST')).toMatchObject({
    method: 'POST',
    path: '/api/v1/document-batches',
    body: { filter: 'country = "NL"', q: 'soap', format: 'pptx', audience: 'internal', view: 'full', language: 'en' },
  });
  expect(screen.getByText('Bare')).toBeTruthy();
  expect(screen.queryByText('Acme')).toBeNull();
  expect(screen.getByRole('link', { name: 'Download the archive' }).getAttribute('href')).toEqual(
    '/api/v1/document-batches/b1/file',
  );
});

it('shows the account on one page', async () => {
  server({
    '/document': {
      headline: 'Grow by 10 %',
      stamp: ['Working state of 26 Nov 2026'],
      lines: ['Led by Ana'],
      summary: {
        blocks: [
          { kind: 'fields', title: 'Money', fields: [{ label: 'Gap', values: [{ kind: 'money', text: '€12' }] }] },
          { kind: 'list', title: 'Three risks', items: [[{ kind: 'text', text: 'A rival at plant 2' }]] },
        ],
      },
    },
  });
  renderPart(<ExecutiveView planId="p1" />);
  expect(await screen.findByText('Grow by 10 %')).toBeTruthy();
  expect(screen.getByText('€12')).toBeTruthy();
  expect(screen.getByText('A rival at plant 2')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Print view' }).getAttribute('href')).toEqual(
    expect.stringContaining('view=executive'),
  );
});
