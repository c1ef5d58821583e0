/**
 * Changes on their way to the server. Each is kept in this browser before it is sent and until the server has it, so that
 * a lost connection, a reload or a closed tab costs no word. The server merges a change into what others wrote since its
 * base was read; what it cannot merge is asked, what it refuses stays here with the reason.
 */
import { useSyncExternalStore } from 'react';
import { request } from './client';
import { Fault, isFault } from './faults';
import type { Problem } from './types';

export type Body = Record<string, unknown>;
export type MergeConflict = NonNullable<Problem['conflicts']>[number];

export interface Unsent {
  /** Also the key by which the server knows a repetition. */
  id: string;
  route: string;
  /** '' for a new one: until the server has it, `id` stands for the record that it becomes. */
  record: string;
  /** The fields as they were read, and the version. */
  base: Body;
  mine: Body;
  /** What the reader calls it: the section, the row. */
  label: string;
  at: string;
  state: 'sending' | 'waiting' | 'asked' | 'refused';
  /** It waited before, for the connection or for its turn: something new is shown from here then. */
  waited?: boolean;
  conflicts?: MergeConflict[];
  current?: Body;
  reason?: string;
}

export interface Merged {
  record: Body & { id: string; version: number };
  /** Fields into which something of others was woven. */
  merged: string[];
}

const prefix = 'kamino.unsent.';
let owner = '';
let entries: Unsent[] = [];
/** Those that the browser's store took; the others live as long as the page. */
const inStore = new Set<string>();
const listeners = new Set<() => void>();
let onSaved: (entry: Unsent, merged: Merged) => void = () => {};

const keyOf = (id: string) => `${prefix}${owner}.${id}`;

function publish(next: Unsent[]): void {
  entries = next;
  for (const listener of listeners) listener();
}
function keep(entry: Unsent): void {
  try {
    localStorage.setItem(keyOf(entry.id), JSON.stringify(entry));
    inStore.add(entry.id);
  } catch {
    // the browser's store is full: it is kept as long as the page lives, and sent all the same
  }
  const known = entries.some((one) => one.id === entry.id);
  publish(known ? entries.map((one) => (one.id === entry.id ? entry : one)) : [...entries, entry]);
}
function forget(id: string): void {
  localStorage.removeItem(keyOf(id));
  publish(entries.filter((one) => one.id !== id));
}

function stored(): Unsent[] {
  const found: Unsent[] = [];
  for (let at = 0; at < localStorage.length; at += 1) {
    const key = localStorage.key(at);
    if (!key?.startsWith(`${prefix}${owner}.`)) continue;
    try {
      const entry = JSON.parse(localStorage.getItem(key) ?? '') as Unsent;
      // whoever was sending it is gone; the key makes a second sending harmless
      inStore.add(entry.id);
      found.push(entry.state === 'sending' ? { ...entry, state: 'waiting', waited: true } : entry);
    } catch {
      // not ours to understand
    }
  }
  return found.sort((a, b) => a.at.localeCompare(b.at));
}

/** Nobody answered, or one that said "later". */
const later = new Set([0, 401, 429, 502, 503, 504]);

/** One tab at a time, so that two of them never send the same thing at once. */
const alone = async <T>(run: () => Promise<T>): Promise<T> =>
  navigator.locks ? await navigator.locks.request(`${prefix}${owner}`, run) : run();

/** The record is there now: what was written about it meanwhile, and what points to it, means that one. */
function becomes(id: string, record: string): void {
  for (const entry of entries) {
    if (entry.id === id || (entry.record !== id && !JSON.stringify(entry.mine).includes(id))) continue;
    const { record: _, mine, ...rest } = entry;
    keep({
      ...rest,
      record: entry.record === id ? record : entry.record,
      mine: JSON.parse(JSON.stringify(mine).replaceAll(id, record)) as Body,
    });
  }
}

async function post(entry: Unsent): Promise<Merged> {
  const idempotencyKey = entry.id;
  if (entry.record)
    return request<Merged>('POST', `/${entry.route}/${entry.record}/merge`, {
      body: { base: entry.base, mine: entry.mine },
      idempotencyKey,
    });
  const record = await request<Merged['record']>('POST', `/${entry.route}`, { body: entry.mine, idempotencyKey });
  becomes(entry.id, record.id);
  return { record, merged: [] };
}

