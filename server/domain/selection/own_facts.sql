-- name: list_number_fields
SELECT name, label FROM custom_fields
 WHERE entity_name = 'account' AND kind = 'number' AND deleted_at IS NULL ORDER BY label, name

-- name: list_told
SELECT id, year_founded, latitude, longitude FROM accounts
 WHERE deleted_at IS NULL AND (year_founded IS NOT NULL OR latitude IS NOT NULL)

-- name: list_custom
SELECT id, custom FROM accounts WHERE deleted_at IS NULL AND custom <> '{}'

-- name: list_plan_completeness
SELECT id, plan_completeness FROM portfolio WHERE deleted_at IS NULL AND plan_id IS NOT NULL
