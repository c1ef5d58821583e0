-- name: refresh_accounts
INSERT INTO portfolio (id, version, created_at, updated_at, deleted_at, name, name_folded, external_id, status, industry,
                       city, city_folded, region, country, owner_id, owner_name, owner_name_folded, parent_id, tags,
                       employees, custom)
SELECT a.id, 1, a.created_at, a.updated_at, a.deleted_at, a.name, a.name_folded, a.external_id, a.status, a.industry,
       a.city, a.city_folded, a.region, a.country, a.owner_id, COALESCE(u.name, ''), COALESCE(u.name_folded, ''),
       a.parent_id, a.tags, a.employees, a.custom
  FROM accounts a LEFT JOIN users u ON u.id = a.owner_id
 WHERE a.id IN (:ids)
    ON CONFLICT (id) DO UPDATE SET
       version = portfolio.version + 1, updated_at = excluded.updated_at, deleted_at = excluded.deleted_at,
       name = excluded.name, name_folded = excluded.name_folded, external_id = excluded.external_id,
       status = excluded.status, industry = excluded.industry, city = excluded.city,
       city_folded = excluded.city_folded, region = excluded.region, country = excluded.country,
       owner_id = excluded.owner_id, owner_name = excluded.owner_name,
       owner_name_folded = excluded.owner_name_folded, parent_id = excluded.parent_id, tags = excluded.tags,
       employees = excluded.employees, custom = excluded.custom

-- name: forget_accounts
DELETE FROM portfolio WHERE id IN (:ids) AND id NOT IN (SELECT a.id FROM accounts a WHERE a.id IN (:ids))

-- name: forget_scores
DELETE FROM portfolio_scores WHERE id IN (:ids) AND id NOT IN (SELECT a.id FROM accounts a WHERE a.id IN (:ids))

-- name: list_missing
SELECT a.id FROM accounts a WHERE a.id NOT IN (SELECT p.id FROM portfolio p)

-- name: refresh_owner
UPDATE portfolio
   SET version = version + 1,
       owner_name = (SELECT u.name FROM users u WHERE u.id = :user),
       owner_name_folded = (SELECT u.name_folded FROM users u WHERE u.id = :user)
 WHERE owner_id = :user

-- name: set_key
UPDATE portfolio SET version = version + 1, key_state = :state WHERE id = :account AND key_state <> :state

-- name: any_key
SELECT 1 FROM portfolio WHERE key_state IN ('active', 'probation') AND deleted_at IS NULL LIMIT 1

-- name: set_plan
UPDATE portfolio
   SET version = version + 1, plan_id = :plan_id, plan_status = :status, plan_completeness = :completeness,
       plan_stage = :stage
 WHERE id = :account

-- name: is_recomputed
SELECT 1 FROM jobs WHERE kind = 'selection.run' AND state IN ('waiting', 'running') LIMIT 1
