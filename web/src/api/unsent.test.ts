// PLAN-16: a change reaches the server in the end, whatever the connection does, or says why it cannot.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answering } from '@/ui/test-render';
import {
  asTheyWillBe,
  bringBack,
  discard,
  newOnes,
  removeAnyway,
  send,
  sendAgain,
  sendNew,
  sendRemoval,
  sendWaiting,
  settle,
  type Unsent,
  watchUnsent,
} from './unsent';

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

const item = { route: 'plan-swot-items', mine: { plan_id: 'p1', kind: 'strength', text: 'Near' }, label: 'Near' };
const made = (id: string) => ({ status: 201, body: { id, version: 1 } });

it('keeps something new without a connection, and makes it once after a reload, under the same key', async () => {
  vi.stubGlobal('fetch', offline);
  expect(await sendNew(item)).toEqual({ state: 'waiting' });
  const [entry] = kept();
  expect(newOnes(kept(), 'plan-swot-items')).toMatchObject([{ mine: { text: 'Near' } }]);
  stop();
  const { sent, fetch } = answering(made('w1'));
  vi.stubGlobal('fetch', fetch);
  stop = watchUnsent('u1', () => {});
  await vi.waitFor(() => expect(kept()).toEqual([]));
  await sendWaiting();
  expect(sent.map((one) => [one.path, one.body])).toEqual([['/api/v1/plan-swot-items', item.mine]]);
  expect(sent[0]?.headers.get('Idempotency-Key')).toBe(entry?.id);
});

it('brings what was written about a new one, and what points to it, to the record that it becomes', async () => {
  vi.stubGlobal('fetch', offline);
  await sendNew(item);
  const id = kept()[0]?.id ?? '';
  const edit = { route: item.route, record: id, base: { text: 'Near' }, mine: { text: 'Near them' }, label: 'Near' };
  expect(await send(edit)).toEqual({ state: 'waiting' });
  await sendNew({ route: 'plan-tows-moves', mine: { first_id: id, text: 'Use it' }, label: 'Use it' });
  const all = kept().sort((a, b) => a.at.localeCompare(b.at));
  expect(newOnes(all, item.route)).toMatchObject([{ mine: { kind: 'strength', text: 'Near them' } }]);
  const { sent, fetch } = answering(made('w1'), saved('x'), made('m1'));
  vi.stubGlobal('fetch', fetch);
  await sendWaiting();
  const called = sent.map((one) => one.path.replace('/api/v1', ''));
  expect(called[0]).toBe('/plan-swot-items');
  expect(called.slice(1).sort()).toEqual(['/plan-swot-items/w1/merge', '/plan-tows-moves']);
  expect(sent.find((one) => one.path.endsWith('moves'))?.body).toEqual({ first_id: 'w1', text: 'Use it' });
  expect(kept()).toEqual([]);
});

it('throws away something new together with what was written about it', async () => {
  vi.stubGlobal('fetch', offline);
  await sendNew(item);
  const [entry] = kept();
  await send({ route: item.route, record: entry?.id ?? '', base: {}, mine: { text: 'x' }, label: 'Near' });
  discard(entry as Unsent);
  expect(kept()).toEqual([]);
});

it('does not send again what another tab has sent meanwhile', async () => {
  vi.stubGlobal('fetch', offline);
  await sendNew(item);
  const { sent, fetch } = answering();
  vi.stubGlobal('fetch', fetch);
  localStorage.removeItem(`kamino.unsent.u1.${kept()[0]?.id}`);
  await sendWaiting();
  expect(sent).toHaveLength(0);
});

const row = { id: 's1', version: 3, body: 'a' };
const removal = { route: 'plan-sections', record: 's1', base: row, label: 'Trends' };

it('keeps a removal without a connection, hides the row, and removes the version that was seen', async () => {
  vi.stubGlobal('fetch', offline);
  expect(await sendRemoval(removal)).toEqual({ state: 'waiting' });
  expect(asTheyWillBe([row, { ...row, id: 's2' }], kept(), 'plan-sections').map((one) => one.id)).toEqual(['s2']);
  const { sent, fetch } = answering({ status: 204 });
  vi.stubGlobal('fetch', fetch);
  await sendWaiting();
  expect(sent.map((one) => `${one.method} ${one.path}`)).toEqual(['DELETE /api/v1/plan-sections/s1']);
  expect(sent[0]?.headers.get('If-Match')).toBe('"3"');
  expect(kept()).toEqual([]);
});

