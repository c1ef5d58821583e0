// DATA-1, DATA-2, DATA-3. See run. Every file meets a workspace in which some of its records stand already, so that undo has something to restore.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { client, serve, summary, temporaryFolder, test, until } from '../e2e/house.mjs';
import { files } from './files.mjs';

const routes = ['users', 'accounts', 'people', 'products', 'opportunities', 'interactions', 'sales-lines'];

/** All that can be seen, without what every write moves. */
async function state(api) {
  const all = {};
  for (const route of routes) {
    const { text, status } = await api('GET', `/${route}/export?format=ndjson`);
    assert.equal(status, 200, text);
    all[route] = text.split('\n').filter(Boolean).map((line) => {
      const { version, updated_at, ...rest } = JSON.parse(line);
      return rest;
    }).sort((a, b) => (a.id < b.id ? -1 : 1));
  }
  return all;
}

async function bring(api, file) {
  const uploaded = await api('POST', `/imports?name=${encodeURIComponent(file.name)}`, new Uint8Array(file.bytes));
  assert.equal(uploaded.status, 201, uploaded.text);
  const { id, dialect, target } = uploaded.json;
  assert.deepEqual([dialect, target], [file.dialect, file.target], 'recognised');
  const started = await api('POST', `/imports/${id}/application`);
  assert.equal(started.status, 202, `${started.text} ${JSON.stringify(uploaded.json.analysis?.questions)}`);
  const counts = await until(file.name, async () => {
    const { json } = await api('GET', `/imports/${id}`);
    assert.ok(!['failed', 'cancelled'].includes(json.state), json.problem);
    return json.state === 'applied' && json.result.counts;
  }, 30);
  const errors = (await api('GET', `/imports/${id}/errors`)).json.items;
  return { id, counts, errors };
}

async function undo(api, id) {
  const answer = await api('DELETE', `/imports/${id}/application`);
  assert.equal(answer.status, 202, answer.text);
  await until('the undo', async () => (await api('GET', `/imports/${id}`)).json.state === 'undone', 30);
}

async function one(api, engine, file) {
  const before = await state(api);
  const first = await bring(api, file);
  const wanted = { created: 0, updated: 0, skipped: 0, rejected: 0, ...file.counts };
  for (const [name, count] of Object.entries(wanted))
    assert.equal(first.counts[name], count, `${name}: ${JSON.stringify(first.counts)} ${JSON.stringify(first.errors)}`);
  for (const [route, filter, field, value] of file.holds) {
    const found = (await api('GET', `/${route}?filter=${encodeURIComponent(filter)}`)).json.items;
    assert.ok(found?.length >= 1, `${route} ${filter}`);
    assert.deepEqual(found[0][field], value, `${route} ${filter} ${field}`);
  }
  const after = await state(api);
  const second = await bring(api, file);
  assert.deepEqual([second.counts.created, second.counts.updated, second.counts.made_along], [0, 0, 0], 'the second import');
  assert.deepEqual(await state(api), after, 'the second import changed something');
  await undo(api, first.id);
  assert.deepEqual(await state(api), before, 'undo did not restore the earlier state');
  await bring(api, file); // for the files that refer to it
}

async function updating(api) {
  const [account] = (await api('GET', '/accounts?filter=external_id%20%3D%20001B')).json.items;
  const changed = await api('PATCH', `/accounts/${account.id}`, { phone: '0431 7', tags: ['by', 'hand'], description: null, industry: 'By hand', custom: {} }, {
    'if-match': `"${account.version}"`, 'content-type': 'application/merge-patch+json' });
  assert.equal(changed.status, 200, changed.text);
  const before = await state(api);
  const file = { name: 'Account.csv', dialect: 'salesforce_api', target: 'accounts',
    bytes: Buffer.from('"Id","Name","ParentId","BillingCity","Phone","Industry","AnnualRevenue"\n"001B","Bär Holding SE","001D","Lübeck","1","Holding","5"\n') };
  const { id, counts } = await bring(api, file);
  assert.deepEqual([counts.created, counts.updated], [0, 1]);
  await undo(api, id);
  assert.deepEqual(await state(api), before, 'undo of an update');
  // What somebody has changed since stays as he left it.
  const again = await bring(api, file);
  const now = (await api('GET', `/accounts/${account.id}`)).json;
  await api('PATCH', `/accounts/${account.id}`, { city: 'Flensburg' }, { 'if-match': `"${now.version}"` });
  await undo(api, again.id);
  const left = (await api('GET', `/accounts/${account.id}`)).json;
  assert.deepEqual([left.city, left.name, left.phone, left.annual_revenue], ['Flensburg', 'Bär Holding', '0431 7', null]);
}

async function refusals(api) {
  const before = await state(api);
  const bytes = new TextEncoder().encode('"Id","Name","BillingCity","AnnualRevenue"\n"n1","Good","x","1"\n"n2","","x","1"\n"n3","Bad","x","many"\n');
  const { json } = await api('POST', '/imports?name=a.csv', bytes);
  const patched = await api('PATCH', `/imports/${json.id}`, { options: { ...json.options, mode: 'all' } }, { 'if-match': `"${json.version}"` });
  assert.equal(patched.status, 200, patched.text);
  await api('POST', `/imports/${json.id}/application`);
  await until('the refusal', async () => (await api('GET', `/imports/${json.id}`)).json.state === 'failed', 30);
  assert.deepEqual(await state(api), before, 'all or nothing');
  const errors = await api('GET', `/imports/${json.id}/errors?format=csv`);
  assert.match(errors.text, /\n3,/);
  assert.match(errors.text, /\n4,"AnnualRevenue","many",/);
}

async function run(engine, db) {
  const server = await serve(db, { files: join(temporaryFolder(), 'files') });
  const api = await client(server, { currency: 'EUR' });
  for (const file of files)
    await test(`${engine}: ${file.dialect || 'no program'}, ${file.target}: twice, and back`, () => one(api, engine, file));
  await test(`${engine}: undo of an update restores each field that nobody has touched since`, () => updating(api));
  await test(`${engine}: all or nothing keeps nothing and says why`, () => refusals(api));
  await server.stop();
}

await run('sqlite', `sqlite:${join(temporaryFolder(), 'kamino.db')}`);
if (process.env.KAMINO_TEST_PG) {
  const admin = process.env.KAMINO_TEST_PG;
  const name = `kamino_dialects_${process.pid}`;
  const psql = (sql) => execFileSync('psql', ['-qAtc', sql, admin]);
  psql(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  await run('postgres', admin.replace(/\/[^/]*$/, `/${name}`));
  psql(`DROP DATABASE ${name} WITH (FORCE)`);
}
summary();
