-- A draft that nobody works on goes in the end: when somebody last wanted it kept, and when its members were last told.
ALTER TABLE drafts ADD COLUMN kept_at INTEGER;
ALTER TABLE drafts ADD COLUMN warned_at INTEGER;
CREATE INDEX drafts_unsent ON drafts (updated_at) WHERE initiative_id IS NULL;
