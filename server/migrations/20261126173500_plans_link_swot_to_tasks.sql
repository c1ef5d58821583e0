-- Entries of the SWOT point to the tasks that they call for, beside objectives.
ALTER TABLE plan_swot_items ADD COLUMN task_ids TEXT NOT NULL DEFAULT '[]';
