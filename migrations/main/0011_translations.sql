-- Corrections also of what an entry tells beside its summary. A CHECK cannot be changed, so the table is made anew.
CREATE TABLE corrections_next (
  id TEXT PRIMARY KEY NOT NULL,
  initiative_id TEXT NOT NULL,
  field TEXT NOT NULL CHECK (field IN ('title', 'summary', 'impact', 'partnerships', 'challenges', 'evidence', 'activity_status', 'start_date', 'end_date', 'urls')),
  language TEXT CHECK ((language IS NOT NULL) = (field IN ('title', 'summary', 'impact', 'partnerships', 'challenges', 'evidence'))),
  value TEXT NOT NULL CHECK (json_valid(value) AND length(value) <= 100000),
  evidence TEXT NOT NULL CHECK (length(evidence) <= 20000),
  seen_revision INTEGER NOT NULL CHECK (seen_revision >= 1),
  contact_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('unconfirmed', 'open', 'accepted', 'refused')),
  created_at INTEGER NOT NULL,
  due_at INTEGER,
  settled_at INTEGER,
  settled_by TEXT,
  answer TEXT NOT NULL CHECK (length(answer) <= 20000),
  CHECK ((state = 'unconfirmed') = (due_at IS NULL)),
  CHECK ((state IN ('accepted', 'refused')) = (settled_at IS NOT NULL))
) STRICT;
INSERT INTO corrections_next SELECT id, initiative_id, field, language, value, evidence, seen_revision, contact_id, state,
  created_at, due_at, settled_at, settled_by, answer FROM corrections;
DROP TABLE corrections;
ALTER TABLE corrections_next RENAME TO corrections;
CREATE INDEX corrections_open ON corrections (due_at,id) WHERE state = 'open';
CREATE INDEX corrections_initiative ON corrections (initiative_id) WHERE state = 'open';
CREATE INDEX corrections_unconfirmed ON corrections (created_at) WHERE state = 'unconfirmed';
CREATE INDEX corrections_contact ON corrections (contact_id);
CREATE TRIGGER corrections_settled_once BEFORE UPDATE OF state ON corrections
WHEN OLD.state IN ('accepted', 'refused')
BEGIN
  SELECT raise(ABORT, 'a correction is settled once');
END;

-- Translations that readers propose. The address of who proposed one is in `contacts`.
CREATE TABLE translations (
  id TEXT PRIMARY KEY NOT NULL,
  initiative_id TEXT NOT NULL,
  language TEXT NOT NULL CHECK (length(language) = 2),
  parts TEXT NOT NULL CHECK (json_valid(parts) AND length(parts) <= 200000),
  seen_revision INTEGER NOT NULL CHECK (seen_revision >= 1),
  contact_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('unconfirmed', 'open', 'accepted', 'refused')),
  created_at INTEGER NOT NULL,
  settled_at INTEGER,
  settled_by TEXT,
  answer TEXT NOT NULL CHECK (length(answer) <= 20000),
  CHECK ((state IN ('accepted', 'refused')) = (settled_at IS NOT NULL))
) STRICT;
CREATE INDEX translations_open ON translations (created_at,id) WHERE state = 'open';
CREATE INDEX translations_initiative ON translations (initiative_id) WHERE state = 'open';
CREATE INDEX translations_unconfirmed ON translations (created_at) WHERE state = 'unconfirmed';
CREATE INDEX translations_contact ON translations (contact_id);
CREATE TRIGGER translations_settled_once BEFORE UPDATE OF state ON translations
WHEN OLD.state IN ('accepted', 'refused')
BEGIN
  SELECT raise(ABORT, 'a translation is settled once');
END;
