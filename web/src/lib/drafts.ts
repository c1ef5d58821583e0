/**
 * Texts that somebody is writing, kept in this browser while he does, with the text that he started from. A draft belongs
 * to one editor; one whose editor has gone (a closed tab, a reload, a crash) is taken up by the next editor of the same
 * field.
 */
export interface Draft {
  text: string;
  base: string;
  version: number;
  /** When the editor last showed that it is still there. */
  at: number;
}

const prefix = 'kamino.draft.';
/** An editor that said nothing for so long is gone. */
export const silence = 15_000;

const tab = (() => {
  const kept = sessionStorage.getItem('kamino.tab');
  const own = kept ?? Math.random().toString(36).slice(2);
  sessionStorage.setItem('kamino.tab', own);
  return own;
})();

let owner = '';
/** Whose drafts are kept: those of another person of this browser are not shown. */
export function setDraftOwner(userId: string): void {
  owner = userId;
}

export interface Place {
  route: string;
  record: string;
  field: string;
}
/** '' when nothing is to be kept. */
export const fieldKey = (place: Place | undefined): string =>
  owner && place ? `${prefix}${owner}.${place.route}.${place.record}.${place.field}.` : '';

function read(key: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Draft | null;
  } catch {
    return null;
  }
}

// Editors on this page with words that only this browser has; now and then they say that they are still there.
const live = new Map<string, Draft>();
setInterval(() => {
  for (const [field, draft] of live) store(field, draft);
}, silence / 3);
export const hasUnsavedText = (): boolean => live.size > 0;

function store(field: string, draft: Draft): void {
  try {
    localStorage.setItem(field + tab, JSON.stringify({ ...draft, at: Date.now() }));
  } catch {
    // the browser's store is full: the text is in its editor only, and leaving the page warns
  }
}
export function keepDraft(field: string, draft: Omit<Draft, 'at'>): void {
  live.set(field, { ...draft, at: 0 });
  store(field, { ...draft, at: 0 });
}
export function dropDraft(field: string): void {
  live.delete(field);
  localStorage.removeItem(field + tab);
}
/** The editor goes, its words stay. */
export const leaveDraft = (field: string): boolean => live.delete(field);

/** What this tab left, else the newest that nobody is writing any more; it becomes this tab's. */
export function takeDraft(field: string, now = Date.now()): Draft | null {
  const own = read(field + tab);
  if (own) return own;
  let best: { key: string; draft: Draft } | null = null;
  for (let at = 0; at < localStorage.length; at += 1) {
    const key = localStorage.key(at);
    if (!key?.startsWith(field)) continue;
    const draft = read(key);
    if (draft && now - draft.at > silence && (!best || draft.at > best.draft.at)) best = { key, draft };
  }
  if (!best) return null;
  localStorage.removeItem(best.key);
  store(field, best.draft);
  return best.draft;
}
