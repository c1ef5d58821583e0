// Somebody who has never seen Kamino: set-up link, wizard, portfolio, plan, print; then languages, phone, accessibility.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expected } from './expected.mjs';
import { maven, retail, serve, temporaryFolder, test } from './house.mjs';

const require = createRequire(join(process.env.KAMINO_ROOT, 'web/package.json'));
const number = (text) => Number(text.replace(/[^\d]/g, ''));

/** The figures on the page as label -> number. */
async function figuresOf(page) {
  const pairs = await page.locator('dl.k-figures > div').evaluateAll((boxes) =>
    boxes.map((box) => [box.querySelector('dt').textContent.trim(), box.querySelector('dd').textContent.trim()]),
  );
  return Object.fromEntries(pairs.map(([label, text]) => [label, number(text)]));
}

async function upload(page, url, path) {
  await page.goto(`${url}/import`);
  await page.getByRole('button', { name: 'Choose files' }).waitFor();
  await page.locator('input[type=file]').setInputFiles(path);
  await page.waitForURL(/\/import\/[0-9a-f-]{36}/);
}

async function wizard(page, url, path) {
  await upload(page, url, path);
  await page.getByRole('button', { name: 'Check without writing' }).click();
  await page.getByRole('button', { name: 'Import now' }).waitFor({ timeout: 90_000 });
  const checked = await figuresOf(page);
  await page.getByRole('button', { name: 'Import now' }).click();
  await page.getByText('The import is done.').waitFor({ timeout: 90_000 });
  const applied = await figuresOf(page);
  assert.deepEqual(applied, checked, 'the check foretells the import');
  return applied;
}

