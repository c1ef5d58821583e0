-- Plans vertical: account plans, their sections, objectives, questions and sources.
CREATE TABLE plans (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    status TEXT NOT NULL DEFAULT '',
    owner_id TEXT REFERENCES users (id),
    objective TEXT NOT NULL DEFAULT '',
    starts_on TEXT,
    ends_on TEXT,
    template_version INTEGER NOT NULL DEFAULT 1,
    completeness_score INTEGER NOT NULL DEFAULT 0
);
-- One plan per account is open; closed ones stay beside it.
CREATE UNIQUE INDEX plans_one_open ON plans (account_id) WHERE status <> 'closed' AND deleted_at IS NULL;
CREATE INDEX plans_by_account ON plans (account_id, created_at);
CREATE INDEX plans_by_owner ON plans (owner_id);

CREATE TABLE plan_sections (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    key TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL DEFAULT '',
    facts TEXT NOT NULL DEFAULT '{}',
    draft TEXT NOT NULL DEFAULT '{}',
    drafted_at INTEGER,
    edited_at INTEGER,
    edited_by TEXT REFERENCES users (id),
    reviewed_at INTEGER,
    reviewed_by TEXT REFERENCES users (id)
);
CREATE UNIQUE INDEX plan_sections_by_plan ON plan_sections (plan_id, key);
CREATE INDEX plan_sections_by_account ON plan_sections (account_id);

CREATE TABLE plan_objectives (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    title TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    metric TEXT NOT NULL DEFAULT '',
    unit TEXT NOT NULL DEFAULT '',
    baseline REAL,
    target REAL,
    due_on TEXT,
    owner_id TEXT REFERENCES users (id),
    status TEXT NOT NULL DEFAULT '',
    smart_reasons TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX plan_objectives_by_plan ON plan_objectives (plan_id);
CREATE INDEX plan_objectives_by_account ON plan_objectives (account_id);

CREATE TABLE plan_questions (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    section TEXT NOT NULL DEFAULT '',
    family TEXT NOT NULL DEFAULT '',
    key TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    params TEXT NOT NULL DEFAULT '{}',
    position INTEGER NOT NULL DEFAULT 0,
    answer TEXT NOT NULL DEFAULT '',
    answered_by TEXT REFERENCES users (id),
    answered_at INTEGER,
    declined_reason TEXT NOT NULL DEFAULT ''
);
CREATE INDEX plan_questions_by_plan ON plan_questions (plan_id, position);
CREATE INDEX plan_questions_by_account ON plan_questions (account_id);

CREATE TABLE plan_sources (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    title TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    dated_on TEXT,
    note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX plan_sources_by_plan ON plan_sources (plan_id);
CREATE INDEX plan_sources_by_account ON plan_sources (account_id);
