-- name: take_turn
UPDATE programme_settings SET turn = turn + 1 WHERE id = 'programme'

-- name: find_membership
SELECT k.id FROM key_accounts k JOIN accounts a ON a.id = k.account_id AND a.deleted_at IS NULL
 WHERE k.account_id = :account AND k.state <> 'left' AND k.deleted_at IS NULL

-- name: count_members
SELECT COUNT(*) FROM key_accounts k JOIN accounts a ON a.id = k.account_id AND a.deleted_at IS NULL
 WHERE k.list = :list AND k.state <> 'left' AND k.deleted_at IS NULL

-- name: count_led
SELECT COUNT(*) FROM key_accounts k JOIN accounts a ON a.id = k.account_id AND a.deleted_at IS NULL
 WHERE k.list = 'key' AND COALESCE(k.manager_id, a.owner_id) = :manager AND k.account_id <> :except
   AND k.state <> 'left' AND k.deleted_at IS NULL

-- name: owner_of
SELECT owner_id FROM accounts WHERE id = :account

-- name: manager_cap
SELECT key_cap FROM manager_capacities WHERE user_id = :manager AND deleted_at IS NULL

-- name: find_open_move
SELECT id FROM key_account_moves WHERE account_id = :account AND list = :list AND state = 'open' AND deleted_at IS NULL

-- name: list_open_moves
SELECT id FROM key_account_moves WHERE account_id = :account AND state = 'open' AND deleted_at IS NULL ORDER BY id

-- name: list_members
SELECT k.id FROM key_accounts k JOIN accounts a ON a.id = k.account_id AND a.deleted_at IS NULL
 WHERE k.list = :list AND k.state <> 'left' AND k.deleted_at IS NULL ORDER BY k.id

-- name: list_could_leave
SELECT k.account_id, p.name, p.class, k.focus, p.score
  FROM key_accounts k JOIN portfolio p ON p.id = k.account_id
 WHERE k.list = :list AND k.state <> 'left' AND k.deleted_at IS NULL AND p.deleted_at IS NULL
   AND (:manager = '' OR COALESCE(k.manager_id, p.owner_id) = :manager)

-- name: list_items
SELECT i.id FROM key_list_round_items i JOIN accounts a ON a.id = i.account_id AND a.deleted_at IS NULL
 WHERE i.round_id = :round AND i.deleted_at IS NULL ORDER BY i.id

-- name: any_item
SELECT id FROM key_list_round_items WHERE round_id = :round LIMIT 1

-- name: list_accounts_of_wave
SELECT id FROM rollout_accounts WHERE wave_id = :wave AND deleted_at IS NULL ORDER BY id

-- name: list_accounts_gone_with
SELECT r.id FROM rollout_accounts r
 WHERE r.wave_id = :wave AND r.deleted_at = :at
   AND r.account_id NOT IN (SELECT o.account_id FROM rollout_accounts o WHERE o.deleted_at IS NULL) ORDER BY r.id

-- name: list_strategic
SELECT p.id, p.name, p.class, COALESCE(p.owner_id, ''), p.owner_name, COALESCE(p.plan_id, ''), p.plan_status, p.score,
       p.plan_completeness, COALESCE(k.list, ''), COALESCE(k.state, ''), COALESCE(k.focus, ''), COALESCE(k.rigour, ''),
       COALESCE(k.manager_id, ''), COALESCE(r.wave_id, '')
  FROM portfolio p
  LEFT JOIN key_accounts k ON k.account_id = p.id AND k.state <> 'left' AND k.deleted_at IS NULL
  LEFT JOIN rollout_accounts r ON r.account_id = p.id AND r.deleted_at IS NULL
 WHERE p.deleted_at IS NULL AND (p.class IN ('A', 'B') OR k.id IS NOT NULL)

-- name: list_managers
SELECT u.id, u.name, c.hours, c.key_cap, COALESCE(c.id, ''), COALESCE(c.version, 0)
  FROM users u LEFT JOIN manager_capacities c ON c.user_id = u.id AND c.deleted_at IS NULL
 WHERE u.deleted_at IS NULL AND u.active = 1 AND u.role IN ('manager', 'leader', 'admin')
   AND (:only = '' OR u.id = :only)
 ORDER BY u.name_folded, u.id

-- name: list_stays
SELECT k.entered_on, k.left_on FROM key_accounts k WHERE k.list = :list AND k.deleted_at IS NULL