/** One attempt. A conflict and a refusal are kept with what the server said of them. */
async function attempt(entry: Unsent): Promise<Merged | Fault> {
  keep({ ...entry, state: 'sending' });
  try {
    const merged = await post(entry);
    forget(entry.id);
    onSaved(entry, merged);
    return merged;
  } catch (error) {
    const fault = isFault(error) ? error : new Fault({ status: 0, code: 'unreachable', title: String(error) });
    const conflicts = fault.body.conflicts as MergeConflict[] | undefined;
    if (later.has(fault.status)) keep({ ...entry, state: 'waiting', waited: true });
    else if (fault.status === 409 && conflicts)
      keep({ ...entry, state: 'asked', conflicts, current: fault.current as Body });
    else keep({ ...entry, state: 'refused', reason: fault.message });
    return fault;
  }
}

export type Sent = { state: 'saved'; merged?: Merged } | { state: 'waiting' | 'asked' };

/**
 * Sends a change. Says what came of it; throws what the server refused, which the form that asked shows itself and which
 * therefore is not kept here.
 */
export async function send(change: Pick<Unsent, 'route' | 'record' | 'base' | 'mine' | 'label'>): Promise<Sent> {
  const entry: Unsent = { ...change, id: crypto.randomUUID(), at: new Date().toISOString(), state: 'sending' };
  // behind what was written before it; one that is new may point to whatever waits
  const before = entries.some((one) => waits(one) && (!entry.record || [one.record, one.id].includes(entry.record)));
  if (before) {
    keep({ ...entry, state: 'waiting', waited: true });
    await sendWaiting();
    const left = entries.find((one) => one.id === entry.id)?.state;
    return { state: !left ? 'saved' : left === 'asked' ? 'asked' : 'waiting' };
  }
  const result = await alone(() => attempt(entry));
  if (!(result instanceof Fault)) return { state: 'saved', merged: result };
  const kept = entries.find((one) => one.id === entry.id);
  if (kept?.state === 'refused') {
    forget(entry.id);
    throw result;
  }
  return { state: kept?.state === 'asked' ? 'asked' : 'waiting' };
}

/** Sends something new; without a connection it waits here, and is shown from here, until the server has it. */
export const sendNew = (what: Pick<Unsent, 'route' | 'mine' | 'label'>): Promise<Sent> =>
  send({ ...what, record: '', base: {} });

/** New ones of a route that only this browser has, with what was changed of them since. */
export const newOnes = (all: Unsent[], route: string): { entry: Unsent; mine: Body }[] =>
  all
    .filter((entry) => entry.route === route && !entry.record && entry.waited && entry.state !== 'refused')
    .map((entry) => ({
      entry,
      mine: all.filter((one) => one.record === entry.id).reduce((mine, one) => ({ ...mine, ...one.mine }), entry.mine),
    }));

/** The answer to what was asked: the chosen values, written over what stands now. */
export async function settle(entry: Unsent, chosen: Body): Promise<void> {
  const base: Body = { ...entry.base };
  delete base.version;
  for (const conflict of entry.conflicts ?? []) base[conflict.field] = conflict.theirs;
  forget(entry.id);
  const { conflicts, current, ...rest } = entry;
  const answer = {
    ...rest,
    id: crypto.randomUUID(),
    base,
    mine: { ...entry.mine, ...chosen },
    state: 'sending' as const,
  };
  await alone(() => attempt(answer));
}

/** With what was written about it, when it is new. */
export function discard(entry: Unsent): void {
  for (const one of entries) if (one.record === entry.id) forget(one.id);
  forget(entry.id);
}

let busy = false;
/** Sends what waits, in the order in which it was written; stops when the server still cannot be reached. */
export async function sendWaiting(): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    for (let next = entries.find(waits); next; next = entries.find(waits)) {
      const entry = next;
      // by the time that it is our turn another tab may have sent it
      const result = await alone(async () => {
        if (inStore.has(entry.id) && localStorage.getItem(keyOf(entry.id)) === null) return forget(entry.id);
        return attempt(entries.find((one) => one.id === entry.id) ?? entry);
      });
      if (result instanceof Fault && entries.some((one) => one.id === next?.id && waits(one))) break;
    }
  } finally {
    busy = false;
  }
}
const waits = (entry: Unsent) => entry.state === 'waiting';

/** Takes up what this person left in this browser and keeps trying; returns the function that stops. */
export function watchUnsent(userId: string, saved: typeof onSaved): () => void {
  owner = userId;
  onSaved = saved;
  publish(stored());
  const retry = () => void sendWaiting();
  // another tab wrote, sent or settled something
  const elsewhere = (event: StorageEvent) => {
    if (!event.key?.startsWith(`${prefix}${owner}.`)) return;
    const own = new Map(entries.map((entry) => [entry.id, entry]));
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

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useUnsent = (): Unsent[] => useSyncExternalStore(subscribe, () => entries);