export async function flow() {
  const { chromium } = require('playwright-core');
  const { AxeBuilder } = require('@axe-core/playwright');
  const folder = temporaryFolder();
  const server = await serve(`sqlite:${join(folder, 'kamino.db')}`);
  const browser = await chromium.launch({
    executablePath: process.env.KAMINO_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  const want = expected();
  const { url } = server;
  let retailImport;
  let planPath;

  await test('browser: the printed link sets the workspace up', async () => {
    await page.goto(`${url}/setup#${server.token}`);
    await page.getByLabel('Workspace').or(page.locator('form input').first()).first().fill('Northwind Trials');
    await page.getByRole('combobox').first().click();
    await page.getByRole('option', { name: 'GBP' }).click();
    await page.locator('input[autocomplete=name]').fill('Ada Example');
    await page.locator('input[autocomplete=username]').fill('ada@example.org');
    await page.locator('input[autocomplete=new-password]').fill('correct horse battery');
    await page.locator('button[type=submit]').click();
    await page.waitForURL(`${url}/import`);
  });
  await test('browser: signing out and in again', async () => {
    await page.getByRole('button', { name: /Ada Example/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(/\/login/);
    await page.locator('input[name=email]').fill('ada@example.org');
    await page.locator('input[name=password]').fill('correct horse battery');
    await page.locator('button[type=submit]').click();
    await page.getByRole('link', { name: 'Import' }).first().waitFor();
  });
  await test('browser: the wizard imports the CRM export with the counts of the files', async () => {
    const users = await wizard(page, url, join(maven, 'sales_teams.csv'));
    assert.deepEqual([users.Created, users['Created along with them']], [want.users.n, want.users.managers]);
    const products = await wizard(page, url, join(maven, 'products.csv'));
    assert.deepEqual([products.Created, products['Created along with them']], [want.products.n, want.products.lines]);
    const accounts = await wizard(page, url, join(maven, 'accounts.csv'));
    assert.deepEqual([accounts.Created, accounts.Rejected], [want.accounts.n, 0]);
    const deals = await wizard(page, url, join(maven, 'sales_pipeline.csv'));
    assert.deepEqual([deals.Created, deals.Rejected], [want.deals.good, want.deals.bad]);
    await page.getByRole('link', { name: /1,425/ }).waitFor(); // the rejected rows, to download
  });
  await test('browser: the same file again has nothing new', async () => {
    await upload(page, url, join(maven, 'accounts.csv'));
    await page.getByRole('button', { name: 'Check without writing' }).click();
    await page.getByRole('button', { name: 'Import now' }).waitFor();
    const again = await figuresOf(page);
    assert.deepEqual([again.Created, again.Updated, again.Unchanged], [0, 0, want.accounts.n]);
    assert.ok(await page.getByRole('button', { name: 'Import now' }).isDisabled());
  });
  await test('browser: the wizard imports the invoices', async () => {
    const lines = await wizard(page, url, retail);
    retailImport = page.url();
    assert.deepEqual(
      [lines.Created, lines.Rejected, lines['Created along with them']],
      [want.lines.good, want.lines.bad, want.lines.customers + want.lines.products],
    );
    const stored = execFileSync('sqlite3', [
      '-readonly',
      join(folder, 'kamino.db'),
      'SELECT count(*), sum(net_amount_minor) FROM sales_lines WHERE deleted_at IS NULL',
    ]);
    assert.equal(String(stored).trim(), `${want.lines.good}|${want.lines.net}`);
  });
  const booked = () =>
    Number(
      execFileSync('sqlite3', [
        '-readonly',
        join(folder, 'kamino.db'),
        'SELECT (SELECT count(*) FROM sales_lines) + (SELECT count(*) FROM sales_months) + (SELECT count(*) FROM products WHERE deleted_at IS NULL)',
      ]),
    );
  await test('browser: a cancelled import leaves nothing behind', async () => {
    const before = booked();
    const big = join(folder, 'big.csv');
    const row = (i) => `X${i},17850,PX${i % 50},2026-0${1 + (i % 9)}-15,${1 + (i % 9)},${10 + (i % 90)}.25\n`;
    const parts = ['invoice_number,customer_id,product_code,booked_on,quantity,net_amount\n'];
    for (let i = 0; i < 1_000_000; i += 1) parts.push(row(i));
    writeFileSync(big, parts.join(''));
    await upload(page, url, big);
    await page.getByRole('button', { name: 'Check without writing' }).click();
    await page.getByRole('button', { name: 'Import now' }).click({ timeout: 120_000 });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('The import was cancelled.').waitFor({ timeout: 60_000 });
    assert.equal(booked(), before);
  });
  await test('browser: the palette opens records by their names', async () => {
    for (const [words, path] of [
      ['isdom', /\/accounts\/[0-9a-f-]{36}/],
      ['GTX Pro', /\/products\?open=[0-9a-f-]{36}/],
    ]) {
      await page.goto(`${url}/portfolio`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Go to or run' }).or(page.locator('.k-palette input')).first().fill(words);
      const hit = page.getByRole('option').filter({ hasText: new RegExp(words, 'i') }).last();
      await hit.waitFor();
      for (let steps = 0; steps < 20 && (await hit.getAttribute('aria-selected')) !== 'true'; steps += 1)
        await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL(path);
      await page.getByText(new RegExp(words, 'i')).first().waitFor();
    }
  });
  await test('browser: the portfolio shows the accounts, and the first one gets a plan', async () => {
    await page.goto(`${url}/portfolio`);
    await page.getByText(/2,852/).first().waitFor();
    const first = page.getByRole('row').nth(1);
    await first.waitFor();
    await first.getByRole('link').first().click();
    await page.waitForURL(/\/accounts\/[0-9a-f-]{36}/);
    const start = page.getByRole('button', { name: 'Start plan' });
    await start.waitFor(); // the page of the account is there, not the portfolio's heading any more
    const name = await page.getByRole('heading', { level: 1 }).innerText();
    await start.click();
    await page.waitForURL(/\/plan$/);
    planPath = new URL(page.url()).pathname;
    await page.getByRole('button', { name: 'Document' }).click();
    await page.frameLocator('iframe[title="Preview of the document"]').getByRole('heading', { level: 1 }).waitFor();
    const print = page.getByRole('link', { name: 'Open to print' });
    await print.waitFor();
    const paper = await context.newPage();
    await paper.goto(new URL(await print.getAttribute('href'), url).href);
    assert.ok((await paper.locator('body').innerText()).includes(name));
    const pdf = await paper.pdf({ preferCSSPageSize: true });
    assert.ok(pdf.length > 5000);
    assert.match(pdf.toString('latin1'), /\/MediaBox\s*\[\s*0 0 59[45]/); // A4 is 595 points wide
    await paper.close();
  });
  const places = () => ['/', '/inbox', '/portfolio', planPath ?? '/', '/import', '/documents', '/selection', '/selection/map', '/selection/stability', '/selection/classes', '/groups', '/groups/rfm', '/groups/new', '/settings'];
  for (const theme of ['light', 'dark']) {
    await test(`browser: no serious accessibility fault, ${theme}`, async () => {
      await page.emulateMedia({ colorScheme: theme });
      await page.evaluate((value) => localStorage.setItem('mantine-color-scheme-value', value), theme);
      const found = [];
      for (const path of places()) {
        await page.goto(url + path);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await page.waitForLoadState('networkidle').catch(() => {});
        const result = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
        for (const fault of result.violations)
          if (fault.impact === 'serious' || fault.impact === 'critical')
            found.push(`${path}: ${fault.id}: ${fault.nodes[0].html.slice(0, 120)} ${fault.nodes[0].any[0]?.message ?? ""}`);
      }
      assert.deepEqual(found, []);
    });
  }
  await test('browser: in Spanish and Dutch, and on a phone without sideways scrolling', async () => {
    for (const [language, word] of [
      ['Español', 'Importar'],
      ['Nederlands', 'Importeren'],
    ]) {
      await page.goto(`${url}/import`);
      const choice = page.getByRole('combobox', { name: /Language|Idioma|Taal/ });
      await choice.click();
      await page.getByRole('option', { name: language }).click();
      await page.getByRole('heading', { level: 1, name: new RegExp(word) }).waitFor();
    }
    const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, storageState: await context.storageState() });
    const small = await phone.newPage();
    for (const path of places()) {
      await small.goto(url + path);
      await small.getByRole('heading', { level: 1 }).first().waitFor();
      const wide = await small.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 391, `${path} is ${wide} pixels wide`);
    }
    await phone.close();
  });
  await test('browser: undo takes the invoices away again', async () => {
    await page.goto(retailImport);
    await page.getByRole('button', { name: 'Deze import ongedaan maken' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ongedaan maken' }).click();
    await page.getByText('De import is ongedaan gemaakt').waitFor({ timeout: 60_000 });
    await page.goto(`${url}/portfolio`);
    await page.getByText(/\b85\b/).first().waitFor();
  });
  await test('browser: no page threw an error', () => assert.deepEqual(errors, []));
  await browser.close();
  await server.stop();
}
