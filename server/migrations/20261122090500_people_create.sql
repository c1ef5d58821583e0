-- People vertical: people, where they worked, and interactions.
CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    unit_id TEXT REFERENCES account_units (id),
    external_id TEXT NOT NULL DEFAULT '',
    first_name TEXT NOT NULL DEFAULT '',
    last_name TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    name_folded TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    title_folded TEXT NOT NULL DEFAULT '',
    department TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    email_folded TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    mobile TEXT NOT NULL DEFAULT '',
    reports_to_id TEXT REFERENCES people (id),
    decision_role TEXT NOT NULL DEFAULT '',
    influence INTEGER,
    stance TEXT NOT NULL DEFAULT '',
    closeness TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    consent TEXT NOT NULL DEFAULT '',
    likes TEXT NOT NULL DEFAULT '',
    interests TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '[]',
    custom TEXT NOT NULL DEFAULT '{}'
);
CREATE UNIQUE INDEX people_by_external_id ON people (external_id) WHERE external_id <> '' AND deleted_at IS NULL;
CREATE INDEX people_by_account ON people (account_id, name_folded);
CREATE INDEX people_by_name ON people (name_folded, id);
CREATE INDEX people_by_reports_to ON people (reports_to_id);

CREATE TABLE employments (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    person_id TEXT NOT NULL REFERENCES people (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    title TEXT NOT NULL DEFAULT '',
    started_on TEXT NOT NULL,
    ended_on TEXT
);
CREATE INDEX employments_by_person ON employments (person_id);
CREATE INDEX employments_by_account ON employments (account_id);

CREATE TABLE interactions (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    person_ids TEXT NOT NULL DEFAULT '[]',
    user_ids TEXT NOT NULL DEFAULT '[]',
    owner_id TEXT REFERENCES users (id),
    kind TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    subject_folded TEXT NOT NULL DEFAULT '',
    happened_at INTEGER NOT NULL,
    minutes INTEGER,
    outcome TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '',
    external_id TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX interactions_by_external_id ON interactions (external_id) WHERE external_id <> '' AND deleted_at IS NULL;
CREATE INDEX interactions_by_account ON interactions (account_id, happened_at);
CREATE INDEX interactions_by_time ON interactions (happened_at, id);
