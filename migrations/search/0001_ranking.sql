-- The index is derived: it is made anew, and the first rebuild after this fills it.
DROP TABLE entry_words;
DROP TABLE entry_text;
DROP TABLE facets;
DROP TABLE cards;
DROP TABLE entry_organizations;
DROP TABLE organizations;
DROP TABLE snapshots;
DROP TABLE catalogue;

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
  title_key TEXT NOT NULL,
  title_words INTEGER NOT NULL,
  completeness INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX facets_id ON facets (id);
CREATE INDEX facets_newest ON facets (published_at, n);
CREATE INDEX facets_title ON facets (title_key, n);
CREATE INDEX facets_changed ON facets (changed);

CREATE TABLE removed (
  n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL,
  changed INTEGER NOT NULL
) STRICT;
CREATE INDEX removed_changed ON removed (changed);

CREATE TABLE cards (
  n INTEGER PRIMARY KEY NOT NULL,
  card TEXT NOT NULL CHECK (json_valid(card))
) STRICT;

CREATE TABLE names (
  key TEXT NOT NULL,
  n INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  PRIMARY KEY (key, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX names_n ON names (n);

CREATE TABLE words (
  word TEXT PRIMARY KEY NOT NULL,
  entries INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX words_entries ON words (entries);

CREATE TABLE organizations (
  n INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  acronym TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX organizations_id ON organizations (id);

CREATE TABLE entry_organizations (
  organization_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (organization_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_organizations_n ON entry_organizations (n);

CREATE VIRTUAL TABLE entry_text USING fts5(
  title, organizations, summary, title_stems, stems, title_concepts, concepts, tags,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0",
  prefix = '2 3'
);

CREATE VIRTUAL TABLE organization_text USING fts5(
  name,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0",
  prefix = '1 2 3'
);

CREATE TABLE catalogue (
  id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  version INTEGER NOT NULL,
  generation TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
-- Versions go on above those of any older index, so that nobody takes this one for it.
INSERT INTO catalogue (id, version, generation, changed_at)
VALUES (1, CAST(strftime('%s', 'now') AS INTEGER), 'first', 0);

CREATE TABLE rebuilds (
  generation TEXT PRIMARY KEY NOT NULL,
  since INTEGER NOT NULL,
  cursor TEXT NOT NULL CHECK (json_valid(cursor)),
  entries INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  claimed_until INTEGER NOT NULL
) STRICT;

CREATE TABLE checks (
  started_at INTEGER PRIMARY KEY NOT NULL,
  entries INTEGER NOT NULL,
  repaired INTEGER NOT NULL,
  digest TEXT NOT NULL
) STRICT;
