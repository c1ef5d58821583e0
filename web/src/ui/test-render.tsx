/** Renders a part of the application as it stands in a page, for tests. */
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { createIntl } from 'react-intl';
import en from '@/lib/i18n/en.json';
import { LanguageProvider } from '@/lib/i18n/i18n';
import { theme } from './theme';

/** `known`: what the page has asked the server for already, by query key. */
export function renderPart(part: ReactNode, known: [readonly unknown[], unknown][] = []) {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: 60_000 }, mutations: { retry: false } },
  });
  for (const [key, value] of known) client.setQueryData(key, value);
  const intl = createIntl({ locale: 'en', messages: en });
  return {
    client,
    ...render(
      <MantineProvider theme={theme} env="test">
        <LanguageProvider initial={intl}>
          <QueryClientProvider client={client}>{part}</QueryClientProvider>
        </LanguageProvider>
      </MantineProvider>,
    ),
  };
}

export interface Sent {
  method: string;
  path: string;
  headers: Headers;
  body: unknown;
}

/** Answers requests in the order given and keeps what was asked. */
export function answering(...answers: { status?: number; body?: unknown }[]) {
  const sent: Sent[] = [];
  const queue = [...answers];
  const fetch = async (url: string, init: RequestInit = {}) => {
    sent.push({
      method: init.method ?? 'GET',
      path: url,
      headers: new Headers(init.headers),
      body: init.body ? JSON.parse(String(init.body)) : undefined,
    });
    const { status = 200, body = {} } = queue.shift() ?? { status: 500 };
    return new Response(status === 204 ? null : JSON.stringify(body), { status });
  };
  return { sent, fetch: fetch as unknown as typeof globalThis.fetch };
}
