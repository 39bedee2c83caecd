-- What was destroyed, without anything about anybody; and the only way in which an event or a print can go.

-- One row per kind: a hash of the ids of the dossiers, and a hash over the row and the one before it.
CREATE TABLE vernietiging (
    nr             INTEGER PRIMARY KEY AUTOINCREMENT,
    id             TEXT NOT NULL UNIQUE,
    tijdstip       TEXT NOT NULL,
    door           TEXT NOT NULL,
    grond          TEXT NOT NULL CHECK (grond IN ('termijn', 'verzoek')),
    soort          TEXT NOT NULL,
    naam           TEXT NOT NULL,
    regel          TEXT NOT NULL,
    termijn        TEXT NOT NULL,
    dossiers       INTEGER NOT NULL,
    personen       INTEGER NOT NULL,
    gebeurtenissen INTEGER NOT NULL,
    stukken        INTEGER NOT NULL,
    taken          INTEGER NOT NULL,
    welke          TEXT NOT NULL,
    vorige         TEXT NOT NULL,
    hash           TEXT NOT NULL UNIQUE
) STRICT;

CREATE TRIGGER vernietiging_niet_wijzigen BEFORE UPDATE ON vernietiging
BEGIN
    SELECT RAISE(ABORT, 'vernietiging: alleen toevoegen');
END;

CREATE TRIGGER vernietiging_niet_verwijderen BEFORE DELETE ON vernietiging
BEGIN
    SELECT RAISE(ABORT, 'vernietiging: alleen toevoegen');
END;

CREATE TRIGGER vernietiging_niet_vervangen BEFORE INSERT ON vernietiging
WHEN EXISTS (SELECT 1 FROM vernietiging WHERE id = NEW.id OR nr = NEW.nr OR hash = NEW.hash)
BEGIN
    SELECT RAISE(ABORT, 'vernietiging: alleen toevoegen');
END;

CREATE TABLE nooit (
    nr INTEGER PRIMARY KEY CHECK (nr IS NULL)
) STRICT;

-- What may go in this transaction, and under which row of `vernietiging`. A row here refers to nothing
-- that can exist, and that is looked at when the transaction ends: nobody can leave one behind.
CREATE TABLE te_vernietigen (
    dossier      TEXT PRIMARY KEY,
    deel         TEXT NOT NULL CHECK (deel IN ('alles', 'notities')),
    vernietiging TEXT NOT NULL REFERENCES vernietiging (id),
    blijft       INTEGER NOT NULL DEFAULT 1 REFERENCES nooit (nr) DEFERRABLE INITIALLY DEFERRED
) STRICT;

DROP TRIGGER gebeurtenis_niet_verwijderen;

CREATE TRIGGER gebeurtenis_niet_verwijderen BEFORE DELETE ON gebeurtenis
WHEN NOT EXISTS (
    SELECT 1 FROM te_vernietigen WHERE dossier = OLD.dossier AND (
        deel = 'alles' OR (OLD.soort = 'behandeling' AND OLD.inhoud ->> '$.wat' = 'notitie')
    )
)
BEGIN
    SELECT RAISE(ABORT, 'gebeurtenis: alleen toevoegen');
END;

DROP TRIGGER stuk_niet_verwijderen;

CREATE TRIGGER stuk_niet_verwijderen BEFORE DELETE ON stuk
WHEN NOT EXISTS (SELECT 1 FROM te_vernietigen WHERE dossier = OLD.dossier AND deel = 'alles')
BEGIN
    SELECT RAISE(ABORT, 'stuk: alleen toevoegen');
END;

-- What of each decision says how long the dossier is kept: its day, and the periods of all that was
-- granted by the rules or otherwise (maatwerk); [] when nothing was. What the consulent held back counts
-- as granted, so that nothing goes too early. The trace itself is too long to read for a whole list.
CREATE TABLE bewaargrond (
    stuk     INTEGER PRIMARY KEY REFERENCES stuk (nr),
    dossier  TEXT NOT NULL REFERENCES dossier (id),
    datum    TEXT NOT NULL,
    perioden TEXT NOT NULL CHECK (json_valid(perioden))
) STRICT;

CREATE INDEX bewaargrond_dossier ON bewaargrond (dossier, datum);

CREATE TRIGGER stuk_bewaargrond AFTER INSERT ON stuk WHEN NEW.soort = 'beschikking'
BEGIN
    INSERT INTO bewaargrond (stuk, dossier, datum, perioden)
    SELECT NEW.nr, NEW.dossier, NEW.datum, json_group_array(DISTINCT u.value ->> '$.periode')
    FROM json_each(NEW.uitkomst, '$.uitkomsten') AS u
    WHERE (u.value ->> '$.status' = 'recht' AND u.value ->> '$.wijze' = 'ambtshalve')
        OR u.value ->> '$.regeling' IN (
            SELECT m.value ->> '$.regeling'
            FROM dossier, json_each(dossier.behandeling, '$.maatwerk') AS m
            WHERE dossier.id = NEW.dossier
        );
END;

INSERT INTO bewaargrond (stuk, dossier, datum, perioden)
SELECT s.nr, s.dossier, s.datum, (
    SELECT json_group_array(DISTINCT u.value ->> '$.periode')
    FROM json_each(s.uitkomst, '$.uitkomsten') AS u
    WHERE (u.value ->> '$.status' = 'recht' AND u.value ->> '$.wijze' = 'ambtshalve')
        OR u.value ->> '$.regeling' IN (
            SELECT m.value ->> '$.regeling'
            FROM dossier, json_each(dossier.behandeling, '$.maatwerk') AS m
            WHERE dossier.id = s.dossier
        )
)
FROM stuk AS s WHERE s.soort = 'beschikking';
