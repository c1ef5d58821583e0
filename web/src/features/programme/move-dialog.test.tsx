// SEL-4 in the browser: a full list asks who leaves, and the answer goes with the second request.
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { answering, renderPart } from '@/ui/test-render';
import { MoveDialog } from './move-dialog';

afterEach(() => vi.unstubAllGlobals());

const full = {
  status: 409,
  body: {
    status: 409,
    title: 'Conflict',
    code: 'conflict',
    key: 'programme.cap_reached',
    detail: 'The list is full: its cap is 2.',
    current: {
      cap: 2,
      list: 'key',
      could_leave: [
        { account_id: 'a7', name: 'Weakest', class: 'B', focus: '', score: 41 },
        { account_id: 'a8', name: 'Stronger', class: 'A', focus: 'expand', score: 66 },
      ],
    },
  },
};

it('asks who leaves when the list is full, and sends the choice', async () => {
  // the first answer is of the picker that lists people
  const { sent, fetch } = answering({ body: { items: [] } }, full, { status: 201, body: { id: 'm1' } });
  vi.stubGlobal('fetch', fetch);
  const close = vi.fn();
  renderPart(
    <MoveDialog asking={{ list: 'key', kind: 'entry', account: { id: 'a1', name: 'Puerto' } }} close={close} />,
  );
  const user = userEvent.setup();
  await user.type(await screen.findByRole('textbox', { name: /Reason/ }), 'Room for two lines');
  await user.click(screen.getByRole('button', { name: 'Send request' }));
  await user.click(await screen.findByRole('radio', { name: /Weakest/ }));
  await user.click(screen.getByRole('button', { name: 'Send request' }));
  await waitFor(() => expect(close).toHaveBeenCalled());
  const asked = sent.filter((one) => one.method === 'POST');
  expect(asked).toHaveLength(2);
  expect(asked[0]?.body).toMatchObject({
    account_id: 'a1',
    kind: 'entry',
    reason: 'Room for two lines',
    replaces_id: null,
  });
  expect(asked[1]?.body).toMatchObject({ replaces_id: 'a7' });
});

it('sends nothing without a reason', async () => {
  const { fetch } = answering({ body: { items: [] } });
  vi.stubGlobal('fetch', fetch);
  renderPart(
    <MoveDialog asking={{ list: 'key', kind: 'exit', account: { id: 'a1', name: 'Puerto' } }} close={() => {}} />,
  );
  const send = await screen.findByRole('button', { name: 'Send request' });
  expect((send as HTMLButtonElement).disabled).toBe(true);
});
