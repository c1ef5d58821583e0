#!/usr/bin/env node
// 100,000 accounts: their import against the sqlite3 shell, score and class of all, first page of the portfolio against a
// bare indexed query of 50 rows, start and idle memory on the workspace that results.
import { execFileSync } from 'node:child_process';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { kamino, memoryOf, random, report, run, serve, setUp, sqlite, temporaryFolder, writeLines } from './measure.mjs';

const folder = temporaryFolder();
const count = Number(process.env.KAMINO_BENCH_ACCOUNTS ?? 100_000);
const file = join(folder, 'accounts.csv');
const any = random(11);
const pick = (list) => list[any(list.length)];
const cities = ['Madrid', 'Bilbao', 'Santiago', 'Bogotá', 'Utrecht', 'Gent', 'Monterrey', 'Sevilla'];
const industries = ['Food', 'Chemistry', 'Machines', 'Retail', 'Energy', 'Health'];
await writeLines(file, 'external_id,name,status,industry,street,city,postal_code,country,phone,website,employees,parent_external_id'.replace(',parent_external_id', ''), count, (i) =>
  `A${i},Company ${any(1e9)} ${i},${pick(['customer', 'prospect'])},${pick(industries)},Street ${any(900)},${pick(cities)},${10000 + any(80000)},${pick(['ES', 'CL', 'CO', 'MX', 'NL', 'BE'])},+34 ${any(1e9)},www.company${i}.example,${1 + any(5000)}`);
const lines = join(folder, 'lines.csv');
await writeLines(lines, 'invoice_number,customer_id,product_code,booked_on,quantity,net_amount', 300_000, (i) =>
  `I${i},A${any(count)},P${any(200)},${2024 + any(2)}-${String(1 + any(12)).padStart(2, '0')}-15,${1 + any(9)},${10 + any(90_000)}.00`);

const db = join(folder, 'kamino.db');
// The reference gets an index for each that the workspace keeps of an account's rows (the account, its line in the tree and
// in the portfolio, its line in the change log and in the import's traces; keys too), on the columns that the file has for
// them. What the file has no column for (revenue, score, owner …) is indexed as the external id alone, where the workspace
// writes an empty value and a longer id: the reference's indexes are as many, and rather smaller.
const inFile = { id: 'external_id', account_id: 'external_id', entity_id: 'external_id', name_folded: 'name', city_folded: 'city' };
const columns = ['external_id', 'name', 'status', 'industry', 'city', 'country', 'website'];
const indexes = () =>
  ['accounts', 'account_tree', 'portfolio', 'changes', 'import_traces']
    .flatMap((table) => sqlite(db, `SELECT name FROM pragma_index_list('${table}');`).trim().split('\n'))
    .map((index, i) => {
      const of = sqlite(db, `SELECT name FROM pragma_index_info('${index}');`).trim().split('\n');
      const known = of.map((c) => inFile[c] ?? c).filter((c) => columns.includes(c));
      return `CREATE INDEX reference_${i} ON t (${[...new Set(known.length > 0 ? known : ['external_id'])].join(', ')});`;
    });
const shell = () =>
  run('sqlite3', ['-batch', '-init', '/dev/null', '-cmd', `.import --csv ${file} t`, join(folder, `plain${any(1e9)}.db`), indexes().join(' ')]);
const ours = await run(kamino, ['import', file, '--as', 'accounts', '--db', `sqlite:${db}`]);
const base = Math.min((await shell()).seconds, (await shell()).seconds);
report('accounts imported, time', ours.seconds / base, 5, '× sqlite3 .import', `${ours.seconds.toFixed(1)} s against ${base.toFixed(1)} s with ${indexes().length} indexes, ${count} accounts`);
report('accounts imported, memory', ours.peak, 300, 'MB');
await run(kamino, ['import', lines, '--db', `sqlite:${db}`]);

