-- What workplaces tell each other of dossiers, who may see it, and the end of it.

SET LOCAL ROLE consulent_eigenaar;

CREATE TABLE app.deling (
    nr          bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,
    id          uuid        NOT NULL,
    dossier     uuid        NOT NULL,
    apparaat    text        NOT NULL REFERENCES app.werkplek (apparaat),
    apparaat_nr bigint      NOT NULL CHECK (apparaat_nr > 0),
    hlc         bigint      NOT NULL CHECK (hlc > 0),
    soort       text        NOT NULL CHECK (soort IN ('cellen', 'stand', 'stuk', 'vernietigd')),
    organisatie text        NOT NULL REFERENCES app.organisatie (naam),
    -- Whose the dossier is, as who wrote knows it: who writes about it first at the server may be another.
    eigenaar    text        NOT NULL REFERENCES app.organisatie (naam),
    zegels      jsonb       NOT NULL CHECK (
        jsonb_typeof(zegels) = 'object' AND octet_length(zegels::text) <= 4096
    ),
    inhoud      bytea       NOT NULL CHECK (octet_length(inhoud) <= 33554432),
    vorige      text        NOT NULL CHECK (vorige ~ '^[0-9a-f]{64}$'),
    hash        text        NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
    ontvangen   timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Its own organisation has done with it; it stands here for the other alone.
    weg         boolean     NOT NULL DEFAULT false,
    -- With the organisation in front: with an id of the other nobody can keep it from writing.
    PRIMARY KEY (organisatie, id),
    UNIQUE (apparaat, apparaat_nr)
);
-- Encrypted contents do not get smaller; apart from the row they are not read when rows are counted.
ALTER TABLE app.deling ALTER COLUMN inhoud SET STORAGE EXTERNAL;
CREATE INDEX deling_dossier ON app.deling (dossier, hlc);

-- Whose a dossier is, as was told with its first deling. Only whose it is can say that it is the other's: by a
-- clock, which who writes chooses, it could be taken.
CREATE TABLE app.dossier (
    dossier     uuid PRIMARY KEY,
    organisatie text NOT NULL REFERENCES app.organisatie (naam)
);

-- The resident's word on sharing. `nee`: the moment of the last no, as it was told. `ooit`: the other has seen it
-- and has to hear a no.
CREATE TABLE app.toestemming (
    dossier uuid    PRIMARY KEY,
    mag     boolean NOT NULL,
    hlc     bigint  NOT NULL,
    nee     bigint,
    ooit    boolean NOT NULL,
    nr      bigint  NOT NULL UNIQUE
);

CREATE TABLE app.beslist (
    dossier     uuid NOT NULL,
    organisatie text NOT NULL REFERENCES app.organisatie (naam),
    PRIMARY KEY (dossier, organisatie)
);

-- Which organisation has done with a dossier, by its own word alone. The rows go when nobody holds them any more.
CREATE TABLE app.vernietigd (
    dossier     uuid        NOT NULL,
    organisatie text        NOT NULL REFERENCES app.organisatie (naam),
    nr          bigint      NOT NULL UNIQUE,
    tijdstip    timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (organisatie, dossier)
);

CREATE FUNCTION app.keur_klok(p_hlc bigint) RETURNS void LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
    IF p_hlc > ((extract(epoch FROM clock_timestamp()) + 86400) * 1000)::bigint << 16 THEN
        RAISE EXCEPTION 'klok loopt meer dan een dag voor' USING ERRCODE = 'KL001';
    END IF;
END
$$;

