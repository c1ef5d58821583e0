-- Accounts vertical: accounts, their units, locations and teams; the tree as a closure table.
CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    name_folded TEXT NOT NULL DEFAULT '',
    legal_name TEXT NOT NULL DEFAULT '',
    legal_name_folded TEXT NOT NULL DEFAULT '',
    external_id TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT '',
    industry TEXT NOT NULL DEFAULT '',
    tax_id TEXT NOT NULL DEFAULT '',
    website TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    employees INTEGER,
    annual_revenue_minor INTEGER,
    annual_revenue_currency TEXT,
    owner_id TEXT REFERENCES users (id),
    parent_id TEXT REFERENCES accounts (id),
    street TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    city_folded TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '',
    postal_code TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    latitude REAL,
    longitude REAL,
    year_founded INTEGER,
    tags TEXT NOT NULL DEFAULT '[]',
    custom TEXT NOT NULL DEFAULT '{}',
    description TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX accounts_by_external_id ON accounts (external_id) WHERE external_id <> '' AND deleted_at IS NULL;
CREATE INDEX accounts_by_name ON accounts (name_folded, id);
CREATE INDEX accounts_by_owner ON accounts (owner_id);
CREATE INDEX accounts_by_parent ON accounts (parent_id);

CREATE TABLE account_tree (
    ancestor_id TEXT NOT NULL REFERENCES accounts (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    depth INTEGER NOT NULL,
    PRIMARY KEY (account_id, ancestor_id)
);
CREATE INDEX account_tree_by_ancestor ON account_tree (ancestor_id, account_id);

CREATE TABLE account_units (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    parent_id TEXT REFERENCES account_units (id)
);
CREATE INDEX account_units_by_account ON account_units (account_id);

CREATE TABLE account_locations (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    street TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '',
    postal_code TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    latitude REAL,
    longitude REAL
);
CREATE INDEX account_locations_by_account ON account_locations (account_id);

CREATE TABLE account_team (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    role TEXT NOT NULL DEFAULT ''
);
CREATE INDEX account_team_by_account ON account_team (account_id);
CREATE INDEX account_team_by_user ON account_team (user_id);
