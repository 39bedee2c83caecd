-- What is counted, from every workplace: facts without anything about anybody (docs/tellingen.md), and no dossier.

SET LOCAL ROLE consulent_eigenaar;

-- The columns are those of `telfeit` at the workplace, numbered by it; `vervangt` is one of its own numbers.
CREATE TABLE app.telfeit (
    organisatie    text    NOT NULL REFERENCES app.organisatie (naam),
    apparaat       text    NOT NULL REFERENCES app.werkplek (apparaat),
    nr             bigint  NOT NULL CHECK (nr > 0),
    huishouden     text    NOT NULL,
    dag            text    NOT NULL,
    moment         text    NOT NULL,
    regeling       text    NOT NULL,
    naam           text    NOT NULL,
    persoon        text    NOT NULL,
    kind           integer NOT NULL,
    uitkomst       text    NOT NULL,
    wijze          text    NOT NULL,
    cent           bigint  NOT NULL CHECK (cent >= 0),
    personen       integer NOT NULL,
    kinderen       integer NOT NULL,
    plaats         text    NOT NULL,
    gebied         text    NOT NULL,
    huishoudtype   text    NOT NULL,
    taal           text    NOT NULL,
    leeftijd       text    NOT NULL,
    eerste_contact text    NOT NULL,
    vervangt       bigint,
    pakket         text    NOT NULL,
    PRIMARY KEY (apparaat, nr)
);

CREATE TABLE app.telreden (
    organisatie text   NOT NULL REFERENCES app.organisatie (naam),
    apparaat    text   NOT NULL,
    feit        bigint NOT NULL,
    soort       text   NOT NULL CHECK (soort IN ('afwijzing', 'onbekend')),
    wat         text   NOT NULL,
    PRIMARY KEY (apparaat, feit, soort, wat),
    FOREIGN KEY (apparaat, feit) REFERENCES app.telfeit (apparaat, nr)
);

CREATE TABLE app.telstap (
    organisatie text   NOT NULL REFERENCES app.organisatie (naam),
    apparaat    text   NOT NULL REFERENCES app.werkplek (apparaat),
    nr          bigint NOT NULL CHECK (nr > 0),
    huishouden  text   NOT NULL,
    dag         text   NOT NULL,
    soort       text   NOT NULL,
    wat         text   NOT NULL,
    PRIMARY KEY (apparaat, nr)
);

CREATE FUNCTION app.tel_tot(OUT feit bigint, OUT stap bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT (SELECT coalesce(max(nr), 0) FROM app.telfeit WHERE apparaat = app.mijn_apparaat()),
           (SELECT coalesce(max(nr), 0) FROM app.telstap WHERE apparaat = app.mijn_apparaat())
$$;

DO $$
DECLARE
    tabel text;
BEGIN
    FOREACH tabel IN ARRAY ARRAY['telfeit', 'telreden', 'telstap'] LOOP
        EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', tabel);
        EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', tabel);
        EXECUTE format(
            'CREATE POLICY eigenaar ON app.%I TO consulent_eigenaar USING (true) WITH CHECK (true)', tabel
        );
        EXECUTE format(
            'CREATE POLICY lees ON app.%I FOR SELECT TO consulent_werkplek, consulent_teamleider '
            'USING (organisatie = (SELECT app.mijn_organisatie()))', tabel
        );
        EXECUTE format(
            'CREATE POLICY schrijf ON app.%I FOR INSERT TO consulent_werkplek WITH CHECK '
            '(apparaat = (SELECT app.mijn_apparaat()) AND organisatie = (SELECT app.mijn_organisatie()))',
            tabel
        );
    END LOOP;
END
$$;

GRANT SELECT ON app.telfeit, app.telreden, app.telstap TO consulent_werkplek, consulent_teamleider;
GRANT INSERT ON app.telfeit, app.telreden, app.telstap TO consulent_werkplek;
GRANT EXECUTE ON FUNCTION app.tel_tot() TO consulent_werkplek;
