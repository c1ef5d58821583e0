-- What the rows of imports did, in the order in which it is written and taken back.
/*sqlite
CREATE TABLE import_traces_by_key (
    import_id TEXT NOT NULL REFERENCES imports (id),
    position INTEGER NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    action TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (import_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO import_traces_by_key SELECT import_id, position, entity, entity_id, action, before, after
  FROM import_traces ORDER BY import_id, position;
DROP TABLE import_traces;
ALTER TABLE import_traces_by_key RENAME TO import_traces;
*/
