// DATA-1, DATA-2, DATA-3. See run. Every file meets a workspace in which some of its records stand already, so that undo has something to restore.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { client, serve, sheetRow as row, summary, temporaryFolder, test, until, workbook } from '../e2e/house.mjs';
import { files } from './files.mjs';

const routes = ['users', 'accounts', 'people', 'products', 'opportunities', 'interactions', 'sales-lines'];

/** All that can be seen, without what every write moves. */
async function state(api) {
  const all = {};
  for (const route of routes) {
    const { text, status } = await api('GET', `/${route}/export?format=ndjson`);
    assert.equal(status, 200, text);
    all[route] = text.split('\n').filter(Boolean).map((line) => {
      const { version, updated_at, ...rest } = JSON.parse(line);
      return rest;
    }).sort((a, b) => (a.id < b.id ? -1 : 1));
  }
  return all;
}

async function bring(api, file) {
  const uploaded = await api('POST', `/imports?name=${encodeURIComponent(file.name)}`, new Uint8Array(file.bytes));
  assert.equal(uploaded.status, 201, uploaded.text);
  const { id, dialect, target } = uploaded.json;
  assert.deepEqual([dialect, target], [file.dialect, file.target], 'recognised');
  const started = await api('POST', `/imports/${id}/application`);
  assert.equal(started.status, 202, `${started.text} ${JSON.stringify(uploaded.json.analysis?.questions)}`);
  const counts = await until(file.name, async () => {
    const { json } = await api('GET', `/imports/${id}`);
    assert.ok(!['failed', 'cancelled'].includes(json.state), json.problem);
    return json.state === 'applied' && json.result.counts;
  }, 30);
  const errors = (await api('GET', `/imports/${id}/errors`)).json.items;
  return { id, counts, errors };
}

async function undo(api, id) {
  const answer = await api('DELETE', `/imports/${id}/application`);
  assert.equal(answer.status, 202, answer.text);
  await until('the undo', async () => (await api('GET', `/imports/${id}`)).json.state === 'undone', 30);
}

async function one(api, engine, file) {
  const before = await state(api);
  const first = await bring(api, file);
  const wanted = { created: 0, updated: 0, skipped: 0, rejected: 0, ...file.counts };
  for (const [name, count] of Object.entries(wanted))
    assert.equal(first.counts[name], count, `${name}: ${JSON.stringify(first.counts)} ${JSON.stringify(first.errors)}`);
  for (const [route, filter, field, value] of file.holds) {
    const found = (await api('GET', `/${route}?filter=${encodeURIComponent(filter)}`)).json.items;
    assert.ok(found?.length >= 1, `${route} ${filter}`);
    assert.deepEqual(found[0][field], value, `${route} ${filter} ${field}`);
  }
  const after = await state(api);
  const second = await bring(api, file);
  assert.deepEqual([second.counts.created, second.counts.updated, second.counts.made_along], [0, 0, 0], 'the second import');
  assert.deepEqual(await state(api), after, 'the second import changed something');
  await undo(api, first.id);
  assert.deepEqual(await state(api), before, 'undo did not restore the earlier state');
  await bring(api, file); // for the files that refer to it
}

async function updating(api) {
  const [account] = (await api('GET', '/accounts?filter=external_id%20%3D%20001B')).json.items;
  const changed = await api('PATCH', `/accounts/${account.id}`, { phone: '0431 7', tags: ['by', 'hand'], description: null, industry: 'By hand', custom: {} }, {
    'if-match': `"${account.version}"`, 'content-type': 'application/merge-patch+json' });
  assert.equal(changed.status, 200, changed.text);
  const before = await state(api);
  const file = { name: 'Account.csv', dialect: 'salesforce_api', target: 'accounts',
    bytes: Buffer.from('"Id","Name","ParentId","BillingCity","Phone","Industry","AnnualRevenue"\n"001B","Bär Holding SE","001D","Lübeck","1","Holding","5"\n') };
  const { id, counts } = await bring(api, file);
  assert.deepEqual([counts.created, counts.updated], [0, 1]);
  await undo(api, id);
  assert.deepEqual(await state(api), before, 'undo of an update');
  // What somebody has changed since stays as he left it.
  const again = await bring(api, file);
  const now = (await api('GET', `/accounts/${account.id}`)).json;
  await api('PATCH', `/accounts/${account.id}`, { city: 'Flensburg' }, { 'if-match': `"${now.version}"` });
  await undo(api, again.id);
  const left = (await api('GET', `/accounts/${account.id}`)).json;
  assert.deepEqual([left.city, left.name, left.phone, left.annual_revenue], ['Flensburg', 'Bär Holding', '0431 7', null]);
}

