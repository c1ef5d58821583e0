// Files in a browser, in the filled demo workspace (see demo.mjs): a workbook through the wizard to its end and back, a check that
// is left, account plans that the import page knows, a plan's document. DATA-1, DATA-2, PLAN-1.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { sheetRow, test, until, workbook } from './house.mjs';

const plans = join(process.env.KAMINO_ROOT, 'tests/golden/account_plans');

async function bring({ page, url }, files) {
  await page.goto(`${url}/import`);
  await page.getByRole('button', { name: 'Choose files' }).waitFor();
  await page.locator('input[type=file]').setInputFiles(files);
}
const named = async (call, name) =>
  (await call('GET', `/accounts?filter=${encodeURIComponent(`name = "${name}"`)}`)).items;

async function xlsx(at) {
  const { page, call } = at;
  const buffer = workbook(
    sheetRow('Account Name', 'Website', 'Billing City') +
      sheetRow('Sheet Works Ltd', 'sheet.test', 'Utrecht') +
      sheetRow('', 'nobody.test', 'Gent') +
      sheetRow('Caf\u00e9 \u00d1and\u00fa', 'cafe.test', 'Madrid'),
  );
  const file = { name: 'accounts.xlsx', mimeType: 'application/octet-stream', buffer };
  // left at the check: nothing is there, and the file waits where it was left
  await bring(at, file);
  await page.waitForURL(/\/import\/[0-9a-f-]{36}/);
  const left = page.url();
  await page.getByRole('button', { name: 'Check without writing' }).click();
  await page.getByRole('button', { name: 'Import now' }).waitFor();
  assert.equal((await named(call, 'Sheet Works Ltd')).length, 0);
  await page.goto(`${at.url}/import`);
  await page.getByRole('link', { name: 'accounts.xlsx' }).first().click();
  await page.waitForURL(left);
  await page.getByRole('button', { name: 'Import now' }).click();
  await page.getByText('The import is done.').waitFor();
  await page.getByRole('link', { name: 'Download 1 rejected row' }).waitFor();
  assert.equal((await named(call, 'Sheet Works Ltd'))[0].city, 'Utrecht');
  assert.equal((await named(call, 'Caf\u00e9 \u00d1and\u00fa')).length, 1);
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await page.getByText('The import was undone; everything is as it was before.').waitFor();
  assert.equal((await named(call, 'Sheet Works Ltd')).length, 0);
}

async function accountPlans(at) {
  const { page, call } = at;
  for (const [name, external_id] of [['Golden One', '001Ws0000000001AAA'], ['Golden Two', '001Ws0000000002AAA']])
    await call('POST', '/accounts', { name, external_id });
  const files = ['AccountPlan', 'AccountPlanObjective', 'AccountPlanObjectiveMeasure', 'AccountPlanRelationship'];
  await bring(at, files.map((name) => join(plans, `${name}.csv`)));
  await page.waitForURL(/\/plan-import\?uploads=/);
  await page.getByText('1OjWs0000000077AAA').first().waitFor(); // a row that is refused, before anything is written
  await page.getByRole('button', { name: 'Import now' }).click();
  await page.getByText('The import is done.').waitFor();
  const [account] = await named(call, 'Golden One');
  const planOf = async () => (await call('GET', `/plans?filter=${encodeURIComponent(`account_id = "${account.id}"`)}`)).items;
  assert.equal((await planOf()).length, 1);
  await page.goto(`${at.url}/import`);
  await page.getByRole('row', { name: /AccountPlan\.csv/ }).getByText('Imported').first().waitFor();
  await page.goto(`${at.url}/plan-import`);
  await page.getByRole('button', { name: 'Undo this import' }).first().click();
  await until('the plan to go', async () => (await planOf()).length === 0);
}

async function planDocument(at) {
  const { page, call } = at;
  const [source] = (await call('GET', '/plans?filter=status%20!%3D%20closed&limit=1')).items;
  const document = await call('GET', `/plans/${source.id}/export`);
  document.account = { id: '', name: 'Nobody knows this one' };
  const [account] = await named(call, 'Golden Two');
  await bring(at, { name: 'plan.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(document)) });
  await page.waitForURL(/\/plan-import\?document=/);
  await page.getByText('Nobody here knows the account that this plan names.').waitFor();
  await page.getByRole('combobox', { name: 'Account' }).fill('Golden Two');
  await page.getByRole('option', { name: 'Golden Two' }).click();
  await page.getByText(/records new/).waitFor();
  await page.getByRole('button', { name: 'Import now' }).click();
  await page.getByText('The import is done.').waitFor();
  const planOf = async () => (await call('GET', `/plans?filter=${encodeURIComponent(`account_id = "${account.id}"`)}`)).items;
  assert.equal((await planOf()).length, 1);
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await until('the plan to go', async () => (await planOf()).length === 0);
}

export async function flow(browser, house) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  await context.addCookies(house.call.cookies);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  const at = { page, ...house };
  await test('files: a workbook through the wizard, left at its check, taken in, and back', () => xlsx(at));
  await test('files: account plans are known on the import page and go on without a second upload', () => accountPlans(at));
  await test('files: a plan as JSON asks whose it is, comes in, and goes back', () => planDocument(at));
  await test('files: no page threw an error', () => assert.deepEqual(errors, []));
  await context.close();
}
