-- The portfolio for 100,000 accounts: numbered rows (the search index needs numbers that stay), indexes of the living
-- only (so that counts need no row), trigrams for free text, and what a score is made of in a table of its own.
CREATE TABLE portfolio_new (
    /*sqlite row_no INTEGER PRIMARY KEY,
    */id TEXT NOT NULL /*sqlite UNIQUE*//*postgres PRIMARY KEY*/,
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
    plan_completeness REAL NOT NULL DEFAULT 0
);
INSERT INTO portfolio_new (id, version, created_at, updated_at, deleted_at, name, name_folded, external_id, status,
       industry, city, city_folded, region, country, owner_id, owner_name, owner_name_folded, parent_id, tags, employees,
       class, class_source, rule_class, score, revenue_12m_minor, revenue_12m_currency, revenue_prev_12m_minor,
       revenue_prev_12m_currency, margin_12m_minor, margin_12m_currency, potential_minor, potential_currency,
       open_pipeline_minor, open_pipeline_currency, won_12m_minor, won_12m_currency, growth, last_interaction_at,
       last_purchase_on, plan_id, plan_status, plan_completeness)
SELECT id, version, created_at, updated_at, deleted_at, name, name_folded, external_id, status, industry, city,
       city_folded, region, country, owner_id, owner_name, owner_name_folded, parent_id, tags, employees, class,
       class_source, rule_class, score, revenue_12m_minor, revenue_12m_currency, revenue_prev_12m_minor,
       revenue_prev_12m_currency, margin_12m_minor, margin_12m_currency, potential_minor, potential_currency,
       open_pipeline_minor, open_pipeline_currency, won_12m_minor, won_12m_currency, growth, last_interaction_at,
       last_purchase_on, plan_id, plan_status, plan_completeness
  FROM portfolio ORDER BY id;

-- Raw and normalised value of every criterion and the facts behind, by account; which model and which of its versions
-- made them; patched_at: a judgement was worked in since the last run.
CREATE TABLE portfolio_scores (
    id TEXT NOT NULL PRIMARY KEY,
    model_id TEXT NOT NULL DEFAULT '',
    model_number INTEGER NOT NULL DEFAULT 0,
    patched_at INTEGER,
    scoring TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO portfolio_scores (id, model_id, scoring)
SELECT id, 'selection', scoring FROM portfolio WHERE scoring <> '' ORDER BY id;
CREATE INDEX portfolio_scores_patched ON portfolio_scores (patched_at) WHERE patched_at IS NOT NULL;

DROP TABLE portfolio;
ALTER TABLE portfolio_new RENAME TO portfolio;
/*postgres ALTER INDEX portfolio_new_pkey RENAME TO portfolio_pkey;*/

CREATE INDEX portfolio_by_id ON portfolio (id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_name ON portfolio (name_folded, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_status ON portfolio (status, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_industry ON portfolio (industry, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_city ON portfolio (city_folded, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_country ON portfolio (country, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_owner ON portfolio (owner_id);
CREATE INDEX portfolio_by_owner_name ON portfolio (owner_name_folded, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_parent ON portfolio (parent_id);
CREATE INDEX portfolio_by_class ON portfolio (class, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_score ON portfolio (score, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_revenue ON portfolio (revenue_12m_minor, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_revenue_prev ON portfolio (revenue_prev_12m_minor, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_margin ON portfolio (margin_12m_minor, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_potential ON portfolio (potential_minor, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_open_pipeline ON portfolio (open_pipeline_minor, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_won ON portfolio (won_12m_minor, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_growth ON portfolio (growth, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_last_interaction ON portfolio (last_interaction_at, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_last_purchase ON portfolio (last_purchase_on, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_plan_status ON portfolio (plan_status, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_plan_completeness ON portfolio (plan_completeness, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_updated_at ON portfolio (updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_created_at ON portfolio (created_at, id) WHERE deleted_at IS NULL;

/*sqlite
CREATE VIRTUAL TABLE portfolio_search USING fts5(name_folded, city_folded, content='portfolio', content_rowid='row_no',
    columnsize=0, detail=none, tokenize='trigram');
-- Asked for single trigrams only; its rows are kept by storage::change_words.
INSERT INTO portfolio_search (portfolio_search) VALUES ('rebuild');
*/
/*postgres
-- Descending lists put what is missing last; and trigrams, where the server has them and lets us.
CREATE INDEX portfolio_by_growth_down ON portfolio (growth DESC NULLS LAST, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_last_interaction_down ON portfolio (last_interaction_at DESC NULLS LAST, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX portfolio_by_last_purchase_down ON portfolio (last_purchase_on DESC NULLS LAST, id DESC) WHERE deleted_at IS NULL;
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX portfolio_by_name_trigrams ON portfolio USING gin (name_folded gin_trgm_ops);
    CREATE INDEX portfolio_by_city_trigrams ON portfolio USING gin (city_folded gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'without trigrams: %', SQLERRM;
END $$;
*/

-- What a run wants to write; empty between runs.
DROP TABLE portfolio_changes;
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
    model_id TEXT NOT NULL,
    model_number INTEGER NOT NULL,
    scoring TEXT NOT NULL
) WITHOUT ROWID;
