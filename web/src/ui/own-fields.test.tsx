// DATA-5: a change of one of the workspace's own fields says nothing of the others, on an account or a person.
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { sessionKey } from '@/api/session';
import type { CustomField } from '@/api/types';
import { OwnFields } from './own-fields';
import { answering, renderPart } from './test-render';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

const field = (part: Partial<CustomField>) => ({ required: false, choices: [], kind: 'text', ...part }) as CustomField;
const items = [field({ name: 'nps', label: 'NPS', kind: 'number' }), field({ name: 'motto', label: 'Motto' })];
const params = { filter: 'entity_name = person', sort: 'label,name', limit: 200 };
const ann = { id: 'p1', version: 3, custom: { nps: 7, motto: 'Onward' } };

const open = () =>
  renderPart(<OwnFields entity="person" route="people" record={ann} />, [
    [
      sessionKey,
      { signedIn: true, session: { user: { id: 'u1', role: 'admin', permissions: ['people.write', 'users.write'] } } },
    ],
    [['custom-fields', 'list', params], { items }],
  ]);

it('sends only the field that changed, and an emptied text as nothing', async () => {
  const merged = (custom: object) => ({ body: { record: { ...ann, custom }, merged: ['custom'] } });
  const { sent, fetch } = answering(merged({ nps: 9, motto: 'Onward' }), merged({ nps: 9 }));
  vi.stubGlobal('fetch', fetch);
  open();
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'NPS: 7' }));
  await user.clear(screen.getByRole('spinbutton', { name: 'NPS' }));
  await user.type(screen.getByRole('spinbutton', { name: 'NPS' }), '9{Enter}');
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.path).toBe('/api/v1/people/p1/merge');
  expect(sent[0]?.body).toEqual({ base: { custom: { nps: 7 } }, mine: { custom: { nps: 9 } } });
  await user.click(screen.getByRole('button', { name: 'Motto: Onward' }));
  await user.clear(screen.getByRole('textbox', { name: 'Motto' }));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]?.body).toEqual({ base: { custom: { motto: 'Onward' } }, mine: { custom: { motto: null } } });
});

it('shows a refusal beside its field', async () => {
  const fields = [{ path: '/custom/motto', key: 'field.required', message: 'A value is required.' }];
  vi.stubGlobal('fetch', answering({ status: 422, body: { status: 422, key: 'request.invalid', fields } }).fetch);
  open();
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Motto: Onward' }));
  await user.clear(screen.getByRole('textbox', { name: 'Motto' }));
  await user.keyboard('{Enter}');
  expect(await screen.findByText('A value is required.')).toBeTruthy();
});
