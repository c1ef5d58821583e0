// A stand-in for the server while a page is being drawn: KAMINO_MOCK=1 npm run dev. Never part of a build or a test.
const pick = (list, n) => list[((n % list.length) + list.length) % list.length];
const id = (kind, n) => `${kind}-${String(n).padStart(5, '0')}`;
const stamp = (n) => ({
  version: 1,
  created_at: new Date(Date.now() - n * 36e5).toISOString(),
  updated_at: new Date(Date.now() - n * 18e5).toISOString(),
  deleted_at: null,
});
const money = (value) => ({ minor: Math.round(value * 100), currency: 'EUR' });
const day = (n) => new Date(Date.now() + n * 864e5).toISOString().slice(0, 10);
const nouns = [
  'Puerto',
  'Banco',
  'Energía',
  'Transportes',
  'Minera',
  'Clínica',
  'Grupo',
  'Supermercados',
  'Coöperatie',
];
const places = ['Noordzee', 'Maas', 'Pacífico', 'Austral', 'Los Ríos', 'Atacama', 'Cordillera', 'Aurora', 'del Sur'];
const owners = ['Felipe Bakker', 'Joost Castillo', 'Tomás van den Berg', 'Lotte Cárdenas', 'Valentina Navarro'];
const roles = ['admin', 'leader', 'operations', 'manager', 'viewer'];
const users = owners.map((name, n) => ({
  id: id('user', n),
  ...stamp(n),
  name,
  email: `${n}@kamino.example`,
  role: roles[n],
  active: true,
  language: 'es',
  team: pick(['Norte', 'Sur'], n),
  manager_id: null,
}));
const accounts = Array.from({ length: Number(process.env.KAMINO_MOCK_ROWS ?? 10000) }, (_, n) => ({
  id: id('account', n),
  ...stamp(n),
  name: `${pick(nouns, n * 7)} ${pick(places, n * 5)} ${n}`,
  legal_name: '',
  external_id: `X${n}`,
  status: pick(['customer', 'customer', 'prospect', 'former'], n),
  industry: pick(['Logística', 'Banca', 'Energía', 'Minería', 'Salud'], n),
  tax_id: '',
  website: 'https://example.com',
  phone: '',
  employees: n * 3,
  annual_revenue: money(n * 1000),
  owner_id: id('user', n % 5),
  parent_id: n % 9 ? null : id('account', 0),
  street: 'Calle Mayor 1',
  city: pick(['Madrid', 'Santiago', 'Rotterdam', 'Bogotá'], n),
  region: '',
  postal_code: '28001',
  country: pick(['ES', 'CL', 'NL', 'CO'], n),
  latitude: null,
  longitude: null,
  year_founded: 1980,
  tags: ['puertos'],
  custom: {},
  description: 'Opera terminales.',
  source: 'crm',
}));
const portfolio = accounts.map((a, n) => ({
  id: a.id,
  version: 1,
  name: a.name,
  status: a.status,
  industry: a.industry,
  city: a.city,
  country: a.country,
  owner_id: a.owner_id,
  owner_name: pick(owners, n),
  parent_id: a.parent_id,
  class: pick(['A', 'B', 'C', 'C', 'D', 'E', null], n),
  score: (n * 37) % 100,
  revenue_12m: money(9e6 / (1 + n / 50)),
  revenue_prev_12m: money(8e6 / (1 + n / 60)),
  growth: ((n * 13) % 60) / 100 - 0.25,
  potential: money(2e6 / (1 + n / 30)),
  open_pipeline: n % 3 ? money(4e5 / (1 + n / 40)) : null,
  won_12m: null,
  last_interaction_at: n % 4 ? new Date(Date.now() - n * 864e5).toISOString() : null,
  last_purchase_on: day(-n % 400),
  plan_status: n % 3 ? null : 'draft',
  plan_completeness: n % 3 ? null : (n * 17) % 100,
  plan_id: n % 3 ? null : id('plan', n),
}));
const people = Array.from({ length: 400 }, (_, n) => ({
  id: id('person', n),
  ...stamp(n),
  account_id: id('account', n % 40),
  unit_id: null,
  external_id: '',
  first_name: pick(['Ana', 'Daan', 'María', 'Bram', 'Lotte'], n),
  last_name: pick(['Rojas', 'Visser', 'Castillo', 'Jansen'], n * 3),
  name: `${pick(['Ana', 'Daan', 'María', 'Bram', 'Lotte'], n)} ${pick(['Rojas', 'Visser', 'Castillo', 'Jansen'], n * 3)}`,
  title: pick(['Directora financiera', 'Gerente de TI', 'Compras'], n),
  department: pick(['Finanzas', 'TI'], n),
  email: `p${n}@example.com`,
  phone: '',
  mobile: '',
  reports_to_id: n > 40 ? id('person', n % 40) : null,
  decision_role: pick(['decision_maker', 'influencer', 'buyer', 'unknown'], n),
  influence: n % 6,
  stance: pick(['promoter', 'neutral', 'detractor', 'unknown'], n),
  closeness: pick(['green', 'amber', 'red', 'unknown'], n * 3),
  language: 'es',
  consent: 'unknown',
  likes: '',
  interests: '',
  city: '',
  country: '',
  notes: '',
  tags: [],
  custom: {},
}));
const stages = [
  ['prospecting', 'Prospecting', 10, 'open'],
  ['proposal', 'Proposal', 40, 'open'],
  ['negotiation', 'Negotiation', 70, 'open'],
  ['won', 'Won', 100, 'won'],
  ['lost', 'Lost', 0, 'lost'],
].map(([key, name, probability, outcome], n) => ({
  id: id('stage', n),
  ...stamp(n),
  key,
  name,
  position: n,
  probability,
  outcome,
}));
const opportunities = Array.from({ length: 90 }, (_, n) => ({
  id: id('deal', n),
  ...stamp(n),
  account_id: id('account', n % 40),
  external_id: '',
  name: `${pick(['ERP', 'Nube', 'Ciberseguridad', 'Datos'], n)} ${n}`,
  stage: pick(stages, n * 2).key,
  outcome: pick(stages, n * 2).outcome,
  amount: money(20000 + n * 3000),
  probability: pick(stages, n * 2).probability,
  close_on: day(n - 20),
  opened_on: day(-n),
  owner_id: id('user', n % 5),
  product_id: null,
  person_ids: [],
  initiative: '',
  competitors: [],
  next_step: 'Llamar',
  lost_reason: '',
}));
const interactions = Array.from({ length: 120 }, (_, n) => ({
  id: id('talk', n),
  ...stamp(n),
  account_id: id('account', n % 40),
  person_ids: [id('person', n)],
  user_ids: [],
  owner_id: id('user', n % 5),
  opportunity_id: null,
  kind: pick(['visit', 'call', 'email', 'meeting'], n),
  status: pick(['done', 'planned'], n),
  subject: pick(['Revisión trimestral', 'Llamada de seguimiento', 'Visita a planta'], n),
  happened_at: new Date(Date.now() - (n - 20) * 864e5).toISOString(),
  minutes: 45,
  outcome: '',
  notes: '',
  external_id: '',
}));
const lines = ['ERP y finanzas', 'Remuneraciones', 'Nube', 'Ciberseguridad', 'Datos e IA', 'Colaboración'];
const products = [
  ...lines.map((name, n) => ({
    id: id('line', n),
    ...stamp(n),
    name,
    code: `L${n}`,
    parent_id: null,
    kind: 'line',
    unit_price: null,
    need_ids: [id('need', n % 3)],
    active: true,
    description: '',
    external_id: '',
  })),
  ...Array.from({ length: 30 }, (_, n) => ({
    id: id('product', n),
    ...stamp(n),
    name: `${pick(lines, n)} ${n}`,
    code: `P${n}`,
    parent_id: id('line', n % 6),
    kind: n % 4 ? 'product' : 'service',
    unit_price: money(900 + n),
    need_ids: [id('need', n % 3)],
    active: true,
    description: '',
    external_id: '',
  })),
];
const needs = ['Contabilidad', 'Nómina', 'Seguridad'].map((name, n) => ({
  id: id('need', n),
  ...stamp(n),
  name,
  parent_id: null,
  code: '',
}));
const section = (key, title, body, facts = {}, questions = []) => ({
  id: `section-${key}`,
  version: 1,
  key,
  title,
  body,
  facts,
  questions,
});
const plan = (n) => ({
  id: id('plan', n),
  ...stamp(2),
  account_id: id('account', n),
  status: 'draft',
  objective: '',
  completeness: { score: 62, missing: ['objective', 'value'], stale: ['profile'] },
  sections: [
    section('profile', 'Perfil', 'Opera terminales en tres puertos.', { employees: 1200, city: 'Rotterdam' }),
    section('people', 'A quién conocemos', 'Conocemos a 12 personas; ningún decisor de compras.', {}, [
      { key: 'q1', text: '¿Quién decide las compras?', answered: false },
    ]),
    section('objective', 'Brecha hacia un primer objetivo', '', { gap: money(670000) }),
  ],
});
const job = (n, state) => ({
  id: id('import', n),
  ...stamp(n),
  file: pick(['accounts.csv', 'sales_pipeline.csv'], n),
  encoding: 'utf-8',
  separator: ',',
  sheets: [],
  headers: ['account', 'sector', 'year_established', 'close_date'],
  rows: [
    ['Acme Corporation', 'technology', '1996', '03/04/2026'],
    ['Betasoloin', 'medical', '1999', '05/06/2026'],
  ],
  dialect: 'maven',
  entity: 'accounts',
  mapping: ['name', 'industry', 'year_founded', null].map((field, column) => ({
    column,
    header: ['account', 'sector', 'year_established', 'close_date'][column],
    field,
    confidence: 0.95 - column * 0.2,
    options: ['name', 'industry', 'year_founded', 'city', 'close_on'],
  })),
  questions:
    state === 'uploaded'
      ? [
          {
            key: 'date_order',
            column: 3,
            header: 'close_date',
            text: 'What does 03/04/2026 in close_date mean?',
            choices: ['dmy', 'mdy'],
            samples: ['03/04/2026', '05/06/2026'],
          },
        ]
      : [],
  options: { mode: 'good' },
  state,
  progress: { done: 0, total: 85 },
  counts: {
    created: state === 'uploaded' ? 0 : 83,
    updated: 0,
    skipped: 0,
    rejected: state === 'uploaded' ? 0 : 2,
    unchanged: 0,
  },
  samples: [{ line: 2, action: 'created', values: { name: 'Acme Corporation', industry: 'technology' }, before: {} }],
  message: '',
});
const imports = [job(0, 'applied'), job(1, 'uploaded')];
const simple = (kind, list) => list.map((item, n) => ({ id: id(kind, n), ...stamp(n), ...item }));
const tables = {
  users,
  accounts,
  people,
  opportunities,
  interactions,
  products,
  needs,
  imports,
  portfolio,
  plans: accounts
    .slice(0, 40)
    .map((_, n) => plan(n))
    .filter((_, n) => n % 3 === 0),
  'opportunity-stages': stages,
  'saved-views': [],
  tokens: [],
  'exchange-rates': simple('rate', [{ currency: 'USD', valid_on: day(-30), rate: 0.92 }]),
  'custom-fields': [],
  'account-units': simple('unit', [
    { account_id: id('account', 1), parent_id: null, name: 'Terminal Norte', kind: 'business_unit' },
    { account_id: id('account', 1), parent_id: 'unit-00000', name: 'Compras', kind: 'buying_centre' },
  ]),
  'account-locations': simple('place', [
    {
      account_id: id('account', 1),
      name: 'Casa matriz',
      kind: 'head_office',
      street: 'Coolsingel 1',
      city: 'Rotterdam',
      region: '',
      postal_code: '3011',
      country: 'NL',
      latitude: null,
      longitude: null,
    },
  ]),
  'account-team': simple('team', [{ account_id: id('account', 1), user_id: id('user', 0), role: 'relationship_lead' }]),
};
const criteria = [
  ['revenue', 'Ventas actuales', 0.2, 'hard'],
  ['margin', 'Margen', 0.15, 'hard'],
  ['potential', 'Potencial de crecimiento', 0.2, 'hard'],
  ['fit', 'Encaje', 0.15, 'soft'],
  ['relationship', 'Fuerza de la relación', 0.3, 'soft'],
];
let signedIn = process.env.KAMINO_MOCK !== 'out';
const session = () => ({
  user: {
    ...users[0],
    permissions: [
      'accounts',
      'people',
      'products',
      'opportunities',
      'plans',
      'selection',
      'imports',
      'workspace',
      'users',
      'tokens',
      'views',
    ].flatMap((area) => [`${area}.read`, `${area}.write`]),
  },
  csrf: 'x',
  demo: true,
  workspace: { name: 'Demo', currency: 'EUR', locale: 'es-ES', fiscal_year_start_month: 1 },
});
const months = Array.from({ length: 24 }, (_, n) => day(-30 * (24 - n)).slice(0, 7));

