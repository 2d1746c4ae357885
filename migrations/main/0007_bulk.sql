-- Decisions made together: what was meant and, for each entry, the version that was seen and what became of it.
CREATE TABLE bulks (
  id TEXT PRIMARY KEY NOT NULL,
  user_id TEXT NOT NULL,
  wish TEXT NOT NULL CHECK (json_valid(wish)),
  at INTEGER NOT NULL,
  begun_at INTEGER
) STRICT;
CREATE INDEX bulks_previewed ON bulks (at) WHERE begun_at is null;

CREATE TABLE bulk_items (
  bulk_id TEXT NOT NULL,
  initiative_id TEXT NOT NULL,
  place INTEGER NOT NULL,
  version INTEGER NOT NULL,
  result TEXT,
  undo_result TEXT,
  PRIMARY KEY(bulk_id, initiative_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER bulk_items_settled_once BEFORE UPDATE ON bulk_items
WHEN OLD.result IS NOT NULL AND NEW.result IS NOT OLD.result
  OR OLD.undo_result IS NOT NULL AND NEW.undo_result IS NOT OLD.undo_result
BEGIN
  SELECT raise(ABORT, 'an item is settled once');
END;
