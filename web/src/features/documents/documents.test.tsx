// Documents of plans (PLAN-18): what the dialog asks the server for, the preview that runs no script, the executive view,
// and many accounts at once with a line for each that got none.
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderPart } from '@/ui/test-render';
import { BatchDialog } from './batch-dialog';
import { DocumentDialog } from './document-dialog';
import { ExecutiveView } from './executive-view';

vi.mock('@tanstack/react-router', () => ({
  Link: ({ children }: { children: ReactNode }) => <a href="/account">{children}</a>,
}));
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
  [['plan-revisions', 'of', 'p1'], { items: [{ id: 'r3', number: 3, name: 'Spring' }] }],
];

it('shows the document before it is made, without letting it run anything', async () => {
  server({ '/document': '<!doctype html><p>Acme</p>' });
  renderPart(<DocumentDialog planId="p1" opened close={() => {}} />, revisions);
  const preview = await screen.findByTitle('Preview of the document');
  expect(preview).toHaveAttribute('sandbox', '');
  expect(preview).toHaveAttribute('srcdoc', expect.stringContaining('Acme'));
});

it('asks for the format, the circle and the revision that were chosen', async () => {
  const asked = server({ '/document': '<p>Acme</p>' });
  renderPart(<DocumentDialog planId="p1" opened close={() => {}} />, revisions);
  const user = userEvent.setup();
  const choose = async (field: string, option: string) => {
    await user.click(await screen.findByRole('textbox', { name: field }));
    await user.click(await screen.findByRole('option', { name: option }));
  };
  await choose('Format', 'Slides (PowerPoint)');
  await choose('For whom', 'For the customer');
  await choose('State', '3. Spring');
  expect(screen.getByText(/drafts that nobody edited stay out/)).toBeInTheDocument();
  const link = screen.getByRole('link', { name: 'Download' });
  expect(link).toHaveAttribute(
    'href',
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
    '/document-batches': { ...batch, state: 'waiting' },
  });
  renderPart(<BatchDialog choice={{ filter: 'country = "NL"', q: 'soap', count: 2 }} opened close={() => {}} />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Make documents' }));
  expect(await screen.findByText('1 document of 2 accounts.')).toBeInTheDocument();
  expect(asked[0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/document-batches',
    body: { filter: 'country = "NL"', q: 'soap', format: 'pptx', audience: 'internal', view: 'full', language: 'en' },
  });
  expect(screen.getByText('Bare')).toBeInTheDocument();
  expect(screen.queryByText('Acme')).not.toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Download the archive' })).toHaveAttribute(
    'href',
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
  expect(await screen.findByText('Grow by 10 %')).toBeInTheDocument();
  expect(screen.getByText('€12')).toBeInTheDocument();
  expect(screen.getByText('A rival at plant 2')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Print view' })).toHaveAttribute(
    'href',
    expect.stringContaining('view=executive'),
  );
});
