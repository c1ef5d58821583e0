-- The tree is its key and a number: on SQLite it is kept in the key's order instead of beside it.
/*sqlite
CREATE TABLE account_tree_by_key (
    ancestor_id TEXT NOT NULL REFERENCES accounts (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    depth INTEGER NOT NULL,
    PRIMARY KEY (account_id, ancestor_id)
) STRICT, WITHOUT ROWID;
INSERT INTO account_tree_by_key SELECT ancestor_id, account_id, depth FROM account_tree ORDER BY account_id, ancestor_id;
DROP TABLE account_tree;
ALTER TABLE account_tree_by_key RENAME TO account_tree;
CREATE INDEX account_tree_by_ancestor ON account_tree (ancestor_id, account_id);
*/
