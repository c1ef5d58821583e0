-- name: find_session
SELECT s.id, s.user_id, s.seen_at, u.name, u.email, u.role, u.language
FROM sessions s JOIN users u ON u.id = s.user_id
WHERE s.token_hash = :token_hash AND s.expires_at > :now AND s.seen_at > :idle
  AND u.active = 1 AND u.deleted_at IS NULL
-- name: insert_session
INSERT INTO sessions (id, token_hash, user_id, created_at, seen_at, expires_at, address, agent)
VALUES (:id, :token_hash, :user_id, :at, :at, :expires_at, :address, :agent)
-- name: touch_session
UPDATE sessions SET seen_at = :at WHERE id = :id
-- name: delete_session_by_hash
DELETE FROM sessions WHERE token_hash = :token_hash
-- name: delete_session
DELETE FROM sessions WHERE id = :id
-- name: delete_sessions_of
DELETE FROM sessions WHERE user_id = :user_id AND id <> :but
-- name: owner_of_session
SELECT user_id FROM sessions WHERE id = :id
-- name: list_sessions
SELECT id, created_at, seen_at, expires_at, address, agent FROM sessions
WHERE user_id = :user_id AND expires_at > :now AND seen_at > :idle ORDER BY seen_at DESC, id LIMIT 200
-- name: sweep_sessions
DELETE FROM sessions WHERE expires_at <= :now OR seen_at <= :idle
-- name: live_session
SELECT u.role FROM sessions s JOIN users u ON u.id = s.user_id
WHERE s.id = :id AND s.expires_at > :now AND u.active = 1 AND u.deleted_at IS NULL
-- name: live_token
SELECT u.role FROM api_tokens t JOIN users u ON u.id = t.user_id
WHERE t.id = :id AND t.deleted_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > :now)
  AND u.active = 1 AND u.deleted_at IS NULL
-- name: find_token
SELECT t.id, t.user_id, t.last_used_at, u.name, u.email, u.role, u.language, t.scopes
FROM api_tokens t JOIN users u ON u.id = t.user_id
WHERE t.token_hash = :token_hash AND t.deleted_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > :now)
  AND u.active = 1 AND u.deleted_at IS NULL
-- name: touch_token
UPDATE api_tokens SET last_used_at = :at WHERE id = :id
-- name: delete_tokens_of
UPDATE api_tokens SET deleted_at = :at, updated_at = :at, version = version + 1
WHERE user_id = :user_id AND deleted_at IS NULL
-- name: find_password
SELECT u.id, p.hash FROM users u LEFT JOIN user_passwords p ON p.user_id = u.id
WHERE u.email_folded = :email AND u.active = 1 AND u.deleted_at IS NULL
-- name: password_of
SELECT hash FROM user_passwords WHERE user_id = :user_id
-- name: put_password
INSERT INTO user_passwords (user_id, hash, changed_at) VALUES (:user_id, :hash, :at)
ON CONFLICT (user_id) DO UPDATE SET hash = :hash, changed_at = :at
-- name: any_user
SELECT 1 FROM users LIMIT 1
-- name: put_setup_token
INSERT INTO setup_tokens (token_hash, created_at) VALUES (:token_hash, :at) ON CONFLICT (token_hash) DO NOTHING
-- name: find_setup_token
SELECT 1 FROM setup_tokens WHERE token_hash = :token_hash
-- name: delete_setup_tokens
DELETE FROM setup_tokens
-- name: demo_people
SELECT id, name, role, team, email, language FROM users WHERE active = 1 AND deleted_at IS NULL
ORDER BY CASE role WHEN 'manager' THEN 0 WHEN 'leader' THEN 1 WHEN 'admin' THEN 2 WHEN 'operations' THEN 3 ELSE 4 END,
  name_folded, id LIMIT 60
-- name: find_attempt
SELECT failure_count, last_at, blocked_until FROM sign_in_attempts WHERE attempt_key = :key
-- name: put_attempt
INSERT INTO sign_in_attempts (attempt_key, failure_count, last_at, blocked_until) VALUES (:key, 1, :at, 0)
ON CONFLICT (attempt_key) DO UPDATE SET
  failure_count = CASE WHEN sign_in_attempts.last_at < :forget THEN 1 ELSE sign_in_attempts.failure_count + 1 END,
  last_at = :at
RETURNING failure_count
-- name: block_attempt
UPDATE sign_in_attempts SET blocked_until = :until WHERE attempt_key = :key
-- name: delete_attempt
DELETE FROM sign_in_attempts WHERE attempt_key = :key
-- name: forgive_attempt
UPDATE sign_in_attempts SET failure_count = failure_count - 1 WHERE attempt_key = :key AND failure_count > 0
-- name: sweep_attempts
DELETE FROM sign_in_attempts WHERE last_at < :forget
-- name: user_with_email
SELECT id FROM users WHERE email_folded = :email AND id <> :id AND deleted_at IS NULL
-- name: touch_admins
UPDATE users SET active = active WHERE role = 'admin' AND active = 1 AND deleted_at IS NULL
-- name: other_admin
SELECT id FROM users WHERE role = 'admin' AND active = 1 AND deleted_at IS NULL AND id <> :id LIMIT 1
-- name: manager_of
SELECT manager_id FROM users WHERE id = :id
-- name: sees_account
SELECT 1 FROM account_access WHERE user_id = :user_id AND account_id = :account_id
-- name: list_readers
SELECT u.id, u.name, u.role, CASE WHEN x.user_id IS NULL THEN 0 ELSE 1 END
FROM users u LEFT JOIN account_access x ON x.user_id = u.id AND x.account_id = :account
WHERE u.active = 1 AND u.deleted_at IS NULL ORDER BY u.name_folded, u.id
-- name: find_reader
SELECT u.name, u.role, CASE WHEN x.user_id IS NULL THEN 0 ELSE 1 END
FROM users u LEFT JOIN account_access x ON x.user_id = u.id AND x.account_id = :account
WHERE u.id = :user AND u.deleted_at IS NULL
-- name: list_roles
SELECT id, role FROM users WHERE active = 1 AND deleted_at IS NULL
-- name: put_in_bin
INSERT INTO accounts_in_bin (account_id) VALUES (:account) ON CONFLICT (account_id) DO NOTHING
-- name: take_out_of_bin
DELETE FROM accounts_in_bin WHERE account_id = :account
-- name: clear_bin
DELETE FROM accounts_in_bin
