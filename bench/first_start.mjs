#!/usr/bin/env node
// An empty folder to the login page: migrations, first user's link, web application served. And what a browser loads first.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { report, serve, temporaryFolder } from './measure.mjs';

const times = [];
let server;
for (let i = 0; i < 5; i += 1) {
  if (server) await server.stop();
  server = await serve(`sqlite:${join(temporaryFolder(), 'kamino.db')}`, '/login');
  times.push(server.seconds);
}
report('empty folder to login page', times.sort((a, b) => a - b)[2], 2, 's', 'median of 5');

// The script of the page itself and of what it imports without waiting for a click.
const page = await (await fetch(`${server.url}/`)).text();
const seen = new Map();
const load = async (path) => {
  if (seen.has(path)) return;
  const code = await (await fetch(server.url + path)).text();
  seen.set(path, gzipSync(code).length);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  for (const [, found] of code.matchAll(/(?:^|[;}\n])\s*(?:import|export)[^"'()]*?["'](\.\/[^"']+\.js)["']/g)) await load(new URL(found, `http://x${folder}`).pathname);
};
for (const [, path] of page.matchAll(/(?:src|href)="([^"]+\.js)"/g)) await load(path);
const total = [...seen.values()].reduce((a, b) => a + b, 0) / 1000;
if (seen.size === 0) console.log('built without the web application: nothing to weigh');
else report('first load of script, gzip', total, 250, 'kB', `${seen.size} files`);
await server.stop();
execFileSync('true');
