// PLAN-16: what somebody was writing outlives his tab.
import { afterEach, expect, it } from 'vitest';
import {
  dropDraft,
  fieldKey,
  hasUnsavedText,
  keepDraft,
  leaveDraft,
  setDraftOwner,
  silence,
  takeDraft,
} from './drafts';

setDraftOwner('u1');
const field = fieldKey({ route: 'plan-sections', record: 's1', field: 'body' });
afterEach(() => localStorage.clear());

it('keeps a text with what it started from until it is saved', () => {
  keepDraft(field, { text: 'a b', base: 'a', version: 3 });
  expect(hasUnsavedText()).toBe(true);
  leaveDraft(field);
  expect(hasUnsavedText()).toBe(false);
  expect(takeDraft(field)).toMatchObject({ text: 'a b', base: 'a', version: 3 });
  dropDraft(field);
  expect(takeDraft(field)).toBeNull();
});

it('takes up what a tab left that is gone, and leaves what another tab is writing', () => {
  const now = Date.now();
  const of = (text: string, at: number) => JSON.stringify({ text, base: '', version: 1, at });
  localStorage.setItem(`${field}living`, of('living', now - 1000));
  expect(takeDraft(field, now)).toBeNull();
  localStorage.setItem(`${field}older`, of('older', now - 3 * silence));
  localStorage.setItem(`${field}gone`, of('gone', now - 2 * silence));
  expect(takeDraft(field, now)?.text).toBe('gone');
  expect(localStorage.getItem(`${field}gone`)).toBeNull();
  expect(localStorage.getItem(`${field}older`)).not.toBeNull();
  expect(localStorage.getItem(`${field}living`)).not.toBeNull();
  dropDraft(field);
});

it('belongs to one person', () => {
  keepDraft(field, { text: 'mine', base: '', version: 1 });
  setDraftOwner('u2');
  expect(takeDraft(fieldKey({ route: 'plan-sections', record: 's1', field: 'body' }))).toBeNull();
  setDraftOwner('');
  expect(fieldKey({ route: 'plan-sections', record: 's1', field: 'body' })).toBe('');
  setDraftOwner('u1');
  dropDraft(field);
});
