-- Who ever stood in a dossier, what goes on request of one of them, and whose letterhead a certificate has.

-- Every BSN that an event of a dossier holds: also of who left the household, and what was corrected.
CREATE TABLE bsn_spoor (
    bsn     TEXT NOT NULL,
    dossier TEXT NOT NULL REFERENCES dossier (id),
    PRIMARY KEY (bsn, dossier)
) STRICT, WITHOUT ROWID;

CREATE INDEX bsn_spoor_dossier ON bsn_spoor (dossier);

-- In a document it stands under its own name, in an answer or a correction under that of what was said.
CREATE VIEW bsn_in_gebeurtenis AS
SELECT g.nr, j.value AS bsn, g.dossier FROM gebeurtenis AS g, json_tree(g.inhoud) AS j
WHERE instr(g.inhoud, 'bsn') AND j.type = 'text'
    AND (j.key = 'bsn' OR (g.inhoud ->> '$.pad' LIKE '%.bsn' AND j.key IN ('waarde', 'was', 'wordt')));

CREATE TRIGGER gebeurtenis_bsn AFTER INSERT ON gebeurtenis WHEN instr(NEW.inhoud, 'bsn')
BEGIN
    INSERT INTO bsn_spoor (bsn, dossier)
    SELECT bsn, dossier FROM bsn_in_gebeurtenis WHERE nr = NEW.nr
    ON CONFLICT DO NOTHING;
END;

INSERT INTO bsn_spoor (bsn, dossier) SELECT DISTINCT bsn, dossier FROM bsn_in_gebeurtenis;

-- An event loses what was of who left the household, under a certificate; the event itself stays.
CREATE TABLE te_vernietigen_nieuw (
    dossier      TEXT PRIMARY KEY,
    deel         TEXT NOT NULL CHECK (deel IN ('alles', 'notities', 'vertrokken')),
    vernietiging TEXT NOT NULL REFERENCES vernietiging (id),
    blijft       INTEGER NOT NULL DEFAULT 1 REFERENCES nooit (nr) DEFERRABLE INITIALLY DEFERRED
) STRICT;

DROP TRIGGER gebeurtenis_niet_verwijderen;
DROP TRIGGER stuk_niet_verwijderen;
DROP TRIGGER telhuishouden_niet_verwijderen;
DROP TABLE te_vernietigen;
ALTER TABLE te_vernietigen_nieuw RENAME TO te_vernietigen;

CREATE TRIGGER gebeurtenis_niet_verwijderen BEFORE DELETE ON gebeurtenis
WHEN NOT EXISTS (
    SELECT 1 FROM te_vernietigen WHERE dossier = OLD.dossier AND (
        deel = 'alles'
        OR (deel = 'notities' AND OLD.soort = 'behandeling' AND OLD.inhoud ->> '$.wat' = 'notitie')
    )
)
BEGIN
    SELECT RAISE(ABORT, 'gebeurtenis: alleen toevoegen');
END;

CREATE TRIGGER stuk_niet_verwijderen BEFORE DELETE ON stuk
WHEN NOT EXISTS (SELECT 1 FROM te_vernietigen WHERE dossier = OLD.dossier AND deel = 'alles')
BEGIN
    SELECT RAISE(ABORT, 'stuk: alleen toevoegen');
END;

CREATE TRIGGER telhuishouden_niet_verwijderen BEFORE DELETE ON telhuishouden
WHEN NOT EXISTS (SELECT 1 FROM te_vernietigen WHERE dossier = OLD.dossier AND deel = 'alles')
BEGIN
    SELECT RAISE(ABORT, 'telhuishouden: alleen toevoegen');
END;

DROP TRIGGER gebeurtenis_niet_wijzigen;

CREATE TRIGGER gebeurtenis_niet_wijzigen BEFORE UPDATE ON gebeurtenis
WHEN NOT EXISTS (SELECT 1 FROM te_vernietigen WHERE dossier = OLD.dossier AND deel = 'vertrokken')
    OR NEW.nr <> OLD.nr OR NEW.id <> OLD.id OR NEW.dossier <> OLD.dossier
    OR NEW.tijdstip <> OLD.tijdstip OR NEW.soort <> OLD.soort
BEGIN
    SELECT RAISE(ABORT, 'gebeurtenis: alleen toevoegen');
END;

-- The rule package of the dossiers that went; '' when they were of several, or of before this column.
ALTER TABLE vernietiging ADD COLUMN pakket TEXT NOT NULL DEFAULT '';
