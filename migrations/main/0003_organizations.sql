-- Names learn the page they have by themselves and whether they are in use. Nothing wrote any before this.
DROP TABLE organization_names;
CREATE TABLE organization_names (
  organization_id TEXT NOT NULL,
  language TEXT NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 2000),
  key TEXT NOT NULL CHECK (key <> ''),
  page_id TEXT NOT NULL,
  current INTEGER NOT NULL CHECK (current IN (0, 1)),
  PRIMARY KEY(organization_id, language, key)
) STRICT;
CREATE INDEX organization_names_key ON organization_names (key);
CREATE INDEX organization_names_page ON organization_names (page_id);
CREATE UNIQUE INDEX organization_names_current ON organization_names (organization_id,language) WHERE current = 1;
CREATE TRIGGER organization_names_one_body BEFORE INSERT ON organization_names
WHEN EXISTS (SELECT 1 FROM organization_names WHERE key = NEW.key AND organization_id <> NEW.organization_id)
BEGIN
  SELECT raise(ABORT, 'the name belongs to another organisation');
END;

-- The words of all names, to find an organisation by what somebody types.
CREATE TABLE organization_words (
  word TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  PRIMARY KEY(word, organization_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX organization_words_organization ON organization_words (organization_id);

CREATE TABLE organization_invitations (
  id TEXT PRIMARY KEY NOT NULL,
  organization_id TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'viewer')),
  email TEXT,
  digest TEXT NOT NULL UNIQUE,
  invited_by TEXT NOT NULL,
  invited_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  used_by TEXT,
  revoked_at INTEGER,
  CHECK ((used_at IS NULL) = (used_by IS NULL)),
  CHECK (used_at IS NULL OR revoked_at IS NULL)
) STRICT;
CREATE INDEX organization_invitations_open ON organization_invitations (organization_id)
  WHERE used_at is null AND revoked_at is null;
CREATE INDEX organization_invitations_address ON organization_invitations (email) WHERE email is not null;
CREATE TRIGGER organization_invitations_once BEFORE UPDATE OF role, digest, used_at, revoked_at ON organization_invitations
WHEN OLD.used_at IS NOT NULL OR OLD.revoked_at IS NOT NULL
BEGIN
  SELECT raise(ABORT, 'an invitation is used or revoked once');
END;

-- The last link that was mailed to prove a domain. Only a digest of it is kept; a used one has no time left.
CREATE TABLE organization_proofs (
  organization_id TEXT PRIMARY KEY NOT NULL,
  domain TEXT NOT NULL,
  digest TEXT NOT NULL UNIQUE,
  expires_at INTEGER NOT NULL
) STRICT;

-- Who says that an entry is his organisation's (claim), or should become another's (offer).
CREATE TABLE ownership_claims (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('claim', 'offer')),
  initiative_id TEXT NOT NULL,
  organization_id TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  message TEXT NOT NULL CHECK (length(message) <= 20000),
  state TEXT NOT NULL CHECK (state IN ('open', 'due', 'granted', 'refused', 'withdrawn')),
  asked_at INTEGER NOT NULL,
  due_at INTEGER,
  objected_at INTEGER,
  objection TEXT CHECK (length(objection) <= 20000),
  decided_at INTEGER,
  decided_by TEXT,
  CHECK ((kind = 'claim') = (due_at IS NOT NULL)),
  CHECK ((objected_at IS NULL) = (objection IS NULL)),
  CHECK ((state IN ('open', 'due')) = (decided_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX ownership_claims_once ON ownership_claims (initiative_id,organization_id)
  WHERE state IN ('open', 'due');
CREATE INDEX ownership_claims_waiting ON ownership_claims (state,due_at) WHERE state IN ('open', 'due');
CREATE INDEX ownership_claims_organization ON ownership_claims (organization_id) WHERE state IN ('open', 'due');
CREATE INDEX ownership_claims_asked ON ownership_claims (asked_by);
CREATE TRIGGER ownership_claims_settled BEFORE UPDATE OF state, objected_at ON ownership_claims
WHEN OLD.state NOT IN ('open', 'due')
BEGIN
  SELECT raise(ABORT, 'the claim is settled');
END;
