// Refuses an import that points the wrong way: app -> features -> ui, api, lib; a feature does not import another.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

const src = new URL('../src/', import.meta.url).pathname;
const allowed = {
  app: ['app', 'features', 'ui', 'api', 'lib'],
  features: ['ui', 'api', 'lib'],
  ui: ['ui', 'api', 'lib'],
  api: ['api', 'lib'],
  lib: ['lib'],
};
const files = readdirSync(src, { recursive: true }).filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name));
let wrong = 0;
for (const file of files) {
  const [layer, feature] = file.split('/');
  for (const [, target] of readFileSync(join(src, file), 'utf8').matchAll(
    /(?:from|import\()\s*'((?:@\/|\.\.?\/)[^']+)'/g,
  )) {
    const to = target.startsWith('@/') ? target.slice(2) : relative(src, normalize(join(src, dirname(file), target)));
    const [toLayer, toFeature] = to.split('/');
    const same = layer === 'features' && toLayer === 'features' && feature === toFeature;
    if (same || allowed[layer]?.includes(toLayer)) continue;
    console.error(`${file}: may not import ${target}`);
    wrong += 1;
  }
}
if (wrong) process.exit(1);
console.log(`import arrows: ${files.length} files checked`);
