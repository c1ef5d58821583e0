-- Runs once, in order of the file names, in one transaction, on SQLite and PostgreSQL alike: use what both know
-- (see "Data conventions" in docs/architecture.md). Never change a migration that has been released; write another.
-- The workspace's own fields stand in the portfolio too: as columns, in exports, and for filters without a second table.
ALTER TABLE portfolio ADD COLUMN custom TEXT NOT NULL DEFAULT '{}';
UPDATE portfolio SET custom = COALESCE((SELECT a.custom FROM accounts a WHERE a.id = portfolio.id), '{}');
