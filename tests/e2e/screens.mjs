// Every screen of choosing and planning, filled, on a desk and on a phone, light and dark: no accessibility fault (WCAG 2.2 AA), no page
// wider than its window, nothing thrown. SEL-1 … SEL-9, PLAN-1 … PLAN-19, WORK-7.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from './house.mjs';

const require = createRequire(join(process.env.KAMINO_ROOT, 'web/package.json'));
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const press = (name) => (page) => page.getByRole('button', { name }).first().click();
const shown = (role, name) => (page) => page.getByRole(role, name ? { name } : {}).first().waitFor();

/** Addresses, and what to open on them first. */
function screens({ accounts, group, templates, job }) {
  const { deep, light, bare } = accounts;
  return [
    ['/'], ['/inbox'], ['/portfolio'], ['/portfolio?group=class'], ['/people'], ['/opportunities'], ['/products'],
    ['/selection'], ['/selection/map'], ['/selection/stability'], ['/selection/classes'], ['/selection/attention'], ['/selection/moves'],
    ['/selection', press('New model'), shown('dialog')],
    ['/groups'], ['/groups/new'], ['/groups/rfm'], [`/groups/${group.id}`], [`/groups/${group.id}/apart`], [`/groups/${group.id}/rule`],
    ['/key-accounts'], ['/key-accounts', press('Propose an account'), shown('dialog')], ['/coverage'],
    ['/coverage', press('Caps and hours'), shown('dialog')],
    [`/accounts/${deep.id}`], [`/accounts/${deep.id}/profile`], [`/accounts/${deep.id}/people`], [`/accounts/${deep.id}/units`], [`/accounts/${deep.id}/team`],
    [`/accounts/${deep.id}/sales`], [`/accounts/${deep.id}/pipeline`], [`/accounts/${deep.id}/interactions`], [`/accounts/${deep.id}/history`],
    [`/accounts/${deep.id}/plan`], [`/accounts/${light.id}/plan`], [`/accounts/${bare.id}/plan`],
    [`/accounts/${deep.id}/plan`, press(/open comment/), shown('dialog', 'Comments')],
    [`/accounts/${deep.id}/plan`, press('Document'), shown('dialog')],
    [`/accounts/${deep.id}/one-page`], [`/accounts/${deep.id}/revisions`],
    [`/accounts/${deep.id}/revisions`, (page) => page.getByRole('row', { name: /Spring review/ }).getByRole('button', { name: 'Compare with now' }).click(), shown('heading', /Objective/)],
    ['/templates'], [`/templates/${templates[0].id}`], ['/plan-batches'], ['/documents'], ['/help'], ['/import'], ['/plan-import'], [`/import/${job.id}`], ['/settings'],
    ['/portfolio', (page) => page.keyboard.press('?'), shown('dialog')],
  ];
}

// Axe is put into the page once and run there: its own driver would load it and open another page for every run.
const axe = require('axe-core').source;
const faults = (page, runOnly) =>
  page.evaluate(
    (options) =>
      globalThis.axe
        .run([...document.querySelectorAll('[role=dialog]')].at(-1) ?? document, options) // the page below has had its turn
        .then(({ violations }) =>
          violations.map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0].html.slice(0, 140)} ${nodes[0].any[0]?.message ?? ''}`),
        ),
    { runOnly, resultTypes: ['violations'] },
  );

async function look(browser, house, form, viewport, errors) {
  const context = await browser.newContext({ viewport, locale: 'en-GB', colorScheme: 'light', reducedMotion: 'reduce' });
  await context.addCookies(house.call.cookies);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => errors.push(String(error)));
  const found = [];
  for (const [path, ...steps] of screens(house)) {
    const name = `${form} ${path.replaceAll(/[0-9a-f-]{36}/g, '…')}${steps.length ? ' opened' : ''}`;
    const from = Date.now();
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(house.url + path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.locator('.k-skel').first().waitFor({ state: 'detached' });
    for (const step of steps) await step(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 1) found.push(`${name}: ${wide} pixels too wide`);
    await page.evaluate(axe);
    for (const fault of await faults(page, { type: 'tag', values: tags })) found.push(`${name}, light: ${fault}`);
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const fault of await faults(page, { type: 'rule', values: ['color-contrast'] })) found.push(`${name}, dark: ${fault}`);
    if (process.env.KAMINO_SCREENS) console.log(`      ${Date.now() - from} ms ${name}`);
  }
  await context.close();
  return found;
}

export async function flow(browser, house) {
  const errors = [];
  await test('screens: no accessibility fault and nothing too wide, on a desk and a phone, light and dark', async () => {
    const found = await Promise.all([
      look(browser, house, 'desk', { width: 1440, height: 900 }, errors),
      look(browser, house, 'phone', { width: 390, height: 844 }, errors),
    ]);
    assert.deepEqual(found.flat(), []);
  });
  await test('screens: no page threw an error', () => assert.deepEqual(errors, []));
}
