// The house rules that a script can see (docs/architecture.md):
//   every named SQL statement is used;  every migration name is well formed;  every path of the annotated tree exists and
//   every folder of server/ stands in it;  every delivered requirement (docs/delivered.md) is named by a test;
//   no file is far above its size limit;  every change note of changes/ is readable.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';

const complaints = [];
const filesUnder = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true })
        .map((name) => `${folder}/${name}`)
        .filter((name) => !name.includes('/node_modules/') && statSync(name).isFile())
        .sort()
    : [];
const read = (path) => readFileSync(path, 'utf8');
const server = filesUnder('server');
const isTest = (name) => /(_test\.cpp|\.test\.tsx?|\.spec\.ts)$/.test(name) || name.startsWith('tests/');

function statementsAreUsed() {
  for (const file of server.filter((name) => name.endsWith('.sql') && !name.includes('/migrations/'))) {
    const folder = file.slice(0, file.lastIndexOf('/'));
    const code = server.filter((name) => name.startsWith(`${folder}/`) && /\.(cpp|h)$/.test(name)).map(read).join('\n');
    for (const [, name] of read(file).matchAll(/^-- name: ([a-z0-9_]+)/gm)) {
      if (!new RegExp(`sql::${name}\\b`).test(code)) complaints.push(`${file}: no code uses the statement ${name}`);
    }
  }
}

function migrationsAreNamed() {
  const seen = new Set();
  for (const file of filesUnder('server/migrations')) {
    const name = file.split('/').pop();
    if (!name.endsWith('.sql') || /^schema\.(sqlite|postgres)\.sql$/.test(name)) continue;
    const time = name.match(/^(\d{14})_[a-z0-9_]+\.sql$/)?.[1];
    if (!time) complaints.push(`${file}: a migration is called <14 digits>_<vertical>_<what>.sql`);
    else if (seen.has(time)) complaints.push(`${file}: another migration has the same time`);
    seen.add(time);
  }
}

// The tree in docs/architecture.md: a fenced block whose lines begin with paths, two blanks a level.
function treeMatchesDisk() {
  const block = read('docs/architecture.md').match(/```tree\n([\s\S]*?)```/)?.[1];
  if (!block) return complaints.push('docs/architecture.md: the block ```tree is missing');
  const stack = [];
  const named = new Set();
  for (const line of block.split('\n')) {
    const found = line.match(/^( *)([A-Za-z0-9._-]+\/?)(?=\s|$)/);
    if (!found) continue;
    const depth = found[1].length / 2;
    stack.length = depth;
    stack.push(found[2].replace(/\/$/, ''));
    const path = stack.join('/');
    named.add(path);
    if (!existsSync(path)) complaints.push(`docs/architecture.md: the tree names ${path}, which is not there`);
  }
  for (const parent of ['server', 'server/platform', 'server/domain']) {
    if (!existsSync(parent)) continue;
    for (const entry of readdirSync(parent, { withFileTypes: true })) {
      const path = `${parent}/${entry.name}`;
      if (entry.isDirectory() && filesUnder(path).length && !named.has(path)) {
        complaints.push(`docs/architecture.md: the tree does not name ${path}`);
      }
    }
  }
}

function requirementsAreTested() {
  const delivered = [...read('docs/delivered.md').matchAll(/^- ([A-Z]+-\d+)\b/gm)].map((found) => found[1]);
  const tests = [...server, ...filesUnder('web/src'), ...filesUnder('tests')].filter(isTest).filter((name) => statSync(name).size < 1e6);
  const text = tests.map(read).join('\n');
  for (const id of delivered) {
    if (!new RegExp(`\\b${id}\\b`).test(text)) complaints.push(`docs/delivered.md: no test names ${id}`);
  }
}

// The limits are soft: only what is half as long again is refused.
function filesAreSmall() {
  for (const file of [...server, ...filesUnder('web/src')].filter((name) => /\.(cpp|h|tsx?)$/.test(name) && !name.endsWith('.d.ts'))) {
    const lines = read(file).split('\n').length - 1;
    const limit = isTest(file) ? 700 : 300;
    if (lines > limit * 1.5) complaints.push(`${file}: ${lines} lines; the limit is ${limit}`);
  }
}

function changesAreReadable() {
  for (const file of filesUnder('changes').filter((name) => !name.endsWith('README.md'))) {
    if (!/^(added|changed|fixed|removed|security): \S/.test(read(file))) complaints.push(`${file}: must begin with "added: " (changed, fixed, removed, security)`);
  }
}

for (const rule of [statementsAreUsed, migrationsAreNamed, treeMatchesDisk, requirementsAreTested, filesAreSmall, changesAreReadable]) rule();
for (const text of complaints) console.error(text);
console.log(`house rules: ${complaints.length} broken`);
process.exit(complaints.length ? 1 : 0);
