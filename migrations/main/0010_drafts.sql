-- Entries that are not sent yet, apart from the register: nobody but their members knows of them.
CREATE TABLE drafts (
  id TEXT PRIMARY KEY NOT NULL,
  owner_id TEXT NOT NULL,
  language TEXT NOT NULL CHECK (length(language) = 2),
  stage TEXT NOT NULL CHECK (length(stage) BETWEEN 1 AND 30),
  answers TEXT NOT NULL CHECK (json_valid(answers) AND length(answers) <= 200000),
  marks TEXT NOT NULL CHECK (json_valid(marks)),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  updated_by TEXT NOT NULL,
  initiative_id TEXT,
  sent_at INTEGER,
  sent_by TEXT,
  CHECK ((initiative_id IS NULL) = (sent_at IS NULL))
) STRICT;
CREATE INDEX drafts_owner ON drafts (owner_id);
CREATE INDEX drafts_sent ON drafts (sent_at) WHERE sent_at IS NOT NULL;

-- Who works on a draft, its owner among them, and which stage each has open.
CREATE TABLE draft_members (
  draft_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  joined_at INTEGER NOT NULL,
  stage TEXT CHECK (length(stage) BETWEEN 1 AND 30),
  seen_at INTEGER,
  PRIMARY KEY(draft_id, user_id),
  CHECK ((stage IS NULL) = (seen_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_members_user ON draft_members (user_id);

-- Links by which others join. Only a digest of what makes the link secret is kept.
CREATE TABLE draft_invitations (
  digest TEXT PRIMARY KEY NOT NULL,
  draft_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_invitations_draft ON draft_invitations (draft_id);
CREATE INDEX draft_invitations_expires ON draft_invitations (expires_at);

-- Answers that were not taken because others had changed the same, and those that were replaced by choice.
CREATE TABLE draft_copies (
  draft_id TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  answers TEXT NOT NULL CHECK (json_valid(answers) AND length(answers) <= 200000),
  base INTEGER NOT NULL CHECK (base >= 0),
  stage TEXT NOT NULL CHECK (length(stage) BETWEEN 1 AND 30),
  saved_at INTEGER NOT NULL,
  saved_by TEXT NOT NULL,
  settled INTEGER NOT NULL CHECK (settled IN (0, 1)),
  PRIMARY KEY(draft_id, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER drafts_deleted AFTER DELETE ON drafts
BEGIN
  DELETE FROM draft_members WHERE draft_id = OLD.id;
  DELETE FROM draft_invitations WHERE draft_id = OLD.id;
  DELETE FROM draft_copies WHERE draft_id = OLD.id;
END;
