-- Runs once, in order of the file names, in one transaction, on SQLite and PostgreSQL alike: use what both know
-- (see "Data conventions" in docs/architecture.md). Never change a migration that has been released; write another.

-- A request that was approved by who asked for it says that nobody else could.
ALTER TABLE key_account_moves ADD COLUMN sole_approver INTEGER NOT NULL DEFAULT 0;
