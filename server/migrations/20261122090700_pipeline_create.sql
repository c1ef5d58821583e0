-- Pipeline vertical: the workspace's stages, opportunities and their stage history.
CREATE TABLE opportunity_stages (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    key TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    probability INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX opportunity_stages_by_key ON opportunity_stages (key) WHERE deleted_at IS NULL;

CREATE TABLE opportunities (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    external_id TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    name_folded TEXT NOT NULL DEFAULT '',
    stage TEXT NOT NULL DEFAULT '',
    amount_minor INTEGER,
    amount_currency TEXT,
    probability INTEGER,
    close_on TEXT,
    opened_on TEXT,
    owner_id TEXT REFERENCES users (id),
    product_id TEXT REFERENCES products (id),
    product_line_ids TEXT NOT NULL DEFAULT '[]',
    person_ids TEXT NOT NULL DEFAULT '[]',
    competitors TEXT NOT NULL DEFAULT '[]',
    initiative TEXT NOT NULL DEFAULT '',
    next_step TEXT NOT NULL DEFAULT '',
    lost_reason TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX opportunities_by_external_id ON opportunities (external_id) WHERE external_id <> '' AND deleted_at IS NULL;
CREATE INDEX opportunities_by_account ON opportunities (account_id, outcome);
CREATE INDEX opportunities_by_close ON opportunities (close_on, id);

CREATE TABLE opportunity_stage_changes (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    opportunity_id TEXT NOT NULL REFERENCES opportunities (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    stage TEXT NOT NULL DEFAULT '',
    from_stage TEXT NOT NULL DEFAULT '',
    changed_at INTEGER NOT NULL,
    amount_minor INTEGER,
    amount_currency TEXT
);
CREATE INDEX opportunity_stage_changes_by_opportunity ON opportunity_stage_changes (opportunity_id, changed_at);

INSERT INTO opportunity_stages (id, version, created_at, updated_at, key, name, outcome, position, probability) VALUES
    ('01930000-0000-7000-8000-000000000001', 1, 0, 0, 'prospecting', 'Prospecting', 'open', 10, 10),
    ('01930000-0000-7000-8000-000000000002', 1, 0, 0, 'qualification', 'Qualification', 'open', 20, 20),
    ('01930000-0000-7000-8000-000000000003', 1, 0, 0, 'proposal', 'Proposal', 'open', 30, 50),
    ('01930000-0000-7000-8000-000000000004', 1, 0, 0, 'negotiation', 'Negotiation', 'open', 40, 75),
    ('01930000-0000-7000-8000-000000000005', 1, 0, 0, 'won', 'Won', 'won', 80, 100),
    ('01930000-0000-7000-8000-000000000006', 1, 0, 0, 'lost', 'Lost', 'lost', 90, 0);
