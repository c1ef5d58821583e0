import { hasData, summary, test } from './house.mjs';

if (!hasData) {
  await test('the data sets are beside the repository (KAMINO_SHARED)', () => {
    throw new Error('not found');
  });
} else {
  await (await import('./postgres.mjs')).flow();
  await (await import('./browser.mjs')).flow();
}
summary();
