-- Who did what with which dossier, why and with what result: the six fields of BIO2 8.15 (actie,
-- object, resultaat, oorsprong, actor, tijdstip), with the role and the reason (AVG 5 lid 2).
-- `hash` is over all other columns, `vorige` is the hash of the line before: docs/logboek.md.

CREATE TABLE logboek (
    nr        INTEGER PRIMARY KEY,
    tijdstip  TEXT NOT NULL,
    actor     TEXT NOT NULL,
    rol       TEXT NOT NULL,
    actie     TEXT NOT NULL,
    object    TEXT NOT NULL,
    resultaat TEXT NOT NULL CHECK (resultaat IN ('gelukt', 'geweigerd', 'mislukt')),
    oorsprong TEXT NOT NULL,
    reden     TEXT NOT NULL,
    vorige    TEXT NOT NULL,
    hash      TEXT NOT NULL
) STRICT;

CREATE INDEX logboek_object ON logboek (object, nr);

CREATE TRIGGER logboek_niet_wijzigen BEFORE UPDATE ON logboek
BEGIN
    SELECT RAISE(ABORT, 'logboek: alleen toevoegen');
END;

CREATE TRIGGER logboek_niet_verwijderen BEFORE DELETE ON logboek
BEGIN
    SELECT RAISE(ABORT, 'logboek: alleen toevoegen');
END;

-- Also against INSERT OR REPLACE, which removes a row without asking the DELETE trigger.
CREATE TRIGGER logboek_sluit_aan BEFORE INSERT ON logboek
WHEN NEW.nr <> 1 + (SELECT coalesce(max(nr), 0) FROM logboek)
    OR NEW.vorige <> coalesce((SELECT hash FROM logboek ORDER BY nr DESC LIMIT 1), NEW.vorige)
BEGIN
    SELECT RAISE(ABORT, 'logboek: alleen toevoegen');
END;