// Sign-in by set-up, then the same client for all.
let server = await serve(`sqlite:${db}`, '/api/v1/session');
const headers = await setUp(server);
const call = async (method, path, body) => {
  const answer = await fetch(`${server.url}/api/v1${path}`, { method, headers, body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 500)}`);
  return JSON.parse(text);
};

// Score and class: the job's own time, from its start to its end, with writing the results. First the run that the
// imports asked for, which fills every row; then one in a workspace where a part has changed.
const lastRun = async () => {
  let job;
  do {
    await new Promise((next) => setTimeout(next, 50));
    [job] = (await call('GET', '/jobs?kind=selection.run&limit=1')).items;
  } while (!job?.finished_at);
  if (job.state !== 'done') throw new Error(JSON.stringify(job));
  return (Date.parse(job.finished_at) - Date.parse(job.started_at)) / 1000;
};
console.log(`       first fill of all ${count} scores and classes: ${(await lastRun()).toFixed(2)} s`);
await call('POST', '/selection/runs', '{}');
report('score and class of all accounts', await lastRun(), 1, 's', `${count} accounts, nothing to write`);

// One connection that stays open, as a browser's: the client's own cost must not count as ours.
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const page = (query) =>
  new Promise((done, failed) => {
    const from = process.hrtime.bigint();
    request(`${server.url}/api/v1/portfolio?limit=50&${query}`, { agent, headers: { cookie: headers.cookie } }, (answer) => {
      answer.on('data', () => {});
      answer.on('end', () =>
        answer.statusCode === 200 ? done(Number(process.hrtime.bigint() - from) / 1e6) : failed(new Error(`${query}: ${answer.statusCode}`)),
      );
    })
      .on('error', failed)
      .end();
  });
const queries = [
  'sort=-revenue_12m',
  'sort=name',
  'sort=-score',
  'sort=growth',
  'filter=class in (A,B)&sort=-growth',
  'filter=country = ES and revenue_12m >= 500&sort=city',
  'filter=revenue_12m >= 4000&sort=name',
  'filter=industry = Food and class = D&sort=-potential',
  'q=company 99&sort=name',
  'q=99999&sort=-revenue_12m',
  'count=true&sort=name',
  'count=true&filter=country = ES&sort=-score',
  'count=true&q=company 99&sort=name',
];
const samples = 300;
const p99 = (times) => times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)];
const times = {};
for (const query of queries) {
  const all = [];
  for (let i = 0; i < samples + 5; i += 1) {
    const took = await page(query.replaceAll(' ', '%20').replaceAll('>', '%3E'));
    if (i >= 5) all.push(took);
  }
  times[query] = p99(all);
}
// The bare query: 50 rows by an index of the same table, in a process that does nothing else.
const bare = Number(
  execFileSync('python3', ['-c', `
import sqlite3, time, sys
db = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True); t = []
for i in range(${samples + 5}):
    a = time.perf_counter(); db.execute("SELECT * FROM portfolio WHERE deleted_at IS NULL AND score < ? ORDER BY score DESC, id DESC LIMIT 50", (100 - i % 50,)).fetchall(); t.append(time.perf_counter() - a)
t = sorted(t[5:]); print(t[int(len(t) * .99)] * 1000)`, db], { encoding: 'utf8' }),
);
for (const [query, time] of Object.entries(times))
  report(`portfolio first page, ${query}`, time / bare, 20, '× a bare query', `p99 ${time.toFixed(1)} ms with HTTP and sign-in against ${bare.toFixed(2)} ms`);
agent.destroy();
await server.stop();

const starts = [];
for (let i = 0; i < 5; i += 1) {
  server = await serve(`sqlite:${db}`, '/api/v1/session');
  starts.push(server.seconds);
  if (i < 4) await server.stop();
}
report('start to first answer', starts.sort((a, b) => a - b)[2], 0.3, 's', 'median of 5');
await new Promise((next) => setTimeout(next, 1500));
report('idle memory', memoryOf(server.pid).now, 80, 'MB');
await server.stop();
sqlite(db, 'PRAGMA quick_check;');
