-- The company's colours and logo, for documents. The logo's bytes are base64 text, at most 512 kB.
ALTER TABLE workspace_settings ADD COLUMN brand_color TEXT NOT NULL DEFAULT '';
ALTER TABLE workspace_settings ADD COLUMN accent_color TEXT NOT NULL DEFAULT '';
CREATE TABLE workspace_logos (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    type TEXT NOT NULL DEFAULT '',
    width INTEGER NOT NULL DEFAULT 0,
    height INTEGER NOT NULL DEFAULT 0,
    bytes TEXT NOT NULL DEFAULT ''
);
