-- A workplace that was coupled again goes on under another name (docs/samenwerken.md, "Coupled again").

-- The names it had. `feit` and `stap`: until where the server has under that name what was counted here; NULL until
-- that was looked at there.
CREATE TABLE vorig_apparaat (
    apparaat TEXT PRIMARY KEY,
    nummer   INTEGER NOT NULL,
    feit     INTEGER,
    stap     INTEGER
) STRICT, WITHOUT ROWID;

-- As before, and a fact that was sent under an earlier name is still one of here.
DROP VIEW telfeit_alle;
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
        WHEN vervangt >> 40 = 0 AND vervangt <= coalesce(v.feit, 0) THEN vervangt
        WHEN vervangt >> 40 = 0 THEN (w.nummer << 40) | vervangt
        WHEN vervangt >> 40 = (SELECT nummer FROM eigen) OR EXISTS (
            SELECT 1 FROM vorig_apparaat AS hier
            WHERE hier.nummer = vervangt >> 40 AND vervangt & ((1 << 40) - 1) <= hier.feit
        ) THEN vervangt & ((1 << 40) - 1)
        ELSE vervangt
    END,
    pakket
FROM telfeit_elders AS e
JOIN werkplek AS w ON w.apparaat = e.apparaat
LEFT JOIN vorig_apparaat AS v ON v.apparaat = e.apparaat;
