-- Documents of many accounts, made in the background into one archive; each belongs to who asked for it.
CREATE TABLE document_batches (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    user_id TEXT REFERENCES users (id),
    state TEXT NOT NULL DEFAULT 'waiting',
    format TEXT NOT NULL DEFAULT 'pptx',
    audience TEXT NOT NULL DEFAULT 'internal',
    view TEXT NOT NULL DEFAULT 'full',
    language TEXT NOT NULL DEFAULT 'en',
    account_ids TEXT NOT NULL DEFAULT '[]',
    account_count INTEGER NOT NULL DEFAULT 0,
    made_count INTEGER NOT NULL DEFAULT 0,
    job_id TEXT NOT NULL DEFAULT '',
    path TEXT NOT NULL DEFAULT '',
    report TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX document_batches_by_user ON document_batches (user_id, created_at);
