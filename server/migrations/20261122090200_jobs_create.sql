-- The durable queue (platform/jobs).
CREATE TABLE jobs (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    attempt_count INTEGER NOT NULL,
    run_after INTEGER NOT NULL,
    lease_owner TEXT NOT NULL,
    lease_until INTEGER NOT NULL,
    cancel_asked INTEGER NOT NULL,
    done_count INTEGER NOT NULL,
    total_count INTEGER NOT NULL,
    note TEXT NOT NULL,
    fault TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER
);
CREATE INDEX jobs_by_state ON jobs (state, run_after);
CREATE INDEX jobs_by_subject ON jobs (kind, subject_id);
CREATE INDEX jobs_by_actor ON jobs (actor_id, created_at);
