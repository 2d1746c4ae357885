-- The keys of the organisations that a content names, so that one statement finds which of them are registered.
ALTER TABLE revisions ADD COLUMN organization_keys TEXT CHECK (json_valid(organization_keys));
