-- Selection vertical: the portfolio (one row per account, ready to list), the model, its runs, and what people judge.
CREATE TABLE portfolio (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    name_folded TEXT NOT NULL DEFAULT '',
    external_id TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT '',
    industry TEXT NOT NULL DEFAULT '',
    city TEXT NOT NULL DEFAULT '',
    city_folded TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    owner_id TEXT,
    owner_name TEXT NOT NULL DEFAULT '',
    owner_name_folded TEXT NOT NULL DEFAULT '',
    parent_id TEXT,
    tags TEXT NOT NULL DEFAULT '[]',
    employees INTEGER,
    class TEXT NOT NULL DEFAULT '',
    class_source TEXT NOT NULL DEFAULT '',
    rule_class TEXT NOT NULL DEFAULT '',
    score REAL NOT NULL DEFAULT 0,
    revenue_12m_minor INTEGER NOT NULL DEFAULT 0,
    revenue_12m_currency TEXT NOT NULL DEFAULT '',
    revenue_prev_12m_minor INTEGER NOT NULL DEFAULT 0,
    revenue_prev_12m_currency TEXT NOT NULL DEFAULT '',
    margin_12m_minor INTEGER NOT NULL DEFAULT 0,
    margin_12m_currency TEXT NOT NULL DEFAULT '',
    potential_minor INTEGER NOT NULL DEFAULT 0,
    potential_currency TEXT NOT NULL DEFAULT '',
    open_pipeline_minor INTEGER NOT NULL DEFAULT 0,
    open_pipeline_currency TEXT NOT NULL DEFAULT '',
    won_12m_minor INTEGER NOT NULL DEFAULT 0,
    won_12m_currency TEXT NOT NULL DEFAULT '',
    growth REAL,
    last_interaction_at INTEGER,
    last_purchase_on TEXT,
    plan_id TEXT,
    plan_status TEXT NOT NULL DEFAULT '',
    plan_completeness REAL NOT NULL DEFAULT 0,
    scoring TEXT NOT NULL DEFAULT ''
);
CREATE INDEX portfolio_by_name ON portfolio (name_folded, id);
CREATE INDEX portfolio_by_status ON portfolio (status, id);
CREATE INDEX portfolio_by_industry ON portfolio (industry, id);
CREATE INDEX portfolio_by_city ON portfolio (city_folded, id);
CREATE INDEX portfolio_by_country ON portfolio (country, id);
CREATE INDEX portfolio_by_owner ON portfolio (owner_id);
CREATE INDEX portfolio_by_owner_name ON portfolio (owner_name_folded, id);
CREATE INDEX portfolio_by_parent ON portfolio (parent_id);
CREATE INDEX portfolio_by_class ON portfolio (class, id);
CREATE INDEX portfolio_by_score ON portfolio (score, id);
CREATE INDEX portfolio_by_revenue ON portfolio (revenue_12m_minor, id);
CREATE INDEX portfolio_by_revenue_prev ON portfolio (revenue_prev_12m_minor, id);
CREATE INDEX portfolio_by_margin ON portfolio (margin_12m_minor, id);
CREATE INDEX portfolio_by_potential ON portfolio (potential_minor, id);
CREATE INDEX portfolio_by_open_pipeline ON portfolio (open_pipeline_minor, id);
CREATE INDEX portfolio_by_won ON portfolio (won_12m_minor, id);
CREATE INDEX portfolio_by_growth ON portfolio (growth, id);
CREATE INDEX portfolio_by_last_interaction ON portfolio (last_interaction_at, id);
CREATE INDEX portfolio_by_last_purchase ON portfolio (last_purchase_on, id);
CREATE INDEX portfolio_by_plan_status ON portfolio (plan_status, id);
CREATE INDEX portfolio_by_plan_completeness ON portfolio (plan_completeness, id);
CREATE INDEX portfolio_by_updated_at ON portfolio (updated_at, id);
CREATE INDEX portfolio_by_created_at ON portfolio (created_at, id);

-- What a run wants to write, copied into portfolio by one statement; empty between runs.
CREATE TABLE portfolio_changes (
    id TEXT NOT NULL PRIMARY KEY,
    class TEXT NOT NULL,
    class_source TEXT NOT NULL,
    rule_class TEXT NOT NULL,
    score REAL NOT NULL,
    currency TEXT NOT NULL,
    revenue_12m_minor INTEGER NOT NULL,
    revenue_prev_12m_minor INTEGER NOT NULL,
    margin_12m_minor INTEGER NOT NULL,
    potential_minor INTEGER NOT NULL,
    open_pipeline_minor INTEGER NOT NULL,
    won_12m_minor INTEGER NOT NULL,
    growth REAL,
    last_interaction_at INTEGER,
    last_purchase_on TEXT,
    scoring TEXT NOT NULL,
    facts_changed INTEGER NOT NULL
);

CREATE TABLE selection_models (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    weights TEXT NOT NULL DEFAULT '{}',
    thresholds TEXT NOT NULL DEFAULT '{}'
);

-- The runs: with which model and up to which day the scores that stand were made.
CREATE TABLE selection_runs (
    id TEXT NOT NULL PRIMARY KEY,
    ran_at INTEGER NOT NULL,
    as_of TEXT,
    model_version INTEGER NOT NULL,
    weights TEXT NOT NULL,
    limits TEXT NOT NULL,
    account_count INTEGER NOT NULL,
    changed_count INTEGER NOT NULL
);
CREATE INDEX selection_runs_by_time ON selection_runs (ran_at, id);

CREATE TABLE account_judgements (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    criterion TEXT NOT NULL,
    value INTEGER NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    judged_by TEXT REFERENCES users (id)
);
CREATE UNIQUE INDEX account_judgements_by_account ON account_judgements (account_id, criterion) WHERE deleted_at IS NULL;

-- Classes that people set; they go before the rule's.
CREATE TABLE account_classes (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    class TEXT NOT NULL,
    reason TEXT NOT NULL,
    set_by TEXT REFERENCES users (id)
);
CREATE UNIQUE INDEX account_classes_by_account ON account_classes (account_id) WHERE deleted_at IS NULL;
