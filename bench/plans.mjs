#!/usr/bin/env node
// The account plan among 1,000 of them on SQLite: server time of GET /plans/{id} with all sections at p99, and the time of
// a save with the health worked out again. KAMINO_BENCH_PLANS sets how many plans there are.
import { join } from 'node:path';
import { enter, kamino, report, run, serve, temporaryFolder, timed, writeLines } from './measure.mjs';

const folder = temporaryFolder();
const count = Number(process.env.KAMINO_BENCH_PLANS ?? 1000);
const db = `sqlite:${join(folder, 'kamino.db')}`;
const accounts = join(folder, 'accounts.csv');
await writeLines(accounts, 'external_id,name,status,industry,city,country,employees', count, (i) => `A${i},Company ${i},customer,Food,Utrecht,NL,${10 + i}`);
await run(kamino, ['import', accounts, '--as', 'accounts', '--db', db]);
const people = join(folder, 'people.csv');
await writeLines(people, 'external_id,account_external_id,name,title,decision_role', count * 5, (i) => `P${i},A${i % count},Person ${i},Buyer,${i % 3 ? 'user' : 'decision_maker'}`);
await run(kamino, ['import', people, '--db', db]).catch(() => null);
const lines = join(folder, 'lines.csv');
await writeLines(lines, 'invoice_number,customer_id,product_code,booked_on,quantity,net_amount', count * 60, (i) => `I${i},A${i % count},P${i % 40},${2024 + (i % 2)}-${String(1 + (i % 12)).padStart(2, '0')}-15,1,${10 + (i % 90)}.00`);
await run(kamino, ['import', lines, '--db', db]);

const server = await serve(db, '/api/v1/session');
const call = await enter(server);

const plans = [];
for (let cursor = ''; ; ) {
  const page = await call('GET', `/accounts?limit=500&fields=id&sort=name${cursor && `&cursor=${cursor}`}`);
  for (const account of page.items) plans.push((await call('POST', '/plans', { account_id: account.id, rigour: 'deep' })).id);
  cursor = page.next_cursor;
  if (!cursor) break;
}
// A tenth of them as full as a deep plan gets.
const full = plans.filter((_, i) => i % 10 === 0);
const many = { 'plan-swot-items': (i) => ({ kind: ['strength', 'weakness', 'opportunity', 'threat'][i % 4], text: `Entry ${i}`, evidence: 'Seen on the visit' }), 'plan-competitors': (i) => ({ name: `Rival ${i}`, strength: 3, counter_move: 'Be faster' }), 'plan-insights': (i) => ({ kind: 'trend', text: `Trend ${i}`, evidence: 'Annual report' }), 'plan-initiatives': (i) => ({ name: `Initiative ${i}` }), 'plan-possibilities': (i) => ({ title: `Possibility ${i}`, viability: 3 }), 'plan-value-propositions': (i) => ({ offer: `Offer ${i}` }) };
for (const id of full) for (const [route, make] of Object.entries(many)) for (let i = 0; i < 12; i += 1) await call('POST', `/${route}`, { plan_id: id, ...make(i) });

const p99 = (times) => times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)];
const reads = [];
for (let i = 0; i < 600; i += 1) reads.push(await timed(() => call('GET', `/plans/${i % 2 ? full[i % full.length] : plans[(i * 7) % plans.length]}`)));
report('plan with all sections, p99', p99(reads), 30, 'ms', `${plans.length} plans, a tenth of them full; with HTTP and sign-in`);
report('plan with all sections, median', reads[Math.floor(reads.length / 2)], 30, 'ms');
const questions = (await call('GET', '/plan-questions?limit=200')).items;
const saves = [];
for (const question of questions) saves.push(await timed(() => call('PATCH', `/plan-questions/${question.id}`, { answer: 'Known.' }, { 'if-match': `"${question.version}"` })));
report('save of an answer with the health worked out again, p99', p99(saves), 30, 'ms');
await server.stop();
