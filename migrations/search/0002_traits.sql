-- Cards of before are without; the rebuild that is due then fills them in.
ALTER TABLE cards ADD COLUMN traits TEXT CHECK (json_valid(traits));
CREATE INDEX cards_without_traits ON cards (n) WHERE traits IS NULL;
