-- Programme vertical: the key-account list with its caps, requests and yearly rounds, and the roll-out in waves.
-- One row. `turn` is counted up by every transaction that a cap depends on, so that two of them never overlap.
CREATE TABLE programme_settings (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    key_cap INTEGER,
    manager_cap INTEGER,
    prospect_cap INTEGER,
    probation_months INTEGER NOT NULL DEFAULT 6,
    review_month INTEGER NOT NULL DEFAULT 11,
    manager_hours INTEGER NOT NULL DEFAULT 600,
    hours TEXT NOT NULL DEFAULT '{}',
    turn INTEGER NOT NULL DEFAULT 0
);
INSERT INTO programme_settings (id, version, created_at, updated_at, key_cap, manager_cap, prospect_cap, hours)
VALUES ('programme', 1, 0, 0, 40, 8, 20,
    '{"A":{"light":20,"standard":80,"deep":200},"B":{"light":16,"standard":60,"deep":140},"C":{"light":10,"standard":40,"deep":90},"D":{"light":6,"standard":24,"deep":60},"E":{"light":4,"standard":16,"deep":40}}');

CREATE TABLE manager_capacities (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    user_id TEXT NOT NULL REFERENCES users (id),
    hours INTEGER,
    key_cap INTEGER
);
CREATE UNIQUE INDEX manager_capacities_by_user ON manager_capacities (user_id) WHERE deleted_at IS NULL;

-- Memberships, those that ended too.
CREATE TABLE key_accounts (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    list TEXT NOT NULL,
    state TEXT NOT NULL,
    focus TEXT NOT NULL DEFAULT '',
    rigour TEXT NOT NULL DEFAULT 'standard',
    manager_id TEXT REFERENCES users (id),
    entered_on TEXT NOT NULL,
    probation_until TEXT,
    left_on TEXT,
    entry_reason TEXT NOT NULL DEFAULT '',
    exit_reason TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX key_accounts_open ON key_accounts (account_id) WHERE state <> 'left' AND deleted_at IS NULL;
CREATE INDEX key_accounts_by_list ON key_accounts (list, state);
CREATE INDEX key_accounts_by_manager ON key_accounts (manager_id);

-- Requests to enter, stay or leave, and what became of them.
CREATE TABLE key_account_moves (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    list TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    focus TEXT NOT NULL DEFAULT '',
    rigour TEXT NOT NULL DEFAULT '',
    manager_id TEXT REFERENCES users (id),
    replaces_id TEXT REFERENCES accounts (id),
    requested_by TEXT REFERENCES users (id),
    decided_by TEXT REFERENCES users (id),
    decided_at INTEGER,
    decision_note TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX key_account_moves_open ON key_account_moves (account_id, list) WHERE state = 'open' AND deleted_at IS NULL;
CREATE INDEX key_account_moves_by_state ON key_account_moves (state, created_at);

CREATE TABLE key_list_rounds (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    title TEXT NOT NULL,
    list TEXT NOT NULL DEFAULT 'key',
    due_on TEXT,
    state TEXT NOT NULL DEFAULT 'open',
    opened_by TEXT REFERENCES users (id),
    closed_by TEXT REFERENCES users (id),
    closed_at INTEGER
);
CREATE UNIQUE INDEX key_list_rounds_open ON key_list_rounds (list) WHERE state = 'open' AND deleted_at IS NULL;

CREATE TABLE key_list_round_items (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    round_id TEXT NOT NULL REFERENCES key_list_rounds (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    verdict TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    snapshot TEXT NOT NULL DEFAULT '{}',
    decided_by TEXT REFERENCES users (id),
    decided_at INTEGER
);
CREATE UNIQUE INDEX key_list_round_items_by_round ON key_list_round_items (round_id, account_id);

CREATE TABLE rollout_waves (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT ''
);

CREATE TABLE rollout_accounts (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    wave_id TEXT NOT NULL REFERENCES rollout_waves (id),
    account_id TEXT NOT NULL REFERENCES accounts (id)
);
CREATE UNIQUE INDEX rollout_accounts_by_account ON rollout_accounts (account_id) WHERE deleted_at IS NULL;
CREATE INDEX rollout_accounts_by_wave ON rollout_accounts (wave_id);
