-- Runs once, in order of the file names, in one transaction, on SQLite and PostgreSQL alike: use what both know
-- (see "Data conventions" in docs/architecture.md). Never change a migration that has been released; write another.

-- The bin apart: what lives is all rows less these, and all rows are counted by the page.
CREATE INDEX portfolio_bin ON portfolio (deleted_at) WHERE deleted_at IS NOT NULL;
