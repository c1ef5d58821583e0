import { expect, it } from 'vitest';
import { leastWidth } from './data-table';

// With more columns than the window is wide the head was wider than its rows, and stood beside them.
it('adds up what the tracks need at least', () => {
  expect(leastWidth('46px minmax(220px, 2.2fr) 70px minmax(110px, 1fr) 1fr')).toBe(446);
});
