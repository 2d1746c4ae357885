CREATE TABLE mails (
  id TEXT PRIMARY KEY NOT NULL,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  sent_at INTEGER NOT NULL
) STRICT;

CREATE INDEX mails_sent_at ON mails (sent_at, id);
