-- What waits at the desk, and why: one narrow row for each reason, so that the queue is read without the register.
CREATE TABLE waiting (
  initiative_id TEXT NOT NULL,
  queue TEXT NOT NULL CHECK (queue IN ('new', 'changed', 'answered', 'appealed', 'reported', 'second', 'asked')),
  open INTEGER NOT NULL CHECK (open IN (0, 1)),
  urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
  since INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  assignee TEXT,
  language TEXT NOT NULL,
  action_line_mask INTEGER NOT NULL,
  commissions TEXT NOT NULL CHECK (json_valid(commissions)),
  countries TEXT NOT NULL CHECK (json_valid(countries)),
  organizations TEXT NOT NULL CHECK (json_valid(organizations)),
  PRIMARY KEY(initiative_id, queue)
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_queue ON waiting (queue,urgent DESC,since,initiative_id);
CREATE INDEX waiting_open ON waiting (open,since,initiative_id);

-- How many wait, by what the desk counts. `line` is a position in the list of action lines, `day` a day since 1970.
CREATE TABLE waiting_counts (
  queue TEXT NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('all', 'assignee', 'language', 'line', 'day')),
  value ANY NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY(queue, part, value)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER waiting_added AFTER INSERT ON waiting
BEGIN
  INSERT INTO waiting_counts (queue, part, value, count)
  SELECT queues.value, parts.part, parts.value, 1
  FROM json_each(iif(NEW.open, json_array(NEW.queue, 'open'), json_array(NEW.queue))) AS queues, (
    SELECT 'all' AS part, '' AS value
    UNION ALL SELECT 'assignee', coalesce(NEW.assignee, '')
    UNION ALL SELECT 'language', NEW.language
    UNION ALL SELECT 'day', NEW.since / 86400000
    UNION ALL SELECT 'line', bits.value FROM json_each('[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23]') AS bits
      WHERE (NEW.action_line_mask >> bits.value) & 1
  ) AS parts
  WHERE true
  ON CONFLICT (queue, part, value) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER waiting_removed AFTER DELETE ON waiting
BEGIN
  UPDATE waiting_counts SET count = count - 1
  WHERE (queue, part, value) IN (
    SELECT queues.value, parts.part, parts.value
    FROM json_each(iif(OLD.open, json_array(OLD.queue, 'open'), json_array(OLD.queue))) AS queues, (
      SELECT 'all' AS part, '' AS value
      UNION ALL SELECT 'assignee', coalesce(OLD.assignee, '')
      UNION ALL SELECT 'language', OLD.language
      UNION ALL SELECT 'day', OLD.since / 86400000
      UNION ALL SELECT 'line', bits.value FROM json_each('[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23]') AS bits
        WHERE (OLD.action_line_mask >> bits.value) & 1
    ) AS parts
  );
END;

CREATE TRIGGER waiting_counts_empty AFTER UPDATE ON waiting_counts
WHEN NEW.count = 0
BEGIN
  DELETE FROM waiting_counts WHERE queue = NEW.queue AND part = NEW.part AND value = NEW.value;
END;

-- Rows are replaced, never changed, so that the counts follow from two triggers.
CREATE TRIGGER waiting_no_update BEFORE UPDATE ON waiting
BEGIN
  SELECT raise(ABORT, 'a row of waiting is replaced, never changed');
END;

-- Why each initiative waits at the desk; `waiting` holds the rows of this view. Reports join it with their own table.
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
) AS r ON r.id = i.id
JOIN revisions AS v ON v.initiative_id = i.id AND v.revision = i.revision;

CREATE TRIGGER initiatives_wait AFTER INSERT ON initiatives
WHEN NEW.queue IS NOT NULL OR NEW.state = 'changes-requested' OR NEW.proposal IS NOT NULL
BEGIN
  INSERT INTO waiting SELECT * FROM waiting_reasons WHERE initiative_id = NEW.id;
END;

CREATE TRIGGER initiatives_wait_otherwise AFTER UPDATE ON initiatives
WHEN NEW.queue IS NOT OLD.queue OR NEW.queued_at IS NOT OLD.queued_at OR NEW.state <> OLD.state
  OR NEW.proposal IS NOT OLD.proposal OR NEW.assignee IS NOT OLD.assignee OR NEW.language <> OLD.language
  OR NEW.action_line_mask <> OLD.action_line_mask OR NEW.revision <> OLD.revision
BEGIN
  DELETE FROM waiting WHERE initiative_id = NEW.id;
  INSERT INTO waiting SELECT * FROM waiting_reasons WHERE initiative_id = NEW.id;
END;

INSERT INTO waiting SELECT * FROM waiting_reasons;

-- Who has which entry open at the desk, and until when that holds unless it is renewed.
CREATE TABLE leases (
  initiative_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY(initiative_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX leases_until ON leases (until);
CREATE INDEX leases_user ON leases (user_id);
