-- name: list_written
SELECT entity, entity_id, action, before, after, seq FROM changes
 WHERE account_id = :account AND request_id = :import AND entity LIKE 'plan%' ORDER BY seq DESC

-- name: add_link
INSERT INTO plan_links (id, import_id, plan_id, account_id, entity, record_id, key, external_id, said)
VALUES (:id, :import, :plan, :account, :entity, :record, :key, :external_id, :said)

-- name: find_link
SELECT plan_id, account_id, entity, record_id, key, external_id, said FROM plan_links WHERE key = :key ORDER BY id DESC LIMIT 1

-- name: list_links
SELECT plan_id, account_id, entity, record_id, key, external_id, said FROM plan_links WHERE plan_id = :plan ORDER BY id

-- name: remove_links
DELETE FROM plan_links WHERE import_id = :import

-- name: list_accounts_of_id
SELECT id FROM accounts WHERE deleted_at IS NULL AND SUBSTR(external_id, 1, 15) = :id

-- name: list_users_named
SELECT id FROM users WHERE deleted_at IS NULL AND (email_folded = :folded OR name_folded = :folded)
 ORDER BY CASE WHEN email_folded = :folded THEN 0 ELSE 1 END, id

-- name: count_touched_since
SELECT COUNT(*) FROM changes
 WHERE entity = :entity AND entity_id = :id AND seq > :seq AND request_id <> :import AND door <> 'job'

-- name: count_work_since
SELECT COUNT(*) FROM changes
 WHERE account_id = :account AND entity LIKE 'plan%' AND seq > :seq AND request_id <> :import AND door <> 'job'

-- name: count_links_to
SELECT COUNT(*) FROM plan_links WHERE import_id = :import AND record_id = :record
