-- Groups vertical: groups of accounts by rule; who was in one when it was frozen.
CREATE TABLE account_groups (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    name TEXT NOT NULL DEFAULT '',
    name_folded TEXT NOT NULL DEFAULT '',
    colour TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    rule TEXT NOT NULL DEFAULT '{}',
    owner_id TEXT REFERENCES users (id),
    frozen_at INTEGER,
    frozen_by TEXT REFERENCES users (id)
);
CREATE INDEX account_groups_by_name ON account_groups (name_folded, id);

CREATE TABLE account_group_members (
    group_id TEXT NOT NULL REFERENCES account_groups (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    PRIMARY KEY (group_id, account_id)
) WITHOUT ROWID;
CREATE INDEX account_group_members_by_account ON account_group_members (account_id);
