// The three catalogues hold the same keys with the same placeholders, and every key used in the source exists.
import { readdirSync, readFileSync } from 'node:fs';

const load = (name) => JSON.parse(readFileSync(new URL(`../src/lib/i18n/${name}.json`, import.meta.url), 'utf8'));
const [en, es, nl] = ['en', 'es', 'nl'].map(load);
const holes = (text) => [...new Set([...text.matchAll(/\{(\w+)/g)].map((m) => m[1]))].sort().join();
const faults = [];
for (const key of new Set([...Object.keys(en), ...Object.keys(es), ...Object.keys(nl)]))
  for (const [name, catalogue] of Object.entries({ en, es, nl })) {
    if (!catalogue[key]) faults.push(`${name}: ${key} is missing`);
    else if (en[key] && !en[key].includes('plural') && holes(catalogue[key]) !== holes(en[key]))
      faults.push(`${name}: ${key} has other placeholders`);
  }
const src = new URL('../src/', import.meta.url);
for (const file of readdirSync(src, { recursive: true }).filter(
  (name) => /\.tsx?$/.test(name) && !/\.d\.ts$/.test(name),
))
  for (const [, key] of readFileSync(new URL(file, src), 'utf8').matchAll(/\bt\('([\w.-]+)'/g))
    if (!en[key]) faults.push(`${file}: no message ${key}`);
for (const fault of faults) console.error(fault);
if (faults.length) process.exit(1);
console.log(`catalogues: ${Object.keys(en).length} messages in 3 languages`);
