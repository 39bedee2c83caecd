-- What people did with a dossier beside the answers, and what is still to be done.

ALTER TABLE dossier ADD COLUMN behandeling TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(behandeling));

-- The day on which a raadsman proposed, as long as the gemeente has not decided.
ALTER TABLE dossier ADD COLUMN voorstel_op TEXT;

CREATE INDEX dossier_status ON dossier (status, gewijzigd);
CREATE INDEX dossier_voorstel ON dossier (gewijzigd) WHERE voorstel_op IS NOT NULL;

-- What, and by when; a task that is done stays, with the day on which it was.
CREATE TABLE taak (
    id         TEXT PRIMARY KEY,
    dossier    TEXT NOT NULL REFERENCES dossier (id),
    wat        TEXT NOT NULL,
    uiterlijk  TEXT,
    aangemaakt TEXT NOT NULL,
    klaar_op   TEXT
) STRICT;

CREATE INDEX taak_open ON taak (uiterlijk) WHERE klaar_op IS NULL;
CREATE INDEX taak_dossier ON taak (dossier);
