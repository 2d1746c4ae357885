-- What happened, with room for new kinds of events: the list of them is in the code, which writes them.
CREATE TABLE events_next (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  initiative_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  type TEXT NOT NULL CHECK (type GLOB 'initiative.[a-z]*'),
  actor_kind TEXT NOT NULL CHECK (actor_kind IN ('link', 'account', 'system')),
  actor_id TEXT,
  data TEXT NOT NULL CHECK (json_valid(data) AND instr(data, '@') = 0),
  at INTEGER NOT NULL
) STRICT;
INSERT INTO events_next SELECT id, initiative_id, version, type, actor_kind, actor_id, data, at FROM events;
DROP TABLE events;
ALTER TABLE events_next RENAME TO events;
CREATE UNIQUE INDEX events_initiative_version ON events (initiative_id,version);
CREATE TRIGGER events_no_update BEFORE UPDATE ON events
BEGIN
  SELECT raise(ABORT, 'the log is append-only');
END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events
BEGIN
  SELECT raise(ABORT, 'the log is append-only');
END;

-- The content of a deleted entry is emptied; nothing else about a revision ever changes.
DROP TRIGGER revisions_no_update;
CREATE TRIGGER revisions_no_update BEFORE UPDATE ON revisions
WHEN NEW.content IS NOT 'null' OR NEW.initiative_id IS NOT OLD.initiative_id OR NEW.revision IS NOT OLD.revision
  OR NEW.at IS NOT OLD.at
BEGIN
  SELECT raise(ABORT, 'revisions are append-only');
END;

CREATE TABLE initiatives_next (
  id TEXT PRIMARY KEY NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('unconfirmed', 'pending', 'changes-requested', 'appealed', 'published', 'declined',
    'closed', 'archived', 'withdrawn', 'hidden', 'merged', 'deleted')),
  version INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  revisions INTEGER NOT NULL,
  published_revision INTEGER,
  published_at INTEGER,
  public_at INTEGER,
  last_public_revision INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  queue TEXT CHECK (queue IN ('new', 'changed', 'answered', 'appealed')),
  queued_at INTEGER,
  assignee TEXT,
  deadline INTEGER,
  decision TEXT CHECK (json_valid(decision)),
  proposal TEXT CHECK (json_valid(proposal)),
  merged_into TEXT,
  organization_id TEXT,
  undo TEXT CHECK (json_valid(undo)),
  language TEXT NOT NULL,
  action_line_mask INTEGER NOT NULL,
  title TEXT NOT NULL,
  source_id TEXT,
  contact_id TEXT,
  CHECK (state NOT IN ('published', 'archived') OR published_revision IS NOT NULL),
  CHECK (state NOT IN ('withdrawn', 'hidden', 'merged', 'deleted') OR published_revision IS NULL),
  CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
  CHECK ((queue IS NOT NULL) = (state IN ('pending', 'appealed'))),
  CHECK ((queue IS NULL) = (queued_at IS NULL))
) STRICT;
INSERT INTO initiatives_next (
  id, state, version, revision, revisions, published_revision, published_at, public_at, last_public_revision,
  created_at, updated_at, queue, queued_at, decision, language, action_line_mask, title, source_id, contact_id
)
SELECT
  i.id, i.state, i.version, i.revision, i.revision, i.published_revision, i.published_at,
  CASE WHEN i.published_at IS NOT NULL THEN i.updated_at END,
  CASE WHEN i.published_at IS NOT NULL THEN coalesce(i.published_revision, i.revision) END,
  i.created_at, i.updated_at,
  CASE WHEN i.state = 'pending' THEN iif(
    EXISTS (SELECT 1 FROM events AS e WHERE e.initiative_id = i.id AND e.type = 'initiative.revised'), 'answered', 'new'
  ) END,
  CASE WHEN i.state = 'pending' THEN i.updated_at END,
  (
    SELECT json_object(
      'version', e.version,
      'action', CASE e.type WHEN 'initiative.approved' THEN 'approve' WHEN 'initiative.declined' THEN 'decline'
        ELSE 'request-changes' END,
      'by', e.actor_id, 'at', e.at,
      'revision', coalesce((
        SELECT max(CAST(e2.data ->> 'revision' AS INTEGER)) FROM events AS e2
        WHERE e2.initiative_id = i.id AND e2.version < e.version
      ), 1),
      'appealed', json('false'))
    FROM events AS e
    WHERE e.initiative_id = i.id
      AND e.type IN ('initiative.approved', 'initiative.changes-requested', 'initiative.declined')
    ORDER BY e.version DESC LIMIT 1
  ),
  i.language, i.action_line_mask, i.title, i.source_id, i.contact_id
