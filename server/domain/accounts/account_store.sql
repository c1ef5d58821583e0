-- name: is_below
SELECT 1 FROM account_tree WHERE ancestor_id = :ancestor AND account_id = :account

-- name: is_account
SELECT 1 FROM accounts WHERE id = :account

-- name: subtree
SELECT account_id FROM account_tree WHERE ancestor_id = :account ORDER BY depth, account_id

-- name: add_self
INSERT INTO account_tree (ancestor_id, account_id, depth) VALUES (:account, :account, 0) ON CONFLICT DO NOTHING

-- name: cut_off
DELETE FROM account_tree
 WHERE account_id IN (SELECT s.account_id FROM account_tree s WHERE s.ancestor_id = :account)
   AND ancestor_id NOT IN (SELECT s.account_id FROM account_tree s WHERE s.ancestor_id = :account)

-- name: hang_under
INSERT INTO account_tree (ancestor_id, account_id, depth)
SELECT above.ancestor_id, below.account_id, above.depth + below.depth + 1
  FROM account_tree above CROSS JOIN account_tree below
 WHERE above.account_id = :parent AND below.ancestor_id = :account

-- name: find_external
SELECT 1 FROM accounts WHERE external_id = :external_id AND external_id <> '' AND id <> :except AND deleted_at IS NULL

-- name: is_unit_of
SELECT 1 FROM account_units WHERE id = :unit AND account_id = :account AND deleted_at IS NULL

-- name: parent_of_unit
SELECT parent_id FROM account_units WHERE id = :unit

-- name: is_in_team
SELECT 1 FROM account_team
 WHERE account_id = :account AND user_id = :user AND role = :role AND id <> :except AND deleted_at IS NULL

-- name: list_access
SELECT DISTINCT t.account_id, g.user_id
  FROM account_tree t
  JOIN (SELECT id AS account_id, owner_id AS user_id FROM accounts WHERE owner_id IS NOT NULL
        UNION
        SELECT account_id, user_id FROM account_team WHERE deleted_at IS NULL) g ON g.account_id = t.ancestor_id
 WHERE t.account_id IN (SELECT s.account_id FROM account_tree s WHERE s.ancestor_id = :account)

-- name: list_all_access
SELECT DISTINCT t.account_id, g.user_id
  FROM (SELECT id AS account_id, owner_id AS user_id FROM accounts WHERE owner_id IS NOT NULL
        UNION
        SELECT account_id, user_id FROM account_team WHERE deleted_at IS NULL) g
  JOIN account_tree t ON t.ancestor_id = g.account_id

-- name: clear_tree
DELETE FROM account_tree

-- name: rebuild_tree
WITH RECURSIVE up (ancestor_id, account_id, depth) AS (
    SELECT id, id, 0 FROM accounts
    UNION ALL
    SELECT a.parent_id, up.account_id, up.depth + 1
      FROM up JOIN accounts a ON a.id = up.ancestor_id
     WHERE a.parent_id IS NOT NULL AND up.depth < 64
)
INSERT INTO account_tree (ancestor_id, account_id, depth)
SELECT ancestor_id, account_id, depth FROM up WHERE 1 = 1 ON CONFLICT DO NOTHING

-- name: list_ids
SELECT id FROM accounts

-- name: list_in_bin
SELECT id FROM accounts WHERE deleted_at IS NOT NULL
