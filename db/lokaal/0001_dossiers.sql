-- Dossiers, their events and their printed documents.

CREATE TABLE dossier (
    id            TEXT PRIMARY KEY,
    kenmerk       TEXT NOT NULL UNIQUE,
    aangemaakt    TEXT NOT NULL,
    gewijzigd     TEXT NOT NULL,
    status        TEXT NOT NULL CHECK (status IN ('intake', 'besloten', 'afgesloten')),
    naam          TEXT NOT NULL,
    geboortedatum TEXT,
    pakket        TEXT NOT NULL,
    document      TEXT NOT NULL CHECK (json_valid(document))
) STRICT;

CREATE INDEX dossier_gewijzigd ON dossier (gewijzigd);

-- The last case number given out in each calendar year.
CREATE TABLE teller (
    jaar    INTEGER PRIMARY KEY,
    laatste INTEGER NOT NULL
) STRICT;

-- Everything that happened, in the order of `nr`: a clock can be set back, this number cannot.
CREATE TABLE gebeurtenis (
    nr       INTEGER PRIMARY KEY AUTOINCREMENT,
    id       TEXT NOT NULL UNIQUE,
    dossier  TEXT NOT NULL REFERENCES dossier (id),
    tijdstip TEXT NOT NULL,
    soort    TEXT NOT NULL,
    inhoud   TEXT NOT NULL CHECK (json_valid(inhoud))
) STRICT;

CREATE INDEX gebeurtenis_dossier ON gebeurtenis (dossier, nr);

CREATE TABLE stuk (
    nr           INTEGER PRIMARY KEY AUTOINCREMENT,
    id           TEXT NOT NULL UNIQUE,
    dossier      TEXT NOT NULL REFERENCES dossier (id),
    kenmerk      TEXT NOT NULL UNIQUE,
    soort        TEXT NOT NULL,
    datum        TEXT NOT NULL,
    vastgelegd   TEXT NOT NULL,
    bestandsnaam TEXT NOT NULL,
    uitkomst     TEXT NOT NULL CHECK (json_valid(uitkomst)),
    pdf          BLOB NOT NULL
) STRICT;

CREATE INDEX stuk_dossier ON stuk (dossier, nr);

-- An event or a printed document is added once and then stays as it is. The BEFORE INSERT triggers
-- are there because INSERT OR REPLACE removes a row without asking the DELETE trigger.

CREATE TRIGGER gebeurtenis_niet_wijzigen BEFORE UPDATE ON gebeurtenis
BEGIN
    SELECT RAISE(ABORT, 'gebeurtenis: alleen toevoegen');
END;

CREATE TRIGGER gebeurtenis_niet_verwijderen BEFORE DELETE ON gebeurtenis
BEGIN
    SELECT RAISE(ABORT, 'gebeurtenis: alleen toevoegen');
END;

CREATE TRIGGER gebeurtenis_niet_vervangen BEFORE INSERT ON gebeurtenis
WHEN EXISTS (SELECT 1 FROM gebeurtenis WHERE id = NEW.id OR nr = NEW.nr)
BEGIN
    SELECT RAISE(ABORT, 'gebeurtenis: alleen toevoegen');
END;

CREATE TRIGGER stuk_niet_wijzigen BEFORE UPDATE ON stuk
BEGIN
    SELECT RAISE(ABORT, 'stuk: alleen toevoegen');
END;

CREATE TRIGGER stuk_niet_verwijderen BEFORE DELETE ON stuk
BEGIN
    SELECT RAISE(ABORT, 'stuk: alleen toevoegen');
END;

CREATE TRIGGER stuk_niet_vervangen BEFORE INSERT ON stuk
WHEN EXISTS (SELECT 1 FROM stuk WHERE id = NEW.id OR nr = NEW.nr OR kenmerk = NEW.kenmerk)
BEGIN
    SELECT RAISE(ABORT, 'stuk: alleen toevoegen');
END;

-- What is searched: every person of every dossier, kept beside the document in one transaction.

CREATE TABLE persoon (
    nr            INTEGER PRIMARY KEY,
    dossier       TEXT NOT NULL REFERENCES dossier (id),
    naam          TEXT NOT NULL,
    geboortedatum TEXT,
    bsn           TEXT
) STRICT;

CREATE INDEX persoon_dossier ON persoon (dossier, nr);
CREATE INDEX persoon_bsn ON persoon (bsn);
CREATE INDEX persoon_geboortedatum ON persoon (geboortedatum);

CREATE VIRTUAL TABLE persoon_naam USING fts5 (
    naam,
    content = 'persoon',
    content_rowid = 'nr',
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '2 3'
);

CREATE TRIGGER persoon_erbij AFTER INSERT ON persoon
BEGIN
    INSERT INTO persoon_naam (rowid, naam) VALUES (NEW.nr, NEW.naam);
END;

CREATE TRIGGER persoon_eraf AFTER DELETE ON persoon
BEGIN
    INSERT INTO persoon_naam (persoon_naam, rowid, naam) VALUES ('delete', OLD.nr, OLD.naam);
END;

CREATE TRIGGER persoon_anders AFTER UPDATE ON persoon
BEGIN
    INSERT INTO persoon_naam (persoon_naam, rowid, naam) VALUES ('delete', OLD.nr, OLD.naam);
    INSERT INTO persoon_naam (rowid, naam) VALUES (NEW.nr, NEW.naam);
END;
