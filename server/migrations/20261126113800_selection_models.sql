-- Selection models: several, each with a filter that says which accounts it judges, and every version that scored.
ALTER TABLE selection_models ADD COLUMN number INTEGER NOT NULL DEFAULT 1;
ALTER TABLE selection_models ADD COLUMN filter TEXT NOT NULL DEFAULT '';
ALTER TABLE selection_models ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE selection_models ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';

-- Every version of every model; one that has scored never changes again.
CREATE TABLE selection_model_versions (
    model_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    filter TEXT NOT NULL,
    weights TEXT NOT NULL,
    settings TEXT NOT NULL,
    thresholds TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    saved_by TEXT,
    used_at INTEGER,
    PRIMARY KEY (model_id, number)
);
INSERT INTO selection_model_versions (model_id, number, name, filter, weights, settings, thresholds, saved_at)
SELECT id, 1, name, '', weights, '{}', thresholds, updated_at FROM selection_models;
