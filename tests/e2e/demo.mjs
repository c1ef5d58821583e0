// The demo workspace with something on every screen: plans of three kinds, groups, a short key list, a round, waves, batches,
// revisions and comments. What is needed of the data (the largest accounts, who leads) is asked of the API.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { serve, temporaryFolder, until } from './house.mjs';

const require = createRequire(join(process.env.KAMINO_ROOT, 'web/package.json'));

/** A client of the API as the first demo person with this role. */
export async function person(url, role) {
  const { items } = await (await fetch(`${url}/api/v1/demo/people`)).json();
  const who = items.find((one) => one.role === role);
  const entered = await fetch(`${url}/api/v1/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user_id: who.id }),
  });
  assert.ok(entered.ok, await entered.clone().text());
  const cookies = entered.headers.getSetCookie().map((line) => line.split(';')[0]);
  const { csrf } = await entered.json();
  const call = async (method, path, body, version) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { cookie: cookies.join('; '), 'x-csrf-token': csrf, 'content-type': 'application/json', ...(version ? { 'if-match': `"${version}"` } : {}) },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text.slice(0, 600)}`);
    return text && JSON.parse(text);
  };
  const storage = cookies.map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
  });
  return Object.assign(call, { who, cookies: storage });
}

const day = (from) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);

/** One plan with a row in every part that people fill. */
async function fillPlan(call, plan) {
  const add = (path, body) => call('POST', path, { plan_id: plan.id, audience: 'internal', ...body });
  const me = call.who.id;
  const objective = await add('/plan-objectives', {
    title: 'Two more sites on the closed-loop dosing programme, with the service contract that goes with it',
    metric: 'Sites under contract', unit: 'sites', baseline: 3, target: 5, due_on: day(240), owner_id: me, status: 'agreed',
  });
  await add('/plan-objectives', { title: 'Be asked before tenders are written', kind: 'qualitative' });
  const swot = {};
  for (const [kind, text] of [
    ['strength', 'Their maintenance chief asks for our engineers by name'],
    ['weakness', 'Nobody of ours knows the finance director'],
    ['opportunity', 'A second plant opens next year in the north'],
    ['threat', 'A cheaper rival has been invited to the tender for hygiene consumables in all three countries'],
  ])
    swot[kind] = await add('/plan-swot-items', { kind, text, weight: 4, evidence: 'Visit in spring', dated_on: day(-40), objective_ids: [objective.id] });
  await add('/plan-tows-moves', { first_id: swot.strength.id, second_id: swot.opportunity.id, text: 'Offer a start-up team for the new plant', objective_id: objective.id });
  const initiative = await add('/plan-initiatives', {
    name: 'Closed-loop dosing in all plants', horizon: 'medium', priority: 2, starts_on: day(-20), ends_on: day(200), status: 'running',
    budget: { minor: 2_500_000, currency: 'EUR' },
  });
  await add('/plan-possibilities', { title: 'Service contract for the south', initiative_id: initiative.id, priority: 4, viability: 3, value: { minor: 12_000_000, currency: 'EUR' } });
  await add('/plan-competitors', { name: 'Nordvask Chemie', strength: 4, share_percent: 30, counter_move: 'Prove the running cost over two years', evidence: 'Buyer, March', dated_on: day(-60) });
  for (const kind of ['trend', 'need', 'insight']) await add('/plan-insights', { kind, text: `A ${kind}: water has become a board topic since the drought`, evidence: 'Annual report', url: 'https://example.org/report', dated_on: day(-30) });
  await add('/plan-value-propositions', { pains: 'Stops of the line by scale', offer: 'Dosing that measures itself', proof: 'Two plants without a stop in a year' });
  await add('/plan-tasks', { title: 'Ask who signs above 50,000', owner_id: me, due_on: day(-3) });
  await add('/plan-tasks', { title: 'Bring the engineer to the spring audit', owner_id: me, due_on: day(9) });
  return objective;
}

