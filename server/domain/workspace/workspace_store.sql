-- name: find_rate
SELECT rate FROM exchange_rates
 WHERE currency = :currency AND deleted_at IS NULL
 ORDER BY CASE WHEN valid_on <= :on_day THEN 0 ELSE 1 END, CASE WHEN valid_on <= :on_day THEN valid_on ELSE '' END DESC, valid_on
 LIMIT 1

-- name: list_custom_fields
SELECT name, kind, choices, required FROM custom_fields WHERE entity_name = :entity AND deleted_at IS NULL ORDER BY name

-- name: find_settings
SELECT name, currency, language, locale, fiscal_year_start_month, demo FROM workspace_settings WHERE id = 'workspace'

-- name: find_same_custom_field
SELECT id FROM custom_fields WHERE entity_name = :entity AND name = :name AND id <> :id AND deleted_at IS NULL

-- name: find_custom_field
SELECT label, kind FROM custom_fields WHERE entity_name = :entity AND name = :name AND deleted_at IS NULL
