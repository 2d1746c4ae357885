-- Addresses of submitters are forgotten some time after their last use.
ALTER TABLE contacts ADD COLUMN last_used_at INTEGER;
ALTER TABLE contacts ADD COLUMN expiry_warned_at INTEGER;
CREATE INDEX contacts_last_used ON contacts (coalesce(last_used_at, created_at)) WHERE email is not null;

-- Whoever confirmed an address has an account, and what was submitted with it belongs to that account.
INSERT INTO users (id, name, email, email_verified, language, created_at, updated_at)
SELECT lower(hex(randomblob(16))), '', email, 1, min(language), min(confirmed_at), min(confirmed_at)
FROM contacts WHERE email IS NOT NULL AND confirmed_at IS NOT NULL GROUP BY email
ON CONFLICT (email) DO NOTHING;
UPDATE contacts SET user_id = (SELECT id FROM users WHERE users.email = contacts.email)
WHERE email IS NOT NULL AND confirmed_at IS NOT NULL;

CREATE INDEX sessions_expires ON sessions (expires_at);
CREATE INDEX sessions_created ON sessions (created_at);
CREATE INDEX verifications_expires ON verifications (expires_at);

CREATE TABLE passkeys (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) BETWEEN 1 AND 1400),
  user_id TEXT NOT NULL,
  public_key TEXT NOT NULL,
  counter INTEGER NOT NULL CHECK (counter >= 0),
  transports TEXT NOT NULL CHECK (json_valid(transports)),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 500),
  backed_up INTEGER NOT NULL CHECK (backed_up IN (0, 1)),
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT;
CREATE INDEX passkeys_user ON passkeys (user_id);

CREATE TABLE passkey_challenges (
  challenge TEXT PRIMARY KEY NOT NULL,
  user_id TEXT,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX passkey_challenges_expires ON passkey_challenges (expires_at);

-- Two tabs grant a role once.
CREATE UNIQUE INDEX grants_once ON grants (user_id, role, scope) WHERE revoked_at is null;
CREATE INDEX grants_role ON grants (role) WHERE revoked_at is null;
CREATE TRIGGER grants_last_administrator BEFORE UPDATE OF revoked_at ON grants
WHEN OLD.role = 'administrator' AND OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM grants WHERE role = 'administrator' AND revoked_at IS NULL AND id <> OLD.id)
BEGIN
  SELECT raise(ABORT, 'the last administrator stays');
END;

-- What an account did at the desk is found by its id.
CREATE INDEX events_actor ON events (actor_id) WHERE actor_kind = 'account';
