-- name: insert_notice
INSERT INTO comment_notices (user_id, comment_id, account_id, kind, created_at)
VALUES (:user, :comment, :account, :kind, :at) ON CONFLICT (user_id, comment_id) DO NOTHING

-- name: list_authors_of_thread
SELECT DISTINCT c.author_id FROM comments c
  JOIN users u ON u.id = c.author_id
 WHERE (c.id = :thread OR c.parent_id = :thread) AND c.deleted_at IS NULL AND u.active = 1 AND u.deleted_at IS NULL

-- name: read_notice
UPDATE comment_notices SET read_at = :at WHERE user_id = :user AND comment_id = :comment

-- name: read_all_notices
UPDATE comment_notices SET read_at = :at WHERE user_id = :user AND read_at IS NULL

-- name: list_names
SELECT DISTINCT u.id, u.name FROM comments c
  JOIN users u ON u.id = c.author_id OR u.id = c.resolved_by
 WHERE c.account_id = :account

-- name: find_presence
SELECT section, editing FROM plan_presence WHERE plan_id = :plan AND user_id = :user AND client_id = :client

-- name: put_presence
INSERT INTO plan_presence (plan_id, user_id, client_id, section, editing, since, seen_at)
VALUES (:plan, :user, :client, :section, :editing, :at, :at)
ON CONFLICT (plan_id, user_id, client_id) DO UPDATE SET section = :section, editing = :editing, seen_at = :at

-- name: delete_presence
DELETE FROM plan_presence WHERE plan_id = :plan AND user_id = :user AND client_id = :client

-- name: sweep_presence
DELETE FROM plan_presence WHERE plan_id = :plan AND seen_at < :before

-- name: list_presence
SELECT p.user_id, u.name, p.client_id, p.section, p.editing, p.since FROM plan_presence p
  JOIN users u ON u.id = p.user_id
 WHERE p.plan_id = :plan AND p.seen_at >= :before AND u.deleted_at IS NULL ORDER BY p.since, p.user_id, p.client_id
