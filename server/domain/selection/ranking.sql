-- name: ranking_revision
SELECT (SELECT r.id FROM selection_runs r ORDER BY r.ran_at DESC, r.id DESC LIMIT 1), COUNT(*), COALESCE(MAX(patched_at), 0)
  FROM portfolio_scores WHERE patched_at IS NOT NULL

-- name: list_ranking
SELECT s.id, s.model_id, s.model_number, s.scoring
  FROM portfolio p JOIN portfolio_scores s ON s.id = p.id
 WHERE p.deleted_at IS NULL ORDER BY p.id
