-- What the gemeente and MET say about themselves, on top of a rule package: in the store, so that nobody
-- without an account changes where an objection goes, and every copy of the data has it.

-- `waarde` is JSON: a text or a whole number.
CREATE TABLE instelling (
    pakket  TEXT NOT NULL,
    sleutel TEXT NOT NULL,
    waarde  TEXT NOT NULL,
    PRIMARY KEY (pakket, sleutel)
) STRICT, WITHOUT ROWID;

-- A PNG as the prints take it.
CREATE TABLE logo (
    pakket      TEXT NOT NULL,
    organisatie TEXT NOT NULL CHECK (organisatie IN ('gemeente', 'met')),
    beeld       BLOB NOT NULL,
    PRIMARY KEY (pakket, organisatie)
) STRICT, WITHOUT ROWID;

-- An organisation of the social map, as JSON; one with an id of the package stands in its place.
CREATE TABLE kaartregel (
    pakket TEXT NOT NULL,
    id     TEXT NOT NULL,
    inhoud TEXT NOT NULL,
    PRIMARY KEY (pakket, id)
) STRICT, WITHOUT ROWID;
