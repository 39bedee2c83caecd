-- Who may decide on a dossier: one workplace at a time, in numbered rondes of which each is there once.

SET LOCAL ROLE consulent_eigenaar;

-- `apparaat` empty: free.
CREATE TABLE app.beurt (
    dossier  uuid    NOT NULL,
    ronde    integer NOT NULL CHECK (ronde BETWEEN 1 AND 999999),
    apparaat text    REFERENCES app.werkplek (apparaat),
    nr       bigint  NOT NULL UNIQUE,
    PRIMARY KEY (dossier, ronde)
);

CREATE TABLE app.vraag_om_beurt (
    dossier  uuid        NOT NULL,
    apparaat text        NOT NULL REFERENCES app.werkplek (apparaat),
    tijdstip timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (dossier, apparaat)
);

CREATE TYPE app.beurtstand AS (ronde integer, apparaat text);

-- Of a dossier of which nothing is there: (0, nobody).
CREATE FUNCTION app.laatste_beurt(p_dossier uuid) RETURNS app.beurtstand
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT coalesce(
        (SELECT (b.ronde, b.apparaat)::app.beurtstand FROM app.beurt AS b
         WHERE b.dossier = p_dossier ORDER BY b.ronde DESC LIMIT 1),
        (0, NULL)::app.beurtstand
    )
$$;

-- By clock and not by arrival: who edited it after a hand-over by file may be at the server first.
CREATE FUNCTION app.is_begonnen_door(p_dossier uuid, p_apparaat text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT p_apparaat = (
        SELECT e.apparaat FROM app.deling AS e WHERE e.dossier = p_dossier ORDER BY e.hlc LIMIT 1
    )
$$;

-- Add a ronde when `p_mag` and when it is the next one; return what holds then, for all who came later too.
CREATE FUNCTION app.voeg_beurt_toe(p_dossier uuid, p_ronde integer, p_aan text, p_mag boolean)
RETURNS app.beurtstand LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    laatste integer := (app.laatste_beurt(p_dossier)).ronde;
BEGIN
    -- Without any at the server the count of a file goes on, from where there is room to count.
    IF p_mag AND app.ziet(p_dossier) AND p_ronde < 1000000
        AND (p_ronde = laatste + 1 OR laatste = 0 AND p_ronde BETWEEN 1 AND 1000) THEN
        INSERT INTO app.beurt (dossier, ronde, apparaat, nr)
        VALUES (p_dossier, p_ronde, p_aan, app.nieuw_nr());
        DELETE FROM app.vraag_om_beurt WHERE dossier = p_dossier AND apparaat = p_aan;
    END IF;
    RETURN app.laatste_beurt(p_dossier);
END
$$;

CREATE FUNCTION app.neem_beurt(p_dossier uuid, p_ronde integer) RETURNS app.beurtstand
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    ik text := app.mijn_apparaat();
    nu app.beurtstand;
BEGIN
    PERFORM app.op_volgorde();
    nu := app.laatste_beurt(p_dossier);
    RETURN app.voeg_beurt_toe(p_dossier, p_ronde, ik, CASE
        WHEN nu.ronde = 0 THEN app.is_begonnen_door(p_dossier, ik)
        ELSE nu.apparaat IS NULL
    END);
END
$$;

-- Hand it to a workplace by name, or with NULL to whoever comes.
CREATE FUNCTION app.geef_beurt(p_dossier uuid, p_ronde integer, p_aan text) RETURNS app.beurtstand
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    ik text := app.mijn_apparaat();
    nu app.beurtstand;
BEGIN
    PERFORM app.op_volgorde();
    nu := app.laatste_beurt(p_dossier);
    RETURN app.voeg_beurt_toe(p_dossier, p_ronde, p_aan, CASE
        WHEN nu.ronde = 0 THEN app.is_begonnen_door(p_dossier, ik)
        ELSE nu.apparaat = ik
    END);
END
$$;

-- For a workplace that is lost: by the organisation whose dossier it is, and not unseen.
CREATE FUNCTION app.pak_beurt_af(p_dossier uuid, p_ronde integer) RETURNS app.beurtstand
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    was app.beurtstand;
    nu  app.beurtstand;
BEGIN
    PERFORM app.op_volgorde();
    was := app.laatste_beurt(p_dossier);
    nu := app.voeg_beurt_toe(
        p_dossier, p_ronde, app.mijn_apparaat(), app.is_van(p_dossier, app.mijn_organisatie())
    );
    IF nu.ronde <> was.ronde THEN
        PERFORM app.meld_ingreep('beurt afgepakt', p_dossier, was.apparaat);
    END IF;
    RETURN nu;
END
$$;

CREATE FUNCTION app.vraag_beurt(p_dossier uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF NOT app.ziet(p_dossier) THEN
        RETURN false;
    END IF;
    INSERT INTO app.vraag_om_beurt (dossier, apparaat) VALUES (p_dossier, app.mijn_apparaat())
    ON CONFLICT DO NOTHING;
    RETURN true;
END
$$;

DO $$
DECLARE
    tabel text;
BEGIN
    FOREACH tabel IN ARRAY ARRAY['beurt', 'vraag_om_beurt'] LOOP
        EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', tabel);
        EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', tabel);
        EXECUTE format(
            'CREATE POLICY eigenaar ON app.%I TO consulent_eigenaar USING (true) WITH CHECK (true)', tabel
        );
    END LOOP;
END
$$;

CREATE POLICY lees ON app.beurt FOR SELECT TO consulent_werkplek
    USING (EXISTS (SELECT FROM app.zicht AS z WHERE z.dossier = beurt.dossier));
CREATE POLICY lees ON app.vraag_om_beurt FOR SELECT TO consulent_werkplek
    USING (EXISTS (SELECT FROM app.zicht AS z WHERE z.dossier = vraag_om_beurt.dossier));

GRANT SELECT ON app.beurt, app.vraag_om_beurt TO consulent_werkplek;
GRANT EXECUTE ON FUNCTION app.neem_beurt(uuid, integer), app.geef_beurt(uuid, integer, text),
    app.pak_beurt_af(uuid, integer), app.vraag_beurt(uuid) TO consulent_werkplek;
