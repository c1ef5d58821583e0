-- name: insert_job
INSERT INTO jobs (id, kind, subject_id, payload, actor_id, state, attempt_count, run_after, lease_owner, lease_until,
  cancel_asked, done_count, total_count, note, fault, created_at, updated_at)
VALUES (:id, :kind, :subject_id, :payload, :actor_id, 'waiting', 0, :at, '', 0, 0, 0, 0, '', '', :at, :at)
-- name: waiting_for
SELECT id FROM jobs WHERE kind = :kind AND subject_id = :subject_id AND state = 'waiting' ORDER BY id LIMIT 1
-- name: claim_job
UPDATE jobs SET state = 'running', lease_owner = :owner, lease_until = :until, attempt_count = attempt_count + 1,
  started_at = COALESCE(started_at, :at), updated_at = :at
WHERE id = :id AND lease_until = :seen_lease AND state IN ('waiting', 'running')
RETURNING kind, subject_id, payload, actor_id, attempt_count, done_count, total_count
-- name: lease_of
SELECT lease_until FROM jobs WHERE id = :id AND state = 'waiting'
-- name: renew_lease
UPDATE jobs SET lease_until = :until WHERE id = :id AND state = 'running' AND lease_owner = :owner
-- name: mine
SELECT id, cancel_asked FROM jobs WHERE state = 'running' AND lease_owner = :owner
-- name: free_leases
UPDATE jobs SET lease_until = 0 WHERE state = 'running'
-- name: save_progress
UPDATE jobs SET done_count = :done, total_count = :total, note = :note, updated_at = :at,
  -- Who got further than any life before is not what brings the process down.
  attempt_count = CASE WHEN :done > done_count THEN 1 ELSE attempt_count END
WHERE id = :id AND state = 'running' AND lease_owner = :owner
-- name: end_job
UPDATE jobs SET state = :state, fault = :fault, done_count = :done, total_count = :total, note = :note, updated_at = :at,
  finished_at = :at, lease_owner = '', lease_until = 0
WHERE id = :id AND state = 'running' AND lease_owner = :owner
-- name: put_back
UPDATE jobs SET state = 'waiting', run_after = :run_after, attempt_count = attempt_count - :forgiven, fault = :fault,
  updated_at = :at, lease_owner = '', lease_until = 0
WHERE id = :id AND state = 'running' AND lease_owner = :owner
-- name: cancel_waiting
UPDATE jobs SET state = 'cancelled', cancel_asked = 1, updated_at = :at, finished_at = :at
WHERE id = :id AND state = 'waiting'
-- name: cancel_running
UPDATE jobs SET cancel_asked = 1, updated_at = :at WHERE id = :id AND state = 'running'
-- name: find_job
SELECT id, kind, subject_id, actor_id, state, attempt_count, cancel_asked, done_count, total_count, note, fault,
  created_at, updated_at, started_at, finished_at
FROM jobs WHERE id = :id
-- name: list_jobs
SELECT id, kind, subject_id, actor_id, state, attempt_count, cancel_asked, done_count, total_count, note, fault,
  created_at, updated_at, started_at, finished_at
FROM jobs
WHERE (:actor = '' OR actor_id = :actor) AND (:kind = '' OR kind = :kind)
  AND (:subject = '' OR subject_id = :subject) AND (:state = '' OR state = :state) AND (:before = '' OR id < :before)
ORDER BY id DESC LIMIT :limit
-- name: sweep_jobs
DELETE FROM jobs WHERE finished_at < :before
