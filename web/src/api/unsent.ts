/**
 * Changes on their way to the server. Each is kept in this browser before it is sent and until the server has it, so that
 * a lost connection, a reload or a closed tab costs no word. The server merges a change into what others wrote since its
 * base was read; what it cannot merge is asked, what it refuses stays here with the reason, to be mended and sent again.
 */
import { useSyncExternalStore } from 'react';
import { request } from './client';
import { Fault, fieldErrors, isFault } from './faults';
import {
  all,
  type Body,
  belongsTo,
  find,
  forget,
  isOurs,
  keep,
  lockName,
  type MergeConflict,
  publish,
  stored,
  subscribe,
  type Unsent,
  wasTaken,
} from './unsent-store';

export type { Body, MergeConflict, Unsent } from './unsent-store';

export interface Merged {
  record: Body & { id: string; version: number };
  /** Fields into which something of others was woven. */
  merged: string[];
}

let onSaved: (entry: Unsent, merged: Merged) => void = () => {};

/** Nobody answered, or one that said "later". */
const later = new Set([0, 401, 429, 502, 503, 504]);

/** One tab at a time, so that two of them never send the same thing at once. */
const alone = async <T>(run: () => Promise<T>): Promise<T> =>
  navigator.locks ? await navigator.locks.request(lockName(), run) : run();

/** The record has another id now: what was written about it meanwhile, and what points to it, means that one. */
function becomes(id: string, record: string): void {
  for (const entry of all()) {
    if (entry.id === id || (entry.record !== id && !JSON.stringify(entry.mine).includes(id))) continue;
    const { record: _, mine, ...rest } = entry;
    keep({
      ...rest,
      record: entry.record === id ? record : entry.record,
      mine: JSON.parse(JSON.stringify(mine).replaceAll(id, record)) as Body,
    });
  }
}

/** What this browser has just saved, and nobody else, is no change of others to whoever removes the record next. */
function follows(record: Merged['record']): void {
  for (const one of all()) {
    if (one.record !== record.id || one.act !== 'remove') continue;
    if (one.base.version === record.version - 1) keep({ ...one, base: { ...one.base, ...record } });
  }
}

const versionOf = (entry: Unsent): number | '*' =>
  typeof entry.base.version === 'number' && entry.base.version > 0 ? entry.base.version : '*';

async function act(entry: Unsent): Promise<Merged> {
  const path = `/${entry.route}/${entry.record}`;
  const nothing = { record: { ...entry.base, id: entry.record, version: 0 }, merged: [] };
  try {
    if (entry.act === 'remove') await request('DELETE', path, { version: versionOf(entry) });
    else if (entry.act === 'settle') await request('PUT', `${path}/resolution`, { body: {} });
    else await request('DELETE', `${path}/resolution`, {});
  } catch (error) {
    // it is away already: that is what was wanted, or there is nothing left to settle
    if (!isFault(error, 404)) throw error;
  }
  return nothing;
}

async function post(entry: Unsent): Promise<Merged> {
  const idempotencyKey = entry.id;
  if (entry.act) return act(entry);
  if (entry.record)
    return request<Merged>('POST', `/${entry.route}/${entry.record}/merge`, {
      body: { base: entry.base, mine: entry.mine },
      idempotencyKey,
    });
  const record = await request<Merged['record']>('POST', `/${entry.route}`, { body: entry.mine, idempotencyKey });
  becomes(entry.id, record.id);
  return { record, merged: [] };
}

/** What is to be done about an attempt that failed. */
function judged(entry: Unsent, fault: Fault): Unsent {
  const conflicts = fault.body.conflicts as MergeConflict[] | undefined;
  if (later.has(fault.status)) return { ...entry, state: 'waiting', waited: true };
  const changed = fault.status === 409 && fault.current !== undefined;
  if (changed && (conflicts || entry.act === 'remove'))
    return { ...entry, state: 'asked', conflicts, current: fault.current as Body };
  if (fault.status === 404 && entry.record && !entry.act) return { ...entry, state: 'asked', gone: true };
  return { ...entry, state: 'refused', reason: fault.message, faults: fieldErrors(fault) };
}

/** One attempt. A conflict and a refusal are kept with what the server said of them. */
async function attempt(entry: Unsent): Promise<Merged | Fault> {
  keep({ ...entry, state: 'sending' });
  try {
    const merged = await post(entry);
    forget(entry.id);
    if (!entry.act) follows(merged.record);
    onSaved(entry, merged);
    return merged;
  } catch (error) {
    const fault = isFault(error) ? error : new Fault({ status: 0, code: 'unreachable', title: String(error) });
    keep(judged(entry, fault));
    return fault;
  }
}

export type Sent = { state: 'saved'; merged?: Merged } | { state: 'waiting' | 'asked' };

/**
 * Sends a change. Says what came of it; throws what the server refused, which the form that asked shows itself and which
 * therefore is not kept here.
 */
export async function send(
  change: Pick<Unsent, 'route' | 'record' | 'base' | 'mine' | 'label' | 'act'>,
): Promise<Sent> {
  const entry: Unsent = { ...change, id: crypto.randomUUID(), at: new Date().toISOString(), state: 'sending' };
  // behind what was written before it; one that is new may point to whatever waits
  const before = all().some(
    (one) => one.state === 'waiting' && (!entry.record || [one.record, one.id].includes(entry.record)),
  );
  if (before) {
    keep({ ...entry, state: 'waiting', waited: true });
    await sendWaiting();
    const left = find(entry.id)?.state;
    return { state: !left ? 'saved' : left === 'asked' ? 'asked' : 'waiting' };
  }
  const result = await alone(() => attempt(entry));
  if (!(result instanceof Fault)) return { state: 'saved', merged: result };
  const kept = find(entry.id);
  if (kept?.state === 'refused') {
    forget(entry.id);
    throw result;
  }
  return { state: kept?.state === 'asked' ? 'asked' : 'waiting' };
}

