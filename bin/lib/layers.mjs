// The arrows of server/layers.json, checked on the sources:
//   #include   a target includes itself, what it may use, and of another vertical only its public.h
//   SQL        a statement reads tables of its own and of declared targets and writes only its own
//   imports    web/src: app -> features -> ui, api, lib; a feature does not import another
// Tests may include testing/ besides, and may touch any table. main/ (compose.cpp and the commands) and testing/api may use
// everything.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

const layers = JSON.parse(readFileSync('server/layers.json', 'utf8'));
const targets = layers.targets;
const exceptions = new Set(layers.exceptions);
const complaints = [];
const seenExceptions = new Set();
const complain = (text) => (exceptions.has(text) ? seenExceptions.add(text) : complaints.push(text));
const filesUnder = (folder) =>
  existsSync(folder) ? readdirSync(folder, { recursive: true }).map((name) => `${folder}/${name}`).sort() : [];

function targetOf(path) {
  const names = Object.keys(targets).filter((name) => path === name || path.startsWith(`${name}/`));
  return names.sort((a, b) => b.length - a.length)[0] ?? (path.startsWith('main/') ? 'main' : undefined);
}

// Everything that a target reaches. Between verticals only declared arrows count, not those behind them.
function reachable(target) {
  const seen = new Set([target]);
  const visit = (name) => {
    for (const next of targets[name] ?? []) {
      if (!targets[next]) complain(`server/layers.json: ${name} uses ${next}, which is no target`);
      if (name !== target && next.startsWith('domain/')) continue;
      if (seen.has(next)) continue;
      seen.add(next);
      visit(next);
    }
  };
  visit(target);
  return seen;
}

function checkCycles() {
  const state = new Map();
  const visit = (name, path) => {
    if (state.get(name) === 'done') return;
    if (path.includes(name)) return complain(`server/layers.json: cycle ${[...path, name].join(' -> ')}`);
    for (const next of targets[name] ?? []) visit(next, [...path, name]);
    state.set(name, 'done');
  };
  Object.keys(targets).forEach((name) => visit(name, []));
}

function checkInclude(file, from, allowed, include) {
  const to = targetOf(include);
  if (!to || from === 'main' || from === 'testing/api' || to === from) return;
  if ((to === "testing" || to === "testing/api") && /_test(_[a-z]+)?\.(cpp|h)$/.test(file)) return;
  if (!allowed.has(to)) return complain(`server/${file}: ${from} may not include ${include}`);
  if (to.startsWith('domain/') && from.startsWith('domain/') && include !== `${to}/public.h`) {
    complain(`server/${file}: of ${to} only public.h may be included, not ${include}`);
  }
}

// Which target owns a table: the word after the time in the name of the migration that creates it
// (20261201093000_accounts_create.sql -> domain/accounts), or a line "-- tables of domain/accounts" above it.
function tableOwners() {
  const owners = new Map();
  for (const file of filesUnder('server/migrations').filter((name) => /\/\d{14}_[a-z0-9_]+\.sql$/.test(name))) {
    const word = file.match(/\/\d{14}_([a-z0-9]+)/)[1];
    let owner = targets[`domain/${word}`] ? `domain/${word}` : targets[`platform/${word}`] ? `platform/${word}` : word;
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const named = line.match(/^-- tables of ([a-z_/]+)/);
      if (named) owner = named[1];
      const created = line.match(/^\s*CREATE\s+(?:VIRTUAL\s+)?TABLE\s+(?:IF NOT EXISTS\s+)?([a-z_0-9]+)/i);
      if (created) owners.set(created[1].toLowerCase(), owner);
    }
  }
  return owners;
}

const owns = (target, owner) => target === owner || (owner === 'platform' && target.startsWith('platform/'));
const mayRead = (allowed, owner) => allowed.has(owner) || owner === 'platform' || owner.startsWith('platform/');