function special(method, path, body) {
  const key = `${method} ${path}`;
  const at = (pattern) => pattern.exec(key);
  if (key === 'GET /session')
    return signedIn
      ? [200, session()]
      : [401, { title: 'out', status: 401, code: 'unauthenticated', demo: true, setup_needed: false }];
  if (key === 'DELETE /session') signedIn = false;
  if (/^POST \/(demo\/)?session$/.test(key)) {
    signedIn = true;
    return [200, session()];
  }
  if (key === 'GET /demo/people') return [200, { items: users }];
  if (key === 'GET /workspace') return [200, { id: 'w', ...stamp(1), ...session().workspace, demo: true }];
  if (key === 'GET /portfolio/summary')
    return [
      200,
      {
        items: ['A', 'B', 'C', 'D'].map((name, n) => ({
          key: name,
          label: name,
          accounts: 1000 - n,
          revenue_12m: money(9e7),
          revenue_prev_12m: money(8e7),
          open_pipeline: money(1e6),
          potential: money(2e7),
        })),
      },
    ];
  if (key === 'GET /portfolio/pareto')
    return [
      200,
      {
        items: portfolio.slice(0, 200).map((r, n) => ({
          rank: n + 1,
          account_id: r.id,
          name: r.name,
          revenue_12m: r.revenue_12m,
          share: 0.01,
          cumulative_share: 1 - 0.97 ** (n + 1),
        })),
      },
    ];
  if (key === 'GET /selection/model')
    return [
      200,
      {
        id: 'm',
        version: 1,
        name: 'Modelo',
        criteria: criteria.map(([k, name, weight, kind]) => ({ key: k, name, weight, kind, description: '' })),
      },
    ];
  if (at(/^GET \/accounts\/[^/]+\/sales$/))
    return [
      200,
      {
        currency: 'EUR',
        unconverted: 0,
        months,
        series: lines.map((name, l) => ({
          id: id('line', l),
          name,
          total_minor: 0,
          values_minor: months.map((_, m) => Math.round((4e6 * (1 + Math.sin(m / 2 + l))) / (l + 1))),
        })),
      },
    ];
  if (at(/^GET \/accounts\/[^/]+\/score$/))
    return [
      200,
      {
        account_id: '',
        class: 'B',
        computed_class: 'B',
        class_reason: 'Tres años seguidos, 2 % de las ventas.',
        score: 71,
        rank: 12,
        criteria: criteria.map(([k, name, weight, kind], n) => ({
          key: k,
          name,
          weight,
          value: 3,
          score: 80 - n * 15,
          contribution: 12,
          explanation: 'EUR 1,7 M',
          kind,
        })),
      },
    ];
  if (at(/^GET \/accounts\/[^/]+\/history$/))
    return [
      200,
      {
        items: [
          {
            seq: 2,
            entity: 'account',
            entity_id: 'x',
            account_id: 'x',
            action: 'updated',
            at: new Date().toISOString(),
            actor_id: 'user-00000',
            actor_name: owners[0],
            door: 'web',
            title: '',
            changes: [{ field: 'city', before: 'Delft', after: 'Rotterdam' }],
          },
        ],
        next_cursor: null,
      },
    ];
  if (key === 'GET /search')
    return [
      200,
      {
        items: accounts
          .slice(0, 5)
          .map((a) => ({ entity: 'accounts', id: a.id, title: a.name, subtitle: a.city, account_id: a.id })),
      },
    ];
  if (key === 'POST /imports') {
    imports.unshift(job(imports.length, 'uploaded'));
    return [201, imports[0]];
  }
  const verb = at(/^(POST|DELETE) \/imports\/([^/]+)\/(check|application|cancellation)$/);
  if (verb) {
    const found = imports.find((i) => i.id === verb[2]);
    Object.assign(
      found,
      job(
        1,
        verb[1] === 'DELETE'
          ? 'undone'
          : verb[3] === 'check'
            ? 'checked'
            : verb[3] === 'application'
              ? 'applied'
              : 'cancelled',
      ),
      { id: found.id },
    );
    return [202, found];
  }
  if (at(/^PATCH \/plan-sections/)) return [200, { ...section('x', 'x', body?.body ?? ''), version: 2 }];
  return null;
}

