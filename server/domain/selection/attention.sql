-- name: list_attention
SELECT account_id, kind, minutes, user_ids, cost_minor, cost_currency, happened_at FROM interactions
 WHERE status = 'done' AND deleted_at IS NULL AND happened_at >= :since AND happened_at < :until
   AND kind IN ('visit', 'call', 'email', 'meeting', 'event')
 ORDER BY account_id

-- name: newest_contact
SELECT MAX(happened_at) FROM interactions
 WHERE status = 'done' AND deleted_at IS NULL AND happened_at <= :now
   AND kind IN ('visit', 'call', 'email', 'meeting', 'event')

-- name: list_served
SELECT id, name, class, COALESCE(owner_id, ''), owner_name, potential_minor FROM portfolio
 WHERE deleted_at IS NULL ORDER BY id
