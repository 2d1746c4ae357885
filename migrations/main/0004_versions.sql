-- Corrections that anybody suggests. The address of who suggested it is in `contacts`.
CREATE TABLE corrections (
  id TEXT PRIMARY KEY NOT NULL,
  initiative_id TEXT NOT NULL,
  field TEXT NOT NULL CHECK (field IN ('title', 'summary', 'activity_status', 'start_date', 'end_date', 'urls')),
  language TEXT CHECK ((language IS NOT NULL) = (field IN ('title', 'summary'))),
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
CREATE INDEX corrections_open ON corrections (due_at,id) WHERE state = 'open';
CREATE INDEX corrections_initiative ON corrections (initiative_id) WHERE state = 'open';
CREATE INDEX corrections_unconfirmed ON corrections (created_at) WHERE state = 'unconfirmed';
CREATE INDEX corrections_contact ON corrections (contact_id);
CREATE TRIGGER corrections_settled_once BEFORE UPDATE OF state ON corrections
WHEN OLD.state IN ('accepted', 'refused')
BEGIN
  SELECT raise(ABORT, 'a correction is settled once');
END;

-- Which version of an entry each member of staff saw, and the one seen before it.
CREATE TABLE looks (
  user_id TEXT NOT NULL,
  initiative_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  version_before INTEGER,
  at INTEGER NOT NULL,
  PRIMARY KEY(user_id, initiative_id)
) STRICT;

-- New addresses that holders of private links named for the mails about an entry. Emptied when they are confirmed.
CREATE TABLE address_changes (
  id TEXT PRIMARY KEY NOT NULL,
  initiative_id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  email TEXT CHECK (email IS NULL OR length(email) <= 254),
  language TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  done_at INTEGER
) STRICT;
CREATE INDEX address_changes_created ON address_changes (created_at);
