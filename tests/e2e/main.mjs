// DATA-1, DATA-2, DATA-5, DATA-8, SEL-1, SEL-5, PLAN-2, PLAN-16, PLAN-18, OPS-1, WORK-7: the whole thread. See run.
// With the name of a part (postgres, browser, walk, together, demo, or one of those over the demo: screens, flows, choosing, files)
// that part alone.
import { hasData, summary, test } from './house.mjs';

const [only] = process.argv.slice(2);
const part = async (name, needsData) => {
  if (only && only !== name) return;
  if (needsData && !hasData)
    await test('the data sets are beside the repository (KAMINO_SHARED)', () => {
      throw new Error('not found');
    });
  else await (await import(`./${name}.mjs`)).flow();
};

for (const name of ['postgres', 'browser', 'walk']) await part(name, true);
await part('together', false);
const overDemo = ['screens', 'flows', 'choosing', 'files'];
const asked = !only || only === 'demo' ? overDemo : overDemo.filter((name) => name === only);
if (asked.length) {
  const parts = asked.map((name) => import(`./${name}.mjs`));
  await (await import('./demo.mjs')).inDemo(...(await Promise.all(parts)).map((one) => one.flow));
}
summary();