async function refusals(api) {
  const before = await state(api);
  const bytes = new TextEncoder().encode('"Id","Name","BillingCity","AnnualRevenue"\n"n1","Good","x","1"\n"n2","","x","1"\n"n3","Bad","x","many"\n');
  const { json } = await api('POST', '/imports?name=a.csv', bytes);
  const patched = await api('PATCH', `/imports/${json.id}`, { options: { ...json.options, mode: 'all' } }, { 'if-match': `"${json.version}"` });
  assert.equal(patched.status, 200, patched.text);
  await api('POST', `/imports/${json.id}/application`);
  await until('the refusal', async () => (await api('GET', `/imports/${json.id}`)).json.state === 'failed', 30);
  assert.deepEqual(await state(api), before, 'all or nothing');
  const errors = await api('GET', `/imports/${json.id}/errors?format=csv`);
  assert.match(errors.text, /\n3,/);
  assert.match(errors.text, /\n4,"AnnualRevenue","many",/);
}

/** What nobody can read is refused when it comes, in words, and changes nothing. */
async function unreadable(api) {
  const before = await state(api);
  const good = row('Account Name', 'Website') + row('Acme', 'acme.test');
  const cases = [
    ['empty.csv', '', 422, 'import.empty_file'],
    ['old.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 422, 'import.old_excel'],
    ['paper.pdf', '%PDF-1.7 …', 422, 'import.not_a_table'],
    ['picture.png', Buffer.from('89504e470d0a1a0a00', 'hex'), 422, 'import.not_a_table'],
    ['cut.xlsx', workbook(good).subarray(0, 400), 422, 'import.damaged_workbook'],
    ['no-sheet.xlsx', workbook(good, { 'xl/workbook.xml': '<workbook/>' }), 422, /import\.(damaged_workbook|unknown_sheet)/],
    ['broken.xlsx', workbook('<row><c>'), 422, 'import.damaged_workbook'],
    // an entity that grows when it is read
    ['laughs.xlsx', workbook(good, { 'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>' }), 422, 'import.damaged_workbook'],
    // 300 MB of one letter in some hundred kilobytes
    ['bomb.xlsx', workbook(row('Account Name') + row('a'.repeat(300 << 20))), [413, 422], /import\.(too_large|damaged_workbook|field_too_long)/],
    ['wide.csv', `${Array.from({ length: 3000 }, (_, at) => `c${at}`).join(',')}\n`, 422, 'import.too_many_columns'],
    ['long.csv', `Account Name,Website\n"${'x'.repeat(2 << 20)}",a\n`, 422, /import\.(field|record)_too_long/],
    ['damaged.csv.gz', Buffer.from('1f8b0800000000000003ffffffff', 'hex'), 422, 'import.gzip'],
  ];
  for (const [name, bytes, status, key] of cases) {
    const answer = await api('POST', `/imports?name=${name}`, new Uint8Array(Buffer.from(bytes)));
    assert.ok([status].flat().includes(answer.status), `${name}: ${answer.status} ${answer.text.slice(0, 300)}`);
    const said = answer.json.fields?.[0]?.key ?? answer.json.key;
    assert.match(said, key instanceof RegExp ? key : new RegExp(`^${key}$`), `${name}: ${answer.text.slice(0, 300)}`);
    assert.ok((answer.json.detail ?? '').length > 15, `${name} says what is wrong: ${answer.text.slice(0, 300)}`);
  }
  assert.deepEqual(await state(api), before);
}

/** What is odd but can be read comes in, or says row by row why not. */
async function odd(api) {
  const upload = async (name, bytes) => {
    const answer = await api('POST', `/imports?name=${name}`, new Uint8Array(Buffer.from(bytes)));
    assert.equal(answer.status, 201, `${name}: ${answer.text.slice(0, 300)}`);
    return answer.json;
  };
  const checked = async (name, bytes) => {
    const { id, target, version } = await upload(name, bytes);
    // among so many unknown columns somebody has to say what the file holds
    if (!target) await api('PATCH', `/imports/${id}`, { target: 'accounts' }, { 'if-match': `"${version}"` });
    const started = await api('POST', `/imports/${id}/check`);
    assert.equal(started.status, 202, `${name}: ${started.text}`);
    return until(name, async () => {
      const { json } = await api('GET', `/imports/${id}`);
      return json.state !== 'checking' && json;
    }, 30);
  };
  const before = await state(api);
  const only = await checked('only-headers.csv', 'Account Name,Website,Industry\n');
  assert.deepEqual([only.state, only.result.counts.rows, only.result.counts.created], ['checked', 0, 0]);
  // 100 columns, of which two are known: the others are offered and left out
  const names = ['Account Name', 'Website', ...Array.from({ length: 98 }, (_, at) => `Extra ${at}`)];
  const wide = await checked('hundred.csv', `${names.join(',')}\nWide Ltd,wide.test${','.repeat(98)}\n`);
  assert.equal(wide.analysis.headers.length, 100);
  // UTF-8 with bytes that are none, UTF-16 without a mark, Windows-1252
  const texts = {
    broken: Buffer.concat([Buffer.from('Account Name,Website\nGood \u00e9,a.test\nBad '), Buffer.from([0xff, 0xfe, 0xe9]), Buffer.from(',b.test\n')]),
    western: Buffer.from('Account Name,Website\nCaf\u00e9 \u00d1and\u00fa,c.test\n', 'latin1'),
    wideless: Buffer.from('Account Name,Website\nCaf\u00e9 \u00d1and\u00fa,c.test\n', 'utf16le'),
  };
  for (const [name, bytes] of Object.entries(texts)) {
    const done = await checked(`${name}.csv`, bytes);
    assert.equal(done.state, 'checked', `${name}: ${JSON.stringify(done.result)}`);
    assert.equal(done.result.counts.rejected, 0, `${name}: ${JSON.stringify(done.result)}`);
  }
  const western = await upload('western.csv', texts.western);
  assert.equal(western.analysis.samples[0][0], 'Caf\u00e9 \u00d1and\u00fa');
  assert.deepEqual(await state(api), before, 'a check keeps nothing');
}

async function run(engine, db) {
  const server = await serve(db, { files: join(temporaryFolder(), 'files') });
  const api = await client(server, { currency: 'EUR' });
  for (const file of files)
    await test(`${engine}: ${file.dialect || 'no program'}, ${file.target}: twice, and back`, () => one(api, engine, file));
  await test(`${engine}: undo of an update restores each field that nobody has touched since`, () => updating(api));
  await test(`${engine}: what nobody can read is refused in words and changes nothing`, () => unreadable(api));
  await test(`${engine}: headers only, a hundred columns, odd encodings`, () => odd(api));
  await test(`${engine}: all or nothing keeps nothing and says why`, () => refusals(api));
  await server.stop();
}

await run('sqlite', `sqlite:${join(temporaryFolder(), 'kamino.db')}`);
if (process.env.KAMINO_TEST_PG) {
  const admin = process.env.KAMINO_TEST_PG;
  const name = `kamino_dialects_${process.pid}`;
  const psql = (sql) => execFileSync('psql', ['-qAtc', sql, admin]);
  psql(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  await run('postgres', admin.replace(/\/[^/]*$/, `/${name}`));
  psql(`DROP DATABASE ${name} WITH (FORCE)`);
}
summary();
