import { afterEach, expect, it, vi } from 'vitest';
import { answering } from '@/ui/test-render';
import { apiUrl, get, patch, request, setCsrf, whenSignedOut } from './client';
import { fieldErrors, isFault } from './faults';

afterEach(() => vi.unstubAllGlobals());

it('leaves empty parameters out of an address', () => {
  expect(apiUrl('/accounts', { q: '', filter: 'name ~ "a&b"', limit: 50, cursor: undefined })).toBe(
    '/api/v1/accounts?filter=name+%7E+%22a%26b%22&limit=50',
  );
});

it('sends the CSRF token and the version with a change', async () => {
  const { sent, fetch } = answering({ body: { id: 'x' } });
  vi.stubGlobal('fetch', fetch);
  setCsrf('secret');
  await patch('/accounts/x', { city: 'Delft' }, 7);
  expect(sent[0]?.headers.get('If-Match')).toBe('"7"');
  expect(sent[0]?.headers.get('X-CSRF-Token')).toBe('secret');
  expect(sent[0]?.body).toEqual({ city: 'Delft' });
});

it('gives the messages of a refusal by field', async () => {
  const problem = {
    title: 'Invalid',
    status: 422,
    code: 'invalid',
    key: 'invalid.fields',
    fields: [{ path: '/close_on', key: 'field.bad_date', message: 'No such day.' }],
  };
  vi.stubGlobal('fetch', answering({ status: 422, body: problem }).fetch);
  const error = await patch('/opportunities/x', {}, 1).catch((fault: unknown) => fault);
  expect(isFault(error, 422)).toBe(true);
  expect(fieldErrors(error)).toEqual({ close_on: 'No such day.' });
});

it('leads to the sign-in page when the session is gone, but not when it only asked', async () => {
  const left = vi.fn();
  whenSignedOut(left);
  vi.stubGlobal('fetch', answering({ status: 401 }, { status: 401 }).fetch);
  await request('GET', '/session', { quiet: true }).catch(() => {});
  expect(left).not.toHaveBeenCalled();
  await get('/accounts').catch(() => {});
  expect(left).toHaveBeenCalledOnce();
});

it('says when the server cannot be reached', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
  const error = await get('/accounts').catch((fault: unknown) => fault);
  expect(isFault(error, 0)).toBe(true);
});
