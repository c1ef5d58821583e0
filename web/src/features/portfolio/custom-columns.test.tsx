// SEL-6, DATA-5: the workspace's own fields are columns.
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { CustomField, PortfolioRow } from '@/api/types';
import { renderPart } from '@/ui/test-render';
import { useCustomColumns } from './custom-columns';

const field = (part: Partial<CustomField>) => ({ required: false, choices: [], kind: 'text', ...part }) as CustomField;
const items = [
  field({ name: 'nps', label: 'NPS', kind: 'number' }),
  field({ name: 'vip', label: 'VIP', kind: 'boolean' }),
];
const params = { filter: 'entity_name = account', sort: 'label,name', limit: 200 };
const rows = [
  { id: 'a1', custom: { nps: 9.5, vip: false } },
  { id: 'a2', custom: {} },
] as unknown as PortfolioRow[];

function Rows() {
  const columns = useCustomColumns();
  return rows.map((row) => (
    <p key={row.id}>
      {columns.map((column) => (
        <b key={column.key} title={`${row.id} ${column.key} ${column.label}`}>
          {column.cell(row)}
        </b>
      ))}
    </p>
  ));
}

it('shows their values', () => {
  renderPart(<Rows />, [[['custom-fields', 'list', params], { items }]]);
  expect(screen.getByText('9.5').title).toBe('a1 custom.nps NPS');
  expect(screen.getByText('No').title).toBe('a1 custom.vip VIP');
  expect(screen.getByTitle('a2 custom.nps NPS').textContent).toBe('–');
});
