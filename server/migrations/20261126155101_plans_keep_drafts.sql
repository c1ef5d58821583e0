-- Figures and sentences of every draft of a section, by when it was drafted: a plan as it stood has the figures it had.
CREATE TABLE plan_section_drafts (
    section_id TEXT NOT NULL REFERENCES plan_sections (id),
    drafted_at INTEGER NOT NULL,
    facts TEXT NOT NULL DEFAULT '{}',
    draft TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (section_id, drafted_at)
);
INSERT INTO plan_section_drafts (section_id, drafted_at, facts, draft)
SELECT id, drafted_at, facts, draft FROM plan_sections WHERE drafted_at IS NOT NULL;
