/**
 * Where what is on its way to the server is kept in this browser: one entry a change, of the person who is signed in, in
 * the order in which it was written. Every tab of the browser sees the same.
 */
import type { Problem } from './types';

export type Body = Record<string, unknown>;
export type MergeConflict = NonNullable<Problem['conflicts']>[number];

/** What is done to a record besides changing it: put into the bin, or, of a thread, settled and opened again. */
export type Act = 'remove' | 'settle' | 'reopen';

export interface Unsent {
  /** Also the key by which the server knows a repetition. */
  id: string;
  route: string;
  /** '' for a new one: until the server has it, `id` stands for the record that it becomes. */
  record: string;
  /** Nothing: it is new, or it is changed. */
  act?: Act;
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
  /** The record as it stands now; somebody else changed it, or (`gone`) put it into the bin. */
  current?: Body;
  gone?: boolean;
  reason?: string;
  /** What the server said of single fields. */
  faults?: Record<string, string>;
}

const prefix = 'kamino.unsent.';
let owner = '';
let entries: Unsent[] = [];
/** Those that the browser's store took; the others live as long as the page. */
const inStore = new Set<string>();
const listeners = new Set<() => void>();

const keyOf = (id: string) => `${prefix}${owner}.${id}`;

export const all = (): Unsent[] => entries;
export const find = (id: string): Unsent | undefined => entries.find((entry) => entry.id === id);
export const lockName = (): string => `${prefix}${owner}`;
export const isOurs = (key: string | null): boolean => key?.startsWith(`${prefix}${owner}.`) ?? false;
/** Another tab has sent or thrown it away. */
export const wasTaken = (id: string): boolean => inStore.has(id) && localStorage.getItem(keyOf(id)) === null;

export function publish(next: Unsent[]): void {
  entries = next;
  for (const listener of listeners) listener();
}

export function keep(entry: Unsent): void {
  try {
    localStorage.setItem(keyOf(entry.id), JSON.stringify(entry));
    inStore.add(entry.id);
  } catch {
    // the browser's store is full: it is kept as long as the page lives, and sent all the same
  }
  publish(find(entry.id) ? entries.map((one) => (one.id === entry.id ? entry : one)) : [...entries, entry]);
}

export function forget(id: string): void {
  localStorage.removeItem(keyOf(id));
  publish(entries.filter((one) => one.id !== id));
}

export function stored(): Unsent[] {
  const found: Unsent[] = [];
  for (let at = 0; at < localStorage.length; at += 1) {
    const key = localStorage.key(at);
    if (!key || !isOurs(key)) continue;
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

export function belongsTo(userId: string): void {
  owner = userId;
  publish(stored());
}

export const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
