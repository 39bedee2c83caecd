-- Which numbers of a workplace are gone because the dossier is: what else is missing was lost here, and shows.

SET LOCAL ROLE consulent_eigenaar;

CREATE TABLE app.opgeruimd (
    apparaat    text   NOT NULL,
    apparaat_nr bigint NOT NULL,
    PRIMARY KEY (apparaat, apparaat_nr)
);
ALTER TABLE app.opgeruimd ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.opgeruimd FORCE ROW LEVEL SECURITY;
CREATE POLICY eigenaar ON app.opgeruimd TO consulent_eigenaar USING (true) WITH CHECK (true);

-- Before the dossier is noted as destroyed nothing of it may be deleted, so this holds for `ruim_op` and for what
-- a laptop sends late, and for nothing else.
CREATE FUNCTION app.deling_opgeruimd() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO app.opgeruimd (apparaat, apparaat_nr)
    SELECT o.apparaat, o.apparaat_nr FROM oud AS o
    WHERE EXISTS (SELECT FROM app.vernietigd AS v WHERE v.dossier = o.dossier AND v.organisatie = o.organisatie)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER opgeruimd AFTER DELETE ON app.deling REFERENCING OLD TABLE AS oud
    FOR EACH STATEMENT EXECUTE FUNCTION app.deling_opgeruimd();

-- The numbers of a workplace of the own organisation that rightly are not to be seen.
CREATE FUNCTION app.opgeruimd_van(p_apparaat text, p_van bigint, p_tot bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT n.apparaat_nr FROM (
        SELECT o.apparaat, o.apparaat_nr FROM app.opgeruimd AS o
        UNION ALL
        SELECT e.apparaat, e.apparaat_nr FROM app.deling AS e WHERE e.weg
    ) AS n
    JOIN app.werkplek AS w ON w.apparaat = n.apparaat AND w.organisatie = app.mijn_organisatie()
    WHERE n.apparaat = p_apparaat AND n.apparaat_nr BETWEEN p_van AND p_tot
$$;
GRANT EXECUTE ON FUNCTION app.opgeruimd_van(text, bigint, bigint) TO consulent_werkplek;
