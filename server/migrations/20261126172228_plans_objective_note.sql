-- What an objective means in words, beside its title.
ALTER TABLE plan_objectives ADD COLUMN note TEXT NOT NULL DEFAULT '';
