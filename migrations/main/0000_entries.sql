CREATE TABLE contacts (
  id TEXT PRIMARY KEY NOT NULL,
  email TEXT CHECK (email IS NULL OR length(email) <= 254),
  language TEXT NOT NULL,
  confirmed_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX contacts_email ON contacts (email) WHERE email is not null;

CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  initiative_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  type TEXT NOT NULL CHECK (type IN (
    'initiative.submitted',
    'initiative.imported',
    'initiative.confirmed',
    'initiative.revised',
    'initiative.approved',
    'initiative.changes-requested',
    'initiative.declined',
    'initiative.withdrawn'
  )),
  actor_kind TEXT NOT NULL CHECK (actor_kind IN ('link', 'account', 'system')),
  actor_id TEXT,
  data TEXT NOT NULL CHECK (json_valid(data) AND instr(data, '@') = 0),
  at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX events_initiative_version ON events (initiative_id,version);

CREATE TABLE idempotency_keys (
  key TEXT PRIMARY KEY NOT NULL,
  request_digest TEXT NOT NULL,
  initiative_id TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX idempotency_keys_at ON idempotency_keys (at);

CREATE TABLE initiatives (
  id TEXT PRIMARY KEY NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('unconfirmed', 'pending', 'changes-requested', 'published', 'declined', 'withdrawn')),
  version INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  published_revision INTEGER,
  published_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  language TEXT NOT NULL,
  action_line_mask INTEGER NOT NULL,
  title TEXT NOT NULL,
  source_id TEXT,
  contact_id TEXT,
  CHECK (state <> 'published' OR published_revision IS NOT NULL),
  CHECK (state <> 'withdrawn' OR published_revision IS NULL)
) STRICT;

CREATE INDEX initiatives_queue ON initiatives (state,created_at,id);

CREATE INDEX initiatives_published ON initiatives (published_at,id) WHERE published_revision is not null;

CREATE UNIQUE INDEX initiatives_source ON initiatives (source_id) WHERE source_id is not null;

CREATE INDEX initiatives_contact ON initiatives (contact_id) WHERE contact_id is not null;

CREATE TABLE messages (
  id TEXT PRIMARY KEY NOT NULL,
  initiative_id TEXT NOT NULL,
  body TEXT NOT NULL CHECK (length(body) <= 20000),
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX messages_initiative ON messages (initiative_id,at);

CREATE TABLE outbox (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  claimed_until INTEGER DEFAULT 0 NOT NULL,
  attempts INTEGER DEFAULT 0 NOT NULL,
  done_at INTEGER,
  last_error TEXT
) STRICT;

CREATE INDEX outbox_due ON outbox (due_at,id) WHERE done_at is null;

CREATE INDEX outbox_done ON outbox (done_at) WHERE done_at is not null;

CREATE TABLE revisions (
  initiative_id TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  content TEXT NOT NULL CHECK (json_valid(content) AND length(content) <= 100000),
  at INTEGER NOT NULL,
  PRIMARY KEY(initiative_id, revision)
) STRICT;

CREATE TABLE sessions (
  id TEXT PRIMARY KEY NOT NULL,
  token TEXT NOT NULL,
  user_id TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  ip_address TEXT,
  user_agent TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX sessions_token_unique ON sessions (token);

CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE user_accounts (
  id TEXT PRIMARY KEY NOT NULL,
  account_id TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  access_token TEXT,
  refresh_token TEXT,
  id_token TEXT,
  access_token_expires_at INTEGER,
  refresh_token_expires_at INTEGER,
  scope TEXT,
  password TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX user_accounts_user ON user_accounts (user_id);

CREATE TABLE users (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_verified INTEGER DEFAULT 0 NOT NULL CHECK (email_verified IN (0, 1)),
  image TEXT,
  role TEXT DEFAULT 'submitter' NOT NULL CHECK (role IN ('submitter', 'moderator', 'administrator')),
  language TEXT DEFAULT 'en' NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX users_email_unique ON users (email);

CREATE TABLE verifications (
  id TEXT PRIMARY KEY NOT NULL,
  identifier TEXT NOT NULL,
  value TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  created_at INTEGER,
  updated_at INTEGER
) STRICT;

CREATE INDEX verifications_identifier ON verifications (identifier);

CREATE TRIGGER events_no_update BEFORE UPDATE ON events
BEGIN
  SELECT raise(ABORT, 'the log is append-only');
END;

CREATE TRIGGER events_no_delete BEFORE DELETE ON events
BEGIN
  SELECT raise(ABORT, 'the log is append-only');
END;

CREATE TRIGGER revisions_no_update BEFORE UPDATE ON revisions
BEGIN
  SELECT raise(ABORT, 'revisions are append-only');
END;

CREATE TRIGGER revisions_no_delete BEFORE DELETE ON revisions
BEGIN
  SELECT raise(ABORT, 'revisions are append-only');
END;
