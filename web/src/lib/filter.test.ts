import { describe, expect, it } from 'vitest';
import { allOf, conditionsOf, filterText, quote } from './filter';

describe('filterText', () => {
  it.each([
    [[{ field: 'class', operator: 'in' as const, value: ['A', 'B'] }], 'class in (A,B)'],
    [[{ field: 'name', operator: '~' as const, value: 'puerto' }], 'name ~ "puerto"'],
    [[{ field: 'name', operator: '=' as const, value: 'Acme "B" Ltd' }], 'name = "Acme \\"B\\" Ltd"'],
    [[{ field: 'revenue_12m', operator: '>=' as const, value: '100000' }], 'revenue_12m >= 100000'],
    [[{ field: 'owner_id', operator: 'empty' as const, value: '' }], 'owner_id = null'],
    [[{ field: 'industry', operator: '=' as const, value: 'and' }], 'industry = "and"'],
    [[{ field: 'name', operator: '=' as const, value: '' }], ''],
    [
      [
        { field: 'status', operator: '=' as const, value: 'customer' },
        { field: 'growth', operator: '<' as const, value: '-0.1' },
      ],
      'status = customer and growth < -0.1',
    ],
  ])('%j', (conditions, text) => expect(filterText(conditions)).toBe(text));
});

describe('allOf', () => {
  it('keeps an `or` together', () => expect(allOf('a = 1 or b = 2', '', 'c = 3')).toBe('(a = 1 or b = 2) and (c = 3)'));
  it('leaves one filter alone', () => expect(allOf('', 'a = 1')).toBe('a = 1'));
});

describe('quote', () => {
  it('escapes backslash and quote', () => expect(quote('a\\"b')).toBe('"a\\\\\\"b"'));
});

describe('reading a filter back into rows', () => {
  it('gives the rows that write it', () => {
    for (const text of [
      'country = ES',
      'country in (ES,NL) and industry ~ "food \\"n\\" drink"',
      'group in ("0192-ab") and employees >= 50 and custom.size != 3',
      'owner_id = null and tags != null',
      '',
    ]) {
      const rows = conditionsOf(text);
      expect(rows && filterText(rows)).toBe(text);
    }
  });
  it('leaves what rows cannot say', () => {
    for (const text of ['a = 1 or b = 2', 'not a = 1', '(a = 1)', 'a = 1 and', 'a in ()', 'nonsense'])
      expect(conditionsOf(text)).toBeNull();
  });
});