CREATE FUNCTION app.is_van(p_dossier uuid, p_organisatie text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT EXISTS (SELECT FROM app.dossier WHERE dossier = p_dossier AND organisatie = p_organisatie)
$$;

-- The dossiers that who asks may see: whose it is, with whom the resident shares it, and who decided on it;
-- until it has done with it. A view and not a function: asked for each row, that took ten times as long.
CREATE VIEW app.zicht WITH (security_barrier) AS
SELECT d.dossier FROM app.dossier AS d
WHERE (
    d.organisatie = (SELECT app.mijn_organisatie())
    OR ((SELECT app.mijn_organisatie()) IS NOT NULL AND EXISTS (
        SELECT FROM app.toestemming AS t WHERE t.dossier = d.dossier AND t.mag))
) AND NOT EXISTS (
    SELECT FROM app.vernietigd AS v
    WHERE v.dossier = d.dossier AND v.organisatie = (SELECT app.mijn_organisatie())
)
UNION ALL
SELECT b.dossier FROM app.beslist AS b
WHERE b.organisatie = (SELECT app.mijn_organisatie()) AND NOT EXISTS (
    SELECT FROM app.vernietigd AS v
    WHERE v.dossier = b.dossier AND v.organisatie = (SELECT app.mijn_organisatie())
);

CREATE FUNCTION app.ziet(p_dossier uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    RETURN EXISTS (SELECT FROM app.zicht AS z WHERE z.dossier = p_dossier);
END
$$;

CREATE FUNCTION app.deling_op_volgorde() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM app.op_volgorde();
    RETURN NULL;
END
$$;
CREATE TRIGGER op_volgorde BEFORE INSERT ON app.deling
    FOR EACH STATEMENT EXECUTE FUNCTION app.deling_op_volgorde();

CREATE FUNCTION app.deling_ontvangen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM app.keur_klok(max(hlc)) FROM nieuw;
    -- Of what was destroyed meanwhile nothing comes back, from whichever laptop.
    DELETE FROM app.deling AS e USING nieuw AS n, app.vernietigd AS v
    WHERE e.organisatie = n.organisatie AND e.id = n.id
      AND v.organisatie = n.organisatie AND v.dossier = n.dossier;
    INSERT INTO app.dossier AS d (dossier, organisatie)
    SELECT DISTINCT ON (n.dossier) n.dossier, n.eigenaar FROM nieuw AS n
    WHERE NOT EXISTS (SELECT FROM app.vernietigd AS v
                      WHERE v.organisatie = n.organisatie AND v.dossier = n.dossier)
    ORDER BY n.dossier, n.apparaat_nr DESC
    ON CONFLICT (dossier) DO UPDATE SET organisatie = excluded.organisatie
        WHERE d.organisatie = app.mijn_organisatie() AND d.organisatie <> excluded.organisatie;
    UPDATE app.werkplek AS w SET tot_nr = greatest(w.tot_nr, (SELECT max(apparaat_nr) FROM nieuw))
    WHERE w.apparaat = app.mijn_apparaat();
    RETURN NULL;
END
$$;
CREATE TRIGGER ontvangen AFTER INSERT ON app.deling REFERENCING NEW TABLE AS nieuw
    FOR EACH STATEMENT EXECUTE FUNCTION app.deling_ontvangen();

-- How far the own numbers are at the server: what follows is still to be sent.
CREATE FUNCTION app.tot_nr() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT tot_nr FROM app.werkplek WHERE apparaat = app.mijn_apparaat()
$$;

-- A no holds at once, whatever its clock, from whoever sees the dossier; sent again after a yes that answered it, it
-- is no new one. A yes after it only holds from whose dossier it is, when it is later. Says whether this word holds.
CREATE FUNCTION app.zet_toestemming(p_dossier uuid, p_mag boolean, p_hlc bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM app.keur_klok(p_hlc);
    PERFORM app.op_volgorde();
    IF app.ziet(p_dossier) THEN
        INSERT INTO app.toestemming AS t (dossier, mag, hlc, nee, ooit, nr)
        VALUES (p_dossier, p_mag, p_hlc, CASE WHEN NOT p_mag THEN p_hlc END, p_mag, app.nieuw_nr())
        ON CONFLICT (dossier) DO UPDATE
            SET mag = excluded.mag, hlc = greatest(t.hlc, excluded.hlc),
                nee = coalesce(excluded.nee, t.nee), ooit = t.ooit OR excluded.mag, nr = excluded.nr
            WHERE CASE
                WHEN t.mag AND NOT excluded.mag THEN excluded.hlc IS DISTINCT FROM t.nee
                WHEN excluded.mag AND NOT t.mag
                    THEN excluded.hlc > t.hlc AND app.is_van(p_dossier, app.mijn_organisatie())
                ELSE excluded.hlc > t.hlc
            END;
    END IF;
    RETURN app.mijn_apparaat() IS NOT NULL AND EXISTS (
        SELECT FROM app.toestemming AS t
        WHERE t.dossier = p_dossier AND (t.ooit OR app.ziet(p_dossier))
            AND (t.mag = p_mag OR (NOT p_mag AND t.nee = p_hlc))
    );
END
$$;

-- The gemeente keeps what it decided, also when the resident takes the word back; not when that was before. A
-- letter of its own of before that moment has to be here. MET decides nothing.
CREATE FUNCTION app.zet_beslist(p_dossier uuid, p_hlc bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM app.op_volgorde();
    IF app.mijn_apparaat() IS NOT NULL AND app.mijn_organisatie() = 'gemeente' AND EXISTS (
        SELECT FROM app.deling AS e
        WHERE e.dossier = p_dossier AND e.organisatie = 'gemeente' AND e.soort = 'stuk' AND e.hlc <= p_hlc
    ) AND (app.ziet(p_dossier) OR EXISTS (
        SELECT FROM app.toestemming AS t WHERE t.dossier = p_dossier AND t.ooit AND p_hlc < t.nee
    )) THEN
        INSERT INTO app.beslist (dossier, organisatie) VALUES (p_dossier, app.mijn_organisatie())
        ON CONFLICT DO NOTHING;
        IF FOUND THEN
            PERFORM app.meld_ingreep('dossier beslist', p_dossier, NULL);
        END IF;
    END IF;
    RETURN app.mijn_apparaat() IS NOT NULL AND EXISTS (
        SELECT FROM app.beslist AS b
        WHERE b.dossier = p_dossier AND b.organisatie = app.mijn_organisatie()
    );
END
$$;

DO $$
DECLARE
    tabel text;
BEGIN
    FOREACH tabel IN ARRAY ARRAY['deling', 'dossier', 'toestemming', 'beslist', 'vernietigd'] LOOP
        EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', tabel);
        EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', tabel);
        EXECUTE format(
            'CREATE POLICY eigenaar ON app.%I TO consulent_eigenaar USING (true) WITH CHECK (true)', tabel
        );
    END LOOP;
END
$$;

CREATE POLICY lees ON app.vernietigd FOR SELECT TO consulent_werkplek
    USING (organisatie = (SELECT app.mijn_organisatie()));
CREATE POLICY lees ON app.deling FOR SELECT TO consulent_werkplek USING (
    CASE WHEN organisatie = (SELECT app.mijn_organisatie()) THEN NOT weg
    ELSE zegels ? (SELECT app.mijn_organisatie())
        AND EXISTS (SELECT FROM app.zicht AS z WHERE z.dossier = deling.dossier) END
);
CREATE POLICY schrijf ON app.deling FOR INSERT TO consulent_werkplek WITH CHECK (
    apparaat = (SELECT app.mijn_apparaat()) AND organisatie = (SELECT app.mijn_organisatie())
);
CREATE POLICY lees ON app.toestemming FOR SELECT TO consulent_werkplek
    USING (
        ((SELECT app.mijn_apparaat()) IS NOT NULL AND ooit)
        OR EXISTS (SELECT FROM app.zicht AS z WHERE z.dossier = toestemming.dossier)
    );
CREATE POLICY lees ON app.beslist FOR SELECT TO consulent_werkplek
    USING (EXISTS (SELECT FROM app.zicht AS z WHERE z.dossier = beslist.dossier));

GRANT SELECT ON app.zicht, app.deling, app.toestemming, app.beslist, app.vernietigd TO consulent_werkplek;
GRANT INSERT (id, dossier, apparaat, apparaat_nr, hlc, soort, organisatie, eigenaar, zegels, inhoud, vorige, hash)
    ON app.deling TO consulent_werkplek;
GRANT EXECUTE ON FUNCTION app.tot_nr(), app.zet_toestemming(uuid, boolean, bigint),
    app.zet_beslist(uuid, bigint) TO consulent_werkplek;
