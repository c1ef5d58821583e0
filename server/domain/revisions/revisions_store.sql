-- name: list_changes_after
SELECT entity, entity_id, action, before FROM changes WHERE account_id = :account AND seq > :seq ORDER BY seq DESC

-- name: list_renames_after
SELECT entity_id, before FROM changes WHERE entity IN ('user', 'product') AND action = 'update' AND seq > :seq
ORDER BY seq DESC

-- name: seq_at
SELECT COALESCE(MAX(seq), 0) FROM changes WHERE account_id = :account AND at <= :at

-- name: first_seq
SELECT MIN(seq) FROM changes WHERE entity = 'plan' AND entity_id = :plan

-- name: head
SELECT seq FROM change_head WHERE id = 1

-- name: next_number
SELECT COALESCE(MAX(number), 0) + 1 FROM plan_revisions WHERE plan_id = :plan

-- name: find_by_number
SELECT id FROM plan_revisions WHERE plan_id = :plan AND number = :number AND deleted_at IS NULL