/** Sends something new; without a connection it waits here, and is shown from here, until the server has it. */
export const sendNew = (what: Pick<Unsent, 'route' | 'mine' | 'label'>): Promise<Sent> =>
  send({ ...what, record: '', base: {} });

/** Puts a record into the bin. `base` is the record as the reader knows it: whatever others changed since is asked. */
export const sendRemoval = (what: Pick<Unsent, 'route' | 'record' | 'base' | 'label'>): Promise<Sent> =>
  send({ ...what, mine: {}, act: 'remove' });

/** New ones of a route that only this browser has, with what was changed of them since. */
export const newOnes = (unsent: Unsent[], route: string): { entry: Unsent; mine: Body }[] =>
  unsent
    .filter((entry) => entry.route === route && !entry.record && entry.waited && entry.state !== 'refused')
    .map((entry) => ({
      entry,
      mine: Object.assign({}, entry.mine, ...unsent.filter((one) => one.record === entry.id).map((one) => one.mine)),
    }));

/** The rows as they will stand: with what waits to be changed of them, without those that wait to go. */
export function asTheyWillBe<T extends { id: string }>(rows: T[], unsent: Unsent[], route: string): T[] {
  const about = unsent.filter((one) => one.route === route && one.record && ['waiting', 'sending'].includes(one.state));
  if (about.length === 0) return rows;
  return rows
    .filter((row) => !about.some((one) => one.act === 'remove' && one.record === row.id))
    .map((row) => {
      const changes = about.filter((one) => !one.act && one.record === row.id).map((one) => one.mine);
      return changes.length ? Object.assign({}, row, ...changes) : row;
    });
}

const again = (entry: Unsent, change: Partial<Unsent>): Unsent => {
  const { conflicts, current, reason, faults, gone, ...rest } = entry;
  return { ...rest, ...change, id: crypto.randomUUID(), state: 'sending' };
};

/** In its place, under another key: the server keeps its answer to the first. What hangs on it follows. */
async function resend(entry: Unsent, change: Partial<Unsent>): Promise<void> {
  const next = again(entry, change);
  keep(next);
  if (!entry.record) becomes(entry.id, next.id);
  forget(entry.id);
  await alone(() => attempt(next));
  await sendWaiting();
}

/** The answer to what was asked: the chosen values, written over what stands now. */
export function settle(entry: Unsent, chosen: Body): Promise<void> {
  const base: Body = { ...entry.base };
  delete base.version;
  for (const conflict of entry.conflicts ?? []) base[conflict.field] = conflict.theirs;
  return resend(entry, { base, mine: { ...entry.mine, ...chosen } });
}

/** It goes all the same, whatever others made of it. */
export const removeAnyway = (entry: Unsent): Promise<void> => resend(entry, { base: entry.current ?? {} });

/** What was refused, mended. */
export const sendAgain = (entry: Unsent, mine: Body): Promise<void> => resend(entry, { mine });

/** Somebody put the record into the bin meanwhile: it comes back, and the change goes in. */
export async function bringBack(entry: Unsent): Promise<void> {
  try {
    await request('POST', `/${entry.route}/${entry.record}/restoration`, { body: {} });
  } catch (error) {
    if (!isFault(error)) return;
    return keep({ ...entry, state: 'refused', gone: false, reason: error.message });
  }
  await resend(entry, {});
}

/** With what was written about it, when it is new. */
export function discard(entry: Unsent): void {
  for (const one of all()) if (one.record === entry.id) forget(one.id);
  forget(entry.id);
}

let busy = false;
/** Sends what waits, in the order in which it was written; stops when the server still cannot be reached. */
export async function sendWaiting(): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    for (let next = all().find(waits); next; next = all().find(waits)) {
      const entry = next;
      // by the time that it is our turn another tab may have sent it
      const result = await alone(async () => {
        if (wasTaken(entry.id)) return forget(entry.id);
        return attempt(find(entry.id) ?? entry);
      });
      const left = find(entry.id);
      if (result instanceof Fault && left && waits(left)) break;
    }
  } finally {
    busy = false;
  }
}
/** What hangs on something new that was refused waits until that is mended. */
const blocked = (entry: Unsent) =>
  all().some(
    (one) =>
      !one.record &&
      one.state === 'refused' &&
      (entry.record === one.id || JSON.stringify(entry.mine).includes(one.id)),
  );
const waits = (entry: Unsent) => entry.state === 'waiting' && !blocked(entry);

/** Takes up what this person left in this browser and keeps trying; returns the function that stops. */
export function watchUnsent(userId: string, saved: typeof onSaved): () => void {
  belongsTo(userId);
  onSaved = saved;
  const retry = () => void sendWaiting();
  // another tab wrote, sent or settled something
  const elsewhere = (event: StorageEvent) => {
    if (!isOurs(event.key)) return;
    const own = new Map(all().map((entry) => [entry.id, entry]));
    publish(stored().map((entry) => (own.get(entry.id)?.state === 'sending' ? (own.get(entry.id) as Unsent) : entry)));
  };
  window.addEventListener('online', retry);
  window.addEventListener('storage', elsewhere);
  const timer = setInterval(() => {
    if (navigator.onLine) retry();
  }, 5000);
  retry();
  return () => {
    window.removeEventListener('online', retry);
    window.removeEventListener('storage', elsewhere);
    clearInterval(timer);
  };
}

export const useUnsent = (): Unsent[] => useSyncExternalStore(subscribe, all);