it('takes a record that is away already as removed', async () => {
  vi.stubGlobal('fetch', answering({ status: 404, body: { status: 404 } }).fetch);
  expect(await sendRemoval(removal)).toMatchObject({ state: 'saved' });
  expect(kept()).toEqual([]);
});

it('asks before it removes what somebody else has changed meanwhile', async () => {
  const stale = {
    status: 409,
    body: { status: 409, key: 'request.stale', current: { ...row, version: 5, body: 'b' } },
  };
  vi.stubGlobal('fetch', answering(stale).fetch);
  expect(await sendRemoval(removal)).toEqual({ state: 'asked' });
  const [entry] = kept();
  expect(entry).toMatchObject({ act: 'remove', current: { body: 'b' } });
  const { sent, fetch } = answering({ status: 204 });
  vi.stubGlobal('fetch', fetch);
  await removeAnyway(entry as Unsent);
  expect(sent[0]?.headers.get('If-Match')).toBe('"5"');
  expect(kept()).toEqual([]);
});

it('removes after its own change without asking', async () => {
  vi.stubGlobal('fetch', offline);
  await send({ ...change, base: { body: 'a', version: 3 }, mine: { body: 'b' } });
  await sendRemoval({ ...removal, base: { ...row, body: 'b' } });
  const { sent, fetch } = answering(
    { body: { record: { ...row, version: 4, body: 'b' }, merged: [] } },
    { status: 204 },
  );
  vi.stubGlobal('fetch', fetch);
  await sendWaiting();
  expect(sent[1]?.method).toBe('DELETE');
  expect(sent[1]?.headers.get('If-Match')).toBe('"4"');
});

it('asks when the record that was changed is in the bin, and brings it back with the words', async () => {
  vi.stubGlobal('fetch', answering({ status: 404, body: { status: 404 } }).fetch);
  expect(await send(change)).toEqual({ state: 'asked' });
  const [entry] = kept();
  expect(entry).toMatchObject({ gone: true, mine: { body: 'a b' } });
  const { sent, fetch } = answering({ body: row }, saved('a b'));
  vi.stubGlobal('fetch', fetch);
  await bringBack(entry as Unsent);
  expect(sent.map((one) => one.path)).toEqual([
    '/api/v1/plan-sections/s1/restoration',
    '/api/v1/plan-sections/s1/merge',
  ]);
  expect(kept()).toEqual([]);
});

it('settles a thread and opens it again, in this order', async () => {
  vi.stubGlobal('fetch', offline);
  const thread = { route: 'comments', record: 'c1', base: {}, mine: {}, label: 'Is this so?' };
  await send({ ...thread, act: 'settle' });
  await send({ ...thread, act: 'reopen' });
  const { sent, fetch } = answering({ body: {} }, { status: 204 });
  vi.stubGlobal('fetch', fetch);
  await sendWaiting();
  expect(sent.map((one) => `${one.method} ${one.path}`)).toEqual([
    'PUT /api/v1/comments/c1/resolution',
    'DELETE /api/v1/comments/c1/resolution',
  ]);
});

it('keeps something new that was refused with what was said of each field; mended, it goes in with all that hangs on it', async () => {
  vi.stubGlobal('fetch', offline);
  await sendNew(item);
  const id = kept()[0]?.id ?? '';
  await sendNew({ route: 'plan-tows-moves', mine: { first_id: id, text: 'Use it' }, label: 'Use it' });
  const refusal = {
    status: 422,
    body: {
      status: 422,
      detail: 'Not valid.',
      fields: [{ path: '/text', key: 'field.too_long', message: 'Too long.' }],
    },
  };
  vi.stubGlobal('fetch', answering(refusal).fetch);
  await sendWaiting();
  const refused = kept().find((one) => one.id === id) as Unsent;
  expect(refused).toMatchObject({ state: 'refused', faults: { text: 'Too long.' }, mine: { text: 'Near' } });
  const { sent, fetch } = answering(made('w9'), made('m9'));
  vi.stubGlobal('fetch', fetch);
  await sendAgain(refused, { ...refused.mine, text: 'Nearer' });
  expect(sent.map((one) => one.body)).toMatchObject([{ text: 'Nearer' }, { first_id: 'w9', text: 'Use it' }]);
  expect(sent[0]?.headers.get('Idempotency-Key')).not.toBe(id);
  expect(kept()).toEqual([]);
});
