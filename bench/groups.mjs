#!/usr/bin/env node
// Counting a group's rule over 100,000 accounts while it is written: milliseconds of the whole request (how many, their
// revenue, the largest five), against the bare count of the same condition by SQLite alone in the same run.
import { execFileSync } from 'node:child_process';
import { report } from './measure.mjs';
import { scoredAccounts, timedAnswer } from './workspace.mjs';

const { server, call, db } = await scoredAccounts(Number(process.env.KAMINO_BENCH_ACCOUNTS ?? 100_000));
const leaf = (field, op, value) => ({ field, op, value });
const rules = {
  'a field': [{ all: [leaf('country', 'in', ['ES'])] }, "country = 'ES'"],
  'measures, nested': [
    { all: [{ any: [leaf('growth', '>=', 0.1), leaf('order_count_12m', '>=', 3)] }, leaf('industry', 'in', ['Food', 'Retail']), { not: leaf('revenue_12m', '<', 20000) }] },
    "(growth >= 0.1 OR order_count_12m >= 3) AND industry IN ('Food', 'Retail') AND NOT revenue_12m_minor < 2000000",
  ],
  'nearly all': [{ all: [leaf('employees', '>=', 2)] }, 'employees >= 2'],
  'a date by words': [{ all: [leaf('last_purchase_on', '<', 'today-6m')] }, "last_purchase_on < date('now', '-6 months')"],
  'very few': [{ all: [leaf('name', '~', 'company 4711')] }, "name_folded LIKE '%company 4711%'"],
  'the rest of the account': [{ all: [leaf('year_founded', '>', 2000)] }, 'id IN (SELECT a.id FROM accounts a WHERE a.year_founded > 2000)'],
};
const bare = JSON.parse(
  execFileSync('python3', ['-c', `
import sqlite3, time, sys, json
db = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True); db.execute("PRAGMA mmap_size = 2000000000")
out = {}
for name, where in json.loads(sys.argv[2]).items():
    t = []
    for run in range(5):
        a = time.perf_counter()
        n, _ = db.execute("SELECT COUNT(*), SUM(revenue_12m_minor) FROM portfolio WHERE deleted_at IS NULL AND (" + where + ")").fetchone()
        t.append(time.perf_counter() - a)
    t.sort(); out[name] = [n, t[2] * 1000]
print(json.dumps(out))`, db, JSON.stringify(Object.fromEntries(Object.entries(rules).map(([name, [, where]]) => [name, where])))], { encoding: 'utf8' }),
);
const median = (list) => list.sort((a, b) => a - b)[Math.floor((list.length - 1) / 2)];
for (const [name, [rule]] of Object.entries(rules)) {
  const took = [];
  for (let i = 0; i < 11; i += 1) {
    const [ms, answer] = await timedAnswer(() => call('POST', '/groups/count', { rule }));
    took.push(ms);
    if (answer.accounts !== bare[name][0]) throw new Error(`${name}: ${answer.accounts} instead of ${bare[name][0]}`);
  }
  const ms = median(took);
  report(`count as you type: ${name}`, ms, 100, 'ms', `${bare[name][0]} accounts; ${(ms / bare[name][1]).toFixed(1)} × the bare count (${bare[name][1].toFixed(1)} ms)`);
}
const ids = [];
for (let i = 0; i < 20; i += 1) ids.push((await call('POST', '/groups', { name: `G${i}`, rule: { all: [leaf('employees', '>', 200 * i), leaf('country', 'in', ['ES', 'NL'])] } })).id);
const [counts] = await timedAnswer(() => call('GET', '/groups/counts'));
console.log(`       counts of 20 groups: ${counts.toFixed(0)} ms`);
const [apart] = await timedAnswer(() => call('GET', `/groups/${ids[10]}/characterisation`));
console.log(`       what sets one group apart from the rest: ${apart.toFixed(0)} ms`);
const [rfm] = await timedAnswer(() => call('GET', '/groups/rfm'));
console.log(`       the RFM grid: ${rfm.toFixed(0)} ms`);
await server.stop();
