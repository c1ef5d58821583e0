-- Files of plans of other programs: what was imported, and which record stands for which of theirs.
CREATE TABLE plan_imports (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'applied',
    user_id TEXT REFERENCES users (id),
    account_ids TEXT NOT NULL DEFAULT '[]',
    result TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX plan_imports_by_user ON plan_imports (user_id, created_at);
-- Never changed: an import that finds something new adds a line, its undo takes its lines away, the newest counts.
CREATE TABLE plan_links (
    id TEXT NOT NULL PRIMARY KEY,
    import_id TEXT NOT NULL REFERENCES plan_imports (id),
    plan_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    record_id TEXT NOT NULL,
    key TEXT NOT NULL,
    external_id TEXT NOT NULL,
    said TEXT NOT NULL
);
CREATE INDEX plan_links_by_key ON plan_links (key);
CREATE INDEX plan_links_by_plan ON plan_links (plan_id);
CREATE INDEX plan_links_by_import ON plan_links (import_id);
