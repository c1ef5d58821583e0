import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { GroupNumber, RfmGrid, RuleField } from '@/api/types';
import { answering, renderPart } from '@/ui/test-render';
import { Characterisation, isNews } from './characterisation';
import { LiveCount } from './live-count';
import { cellsOf, pickedFilter, pickedRule, rfmSegments, sumOf } from './rfm';
import { type Branch, branchOf, emptyRule, ruleOf } from './rule';
import { RuleBuilder } from './rule-builder';

vi.mock('@tanstack/react-router', () => ({
  Link: ({ to, children }: { to: string; children: React.ReactNode }) => <a href={to}>{children}</a>,
}));

const field = (key: string, kind: RuleField['kind'], more: Partial<RuleField> = {}): RuleField => ({
  key,
  kind,
  section: 'account',
  format: '',
  choices: [],
  reference: '',
  label: '',
  suggests: false,
  ...more,
});
const fields = [
  field('country', 'text', { section: 'place' }),
  field('status', 'choice', { choices: ['customer', 'prospect'] }),
  field('growth', 'number', { format: 'ratio', section: 'buying' }),
  field('last_purchase_on', 'date', { section: 'buying' }),
  field('custom.tier', 'text', { section: 'custom', label: 'Tier' }),
];

const session = [
  ['session'],
  { signedIn: true, session: { user: { permissions: [] }, workspace: { currency: 'EUR' } } },
] as [readonly unknown[], unknown];

let latest: unknown;
function Builder({ rule, faults }: { rule: Branch; faults?: Record<string, string> }) {
  const [now, set] = useState(rule);
  latest = ruleOf(now);
  return <RuleBuilder fields={fields} rule={now} onChange={set} faults={faults} />;
}
const choose = async (name: string, option: string, at = 0) => {
  const input = screen.getAllByRole('combobox', { name })[at] as HTMLElement;
  fireEvent.click(input);
  fireEvent.click(await screen.findByRole('option', { name: option, hidden: true }));
};

// jsdom has no layout to scroll
Element.prototype.scrollIntoView = () => {};
afterEach(() => vi.unstubAllGlobals());

// SEL-6
describe('the rule builder', () => {
  it('adds conditions, inside and beside, and takes them away', async () => {
    renderPart(<Builder rule={emptyRule} />, [session]);
    fireEvent.click(screen.getByRole('button', { name: 'Add a condition' }));
    fireEvent.change(screen.getByRole('combobox', { name: 'Value' }), { target: { value: 'ES' } });
    expect(latest).toEqual({ all: [{ field: 'country', op: '~', value: 'ES' }] });
    fireEvent.click(screen.getByRole('button', { name: 'Add conditions inside' }));
    const inner = screen.getByRole('group', { name: 'At least one of these holds' });
    expect(latest).toEqual({
      all: [{ field: 'country', op: '~', value: 'ES' }, { any: [{ field: 'country', op: '~', value: '' }] }],
    });
    fireEvent.click(within(inner).getByRole('button', { name: 'Remove the condition' }));
    fireEvent.click(within(inner).getByRole('button', { name: 'Remove these conditions' }));
    expect(latest).toEqual({ all: [{ field: 'country', op: '~', value: 'ES' }] });
  });

  it('turns a branch round', async () => {
    renderPart(<Builder rule={branchOf({ all: [{ field: 'country', op: 'empty' }] })} />, [session]);
    await choose('How the conditions combine', 'None of these holds');
    expect(latest).toEqual({ not: { any: [{ field: 'country', op: 'empty' }] } });
  });

  it('offers the comparisons of the field and keeps percentages as ratios', async () => {
    renderPart(<Builder rule={branchOf({ all: [{ field: 'country', op: 'empty' }] })} />, [session]);
    await choose('Field', 'Growth');
    expect(latest).toEqual({ all: [{ field: 'growth', op: '>=', value: '' }] });
    fireEvent.change(screen.getByRole('textbox', { name: 'Value' }), { target: { value: '12.5' } });
    expect(latest).toEqual({ all: [{ field: 'growth', op: '>=', value: 0.125 }] });
  });

  it('writes dates as words', async () => {
    renderPart(<Builder rule={branchOf({ all: [{ field: 'last_purchase_on', op: '=', value: 'last-90d' }] })} />, [
      session,
    ]);
    await choose('Unit of time', 'months');
    expect(latest).toEqual({ all: [{ field: 'last_purchase_on', op: '=', value: 'last-90m' }] });
    await choose('When', 'this fiscal year');
    expect(latest).toEqual({ all: [{ field: 'last_purchase_on', op: '=', value: 'fy' }] });
  });

  it('shows what the server refused beside its condition', () => {
    renderPart(
      <Builder
        rule={branchOf({ not: { any: [{ field: 'custom.tier', op: '=', value: 'x' }] } })}
        faults={{ 'rule/not/any/0/value': 'Not one of the allowed values' }}
      />,
      [session],
    );
    expect(screen.getByText('Not one of the allowed values')).toBeTruthy();
    expect((screen.getByRole('combobox', { name: 'Field' }) as HTMLInputElement).value).toBe('Tier');
  });
});

