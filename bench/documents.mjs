#!/usr/bin/env node
// The documents of a full deep plan on SQLite: how long a PPTX takes, beside a reference measured in the same run: the same
// parts packed again by `zip`. KAMINO_BENCH_ROWS sets how many rows of each kind the plan has.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kamino, report, run, serve, setUp, temporaryFolder, writeLines } from './measure.mjs';

const folder = temporaryFolder();
const many = Number(process.env.KAMINO_BENCH_ROWS ?? 40);
const db = `sqlite:${join(folder, 'kamino.db')}`;
const accounts = join(folder, 'accounts.csv');
await writeLines(accounts, 'external_id,name,status,industry,city,country,employees', 1, () => 'A0,Company,customer,Food,Utrecht,NL,250');
await run(kamino, ['import', accounts, '--as', 'accounts', '--db', db]);
const people = join(folder, 'people.csv');
await writeLines(people, 'external_id,account_external_id,name,title,decision_role', 60, (i) => `P${i},A0,Person ${i},Buyer,${i % 3 ? 'user' : 'decision_maker'}`);
await run(kamino, ['import', people, '--as', 'people', '--db', db]);
const lines = join(folder, 'lines.csv');
await writeLines(lines, 'invoice_number,customer_id,product_code,booked_on,quantity,net_amount', 2400, (i) => `I${i},A0,P${i % 40},${2024 + (i % 2)}-${String(1 + (i % 12)).padStart(2, '0')}-15,1,${10 + (i % 90)}.00`);
await run(kamino, ['import', lines, '--as', 'sales_lines', '--db', db]);

const server = await serve(db, '/api/v1/session');
const headers = await setUp(server);
const call = async (method, path, body) => {
  const answer = await fetch(`${server.url}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
  return Buffer.from(await answer.arrayBuffer());
};
const text = 'What we saw on the last visits, with enough words that a cell of a table has several lines to show. '.repeat(3);
const account = JSON.parse(await call('GET', '/accounts?limit=1&fields=id')).items[0];
const plan = JSON.parse(await call('POST', '/plans', { account_id: account.id, rigour: 'deep' })).id;
const kinds = {
  'plan-swot-items': (i) => ({ kind: ['strength', 'weakness', 'opportunity', 'threat'][i % 4], text: `Entry ${i}: ${text}`, evidence: text }),
  'plan-competitors': (i) => ({ name: `Rival ${i}`, strength: 3, counter_move: text, evidence: text }),
  'plan-insights': (i) => ({ kind: 'trend', text: `Trend ${i}: ${text}`, evidence: text }),
  'plan-initiatives': (i) => ({ name: `Initiative ${i}`, note: text, evidence: text, budget: { minor: 500000, currency: 'EUR' } }),
  'plan-possibilities': (i) => ({ title: `Possibility ${i}`, viability: 3, priority: 4, reasoning: text }),
  'plan-value-propositions': (i) => ({ offer: `Offer ${i}: ${text}`, pains: text, proof: text }),
  'plan-objectives': (i) => ({ title: `Objective ${i}`, metric: text }),
  'plan-sources': (i) => ({ title: `Source ${i}`, note: text }),
};
for (const [route, make] of Object.entries(kinds)) for (let i = 0; i < many; i += 1) await call('POST', `/${route}`, { plan_id: plan, ...make(i) });

const p95 = (times) => times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)];
const timed = async (count, work) => {
  const times = [];
  for (let i = 0; i < count; i += 1) {
    const from = process.hrtime.bigint();
    await work();
    times.push(Number(process.hrtime.bigint() - from) / 1e6);
  }
  return times;
};
const deck = await call('GET', `/plans/${plan}/document?format=pptx`);
const unpacked = join(folder, 'unpacked');
mkdirSync(unpacked);
writeFileSync(join(folder, 'deck.pptx'), deck);
execFileSync('unzip', ['-q', join(folder, 'deck.pptx'), '-d', unpacked]);
const slides = readdirSync(join(unpacked, 'ppt/slides')).filter((name) => name.endsWith('.xml')).length;
const size = (path) => readdirSync(path, { withFileTypes: true }).reduce((sum, entry) => sum + (entry.isDirectory() ? size(join(path, entry.name)) : statSync(join(path, entry.name)).size), 0);
let n = 0;
const reference = p95(await timed(10, async () => execFileSync('zip', ['-q', '-r', join(folder, `again${(n += 1)}.zip`), '.'], { cwd: unpacked })));
for (const format of ['pptx', 'xlsx', 'html', 'json']) {
  const time = p95(await timed(20, () => call('GET', `/plans/${plan}/document?format=${format}`)));
  const ratio = format === 'pptx' ? `; ${slides} slides, ${Math.round(size(unpacked) / 1024)} kB unpacked; ${(time / reference).toFixed(2)} x zip of the same parts (${reference.toFixed(0)} ms)` : '';
  report(`${format} of a full deep plan, p95`, time, format === 'pptx' ? 2000 : 1000, 'ms', `${many} rows of each kind${ratio}`);
}
await server.stop();
