#!/usr/bin/env node
// A long past on SQLite: the history of an account with 10,000 changes, and the difference of two revisions of a deep plan,
// both over HTTP with sign-in. Beside each figure stands the bare request of the same run (the session), so that a busy
// machine is told from a slow answer. KAMINO_BENCH_CHANGES sets how many changes there are.
import { join } from 'node:path';
import { enter, median, report, serve, temporaryFolder, timed } from './measure.mjs';

const changes = Number(process.env.KAMINO_BENCH_CHANGES ?? 10_000);
const server = await serve(`sqlite:${join(temporaryFolder(), 'kamino.db')}`, '/api/v1/session');
const call = await enter(server);
const account = await call('POST', '/accounts', { name: 'A long past' });
const plan = await call('POST', '/plans', { account_id: account.id, rigour: 'deep' });

const rows = {
  'plan-swot-items': (i) => ({ kind: ['strength', 'weakness', 'opportunity', 'threat'][i % 4], text: `Entry ${i}` }),
  'plan-competitors': (i) => ({ name: `Rival ${i}`, counter_move: 'Be faster' }),
  'plan-insights': (i) => ({ kind: 'trend', text: `Trend ${i}` }),
  'plan-initiatives': (i) => ({ name: `Initiative ${i}` }),
  'plan-possibilities': (i) => ({ title: `Possibility ${i}` }),
  'plan-value-propositions': (i) => ({ offer: `Offer ${i}` }),
};
const made = [];
for (const [route, make] of Object.entries(rows))
  for (let i = 0; i < 40; i += 1) made.push([route, (await call('POST', `/${route}`, { plan_id: plan.id, ...make(i) })).id]);
const sections = (await call('GET', `/plan-sections?filter=plan_id = ${plan.id}&limit=50`)).items.map((one) => one.id);
const first = await call('POST', `/plans/${plan.id}/revisions`, { name: 'First' });
// Writing goes on: rows get evidence, sections grow. Forty at a time, as a group commit takes them.
let written = 0;
const change = (i) => {
  const evidence = `Seen on visit ${i}, with what was said there about it`;
  if (i % 5 === 0) return call('PATCH', `/plan-sections/${sections[i % sections.length]}`, { body: `Paragraph ${i}.\n\n`.repeat(1 + (i % 20)) }, { 'if-match': '*' });
  const [route, id] = made[i % made.length];
  const field = { 'plan-value-propositions': 'proof', 'plan-possibilities': 'reasoning' }[route] ?? 'evidence';
  return call('PATCH', `/${route}/${id}`, { [field]: evidence }, { 'if-match': '*' });
};
while (written < changes) {
  await Promise.all(Array.from({ length: 40 }, (_, k) => change(written + k)));
  written += 40;
}
const last = await call('POST', `/plans/${plan.id}/revisions`, { name: 'Last' });
const near = await call('GET', `/changes?account_id=${account.id}&limit=1`);
console.log(`changes in the log: ${near.items[0].seq}`);

const bare = await median(() => call('GET', '/session'));
const ratio = (ms) => `${(ms / bare).toFixed(1)} times the bare request (${bare.toFixed(2)} ms)`;
const history = await median(() => call('GET', `/accounts/${account.id}/history?limit=100`));
report(`history of ${written} changes opens`, history, 300, 'ms', ratio(history));
let before = 0;
const walk = await timed(async () => {
  for (let pages = 0; pages < 20; pages += 1) before = (await call('GET', `/accounts/${account.id}/history?limit=500&before=${before}`)).next_before;
});
report('all of it, in pages of 500', walk / 20, 300, 'ms a page');
const wide = await median(() => call('GET', `/plans/${plan.id}/difference?from=${first.id}&to=${last.id}`), 9);
report('difference of two revisions of a deep plan, every row changed', wide, 100, 'ms', ratio(wide));
const now = await median(() => call('GET', `/plans/${plan.id}/difference?from=${last.id}&to=now`), 9);
report('difference of the last revision and now', now, 100, 'ms', ratio(now));
await server.stop();
