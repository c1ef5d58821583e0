// Rows of the territory table (bench/territory.mjs): people's homes, routes, rounds, days and visit plans against the
// best-known values of the instances' READMEs and on instances that are made here. CPU seconds, one thread unless said.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { random } from './measure.mjs';

const per = (share, digits = 2) => `${(100 * share).toFixed(digits)} %`;

/** `tools`: { folder, shared, analyze(command, args), checked(kind, instance, answer) } of the table. */
export function routingRows(tools) {
  const known = { ...tools, file: (name) => join(tools.shared, name) };
  return [...medianRows(known), ...routeRows(known), ...tourRows(known), dayRow(known), ...visitRows(known)].map((row) => ({
    ...row,
    run: () => (row.needs && !existsSync(known.file(row.needs)) ? 'no data' : row.run()),
  }));
}

// An answer within the rules, judged: its distance from the best known value.
function over(tools, kind, file, answer, best) {
  const verdict = tools.checked(kind, file, answer);
  if (!verdict.feasible) throw new Error(`${file}: ${JSON.stringify(verdict.violations.slice(0, 3))}`);
  return verdict.objective / best - 1;
}

function medianRows(tools) {
  const capacitated = (name, best) => ({
    name: `capacitated p-median ${name}`,
    needs: `cpmp/${name}.txt`,
    must: `${best} in 5 s`,
    aim: 'in 0.5 s, proved to 1 %',
    run() {
      const file = tools.file(this.needs);
      const [long, short] = [5, 0.5].map((limit) => tools.analyze('pmedian', ['--instance', file, '--time-limit', String(limit)]));
      const far = over(tools, 'pmedian', file, long, best);
      return {
        text: `${long.objective}, gap ${per(long.gap)}; in 0.5 s ${short.objective}, gap ${per(short.gap)}`,
        must: far <= 1e-9,
        aim: short.objective <= best && short.gap <= 0.01,
      };
    },
  });
  const plain = (name, p, limit, more) => ({
    needs: `tsp/${name}.tsp`,
    ...more,
    name: `p-median ${name}, p = ${p}`,
    run() {
      const answer = tools.analyze('pmedian', ['--points', tools.file(this.needs), '--p', String(p), '--time-limit', String(limit)]);
      return { text: `${answer.objective}, gap ${per(answer.gap, 3)}, ${answer.cpu_seconds.toFixed(1)} s`, ...more.holds(answer) };
    },
  });
  return [
    capacitated('cpmp01', 713),
    capacitated('cpmp20', 1005),
    plain('rl1304', 10, 5, { must: '2134295 in 5 s', aim: '', holds: (a) => ({ must: a.objective <= 2134295 }) }),
    plain('usa13509', 10, 60, { must: '', aim: 'gap <= 0.5 % in 60 s', holds: (a) => ({ aim: a.gap <= 0.005 }) }),
  ];
}

function routeRows(tools) {
  const row = (name, best, limit, must, aim, vehicles = 0) => ({
    name: `routes ${name.split('/')[1]}`,
    needs: name,
    must: vehicles ? `${vehicles} vehicles, <= ${must} % over ${best} in ${limit} s` : `<= ${must} % over ${best} in ${limit} s`,
    aim: `<= ${aim} %`,
    run() {
      const answer = tools.analyze('routes', ['--instance', tools.file(name), '--time-limit', String(limit)]);
      const far = over(tools, 'routes', tools.file(name), answer, best);
      const fleet = !vehicles || answer.vehicles === vehicles;
      return {
        text: `${answer.objective.toFixed(2)}, ${per(far)} over, ${answer.vehicles} vehicles, gap ${per(answer.gap)}`,
        must: fleet && far <= must / 100 + 5e-6,
        aim: fleet && far <= aim / 100 + 5e-6,
      };
    },
  });
  return [
    row('cvrp/X-n101-k25.vrp', 27591, 60, 0, 0),
    row('cvrp/X-n303-k21.vrp', 21736, 60, 0.5, 0.3),
    row('cvrp/X-n1001-k43.vrp', 72355, 60, 1.5, 0.7),
    row('vrptw/C101.txt', 828.94, 10, 1, 0.1, 10),
    row('vrptw/R101.txt', 1645.79, 10, 1, 0.1, 19),
    row('vrptw/RC208.txt', 828.14, 10, 1, 0.1, 3),
  ];
}

function tourRows(tools) {
  const row = (name, best, limit, must, aim) => ({
    name: `tour ${name}`,
    needs: `tsp/${name}.tsp`,
    must: `<= ${must} % over ${best} in ${limit} s`,
    aim: `<= ${aim} %`,
    run() {
      const file = tools.file(this.needs);
      const answer = tools.analyze('tour', ['--points', file, '--time-limit', String(limit)]);
      const far = over(tools, 'tour', file, answer, best);
      const gap = answer.gap === null ? 'no bound' : `gap ${per(answer.gap)}`;
      return { text: `${per(far)} over, ${gap}, ${answer.cpu_seconds.toFixed(1)} s`, must: far <= must / 100, aim: far <= aim / 100 };
    },
  });
  return [row('pr1002', 259045, 1, 3, 1), row('usa13509', 19982859, 20, 6, 4)];
}