function list(rows, query) {
  let found = rows;
  const filter = query.get('filter') ?? '';
  for (const [, field, value] of filter.matchAll(/(\w+) = "?([\w-]+)"?/g))
    found = found.filter((row) => String(row[field]) === value);
  const among = /(\w+) in \(([^)]*)\)/.exec(filter);
  if (among) {
    const set = new Set(among[2].split(',').map((v) => v.replaceAll('"', '')));
    found = found.filter((row) => set.has(String(row[among[1]])));
  }
  const q = query.get('q')?.toLowerCase();
  if (q) found = found.filter((row) => JSON.stringify(row).toLowerCase().includes(q));
  const sort = query.get('sort');
  if (sort) {
    const down = sort.startsWith('-');
    const name = sort.replace('-', '');
    const of = (row) => row[name]?.minor ?? row[name] ?? '';
    found = [...found].sort((a, b) => (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0) * (down ? -1 : 1));
  }
  const from = Number(query.get('cursor') ?? 0);
  const limit = Number(query.get('limit') ?? 50);
  return {
    items: found.slice(from, from + limit),
    next_cursor: from + limit < found.length ? String(from + limit) : null,
    total: found.length,
  };
}

function answer(method, url, body) {
  const path = url.pathname.replace('/api/v1', '');
  const fixed = special(method, path, body);
  if (fixed) return fixed;
  const [, route, item] = path.split('/');
  const table = tables[route];
  if (!table) return [404, { title: 'not found', status: 404, code: 'not_found' }];
  if (method === 'GET' && !item) return [200, list(table, url.searchParams)];
  if (method === 'POST' && !item) {
    const row = { id: id(route, table.length), ...stamp(0), tags: [], ...body };
    table.push(row);
    return [201, row];
  }
  const row = table.find((one) => one.id === item);
  if (!row) return [404, { title: 'not found', status: 404, code: 'not_found' }];
  if (method === 'PATCH') Object.assign(row, body, { version: row.version + 1 });
  if (method === 'DELETE') {
    table.splice(table.indexOf(row), 1);
    return [204, null];
  }
  return [200, row];
}

export function mockPlugin() {
  return {
    name: 'kamino-mock',
    configurePreviewServer: serve,
    configureServer: serve,
  };

  function serve(server) {
    server.middlewares.use((request, response, next) => {
      const url = new URL(request.url, 'http://localhost');
      if (!url.pathname.startsWith('/api/v1/')) return next();
      if (url.pathname.endsWith('/events')) {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        return;
      }
      const parts = [];
      request.on('data', (part) => parts.push(part));
      request.on('end', () => {
        let body;
        try {
          body = JSON.parse(Buffer.concat(parts).toString());
        } catch {
          body = undefined;
        }
        const [status, value] = answer(request.method, url, body);
        response.writeHead(status, {
          'Content-Type': status >= 400 ? 'application/problem+json' : 'application/json',
        });
        response.end(value === null ? '' : JSON.stringify(value));
      });
    });
  }
}
