#!/usr/bin/env node
// The table of the territory engine: one row a line of its requirements, must and aim beside what was measured and
// whether they hold. Every answer goes through `kamino analyze check`.   bin/bench territory, or with words: only rows
// whose name has one of them
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kamino, random, temporaryFolder } from './measure.mjs';
import { routingRows } from './routing.mjs';

const folder = temporaryFolder();
const shared = join(process.env.KAMINO_SHARED ?? '../shared', 'data/territory');
const words = process.argv.slice(2);

function analyze(command, args) {
  const done = spawnSync(kamino, ['analyze', command, ...args], { maxBuffer: 1 << 30, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`kamino analyze ${command} ${args.join(' ')}: ${done.stderr.slice(-500)}`);
  return JSON.parse(done.stdout);
}

function checked(kind, instance, answer) {
  const path = join(folder, 'answer.json');
  writeFileSync(path, JSON.stringify(answer));
  return analyze('check', ['--kind', kind, '--instance', instance, '--solution', path]);
}

/** Accounts in towns and between them, people among them: the recipe is seeded. */
function accounts(n, people, seed) {
  const below = random(seed);
  const unit = () => (below(1e9) + 0.5) / 1e9;
  const normal = () => Math.sqrt(-2 * Math.log(unit())) * Math.cos(2 * Math.PI * unit());
  const towns = Array.from({ length: 120 }, () => ({ x: 600 * unit(), y: 600 * unit(), wide: 3 + 27 * unit(), size: unit() ** -0.8 }));
  const total = towns.reduce((sum, town) => sum + town.size, 0);
  const inside = (v) => Math.min(600, Math.max(0, v));
  const place = () => {
    if (unit() < 0.3) return { x: 600 * unit(), y: 600 * unit() };
    let at = unit() * total;
    const town = towns.find((t) => (at -= t.size) <= 0) ?? towns[0];
    return { x: inside(town.x + town.wide * normal()), y: inside(town.y + town.wide * normal()) };
  };
  const units = Array.from({ length: n }, (_, i) => {
    const work = Math.exp(0.7 * normal());
    return { id: `a${i}`, ...place(), measures: [work, work * Math.exp(0.8 * normal()) * 10], weight: Math.round(1 + 4 * work), visits: 12, minutes: 300 };
  });
  return {
    measures: ['work', 'potential'],
    units,
    people: Array.from({ length: people }, (_, j) => ({ id: `p${j}`, ...place(), hours: 1600 })),
    rules: { tolerance: 0.05, compactness: 'time', contiguity: 'off' },
    travel: { road_factor: 1.3, speed: [{ to_km: 10, kmh: 30 }, { to_km: 60, kmh: 60 }, { kmh: 95 }] },
  };
}

const saved = (name, document) => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(document));
  return path;
};
const worst = (answer) => Math.max(...Object.values(answer.imbalance));
const seconds = (answer) => `${answer.cpu_seconds.toFixed(2)} s`;
const per = (share, digits = 2) => `${(100 * share).toFixed(digits)} %`;
let large;
let today;
const largeInstance = () => (large ??= accounts(100000, 200, 7));

// Balanced within two seconds.
function short(instance) {
  const answer = analyze('align', ['--instance', instance, '--time-limit', '2']);
  return answer.cpu_seconds <= 2.5 && checked('align', instance, answer).feasible;
}

function alignRow(tolerance, must, aim) {
  return {
    name: `align 100,000 x 200, tolerance ${per(tolerance, 0)}`,
    must,
    aim,
    run() {
      const document = largeInstance();
      document.rules.tolerance = tolerance;
      const instance = saved('large.json', document);
      const answer = analyze('align', ['--instance', instance, '--time-limit', tolerance === 0.05 ? '15' : '10']);
      if (tolerance === 0.05) today = answer.owner;
      const verdict = checked('align', instance, answer);
      return {
        text: `${seconds(answer)}, worst ${worst(answer).toFixed(2)} %, gap ${per(answer.gap)}, ${verdict.violations.length} violations`,
        must: must && answer.cpu_seconds <= 15.5 && verdict.feasible,
        aim: tolerance === 0.05 ? short(instance) && answer.gap <= 0.03 : answer.cpu_seconds <= 10.5 && verdict.feasible,
      };
    },
  };
}

const repairRow = {
  name: '+30 % work in 10 of 200: repair',
  must: 'within 10 %, <= 3 % moved, 10 s',
  aim: 'near the flow bound, 2 s',
  run() {
    const document = structuredClone(largeInstance());
    document.rules.tolerance = 0.05;
    const owner = (today ??= analyze('align', ['--instance', saved('large.json', document), '--time-limit', '15']).owner);
    const below = random(3);
    const ten = new Set();
    while (ten.size < 10) ten.add(`p${below(200)}`);
    document.units.forEach((unit, i) => {
      unit.owner = owner[i];
      if (ten.has(owner[i])) unit.measures[0] *= 1.3;
    });
    document.rules = { ...document.rules, tolerance: 0.1, moves: { aim: 'least', max_units_share: 0.03 } };
    const instance = saved('repair.json', document);
    const answer = analyze('align', ['--instance', instance, '--time-limit', '10']);
    const verdict = checked('align', instance, answer);
    const { moved } = answer;
    return {
      text: `${seconds(answer)}, worst ${worst(answer).toFixed(2)} %, moved ${moved.units} accounts (bound ${moved.least_units}), ${per(moved.value_share)} of work (bound ${per(moved.least_value_share)}), ${verdict.violations.length} violations`,
      must: answer.cpu_seconds <= 10.5 && verdict.feasible && moved.units <= 3000,
      aim: answer.cpu_seconds <= 2 && verdict.feasible && moved.value_share <= 1.2 * moved.least_value_share,
    };
  },
};

