-- Working together by files (docs/samenwerken.md).

-- What each other workplace had, as it said in the last file of it that was read here.
CREATE TABLE overdracht (
    apparaat TEXT PRIMARY KEY,
    gemaakt  TEXT NOT NULL,
    heeft    TEXT NOT NULL CHECK (json_valid(heeft))
) STRICT, WITHOUT ROWID;

-- This workplace asked to be let in, and works alone until it is.
CREATE TABLE aanmelding (
    een         INTEGER PRIMARY KEY CHECK (een = 1),
    apparaat    TEXT NOT NULL,
    naam        TEXT NOT NULL,
    organisatie TEXT NOT NULL CHECK (organisatie IN ('gemeente', 'met')),
    prive       BLOB NOT NULL
) STRICT;
