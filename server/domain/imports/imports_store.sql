-- name: last_position
SELECT COALESCE(MAX(position), 0) FROM import_traces WHERE import_id = :import

-- name: list_traces
SELECT position, entity, entity_id, action, before, after FROM import_traces
 WHERE import_id = :import ORDER BY position DESC LIMIT :limit

-- name: forget_trace
DELETE FROM import_traces WHERE import_id = :import AND position = :position

-- name: clear_faults
DELETE FROM import_faults WHERE import_id = :import

-- name: last_fault
SELECT COALESCE(MAX(position), 0) FROM import_faults WHERE import_id = :import

-- name: list_faults
SELECT position, line, column_name, value, key, params FROM import_faults
 WHERE import_id = :import AND position > :after ORDER BY position LIMIT :limit

-- name: save_progress
UPDATE imports SET rows_done = :rows, bytes_done = :bytes, result = :result, updated_at = :at WHERE id = :import

-- name: find_job
SELECT id FROM jobs WHERE subject_id = :id AND state IN ('waiting', 'running') ORDER BY id DESC LIMIT 1

-- name: find_running_job
SELECT id FROM jobs WHERE subject_id = :id AND state = 'running' LIMIT 1
