// PLAN-16: comments with mentions, and the dialog that asks what could not be merged.
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { chosenText } from '@/ui/merge-dialog';
import { renderPart } from '@/ui/test-render';
import { initials } from '@/ui/together-context';
import { CommentBody } from './comment-line';
import { Composer, mentionBefore, mentioned } from './composer';
import { asThreadsWillBe } from './queries';

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['', 0, null],
  ['@', 1, ''],
  ['hello @An', 9, 'An'],
  ['hello @Ana Mar', 14, 'Ana Mar'],
  ['hello @Ana Mar x', 16, null],
  ['mail me@example', 15, null],
  ['@Ana and @B', 11, 'B'],
  ['@Ana', 2, 'A'],
] as const)('in "%s" at %d a mention is being typed: %s', (text, caret, found) => {
  expect(mentionBefore(text, caret)).toBe(found);
});

it('mentions who was chosen and is still named', async () => {
  const people = [
    { id: 'u1', name: 'Ana Pérez', role: 'manager' },
    { id: 'u2', name: 'Bert Vos', role: 'leader' },
  ];
  const send = vi.fn(() => Promise.resolve());
  renderPart(<Composer accountId="a1" label="Comment" submitLabel="Send" send={send} />, [
    [['comments', 'readers', 'a1'], { items: people }],
  ]);
  const user = userEvent.setup();
  const box = screen.getByRole('textbox', { name: 'Comment' });
  await user.type(box, 'Ask @per');
  await user.click(await screen.findByRole('option', { name: 'Ana Pérez' }));
  await waitFor(() => expect((box as HTMLTextAreaElement).value).toBe('Ask @Ana Pérez '));
  await user.type(box, 'today{Control>}{Enter}{/Control}');
  await waitFor(() => expect(send).toHaveBeenCalledWith('Ask @Ana Pérez today', ['u1']));
});

it('mentions who is named by hand, but not the shorter name inside a longer one', () => {
  const ana = { id: 'u1', name: 'Ana' };
  const anatole = { id: 'u2', name: 'Anatole' };
  expect(mentioned('@Ana look', [], [ana, anatole])).toEqual(['u1']);
  expect(mentioned('@Anatole look', [anatole], [ana, anatole])).toEqual(['u2']);
  expect(mentioned('gone', [ana], [ana])).toEqual([]);
});

it('shows who is mentioned', () => {
  renderPart(<CommentBody body="@Ana look, not @Anatole" names={['Ana', 'Anatole']} />);
  expect(screen.getAllByText(/^@/).map((one) => one.textContent)).toEqual(['@Ana', '@Anatole']);
});

it.each([
  ['Ana María Pérez', 'AP'],
  ['ana', 'A'],
  ['', ''],
])('the letters of %s are %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});

it('makes the text that was chosen, with both where nothing was', () => {
  const pieces = [
    { conflict: false, text: 'it costs' },
    { conflict: true, base: ' 5', mine: ' 6', theirs: ' 7', both: ' 7 6' },
    { conflict: false, text: ' euro' },
  ];
  expect(chosenText(pieces, {})).toBe('it costs 7 6 euro');
  expect(chosenText(pieces, { 1: 'mine' })).toBe('it costs 6 euro');
  expect(chosenText(pieces, { 1: 'theirs' })).toBe('it costs 7 euro');
});

it('shows threads as they will be: edited, settled and removed without a connection', () => {
  const comment = (id: string, more: object = {}) => ({ id, version: 1, body: id, resolved_at: null, ...more });
  const thread = (id: string, replies: object[] = []) => ({
    first: comment(id),
    replies,
    deleted: false,
    anchor: null,
  });
  const known = { items: [thread('a', [comment('a1')]), thread('b'), thread('c')], names: {}, open: 3 };
  const waiting = (record: string, more: object) => ({
    id: record,
    route: 'comments',
    record,
    base: {},
    mine: {},
    label: '',
    at: '2026-01-01T00:00:00Z',
    state: 'waiting',
    ...more,
  });
  const unsent = [
    waiting('a1', { mine: { body: 'better' } }),
    waiting('b', { act: 'settle' }),
    waiting('c', { act: 'remove' }),
  ];
  const reader = { id: 'u1', name: 'Ada' };
  const shown = asThreadsWillBe(known as never, unsent as never, reader);
  expect(shown.items.map((one) => one.first.id)).toEqual(['a', 'b']);
  expect(shown.items[0]?.replies[0]?.body).toBe('better');
  expect(shown.items[1]?.first).toMatchObject({ resolved_at: '2026-01-01T00:00:00Z', resolved_by: 'u1' });
  expect(shown).toMatchObject({ open: 1, names: { u1: 'Ada' } });
});
