-- Two entries merged into each other at the same moment would lead round in a circle for ever.
CREATE TRIGGER events_merge_into_public BEFORE INSERT ON events
WHEN NEW.type = 'initiative.merged' AND EXISTS (
  SELECT 1 FROM initiatives WHERE id = NEW.data ->> 'into' AND published_revision IS NULL
)
BEGIN
  SELECT raise(ABORT, 'the entry to merge into is not public');
END;

-- Of the entries on a page of the queue, those that a reviewer recommended something about.
CREATE INDEX events_recommended ON events (initiative_id, version) WHERE type = 'initiative.recommended';
