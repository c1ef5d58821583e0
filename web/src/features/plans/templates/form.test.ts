import { describe, expect, it } from 'vitest';
import { blockKeys, type Form, isFor, keyFor, moved, placeOf, rigourOf, type Shelf, titleOf } from './form';

const shelf: Shelf = {
  sections: [{ key: 'swot', title: 'SWOT', help: '', rigour: 'standard', drafted: false }],
  questions: [],
};
const form: Form = {
  sections: [
    { key: 'swot' },
    {
      key: 'market',
      title: { nl: 'Markt' },
      blocks: [
        {
          key: 'size',
          kind: 'fields',
          title: { en: 'Size' },
          fields: [{ key: 'spend', type: 'money', title: { en: 'Spend' } }],
        },
      ],
    },
  ],
};

describe('the form of a template (PLAN-1)', () => {
  it('moves an element and stays inside the list', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b'], 0, 9)).toEqual(['b', 'a']);
    expect(moved(['a'], 5, 0)).toEqual(['a']);
  });
  it('makes keys that nobody has', () => {
    expect(keyFor('Our share (%)', [], 'field')).toBe('our_share');
    expect(keyFor('Año', [], 'field')).toBe('ano');
    expect(keyFor('Size', ['size', 'size_2'], 'field')).toBe('size_3');
    expect(keyFor('¿?', [], 'field')).toBe('field');
  });
  it('takes titles from the shelf, and any language that is there', () => {
    expect(titleOf({ key: 'swot' }, shelf, 'es')).toBe('SWOT');
    expect(titleOf({ key: 'market', title: { nl: 'Markt' } }, shelf, 'en')).toBe('Markt');
    expect(rigourOf({ key: 'swot' }, shelf)).toBe('standard');
  });
  it('asks by rigour and type of account', () => {
    expect(isFor({ rigour: 'deep' }, 'standard', 'customer')).toBe(false);
    expect(isFor({ account_types: ['customer'] }, 'light', 'prospect')).toBe(false);
    expect(isFor({ account_types: ['customer'] }, 'light', 'customer')).toBe(true);
    expect(isFor({}, 'light', 'customer', 'standard')).toBe(false);
  });
  it('names the place of a fault', () => {
    expect(placeOf('/form/sections/1/blocks/0/fields/0/title', form, shelf, 'en')).toBe('Markt · Size · Spend');
    expect(placeOf('/name', form, shelf, 'en')).toBe('');
    expect(blockKeys(form)).toEqual(['size']);
  });
});
