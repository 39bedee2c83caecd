-- Working together with other workplaces (docs/samenwerken.md). Without a row in `eigen` none of this does anything.

-- This workplace. `apparaat` is another one after a copy was put back: two may never count under one id.
CREATE TABLE eigen (
    een         INTEGER PRIMARY KEY CHECK (een = 1),
    apparaat    TEXT NOT NULL,
    nummer      INTEGER NOT NULL CHECK (nummer > 0),
    naam        TEXT NOT NULL,
    organisatie TEXT NOT NULL CHECK (organisatie IN ('gemeente', 'met')),
    prive       BLOB NOT NULL,
    nr          INTEGER NOT NULL DEFAULT 0,
    hash        TEXT NOT NULL,
    hlc         INTEGER NOT NULL DEFAULT 0,
    door        TEXT NOT NULL DEFAULT ''
) STRICT;

-- `prive` is there of the own organisation only.
CREATE TABLE organisatiesleutel (
    organisatie TEXT PRIMARY KEY CHECK (organisatie IN ('gemeente', 'met')),
    publiek     BLOB NOT NULL,
    prive       BLOB
) STRICT;

-- All workplaces that are known, this one too. `toegelaten` is 0 until a beheerder let it in.
CREATE TABLE werkplek (
    apparaat    TEXT PRIMARY KEY,
    nummer      INTEGER NOT NULL,
    naam        TEXT NOT NULL,
    organisatie TEXT NOT NULL,
    publiek     BLOB NOT NULL,
    toegelaten  INTEGER NOT NULL CHECK (toegelaten IN (0, 1)),
    actief      INTEGER NOT NULL DEFAULT 1 CHECK (actief IN (0, 1)),
    geteld_tot  TEXT NOT NULL DEFAULT ''
) STRICT;

-- The server that delingen go to and come from. The numbers are its own: until which it was read.
CREATE TABLE centrale (
    een          INTEGER PRIMARY KEY CHECK (een = 1),
    server       TEXT NOT NULL CHECK (json_valid(server)),
    generatie    TEXT NOT NULL DEFAULT '',
    gehaald      INTEGER NOT NULL DEFAULT 0,
    toestemming  INTEGER NOT NULL DEFAULT 0,
    beurt        INTEGER NOT NULL DEFAULT 0,
    vernietigd   INTEGER NOT NULL DEFAULT 0,
    laatst       TEXT
) STRICT;

-- What was told, by this workplace and by others. `stand`: 0 to do, 1 done, 2 cannot be read.
CREATE TABLE deling (
    volgnr      INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT NOT NULL UNIQUE,
    dossier     TEXT NOT NULL,
    apparaat    TEXT NOT NULL,
    nr          INTEGER NOT NULL,
    hlc         INTEGER NOT NULL,
    soort       TEXT NOT NULL CHECK (soort IN ('cellen', 'stuk', 'opgeschoond', 'vernietigd')),
    organisatie TEXT NOT NULL,
    zegels      TEXT NOT NULL CHECK (json_valid(zegels)),
    inhoud      BLOB NOT NULL,
    vorige      TEXT NOT NULL,
    hash        TEXT NOT NULL,
    bij_centrale INTEGER NOT NULL DEFAULT 0 CHECK (bij_centrale IN (0, 1)),
    stand       INTEGER NOT NULL CHECK (stand IN (0, 1, 2)),
    UNIQUE (apparaat, nr)
) STRICT;

CREATE INDEX deling_te_sturen ON deling (volgnr) WHERE NOT bij_centrale;
CREATE INDEX deling_te_doen ON deling (dossier, hlc) WHERE stand = 0;
CREATE INDEX deling_dossier ON deling (dossier);
-- What waits is asked every minute, and the contents are large.
CREATE INDEX deling_onleesbaar ON deling (stand) WHERE stand = 2;

-- Until where the chain of each workplace was followed.
CREATE TABLE keten (
    apparaat TEXT PRIMARY KEY,
    nr       INTEGER NOT NULL,
    hash     TEXT NOT NULL
) STRICT;

-- Dossiers that were destroyed: what comes late of them is not kept.
CREATE TABLE weg (
    dossier      TEXT PRIMARY KEY,
    bij_centrale INTEGER NOT NULL DEFAULT 0 CHECK (bij_centrale IN (0, 1))
) STRICT, WITHOUT ROWID;

