-- Together vertical: comments and their threads, whom each one reached, and who has a plan open now.
CREATE TABLE comments (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    plan_id TEXT REFERENCES plans (id),
    parent_id TEXT REFERENCES comments (id),
    anchor_entity TEXT NOT NULL DEFAULT '',
    anchor_id TEXT NOT NULL DEFAULT '',
    anchor_field TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '',
    mention_ids TEXT NOT NULL DEFAULT '[]',
    author_id TEXT REFERENCES users (id),
    edited_at INTEGER,
    resolved_at INTEGER,
    resolved_by TEXT REFERENCES users (id)
);
CREATE INDEX comments_by_account ON comments (account_id, plan_id, created_at);
CREATE INDEX comments_by_parent ON comments (parent_id);

-- Not in the change log: whether somebody read a notice is his own business.
CREATE TABLE comment_notices (
    user_id TEXT NOT NULL REFERENCES users (id),
    comment_id TEXT NOT NULL REFERENCES comments (id),
    account_id TEXT NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    read_at INTEGER,
    PRIMARY KEY (user_id, comment_id)
);
CREATE INDEX comment_notices_by_user ON comment_notices (user_id, created_at);

-- Lives for less than a minute without a heartbeat; never in the change log.
CREATE TABLE plan_presence (
    plan_id TEXT NOT NULL REFERENCES plans (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    client_id TEXT NOT NULL,
    section TEXT NOT NULL DEFAULT '',
    editing INTEGER NOT NULL DEFAULT 0,
    since INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (plan_id, user_id, client_id)
);
