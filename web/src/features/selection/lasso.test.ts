import { describe, expect, it } from 'vitest';
import { insideLoop, nearest } from './lasso';

// SEL-3: the loop drawn on the map marks what lies inside of it
describe('lasso', () => {
  const square = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 10 },
    { x: 0, y: 10 },
  ];
  it.each([
    [5, 5, true],
    [1, 9, true],
    [11, 5, false],
    [5, -1, false],
    [-5, 5, false],
  ])('%i, %i in a square: %s', (x, y, inside) => expect(insideLoop({ x, y }, square)).toBe(inside));
  it('leaves out the bay of a hooked loop', () => {
    const hook = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 10 },
      { x: 7, y: 10 },
      { x: 7, y: 3 },
      { x: 3, y: 3 },
      { x: 3, y: 10 },
      { x: 0, y: 10 },
    ];
    expect(insideLoop({ x: 5, y: 8 }, hook)).toBe(false);
    expect(insideLoop({ x: 1, y: 8 }, hook)).toBe(true);
    expect(insideLoop({ x: 8, y: 8 }, hook)).toBe(true);
  });
  it('finds the nearest within reach', () => {
    const spots = [
      { x: 0, y: 0, name: 'a' },
      { x: 4, y: 0, name: 'b' },
    ];
    expect(nearest(spots, { x: 3, y: 0 }, 2)?.name).toBe('b');
    expect(nearest(spots, { x: 30, y: 0 }, 2)).toBeNull();
  });
});