-- Dossiers of which the server has to empty what others told until `tot`, a number of its own, and what was told
-- here until `eigen_tot`.
CREATE TABLE te_legen (
    dossier   TEXT PRIMARY KEY,
    tot       INTEGER NOT NULL,
    eigen_tot INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What each version of a cell says. One that was replaced keeps its name alone; `waarde` is NULL for
-- absent too, which `er` tells apart. `voor` are the organisations that were told.
CREATE TABLE celversie (
    dossier   TEXT NOT NULL,
    pad       TEXT NOT NULL,
    versie    TEXT NOT NULL,
    er        INTEGER NOT NULL CHECK (er IN (0, 1)),
    waarde    TEXT,
    basis     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(basis)),
    door      TEXT NOT NULL DEFAULT '',
    tijdstip  TEXT NOT NULL DEFAULT '',
    voor      TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(voor)),
    vervangen INTEGER NOT NULL CHECK (vervangen IN (0, 1)),
    PRIMARY KEY (dossier, pad, versie)
) STRICT, WITHOUT ROWID;

-- Dossiers that changed since they were last told of.
CREATE TABLE te_delen (
    dossier  TEXT PRIMARY KEY,
    hlc      INTEGER NOT NULL,
    door     TEXT NOT NULL,
    tijdstip TEXT NOT NULL
) STRICT;

-- The last word on the consent of a dossier that is known here, and whether the gemeente decided on it; by these
-- the server keeps out who may not see. It goes there when this workplace has to tell it.
CREATE TABLE toestemming (
    dossier      TEXT PRIMARY KEY,
    mag          INTEGER NOT NULL CHECK (mag IN (0, 1)),
    beslist      INTEGER NOT NULL CHECK (beslist IN (0, 1)),
    hlc          INTEGER NOT NULL,
    bij_centrale INTEGER NOT NULL DEFAULT 0 CHECK (bij_centrale IN (0, 1))
) STRICT;

-- The prints that were told of, and whom.
CREATE TABLE stuk_gedeeld (
    stuk    TEXT PRIMARY KEY,
    dossier TEXT NOT NULL,
    voor    TEXT NOT NULL CHECK (json_valid(voor))
) STRICT, WITHOUT ROWID;

CREATE INDEX stuk_gedeeld_dossier ON stuk_gedeeld (dossier);

-- Who has the turn to decide; without `apparaat` nobody: it waits to be taken.
CREATE TABLE beurt (
    dossier  TEXT NOT NULL,
    ronde    INTEGER NOT NULL,
    apparaat TEXT,
    bij_centrale INTEGER NOT NULL DEFAULT 0 CHECK (bij_centrale IN (0, 1)),
    PRIMARY KEY (dossier, ronde)
) STRICT, WITHOUT ROWID;

CREATE TABLE beurtvraag (
    dossier  TEXT NOT NULL,
    apparaat TEXT NOT NULL,
    PRIMARY KEY (dossier, apparaat)
) STRICT, WITHOUT ROWID;

-- What other workplaces of the own organisation counted, as it came from the server; each under its own number.
CREATE TABLE telfeit_elders (
    apparaat       TEXT NOT NULL,
    nr             INTEGER NOT NULL,
    huishouden     TEXT NOT NULL,
    dag            TEXT NOT NULL,
    moment         TEXT NOT NULL,
    regeling       TEXT NOT NULL,
    naam           TEXT NOT NULL,
    persoon        TEXT NOT NULL,
    kind           INTEGER NOT NULL,
    uitkomst       TEXT NOT NULL,
    wijze          TEXT NOT NULL,
    cent           INTEGER NOT NULL,
    personen       INTEGER NOT NULL,
    kinderen       INTEGER NOT NULL,
    plaats         TEXT NOT NULL,
    gebied         TEXT NOT NULL,
    huishoudtype   TEXT NOT NULL,
    taal           TEXT NOT NULL,
    leeftijd       TEXT NOT NULL,
    eerste_contact TEXT NOT NULL,
    vervangt       INTEGER,
    pakket         TEXT NOT NULL,
    PRIMARY KEY (apparaat, nr)
) STRICT, WITHOUT ROWID;

CREATE INDEX telfeit_elders_huishouden ON telfeit_elders (huishouden);

CREATE TABLE telreden_elders (
    apparaat TEXT NOT NULL,
    feit     INTEGER NOT NULL,
    soort    TEXT NOT NULL,
    wat      TEXT NOT NULL,
    PRIMARY KEY (apparaat, feit, soort, wat)
) STRICT, WITHOUT ROWID;

CREATE TABLE telstap_elders (
    apparaat   TEXT NOT NULL,
    nr         INTEGER NOT NULL,
    huishouden TEXT NOT NULL,
    dag        TEXT NOT NULL,
    soort      TEXT NOT NULL,
    wat        TEXT NOT NULL,
    PRIMARY KEY (apparaat, nr)
) STRICT, WITHOUT ROWID;

