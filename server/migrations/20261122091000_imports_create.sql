-- Imports vertical: imports, what their rows did (for undo), which rows were refused, and saved mappings.
CREATE TABLE imports (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    name_folded TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    target TEXT NOT NULL DEFAULT '',
    dialect TEXT NOT NULL DEFAULT '',
    mapping TEXT NOT NULL DEFAULT '{}',
    options TEXT NOT NULL DEFAULT '{}',
    analysis TEXT NOT NULL DEFAULT '{}',
    result TEXT NOT NULL DEFAULT '{}',
    rows_done INTEGER NOT NULL DEFAULT 0,
    bytes_done INTEGER NOT NULL DEFAULT 0,
    bytes_total INTEGER NOT NULL DEFAULT 0,
    problem TEXT NOT NULL DEFAULT '',
    user_id TEXT REFERENCES users (id),
    path TEXT NOT NULL DEFAULT ''
);

CREATE TABLE import_traces (
    import_id TEXT NOT NULL REFERENCES imports (id),
    position INTEGER NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    action TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (import_id, position)
);

CREATE TABLE import_faults (
    import_id TEXT NOT NULL REFERENCES imports (id),
    position INTEGER NOT NULL,
    line INTEGER NOT NULL,
    column_name TEXT NOT NULL,
    value TEXT NOT NULL,
    key TEXT NOT NULL,
    params TEXT NOT NULL,
    PRIMARY KEY (import_id, position)
);

CREATE TABLE import_mappings (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    target TEXT NOT NULL DEFAULT '',
    mapping TEXT NOT NULL DEFAULT '{}'
);
