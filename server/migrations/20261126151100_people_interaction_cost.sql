-- What an interaction cost besides time (travel, room, meal): attention is counted in money too.
ALTER TABLE interactions ADD COLUMN cost_minor INTEGER;
ALTER TABLE interactions ADD COLUMN cost_currency TEXT;
