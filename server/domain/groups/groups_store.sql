-- name: list_custom_fields
SELECT name, label, kind, choices FROM custom_fields
 WHERE entity_name = 'account' AND deleted_at IS NULL ORDER BY label, name

-- name: find_group
SELECT rule, frozen_at FROM account_groups WHERE id = :group AND deleted_at IS NULL

-- name: list_groups
SELECT id FROM account_groups WHERE deleted_at IS NULL ORDER BY name_folded, id

-- name: forget_members
DELETE FROM account_group_members WHERE group_id = :group

-- name: add_member
INSERT INTO account_group_members (group_id, account_id) VALUES (:group, :account) ON CONFLICT DO NOTHING

-- name: drop_member
DELETE FROM account_group_members WHERE group_id = :group AND account_id = :account

-- name: list_lines_bought
SELECT DISTINCT account_id, product_id FROM sales_months
 WHERE month > :from_month AND net_minor > 0 AND product_id <> ''
