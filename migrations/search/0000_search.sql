CREATE TABLE cards (
  n INTEGER PRIMARY KEY NOT NULL,
  card TEXT NOT NULL CHECK (json_valid(card))
) STRICT;

CREATE TABLE catalogue (
  id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  version INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE entry_organizations (
  organization_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY(organization_id, n)
) STRICT;

CREATE INDEX entry_organizations_n ON entry_organizations (n);

CREATE TABLE facets (
  n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  action_lines INTEGER NOT NULL,
  sdgs INTEGER NOT NULL,
  stakeholder_type INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  regions INTEGER NOT NULL,
  commissions INTEGER NOT NULL,
  country_groups INTEGER NOT NULL,
  beneficiaries INTEGER NOT NULL,
  status INTEGER NOT NULL,
  language TEXT NOT NULL,
  year INTEGER NOT NULL,
  countries TEXT NOT NULL,
  title_key TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX facets_id ON facets (id);

CREATE INDEX facets_newest ON facets (published_at,n);

CREATE INDEX facets_title ON facets (title_key,n);

CREATE TABLE organizations (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  acronym TEXT NOT NULL
) STRICT;

CREATE TABLE snapshots (
  name TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL,
  value TEXT NOT NULL
) STRICT;

INSERT INTO catalogue (id, version, changed_at) VALUES (1, 0, 0);

CREATE VIRTUAL TABLE entry_text USING fts5(
  title, organizations, tags, summary, concepts,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0",
  prefix = '2 3'
);

CREATE VIRTUAL TABLE entry_words USING fts5vocab(entry_text, 'row');
