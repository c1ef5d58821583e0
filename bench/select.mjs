#!/usr/bin/env node
// The ranking of 100,000 accounts while a weight moves: milliseconds of the server and of the whole request, against a
// straightforward recomputation in the same run (SQL over the stored normalised values, sorted), and the sensitivity of
// the first twenty.
import { execFileSync } from 'node:child_process';
import { memoryOf, report } from './measure.mjs';
import { scoredAccounts, timedAnswer } from './workspace.mjs';

const count = Number(process.env.KAMINO_BENCH_ACCOUNTS ?? 100_000);
const { server, call, db } = await scoredAccounts(count);
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
console.log(`       memory with the ranking's table: ${memoryOf(server.pid).now.toFixed(0)} MB`);
await server.stop();
