import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Attention, AttentionLine, ClassCell, ClassHistory, ClassRules } from '@/api/types';
import { Format } from '@/lib/format';
import { renderPart } from '@/ui/test-render';
import { place, rangeOf } from './attention-chart';
import { AttentionTable, gapText } from './attention-table';
import { ClassMatrix, wayOf } from './class-matrix';
import { fieldOfFault, LimitFields } from './class-rules';
import { usualFrom } from './periods';
import { differences } from './rule-versions';

const rules: ClassRules = {
  structural_months: 4,
  significant_share: 0.8,
  growing_from: 0.05,
  headroom_from: 0.25,
  potential_from: 1,
  newcomer_grows: true,
  table: {
    structural_significant_growing: 'A',
    structural_significant_saturated: 'B',
    structural_modest_growing: 'C',
    structural_modest_saturated: 'C',
    once_significant_growing: 'C',
    once_significant_saturated: 'C',
    once_modest_growing: 'D',
    once_modest_saturated: 'D',
    could_buy_much: 'C',
    could_buy_little: 'D',
    nothing_left: 'E',
  },
};
const money = (minor: number) => ({ minor, currency: 'EUR' });
const cell = (from: string | null, to: string | null, accounts: number): ClassCell => ({
  from,
  to,
  accounts,
  revenue_before: money(100),
  revenue: money(200),
  names: [],
});

// SEL-5
describe('the matrix of classes', () => {
  it('tells up from down and opens a field', () => {
    expect(wayOf('B', 'A')).toBe('up');
    expect(wayOf('A', 'C')).toBe('down');
    expect(wayOf(null, 'A')).toBe('other');
    const open = vi.fn();
    renderPart(
      <ClassMatrix cells={[cell('A', 'A', 3), cell('B', 'A', 2), cell(null, 'D', 1)]} opened={null} open={open} />,
    );
    fireEvent.click(screen.getByRole('button', { name: /^2 accounts from B to A/ }));
    expect(open).toHaveBeenCalledWith({ from: 'B', to: 'A' });
    expect(screen.queryByRole('button', { name: /from A to D/ })).toBeNull();
    expect(screen.getAllByText('5')).toHaveLength(1);
  });
});

// SEL-5
describe('the rules of the classes', () => {
  it('are edited in per cent and keep what the server says beside the field', () => {
    const change = vi.fn();
    renderPart(
      <LimitFields
        rules={rules}
        fixed={false}
        fault={(path) => (path === 'growing_from' ? 'Between -1 and 10.' : undefined)}
        change={change}
      />,
    );
    const significant = screen.getByRole('textbox', { name: /^Significant/ }) as HTMLInputElement;
    expect(significant.value).toBe('80 %');
    fireEvent.change(significant, { target: { value: '75' } });
    expect(change.mock.calls[0]?.[0].significant_share).toBe(0.75);
    expect(screen.getByText('Between -1 and 10.')).toBeTruthy();
  });
  // The pages strip the slash of a fault's path: the fault stood in a box and not beside its field.
  it('find the field of a fault, with and without the leading slash', () => {
    expect(fieldOfFault('thresholds/table/nothing_left')).toBe('table/nothing_left');
    expect(fieldOfFault('/thresholds/growing_from')).toBe('growing_from');
  });
  it('say what a version changed', () => {
    const after = { ...rules, structural_months: 6, table: { ...rules.table, could_buy_much: 'D' as const } };
    expect(differences(rules, after)).toEqual([
      ['selection.limit_structural', '4', '6'],
      ['selection.row_could_buy_much', 'C', 'D'],
    ]);
    expect(differences(undefined, after)).toEqual([]);
  });
});

const period = (ends_on: string): ClassHistory['periods'][number] => ({
  ends_on,
  year: ends_on.slice(0, 4),
  quarter: 1,
  classes: [],
});

// SEL-5
describe('periods', () => {
  it('are compared over a year, or as far as they go', () => {
    expect(usualFrom(['2025-03-31', '2025-06-30', '2025-09-30', '2025-12-31', '2026-03-31'].map(period))).toBe(
      '2025-03-31',
    );
    expect(usualFrom(['2025-12-31', '2026-03-31'].map(period))).toBe('2025-12-31');
    expect(usualFrom([])).toBe('');
  });
});

const line = (name: string, attention_share: number, value_share: number, gap_per_month: number): AttentionLine => ({
  id: name,
  name,
  class: 'A',
  owner_name: '',
  accounts: 1,
  hours: 1,
  contacts: 1,
  cost: money(0),
  revenue: money(0),
  potential: money(0),
  attention_share,
  revenue_share: value_share,
  potential_share: null,
  value_share,
  index: value_share ? attention_share / value_share : null,
  gap_per_month,
});
const attention = (lines: AttentionLine[]): Attention => ({
  from: '2026-01-01',
  to: '2026-12-31',
  months: 12,
  measure: 'hours',
  value: 'revenue',
  enough: true,
  reasons: [],
  totals: {
    hours: 1,
    contacts: 1,
    cost: money(0),
    revenue: money(0),
    potential: money(0),
    without_minutes: 0,
    estimated: 0,
  },
  classes: [],
  managers: [],
  accounts: { count: lines.length, items: lines },
  over: lines,
  under: [],
  shift: { account: null, class: null },
});

// SEL-5
describe('attention against value', () => {
  it('lies on axes that hold tenfold steps', () => {
    const range = rangeOf([line('a', 0.1, 0.002, 1), line('b', 0, 0.5, 1)]);
    expect(range[0]).toBeCloseTo(0.001);
    expect(range[1]).toBeCloseTo(0.65);
    expect(place(0, [0.01, 1])).toBe(0);
    expect(place(0.1, [0.01, 1])).toBeCloseTo(0.5);
    expect(place(1, [0.01, 1])).toBe(1);
  });
  it('names index and gap, and no index where there is no value', () => {
    const told = attention([line('Acme', 0.2, 0.1, 6.54), line('Bolt', 0.1, 0, 3)]);
    renderPart(<AttentionTable lines={told.over} attention={told} />);
    expect(screen.getByText('2×')).toBeTruthy();
    expect(screen.getByText('+6.5 h')).toBeTruthy();
    expect(screen.getAllByText('–').length).toBeGreaterThan(0);
    const t = (key: string, values?: Record<string, unknown>) => `${key} ${values?.number ?? ''}`;
    expect(gapText({ ...told, measure: 'contacts' }, -1.26, new Format('en'), t as never)).toBe('−1.3');
    expect(gapText({ ...told, measure: 'cost' }, 123_400, new Format('en'), t as never)).toBe('+1.23K EUR');
  });
});
