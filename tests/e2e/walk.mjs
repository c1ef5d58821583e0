// WORK-7, PLAN-2, PLAN-11, PLAN-15: a newcomer's walk from the imported CRM export to a plan that a leader can review. Clicks, keys
// and words are counted; at human speed it stays under 15 minutes. KAMINO_GUIDE=FOLDER keeps the pictures of docs/guide.md.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { client, maven, serve, temporaryFolder, test } from './house.mjs';
import { human } from './human.mjs';

const require = createRequire(join(process.env.KAMINO_ROOT, 'web/package.json'));

export async function flow() {
  await test('walk: a newcomer has a plan to review within 15 minutes', async () => {
    const { chromium } = require('playwright-core');
    const db = `sqlite:${join(temporaryFolder(), 'walk.db')}`;
    let server = await serve(db);
    await client(server);
    await server.stop();
    for (const file of ['sales_teams', 'products', 'accounts', 'sales_pipeline'])
      execFileSync(process.env.KAMINO_BIN, ['import', join(maven, `${file}.csv`), '--db', db, '--format', 'json'], { stdio: 'ignore' });
    server = await serve(db);
    const browser = await chromium.launch({
      executablePath: process.env.KAMINO_CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    });
    try {
      await walk(browser, server);
    } finally {
      await browser.close();
      await server.stop();
    }
  });
}

async function walk(browser, server) {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })).newPage();
    page.setDefaultTimeout(8_000);
    const me = human(page);
    let pictures = 0;
    const dueOn = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10);
    const picture = async (name) => {
      if (!process.env.KAMINO_GUIDE) return;
      pictures += 1;
      await page.waitForTimeout(900);
      await page.screenshot({ path: join(process.env.KAMINO_GUIDE, `${pictures}-${name}.png`) });
    };
    const button = (name) => page.getByRole('button', { name, exact: typeof name === 'string' }).first();
    const form = () => page.getByRole('dialog').last();
    const section = (title) => page.locator('section, div').filter({ has: page.getByRole('heading', { name: title, exact: true }) }).last();

    await page.goto(`${server.url}/login`);
    await me.type(page.locator('input[name=email]'), 'ada@example.org');
    await me.type(page.locator('input[name=password]'), 'correct horse battery');
    await me.click(page.locator('button[type=submit]'));

    // Where to begin.
    await me.read(page.getByRole('main'));
    await picture('my-day');
    await me.click(page.getByRole('link', { name: 'Start the first plan' }));
    await me.click(page.getByRole('button', { name: /Score/ }).or(page.getByRole('columnheader', { name: /Score/ })).first());
    const rows = page.getByRole('row');
    await rows.nth(5).waitFor();
    for (let at = 0; at < 6; at += 1) await me.read(rows.nth(at));
    await picture('portfolio');
    await me.click(rows.nth(1).getByRole('link').first());

    // The account, and its first draft.
    await me.read(page.getByRole('main'));
    await picture('account');
    await me.click(button('Start plan'));
    await page.waitForURL(/\/plan$/);
    await button(/On to/).waitFor();
    const drafted = page.locator('.k-rich');
    for (const part of await drafted.all()) await me.read(part); // the whole draft, every section
    await picture('draft');
    const accountId = page.url().match(/accounts\/([0-9a-f-]+)/)[1];

    // Strategy: worth it, and what for.
    await me.click(page.getByRole('checkbox', { name: /worth the effort/ }));
    await me.click(page.getByRole('combobox', { name: /Focus/ }));
    await me.click(page.getByRole('option', { name: 'Expand' }));

    // One objective that can be checked.
    await me.click(button('Add an objective'));
    await me.write(form().getByLabel(/^Objective/), 'Sell the premium series to their second division');
    await me.type(form().getByLabel('Metric'), 'Revenue of the GTX series');
    await me.type(form().getByLabel('Unit'), 'USD a year');
    await me.type(form().getByLabel('Baseline'), '120000');
    await me.type(form().getByLabel('Target'), '180000');
    await me.type(form().getByLabel('Due'), dueOn);
    await picture('objective');
    await me.click(form().locator('button[type=submit]'));
    await form().waitFor({ state: 'hidden' });

    // SWOT: one entry a quarter.
    for (const [add, text] of [
      ['Add a strength', 'Two of their managers ask for us by name'],
      ['Add a weakness', 'Nobody of ours knows their finance director'],
      ['Add an opportunity', 'They open a second plant next year'],
      ['Add a threat', 'A cheaper rival has been invited to their tender'],
    ]) {
      await me.click(button(add));
      await me.write(form().getByRole('textbox').first(), text);
      await me.click(form().locator('button[type=submit]'));
      await form().waitFor({ state: 'hidden' });
    }
    await picture('swot');

    // What nobody knows becomes a task.
    const questions = page.locator('details.k-questions').first();
    await me.click(questions.locator('summary'));
    await me.read(questions);
    await me.click(questions.getByRole('button', { name: 'Make a task' }).first());
    await me.click(form().locator('button[type=submit]'));
    await form().waitFor({ state: 'hidden' });
    await picture('task');

    // To the review.
    await me.click(page.getByRole('link', { name: 'Revisions' }));
    await me.click(button('Name this state'));
    await me.type(form().getByLabel(/^Name/), 'First review');
    await me.click(form().getByRole('checkbox', { name: /approve/ }));
    await me.click(form().getByRole('button', { name: 'Name revision' }));
    await page.getByRole('row', { name: /First review/ }).waitFor();
    await me.read(page.getByRole('row', { name: /First review/ }));
    await picture('review');

    // What stands, by the API.
    const get = (path) => page.evaluate(async (url) => (await fetch(url)).json(), `/api/v1${path}`);
    const plan = (await get(`/plans?filter=account_id = "${accountId}"`)).items[0];
    const whole = await get(`/plans/${plan.id}`);
    assert.equal(whole.swot_items.length, 4);
    assert.equal(whole.tasks.length, 1);
    assert.deepEqual(whole.objectives.find((one) => one.metric === 'Revenue of the GTX series')?.smart_texts, [], 'it is SMART');
    assert.ok(whole.sections.filter((one) => one.draft?.length || one.body).length >= 5, 'the data has written its part');
    const revision = (await get(`/plan-revisions?filter=plan_id = "${plan.id}"`)).items[0];
    assert.equal(revision.state, 'requested');
    const { clicks, keys, read, composed } = me.counts;
    console.log(`      ${clicks} clicks, ${keys} keys (${composed} words composed), ${read} words read: ${me.minutes().toFixed(1)} minutes at human speed`);
    assert.ok(me.minutes() <= 15, `${me.minutes().toFixed(1)} minutes`);
}
