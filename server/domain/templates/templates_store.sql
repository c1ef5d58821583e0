-- name: find_version
SELECT id, template_id, name, number, form FROM plan_template_versions WHERE id = :id

-- name: list_for_rigour
SELECT t.version_id, t.account_types FROM plan_templates t
 WHERE t.deleted_at IS NULL AND t.version_id IS NOT NULL AND t.rigours LIKE :rigour ORDER BY t.position, t.created_at

-- name: newest_version
SELECT version_id FROM plan_templates WHERE id = :template AND deleted_at IS NULL

-- name: find_shipped
SELECT id FROM plan_templates WHERE shipped_key = :key

-- name: next_number
SELECT COALESCE(MAX(number), 0) + 1 FROM plan_template_versions WHERE template_id = :template

-- name: last_form
SELECT form FROM plan_template_versions WHERE template_id = :template ORDER BY number DESC LIMIT 1
