import { describe, expect, it } from 'vitest';
import { periodOf, periodText } from './period';
import { type Branch, branchOf, completeParts, pointerOf, replaced, ruleOf, withOperator } from './rule';

const leaf = (field: string, value?: string) => ({ field, op: '=', value });

// SEL-6
describe('rules', () => {
  it.each([
    [{ all: [leaf('a', 'x'), { any: [leaf('b', 'y')] }] }],
    [{ any: [] }],
    [{ not: { any: [leaf('a', 'x')] } }],
    [{ not: { all: [leaf('a', 'x'), { not: { any: [{ field: 'b', op: 'empty' }] } }] } }],
  ])('come back as they were: %j', (rule) => expect(ruleOf(branchOf(rule))).toEqual(rule));

  it('put a branch around what stands alone', () => {
    expect(ruleOf(branchOf(leaf('a', 'x')))).toEqual({ all: [leaf('a', 'x')] });
    expect(ruleOf(branchOf({ not: leaf('a', 'x') }))).toEqual({ not: { any: [leaf('a', 'x')] } });
    expect(ruleOf(branchOf({ not: { not: leaf('a', 'x') } }))).toEqual({
      not: { any: [{ not: { any: [leaf('a', 'x')] } }] },
    });
    expect(branchOf({})).toEqual({ of: 'all', parts: [] });
    expect(branchOf('nonsense')).toEqual({ of: 'all', parts: [] });
  });

  const tree: Branch = { of: 'all', parts: [leaf('a', 'x'), { of: 'none', parts: [leaf('b', 'y'), leaf('c', '')] }] };

  it('name the place that the server means', () => {
    expect(pointerOf(tree, [0])).toBe('rule/all/0');
    expect(pointerOf(tree, [1, 1])).toBe('rule/all/1/not/any/1');
  });

  it('change one node and leave the others alone', () => {
    const changed = replaced(tree, [1, 0], leaf('b', 'z'));
    expect(ruleOf(changed)).toEqual({ all: [leaf('a', 'x'), { not: { any: [leaf('b', 'z'), leaf('c', '')] } }] });
    expect(changed.parts[0]).toBe(tree.parts[0]);
    expect(ruleOf(replaced(tree, [1], undefined))).toEqual({ all: [leaf('a', 'x')] });
    expect(replaced(tree, [], { of: 'any', parts: [] })).toEqual({ of: 'any', parts: [] });
  });

  it('count what is written', () => {
    expect(ruleOf(completeParts(tree))).toEqual({ all: [leaf('a', 'x'), { not: { any: [leaf('b', 'y')] } }] });
    expect(completeParts({ of: 'all', parts: [{ of: 'any', parts: [leaf('a', '')] }] }).parts).toEqual([]);
  });

  it('keep the value where the comparison allows it', () => {
    const field = { key: 'city', kind: 'text', suggests: true } as never;
    expect(withOperator({ field: 'city', op: 'in', value: ['Gent'] }, field, '=')).toEqual({
      field: 'city',
      op: '=',
      value: 'Gent',
    });
    expect(withOperator({ field: 'city', op: '=', value: 'Gent' }, field, 'in').value).toEqual(['Gent']);
    expect(withOperator({ field: 'city', op: '=', value: 'Gent' }, field, 'empty')).toEqual({
      field: 'city',
      op: 'empty',
    });
    expect(withOperator({ field: 'city', op: 'empty' }, field, 'in').value).toEqual([]);
  });
});

describe('days by words', () => {
  it.each(['last-90d', 'next-2w', 'today-6m', 'today+1y', 'month', 'month-1', 'fy', 'fq-1', '2026-01-31'])(
    '%s',
    (text) => expect(periodText(periodOf(text))).toBe(text),
  );
});
