-- Workspace vertical: settings (one row, id 'workspace'), dated exchange rates, custom fields, saved views.
CREATE TABLE workspace_settings (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    currency TEXT NOT NULL DEFAULT 'EUR',
    language TEXT NOT NULL DEFAULT 'en',
    locale TEXT NOT NULL DEFAULT 'en-GB',
    fiscal_year_start_month INTEGER NOT NULL DEFAULT 1,
    demo INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE exchange_rates (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    currency TEXT NOT NULL,
    valid_on TEXT NOT NULL,
    rate REAL NOT NULL CHECK (rate > 0)
);
CREATE UNIQUE INDEX exchange_rates_by_currency ON exchange_rates (currency, valid_on) WHERE deleted_at IS NULL;

CREATE TABLE custom_fields (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    entity_name TEXT NOT NULL,
    name TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    choices TEXT NOT NULL DEFAULT '[]',
    required INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX custom_fields_by_name ON custom_fields (entity_name, name) WHERE deleted_at IS NULL;

CREATE TABLE saved_views (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    page TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL DEFAULT '{}',
    shared INTEGER NOT NULL DEFAULT 0,
    owner_id TEXT
);
CREATE INDEX saved_views_by_owner ON saved_views (owner_id, page);
