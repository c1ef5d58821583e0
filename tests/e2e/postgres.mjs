// Import, select and plan through the API on PostgreSQL.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expected } from './expected.mjs';
import { client, maven, retail, serve, temporaryFolder, test, until } from './house.mjs';

async function importFile(api, path) {
  const uploaded = await api('POST', `/imports?name=${encodeURIComponent(basename(path))}`, readFileSync(path));
  assert.equal(uploaded.status, 201, uploaded.text);
  const { id } = uploaded.json;
  const started = await api('POST', `/imports/${id}/application`);
  assert.equal(started.status, 202, started.text);
  return until(`the import of ${path}`, async () => {
    const { json } = await api('GET', `/imports/${id}`);
    assert.notEqual(json.state, 'failed', json.problem);
    return json.state === 'applied' && { id, ...json.result.counts };
  });
}

async function pages(api, path) {
  const items = [];
  for (let cursor = ''; ; ) {
    const { json, status, text } = await api('GET', `${path}${path.includes('?') ? '&' : '?'}limit=1000&cursor=${cursor}`);
    assert.equal(status, 200, text);
    items.push(...json.items);
    if (!json.next_cursor) return items;
    cursor = json.next_cursor;
  }
}

export async function flow() {
  const admin = process.env.KAMINO_TEST_PG;
  if (!admin) {
    await test('PostgreSQL is there (KAMINO_TEST_PG)', () => assert.fail('not set; run through bin/pg-cluster run'));
    return;
  }
  const name = `kamino_e2e_${process.pid}`;
  const db = admin.replace(/\/[^/]*$/, `/${name}`);
  const psql = (sql) => execFileSync('psql', ['-qAtc', sql, admin], { stdio: ['ignore', 'pipe', 'inherit'] });
  psql(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  const server = await serve(db, { files: join(temporaryFolder(), 'files') });
  const api = await client(server);
  const want = expected();
  const files = {};
  let lines;

  await test('postgres: the CRM export goes in with the counts of the files', async () => {
    for (const file of ['sales_teams', 'products', 'accounts', 'sales_pipeline'])
      files[file] = await importFile(api, join(maven, `${file}.csv`));
    assert.equal(files.sales_teams.created, want.users.n);
    assert.equal(files.sales_teams.made_along, want.users.managers);
    assert.equal(files.products.created, want.products.n);
    assert.equal(files.products.made_along, want.products.lines);
    assert.equal(files.accounts.created, want.accounts.n);
    assert.equal(files.sales_pipeline.created, want.deals.good);
    assert.equal(files.sales_pipeline.rejected, want.deals.bad);
  });
  await test('postgres: parents, won value and the product with another spelling', async () => {
    const accounts = await pages(api, '/accounts');
    assert.equal(accounts.filter((a) => a.parent_id).length, want.accounts.parents);
    const deals = await pages(api, '/opportunities');
    const won = deals.filter((d) => d.outcome === 'won');
    assert.equal(won.length, want.deals.won_count);
    assert.equal(won.reduce((sum, d) => sum + d.amount.minor, 0), want.deals.won * 100);
    const products = await pages(api, '/products');
    const pro = products.find((p) => p.name === 'GTX Pro');
    assert.equal(deals.filter((d) => d.product_id === pro.id).length, want.deals.gtx_pro);
  });
  await test('postgres: the invoices go in, those without a customer are refused', async () => {
    lines = await importFile(api, retail);
    assert.equal(lines.created, want.lines.good);
    assert.equal(lines.rejected, want.lines.bad);
    assert.equal(lines.made_along, want.lines.customers + want.lines.products);
  });
  await test('postgres: a second import changes nothing', async () => {
    const again = await importFile(api, join(maven, 'sales_pipeline.csv'));
    assert.deepEqual([again.created, again.updated, again.unchanged], [0, 0, want.deals.good]);
  });
  await test('postgres: the accounts are scored and classed, the sum of the portfolio is the sum of the invoices', async () => {
    const run = await api('POST', '/selection/runs', {});
    assert.ok(run.ok, run.text);
    const rows = await until('classes', async () => {
      const found = await pages(api, '/portfolio?sort=-revenue_12m');
      return found.some((row) => row.class === 'A') && found;
    });
    assert.equal(rows.length, want.accounts.n + want.lines.customers);
    assert.equal(rows.reduce((sum, row) => sum + (row.revenue_12m?.minor ?? 0), 0), want.lines.net);
    const score = await api('GET', `/accounts/${rows[0].id}/score`);
    assert.equal(score.status, 200, score.text);
  });
  let planned;
  await test('postgres: a plan writes its first draft and is a printable document', async () => {
    const [first] = (await api('GET', '/portfolio?sort=-revenue_12m&limit=1')).json.items;
    planned = first.name;
    const plan = await api('POST', '/plans', { account_id: first.id });
    assert.equal(plan.status, 201, plan.text);
    const document = await api('GET', `/plans/${plan.json.id}/document?format=html&lang=nl`);
    assert.equal(document.status, 200, document.text);
    assert.ok(document.text.includes(first.name));
    assert.match(document.text, /lang="nl"/);
  });
  await test('postgres: undo takes the invoices and their customers away again, but for the one with a plan', async () => {
    assert.equal((await api('DELETE', `/imports/${lines.id}/application`)).status, 202);
    await until('the undo', async () => (await api('GET', `/imports/${lines.id}`)).json.state === 'undone');
    const kept = (await api('GET', `/imports/${lines.id}`)).json.result.kept;
    assert.deepEqual(kept, { count: 1, titles: [planned] });
    assert.equal((await pages(api, '/accounts')).length, want.accounts.n + 1);
    assert.equal((await api('GET', '/sales-lines?limit=1&count=true')).json.total, 0);
  });
  await server.stop();
  psql(`DROP DATABASE ${name} WITH (FORCE)`);
}
