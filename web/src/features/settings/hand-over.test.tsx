// WORK-1, SEL-4: who is deactivated hands over first; then the change that was refused goes through.
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { sessionKey } from '@/api/session';
import { RecordDrawer } from '@/ui/record-drawer';
import { answering, renderPart } from '@/ui/test-render';
import { dutiesOf, HandOver } from './hand-over';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

const irene = { id: 'u2', version: 3, name: 'Irene', active: true };
const duties = [{ entity: 'account', count: 12 }];

it('asks who takes over when somebody is deactivated', async () => {
  const refusal = { status: 409, key: 'user.has_duties', detail: 'Still work to hand over.', current: { duties } };
  const { sent, fetch } = answering({ status: 409, body: refusal });
  vi.stubGlobal('fetch', fetch);
  renderPart(
    <RecordDrawer
      route="users"
      id="u2"
      close={() => {}}
      groups={[{ title: 'Person', fields: [{ key: 'active', label: 'Active', kind: 'boolean' }] }]}
      refused={(user, fault, again, what) =>
        dutiesOf(fault).length ? <HandOver userId={user.id} duties={dutiesOf(fault)} what={what} done={again} /> : null
      }
    />,
    [
      [
        sessionKey,
        {
          signedIn: true,
          session: { user: { id: 'u1', role: 'admin', permissions: ['people.write', 'users.write'] } },
        },
      ],
      [['users', 'item', 'u2'], irene],
    ],
  );
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Active: Yes' }));
  await user.click(screen.getByRole('switch'));
  await waitFor(() => expect(sent.length).toBeGreaterThan(0));
  expect(sent[0]?.body).toEqual({ base: { active: true }, mine: { active: false } });
  expect(await screen.findByText('Account: 12')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Hand over and deactivate' })).toBeTruthy();
});
