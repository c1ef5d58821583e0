-- Runs once, in order of the file names, in one transaction, on SQLite and PostgreSQL alike: use what both know
-- (see "Data conventions" in docs/architecture.md). Never change a migration that has been released; write another.

-- The accounts in the bin, told by the accounts vertical: what belongs to one of them is out of sight while it is there.
CREATE TABLE accounts_in_bin (
    account_id TEXT NOT NULL PRIMARY KEY
);
INSERT INTO accounts_in_bin (account_id) SELECT id FROM accounts WHERE deleted_at IS NOT NULL;
