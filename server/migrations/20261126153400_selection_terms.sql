-- What filters and groups may ask of an account besides what lists show: told by each run, and by plans.
ALTER TABLE portfolio ADD COLUMN revenue_fy_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio ADD COLUMN revenue_fy_currency TEXT NOT NULL DEFAULT '';
ALTER TABLE portfolio ADD COLUMN revenue_prev_fy_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio ADD COLUMN revenue_prev_fy_currency TEXT NOT NULL DEFAULT '';
ALTER TABLE portfolio ADD COLUMN weighted_pipeline_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio ADD COLUMN weighted_pipeline_currency TEXT NOT NULL DEFAULT '';
ALTER TABLE portfolio ADD COLUMN margin_rate REAL;
ALTER TABLE portfolio ADD COLUMN potential_share REAL;
ALTER TABLE portfolio ADD COLUMN win_rate REAL;
ALTER TABLE portfolio ADD COLUMN stability REAL;
ALTER TABLE portfolio ADD COLUMN order_count_12m INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio ADD COLUMN month_count_12m INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio ADD COLUMN line_count_12m INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio ADD COLUMN open_deal_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio ADD COLUMN people_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio ADD COLUMN decider_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio ADD COLUMN interaction_count_12m INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio ADD COLUMN first_purchase_on TEXT;
ALTER TABLE portfolio ADD COLUMN recency_fifth INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio ADD COLUMN frequency_fifth INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio ADD COLUMN monetary_fifth INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio ADD COLUMN rfm TEXT NOT NULL DEFAULT '';
ALTER TABLE portfolio ADD COLUMN plan_stage TEXT NOT NULL DEFAULT '';
UPDATE portfolio SET plan_stage = COALESCE((SELECT p.stage FROM plans p WHERE p.id = portfolio.plan_id), '')
 WHERE plan_id IS NOT NULL;

ALTER TABLE portfolio_changes ADD COLUMN revenue_fy_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio_changes ADD COLUMN revenue_prev_fy_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio_changes ADD COLUMN weighted_pipeline_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio_changes ADD COLUMN margin_rate REAL;
ALTER TABLE portfolio_changes ADD COLUMN potential_share REAL;
ALTER TABLE portfolio_changes ADD COLUMN win_rate REAL;
ALTER TABLE portfolio_changes ADD COLUMN stability REAL;
ALTER TABLE portfolio_changes ADD COLUMN order_count_12m INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio_changes ADD COLUMN month_count_12m INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio_changes ADD COLUMN line_count_12m INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio_changes ADD COLUMN open_deal_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio_changes ADD COLUMN people_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio_changes ADD COLUMN decider_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio_changes ADD COLUMN interaction_count_12m INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio_changes ADD COLUMN first_purchase_on TEXT;
ALTER TABLE portfolio_changes ADD COLUMN recency_fifth INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio_changes ADD COLUMN frequency_fifth INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio_changes ADD COLUMN monetary_fifth INTEGER NOT NULL DEFAULT 0;
ALTER TABLE portfolio_changes ADD COLUMN rfm TEXT NOT NULL DEFAULT '';

-- A workspace with accounts measures them at its next start.
INSERT INTO jobs (id, kind, subject_id, payload, actor_id, state, attempt_count, run_after, lease_owner, lease_until,
       cancel_asked, done_count, total_count, note, fault, created_at, updated_at)
SELECT '019abfd0-0000-7000-8000-000000000001', 'selection.run', '', '{}', '', 'waiting', 0, 0, '', 0, 0, 0, 0, '', '', 0, 0
 WHERE EXISTS (SELECT 1 FROM portfolio WHERE deleted_at IS NULL);