FROM initiatives AS i;
DROP TABLE initiatives;
ALTER TABLE initiatives_next RENAME TO initiatives;
CREATE INDEX initiatives_queue ON initiatives (queue,queued_at,id) WHERE queue is not null;
CREATE INDEX initiatives_assignee ON initiatives (assignee,queued_at) WHERE queue is not null;
CREATE INDEX initiatives_deadline ON initiatives (deadline) WHERE deadline is not null;
CREATE INDEX initiatives_proposal ON initiatives (updated_at) WHERE proposal is not null;
CREATE INDEX initiatives_published ON initiatives (published_at,id) WHERE published_revision is not null;
CREATE INDEX initiatives_organization ON initiatives (organization_id) WHERE organization_id is not null;
CREATE INDEX initiatives_merged ON initiatives (merged_into) WHERE merged_into is not null;
CREATE UNIQUE INDEX initiatives_source ON initiatives (source_id) WHERE source_id is not null;
CREATE INDEX initiatives_contact ON initiatives (contact_id) WHERE contact_id is not null;

ALTER TABLE contacts ADD COLUMN user_id TEXT;
CREATE INDEX contacts_user ON contacts (user_id) WHERE user_id is not null;

CREATE TABLE grants (
  id TEXT PRIMARY KEY NOT NULL,
  user_id TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('reviewer', 'moderator', 'facilitator', 'focal-point', 'administrator')),
  scope TEXT NOT NULL CHECK (json_valid(scope)),
  granted_by TEXT,
  granted_at INTEGER NOT NULL,
  revoked_by TEXT,
  revoked_at INTEGER
) STRICT;
CREATE INDEX grants_user ON grants (user_id) WHERE revoked_at is null;
INSERT INTO grants (id, user_id, role, scope, granted_at)
SELECT 'first.' || id, id, role, '{"languages":[],"action_lines":[],"commissions":[],"countries":[]}', created_at
FROM users WHERE role <> 'submitter';
CREATE TRIGGER grants_only_revoked BEFORE UPDATE ON grants
WHEN OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL OR NEW.id IS NOT OLD.id OR NEW.user_id IS NOT OLD.user_id
  OR NEW.role IS NOT OLD.role OR NEW.scope IS NOT OLD.scope OR NEW.granted_by IS NOT OLD.granted_by
  OR NEW.granted_at IS NOT OLD.granted_at
BEGIN
  SELECT raise(ABORT, 'a grant is revoked once and otherwise never changed');
END;
CREATE TRIGGER grants_no_delete BEFORE DELETE ON grants
BEGIN
  SELECT raise(ABORT, 'grants are never deleted');
END;
ALTER TABLE users DROP COLUMN role;
ALTER TABLE users ADD COLUMN staff_power_until INTEGER;

CREATE TABLE account_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  user_id TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type GLOB '[a-z]*.[a-z]*'),
  actor_id TEXT,
  data TEXT NOT NULL CHECK (json_valid(data) AND instr(data, '@') = 0),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX account_events_user ON account_events (user_id,id);
CREATE TRIGGER account_events_no_update BEFORE UPDATE ON account_events
BEGIN
  SELECT raise(ABORT, 'the log is append-only');
END;
CREATE TRIGGER account_events_no_delete BEFORE DELETE ON account_events
BEGIN
  SELECT raise(ABORT, 'the log is append-only');
END;

CREATE TABLE organizations (
  id TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL,
  type TEXT,
  acronym TEXT NOT NULL,
  country TEXT,
  url TEXT,
  parent_id TEXT,
  merged_into TEXT,
  verified_at INTEGER,
  verified_by TEXT CHECK (verified_by IN ('mail', 'dns')),
  verified_domain TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK ((verified_at IS NULL) = (verified_by IS NULL) AND (verified_at IS NULL) = (verified_domain IS NULL))
) STRICT;
CREATE INDEX organizations_parent ON organizations (parent_id) WHERE parent_id is not null;
CREATE INDEX organizations_merged ON organizations (merged_into) WHERE merged_into is not null;

CREATE TABLE organization_names (
  organization_id TEXT NOT NULL,
  language TEXT NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 500),
  key TEXT NOT NULL,
  PRIMARY KEY(organization_id, language, key)
) STRICT;
CREATE INDEX organization_names_key ON organization_names (key);
CREATE TRIGGER organization_names_one_body BEFORE INSERT ON organization_names
WHEN EXISTS (SELECT 1 FROM organization_names WHERE key = NEW.key AND organization_id <> NEW.organization_id)
BEGIN
  SELECT raise(ABORT, 'the name belongs to another organisation');
END;

CREATE TABLE organization_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  organization_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  type TEXT NOT NULL CHECK (type GLOB 'organization.[a-z]*'),
  actor_id TEXT,
  data TEXT NOT NULL CHECK (json_valid(data) AND instr(data, '@') = 0),
  at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX organization_events_version ON organization_events (organization_id,version);
CREATE TRIGGER organization_events_no_update BEFORE UPDATE ON organization_events
BEGIN
  SELECT raise(ABORT, 'the log is append-only');
END;
CREATE TRIGGER organization_events_no_delete BEFORE DELETE ON organization_events
BEGIN
  SELECT raise(ABORT, 'the log is append-only');
END;

CREATE TABLE organization_members (
  organization_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
  at INTEGER NOT NULL,
  PRIMARY KEY(organization_id, user_id)
) STRICT;
CREATE INDEX organization_members_user ON organization_members (user_id);
