-- Runs once, in order of the file names, in one transaction, on SQLite and PostgreSQL alike: use what both know
-- (see "Data conventions" in docs/architecture.md). Never change a migration that has been released; write another.

-- Ties of a sort are broken by the row's number: an index then ends with a few bytes instead of an id's 36, and both an
-- import and a page have less to write and to read.
/*sqlite
ALTER TABLE portfolio ADD COLUMN ordinal INTEGER GENERATED ALWAYS AS (row_no) VIRTUAL;
DROP INDEX portfolio_by_id;
CREATE INDEX portfolio_by_ordinal ON portfolio (ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_city;
CREATE INDEX portfolio_by_city ON portfolio (city_folded, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_class;
CREATE INDEX portfolio_by_class ON portfolio (class, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_country;
CREATE INDEX portfolio_by_country ON portfolio (country, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_created_at;
CREATE INDEX portfolio_by_created_at ON portfolio (created_at, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_growth;
CREATE INDEX portfolio_by_growth ON portfolio (growth, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_industry;
CREATE INDEX portfolio_by_industry ON portfolio (industry, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_key_state;
CREATE INDEX portfolio_by_key_state ON portfolio (key_state, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_last_interaction;
CREATE INDEX portfolio_by_last_interaction ON portfolio (last_interaction_at, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_last_purchase;
CREATE INDEX portfolio_by_last_purchase ON portfolio (last_purchase_on, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_margin;
CREATE INDEX portfolio_by_margin ON portfolio (margin_12m_minor, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_name;
CREATE INDEX portfolio_by_name ON portfolio (name_folded, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_open_pipeline;
CREATE INDEX portfolio_by_open_pipeline ON portfolio (open_pipeline_minor, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_owner_name;
CREATE INDEX portfolio_by_owner_name ON portfolio (owner_name_folded, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_plan_completeness;
CREATE INDEX portfolio_by_plan_completeness ON portfolio (plan_completeness, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_plan_status;
CREATE INDEX portfolio_by_plan_status ON portfolio (plan_status, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_potential;
CREATE INDEX portfolio_by_potential ON portfolio (potential_minor, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_revenue;
CREATE INDEX portfolio_by_revenue ON portfolio (revenue_12m_minor, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_revenue_prev;
CREATE INDEX portfolio_by_revenue_prev ON portfolio (revenue_prev_12m_minor, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_score;
CREATE INDEX portfolio_by_score ON portfolio (score, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_status;
CREATE INDEX portfolio_by_status ON portfolio (status, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_updated_at;
CREATE INDEX portfolio_by_updated_at ON portfolio (updated_at, ordinal) WHERE deleted_at IS NULL;
DROP INDEX portfolio_by_won;
CREATE INDEX portfolio_by_won ON portfolio (won_12m_minor, ordinal) WHERE deleted_at IS NULL;
*/
