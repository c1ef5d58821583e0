-- name: newest_run
SELECT id FROM selection_runs ORDER BY ran_at DESC, id DESC LIMIT 1

-- name: list_entered
SELECT id, created_at FROM portfolio WHERE deleted_at IS NULL ORDER BY id

-- name: list_first_met
SELECT account_id, MIN(happened_at) FROM interactions
 WHERE status = 'done' AND deleted_at IS NULL GROUP BY account_id ORDER BY account_id

-- name: list_first_dealt
SELECT account_id, MIN(COALESCE(opened_on, close_on)) FROM opportunities
 WHERE deleted_at IS NULL GROUP BY account_id ORDER BY account_id

-- name: list_set_classes
SELECT account_id, class, created_at, deleted_at FROM account_classes ORDER BY account_id, created_at, id