/** Fills the workspace; gives the ids that the pages' addresses need. */
export async function fill(url) {
  const call = await person(url, 'admin');
  const leader = await person(url, 'leader'); // two people for a decision
  await until('the first scores', async () => (await call('GET', '/jobs?kind=selection.run&limit=1')).items[0]?.finished_at);
  // The demo has a key list and plans of its own: these are the largest that it leaves alone.
  const taken = new Set();
  for (const path of ['/plans?limit=100', '/key-account-moves?limit=100'])
    for (const { account_id } of (await call('GET', path)).items) taken.add(account_id);
  const largest = (await call('GET', '/portfolio?sort=-revenue_12m&limit=60')).items.filter((one) => !taken.has(one.id));
  const [deep, standard, light, ...more] = largest;
  const plans = {};
  for (const [rigour, account] of [['deep', deep], ['standard', standard], ['light', light]])
    plans[rigour] = await call('POST', '/plans', { account_id: account.id, rigour });
  const objective = await fillPlan(call, plans.deep);
  await call('POST', `/plans/${plans.deep.id}/revisions`, { name: 'Spring review', note: 'As shown to the board' });
  await call('PATCH', `/plan-objectives/${objective.id}`, { target: 6, title: 'Three more sites on the closed-loop dosing programme' }, 1);
  await call('POST', `/plans/${plans.deep.id}/revisions`, { name: 'After the audit', ask_approval: true });
  const section = plans.deep.sections[0];
  const comment = await call('POST', '/comments', { account_id: deep.id, plan_id: plans.deep.id, anchor_entity: 'plan_section', anchor_id: section.id, body: 'Is this still so after the audit?' });
  await call('POST', '/comments', { account_id: deep.id, plan_id: plans.deep.id, parent_id: comment.id, body: 'It is; their numbers came in on Monday.' });

  const rule = { all: [{ field: 'country', op: 'in', value: ['ES'] }, { any: [{ field: 'growth', op: '>=', value: 0 }, { not: { field: 'revenue_12m', op: '<', value: 50000 } }] }] };
  const group = await call('POST', '/groups', { name: 'Spanish accounts that grow', colour: 'blue', description: 'For the round of visits in spring', rule });
  await call('POST', '/groups', { name: 'Nobody at all', colour: 'grey', rule: { all: [{ field: 'employees', op: '>', value: 10_000_000 }] } });

  for (const account of [deep, standard, ...more.slice(0, 4)]) {
    const move = await call('POST', '/key-account-moves', { account_id: account.id, list: 'key', kind: 'entry', reason: 'Large, growing, and their engineers ask for ours', focus: 'expand', rigour: 'deep' });
    await leader('PUT', `/key-account-moves/${move.id}/decision`, { decision: 'approved', note: 'Agreed in the sales meeting' });
  }
  await call('POST', '/key-account-moves', { account_id: more[5].id, list: 'key', kind: 'entry', reason: 'Opens four plants in three years' });
  await call('POST', '/key-account-moves', { account_id: more[6].id, list: 'prospect', kind: 'entry', reason: 'Their tender closes in autumn' });
  await call('POST', '/key-list-rounds', { title: 'Yearly review of the list', list: 'key', due_on: day(30) });
  await call('POST', '/rollout-waves', { name: 'First wave: the largest', starts_on: day(-30), ends_on: day(60) });
  await call('POST', '/plan-batches', { name: 'Light plans for the next in line', account_ids: more.slice(7, 11).map((one) => one.id), objective: 'Know who decides' });
  await call('POST', '/document-batches', { account_ids: [deep.id, standard.id], format: 'xlsx', audience: 'internal', view: 'full', language: 'en' });
  const { items: templates } = await call('GET', '/plan-templates?limit=10');
  const [job] = (await call('GET', '/imports?limit=1&sort=-created_at')).items;
  return { call, leader, accounts: { deep, standard, light, bare: more[12] }, plans, group, templates, job };
}

/** The flows over the filled demo workspace, one after another in one browser. */
export async function inDemo(...flows) {
  const { chromium } = require('playwright-core');
  const server = await serve(`sqlite:${join(temporaryFolder(), 'demo.db')}`, { more: ['--demo'] });
  const browser = await chromium.launch({ executablePath: process.env.KAMINO_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const house = { url: server.url, ...(await fill(server.url)) };
    for (const flow of flows) await flow(browser, house);
  } finally {
    await browser.close();
    await server.stop();
  }
}
