// PLAN-16: two people on one plan in two browsers. They see each other, write in the same section while one is offline, are
// asked where they clash, find their unsaved words after a reload, and talk about it.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { client, serve, temporaryFolder, test, until } from './house.mjs';

const require = createRequire(join(process.env.KAMINO_ROOT, 'web/package.json'));

/** A workspace with two people, an account of the second, and its plan; served so that one signs in by name. */
async function house() {
  const db = `sqlite:${join(temporaryFolder(), 'kamino.db')}`;
  const first = await serve(db);
  const ada = await client(first);
  const made = async (path, body) => {
    const answer = await ada('POST', path, body);
    assert.ok(answer.ok, `${path}: ${answer.text}`);
    return answer.json;
  };
  const bert = await made('/users', { name: 'Bert Vos', email: 'bert@example.org', role: 'manager', language: 'en', active: true });
  const account = await made('/accounts', { name: 'Puerto Azul', owner_id: bert.id });
  const plan = await made('/plans', { account_id: account.id });
  const section = plan.sections.find((one) => one.key === 'trends');
  const people = (await ada('GET', '/users?limit=10')).json.items;
  await first.stop();
  const server = await serve(db, { more: ['--demo'] });
  return { server, account, plan, section, people };
}

export async function flow() {
  const { chromium } = require('playwright-core');
  const { server, account, plan, section, people } = await house();
  const browser = await chromium.launch({ executablePath: process.env.KAMINO_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  const errors = [];
  const enter = async (name, viewport) => {
    const context = await browser.newContext({ viewport, locale: 'en-GB' });
    const signedIn = await context.request.post(`${server.url}/api/v1/demo/session`, {
      data: { user_id: people.find((one) => one.name === name).id },
    });
    assert.ok(signedIn.ok(), await signedIn.text());
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(`${server.url}/accounts/${account.id}/plan`);
    const box = page.getByRole('region', { name: section.title, exact: true });
    await box.waitFor();
    const edit = async () => {
      await box.getByRole('button', { name: /^(Edit|Write)$/ }).first().click();
      return box.getByRole('textbox', { name: section.title });
    };
    const body = async () => (await (await context.request.get(`${server.url}/api/v1/plan-sections/${section.id}`)).json()).body;
    return { context, page, box, edit, body, save: () => box.getByRole('button', { name: 'Save' }).click() };
  };
  const ada = await enter('Ada Example', { width: 1280, height: 800 });
  const bert = await enter('Bert Vos', { width: 390, height: 844 });
  const stands = (...words) =>
    until(`the words ${words}`, async () => {
      const text = await ada.body();
      return words.every((word) => text.includes(word)) && text;
    });

  await test('together: both see that the other is there, and who writes where', async () => {
    await ada.page.getByRole('img', { name: 'Bert Vos has this plan open' }).waitFor();
    const text = await ada.edit();
    await bert.box.getByText('Ada Example is writing here').waitFor();
    await text.fill('Demand grows.\n\nPrices are stable.');
    await ada.save();
    await stands('Demand grows.');
    await bert.box.getByText('Prices are stable.').waitFor();
  });

  await test('together: one goes offline for a while, both write in the same section, no word is lost', async () => {
    const his = await bert.edit();
    await bert.context.setOffline(true);
    await his.fill('Demand grows quickly in the south.\n\nPrices are stable.\n\nBert was on site.');
    await bert.save();
    await bert.page.getByText(/1 change will be saved/).waitFor();
    const hers = await ada.edit();
    await hers.fill('Ada looked it up.\n\nDemand grows.\n\nPrices are stable since May.');
    await ada.save();
    await stands('since May');
    await bert.context.setOffline(false);
    const text = await stands('quickly in the south', 'Bert was on site.', 'Ada looked it up.', 'since May');
    assert.equal(text.match(/Demand/g).length, 1, text);
    await bert.box.getByText('Ada looked it up.').waitFor();
    await ada.box.getByText('Bert was on site.').waitFor();
    // the bar, not the message about it, which stays while the pointer rests on it
    await until('nothing to wait', async () => !(await bert.page.getByText(/1 change will be saved/).isVisible()));
  });

  await test('together: what clashes is asked, and nothing is thrown away meanwhile', async () => {
    const mine = (await bert.body()).replace('stable', 'falling');
    const his = await bert.edit();
    await his.fill(mine);
    const hers = await ada.edit();
    await hers.fill((await ada.body()).replace('stable', 'rising'));
    await ada.save();
    await stands('rising');
    await bert.save();
    const dialog = bert.page.getByRole('dialog', { name: 'Someone else changed this meanwhile' });
    await dialog.getByRole('radio', { name: /Yours\s*falling/ }).waitFor();
    await dialog.getByRole('button', { name: 'Decide later' }).click();
    await bert.page.getByText('1 change needs your decision.').waitFor();
    await bert.page.getByRole('button', { name: 'Decide', exact: true }).click();
    await dialog.getByRole('radio', { name: /Yours\s*falling/ }).check();
    await dialog.getByRole('button', { name: 'Save the chosen values' }).click();
    assert.ok(!(await stands('falling')).includes('rising'));
    await ada.box.getByText(/falling/).waitFor();
  });

  await test('together: words that nobody saved are there again after a reload', async () => {
    const his = await bert.edit();
    await his.fill(`${await bert.body()}\n\nHalf a thought`);
    bert.page.on('dialog', (dialog) => void dialog.accept());
    await bert.page.reload();
    const again = bert.box.getByRole('textbox', { name: section.title });
    await again.waitFor();
    assert.match(await again.innerText(), /Half a thought\s*$/);
    await bert.save();
    await stands('Half a thought');
  });

  await test('together: a mention appears live in the other browser and leads to the thread', async () => {
    await ada.box.getByRole('button', { name: `Comment: ${section.title}` }).click();
    const drawer = ada.page.getByRole('dialog', { name: 'Comments' });
    const words = drawer.getByRole('textbox', { name: `Comment on “${section.title}”` });
    await words.pressSequentially('Is this so, @Ber');
    await drawer.getByRole('option', { name: 'Bert Vos' }).click();
    await words.pressSequentially('?');
    await drawer.getByRole('button', { name: 'Comment', exact: true }).click();
    // in the thread, and not in the box that it was written in
    await drawer.locator('p', { hasText: 'Is this so,' }).waitFor();
    await bert.page.getByRole('img', { name: '1 unread' }).first().waitFor();
    await bert.page.goto(`${server.url}/inbox`);
    await bert.page.getByRole('button', { name: /Ada Example mentioned you/ }).click();
    await bert.page.waitForURL(new RegExp(`/accounts/${account.id}/plan\\?open=`));
    const his = bert.page.getByRole('dialog', { name: 'Comments' });
    await his.getByRole('button', { name: 'Answer' }).click();
    await his.getByRole('textbox', { name: 'Answer' }).fill('Yes, I was there.');
    await his.getByRole('button', { name: 'Answer' }).click();
    await drawer.getByText('Yes, I was there.').waitFor();
    await drawer.getByRole('button', { name: 'Resolve' }).click();
    await drawer.getByText('Yes, I was there.').waitFor({ state: 'hidden' });
    await his.getByText('Resolved by Ada Example').waitFor();
  });

  await test('together: a new row and a comment written offline wait in the browser, outlive the page and come in once', async () => {
    await bert.page.goto(`${server.url}/accounts/${account.id}/plan`);
    await bert.box.waitFor();
    await bert.context.setOffline(true);
    await bert.page.getByRole('button', { name: 'Add a threat' }).click();
    const form = bert.page.getByRole('dialog', { name: 'Add a threat' });
    await form.getByRole('textbox', { name: 'Text' }).fill('A rival opens in the port');
    await form.getByRole('button', { name: 'Create' }).click();
    await form.waitFor({ state: 'hidden' });
    const card = (page) => page.getByRole('button', { name: /A rival opens in the port/ });
    await card(bert.page).getByText('Not saved yet').waitFor();
    await bert.box.getByRole('button', { name: `Comment: ${section.title}` }).click();
    const drawer = bert.page.getByRole('dialog', { name: 'Comments' });
    await drawer.getByRole('textbox', { name: `Comment on “${section.title}”` }).fill('Written in the train');
    await drawer.getByRole('button', { name: 'Comment', exact: true }).click();
    await drawer.locator('p', { hasText: 'Written in the train' }).waitFor();
    await drawer.getByText('Not saved yet').waitFor();
    if (process.env.KAMINO_SHOTS) await bert.page.screenshot({ path: join(process.env.KAMINO_SHOTS, 'waiting.png') });
    await bert.page.close();

    // The first answer is lost on its way: the server has the row, the browser does not know it yet.
    let lost = 0;
    await bert.context.route('**/api/v1/plan-swot-items', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort();
    });
    await bert.context.setOffline(false);
    const page = await bert.context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(`${server.url}/accounts/${account.id}/plan`);
    const rows = async (path) => (await (await ada.context.request.get(`${server.url}/api/v1${path}`)).json()).items;
    await until('the row and the comment', async () => {
      const items = await rows(`/plan-swot-items?filter=plan_id = "${plan.id}"`);
      const said = await rows(`/comments?filter=plan_id = "${plan.id}" and body = "Written in the train"`);
      return items.length > 0 && said.length > 0;
    });
    await card(page).waitFor();
    await until('nothing to wait', async () => (await page.getByText('Not saved yet').count()) === 0);
    assert.equal(lost, 1);
    assert.equal((await rows(`/plan-swot-items?filter=plan_id = "${plan.id}"`)).length, 1);
    assert.equal((await rows(`/comments?filter=body = "Written in the train"`)).length, 1);
    await card(ada.page).waitFor();
  });

  const page = bert.context.pages().at(-1);
  await page.setViewportSize({ width: 1100, height: 900 });
  const rows = async (path) => (await (await ada.context.request.get(`${server.url}/api/v1${path}`)).json()).items;
  const threat = async () => (await rows(`/plan-swot-items?filter=plan_id = "${plan.id}" and kind = "threat"`))[0];
  const nothingWaits = () => until('nothing to wait', async () => (await page.getByText(/will be saved when/).count()) === 0);
  const { csrf } = await (await ada.context.request.get(`${server.url}/api/v1/session`)).json();
  /** What Ada does meanwhile, by the API. */
  const meanwhile = async (method, path, data, version) => {
    const headers = { 'X-CSRF-Token': csrf, Origin: server.url, 'If-Match': `"${version}"` };
    const answer = await ada.context.request.fetch(`${server.url}/api/v1${path}`, { method, data, headers });
    assert.ok(answer.ok(), await answer.text());
  };
  /** The plan anew: nothing is open over it. */
  const fresh = async () => {
    await bert.context.setOffline(false);
    await page.goto(`${server.url}/accounts/${account.id}/plan`);
    await page.getByRole('region', { name: section.title, exact: true }).waitFor();
  };
  const card = (text) => page.locator('.k-swot-title', { hasText: text });
  const remove = async (text) => {
    if ((await card(text).getAttribute('aria-expanded')) !== 'true') await card(text).click();
    await page.locator('.k-swot-card', { has: card(text) }).getByRole('button', { name: 'Delete' }).click();
    await card(text).waitFor({ state: 'hidden' });
  };
  const addThreat = async (text) => {
    await page.getByRole('button', { name: 'Add a threat' }).click();
    const form = page.getByRole('dialog', { name: 'Add a threat' });
    await form.getByRole('textbox', { name: 'Text' }).fill(text);
    await form.getByRole('button', { name: 'Create' }).click();
    await form.waitFor({ state: 'hidden' });
  };
  const shoot = (name) =>
    process.env.KAMINO_SHOTS && page.screenshot({ path: join(process.env.KAMINO_SHOTS, `${name}.png`) });

  await test('together: a comment edited, settled and removed offline is so for everybody afterwards', async () => {
    await page.getByRole('region', { name: section.title, exact: true }).getByRole('button', { name: new RegExp(`: ${section.title}$`) }).first().click();
    const drawer = page.getByRole('dialog', { name: 'Comments' });
    const said = (text) => drawer.locator('p', { hasText: text });
    const more = (text) =>
      drawer.locator('.k-thread', { hasText: text }).getByRole('button', { name: 'More for the comment of Bert Vos' });
    await said('Written in the train').waitFor();
    await bert.context.setOffline(true);
    await more('Written in the train').click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await drawer.getByRole('textbox', { name: 'Edit' }).fill('Written in the bus');
    await drawer.getByRole('button', { name: 'Save' }).click();
    await said('Written in the bus').waitFor();
    await drawer.getByRole('button', { name: 'Resolve', exact: true }).click();
    await said('Written in the bus').waitFor({ state: 'hidden' });
    await bert.context.setOffline(false);
    await nothingWaits();
    const stands = async () => (await rows(`/comments?filter=body = "Written in the bus"`))[0];
    await until('the comment to be settled', async () => (await stands())?.resolved_at);
    await drawer.getByText(/^Resolved \d/).click();
    await said('Written in the bus').waitFor();
    await bert.context.setOffline(true);
    await more('Written in the bus').click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await said('Written in the bus').waitFor({ state: 'hidden' });
    await bert.context.setOffline(false);
    await until('the comment to go', async () => !(await stands()));
    await page.keyboard.press('Escape');
  });

  await test('together: who joins and leaves the team offline does so afterwards', async () => {
    await fresh();
    const team = page.getByRole('region', { name: 'Roles', exact: false }).first();
    await team.getByRole('button', { name: 'Name somebody' }).first().click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Person').fill('Ada');
    await page.getByRole('option', { name: 'Ada Example' }).click();
    await bert.context.setOffline(true);
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    const holder = team.locator('.k-role-who .k-chip', { hasText: 'Ada Example' });
    await holder.first().waitFor();
    await bert.context.setOffline(false);
    const members = () => rows(`/account-team?filter=account_id = "${account.id}"`);
    await until('the member', async () => (await members()).length === 1);
    await fresh();
    await holder.first().waitFor();
    await bert.context.setOffline(true);
    await holder.getByRole('button').click();
    await holder.waitFor({ state: 'hidden' });
    await bert.context.setOffline(false);
    await until('the member to go', async () => (await members()).length === 0);
  });

  await test('together: a row removed offline goes; one that somebody changed meanwhile is asked about', async () => {
    await fresh();
    await bert.context.setOffline(true);
    await remove(/A rival opens in the port/);
    await page.getByText(/1 change will be saved/).waitFor();
    const before = await threat();
    await meanwhile('PATCH', `/plan-swot-items/${before.id}`, { text: 'A rival opens two shops' }, before.version);
    await bert.context.setOffline(false);
    const dialog = page.getByRole('dialog', { name: 'Someone else changed this meanwhile' });
    await dialog.getByText('A rival opens two shops').waitFor();
    await shoot('removal-asked');
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await card(/two shops/).waitFor();
    await bert.context.setOffline(true);
    await remove(/two shops/);
    await bert.context.setOffline(false);
    await until('the row to go', async () => !(await threat()));
  });

  await test('together: a new row that the server refuses is mended and sent again, and no word of it is lost', async () => {
    await fresh();
    // on its way the text grows longer than a field may be, as a rule that changed meanwhile would refuse it
    await bert.context.route('**/api/v1/plan-swot-items', async (route) => {
      const body = route.request().method() === 'POST' ? route.request().postDataJSON() : null;
      if (body?.text !== 'Refuse me') return route.continue();
      return route.continue({ postData: JSON.stringify({ ...body, text: 'x'.repeat(2000) }) });
    });
    await bert.context.setOffline(true);
    await addThreat('Refuse me');
    await bert.context.setOffline(false);
    await page.getByText('1 change could not be saved.').waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    const mend = page.getByRole('dialog', { name: 'This could not be saved' });
    const text = mend.getByRole('textbox', { name: 'Text' });
    await text.waitFor();
    await shoot('refused');
    assert.equal(await text.inputValue(), 'Refuse me');
    await text.fill('A new law');
    await mend.getByRole('button', { name: 'Send again' }).click();
    await card('A new law').waitFor();
    assert.equal((await threat()).text, 'A new law');
  });

  await test('together: words about a row that somebody removed meanwhile bring it back, when one says so', async () => {
    await fresh();
    const row = await threat();
    await card('A new law').click();
    await bert.context.setOffline(true);
    await page.getByRole('button', { name: 'Text: A new law' }).click();
    const text = page.getByRole('textbox', { name: 'Text', exact: true });
    await text.fill('A new law on packaging');
    await page.locator('.k-swot-title').first().focus();
    await page.getByText(/1 change will be saved/).waitFor();
    await meanwhile('DELETE', `/plan-swot-items/${row.id}`, undefined, row.version);
    await bert.context.setOffline(false);
    const dialog = page.getByRole('dialog', { name: 'Someone else deleted this meanwhile' });
    await dialog.getByText('A new law on packaging').waitFor();
    await shoot('gone');
    await dialog.getByRole('button', { name: 'Bring it back and save' }).click();
    await until('the row to be back', async () => (await threat())?.text === 'A new law on packaging');
  });

  await test('together: no page threw an error', () => assert.deepEqual(errors, []));
  await browser.close();
  await server.stop();
}
