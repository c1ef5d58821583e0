// What the flows stand on: a list of tests that counts, a kamino of their own in a temporary folder, figures that are
// computed from the files without Kamino (the sqlite3 shell), and a client of the API.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const shared = process.env.KAMINO_SHARED ?? join(process.env.KAMINO_ROOT ?? '.', '..', 'shared');
export const maven = join(shared, 'data/maven-crm');
export const retail = join(shared, 'data/online-retail-h1/online_retail_2010-12_2011-05.csv.gz');
export const hasData = existsSync(join(maven, 'accounts.csv')) && existsSync(retail);

const counts = { passed: 0, failed: 0 };
// words of a test's name; "demo" stands for all over the demo workspace
const wanted = process.argv.slice(2).filter((word) => word !== 'demo');

export async function test(name, body) {
  if (wanted.length && !wanted.some((word) => name.includes(word))) return;
  const from = Date.now();
  try {
    await body();
    counts.passed += 1;
    console.log(`ok    ${name} (${Date.now() - from} ms)`);
  } catch (error) {
    counts.failed += 1;
    console.log(`FAIL  ${name}\n${error.stack ?? error}`);
  }
}

export function summary() {
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed ? 1 : 0;
}

export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'kamino-e2e-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A kamino that answers; `link` is the one-time set-up link when the workspace is new. */
export async function serve(db, { files, more = [] } = {}) {
  const port = await freePort();
  const child = spawn(process.env.KAMINO_BIN, ['serve', '--db', db, '--port', String(port), ...more], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...(files ? { KAMINO_FILES: files } : {}) },
  });
  running.add(child);
  let log = '';
  child.stderr.on('data', (piece) => {
    log += piece;
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    try {
      if ((await fetch(`${url}/api/v1/session`)).status) break;
    } catch {
      if (tries > 1200 || child.exitCode !== null) throw new Error(`kamino does not answer:\n${log}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }
  const token = log.match(/\/setup#(\S+)/)?.[1];
  const stop = async (signal = 'SIGTERM') => {
    const gone = new Promise((done) => child.once('exit', done));
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await gone;
    }
    running.delete(child);
  };
  return { url, token, stop, child, log: () => log };
}

/** Rows of a query over a file loaded as table t (and further files as t2, t3), by the sqlite3 shell alone. */
export function figures(sql, ...files) {
  const loads = files.flatMap((file, at) => {
    const source = file.endsWith('.gz') ? `|gzip -dc ${file}` : file;
    return ['-cmd', `.import --csv "${source}" t${at || ''}`];
  });
  const out = execFileSync('sqlite3', ['-json', ...loads, ':memory:', sql], { maxBuffer: 1 << 26 });
  return JSON.parse(String(out));
}

/** A signed-in client of the API: set up with the one-time token. */
export async function client(server, workspace = {}) {
  const setup = await fetch(`${server.url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token: server.token,
      name: 'Ada Example',
      email: 'ada@example.org',
      password: 'correct horse battery',
      workspace_name: 'E2E',
      currency: 'GBP',
      language: 'en',
      ...workspace,
    }),
  });
  assert.ok(setup.ok, `set-up: ${setup.status} ${await setup.clone().text()}`);
  const cookie = setup.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  const { csrf } = await setup.json();
  const call = async (method, path, body, headers = {}) => {
    const raw = body instanceof Uint8Array;
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: {
        cookie,
        'x-csrf-token': csrf,
        ...(body === undefined ? {} : { 'content-type': raw ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : raw ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    const json = /\/json|\+json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined;
    return { status: answer.status, ok: answer.ok, headers: answer.headers, text, json };
  };
  return Object.assign(call, { cookie });
}

export async function until(what, look, seconds = 120) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${seconds} s for ${what}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** A workbook by the zip program alone; `parts` stand beside or instead of its own. */
export function workbook(sheet, parts = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'kamino-book-'));
  const put = (name, text) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>';
  const relation = (id, type, target) => `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`;
  put('[Content_Types].xml', types);
  put('_rels/.rels', relation('rId1', 'officeDocument', 'xl/workbook.xml'));
  put('xl/_rels/workbook.xml.rels', relation('rId1', 'worksheet', 'worksheets/sheet1.xml'));
  put('xl/workbook.xml', '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>');
  put('xl/worksheets/sheet1.xml', `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${sheet}</sheetData></worksheet>`);
  for (const [name, text] of Object.entries(parts)) put(name, text);
  execFileSync('zip', ['-qr', 'book.xlsx', '.'], { cwd: folder });
  const bytes = readFileSync(join(folder, 'book.xlsx'));
  rmSync(folder, { recursive: true });
  return bytes;
}
/** A row of texts for it. */
export const sheetRow = (...cells) => `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
