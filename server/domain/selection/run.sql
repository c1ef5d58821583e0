-- name: list_accounts
SELECT id, status, industry, employees FROM portfolio WHERE deleted_at IS NULL ORDER BY id

-- name: list_sizes
SELECT id, annual_revenue_minor, annual_revenue_currency FROM accounts
 WHERE annual_revenue_minor > 0 AND deleted_at IS NULL

-- name: list_standing
SELECT id, score, rule_class, class, class_source, revenue_12m_minor, revenue_12m_currency, revenue_prev_12m_minor,
       margin_12m_minor, potential_minor, open_pipeline_minor, won_12m_minor, growth, last_interaction_at,
       last_purchase_on, revenue_fy_minor, revenue_prev_fy_minor, weighted_pipeline_minor, margin_rate, potential_share,
       win_rate, stability, order_count_12m, month_count_12m, line_count_12m, open_deal_count, people_count,
       decider_count, interaction_count_12m, first_purchase_on, recency_fifth, frequency_fifth, monetary_fifth, rfm
  FROM portfolio WHERE deleted_at IS NULL ORDER BY id

-- name: list_scorings
SELECT id, model_id, model_number, scoring FROM portfolio_scores ORDER BY id

-- name: count_people
SELECT account_id, COUNT(*), CAST(SUM(CASE WHEN closeness = 'green' THEN 1 ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN closeness = 'amber' THEN 1 ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN decision_role IN ('decision_maker', 'approver') THEN 1 ELSE 0 END) AS BIGINT)
  FROM people WHERE deleted_at IS NULL GROUP BY account_id

-- name: count_contacts
SELECT account_id, COUNT(*) FROM interactions
 WHERE status = 'done' AND deleted_at IS NULL AND happened_at > :since AND happened_at <= :until GROUP BY account_id

-- name: last_contact_at
SELECT MAX(happened_at) FROM interactions WHERE status = 'done' AND deleted_at IS NULL AND happened_at <= :now

-- name: last_closed_on
SELECT MAX(close_on) FROM opportunities
 WHERE outcome IN ('won', 'lost') AND deleted_at IS NULL AND close_on <= :today

-- name: list_judgements
SELECT account_id, criterion, value FROM account_judgements WHERE deleted_at IS NULL

-- name: list_classes
SELECT account_id, class FROM account_classes WHERE deleted_at IS NULL

-- name: count_living
SELECT COUNT(*) FROM accounts WHERE deleted_at IS NULL

-- name: apply_changes
UPDATE portfolio
   SET version = portfolio.version + 1, score = c.score, class = c.class, class_source = c.class_source,
       rule_class = c.rule_class, revenue_12m_minor = c.revenue_12m_minor, revenue_12m_currency = c.currency,
       revenue_prev_12m_minor = c.revenue_prev_12m_minor, revenue_prev_12m_currency = c.currency,
       margin_12m_minor = c.margin_12m_minor, margin_12m_currency = c.currency,
       potential_minor = c.potential_minor, potential_currency = c.currency,
       open_pipeline_minor = c.open_pipeline_minor, open_pipeline_currency = c.currency,
       won_12m_minor = c.won_12m_minor, won_12m_currency = c.currency, growth = c.growth,
       last_interaction_at = c.last_interaction_at, last_purchase_on = c.last_purchase_on,
       revenue_fy_minor = c.revenue_fy_minor, revenue_fy_currency = c.currency,
       revenue_prev_fy_minor = c.revenue_prev_fy_minor, revenue_prev_fy_currency = c.currency,
       weighted_pipeline_minor = c.weighted_pipeline_minor, weighted_pipeline_currency = c.currency,
       margin_rate = c.margin_rate, potential_share = c.potential_share, win_rate = c.win_rate,
       stability = c.stability, order_count_12m = c.order_count_12m, month_count_12m = c.month_count_12m,
       line_count_12m = c.line_count_12m, open_deal_count = c.open_deal_count, people_count = c.people_count,
       decider_count = c.decider_count, interaction_count_12m = c.interaction_count_12m,
       first_purchase_on = c.first_purchase_on, recency_fifth = c.recency_fifth, frequency_fifth = c.frequency_fifth,
       monetary_fifth = c.monetary_fifth, rfm = c.rfm
  FROM portfolio_changes c WHERE portfolio.id = c.id

-- name: apply_scores
UPDATE portfolio
   SET version = portfolio.version + 1, score = c.score, class = c.class, class_source = c.class_source,
       rule_class = c.rule_class
  FROM portfolio_changes c WHERE portfolio.id = c.id

-- name: apply_scorings
INSERT INTO portfolio_scores (id, model_id, model_number, scoring)
SELECT c.id, c.model_id, c.model_number, c.scoring FROM portfolio_changes c WHERE true
    ON CONFLICT (id) DO UPDATE SET
       model_id = excluded.model_id, model_number = excluded.model_number, patched_at = NULL, scoring = excluded.scoring

-- name: clear_changes
DELETE FROM portfolio_changes

-- name: clear_patches
UPDATE portfolio_scores SET patched_at = NULL WHERE patched_at IS NOT NULL

-- name: insert_run
INSERT INTO selection_runs (id, ran_at, as_of, model_version, weights, limits, account_count, changed_count)
VALUES (:id, :at, :as_of, :version, :weights, :limits, :accounts, :changed)

-- name: forget_runs
DELETE FROM selection_runs WHERE ran_at < :before

-- name: last_run
SELECT as_of, ran_at, account_count, changed_count, limits FROM selection_runs ORDER BY ran_at DESC, id DESC LIMIT 1

-- name: find_scoring
SELECT scoring, model_id, model_number FROM portfolio_scores WHERE id = :account

-- name: put_score
UPDATE portfolio SET version = version + 1, score = :score WHERE id = :account

-- name: patch_scoring
UPDATE portfolio_scores SET patched_at = :at, scoring = :scoring WHERE id = :account

-- name: put_class
UPDATE portfolio
   SET version = version + 1, class = CASE WHEN :class = '' THEN rule_class ELSE :class END,
       class_source = CASE WHEN :class <> '' THEN 'person' WHEN rule_class <> '' THEN 'rule' ELSE '' END
 WHERE id = :account

-- name: find_judgement
SELECT id FROM account_judgements WHERE account_id = :account AND criterion = :criterion AND deleted_at IS NULL

-- name: list_judgements_of
SELECT j.criterion, j.value, j.note, j.updated_at, COALESCE(u.name, '')
  FROM account_judgements j LEFT JOIN users u ON u.id = j.judged_by
 WHERE j.account_id = :account AND j.deleted_at IS NULL ORDER BY j.criterion

-- name: find_class
SELECT id FROM account_classes WHERE account_id = :account AND deleted_at IS NULL
