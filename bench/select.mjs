#!/usr/bin/env node
// The ranking of 100,000 accounts while a weight moves: milliseconds of the server and of the whole request, against a
// straightforward recomputation in the same run (SQL over the stored normalised values, sorted), and the sensitivity of
// the first twenty. Then the same with three criteria of the workspace's own: one judged at every third account, two
// computed, one of them from a custom field that every account has.
import { execFileSync } from 'node:child_process';
import { memoryOf, processorOf, report, sqlite } from './measure.mjs';
import { scored, scoredAccounts, timedAnswer } from './workspace.mjs';

const count = Number(process.env.KAMINO_BENCH_ACCOUNTS ?? 100_000);
const { server, call, db } = await scoredAccounts(count, (path) =>
  sqlite(path, `
INSERT INTO custom_fields (id, version, created_at, updated_at, entity_name, name, label, kind, choices, required)
 VALUES ('machines', 1, 0, 0, 'account', 'machines', 'Machines', 'number', '[]', 0);
UPDATE accounts SET custom = '{"machines":' || (rowid * 7919 % 1000) || ',"tier":"gold","since":"2020-01-01"}';
UPDATE portfolio SET custom = (SELECT a.custom FROM accounts a WHERE a.id = portfolio.id);
INSERT INTO account_judgements (id, version, created_at, updated_at, account_id, criterion, value, note)
 SELECT 'j' || id, 1, 0, 0, id, 'own_culture', 1 + rowid * 7919 % 5, '' FROM accounts WHERE rowid % 3 = 0;
`));
const spent = async (work) => {
  const from = processorOf(server.pid);
  await work();
  return processorOf(server.pid) - from;
};
const runAgain = async () => {
  await call('POST', '/selection/runs');
  await scored(call);
};
const rank = (weight) => call('POST', '/selection/models/selection/ranking', { top: 20, criteria: [{ key: 'margin', weight }, { key: 'stability', weight: 60 - weight / 2 }] });
const [first] = await timedAnswer(() => rank(10));
console.log(`       first question after a run (the table is read): ${first.toFixed(0)} ms`);
const whole = [];
const inside = [];
for (let i = 0; i < 100; i += 1) {
  const [took, answer] = await timedAnswer(() => rank(i));
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
const [sensitivity] = await timedAnswer(() => call('GET', '/selection/models/selection/sensitivity?top=20'));
console.log(`       sensitivity (22 rankings) and stability (100 draws) of the first 20: ${sensitivity.toFixed(0)} ms`);
const [map] = await timedAnswer(() => call('GET', '/selection/map'));
console.log(`       the map of all accounts: ${map.toFixed(0)} ms`);
const plainRun = await spent(runAgain);

// The workspace's own criteria beside the shipped ones.
const own = (key, kind, more) => ({ key, name: key, kind, side: 'position', weight: 10, ...more });
const model = await call('GET', '/selection/model');
await call('PATCH', '/selection/model', { criteria: [own('own_culture', 'soft'), own('own_machines', 'hard', { field: 'custom.machines' }), own('own_lines', 'hard', { field: 'line_count_12m' })] }, { 'If-Match': `"${model.version}"` });
await scored(call);
const ownRun = await spent(runAgain);
report('scoring with three own criteria', ownRun / 1000, 2 * (plainRun / 1000), 's of processor time', `without them ${(plainRun / 1000).toFixed(2)} s`);
const rankOwn = (weight) => call('POST', '/selection/models/selection/ranking', { top: 20, criteria: [{ key: 'own_culture', weight }, { key: 'own_machines', weight: 60 - weight / 2 }] });
await rankOwn(10);
whole.length = inside.length = 0;
const used = await spent(async () => {
  for (let i = 0; i < 100; i += 1) {
    const [took, answer] = await timedAnswer(() => rankOwn(i));
    whole.push(took);
    inside.push(answer.took_ms);
    if (answer.accounts !== count) throw new Error(`ranked ${answer.accounts} accounts`);
  }
});
report('re-rank with three own criteria, whole request, p99', at(whole, 0.99), 100, 'ms', `median ${at(whole, 0.5).toFixed(1)} ms; the ranking itself ${at(inside, 0.5).toFixed(1)} ms; ${(used / 100).toFixed(1)} ms of processor time each`);
console.log(`       memory with the ranking's table: ${memoryOf(server.pid).now.toFixed(0)} MB`);
await server.stop();
