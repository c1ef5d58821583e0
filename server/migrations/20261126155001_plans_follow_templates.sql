-- Plans vertical: which version of which template a plan follows (none: the form that shipped before there were
-- templates), and what stands in its own blocks.
ALTER TABLE plans ADD COLUMN template_version_id TEXT REFERENCES plan_template_versions (id);
CREATE INDEX plans_by_template_version ON plans (template_version_id);

CREATE TABLE plan_entries (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    plan_id TEXT NOT NULL REFERENCES plans (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    section TEXT NOT NULL DEFAULT '',
    block TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    content TEXT NOT NULL DEFAULT '{}',
    template_version_id TEXT REFERENCES plan_template_versions (id),
    audience TEXT NOT NULL DEFAULT 'internal'
);
CREATE INDEX plan_entries_by_plan ON plan_entries (plan_id);
CREATE INDEX plan_entries_by_account ON plan_entries (account_id);
CREATE UNIQUE INDEX plan_entries_one ON plan_entries (plan_id, block) WHERE kind <> 'table' AND deleted_at IS NULL;
