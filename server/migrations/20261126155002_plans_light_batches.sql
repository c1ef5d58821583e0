-- Plans vertical: light plans for many accounts at once, and what came of each account.
CREATE TABLE plan_batches (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    filter TEXT NOT NULL DEFAULT '',
    objective TEXT NOT NULL DEFAULT '',
    activity TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT '',
    total INTEGER NOT NULL DEFAULT 0,
    made INTEGER NOT NULL DEFAULT 0,
    had_plan INTEGER NOT NULL DEFAULT 0,
    no_right INTEGER NOT NULL DEFAULT 0,
    kept INTEGER NOT NULL DEFAULT 0,
    user_id TEXT REFERENCES users (id),
    job_id TEXT NOT NULL DEFAULT ''
);
CREATE INDEX plan_batches_by_user ON plan_batches (user_id);

CREATE TABLE plan_batch_lines (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    batch_id TEXT NOT NULL REFERENCES plan_batches (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    outcome TEXT NOT NULL DEFAULT '',
    plan_id TEXT REFERENCES plans (id)
);
CREATE UNIQUE INDEX plan_batch_lines_by_batch ON plan_batch_lines (batch_id, account_id);
CREATE INDEX plan_batch_lines_by_account ON plan_batch_lines (account_id);
CREATE INDEX plan_batch_lines_by_plan ON plan_batch_lines (plan_id);
