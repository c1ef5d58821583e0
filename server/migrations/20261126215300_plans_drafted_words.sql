-- Runs once, in order of the file names, in one transaction, on SQLite and PostgreSQL alike: use what both know
-- (see "Data conventions" in docs/architecture.md). Never change a migration that has been released; write another.
ALTER TABLE plan_objectives ADD COLUMN drafted TEXT NOT NULL DEFAULT '{}';
ALTER TABLE plan_tasks ADD COLUMN drafted TEXT NOT NULL DEFAULT '{}';
ALTER TABLE plan_entries ADD COLUMN words TEXT NOT NULL DEFAULT '{}';
