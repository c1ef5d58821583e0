-- Revisions vertical: named states of a plan, asked to be approved, approved or sent back.
CREATE TABLE plan_revisions (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    number INTEGER NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'named',
    log_seq INTEGER NOT NULL,
    created_by TEXT REFERENCES users (id),
    requested_by TEXT REFERENCES users (id),
    requested_at INTEGER,
    decided_by TEXT REFERENCES users (id),
    decided_at INTEGER,
    decision_note TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX plan_revisions_by_plan ON plan_revisions (plan_id, number);
CREATE INDEX plan_revisions_by_account ON plan_revisions (account_id);
CREATE INDEX plan_revisions_by_state ON plan_revisions (state, requested_at);
