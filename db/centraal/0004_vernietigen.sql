-- The end of a dossier at the server.

SET LOCAL ROLE consulent_eigenaar;

-- The organisations that did not destroy it and see it, or have the turn.
CREATE FUNCTION app.houders(p_dossier uuid) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT o.naam FROM app.organisatie AS o
    WHERE NOT EXISTS (SELECT FROM app.vernietigd AS v WHERE v.dossier = p_dossier AND v.organisatie = o.naam)
      AND (app.is_van(p_dossier, o.naam)
        OR EXISTS (SELECT FROM app.toestemming AS t WHERE t.dossier = p_dossier AND t.mag)
        OR EXISTS (SELECT FROM app.beslist AS b WHERE b.dossier = p_dossier AND b.organisatie = o.naam)
        OR EXISTS (SELECT FROM app.werkplek AS w
                   WHERE w.apparaat = (app.laatste_beurt(p_dossier)).apparaat AND w.organisatie = o.naam))
$$;

-- What its writer destroyed and nobody who holds the dossier has a seal for; and the rest of it with the last deling.
CREATE FUNCTION app.ruim_op(p_dossier uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    DELETE FROM app.deling AS e WHERE e.dossier = p_dossier AND e.weg
        AND NOT EXISTS (SELECT FROM app.houders(p_dossier) AS h (naam) WHERE e.zegels ? h.naam);
    IF EXISTS (SELECT FROM app.houders(p_dossier))
        OR EXISTS (SELECT FROM app.deling AS e WHERE e.dossier = p_dossier) THEN
        RETURN;
    END IF;
    DELETE FROM app.beurt WHERE dossier = p_dossier;
    DELETE FROM app.vraag_om_beurt WHERE dossier = p_dossier;
    DELETE FROM app.toestemming WHERE dossier = p_dossier;
    DELETE FROM app.beslist WHERE dossier = p_dossier;
    DELETE FROM app.dossier WHERE dossier = p_dossier;
END
$$;

-- The own organisation has done with it. The other hears nothing of it and keeps what it has.
CREATE FUNCTION app.vernietig(p_dossier uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM app.op_volgorde();
    -- Also what it told of a dossier that it may see no more is its own.
    IF NOT app.ziet(p_dossier) AND NOT EXISTS (
        SELECT FROM app.deling AS e
        WHERE e.dossier = p_dossier AND e.organisatie = app.mijn_organisatie() AND NOT e.weg
    ) THEN
        RETURN EXISTS (SELECT FROM app.vernietigd AS v
                       WHERE v.dossier = p_dossier AND v.organisatie = app.mijn_organisatie());
    END IF;
    INSERT INTO app.vernietigd (dossier, organisatie, nr)
    VALUES (p_dossier, app.mijn_organisatie(), app.nieuw_nr());
    UPDATE app.deling SET weg = true
    WHERE dossier = p_dossier AND organisatie = app.mijn_organisatie();
    PERFORM app.meld_ingreep('dossier vernietigd', p_dossier, NULL);
    PERFORM app.ruim_op(p_dossier);
    RETURN true;
END
$$;

GRANT EXECUTE ON FUNCTION app.vernietig(uuid) TO consulent_werkplek;
