// The flows of choosing and planning in a browser, in the filled demo workspace (see demo.mjs): a group by a rule, weights and
// class rules before they are saved, an entry above the cap, light plans in bulk, a template's newer version, revisions.
// SEL-1, SEL-4, SEL-5, SEL-6, PLAN-1, PLAN-14, PLAN-15, PLAN-16.
import assert from 'node:assert/strict';
import { test, until } from './house.mjs';

const count = (text) => Number(text.match(/[\d,]+/)[0].replaceAll(',', ''));

/** Chosen from a list that opens under its field. */
async function choose(page, field, option) {
  await field.click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function groups({ page, url, call }) {
  await page.goto(`${url}/groups/new`);
  await page.getByLabel('Name').fill('Customers in the Netherlands');
  const found = page.getByRole('complementary', { name: 'What the rule finds' }).or(page.locator('.k-group-found'));
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.locator('.k-rule-value input').first().fill('NL');
  await page.getByRole('option', { name: /NL|Netherlands/ }).first().click();
  const want = (await call('GET', '/portfolio?limit=1&count=true&fields=id&filter=' + encodeURIComponent('country = "NL"'))).total;
  assert.ok(want > 20, `${want}`);
  const shown = () => found.locator('dd').first().innerText();
  await until(`the count ${want}`, async () => count(await shown()) === want, 20);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/\/groups\/[0-9a-f-]{36}/);
  await page.getByText('Customers in the Netherlands').first().waitFor();
  await page.getByRole('link', { name: 'What sets it apart' }).click();
  await page.getByRole('heading', { name: 'Measures compared' }).waitFor();
  const rows = page.getByRole('table').first().getByRole('row');
  await rows.nth(3).waitFor();
  assert.match(await page.locator('.k-group-lead').innerText(), new RegExp(`^${want} accounts against`));
}

async function weights({ page, url }) {
  await page.goto(`${url}/selection`);
  const said = page.getByRole('status').filter({ hasText: 'accounts' });
  await said.getByText(/in the order that is saved/).waitFor();
  const first = page.getByRole('table').last().getByRole('row').nth(1);
  const before = await first.innerText();
  const slider = page.getByRole('slider', { name: 'Current revenue' });
  await slider.focus();
  await slider.press('End');
  await said.getByText(/change place/).waitFor();
  assert.notEqual(await first.innerText(), before);
  await slider.press('Home');
  await page.getByText('0%', { exact: true }).first().waitFor();
}

async function classRules({ page, url, call }) {
  await page.goto(`${url}/selection/classes`);
  await page.getByText('Change a limit or a row').waitFor();
  const months = page.getByLabel(/^Structural: bought/);
  await months.fill('12');
  await page.getByText(/^\d.* would change (its|their) class/).waitFor();
  const before = await call('GET', '/portfolio?limit=1&count=true&fields=id&filter=' + encodeURIComponent('class = "A"'));
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Change a limit or a row').waitFor();
  assert.equal(await months.inputValue(), '4');
  const after = await call('GET', '/portfolio?limit=1&count=true&fields=id&filter=' + encodeURIComponent('class = "A"'));
  assert.equal(after.total, before.total, 'a preview changes nothing');
}

async function aboveTheCap({ browser, page, url, call, leader, accounts }) {
  const full = (await call('GET', '/programme/list?list=key')).items.length;
  await page.goto(`${url}/key-accounts`);
  await page.getByRole('button', { name: 'Caps and hours' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('Key accounts at most', { exact: true }).fill(String(full));
  await drawer.getByRole('button', { name: 'Save' }).click();
  await drawer.waitFor({ state: 'hidden' });
  await page.getByText(`${full} of ${full}`).first().waitFor();

  await page.goto(`${url}/accounts/${accounts.bare.id}`);
  await page.getByRole('button', { name: 'Propose as key account' }).click();
  await drawer.getByRole('textbox', { name: /^Reason/ }).fill('Opens two plants next year');
  await drawer.getByRole('button', { name: 'Send request' }).click();
  await drawer.getByText('Which account leaves').first().waitFor();
  const leaver = drawer.getByRole('radio').first();
  const leaving = (await drawer.locator('label', { has: page.locator('.k-class') }).first().innerText()).split('\n')[0].trim();
  await leaver.check();
  await drawer.getByRole('button', { name: 'Send request' }).click();
  await drawer.waitFor({ state: 'hidden' });

  // Nobody approves what he asked for himself.
  await page.goto(`${url}/key-accounts`);
  const request = (where) => where.getByRole('row').filter({ hasText: 'Opens two plants next year' });
  await request(page).getByText('Somebody else approves').waitFor();
  assert.equal(await request(page).getByRole('button', { name: 'Approve' }).count(), 0);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', reducedMotion: 'reduce' });
  await context.addCookies(leader.cookies);
  const other = await context.newPage();
  other.setDefaultTimeout(15_000);
  await other.goto(`${url}/key-accounts`);
  await request(other).getByRole('button', { name: 'Approve' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await other.getByRole('dialog').waitFor({ state: 'hidden' });
  await other.getByText(`${full} of ${full}`).first().waitFor();
  await context.close();
  const names = (await call('GET', '/programme/list?list=key')).items.map((one) => one.account.name);
  assert.ok(names.includes(accounts.bare.name), names.join());
  assert.equal(names.length, full);
  assert.ok(!names.some((name) => leaving.startsWith(name)), `${leaving} left`);
}

async function batches({ page, url }) {
  await page.goto(`${url}/plan-batches?filter=${encodeURIComponent('class = "B" and plan_id = null')}`);
  const dialog = page.getByRole('dialog', { name: 'New light plans' });
  await dialog.getByLabel('Name').fill('The next class');
  await dialog.getByLabel('Objective of the group').fill('One visit each before summer');
  await dialog.getByRole('button', { name: /^(Make|Start)/ }).click();
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'The next class' }) });
  await card.getByText('Done').waitFor({ timeout: 60_000 });
  const made = (await card.getByText(/plans? made/).innerText()).match(/(\d+) accounts?: (\d+) plans? made/);
  assert.ok(Number(made[1]) > 0 && made[1] === made[2], made[0]);
  const link = card.getByRole('link').first();
  await link.click();
  await page.waitForURL(/\/plan$/);
  await page.getByText('One visit each before summer').first().waitFor();
}

