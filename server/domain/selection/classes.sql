-- name: list_classed
SELECT p.id, p.name, p.owner_name, p.rule_class, p.class, p.class_source, p.status, p.revenue_12m_minor,
       p.revenue_prev_12m_minor, p.potential_minor, p.growth, s.scoring, p.last_purchase_on
  FROM portfolio p JOIN portfolio_scores s ON s.id = p.id
 WHERE p.deleted_at IS NULL ORDER BY p.id

-- name: list_standing_classes
SELECT id, name, owner_name, class, class_source, revenue_12m_minor, won_12m_minor
  FROM portfolio WHERE deleted_at IS NULL ORDER BY id
