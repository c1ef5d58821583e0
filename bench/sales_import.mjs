#!/usr/bin/env node
// 1,000,000 sales lines from CSV into a SQLite workspace (checked, resolved to accounts and products, indexed, undo kept)
// against the sqlite3 shell's .import of the same file into a plain table plus the same indexes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kamino, random, report, run, sqlite, temporaryFolder, writeLines } from './measure.mjs';

const folder = temporaryFolder();
const file = join(folder, 'sales_lines.csv');
const rows = Number(process.env.KAMINO_BENCH_ROWS ?? 1_000_000);
const any = random(7);
await writeLines(file, 'invoice_number,customer_id,product_code,booked_on,quantity,net_amount', rows, (i) => {
  const two = (n) => String(n).padStart(2, '0');
  const date = `${2023 + Math.floor((i * 3) / rows)}-${two(1 + any(12))}-${two(1 + any(28))}`;
  const quantity = 1 + any(40);
  return `INV${Math.floor(i / 5)},C${any(20_000)},P${any(500)},${date},${quantity},${((quantity * (120 + any(90_000))) / 100).toFixed(2)}`;
});
// The workspace knows its customers and products already, as it does when invoices come.
const customers = join(folder, 'accounts.csv');
await writeLines(customers, 'external_id,name', 20_000, (i) => `C${i},Customer ${i}`);
const db = join(folder, 'kamino.db');
await run(kamino, ['import', customers, '--as', 'accounts', '--db', `sqlite:${db}`]);

// The reference's indexes are those that the workspace keeps of a line: its id (here the line's own values), its account and
// day, and the key of the monthly roll-up. They are as long as ours: an account and a product are known by 36 characters.
const id = (column) => `substr('01935d3c-9f7a-7000-8000-000000000000', 1, 36 - length(${column})) || ${column}`;
const script = join(folder, 'plain.sql');
const statements = [
  `.import --csv ${file} lines`,
  'CREATE INDEX lines_key ON lines (invoice_number, product_code, customer_id, quantity, net_amount);',
  `CREATE INDEX lines_by_account ON lines (${id('customer_id')}, booked_on);`,
  `CREATE INDEX lines_by_month ON lines (${id('customer_id')}, substr(booked_on, 1, 7), ${id('product_code')}, quantity, net_amount);`,
  'SELECT count(*) FROM lines;',
];
writeFileSync(script, statements.join('\n'));
const shell = () => run('sqlite3', ['-batch', '-init', '/dev/null', join(folder, `plain${any(1e9)}.db`), `.read ${script}`]);
const reference = [await shell()];
const ours = await run(kamino, ['import', file, '--db', `sqlite:${db}`]);
reference.push(await shell());
const base = Math.min(...reference.map((r) => r.seconds));
const [count] = sqlite(db, 'SELECT count(*) FROM sales_lines;').trim().split('\n');
if (Number(count) !== rows) throw new Error(`${count} lines arrived`);
report('sales lines imported, time', ours.seconds / base, 3, '× sqlite3 .import', `${ours.seconds.toFixed(1)} s against ${base.toFixed(1)} s, ${rows} lines`);
report('sales lines imported, memory', ours.peak, 300, 'MB');
