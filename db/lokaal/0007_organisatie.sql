-- Whose a dossier is, and which organisation may see it (docs/delen.md); and which notes can go.

-- Who began it: a raadsman for MET, everybody else for the gemeente.
ALTER TABLE dossier ADD COLUMN organisatie TEXT NOT NULL DEFAULT 'gemeente'
    CHECK (organisatie IN ('gemeente', 'met'));

-- Whether the resident said yes to sharing: it follows from the document, and is written with it.
ALTER TABLE dossier ADD COLUMN gedeeld INTEGER NOT NULL DEFAULT 0 CHECK (gedeeld IN (0, 1));

-- Whether a letter was kept with which only the gemeente can speak.
ALTER TABLE dossier ADD COLUMN beslist INTEGER NOT NULL DEFAULT 0 CHECK (beslist IN (0, 1));

-- What the gemeente decided (only a decision ends the intake) it has to keep, also after a no.
ALTER TABLE dossier ADD COLUMN voor_gemeente INTEGER GENERATED ALWAYS AS (
    organisatie = 'gemeente' OR gedeeld OR beslist OR status <> 'intake'
) VIRTUAL;
ALTER TABLE dossier ADD COLUMN voor_met INTEGER GENERATED ALWAYS AS (organisatie = 'met' OR gedeeld) VIRTUAL;

-- A line of the log says who began a dossier. Before there was a log everybody was a consulent.
UPDATE dossier SET organisatie = 'met' WHERE id IN (
    SELECT object FROM logboek
    WHERE actie = 'dossier beginnen' AND rol = 'raadsman' AND resultaat = 'gelukt'
);
-- `->` gives JSON: the text "true" is not a yes.
UPDATE dossier SET gedeeld = 1 WHERE document -> '$.gesprek.toestemming_delen' = 'true';
UPDATE dossier SET beslist = 1 WHERE id IN (
    SELECT dossier FROM stuk WHERE soort IN ('beschikking', 'aanvulling', 'uitstel', 'intrekking')
);

CREATE TRIGGER stuk_beslist AFTER INSERT ON stuk
WHEN NEW.soort IN ('beschikking', 'aanvulling', 'uitstel', 'intrekking')
BEGIN
    UPDATE dossier SET beslist = 1 WHERE id = NEW.dossier;
END;

-- A note stands also with a referral, in what was noted of the areas of life: of those too an event can go.
DROP TRIGGER gebeurtenis_niet_verwijderen;

CREATE TRIGGER gebeurtenis_niet_verwijderen BEFORE DELETE ON gebeurtenis
WHEN NOT EXISTS (
    SELECT 1 FROM te_vernietigen WHERE dossier = OLD.dossier AND (
        deel = 'alles' OR (
            deel = 'notities' AND OLD.soort = 'behandeling' AND (
                OLD.inhoud ->> '$.wat' = 'notitie' OR EXISTS (
                    SELECT 1 FROM json_tree(OLD.inhoud) WHERE key = 'notitie' AND atom <> ''
                )
            )
        )
    )
)
BEGIN
    SELECT RAISE(ABORT, 'gebeurtenis: alleen toevoegen');
END;

-- The document stands before these columns in a row, so reading them costs its pages: these spare that.
CREATE INDEX dossier_voor_gemeente ON dossier (gewijzigd) WHERE voor_gemeente;
CREATE INDEX dossier_voor_met ON dossier (gewijzigd) WHERE voor_met;
DROP INDEX dossier_status;
CREATE INDEX dossier_status_voor_gemeente ON dossier (status, gewijzigd) WHERE voor_gemeente;
CREATE INDEX dossier_status_voor_met ON dossier (status, gewijzigd) WHERE voor_met;
CREATE INDEX dossier_id_voor_gemeente ON dossier (id) WHERE voor_gemeente;
CREATE INDEX dossier_id_voor_met ON dossier (id) WHERE voor_met;