function checkSql(file, from, allowed, sql, owners) {
  if (from === 'main') return;
  const text = sql.replace(/--[^\n]*/g, ' ');
  const uses = /\b(INSERT\s+INTO|DELETE\s+FROM|UPDATE|FROM|JOIN)\s+([a-z_][a-z_0-9]*)/gi;
  for (const [, verb, name] of text.matchAll(uses)) {
    const owner = owners.get(name.toLowerCase());
    if (!owner) continue;
    const writes = !/^(from|join)$/i.test(verb);
    if (writes && !owns(from, owner)) complain(`server/${file}: ${from} may not write the table ${name} of ${owner}`);
    else if (!owns(from, owner) && !mayRead(allowed, owner)) complain(`server/${file}: ${from} may not read the table ${name} of ${owner}`);
  }
}

function stringsOf(source) {
  const code = source.replace(/\/\/[^\n]*/g, '').replace(/\/\*[\s\S]*?\*\//g, '');
  const raw = [...code.matchAll(/R"([a-z~]*)\(([\s\S]*?)\)\1"/g)].map((found) => found[2]);
  const plain = [...code.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].map((found) => found[1]);
  // Only texts that are statements: they begin with a verb of SQL, or are large enough to hold one.
  return [...raw, plain.join(' ')].filter((text) => /\b(SELECT|INSERT|UPDATE|DELETE)\b/.test(text));
}

function checkServer() {
  const owners = tableOwners();
  const arrows = new Map();
  let checked = 0;
  for (const path of filesUnder('server').filter((name) => /\.(cpp|h|sql)$/.test(name))) {
    const file = path.slice('server/'.length);
    if (file.startsWith('migrations/')) continue;
    const from = targetOf(file);
    if (!from) {
      complain(`server/${file}: belongs to no target of server/layers.json`);
      continue;
    }
    if (!arrows.has(from)) arrows.set(from, reachable(from));
    const allowed = arrows.get(from);
    const text = readFileSync(path, 'utf8');
    checked += 1;
    if (file.endsWith('.sql')) checkSql(file, from, allowed, text, owners);
    else {
      for (const [, include] of text.matchAll(/^\s*#\s*include\s+"([^"]+)"/gm)) checkInclude(file, from, allowed, include);
      if (!/_(test|fuzz)\.(cpp|h)$/.test(file) && from !== 'testing') {
        for (const statement of stringsOf(text)) checkSql(file, from, allowed, statement, owners);
      }
    }
  }
  return checked;
}

function checkWeb() {
  const src = 'web/src';
  const allowed = { app: ['app', 'features', 'ui', 'api', 'lib'], features: ['ui', 'api', 'lib'], ui: ['ui', 'api', 'lib'], api: ['api', 'lib'], lib: ['lib'] };
  const files = filesUnder(src).filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name));
  for (const path of files) {
    const file = relative(src, path);
    const [layer, feature] = file.split('/');
    const imports = /(?:from|import)\s*\(?\s*['"]((?:@\/|\.\.?\/)[^'"]+)['"]/g;
    for (const [, target] of readFileSync(path, 'utf8').matchAll(imports)) {
      const to = target.startsWith('@/') ? target.slice(2) : relative(src, normalize(join(dirname(path), target)));
      const [toLayer, toFeature] = to.split('/');
      const same = layer === 'features' && toLayer === 'features' && feature === toFeature;
      if (!same && !allowed[layer]?.includes(toLayer)) complain(`${path}: may not import ${target}`);
    }
  }
  return files.length;
}

checkCycles();
const server = checkServer();
const web = checkWeb();
for (const text of exceptions) {
  if (!seenExceptions.has(text)) complaints.push(`server/layers.json: the exception "${text}" is not needed any more; remove it`);
}
for (const text of complaints) console.error(text);
console.log(`layers: ${server} server files and ${web} web files checked, ${complaints.length} wrong`);
process.exit(complaints.length ? 1 : 0);
