// PLAN-16: a change reaches the server in the end, whatever the connection does, or says why it cannot.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answering } from '@/ui/test-render';
import { discard, send, sendWaiting, settle, type Unsent, watchUnsent } from './unsent';

const change = { route: 'plan-sections', record: 's1', base: { body: 'a' }, mine: { body: 'a b' }, label: 'Trends' };
const saved = (body: string, merged: string[] = []) => ({
  body: { record: { id: 's1', version: 2, body }, merged },
});
const offline = () => Promise.reject(new TypeError('no connection'));
const kept = (): Unsent[] =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith('kamino.unsent.'))
    .map((key) => JSON.parse(localStorage.getItem(key) ?? '') as Unsent);

let stop = () => {};
const seen: string[] = [];
beforeEach(() => {
  seen.length = 0;
  stop = watchUnsent('u1', (entry) => seen.push(entry.id));
});
afterEach(() => {
  for (const entry of kept()) discard(entry);
  stop();
  vi.unstubAllGlobals();
  localStorage.clear();
});

it('is kept before it is sent and forgotten once the server has it', async () => {
  let during = 0;
  const { fetch } = answering(saved('a b'));
  vi.stubGlobal('fetch', (...args: Parameters<typeof globalThis.fetch>) => {
    during = kept().length;
    return fetch(...args);
  });
  expect(await send(change)).toMatchObject({ state: 'saved' });
  expect(during).toBe(1);
  expect(kept()).toEqual([]);
});

it('waits without a connection and is sent again under the same key', async () => {
  vi.stubGlobal('fetch', offline);
  expect(await send(change)).toEqual({ state: 'waiting' });
  const [entry] = kept();
  expect(entry).toMatchObject({ base: { body: 'a' }, mine: { body: 'a b' } });
  const { sent, fetch } = answering(saved('a c b', ['body']));
  vi.stubGlobal('fetch', fetch);
  await sendWaiting();
  expect(sent[0]?.headers.get('Idempotency-Key')).toBe(entry?.id);
  expect(seen).toEqual([entry?.id]);
  expect(kept()).toEqual([]);
});

it('sends what was written later behind what waits', async () => {
  vi.stubGlobal('fetch', offline);
  await send(change);
  const { sent, fetch } = answering(saved('a b'), saved('a b c'));
  vi.stubGlobal('fetch', fetch);
  expect(await send({ ...change, base: { body: 'a b' }, mine: { body: 'a b c' } })).toEqual({ state: 'saved' });
  expect(sent.map((one) => (one.body as { mine: object }).mine)).toEqual([{ body: 'a b' }, { body: 'a b c' }]);
});

it('is there again after a reload', async () => {
  vi.stubGlobal('fetch', offline);
  await send(change);
  stop();
  const { sent, fetch } = answering(saved('a b'));
  vi.stubGlobal('fetch', fetch);
  stop = watchUnsent('u1', () => {});
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  await vi.waitFor(() => expect(kept()).toEqual([]));
});

it('is not sent by another person of the same browser', async () => {
  vi.stubGlobal('fetch', offline);
  await send(change);
  stop();
  const { sent, fetch } = answering();
  vi.stubGlobal('fetch', fetch);
  stop = watchUnsent('u2', () => {});
  await sendWaiting();
  expect(sent).toHaveLength(0);
  expect(kept()).toHaveLength(1);
});

it('asks what cannot be merged and writes the choice over what stands', async () => {
  const conflicts = [{ field: 'body', base: 'a', mine: 'b', theirs: 'c', pieces: null }];
  const { sent, fetch } = answering(
    { status: 409, body: { status: 409, conflicts, current: { body: 'c' } } },
    saved('c b'),
  );
  vi.stubGlobal('fetch', fetch);
  expect(await send({ ...change, base: { body: 'a', version: 1 } })).toEqual({ state: 'asked' });
  const [entry] = kept();
  await settle(entry as Unsent, { body: 'c b' });
  expect(sent[1]?.body).toEqual({ base: { body: 'c' }, mine: { body: 'c b' } });
  expect(sent[1]?.headers.get('Idempotency-Key')).not.toBe(entry?.id);
  expect(kept()).toEqual([]);
});

it('gives a refusal to the form that asked, and keeps one that comes later with its reason', async () => {
  const refusal = { status: 422, body: { status: 422, detail: 'The plan is closed.' } };
  vi.stubGlobal('fetch', answering(refusal).fetch);
  await expect(send(change)).rejects.toMatchObject({ status: 422 });
  expect(kept()).toEqual([]);
  vi.stubGlobal('fetch', offline);
  await send(change);
  vi.stubGlobal('fetch', answering(refusal).fetch);
  await sendWaiting();
  expect(kept()).toMatchObject([{ state: 'refused', reason: 'The plan is closed.', mine: { body: 'a b' } }]);
});
