// See kamino_kill.sh. Each round: clients post accounts with people (each under its own idempotency key, repeated until it is
// answered), one import of invoice lines is applied, and the server is killed at a moment that nobody chose. After the last
// round everything acknowledged must be there once, and the import must equal one that nobody disturbed.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { client, serve, summary, temporaryFolder, test, until } from '../e2e/house.mjs';

const rounds = Number(process.env.KAMINO_KILL_ROUNDS ?? 20);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function linesFile(folder) {
  const rows = ['invoice_number,customer_id,product_code,booked_on,quantity,net_amount'];
  for (let i = 0; i < 120_000; i += 1)
    rows.push(`I${i},C${i % 700},P${i % 90},2025-${String(1 + (i % 12)).padStart(2, '0')}-15,${1 + (i % 9)},${(i % 5000) / 4 + 1}`);
  const path = join(folder, 'lines.csv');
  writeFileSync(path, `${rows.join('\n')}\n`);
  return path;
}

const linesSum = Array.from({ length: 120_000 }, (_, i) => ((i % 5000) / 4 + 1) * 100).reduce((a, b) => a + b, 0);

async function loop(engine, db, folder) {
  let server = await serve(db, { files: join(folder, 'files') });
  let api = await client(server);
  const token = await api('POST', '/tokens', { name: 'crash', scopes: ['read', 'write'] });
  assert.equal(token.status, 201, token.text);
  const bearer = token.json.token ?? token.json.secret;
  const call = async (method, path, body, headers = {}) => {
    const raw = body instanceof Uint8Array;
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': raw ? 'text/csv' : 'application/json', ...headers },
      body: body === undefined ? undefined : raw ? body : JSON.stringify(body),
    });
    return { status: answer.status, text: await answer.text() };
  };
  const { readFileSync } = await import('node:fs');
  const uploaded = await call('POST', '/imports?name=lines.csv', readFileSync(linesFile(folder)));
  assert.equal(uploaded.status, 201, uploaded.text);
  const importId = JSON.parse(uploaded.text).id;
  assert.equal((await call('POST', `/imports/${importId}/application`)).status, 202);

  const acknowledged = new Map(); // name -> id
  let running = true;
  let serial = 0;
  const write = async (worker) => {
    while (running) {
      const name = `Crash ${worker} ${(serial += 1)}`;
      for (let done = false; !done; ) {
        try {
          const answer = await call('POST', '/accounts', { name }, { 'idempotency-key': name });
          assert.equal(answer.status, 201, answer.text);
          acknowledged.set(name, JSON.parse(answer.text).id);
          done = true;
        } catch (error) {
          if (error instanceof assert.AssertionError && !/^5|429/.test(String(error.actual))) throw error;
          if (!running) return; // never answered: may be there or not
          await pause(20);
        }
      }
    }
  };
  const workers = [1, 2, 3, 4].map(write);
  for (let round = 0; round < rounds; round += 1) {
    const before = acknowledged.size;
    await pause(60 + Math.random() * 500);
    for (let waited = 0; acknowledged.size === before && waited < 100; waited += 1) await pause(50);
    await server.stop('SIGKILL');
    server = await serve(db, { files: join(folder, 'files') });
  }
  await pause(200);
  running = false;
  await Promise.all(workers);

  await test(`${engine}: ${acknowledged.size} acknowledged accounts are all there, each once (${rounds} kills)`, async () => {
    assert.ok(acknowledged.size > rounds, 'the clients wrote');
    const names = new Map();
    for (let cursor = ''; ; ) {
      const page = JSON.parse((await call('GET', `/accounts?q=Crash&limit=1000&sort=name&cursor=${cursor}`)).text);
      for (const account of page.items) names.set(account.name, [...(names.get(account.name) ?? []), account.id]);
      if (!page.next_cursor) break;
      cursor = page.next_cursor;
    }
    for (const [name, id] of acknowledged) assert.deepEqual(names.get(name), [id], name);
    for (const [name, ids] of names) assert.equal(ids.length, 1, name);
  });
  await test(`${engine}: every account has its line in the log and its place in the tree`, async () => {
    const [name, id] = [...acknowledged].at(-1);
    const history = await call('GET', `/accounts/${id}/history`);
    assert.equal(history.status, 200, history.text);
    assert.equal(JSON.parse(history.text).items.filter((line) => line.action === 'insert').length, 1, name);
  });
  await test(`${engine}: the import that was killed went on and equals an undisturbed one`, async () => {
    const done = await until('the import', async () => {
      const state = JSON.parse((await call('GET', `/imports/${importId}`)).text);
      assert.ok(['queued', 'applying', 'applied'].includes(state.state), `${state.state} ${state.problem}`);
      return state.state === 'applied' && state;
    });
    const { rows, created, rejected } = done.result.counts;
    assert.deepEqual([rows, created, rejected], [120_000, 120_000, 0]);
    const customers = JSON.parse((await call('GET', '/accounts?filter=external_id%20~%20%22C%22&limit=1&count=true')).text);
    assert.equal(customers.total, 700);
    // A list counts no further than 10,000; the export has every line.
    const exported = (await call('GET', '/sales-lines/export?format=csv&columns=id')).text;
    assert.equal(new Set(exported.trim().split('\r\n').slice(1)).size, 120_000);
  });
  await server.stop();
  return linesSum;
}

{
  const folder = temporaryFolder();
  const db = join(folder, 'kamino.db');
  const sum = await loop('sqlite', `sqlite:${db}`, folder);
  await test('sqlite: the file is sound and the lines add up', () => {
    const query = (sql) => String(execFileSync('sqlite3', ['-readonly', db, sql])).trim();
    assert.equal(query('PRAGMA integrity_check'), 'ok');
    assert.equal(query('PRAGMA foreign_key_check'), '');
    assert.equal(query('SELECT count(*), sum(net_amount_minor) FROM sales_lines'), `120000|${sum}`);
    assert.equal(query('SELECT count(*) FROM accounts WHERE id NOT IN (SELECT account_id FROM account_tree)'), '0');
    const orphans = "SELECT count(*) FROM accounts a WHERE a.name LIKE 'Crash%' AND NOT EXISTS (SELECT 1 FROM changes c WHERE c.entity_id = a.id)";
    assert.equal(query(orphans), '0');
  });
}
if (process.env.KAMINO_TEST_PG) {
  const admin = process.env.KAMINO_TEST_PG;
  const name = `kamino_kill_${process.pid}`;
  const psql = (sql, url = admin) => String(execFileSync('psql', ['-qAtc', sql, url])).trim();
  psql(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  const db = admin.replace(/\/[^/]*$/, `/${name}`);
  const sum = await loop('postgres', db, temporaryFolder());
  await test('postgres: the lines add up, every account has its line in the log', () => {
    assert.equal(psql('SELECT count(*), sum(net_amount_minor) FROM sales_lines', db), `120000|${sum}`);
    assert.equal(psql('SELECT count(*) FROM accounts WHERE id NOT IN (SELECT account_id FROM account_tree)', db), '0');
    assert.equal(psql("SELECT count(*) FROM accounts a WHERE a.name LIKE 'Crash%' AND NOT EXISTS (SELECT 1 FROM changes c WHERE c.entity_id = a.id)", db), '0');
  });
  psql(`DROP DATABASE ${name} WITH (FORCE)`);
}
summary();
