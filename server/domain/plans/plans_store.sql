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

-- name: list_peer_months
SELECT m.account_id, m.product_id, CASE WHEN m.month > :middle THEN 1 ELSE 0 END, m.net_minor
  FROM sales_months m
 WHERE m.account_id IN (SELECT a.id FROM accounts a WHERE a.industry = :industry AND a.deleted_at IS NULL)
   AND m.month > :from_month AND m.month <= :to_month
 ORDER BY m.account_id

-- name: list_contacts
SELECT person_ids, user_ids, owner_id, happened_at FROM interactions
 WHERE account_id = :account AND status = 'done' AND deleted_at IS NULL AND happened_at <= :until
 ORDER BY happened_at DESC

-- name: list_last_moves
SELECT opportunity_id, MAX(changed_at) FROM opportunity_stage_changes
 WHERE account_id = :account AND deleted_at IS NULL GROUP BY opportunity_id

-- name: list_stage_names
SELECT key, name FROM opportunity_stages WHERE deleted_at IS NULL

-- name: set_score
UPDATE plans SET completeness_score = :score WHERE id = :plan

-- name: surroundings
SELECT a.name, a.industry, a.owner_id,
       CASE WHEN a.employees IS NOT NULL OR a.annual_revenue_minor IS NOT NULL THEN 1 ELSE 0 END,
       CASE WHEN EXISTS (SELECT 1 FROM sales_lines l WHERE l.account_id = a.id AND l.deleted_at IS NULL) THEN 1 ELSE 0 END,
       (SELECT COUNT(*) FROM people p WHERE p.account_id = a.id AND p.deleted_at IS NULL),
       (SELECT COUNT(*) FROM people p
         WHERE p.account_id = a.id AND p.decision_role IN ('', 'unknown') AND p.deleted_at IS NULL),
       (SELECT COUNT(*) FROM people p
         WHERE p.account_id = a.id AND p.decision_role IN ('decision_maker', 'approver') AND p.deleted_at IS NULL),
       (SELECT COUNT(*) FROM people p
         WHERE p.account_id = a.id AND p.decision_role IN ('decision_maker', 'approver') AND p.deleted_at IS NULL
           AND EXISTS (SELECT 1 FROM interactions i
                        WHERE i.account_id = a.id AND i.status = 'done' AND i.happened_at >= :since
                          AND i.deleted_at IS NULL AND i.person_ids LIKE '%"' || p.id || '"%')),
       (SELECT MAX(i.happened_at) FROM interactions i
         WHERE i.account_id = a.id AND i.status = 'done' AND i.deleted_at IS NULL),
       (SELECT COUNT(*) FROM opportunities o
         WHERE o.account_id = a.id AND o.outcome = 'open' AND o.deleted_at IS NULL AND o.close_on < :today),
       (SELECT MAX(f.last_purchase_on) FROM portfolio f),
       w.locale, w.currency, a.status,
       COALESCE((SELECT t.version_id FROM plan_template_versions v JOIN plan_templates t ON t.id = v.template_id
                  WHERE v.id = :edition AND t.deleted_at IS NULL),
                (SELECT t.version_id FROM plan_templates t
                  WHERE :edition = '' AND t.shipped_key = 'standard' AND t.deleted_at IS NULL))
  FROM accounts a LEFT JOIN workspace_settings w ON w.id = 'workspace'
 WHERE a.id = :account

-- name: list_role_holders
SELECT t.id, t.user_id, u.name, t.role FROM account_team t JOIN users u ON u.id = t.user_id
 WHERE t.account_id = :account AND t.deleted_at IS NULL AND u.deleted_at IS NULL ORDER BY u.name, t.role

-- name: count_moves_of
SELECT COUNT(*) FROM plan_tows_moves WHERE (first_id = :item OR second_id = :item) AND deleted_at IS NULL

-- name: account_status
SELECT status FROM accounts WHERE id = :id

-- name: find_entry
SELECT id FROM plan_entries WHERE plan_id = :plan AND block = :block AND deleted_at IS NULL

-- name: list_batch_lines
SELECT id, account_id, outcome, plan_id FROM plan_batch_lines WHERE batch_id = :batch AND deleted_at IS NULL ORDER BY id

-- name: count_touches
SELECT COUNT(*) FROM changes c
 WHERE c.account_id = :account AND c.door <> 'job' AND c.entity LIKE 'plan%'
   AND c.seq > (SELECT MIN(f.seq) FROM changes f WHERE f.entity = 'plan' AND f.entity_id = :plan)

-- name: count_followers
SELECT COUNT(*) FROM plans p JOIN plan_template_versions v ON v.id = p.template_version_id
 WHERE v.template_id = :template AND p.status <> 'closed' AND p.deleted_at IS NULL

-- name: list_question_keys
SELECT key, id, CASE WHEN deleted_at IS NOT NULL AND params = :aside THEN 1 ELSE 0 END
  FROM plan_questions WHERE plan_id = :plan AND key <> ''

-- name: find_question
SELECT id FROM plan_questions WHERE plan_id = :plan AND key = :key AND deleted_at IS NULL

-- name: keep_draft
INSERT INTO plan_section_drafts (section_id, drafted_at, facts, draft) VALUES (:section, :at, :facts, :draft)
ON CONFLICT (section_id, drafted_at) DO UPDATE SET facts = excluded.facts, draft = excluded.draft

-- name: find_draft
SELECT facts, draft FROM plan_section_drafts WHERE section_id = :section AND drafted_at = :at

-- name: list_user_names
SELECT id, name FROM users
