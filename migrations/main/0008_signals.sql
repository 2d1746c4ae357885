-- What anybody reports about a public entry. The address of who reported it is in `contacts`.
CREATE TABLE reports (
  id TEXT PRIMARY KEY NOT NULL,
  initiative_id TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 60),
  body TEXT NOT NULL CHECK (length(body) <= 20000),
  contact_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('unconfirmed', 'open', 'settled')),
  created_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  settled_at INTEGER,
  settled_by TEXT,
  outcome TEXT CHECK (outcome IN ('acted', 'kept')),
  answer TEXT NOT NULL DEFAULT '' CHECK (length(answer) <= 20000),
  CHECK ((state = 'unconfirmed') = (confirmed_at IS NULL)),
  CHECK ((state = 'settled') = (settled_at IS NOT NULL)),
  CHECK ((state = 'settled') = (outcome IS NOT NULL))
) STRICT;
CREATE INDEX reports_open ON reports (initiative_id,confirmed_at,id) WHERE state = 'open';
CREATE INDEX reports_unconfirmed ON reports (created_at) WHERE state = 'unconfirmed';
CREATE INDEX reports_contact ON reports (contact_id);
CREATE TRIGGER reports_settled_once BEFORE UPDATE ON reports
WHEN OLD.state = 'settled'
BEGIN
  SELECT raise(ABORT, 'a report is settled once');
END;

-- Reports of an entry make it wait, from the first one; those of three addresses put it before the others.
DROP VIEW waiting_reasons;
CREATE VIEW waiting_reasons AS
SELECT
  i.id AS initiative_id, r.queue, r.open, r.urgent, r.since, i.created_at, i.assignee, i.language, i.action_line_mask,
  coalesce(json_extract(v.content, '$.commissions'), '[]') AS commissions,
  coalesce(json_extract(v.content, '$.countries'), '[]') AS countries,
  coalesce((SELECT json_group_array(o.value ->> 'name') FROM json_each(v.content, '$.organizations') AS o), '[]')
    AS organizations
FROM initiatives AS i
JOIN (
  SELECT id, queue, 1 AS open, 0 AS urgent, queued_at AS since FROM initiatives WHERE queue IS NOT NULL
  UNION ALL
  SELECT id, 'asked', 0, 0, updated_at FROM initiatives WHERE state = 'changes-requested'
  UNION ALL
  SELECT p.id, 'second', 0, 0, coalesce((
    SELECT e.at FROM events AS e WHERE e.initiative_id = p.id AND e.version = json_extract(p.proposal, '$.version')
  ), p.updated_at) FROM initiatives AS p WHERE p.proposal IS NOT NULL
  UNION ALL
  SELECT s.initiative_id, 'reported', 0, (
    SELECT count(DISTINCT coalesce(c.email, o.contact_id)) FROM reports AS o LEFT JOIN contacts AS c ON c.id = o.contact_id
    WHERE o.initiative_id = s.initiative_id AND o.state = 'open'
  ) >= 3, s.confirmed_at FROM reports AS s
  WHERE s.state = 'open' AND s.id = (
    SELECT f.id FROM reports AS f WHERE f.initiative_id = s.initiative_id AND f.state = 'open'
    ORDER BY f.confirmed_at, f.id LIMIT 1
  )
) AS r ON r.id = i.id
JOIN revisions AS v ON v.initiative_id = i.id AND v.revision = i.revision
WHERE i.state <> 'deleted' OR r.queue <> 'reported';

CREATE TRIGGER reports_wait AFTER UPDATE OF state ON reports
BEGIN
  DELETE FROM waiting WHERE initiative_id = NEW.initiative_id AND queue = 'reported';
  INSERT INTO waiting SELECT * FROM waiting_reasons WHERE initiative_id = NEW.initiative_id AND queue = 'reported';
END;

