-- name: used_at
SELECT used_at FROM selection_model_versions WHERE model_id = :model AND number = :number

-- name: last_number
SELECT MAX(number) FROM selection_model_versions WHERE model_id = :model

-- name: put_version
INSERT INTO selection_model_versions (model_id, number, name, filter, weights, settings, thresholds, saved_at, saved_by)
VALUES (:model, :number, :name, :filter, :weights, :settings, :thresholds, :at, :by)
    ON CONFLICT (model_id, number) DO UPDATE SET
       name = excluded.name, filter = excluded.filter, weights = excluded.weights, settings = excluded.settings,
       thresholds = excluded.thresholds, saved_at = excluded.saved_at, saved_by = excluded.saved_by

-- name: mark_used
UPDATE selection_model_versions SET used_at = :at WHERE model_id = :model AND number = :number AND used_at IS NULL

-- name: find_version
SELECT name, filter, weights, settings, thresholds FROM selection_model_versions
 WHERE model_id = :model AND number = :number

-- name: list_versions
SELECT v.number, v.name, v.filter, v.weights, v.settings, v.thresholds, v.saved_at, COALESCE(u.name, ''), v.used_at
  FROM selection_model_versions v LEFT JOIN users u ON u.id = v.saved_by
 WHERE v.model_id = :model ORDER BY v.number DESC LIMIT 200

-- name: count_judged
SELECT model_id, COUNT(*) FROM portfolio_scores GROUP BY model_id ORDER BY model_id