describe('the live count', () => {
  it('counts what is written and leaves out what is not', async () => {
    const answer = {
      accounts: 12,
      of_accounts: 200,
      revenue_12m: { minor: 120_000_00, currency: 'EUR' },
      sample: [{ id: 'a', name: 'Acme', class: 'A', owner_name: '', revenue_12m: { minor: 5, currency: 'EUR' } }],
    };
    const { sent, fetch } = answering({ body: answer });
    vi.stubGlobal('fetch', fetch);
    const rule = branchOf({
      all: [
        { field: 'country', op: '=', value: 'ES' },
        { field: 'growth', op: '>', value: '' },
      ],
    });
    renderPart(<LiveCount rule={rule} />);
    await waitFor(() => expect(screen.getByText('12')).toBeTruthy());
    expect(sent[0]?.body).toEqual({ rule: { all: [{ field: 'country', op: '=', value: 'ES' }] } });
    expect(screen.getByText('of 200')).toBeTruthy();
    expect(screen.getByText('Acme')).toBeTruthy();
  });
});

describe('RFM', () => {
  const cell = (recency: number, frequency: number, monetary: number, name: string, accounts: number) => ({
    recency,
    frequency,
    monetary,
    name,
    accounts,
    revenue_12m: { minor: 100 * accounts, currency: 'EUR' },
  });
  const grid: RfmGrid = {
    as_of: '2025-10-10',
    accounts: 12,
    never_bought: 2,
    cells: [cell(5, 5, 5, 'champions', 3), cell(5, 5, 4, 'champions', 2), cell(1, 1, 1, 'lost', 5)],
  };
  it('adds up cells and segments, and becomes rules', () => {
    expect(cellsOf(grid, null).get('55')).toBe(5);
    expect(cellsOf(grid, 4).get('55')).toBe(2);
    expect(rfmSegments(grid).map((segment) => [segment.name, segment.accounts, segment.revenue_12m.minor])).toEqual([
      ['champions', 5, 500],
      ['lost', 5, 500],
    ]);
    expect(sumOf(grid, { recency: 5, frequency: 5, money: 4 }).accounts).toBe(2);
    expect(pickedRule({ recency: 5, frequency: 5, money: null })).toEqual({
      all: [
        { field: 'recency_fifth', op: '=', value: 5 },
        { field: 'frequency_fifth', op: '=', value: 5 },
      ],
    });
    expect(pickedFilter({ recency: 5, frequency: 5, money: 4 })).toBe(
      'recency_fifth = 5 and frequency_fifth = 5 and monetary_fifth = 4',
    );
    expect(pickedFilter({ name: 'lost' })).toBe('rfm = lost');
  });
});

describe('what sets a group apart', () => {
  const finding: GroupNumber = {
    key: 'employees',
    aspect: 'who',
    unit: 'count',
    n_in: 20,
    n_out: 40,
    median_in: 109.5,
    median_out: 29.5,
    mean_in: 110,
    mean_out: 30,
    delta: 0.6,
    low: 0.4,
    high: 0.8,
    p: 0.001,
    holds: true,
    by_rule: false,
    size: 'large',
  };
  const told = { accounts_in: 20, accounts_out: 40, enough: true, least: 10, tests: 2, q: 0.05, shares: [] };
  it('says it in words, with the numbers', () => {
    renderPart(<Characterisation groupId="g" />, [
      session,
      [
        ['groups', 'characterisation', 'g'],
        { ...told, numbers: [finding, { ...finding, key: 'score', by_rule: true }] },
      ],
    ]);
    expect(screen.getByText(/Employees: 109.5, the others 29.5 \(medians\).*Above them in 80% of pairs/)).toBeTruthy();
    expect(screen.queryByText(/^Score: .*others/)).toBeNull();
    expect(screen.getByText('asked for by the rule')).toBeTruthy();
  });
  it('is silent about chance and about too few', () => {
    expect(isNews({ ...finding, holds: false })).toBe(false);
    expect(isNews({ ...finding, size: 'none' })).toBe(false);
    renderPart(<Characterisation groupId="g" />, [
      session,
      [['groups', 'characterisation', 'g'], { ...told, accounts_in: 3, enough: false, numbers: [] }],
    ]);
    expect(screen.getByText(/Too few to compare: 3 in the group and 40 besides/)).toBeTruthy();
  });
});
