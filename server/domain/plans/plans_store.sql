-- name: find_plan_of
SELECT id FROM plans WHERE account_id = :account AND deleted_at IS NULL
 ORDER BY CASE WHEN status = 'closed' THEN 1 ELSE 0 END, created_at DESC, id DESC LIMIT 1

-- name: find_open
SELECT id FROM plans WHERE account_id = :account AND status <> 'closed' AND id <> :except AND deleted_at IS NULL

-- name: list_named_accounts
SELECT id FROM accounts
 WHERE deleted_at IS NULL AND (id = :wanted OR external_id = :wanted OR name_folded = :folded)
 ORDER BY CASE WHEN id = :wanted THEN 0 WHEN external_id = :wanted THEN 1 ELSE 2 END, id

-- name: list_team
SELECT t.user_id, u.name, t.role FROM account_team t JOIN users u ON u.id = t.user_id
 WHERE t.account_id = :account AND t.deleted_at IS NULL AND u.deleted_at IS NULL ORDER BY u.name, t.role

-- name: user_name
SELECT name FROM users WHERE id = :id

-- name: account_name
SELECT name FROM accounts WHERE id = :id

-- name: count_structure
SELECT (SELECT COUNT(*) FROM accounts WHERE parent_id = :account AND deleted_at IS NULL),
       (SELECT COUNT(*) FROM account_units WHERE account_id = :account AND deleted_at IS NULL),
       (SELECT COUNT(*) FROM account_locations WHERE account_id = :account AND deleted_at IS NULL)

-- name: buying
SELECT COUNT(DISTINCT CASE WHEN booked_on >= :since THEN COALESCE(NULLIF(invoice_number, ''), booked_on) END),
       COUNT(CASE WHEN booked_on >= :since THEN 1 END), MIN(booked_on), MAX(booked_on)
  FROM sales_lines WHERE account_id = :account AND deleted_at IS NULL

-- name: list_peer_sums
SELECT m.account_id, m.product_id, CAST(SUM(CASE WHEN m.month > :middle THEN m.net_minor ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN m.month <= :middle THEN m.net_minor ELSE 0 END) AS BIGINT)
  FROM sales_months m JOIN accounts a ON a.id = m.account_id
 WHERE a.industry = :industry AND a.deleted_at IS NULL AND a.id <> :account AND m.month > :from_month AND m.month <= :to_month
 GROUP BY m.account_id, m.product_id ORDER BY m.account_id

-- name: list_contacts
SELECT person_ids, user_ids, owner_id, happened_at FROM interactions
 WHERE account_id = :account AND status = 'done' AND deleted_at IS NULL AND happened_at <= :until
 ORDER BY happened_at DESC

-- name: list_last_moves
SELECT opportunity_id, MAX(changed_at) FROM opportunity_stage_changes
 WHERE account_id = :account AND deleted_at IS NULL GROUP BY opportunity_id

-- name: list_stage_names
SELECT key, name FROM opportunity_stages WHERE deleted_at IS NULL

-- name: count_questions
SELECT COUNT(*), COUNT(CASE WHEN answer = '' AND declined_reason = '' THEN 1 END) FROM plan_questions
 WHERE plan_id = :plan AND deleted_at IS NULL

-- name: count_smart_objectives
SELECT COUNT(*) FROM plan_objectives
 WHERE plan_id = :plan AND deleted_at IS NULL AND smart_reasons = '[]' AND status IN ('agreed', 'reached')

-- name: count_sources
SELECT COUNT(*) FROM plan_sources WHERE plan_id = :plan AND deleted_at IS NULL

-- name: count_overdue_deals
SELECT COUNT(*) FROM opportunities
 WHERE account_id = :account AND outcome = 'open' AND deleted_at IS NULL AND close_on < :today

-- name: count_unknown_roles
SELECT COUNT(*) FROM people WHERE account_id = :account AND decision_role IN ('', 'unknown') AND deleted_at IS NULL

-- name: set_score
UPDATE plans SET completeness_score = :score WHERE id = :plan
