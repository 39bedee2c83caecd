-- Whose signature counts for rule packages here, and which came in with two of them.

CREATE TABLE regelsleutel (
    publiek BLOB PRIMARY KEY CHECK (length(publiek) = 32),
    naam    TEXT NOT NULL,
    sinds   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- `som` is the SHA-256 of what was signed: a folder that holds something else does not count.
CREATE TABLE regeluitgave (
    id            TEXT NOT NULL,
    versie        TEXT NOT NULL,
    som           TEXT NOT NULL,
    geinstalleerd TEXT NOT NULL,
    PRIMARY KEY (id, versie)
) STRICT, WITHOUT ROWID;
