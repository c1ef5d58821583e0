-- Templates vertical: what account plans ask for, in versions that never change once they are published.
CREATE TABLE plan_templates (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    rigours TEXT NOT NULL DEFAULT '[]',
    account_types TEXT NOT NULL DEFAULT '[]',
    position INTEGER NOT NULL DEFAULT 0,
    form TEXT NOT NULL DEFAULT '{}',
    shipped_key TEXT NOT NULL DEFAULT '',
    shipped_version INTEGER NOT NULL DEFAULT 0,
    number INTEGER NOT NULL DEFAULT 0,
    version_id TEXT
);
CREATE UNIQUE INDEX plan_templates_shipped ON plan_templates (shipped_key) WHERE shipped_key <> '';

CREATE TABLE plan_template_versions (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    template_id TEXT NOT NULL REFERENCES plan_templates (id),
    name TEXT NOT NULL DEFAULT '',
    number INTEGER NOT NULL,
    form TEXT NOT NULL DEFAULT '{}',
    note TEXT NOT NULL DEFAULT '',
    published_by TEXT REFERENCES users (id),
    published_at INTEGER
);
CREATE UNIQUE INDEX plan_template_versions_by_template ON plan_template_versions (template_id, number);
