-- name: find_stage
SELECT id FROM opportunity_stages
 WHERE deleted_at IS NULL AND (LOWER(key) = LOWER(:label) OR LOWER(name) = LOWER(:label))
 ORDER BY CASE WHEN LOWER(key) = LOWER(:label) THEN 0 ELSE 1 END, position LIMIT 1

-- name: is_stage_in_use
SELECT 1 FROM opportunities WHERE stage = :key AND deleted_at IS NULL LIMIT 1

-- name: list_of_other_outcome
SELECT id FROM opportunities WHERE stage = :key AND outcome <> :outcome ORDER BY id

-- name: find_external
SELECT 1 FROM opportunities WHERE external_id = :external_id AND external_id <> '' AND id <> :except AND deleted_at IS NULL

-- name: last_stage
SELECT stage FROM opportunity_stage_changes WHERE opportunity_id = :id ORDER BY changed_at DESC, id DESC LIMIT 1

-- name: list_open_sums
SELECT account_id, amount_currency, CAST(SUM(amount_minor) AS BIGINT),
       CAST(SUM(amount_minor * COALESCE(probability, 0)) AS BIGINT), COUNT(*)
  FROM opportunities
 WHERE outcome = 'open' AND deleted_at IS NULL AND (:account = '' OR account_id = :account)
 GROUP BY account_id, amount_currency ORDER BY account_id

-- name: list_won
SELECT account_id, close_on, amount_minor, amount_currency FROM opportunities
 WHERE outcome = 'won' AND close_on IS NOT NULL AND deleted_at IS NULL ORDER BY account_id, close_on, id

-- name: list_closed_sums
SELECT account_id, amount_currency, outcome,
       CAST(COALESCE(SUM(CASE WHEN close_on > :since AND close_on <= :as_of THEN amount_minor ELSE 0 END), 0) AS BIGINT), COUNT(*)
  FROM opportunities
 WHERE outcome <> 'open' AND deleted_at IS NULL AND (:account = '' OR account_id = :account)
 GROUP BY account_id, amount_currency, outcome ORDER BY account_id
