import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import type { Account } from '@/api/types';
import { EditableList } from './editable';
import { answering, renderPart } from './test-render';
import { UnsentBar } from './unsent-bar';
import { useRecordEdit } from './use-record-edit';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

const saved = (more: object, merged: string[] = []) => ({
  body: { record: { ...account, version: 4, ...more }, merged },
});
const account = { id: 'a1', version: 3, name: 'Puerto', city: 'Delft' } as Account;

function Profile() {
  const { save } = useRecordEdit('accounts', account);
  return (
    <EditableList
      title="Company"
      fields={[{ key: 'city', label: 'City', kind: 'text' }]}
      record={account as never}
      save={save}
    />
  );
}

const choices = [
  { value: 'n1', label: 'Payroll' },
  { value: 'n2', label: 'Payroll › Bonus' },
  { value: 'n3', label: 'Accounting' },
];
function Needs() {
  const { save } = useRecordEdit('accounts', account);
  return (
    <>
      <EditableList
        title="Product"
        fields={[{ key: 'need_ids', label: 'Needs', kind: 'choices', choices }]}
        record={{ need_ids: ['n1'] }}
        save={save}
      />
      <button type="button">elsewhere</button>
    </>
  );
}

async function type(text: string) {
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'City: Delft' }));
  const field = screen.getByRole('textbox', { name: 'City' });
  await user.clear(field);
  await user.type(field, text);
  return user;
}

it('saves with Enter, naming the value that was seen', async () => {
  const { sent, fetch } = answering(saved({ city: 'Rotterdam' }));
  vi.stubGlobal('fetch', fetch);
  renderPart(<Profile />);
  await type('Rotterdam{Enter}');
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/accounts/a1/merge',
    body: { base: { city: 'Delft' }, mine: { city: 'Rotterdam' } },
  });
});

// DATA-7: a product serves several needs; they are chosen from the tree and saved together.
it('saves several choices when the field is left', async () => {
  const { sent, fetch } = answering(saved({}));
  vi.stubGlobal('fetch', fetch);
  renderPart(<Needs />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Needs: Payroll' }));
  await user.click(screen.getByRole('combobox', { name: 'Needs' }));
  await user.click(await screen.findByRole('option', { name: 'Accounting' }));
  expect(sent).toHaveLength(0);
  await user.click(screen.getByRole('button', { name: 'elsewhere' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ body: { base: { need_ids: ['n1'] }, mine: { need_ids: ['n1', 'n3'] } } });
});

it('takes back with Escape and sends nothing', async () => {
  const { sent, fetch } = answering();
  vi.stubGlobal('fetch', fetch);
  renderPart(<Profile />);
  await type('Rotterdam{Escape}');
  expect(screen.getByRole('button', { name: 'City: Delft' })).toBeTruthy();
  expect(sent).toHaveLength(0);
});

it('shows what the server says about the field and keeps what was typed', async () => {
  const body = {
    status: 422,
    title: 'Invalid',
    code: 'invalid',
    fields: [{ path: '/city', key: 'field.too_long', message: 'At most 100 characters.' }],
  };
  vi.stubGlobal('fetch', answering({ status: 422, body }).fetch);
  renderPart(<Profile />);
  await type('X{Enter}');
  await screen.findByText('At most 100 characters.');
  expect((screen.getByRole('textbox', { name: 'City' }) as HTMLInputElement).value).toBe('X');
});

// PLAN-16: what the server cannot merge is asked, with both values, and saved over the one that stands.
it('puts both values side by side after a conflict and saves the chosen one', async () => {
  const current = { ...account, version: 9, city: 'Utrecht' };
  const conflicts = [{ field: 'city', base: 'Delft', mine: 'Leiden', theirs: 'Utrecht', pieces: null }];
  const { sent, fetch } = answering(
    { status: 409, body: { status: 409, title: 'Conflict', code: 'conflict', current, conflicts } },
    saved({ city: 'Leiden' }),
  );
  vi.stubGlobal('fetch', fetch);
  renderPart(
    <>
      <Profile />
      <UnsentBar userId="u1" />
    </>,
  );
  const user = await type('Leiden{Enter}');
  await screen.findByText('Someone else changed this meanwhile');
  expect(screen.getByRole('radio', { name: /Yours\s*Leiden/ })).toBeTruthy();
  expect(screen.getByRole('radio', { name: /Theirs\s*Utrecht/ })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Save the chosen values' }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]?.body).toEqual({ base: { city: 'Utrecht' }, mine: { city: 'Leiden' } });
  expect(Object.keys(localStorage).filter((key) => key.startsWith('kamino.unsent'))).toEqual([]);
});

// PLAN-11: who owns an objective is read by name, whichever picker chose him.
it('shows a person by name', async () => {
  vi.stubGlobal(
    'fetch',
    answering({ body: { items: [{ id: 'u1', name: 'Jimena Arrazola' }], next_cursor: null } }).fetch,
  );
  renderPart(
    <EditableList
      title="Objective"
      fields={[{ key: 'owner_id', label: 'Owner', kind: 'reader', route: 'users', accountId: 'a1' }]}
      record={{ owner_id: 'u1' }}
      save={async () => {}}
    />,
  );
  await screen.findByRole('button', { name: 'Owner: Jimena Arrazola' });
  expect(screen.queryByText('u1')).toBeNull();
});
