import { expect, it } from 'vitest';
import { parseAmount } from './money-input';

it.each([
  ['1234', 1234],
  ['1.234,56', 1234.56],
  ['1,234.56', 1234.56],
  ['1.234', 1234],
  ['1.234.567', 1_234_567],
  ['12,5', 12.5],
  ['-3.50', -3.5],
  ["1'000", 1000],
  ['', null],
  ['abc', null],
])('%s is %s', (text, value) => expect(parseAmount(text)).toBe(value));
