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
  record: string;
  /** The fields as they were read, and the version. */
  base: Body;
  mine: Body;
  /** What the reader calls it: the section, the row. */
  label: string;
  at: string;
  state: 'sending' | 'waiting' | 'asked' | 'refused';
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
      found.push(entry.state === 'sending' ? { ...entry, state: 'waiting' } : entry);
    } catch {
      // not ours to understand
    }
  }
  return found.sort((a, b) => a.at.localeCompare(b.at));
}

/** Nobody answered, or one that said "later". */
const later = new Set([0, 401, 429, 502, 503, 504]);

/** One attempt. A conflict and a refusal are kept with what the server said of them. */
async function attempt(entry: Unsent): Promise<Merged | Fault> {
  keep({ ...entry, state: 'sending' });
  try {
    const merged = await request<Merged>('POST', `/${entry.route}/${entry.record}/merge`, {
      body: { base: entry.base, mine: entry.mine },
      idempotencyKey: entry.id,
    });
    forget(entry.id);
    onSaved(entry, merged);
    return merged;
  } catch (error) {
    const fault = isFault(error) ? error : new Fault({ status: 0, code: 'unreachable', title: String(error) });
    const conflicts = fault.body.conflicts as MergeConflict[] | undefined;
    if (later.has(fault.status)) keep({ ...entry, state: 'waiting' });
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
  if (entries.some((one) => waits(one) && one.record === entry.record)) {
    // behind what was written before it
    keep({ ...entry, state: 'waiting' });
    await sendWaiting();
    const left = entries.find((one) => one.id === entry.id)?.state;
    return { state: !left ? 'saved' : left === 'waiting' ? 'waiting' : 'asked' };
  }
  const result = await attempt(entry);
  if (!(result instanceof Fault)) return { state: 'saved', merged: result };
  const kept = entries.find((one) => one.id === entry.id);
  if (kept?.state === 'refused') {
    forget(entry.id);
    throw result;
  }
  return { state: kept?.state === 'asked' ? 'asked' : 'waiting' };
}

/** The answer to what was asked: the chosen values, written over what stands now. */
export async function settle(entry: Unsent, chosen: Body): Promise<void> {
  const base: Body = { ...entry.base };
  delete base.version;
  for (const conflict of entry.conflicts ?? []) base[conflict.field] = conflict.theirs;
  forget(entry.id);
  const { conflicts, current, ...rest } = entry;
  await attempt({ ...rest, id: crypto.randomUUID(), base, mine: { ...entry.mine, ...chosen }, state: 'sending' });
}

export const discard = (entry: Unsent): void => forget(entry.id);

let busy = false;
/** Sends what waits, in the order in which it was written; stops when the server still cannot be reached. */
export async function sendWaiting(): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    for (let next = entries.find(waits); next; next = entries.find(waits)) {
      const result = await attempt(next);
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