-- Entries that may be one initiative: what was found once, and what a person said of it. The lower id comes first.
CREATE TABLE duplicate_pairs (
  low_id TEXT NOT NULL,
  high_id TEXT NOT NULL,
  signs TEXT NOT NULL CHECK (json_valid(signs)),
  likeness INTEGER NOT NULL CHECK (likeness BETWEEN 0 AND 100),
  found_at INTEGER NOT NULL,
  dismissed_at INTEGER,
  dismissed_by TEXT,
  PRIMARY KEY(low_id, high_id),
  CHECK (low_id < high_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX duplicate_pairs_open ON duplicate_pairs (likeness DESC,found_at,low_id,high_id) WHERE dismissed_at IS NULL;
CREATE INDEX duplicate_pairs_high ON duplicate_pairs (high_id);

-- What was said of a pair is said of what its entries are merged into.
CREATE TRIGGER duplicate_pairs_follow AFTER UPDATE OF merged_into ON initiatives
WHEN NEW.merged_into IS NOT NULL AND OLD.merged_into IS NOT NEW.merged_into
BEGIN
  INSERT INTO duplicate_pairs (low_id, high_id, signs, likeness, found_at, dismissed_at, dismissed_by)
  SELECT min(other, NEW.merged_into), max(other, NEW.merged_into), signs, likeness, found_at, dismissed_at, dismissed_by
  FROM (
    SELECT high_id AS other, signs, likeness, found_at, dismissed_at, dismissed_by FROM duplicate_pairs WHERE low_id = NEW.id
    UNION ALL
    SELECT low_id, signs, likeness, found_at, dismissed_at, dismissed_by FROM duplicate_pairs WHERE high_id = NEW.id
  )
  WHERE other <> NEW.merged_into
  ON CONFLICT (low_id, high_id) DO UPDATE SET
    dismissed_at = coalesce(dismissed_at, excluded.dismissed_at), dismissed_by = coalesce(dismissed_by, excluded.dismissed_by);
END;

-- What a program found in a revision before somebody looked. A row that is not done is owed.
CREATE TABLE checks (
  initiative_id TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  owed_at INTEGER NOT NULL,
  claimed_until INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  done_at INTEGER,
  findings TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(findings)),
  PRIMARY KEY(initiative_id, revision)
) STRICT, WITHOUT ROWID;
CREATE INDEX checks_owed ON checks (claimed_until,owed_at) WHERE done_at IS NULL;

-- Where the round through the links of all published entries has come to.
CREATE TABLE link_rounds (
  id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  begun_at INTEGER NOT NULL,
  after_id TEXT NOT NULL,
  ended INTEGER NOT NULL CHECK (ended IN (0, 1))
) STRICT;
INSERT INTO link_rounds (id, begun_at, after_id, ended) VALUES (1, 0, '', 1);

-- Digests of addresses on the web and of pieces of text, by which entries that share them are found.
CREATE TABLE prints (
  print TEXT NOT NULL,
  initiative_id TEXT NOT NULL,
  PRIMARY KEY(print, initiative_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX prints_initiative ON prints (initiative_id);

-- Decisions of some months, without reading the whole log.
CREATE INDEX events_decided ON events (at) WHERE type IN (
  'initiative.approved', 'initiative.changes-requested', 'initiative.declined', 'initiative.appeal-granted',
  'initiative.appeal-rejected'
);

-- How long decisions took, as last computed.
CREATE TABLE review_times (
  id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  at INTEGER NOT NULL,
  figures TEXT NOT NULL CHECK (json_valid(figures))
) STRICT;

-- Members of staff who want to be told by mail what waits. Nobody else is.
CREATE TABLE digest_choices (
  user_id TEXT PRIMARY KEY NOT NULL,
  rhythm TEXT NOT NULL CHECK (rhythm IN ('daily', 'weekly')),
  last_day INTEGER NOT NULL
) STRICT;
CREATE INDEX digest_choices_due ON digest_choices (last_day);

-- Of a deleted entry nothing is kept that says what it held; its reports are over.
CREATE TRIGGER initiatives_deleted_signals AFTER UPDATE OF state ON initiatives
WHEN NEW.state = 'deleted' AND OLD.state <> 'deleted'
BEGIN
  DELETE FROM checks WHERE initiative_id = NEW.id;
  DELETE FROM prints WHERE initiative_id = NEW.id;
  DELETE FROM duplicate_pairs WHERE low_id = NEW.id OR high_id = NEW.id;
  UPDATE reports SET state = 'settled', settled_at = NEW.updated_at, outcome = 'acted'
  WHERE initiative_id = NEW.id AND state = 'open';
END;
