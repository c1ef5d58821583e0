// DATA-5: a new record can be made where the workspace asks for fields of its own; faults name them as people do.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Fault } from '@/api/faults';
import type { CustomField } from '@/api/types';
import { useCustomFilterFields, useCustomRows } from './custom-fields';
import { RecordForm, type Values } from './record-form';
import { FaultBox } from './states';
import { renderPart } from './test-render';

const field = (part: Partial<CustomField>) => ({ required: false, choices: [], kind: 'text', ...part }) as CustomField;
const items = [
  field({ name: 'must', label: 'Segment code', required: true }),
  field({ name: 'nps', label: 'NPS', kind: 'number' }),
  field({ name: 'vip', label: 'VIP', kind: 'boolean', required: true }),
  field({ name: 'tier', label: 'Tier', kind: 'choice', choices: ['Gold', 'Silver'] }),
];
const params = { filter: 'entity_name = account', sort: 'label,name', limit: 200 };
const known: [readonly unknown[], unknown][] = [[['custom-fields', 'list', params], { items }]];

function NewRecord({ save }: { save: (values: Values) => Promise<unknown> }) {
  const custom = useCustomRows('account');
  return (
    <RecordForm
      opened
      close={() => undefined}
      title="New"
      fields={[{ key: 'name', label: 'Name', kind: 'text' }, ...custom.required]}
      more={custom.optional}
      save={(values) => save(custom.bodyOf(values))}
    />
  );
}

function Rows() {
  return useCustomFilterFields('account').map((row) => (
    <i key={row.key}>{`${row.key} ${row.label} ${row.kind} ${row.choices?.map((choice) => choice.value)}`}</i>
  ));
}

it('asks for what is required and folds the rest away', async () => {
  const save = vi.fn().mockResolvedValue({});
  renderPart(<NewRecord save={save} />, known);
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Puerto' } });
  fireEvent.change(screen.getByLabelText(/Segment code/), { target: { value: 'X1' } });
  expect(screen.queryByLabelText('NPS')).toBeNull();
  fireEvent.click(screen.getByText('2 more fields'));
  fireEvent.change(screen.getByLabelText('NPS'), { target: { value: '9' } });
  fireEvent.click(screen.getByText('Create'));
  await waitFor(() => expect(save).toHaveBeenCalled());
  expect(save).toHaveBeenCalledWith({ name: 'Puerto', custom: { must: 'X1', vip: false, nps: 9 } });
});

it('puts the fault of such a field beside it', async () => {
  const fields = [{ path: '/custom/must', key: 'field.required', message: 'A value is required.' }];
  const save = vi.fn().mockRejectedValue(new Fault({ status: 422, detail: 'Wrong', fields }));
  renderPart(<NewRecord save={save} />, known);
  fireEvent.click(screen.getByText('Create'));
  expect(await screen.findByText('A value is required.')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByLabelText(/Segment code/).getAttribute('aria-invalid')).toBe('true');
});

it('names it by its label where there is no field', () => {
  const fields = [{ path: '/custom/must', key: 'field.required', message: 'A value is required.' }];
  renderPart(<FaultBox error={new Fault({ status: 422, detail: 'Wrong', fields })} />, known);
  expect(screen.getByText('Segment code:')).toBeTruthy();
});

it('offers them in a filter', () => {
  renderPart(<Rows />, known);
  expect(screen.getByText('custom.nps NPS number undefined')).toBeTruthy();
  expect(screen.getByText('custom.tier Tier choice Gold,Silver')).toBeTruthy();
  expect(screen.getByText('custom.vip VIP choice true,false')).toBeTruthy();
});
