-- What is counted: facts without anything about anybody, written beside each decision (docs/tellingen.md).

-- The only link between a dossier and its facts: handles that follow from nothing. Both tables lose their
-- rows when the dossier is destroyed; the facts stay.
CREATE TABLE telhuishouden (
    dossier    TEXT PRIMARY KEY REFERENCES dossier (id),
    huishouden TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE telpersoon (
    dossier TEXT NOT NULL REFERENCES telhuishouden (dossier),
    persoon TEXT NOT NULL,
    handvat TEXT NOT NULL UNIQUE,
    PRIMARY KEY (dossier, persoon)
) STRICT;

-- One regeling for one person, or for the household (persoon ''), at one moment of handling.
CREATE TABLE telfeit (
    nr             INTEGER PRIMARY KEY AUTOINCREMENT,
    huishouden     TEXT NOT NULL,
    dag            TEXT NOT NULL,
    moment         TEXT NOT NULL CHECK (moment IN (
        'besluit', 'voorstel', 'aanvraag', 'intrekking', 'correctie'
    )),
    regeling       TEXT NOT NULL,
    naam           TEXT NOT NULL,
    persoon        TEXT NOT NULL,
    kind           INTEGER NOT NULL CHECK (kind IN (0, 1)),
    uitkomst       TEXT NOT NULL CHECK (uitkomst IN (
        'toegekend', 'afgewezen', 'aanvraag', 'onbekend', 'te_beslissen', 'bedrag_volgt', 'krijgt_al',
        'niet_gevraagd', 'via_anderen', 'landelijk', 'geen_recht'
    )),
    wijze          TEXT NOT NULL CHECK (wijze IN ('', 'ambtshalve', 'aanvraag', 'maatwerk')),
    cent           INTEGER NOT NULL CHECK (cent >= 0),
    personen       INTEGER NOT NULL,
    kinderen       INTEGER NOT NULL,
    plaats         TEXT NOT NULL,
    gebied         TEXT NOT NULL,
    huishoudtype   TEXT NOT NULL,
    taal           TEXT NOT NULL,
    leeftijd       TEXT NOT NULL,
    eerste_contact TEXT NOT NULL,
    vervangt       INTEGER REFERENCES telfeit (nr),
    pakket         TEXT NOT NULL
) STRICT;

CREATE INDEX telfeit_dag ON telfeit (dag);
CREATE INDEX telfeit_huishouden ON telfeit (huishouden, nr);

-- Why something was refused (the id of a condition), or which question stayed open.
CREATE TABLE telreden (
    feit  INTEGER NOT NULL REFERENCES telfeit (nr),
    soort TEXT NOT NULL CHECK (soort IN ('afwijzing', 'onbekend')),
    wat   TEXT NOT NULL,
    PRIMARY KEY (feit, soort, wat)
) STRICT, WITHOUT ROWID;

-- What happened to a household beside decisions.
CREATE TABLE telstap (
    nr         INTEGER PRIMARY KEY AUTOINCREMENT,
    huishouden TEXT NOT NULL,
    dag        TEXT NOT NULL,
    soort      TEXT NOT NULL,
    wat        TEXT NOT NULL
) STRICT;

CREATE INDEX telstap_dag ON telstap (dag);
CREATE INDEX telstap_huishouden ON telstap (huishouden, soort);

-- Dossiers of before, of which the facts are still to be made: the program does so when it next opens.
CREATE TABLE telachterstand (
    dossier TEXT PRIMARY KEY REFERENCES dossier (id)
) STRICT;

INSERT INTO telachterstand (dossier) SELECT id FROM dossier ORDER BY aangemaakt;

CREATE TRIGGER telfeit_niet_wijzigen BEFORE UPDATE ON telfeit
BEGIN
    SELECT RAISE(ABORT, 'telfeit: alleen toevoegen');
END;

CREATE TRIGGER telfeit_niet_verwijderen BEFORE DELETE ON telfeit
BEGIN
    SELECT RAISE(ABORT, 'telfeit: alleen toevoegen');
END;

CREATE TRIGGER telfeit_niet_vervangen BEFORE INSERT ON telfeit
WHEN EXISTS (SELECT 1 FROM telfeit WHERE nr = NEW.nr)
BEGIN
    SELECT RAISE(ABORT, 'telfeit: alleen toevoegen');
END;

CREATE TRIGGER telreden_niet_wijzigen BEFORE UPDATE ON telreden
BEGIN
    SELECT RAISE(ABORT, 'telreden: alleen toevoegen');
END;

CREATE TRIGGER telreden_niet_verwijderen BEFORE DELETE ON telreden
BEGIN
    SELECT RAISE(ABORT, 'telreden: alleen toevoegen');
END;

CREATE TRIGGER telreden_niet_vervangen BEFORE INSERT ON telreden
WHEN EXISTS (SELECT 1 FROM telreden WHERE feit = NEW.feit AND soort = NEW.soort AND wat = NEW.wat)
BEGIN
    SELECT RAISE(ABORT, 'telreden: alleen toevoegen');
END;

CREATE TRIGGER telstap_niet_wijzigen BEFORE UPDATE ON telstap
BEGIN
    SELECT RAISE(ABORT, 'telstap: alleen toevoegen');
END;

CREATE TRIGGER telstap_niet_verwijderen BEFORE DELETE ON telstap
BEGIN
    SELECT RAISE(ABORT, 'telstap: alleen toevoegen');
END;

CREATE TRIGGER telstap_niet_vervangen BEFORE INSERT ON telstap
WHEN EXISTS (SELECT 1 FROM telstap WHERE nr = NEW.nr)
BEGIN
    SELECT RAISE(ABORT, 'telstap: alleen toevoegen');
END;

-- A dossier that stays keeps its handles: with others its corrections would count as first decisions.

CREATE TRIGGER telhuishouden_niet_wijzigen BEFORE UPDATE ON telhuishouden
BEGIN
    SELECT RAISE(ABORT, 'telhuishouden: alleen toevoegen');
END;

CREATE TRIGGER telhuishouden_niet_verwijderen BEFORE DELETE ON telhuishouden
WHEN NOT EXISTS (SELECT 1 FROM te_vernietigen WHERE dossier = OLD.dossier AND deel = 'alles')
BEGIN
    SELECT RAISE(ABORT, 'telhuishouden: alleen toevoegen');
END;