-- A fact of here that replaces one of another workplace: the number of that workplace in the high bits.
ALTER TABLE telfeit ADD COLUMN vervangt_elders INTEGER;

-- What all workplaces counted, each number with that of its workplace in the high bits; of here without.
CREATE VIEW telfeit_alle AS
SELECT
    nr, huishouden, dag, moment, regeling, naam, persoon, kind, uitkomst, wijze, cent, personen, kinderen, plaats,
    gebied, huishoudtype, taal, leeftijd, eerste_contact, coalesce(vervangt, vervangt_elders) AS vervangt, pakket
FROM telfeit
UNION ALL
SELECT
    (w.nummer << 40) | e.nr, huishouden, dag, moment, regeling, e.naam, persoon, kind, uitkomst, wijze, cent,
    personen, kinderen, plaats, gebied, huishoudtype, taal, leeftijd, eerste_contact,
    CASE
        WHEN vervangt >> 40 = 0 THEN (w.nummer << 40) | vervangt
        WHEN vervangt >> 40 = (SELECT nummer FROM eigen) THEN vervangt & ((1 << 40) - 1)
        ELSE vervangt
    END,
    pakket
FROM telfeit_elders AS e JOIN werkplek AS w ON w.apparaat = e.apparaat;

CREATE VIEW telreden_alle AS
SELECT feit, soort, wat FROM telreden
UNION ALL
SELECT (w.nummer << 40) | e.feit, soort, wat
FROM telreden_elders AS e JOIN werkplek AS w ON w.apparaat = e.apparaat;

CREATE VIEW telstap_alle AS
SELECT nr, huishouden, dag, soort, wat FROM telstap
UNION ALL
SELECT (w.nummer << 40) | e.nr, huishouden, dag, soort, wat
FROM telstap_elders AS e JOIN werkplek AS w ON w.apparaat = e.apparaat;

-- Who takes a dossier on, by the name of the account; it stands behind the document, so only found lines read it.
ALTER TABLE dossier ADD COLUMN toegewezen TEXT NOT NULL DEFAULT '';

CREATE TRIGGER dossier_te_delen_nieuw AFTER INSERT ON dossier WHEN EXISTS (SELECT 1 FROM eigen)
BEGIN
    UPDATE eigen SET hlc = max(hlc + 1, CAST(unixepoch(NEW.gewijzigd, 'subsec') * 1000 AS INTEGER) << 16);
    INSERT INTO te_delen (dossier, hlc, door, tijdstip) SELECT NEW.id, hlc, door, NEW.gewijzigd FROM eigen;
END;

CREATE TRIGGER dossier_te_delen AFTER UPDATE ON dossier WHEN EXISTS (SELECT 1 FROM eigen)
BEGIN
    UPDATE eigen SET hlc = max(hlc + 1, CAST(unixepoch(NEW.gewijzigd, 'subsec') * 1000 AS INTEGER) << 16);
    INSERT INTO te_delen (dossier, hlc, door, tijdstip)
    SELECT NEW.id, hlc, door, NEW.gewijzigd FROM eigen WHERE true
    ON CONFLICT (dossier) DO UPDATE SET
        hlc = excluded.hlc,
        tijdstip = excluded.tijdstip,
        door = CASE
            WHEN instr(' of ' || door || ' of ', ' of ' || excluded.door || ' of ') THEN door
            ELSE door || ' of ' || excluded.door
        END;
END;

-- A task changes without its dossier.
CREATE TRIGGER taak_te_delen_nieuw AFTER INSERT ON taak WHEN EXISTS (SELECT 1 FROM eigen)
BEGIN
    UPDATE eigen SET hlc = max(hlc + 1, CAST(unixepoch(NEW.aangemaakt, 'subsec') * 1000 AS INTEGER) << 16);
    INSERT INTO te_delen (dossier, hlc, door, tijdstip)
    SELECT NEW.dossier, hlc, door, NEW.aangemaakt FROM eigen WHERE true
    ON CONFLICT (dossier) DO UPDATE SET hlc = excluded.hlc;
END;

CREATE TRIGGER taak_te_delen AFTER UPDATE ON taak WHEN EXISTS (SELECT 1 FROM eigen)
BEGIN
    UPDATE eigen SET hlc = max(
        hlc + 1, CAST(unixepoch(coalesce(NEW.klaar_op, NEW.aangemaakt), 'subsec') * 1000 AS INTEGER) << 16
    );
    INSERT INTO te_delen (dossier, hlc, door, tijdstip)
    SELECT NEW.dossier, hlc, door, coalesce(NEW.klaar_op, NEW.aangemaakt) FROM eigen WHERE true
    ON CONFLICT (dossier) DO UPDATE SET hlc = excluded.hlc;
END;
