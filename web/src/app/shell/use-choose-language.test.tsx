import { useQuery } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { get } from '@/api/client';
import { sessionKey } from '@/api/session';
import { answering, renderPart } from '@/ui/test-render';
import { useChooseLanguage } from './use-choose-language';

afterEach(() => vi.unstubAllGlobals());

function Page() {
  const choose = useChooseLanguage();
  const { data } = useQuery({ queryKey: ['score'], queryFn: () => get<{ text: string }>('/score') });
  return (
    <button type="button" onClick={() => choose('es')}>
      {data?.text ?? 'waiting'}
    </button>
  );
}

// SEL-2, WORK-7: the score stayed English on a Spanish page: the choice was not saved, or what the server says was asked
// for again before the choice arrived there.
it('asks the server again in the new language and saves the choice', async () => {
  const asked: { method: string; path: string; language: string | null }[] = [];
  const { fetch } = answering();
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const language = new Headers(init.headers).get('Accept-Language');
    asked.push({ method: init.method ?? 'GET', path: url, language });
    if (url.endsWith('/score')) return new Response(JSON.stringify({ text: language === 'es' ? 'hola' : 'hello' }));
    if (url.endsWith('/session'))
      return new Response(JSON.stringify({ csrf: 'c', user: { id: 'u', language: 'es', permissions: [] } }));
    return fetch(url, init);
  });
  renderPart(<Page />, [[sessionKey, { signedIn: true, session: { user: { language: 'en' } } }]]);
  await userEvent.click(await screen.findByRole('button', { name: 'hello' }));
  await waitFor(() => expect(screen.getByRole('button').textContent).toBe('hola'));
  expect(asked.filter((one) => one.method === 'PATCH').map((one) => one.path)).toEqual(['/api/v1/session']);
  localStorage.clear();
});
