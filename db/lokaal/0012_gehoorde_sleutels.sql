-- The key of another organisation as the server gives it. It counts (`organisatiesleutel`) when somebody compared its
-- number: who keeps the server could give one of his own (docs/samenwerken.md, "Keys").
CREATE TABLE gehoorde_sleutel (
    organisatie TEXT PRIMARY KEY,
    publiek     BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- With which version of the program was last tried to read what could not be.
ALTER TABLE eigen ADD COLUMN gelezen_met TEXT NOT NULL DEFAULT '';