async function templates({ page, url, plans, accounts, templates: all }) {
  const followed = all.find((one) => one.id === plans.deep.template?.template_id) ?? all[0];
  await page.goto(`${url}/templates`);
  await page.getByRole('link', { name: followed.name, exact: true }).click();
  await page.getByRole('button', { name: 'Add section' }).click();
  await page.getByRole('menuitem', { name: 'Own section' }).click();
  await page.getByLabel('Title of the section: English').fill('Water balance');
  await page.getByRole('button', { name: 'Add block' }).click();
  await page.getByRole('menuitem', { name: /^Fields/ }).click();
  await page.getByLabel('Title of the block: English').fill('Their figures');
  await page.getByLabel(/^Field 1: English/).fill('Litres a year');
  await page.getByRole('button', { name: 'Publish' }).click();
  const publish = page.getByRole('dialog');
  await publish.getByText('Water balance is new').waitFor();
  await publish.getByRole('button', { name: 'Publish' }).click();
  await publish.getByText(/is published/).waitFor();
  await publish.getByRole('button', { name: 'Close' }).last().click();

  await page.goto(`${url}/accounts/${accounts.deep.id}/plan`);
  await page.getByText('Two more sites').or(page.getByText('Three more sites')).first().waitFor();
  await page.locator('.k-banner').getByRole('button').click();
  const preview = page.getByRole('dialog');
  await preview.getByText('Water balance is new').waitFor();
  await preview.getByRole('button', { name: /^Move/ }).click();
  await preview.waitFor({ state: 'hidden' });
  const section = page.getByRole('region', { name: 'Water balance', exact: true });
  await section.getByText('Litres a year').waitFor();
  await page.getByText('Three more sites').first().waitFor(); // nothing is lost
}

async function revisions({ page, url, accounts }) {
  const plan = `${url}/accounts/${accounts.deep.id}/plan`;
  await page.goto(`${url}/accounts/${accounts.deep.id}/revisions`);
  const row = page.getByRole('row', { name: /After the audit/ });
  await row.getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await row.getByText('Approved').waitFor();

  await page.goto(plan);
  const summary = page.getByRole('region', { name: 'Summary', exact: true });
  await summary.getByRole('button', { name: /^(Edit|Write)$/ }).first().click();
  await summary.getByRole('textbox').fill('The audit went well; the south comes next.');
  await summary.getByRole('button', { name: 'Save' }).click();
  await summary.getByText('the south comes next').waitFor();

  await page.goto(`${url}/accounts/${accounts.deep.id}/revisions`);
  await row.getByRole('button', { name: 'Compare with now' }).click();
  const changed = page.getByRole('region').or(page.locator('section')).filter({ has: page.getByRole('heading', { name: 'Summary', exact: true }) }).last();
  await changed.locator('ins').filter({ hasText: 'audit' }).first().waitFor();
  await changed.getByRole('button', { name: 'Bring this section back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Bring this section back' }).click();
  await changed.locator('ins').first().waitFor({ state: 'detached' });
  await page.goto(plan);
  await summary.waitFor();
  await summary.getByText('the south comes next').waitFor({ state: 'detached' });
}

async function questions({ page, url, accounts }) {
  await page.goto(`${url}/accounts/${accounts.deep.id}/plan`);
  const box = page.locator('details.k-questions').first();
  await box.waitFor();
  if ((await box.getAttribute('open')) === null) await box.locator('summary').click();
  const text = (await box.locator('li').first().innerText()).split('\n')[0];
  await box.getByRole('button', { name: /^Comment: / }).first().click();
  const drawer = page.getByRole('dialog', { name: 'Comments' });
  await drawer.getByRole('textbox').first().fill('Ask their engineer on Tuesday');
  await drawer.getByRole('button', { name: 'Comment', exact: true }).click();
  await drawer.getByText('Ask their engineer on Tuesday').waitFor();
  await drawer.getByRole('button', { name: text.trim() }).waitFor(); // the way back to the question
  await drawer.getByRole('button', { name: 'Close' }).click();
  await box.getByRole('button', { name: /^1 .*comment|^1 thread/i }).first().waitFor();
}

export async function flow(browser, house) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', reducedMotion: 'reduce' });
  await context.addCookies(house.call.cookies);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  const at = { browser, page, ...house };
  await test('flows: a group by a rule, counted while it is written, saved, and told apart', () => groups(at));
  await test('flows: a weight moves and the ranking answers', () => weights(at));
  await test('flows: the rules of the classes say who would move before anything is saved', () => classRules(at));
  await test('flows: above the cap somebody leaves, asked for, approved', () => aboveTheCap(at));
  await test('flows: light plans for a whole class at once', () => batches(at));
  await test('flows: a template gets a newer version, and a plan moves to it after a look', () => templates(at));
  await test('flows: a revision is approved, compared with now, and a section brought back', () => revisions(at));
  await test('flows: a question is commented on', () => questions(at));
  await test('flows: no page threw an error', () => assert.deepEqual(errors, []));
  await context.close();
}
