-- The change log and its head (platform/storage and platform/audit). seq is given at the end of each transaction from
-- change_head, so that the order of seq is the order of commit on both engines.
CREATE TABLE change_head (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL
);
INSERT INTO change_head (id, seq) VALUES (1, 0);

CREATE TABLE changes (
    seq INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    actor_id TEXT NOT NULL,
    door TEXT NOT NULL,
    request_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    action TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
);
CREATE INDEX changes_by_entity ON changes (entity, entity_id, seq);
CREATE INDEX changes_by_account ON changes (account_id, seq);

-- Marks of committed PostgreSQL transactions, to resolve an unknown COMMIT outcome; swept after a day.
CREATE TABLE write_marks (
    id TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
);
