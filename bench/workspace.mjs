// A workspace of many accounts that bought something, scored and served: what the benches of choosing start from.
import { join } from 'node:path';
import { enter, kamino, random, run, serve, temporaryFolder, writeLines } from './measure.mjs';

/** Waits for the last run of the scores that was asked for. */
export async function scored(call) {
  let job;
  do {
    await new Promise((next) => setTimeout(next, 100));
    [job] = (await call('GET', '/jobs?kind=selection.run&limit=1')).items;
  } while (!job?.finished_at);
}

/**
 * `count` accounts with three sales lines each; the served workspace, a client of it and the path of its SQLite file.
 * `prepare` gets that path before it is served.
 */
export async function scoredAccounts(count, prepare = () => {}) {
  const folder = temporaryFolder();
  const any = random(12);
  const pick = (list) => list[any(list.length)];
  const accounts = join(folder, 'accounts.csv');
  await writeLines(accounts, 'external_id,name,status,industry,city,country,employees,year_founded', count, (i) =>
    `A${i},Company ${i},${pick(['customer', 'prospect'])},${pick(['Food', 'Chemistry', 'Machines', 'Retail'])},${pick(['Madrid', 'Utrecht', 'Bogotá'])},${pick(['ES', 'NL', 'CO'])},${1 + any(5000)},${1950 + any(70)}`);
  const lines = join(folder, 'lines.csv');
  await writeLines(lines, 'invoice_number,customer_id,product_code,booked_on,quantity,net_amount', 3 * count, (i) =>
    `I${i},A${any(count)},P${any(200)},${2024 + any(2)}-${String(1 + any(12)).padStart(2, '0')}-15,${1 + any(9)},${10 + any(90_000)}.00`);
  const db = join(folder, 'kamino.db');
  for (const file of [[accounts, '--as', 'accounts'], [lines]]) await run(kamino, ['import', ...file, '--db', `sqlite:${db}`]);
  prepare(db);
  const server = await serve(`sqlite:${db}`, '/api/v1/session');
  const call = await enter(server);
  await scored(call);
  return { server, call, db };
}

/** Milliseconds that some work took, and what it gave. */
export async function timedAnswer(work) {
  const from = process.hrtime.bigint();
  const answer = await work();
  return [Number(process.hrtime.bigint() - from) / 1e6, answer];
}
