// Prints the gzip size of the script that the first page needs and fails above the budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget = 250 * 1024;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const seen = new Set();
const visit = (key) => {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return;
  if (chunk.file.endsWith('.js')) seen.add(chunk.file);
  for (const name of chunk.imports ?? []) visit(name);
};
const gzip = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
visit(entry);
// what every start loads besides the entry: the catalogue of one language and the largest page
const lazy = (part) =>
  Math.max(
    0,
    ...Object.entries(manifest)
      .filter(([key]) => part.test(key))
      .map(([, chunk]) => gzip(chunk.file)),
  );
const first = [...seen].map((file) => [file, gzip(file)]).sort((a, b) => b[1] - a[1]);
const catalogue = lazy(/i18n\/(en|es|nl)\.json$/);
const total = first.reduce((sum, [, size]) => sum + size, 0) + catalogue;
for (const [file, size] of first) console.log(`${(size / 1024).toFixed(1).padStart(8)} kB  ${file}`);
console.log(`${(catalogue / 1024).toFixed(1).padStart(8)} kB  largest catalogue`);
console.log(`${(total / 1024).toFixed(1).padStart(8)} kB  first load, of ${budget / 1024} kB`);
if (total > budget) {
  console.error('first load is above the budget');
  process.exit(1);
}