// Ten days of 20 stops with windows.
function dayRow(tools) {
  return {
    name: 'day route, 20 stops with windows',
    must: '50 ms',
    aim: '5 ms, optimal to 12 stops',
    run() {
      const times = [];
      let left = 0;
      let exact = true;
      for (let seed = 1; seed <= 10; seed += 1) {
        const twenty = solvedDay(tools, seed, 20);
        times.push(twenty.cpu_seconds * 1000);
        left += twenty.unserved.length;
        exact &&= solvedDay(tools, seed, 12).method === 'dynamic_programming';
      }
      times.sort((a, b) => a - b);
      const [middle, worst] = [times[5], times[9]];
      return {
        text: `${middle.toFixed(1)} ms (worst of 10: ${worst.toFixed(1)}), ${left} unserved, 12 stops ${exact ? 'optimal' : 'not all optimal'}`,
        must: worst <= 50,
        aim: middle <= 5 && exact,
      };
    },
  };
}

// Windows of four hours around a round that keeps them all, so that everyone can be served.
function solvedDay(tools, seed, stops) {
  const any = random(seed);
  const points = ['id,x,y'];
  const windows = ['id,open,close,service'];
  let [clock, x, y] = [480, 30, 30];
  points.push(`0,${x},${y}`);
  windows.push('0,480,1200,0');
  for (let i = 1; i <= stops; i += 1) {
    const next = [any(60), any(60)];
    clock += Math.min(Math.hypot(next[0] - x, next[1] - y), 500 / stops);
    [x, y] = [x + Math.sign(next[0] - x) * any(9), y + Math.sign(next[1] - y) * any(9)];
    points.push(`${i},${x},${y}`);
    const open = Math.max(480, Math.round(clock - 60 - any(120)));
    windows.push(`${i},${open},${open + 240},10`);
    clock += 10;
  }
  const [p, w] = [join(tools.folder, 'p.csv'), join(tools.folder, 'w.csv')];
  writeFileSync(p, points.join('\n'));
  writeFileSync(w, windows.join('\n'));
  return tools.analyze('tour', ['--points', p, '--windows', w]);
}

/** People with accounts around them, visited 1 to 6 times in 13 weeks. */
export function weeks(people, accounts, seed = 7) {
  const any = random(seed);
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

function visitRows(tools) {
  const plan = (model, more) => {
    const file = join(tools.folder, 'visits.json');
    writeFileSync(file, JSON.stringify(model));
    const from = process.hrtime.bigint();
    const answer = tools.analyze('visits', ['--instance', file, ...more]);
    const wall = Number(process.hrtime.bigint() - from) / 1e9;
    return { answer, wall, violations: tools.checked('visits', file, answer).violations.length };
  };
  const periodic = (name, best) => ({
    name: `periodic visits ${name}`,
    needs: `pvrp/${name}.txt`,
    must: `${best} in 10 s`,
    aim: 'in 3 s',
    run() {
      const file = tools.file(this.needs);
      const [long, short] = [10, 3].map((limit) => tools.analyze('visits', ['--instance', file, '--time-limit', String(limit)]));
      const far = [long, short].map((answer) => over(tools, 'visits', file, answer, best));
      return {
        text: `${long.objective.toFixed(2)} (gap ${per(long.gap)}); in 3 s ${short.objective.toFixed(2)}`,
        must: far[0] <= 1e-5,
        aim: far[1] <= 1e-5,
      };
    },
  });
  let one;
  const first = () => (one ??= plan(weeks(1, 300), ['--time-limit', '9', '--threads', '1']));
  const served = (found) => `${found.violations} violations, ${found.answer.unserved.length} accounts unserved, gap ${per(found.answer.gap)}`;
  return [
    periodic('p01', 524.61),
    periodic('p02', 1322.87),
    periodic('p04', 835.26),
    {
      name: 'visit plan, 1 person, 300 accounts, 13 weeks',
      must: '10 s, no violation',
      aim: '',
      run() {
        const found = first();
        return { text: `${found.answer.cpu_seconds.toFixed(2)} s, ${served(found)}`, must: found.answer.cpu_seconds <= 10 && found.violations === 0 };
      },
    },
    {
      name: 're-plan when a day falls out',
      must: '',
      aim: '300 ms',
      run() {
        const model = weeks(1, 300);
        model.plan = first().answer.trips.flatMap((trip) => trip.stops.filter((stop) => stop.account).map((stop) => ({ account: stop.account, on: trip.on })));
        model.now = '2027-01-11';
        model.people[0].days_off = ['2027-01-13'];
        const found = plan(model, []);
        const ms = 1000 * found.answer.cpu_seconds;
        return { text: `${ms.toFixed(0)} ms, ${found.answer.moved_visits} visits moved, ${served(found)}`, aim: ms <= 300 && found.violations === 0 };
      },
    },
    {
      name: 'visit plan, 200 people, 60,000 accounts, 2 threads',
      must: '',
      aim: '5 minutes, no violation',
      run() {
        // CPU seconds of both threads; the clock of the wall counts what a busy machine gives to others as well.
        const found = plan(weeks(200, 300), ['--time-limit', '540', '--threads', '2']);
        const minutes = found.answer.cpu_seconds / 2 / 60;
        return {
          text: `${minutes.toFixed(1)} minutes a thread (${(found.wall / 60).toFixed(1)} by the clock), ${served(found)}`,
          aim: minutes <= 5 && found.violations === 0,
        };
      },
    },
  ];
}
