-- name: list_written
SELECT entity, entity_id, action, before, after FROM changes
 WHERE account_id = :account AND request_id = :import AND entity LIKE 'plan%' ORDER BY seq DESC
