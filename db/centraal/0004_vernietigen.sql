-- The end of a dossier at the server.

SET LOCAL ROLE consulent_eigenaar;

CREATE FUNCTION app.ruim_op(p_dossier uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO app.vernietigd (dossier, organisatie, nr)
    SELECT p_dossier, o.naam, app.nieuw_nr() FROM app.organisatie AS o
    WHERE EXISTS (SELECT FROM app.toestemming AS t WHERE t.dossier = p_dossier AND t.ooit)
       OR EXISTS (SELECT FROM app.deling AS e WHERE e.dossier = p_dossier AND e.organisatie = o.naam)
    ON CONFLICT DO NOTHING;
    DELETE FROM app.deling WHERE dossier = p_dossier;
    DELETE FROM app.beurt WHERE dossier = p_dossier;
    DELETE FROM app.vraag_om_beurt WHERE dossier = p_dossier;
    DELETE FROM app.toestemming WHERE dossier = p_dossier;
    DELETE FROM app.beslist WHERE dossier = p_dossier;
    DELETE FROM app.dossier WHERE dossier = p_dossier;
END
$$;

-- The own organisation has done with it. What nobody has to keep any more is gone, for the other as well.
CREATE FUNCTION app.vernietig(p_dossier uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM app.op_volgorde();
    IF NOT app.ziet(p_dossier) THEN
        RETURN EXISTS (SELECT FROM app.vernietigd AS v
                       WHERE v.dossier = p_dossier AND v.organisatie = app.mijn_organisatie());
    END IF;
    INSERT INTO app.vernietigd (dossier, organisatie, nr)
    VALUES (p_dossier, app.mijn_organisatie(), app.nieuw_nr());
    UPDATE app.deling SET weg = true
    WHERE dossier = p_dossier AND organisatie = app.mijn_organisatie();
    PERFORM app.meld_ingreep('dossier vernietigd', p_dossier, NULL);
    IF NOT EXISTS (
        (SELECT d.organisatie FROM app.dossier AS d WHERE d.dossier = p_dossier
         UNION SELECT b.organisatie FROM app.beslist AS b WHERE b.dossier = p_dossier)
        EXCEPT SELECT v.organisatie FROM app.vernietigd AS v WHERE v.dossier = p_dossier
    ) THEN
        PERFORM app.ruim_op(p_dossier);
    END IF;
    RETURN true;
END
$$;

GRANT EXECUTE ON FUNCTION app.vernietig(uuid) TO consulent_werkplek;
