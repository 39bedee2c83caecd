-- Which key of the other organisation was compared, said by one workplace of an organisation to the others of it. Only who
-- has the private key of the organisation can make the proof, so the server cannot.

SET LOCAL ROLE consulent_eigenaar;

CREATE TABLE app.bevestigd (
    organisatie text  NOT NULL REFERENCES app.organisatie (naam),
    ander       text  NOT NULL REFERENCES app.organisatie (naam),
    bewijs      bytea NOT NULL CHECK (length(bewijs) = 32),
    PRIMARY KEY (organisatie, ander),
    CHECK (organisatie <> ander)
);
ALTER TABLE app.bevestigd ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.bevestigd FORCE ROW LEVEL SECURITY;
CREATE POLICY eigenaar ON app.bevestigd TO consulent_eigenaar USING (true) WITH CHECK (true);
CREATE POLICY lees ON app.bevestigd FOR SELECT TO consulent_werkplek USING (organisatie = app.mijn_organisatie());
GRANT SELECT ON app.bevestigd TO consulent_werkplek;

ALTER TABLE app.ingreep DROP CONSTRAINT ingreep_wat_check;
ALTER TABLE app.ingreep ADD CONSTRAINT ingreep_wat_check CHECK (wat IN (
    'sleutel gepubliceerd', 'sleutel bevestigd', 'werkplek toegelaten', 'beurt afgepakt', 'dossier beslist',
    'dossier opgeschoond', 'dossier vernietigd'
));

CREATE FUNCTION app.bevestig(p_ander text, p_bewijs bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    IF app.mijn_apparaat() IS NULL THEN
        RETURN false;
    END IF;
    INSERT INTO app.bevestigd (organisatie, ander, bewijs) VALUES (app.mijn_organisatie(), p_ander, p_bewijs)
    ON CONFLICT (organisatie, ander) DO UPDATE SET bewijs = excluded.bewijs;
    PERFORM app.meld_ingreep('sleutel bevestigd', NULL, NULL);
    RETURN true;
END
$$;
GRANT EXECUTE ON FUNCTION app.bevestig(text, bytea) TO consulent_werkplek;
