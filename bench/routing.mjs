#!/usr/bin/env node
// Routes, tours, days and visit plans: the figures of docs/territory.md's commands against the best-known values of the
// instances' READMEs (../shared/data/territory), each answer judged by `kamino analyze check`. CPU seconds, one thread
// unless said. "aim" stands in the note; the limit is what must hold.
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kamino, random, report, temporaryFolder } from './measure.mjs';

const data = process.env.KAMINO_TERRITORY_DATA ?? join(import.meta.dirname, '../../shared/data/territory');
const folder = temporaryFolder();

function solve(command, file, more) {
  const flag = command === 'tour' ? '--points' : '--instance';
  const text = execFileSync(kamino, ['analyze', command, flag, file, ...more], { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
  return { text, ...JSON.parse(text) };
}

function judged(kind, file, answer) {
  const path = join(folder, 'answer.json');
  writeFileSync(path, answer.text);
  const verdict = JSON.parse(execFileSync(kamino, ['analyze', 'check', '--kind', kind, '--instance', file, '--solution', path], { encoding: 'utf8' }));
  if (!verdict.feasible) throw new Error(`${file}: ${JSON.stringify(verdict.violations.slice(0, 3))}`);
  return verdict.objective;
}

function row(command, name, best, seconds, must, aim, vehicles = 0) {
  const file = join(data, name);
  const answer = solve(command, file, ['--time-limit', String(seconds)]);
  const over = 100 * (judged(command, file, answer) / best - 1);
  const many = vehicles ? `, ${answer.vehicles} vehicles (best known ${vehicles})` : '';
  report(`${name} over best known`, over, must + 0.0005, '%', `aim ${aim} %, ${seconds} s${many}`);
}

if (existsSync(data)) {
  row('routes', 'cvrp/X-n101-k25.vrp', 27591, 60, 0, 0);
  row('routes', 'cvrp/X-n303-k21.vrp', 21736, 60, 0.5, 0.3);
  row('routes', 'cvrp/X-n1001-k43.vrp', 72355, 60, 1.5, 0.7);
  row('routes', 'vrptw/C101.txt', 828.94, 10, 1, 0.1, 10);
  row('routes', 'vrptw/R101.txt', 1645.79, 10, 1, 0.1, 19);
  row('routes', 'vrptw/RC208.txt', 828.14, 10, 1, 0.1, 3);
  row('tour', 'tsp/pr1002.tsp', 259045, 1, 3, 1);
  row('tour', 'tsp/usa13509.tsp', 19982859, 20, 6, 4);
  row('visits', 'pvrp/p01.txt', 524.61, 10, 0.001, 0);
  row('visits', 'pvrp/p02.txt', 1322.87, 10, 0.001, 0);
  row('visits', 'pvrp/p04.txt', 835.26, 10, 0.001, 0);
} else {
  console.log(`no instances in ${data}: only what is made here`);
}

// A day of 20 stops with windows, made here.
const any = random(7);
const points = ['id,x,y'];
const windows = ['id,open,close,service'];
for (let i = 0; i <= 20; i += 1) {
  points.push(`${i},${any(60)},${any(60)}`);
  const open = 480 + any(300);
  windows.push(i === 0 ? '0,480,1200,0' : `${i},${open},${open + 240},10`);
}
writeFileSync(join(folder, 'p.csv'), points.join('\n'));
writeFileSync(join(folder, 'w.csv'), windows.join('\n'));
const day = solve('tour', join(folder, 'p.csv'), ['--windows', join(folder, 'w.csv')]);
report('day of 20 stops with windows', 1000 * day.cpu_seconds, 50, 'ms', `aim 5 ms, ${day.unserved.length} unserved`);

// People with accounts around them, visited 1 to 6 times in 13 weeks.
function weeks(people, accounts) {
  const model = { start_on: '2026-12-07', weeks: 13, people: [], accounts: [] };
  for (let p = 0; p < people; p += 1) {
    const [lat, lon] = [40 + any(800) / 100, any(1000) / 100];
    model.people.push({ id: `p${p}`, start: { lat, lon }, lunch: { minutes: 30 }, fixed: [{ on: '2026-12-14', from: '09:00', to: '10:00' }] });
    for (let a = 0; a < accounts; a += 1) {
      const visits = [1, 1, 2, 3, 6][any(5)];
      model.accounts.push({
        id: `p${p}a${a}`,
        person: `p${p}`,
        place: { lat: lat + (any(100) + any(100) - 100) / 300, lon: lon + (any(100) + any(100) - 100) / 250 },
        visits,
        least_gap: Math.floor(45 / visits),
        greatest_gap: Math.ceil(150 / visits),
        minutes: 15 + any(20),
        ...(any(4) === 0 ? { windows: [{ from: '09:00', to: '12:00' }, { from: '14:00', to: '16:30' }] } : {}),
      });
    }
  }
  return model;
}

function plan(name, model, more) {
  const file = join(folder, 'visits.json');
  writeFileSync(file, JSON.stringify(model));
  const from = process.hrtime.bigint();
  const answer = solve('visits', file, more);
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  judged('visits', file, answer);
  return { name, answer, seconds, unserved: answer.unserved.length };
}

const one = weeks(1, 300);
const first = plan('one', one, ['--time-limit', '9', '--threads', '1']);
report('visit plan, 1 person, 300 accounts, 13 weeks', first.answer.cpu_seconds, 10, 's', `no violation, ${first.unserved} accounts unserved`);
const standing = first.answer.trips.flatMap((trip) => trip.stops.filter((stop) => stop.account).map((stop) => ({ account: stop.account, on: trip.on })));
one.now = '2027-01-11';
one.plan = standing;
one.people[0].days_off = ['2027-01-13'];
const again = plan('again', one, []);
report('re-plan when a day falls out', 1000 * again.answer.cpu_seconds, 300, 'ms', `${again.answer.moved_visits} visits moved`);
const many = plan('many', weeks(200, 60), ['--time-limit', '240', '--threads', '2']);
report('visit plan, 200 people, 12,000 accounts, 2 threads', many.answer.cpu_seconds, 600, 's', `an aim: 5 minutes; ${many.unserved} accounts unserved`);
