// SEL-6, DATA-5: the workspace's own fields are columns; rows in view are read together, not one by one.
import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { CustomField, PortfolioRow } from '@/api/types';
import { answering, renderPart } from '@/ui/test-render';
import { useCustomColumns } from './custom-columns';

const field = (part: Partial<CustomField>) => ({ required: false, choices: [], kind: 'text', ...part }) as CustomField;
const items = [
  field({ name: 'nps', label: 'NPS', kind: 'number' }),
  field({ name: 'vip', label: 'VIP', kind: 'boolean' }),
];
const params = { filter: 'entity_name = account', sort: 'label,name', limit: 200 };

function Rows() {
  const columns = useCustomColumns();
  return ['a1', 'a2'].map((id) => (
    <p key={id}>
      {columns.map((column) => (
        <b key={column.key} title={`${id} ${column.key} ${column.label}`}>
          {column.cell({ id } as PortfolioRow)}
        </b>
      ))}
    </p>
  ));
}

it('shows their values with one request for all rows', async () => {
  const { sent, fetch } = answering({ body: { items: [{ id: 'a1', custom: { nps: 9.5, vip: false } }], next: null } });
  vi.stubGlobal('fetch', fetch);
  renderPart(<Rows />, [[['custom-fields', 'list', params], { items }]]);
  expect((await screen.findByText('9.5')).title).toBe('a1 custom.nps NPS');
  expect(screen.getByText('No').title).toBe('a1 custom.vip VIP');
  expect(screen.getByTitle('a2 custom.nps NPS').textContent).toBe('–');
  expect(sent).toHaveLength(1);
});