function districtRow(name, known) {
  return {
    name: `districting ${name}`,
    must: `<= ${(1.1 * known).toFixed(2)} in 120 s`,
    aim: `<= ${known} in 60 s`,
    run() {
      const instance = join(shared, 'districting', `del-${name}.in`);
      if (!existsSync(instance)) return 'no data';
      const answer = analyze('align', ['--instance', instance, '--time-limit', '60']);
      const verdict = checked('align', instance, answer);
      return {
        text: `${answer.objective.toFixed(3)} in ${seconds(answer)}, bound ${answer.bound.toFixed(1)}, ${verdict.violations.length} violations`,
        must: verdict.feasible && answer.objective <= 1.1 * known,
        aim: verdict.feasible && answer.objective <= known,
      };
    },
  };
}

// The values of districting/README.md, so that other instances can stand there.
function districtRows() {
  const readme = join(shared, 'districting/README.md');
  if (!existsSync(readme)) return [];
  return [...readFileSync(readme, 'utf8').matchAll(/^\| del-(\S+)\.in \| \d+ \| ([\d.]+) \(/gm)].map((m) => districtRow(m[1], Number(m[2])));
}

const capacityRow = {
  name: 'capacity check, 100,000 accounts',
  must: '0.2 s',
  aim: '0.05 s',
  run() {
    const document = structuredClone(largeInstance());
    document.units.forEach((unit, i) => (unit.owner = today?.[i] ?? `p${i % 200}`));
    const answer = analyze('capacity', ['--instance', saved('capacity.json', document)]);
    const text = `${answer.cpu_seconds.toFixed(3)} s, ${Math.round(answer.hours_needed)} hours needed`;
    return { text, must: answer.cpu_seconds <= 0.2, aim: answer.cpu_seconds <= 0.05 };
  },
};

const dragRow = {
  name: 'a drag, 100,000 accounts',
  must: '0.1 s',
  aim: '0.1 s',
  run() {
    const instance = join(folder, 'capacity.json');
    if (!existsSync(instance)) capacityRow.run();
    const answer = analyze('align', ['--instance', instance, '--move', 'a17=p3']);
    return { text: `${answer.cpu_seconds.toFixed(3)} s`, must: answer.cpu_seconds <= 0.1, aim: answer.cpu_seconds <= 0.1 };
  },
};

// Accounts with responses of five segments, today's contacts, hours and money of their own; nine numbers of contacts and
// today's make ten options.
function attentionInstance(n, people) {
  const below = random(11);
  const unit = () => (below(1e9) + 0.5) / 1e9;
  const contacts = [0, 1, 2, 3, 4, 6, 12, 24, 52];
  const document = {
    hours: 0,
    money: 0,
    contacts,
    channels: [{ id: 'visit', hours: 1.5, money: 40 }],
    people: Array.from({ length: people }, (_, j) => ({ id: `p${j}`, hours: 0 })),
    segments: Array.from({ length: 5 }, (_, s) => ({ id: `s${s}`, response: [0.3 + 0.1 * s, 0.78 + 0.03 * s, 1, 1.15 - 0.02 * s, 1.5 - 0.05 * s] })),
    accounts: [],
  };
  for (let i = 0; i < n; i += 1) {
    const today = i % 3 === 0 ? 8 : contacts[1 + below(6)];
    const hours = 0.5 + 2 * unit();
    const money = 20 + 100 * unit();
    const account = { id: `a${i}`, segment: `s${below(5)}`, value: Math.round(20000 * unit() ** 3 + 500), today, hours, money };
    document.hours += 0.8 * hours * today;
    document.money += 0.8 * money * today;
    if (people) {
      const person = below(people);
      account.person = `p${person}`;
      document.people[person].hours += 0.85 * hours * today;
    }
    document.accounts.push(account);
  }
  return document;
}

function attentionRow(people) {
  return {
    name: `attention, 100,000 accounts x 10 options${people ? `, ${people} people` : ''}`,
    must: '5 s, gap <= 0.1 %',
    aim: '0.5 s, gap <= 0.01 %',
    run() {
      const instance = saved('attention.json', attentionInstance(100000, people));
      const answer = analyze('attention', ['--instance', instance, '--threads', '1']);
      const verdict = checked('attention', instance, answer);
      return {
        text: `${seconds(answer)}, gap ${per(answer.gap, 5)}, ${per(answer.today.lift)} above today, ${verdict.violations.length} violations`,
        must: verdict.feasible && answer.cpu_seconds <= 5 && answer.gap <= 0.001,
        aim: verdict.feasible && answer.cpu_seconds <= 0.5 && answer.gap <= 0.0001,
      };
    },
  };
}

const rows = [
  attentionRow(0),
  attentionRow(200),
  alignRow(0.05, '15 s, all within 5 %', '2 s; gap <= 3 %'),
  alignRow(0.02, '', '10 s within 2 %'),
  repairRow,
  capacityRow,
  dragRow,
  ...districtRows(),
  ...routingRows({ folder, shared, analyze, checked }),
];

console.log('| work | must | aim | measured | must | aim |\n|---|---|---|---|---|---|');
const word = (wanted, held) => (wanted === '' || held === undefined ? '' : held ? 'holds' : 'MISSED');
for (const row of rows) {
  if (words.length && !words.some((wanted) => row.name.includes(wanted))) continue;
  const result = row.run();
  const { text, must, aim } = typeof result === 'string' ? { text: result } : result;
  console.log(`| ${row.name} | ${row.must} | ${row.aim} | ${text} | ${word(row.must, must)} | ${word(row.aim, aim)} |`);
  if (word(row.must, must) === 'MISSED') process.exitCode = 1;
}
