import { expect, it } from 'vitest';
import { type Mapping, mappedColumn, remap } from './documents';

const mapping: Mapping = {
  entity: 'accounts',
  dialect: 'maven',
  columns: [
    { column: 'account', field: 'name' },
    { column: 'revenue', field: 'annual_revenue', scale: 1_000_000 },
  ],
};

it('keeps what a dialect knows about the other columns', () => {
  const next = remap(mapping, 'Account', { name: 'legal_name' });
  expect(next.columns).toContainEqual({ column: 'revenue', field: 'annual_revenue', scale: 1_000_000 });
  expect(mappedColumn(next, 'account')?.field).toBe('legal_name');
  expect(next.dialect).toBe('maven');
});

it('says how a record that a column refers to is found', () => {
  expect(mappedColumn(remap(mapping, 'agent', { name: 'owner_id', to: 'users' }), 'agent')).toEqual({
    column: 'agent',
    field: 'owner_id',
    as: 'reference',
    to: 'users',
    by: ['external_id', 'email', 'name'],
  });
});

it('leaves a column out', () => expect(mappedColumn(remap(mapping, 'revenue', null), 'revenue')).toBeUndefined());
