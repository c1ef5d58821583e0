// DATA-1, DATA-2, DATA-5, DATA-8, SEL-1, SEL-5, PLAN-2, PLAN-16, PLAN-18, OPS-1, WORK-7: the whole thread. See run.
import { hasData, summary, test } from './house.mjs';

if (!hasData) {
  await test('the data sets are beside the repository (KAMINO_SHARED)', () => {
    throw new Error('not found');
  });
} else {
  await (await import('./postgres.mjs')).flow();
  await (await import('./browser.mjs')).flow();
  await (await import('./walk.mjs')).flow();
}
await (await import('./together.mjs')).flow();
await (await import('./demo.mjs')).inDemo(...(await Promise.all(['screens', 'flows', 'choosing'].map((name) => import(`./${name}.mjs`)))).map((one) => one.flow));
summary();
