-- name: find_reports_to
SELECT reports_to_id FROM people WHERE id = :id

-- name: find_external_person
SELECT 1 FROM people WHERE external_id = :external_id AND external_id <> '' AND id <> :except AND deleted_at IS NULL

-- name: find_open_employment
SELECT id FROM employments WHERE person_id = :person AND account_id = :account AND ended_on IS NULL AND deleted_at IS NULL

-- name: list_people_of
SELECT id FROM people WHERE account_id = :account AND deleted_at IS NULL ORDER BY name_folded, id

-- name: count_roles
SELECT COUNT(*), COALESCE(SUM(CASE WHEN decision_role IN ('decision_maker', 'approver') THEN 1 ELSE 0 END), 0)
  FROM people WHERE account_id = :account AND deleted_at IS NULL

-- name: list_contacts_since
SELECT person_ids FROM interactions
 WHERE account_id = :account AND status = 'done' AND happened_at >= :since AND deleted_at IS NULL

-- name: list_deciders
SELECT id FROM people
 WHERE account_id = :account AND decision_role IN ('decision_maker', 'approver') AND deleted_at IS NULL

-- name: last_interaction
SELECT MAX(happened_at) FROM interactions WHERE account_id = :account AND status = 'done' AND deleted_at IS NULL

-- name: last_interactions
SELECT account_id, MAX(happened_at) FROM interactions WHERE status = 'done' AND deleted_at IS NULL GROUP BY account_id
