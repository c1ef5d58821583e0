// What the benchmarks share: seeded random numbers, a program's time and memory, a served kamino, the printed line.
import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const kamino = process.env.KAMINO_BIN;

export function temporaryFolder() {
  const folder = mkdtempSync(join(process.env.KAMINO_BENCH_FOLDER ?? tmpdir(), 'kamino-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** mulberry32: the same numbers on every machine. */
export function random(seed) {
  let a = seed;
  return (below) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

export async function writeLines(path, header, count, line) {
  const out = createWriteStream(path, { highWaterMark: 1 << 20 });
  let text = `${header}\n`;
  for (let i = 0; i < count; i += 1) {
    text += `${line(i)}\n`;
    if (text.length > 1 << 20) {
      if (!out.write(text)) await new Promise((done) => out.once('drain', done));
      text = '';
    }
  }
  out.end(text);
  await new Promise((done) => out.once('finish', done));
}

/** Runs a program to its end: seconds, and its largest memory in MB (the kernel's high-water mark, looked at every 20 ms). */
export async function run(command, args) {
  const from = process.hrtime.bigint();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let errors = '';
  let peak = 0;
  child.stdout.on('data', (piece) => (out += piece));
  child.stderr.on('data', (piece) => (errors += piece));
  const watch = setInterval(() => (peak = Math.max(peak, memoryOf(child.pid).peak)), 20);
  const code = await new Promise((done) => child.once('close', done));
  clearInterval(watch);
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${code}\n${errors.slice(-2000)}`);
  return { seconds, out, peak };
}

export function memoryOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    const mb = (name) => Number(text.match(new RegExp(`${name}:\\s+(\\d+)`))?.[1] ?? 0) / 1024;
    return { peak: mb('VmHWM'), now: mb('VmRSS') };
  } catch {
    return { peak: 0, now: 0 };
  }
}

/** Milliseconds of processor time that a program has used so far; the kernel counts in hundredths of a second. */
export function processorOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export function sqlite(db, script) {
  return execFileSync('sqlite3', ['-batch', db], { input: script, encoding: 'utf8', maxBuffer: 1 << 28 });
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Starts kamino and asks until it answers; `seconds` is the time from its start to the first answer. */
export async function serve(db, path, more = []) {
  const port = await freePort();
  const from = process.hrtime.bigint();
  const child = spawn(kamino, ['serve', '--db', db, '--port', String(port), ...more], { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.on('data', (piece) => (log += piece));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await fetch(url + path);
      await answer.arrayBuffer();
      if (answer.status < 500) break;
    } catch {
      if (tries > 4000 || child.exitCode !== null) throw new Error(`kamino does not answer:\n${log}`);
      await new Promise((done) => setTimeout(done, 5));
    }
  }
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  const stop = () =>
    new Promise((done) => {
      child.once('exit', done);
      child.kill('SIGTERM');
    });
  return { url, seconds, pid: child.pid, token: () => log.match(/\/setup#(\S+)/)?.[1], stop };
}

/** Sets the workspace of a served kamino up; what it gives are the headers of its administrator. */
export async function setUp(server) {
  const setup = await fetch(`${server.url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: server.token(), name: 'Bench', email: 'bench@example.org', password: 'correct horse battery', workspace_name: 'Bench', currency: 'EUR', language: 'en' }),
  });
  if (!setup.ok) throw new Error(await setup.text());
  const cookie = setup.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  const { csrf } = await setup.json();
  return { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json' };
}

/** A client of a workspace that it sets up: asks as the administrator and throws on a refusal. */
export async function enter(server) {
  const own = await setUp(server);
  return async (method, path, body, headers = {}) => {
    const answer = await fetch(`${server.url}/api/v1${path}`, { method, headers: { ...own, ...headers }, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 500)}`);
    return text ? JSON.parse(text) : null;
  };
}

/** Milliseconds that some work takes. */
export async function timed(work) {
  const from = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - from) / 1e6;
}

export async function median(work, times = 21) {
  const all = [];
  for (let i = 0; i < times; i += 1) all.push(await timed(work));
  return all.sort((a, b) => a - b)[Math.floor(times / 2)];
}

let missed = 0;
process.on('exit', () => {
  if (missed > 0) process.exitCode = 1;
});

/** One line: what, the measured figure, its limit, whether it holds. */
export function report(what, measured, limit, unit, note = '') {
  const good = measured <= limit;
  if (!good) missed += 1;
  const figure = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
  console.log(`${good ? 'holds ' : 'MISSED'} ${what}: ${figure(measured)} ${unit} (at most ${figure(limit)})${note ? `; ${note}` : ''}`);
}
