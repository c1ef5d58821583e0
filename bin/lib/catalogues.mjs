// Keeps server/platform/i18n/catalogue/*.json sorted by bytes, one key a line, "~" last: two branches that add keys merge.
//   node bin/lib/catalogues.mjs --write | --check
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';

const folder = 'server/platform/i18n/catalogue';
const write = process.argv[2] === '--write';
let wrong = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const path = `${folder}/${file}`;
  const text = readFileSync(path, 'utf8');
  const entries = new Map();
  for (const [, key, value] of text.matchAll(/^\s*"((?:[^"\\]|\\.)*)"\s*:\s*("(?:[^"\\]|\\.)*")/gm)) {
    const old = entries.get(key);
    if (old !== undefined && old !== value) {
      console.error(`${path}: ${key} has two texts; keep one`);
      wrong += 1;
    }
    entries.set(key, value);
  }
  entries.set('~', '"end of the catalogue"');
  const keys = [...entries.keys()].sort((a, b) => (a < b ? -1 : 1));
  const sorted = `{\n${keys.map((key) => `  "${key}": ${entries.get(key)}`).join(',\n')}\n}\n`;
  if (sorted === text) continue;
  if (write) writeFileSync(path, sorted);
  else {
    console.error(`${path}: not sorted one key a line; run bin/format`);
    wrong += 1;
  }
}
process.exit(wrong ? 1 : 0);
