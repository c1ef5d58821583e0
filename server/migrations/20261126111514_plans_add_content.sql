-- Plans vertical: the content of a plan: SWOT and TOWS, competitors, insights, value propositions, the customer's
-- initiatives, possibilities, profile, checks (ladder, conditions, stages) and tasks; who may read each of it.
ALTER TABLE plans ADD COLUMN stage TEXT NOT NULL DEFAULT 'strategy';
ALTER TABLE plans ADD COLUMN stage_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE plans ADD COLUMN rigour TEXT NOT NULL DEFAULT 'standard';
ALTER TABLE plans ADD COLUMN focus TEXT NOT NULL DEFAULT '';
ALTER TABLE plans ADD COLUMN conclusion TEXT NOT NULL DEFAULT '';
ALTER TABLE plans ADD COLUMN conclusion_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE plans ADD COLUMN conclusion_next TEXT NOT NULL DEFAULT '';
ALTER TABLE plans ADD COLUMN concluded_on TEXT;
ALTER TABLE plan_sections ADD COLUMN audience TEXT NOT NULL DEFAULT 'internal';
ALTER TABLE plan_objectives ADD COLUMN horizon TEXT NOT NULL DEFAULT 'medium';
ALTER TABLE plan_objectives ADD COLUMN audience TEXT NOT NULL DEFAULT 'internal';
ALTER TABLE plan_questions ADD COLUMN audience TEXT NOT NULL DEFAULT 'internal';
ALTER TABLE plan_sources ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE plan_sources ADD COLUMN audience TEXT NOT NULL DEFAULT 'internal';

CREATE TABLE plan_swot_items (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    weight INTEGER NOT NULL DEFAULT 3,
    evidence TEXT NOT NULL DEFAULT '',
    dated_on TEXT,
    objective_ids TEXT NOT NULL DEFAULT '[]',
    position INTEGER NOT NULL DEFAULT 0,
    audience TEXT NOT NULL DEFAULT 'internal'
);
CREATE INDEX plan_swot_items_by_plan ON plan_swot_items (plan_id);
CREATE INDEX plan_swot_items_by_account ON plan_swot_items (account_id);

CREATE TABLE plan_tows_moves (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    first_id TEXT NOT NULL REFERENCES plan_swot_items (id),
    second_id TEXT NOT NULL REFERENCES plan_swot_items (id),
    kind TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    objective_id TEXT REFERENCES plan_objectives (id),
    audience TEXT NOT NULL DEFAULT 'internal'
);
CREATE INDEX plan_tows_moves_by_plan ON plan_tows_moves (plan_id);
CREATE INDEX plan_tows_moves_by_account ON plan_tows_moves (account_id);
CREATE INDEX plan_tows_moves_by_first ON plan_tows_moves (first_id);
CREATE INDEX plan_tows_moves_by_second ON plan_tows_moves (second_id);

CREATE TABLE plan_competitors (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL DEFAULT '',
    product_ids TEXT NOT NULL DEFAULT '[]',
    unit_ids TEXT NOT NULL DEFAULT '[]',
    strength INTEGER,
    share_percent REAL,
    counter_move TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '',
    dated_on TEXT,
    audience TEXT NOT NULL DEFAULT 'internal'
);
CREATE INDEX plan_competitors_by_plan ON plan_competitors (plan_id);
CREATE INDEX plan_competitors_by_account ON plan_competitors (account_id);

CREATE TABLE plan_insights (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    dated_on TEXT,
    author_id TEXT REFERENCES users (id),
    audience TEXT NOT NULL DEFAULT 'internal'
);
CREATE INDEX plan_insights_by_plan ON plan_insights (plan_id);
CREATE INDEX plan_insights_by_account ON plan_insights (account_id);

CREATE TABLE plan_value_propositions (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    unit_id TEXT REFERENCES account_units (id),
    pains TEXT NOT NULL DEFAULT '',
    offer TEXT NOT NULL DEFAULT '',
    proof TEXT NOT NULL DEFAULT '',
    product_ids TEXT NOT NULL DEFAULT '[]',
    audience TEXT NOT NULL DEFAULT 'internal'
);
CREATE INDEX plan_value_propositions_by_plan ON plan_value_propositions (plan_id);
CREATE INDEX plan_value_propositions_by_account ON plan_value_propositions (account_id);

CREATE TABLE plan_initiatives (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL DEFAULT '',
    sponsor_id TEXT REFERENCES people (id),
    horizon TEXT NOT NULL DEFAULT '',
    budget_minor INTEGER,
    budget_currency TEXT,
    priority INTEGER,
    starts_on TEXT,
    ends_on TEXT,
    status TEXT NOT NULL DEFAULT '',
    opportunity_ids TEXT NOT NULL DEFAULT '[]',
    note TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '',
    audience TEXT NOT NULL DEFAULT 'internal'
);
CREATE INDEX plan_initiatives_by_plan ON plan_initiatives (plan_id);
CREATE INDEX plan_initiatives_by_account ON plan_initiatives (account_id);

CREATE TABLE plan_possibilities (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    title TEXT NOT NULL DEFAULT '',
    opportunity_id TEXT REFERENCES opportunities (id),
    initiative_id TEXT REFERENCES plan_initiatives (id),
    priority INTEGER,
    viability INTEGER,
    value_minor INTEGER,
    value_currency TEXT,
    reasoning TEXT NOT NULL DEFAULT '',
    audience TEXT NOT NULL DEFAULT 'internal'
);
CREATE INDEX plan_possibilities_by_plan ON plan_possibilities (plan_id);
CREATE INDEX plan_possibilities_by_account ON plan_possibilities (account_id);

CREATE TABLE plan_profile_entries (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    key TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '',
    source_id TEXT REFERENCES plan_sources (id),
    dated_on TEXT,
    audience TEXT NOT NULL DEFAULT 'internal'
);
CREATE INDEX plan_profile_entries_by_plan ON plan_profile_entries (plan_id);
CREATE INDEX plan_profile_entries_by_account ON plan_profile_entries (account_id);
CREATE UNIQUE INDEX plan_profile_entries_one ON plan_profile_entries (plan_id, key) WHERE deleted_at IS NULL;

CREATE TABLE plan_checks (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    list TEXT NOT NULL DEFAULT '',
    key TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '',
    dated_on TEXT,
    audience TEXT NOT NULL DEFAULT 'internal'
);
CREATE INDEX plan_checks_by_plan ON plan_checks (plan_id);
CREATE INDEX plan_checks_by_account ON plan_checks (account_id);
CREATE UNIQUE INDEX plan_checks_one ON plan_checks (plan_id, list, key) WHERE deleted_at IS NULL;

CREATE TABLE plan_tasks (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    title TEXT NOT NULL DEFAULT '',
    owner_id TEXT REFERENCES users (id),
    due_on TEXT,
    done_on TEXT,
    question_id TEXT REFERENCES plan_questions (id),
    role TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    audience TEXT NOT NULL DEFAULT 'internal'
);
CREATE INDEX plan_tasks_by_plan ON plan_tasks (plan_id);
CREATE INDEX plan_tasks_by_account ON plan_tasks (account_id);
CREATE INDEX plan_tasks_by_owner ON plan_tasks (owner_id, due_on);
CREATE INDEX plan_tasks_by_question ON plan_tasks (question_id);
