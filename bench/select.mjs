#!/usr/bin/env node
// The ranking of 100,000 accounts while a weight moves: milliseconds of the server and of the whole request, against a
// straightforward recomputation in the same run (SQL over the stored normalised values, sorted), and the sensitivity of
// the first twenty.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { kamino, memoryOf, random, report, run, serve, temporaryFolder, writeLines } from './measure.mjs';

const folder = temporaryFolder();
const count = Number(process.env.KAMINO_BENCH_ACCOUNTS ?? 100_000);
const any = random(12);
const pick = (list) => list[any(list.length)];
const accounts = join(folder, 'accounts.csv');
await writeLines(accounts, 'external_id,name,status,industry,city,country,employees', count, (i) =>
  `A${i},Company ${i},${pick(['customer', 'prospect'])},${pick(['Food', 'Chemistry', 'Machines', 'Retail'])},${pick(['Madrid', 'Utrecht', 'Bogotá'])},${pick(['ES', 'NL', 'CO'])},${1 + any(5000)}`);
const lines = join(folder, 'lines.csv');
await writeLines(lines, 'invoice_number,customer_id,product_code,booked_on,quantity,net_amount', 3 * count, (i) =>
  `I${i},A${any(count)},P${any(200)},${2024 + any(2)}-${String(1 + any(12)).padStart(2, '0')}-15,${1 + any(9)},${10 + any(90_000)}.00`);
const db = join(folder, 'kamino.db');
for (const file of [[accounts, '--as', 'accounts'], [lines]]) await run(kamino, ['import', ...file, '--db', `sqlite:${db}`]);

const server = await serve(`sqlite:${db}`, '/api/v1/session');
const setup = await fetch(`${server.url}/api/v1/setup`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ token: server.token(), name: 'Bench', email: 'bench@example.org', password: 'correct horse battery', workspace_name: 'Bench', currency: 'EUR', language: 'en' }),
});
if (!setup.ok) throw new Error(await setup.text());
const cookie = setup.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
const { csrf } = await setup.json();
const call = async (method, path, body) => {
  const answer = await fetch(`${server.url}/api/v1${path}`, { method, headers: { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json' }, body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 500)}`);
  return JSON.parse(text);
};
let job;
do {
  await new Promise((next) => setTimeout(next, 100));
  [job] = (await call('GET', '/jobs?kind=selection.run&limit=1')).items;
} while (!job?.finished_at);

const timed = async (work) => {
  const from = process.hrtime.bigint();
  const answer = await work();
  return [Number(process.hrtime.bigint() - from) / 1e6, answer];
};
const rank = (weight) => call('POST', '/selection/models/selection/ranking', JSON.stringify({ top: 20, criteria: [{ key: 'margin', weight }, { key: 'stability', weight: 60 - weight / 2 }] }));
const [first] = await timed(() => rank(10));
console.log(`       first question after a run (the table is read): ${first.toFixed(0)} ms`);
const whole = [];
const inside = [];
for (let i = 0; i < 100; i += 1) {
  const [took, answer] = await timed(() => rank(i));
  whole.push(took);
  inside.push(answer.took_ms);
  if (answer.accounts !== count) throw new Error(`ranked ${answer.accounts} accounts`);
}
const at = (list, share) => list.sort((a, b) => a - b)[Math.floor((list.length - 1) * share)];
report('re-rank all accounts, whole request, p99', at(whole, 0.99), 100, 'ms', `median ${at(whole, 0.5).toFixed(1)} ms; the ranking itself ${at(inside, 0.5).toFixed(1)} ms, both rankings and who moves`);

// The straightforward way, in a process that does nothing else: the weighted mean of what is known, by SQL, sorted.
const straight = Number(
  execFileSync('python3', ['-c', `
import sqlite3, time, sys
db = sqlite3.connect(":memory:"); db.execute("ATTACH ? AS k", (sys.argv[1],))
db.execute("CREATE TABLE n AS SELECT id, " + ", ".join("json_extract(scoring, '$.n[%d]') AS n%d" % (i, i) for i in range(11)) + " FROM k.portfolio_scores")
t = []
for run in range(5):
    w = [20, 10 + run, 15, 10, 10, 5, 10, 8, 4, 4, 4 + run]
    a = time.perf_counter()
    rows = db.execute("SELECT id, (" + " + ".join("COALESCE(n%d, 0) * %d" % (i, w[i]) for i in range(11)) + ") / MAX(" + " + ".join("(n%d IS NOT NULL) * %d" % (i, w[i]) for i in range(11)) + ", 1.0) AS s FROM n ORDER BY s DESC, id").fetchall()
    t.append(time.perf_counter() - a)
t.sort(); print(t[2] * 1000)`, db], { encoding: 'utf8' }),
);
report('re-rank, the ranking itself against SQL over the same values', at(inside, 0.5) / straight, 1, '× a straightforward recomputation', `${at(inside, 0.5).toFixed(1)} ms against ${straight.toFixed(0)} ms`);
const [sensitivity] = await timed(() => call('GET', '/selection/models/selection/sensitivity?top=20'));
console.log(`       sensitivity (22 rankings) and stability (100 draws) of the first 20: ${sensitivity.toFixed(0)} ms`);
const [map] = await timed(() => call('GET', '/selection/map'));
console.log(`       the map of all accounts: ${map.toFixed(0)} ms`);
console.log(`       memory with the ranking's table: ${memoryOf(server.pid).now.toFixed(0)} MB`);
await server.stop();
