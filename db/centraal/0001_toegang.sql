-- Who may in: the roles, the organisations with their public keys, and the workplaces (docs/samenwerken.md, "The server").

-- Roles belong to the whole cluster: another database of it may have made them already.
DO $$
DECLARE
    rol     text;
    functie regprocedure;
BEGIN
    FOREACH rol IN ARRAY ARRAY['consulent_eigenaar', 'consulent_werkplek', 'consulent_teamleider'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = rol) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', rol);
        END IF;
    END LOOP;
    -- From PostgreSQL 16 on, who makes a role may not yet act as it.
    EXECUTE format('GRANT consulent_eigenaar TO %I', current_user);
    -- Temporary tables and connecting are everybody's until they are taken away.
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format(
        'GRANT CONNECT ON DATABASE %I TO consulent_werkplek, consulent_teamleider', current_database()
    );
    -- Large objects are a place to leave things unseen. They are the superuser's: a lesser administrator
    -- cannot close them.
    IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
        FOR functie IN
            SELECT oid::regprocedure FROM pg_catalog.pg_proc
            WHERE pronamespace = 'pg_catalog'::regnamespace
                AND (proname ~ '^lo_' OR proname IN ('loread', 'lowrite'))
        LOOP
            EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', functie);
        END LOOP;
    END IF;
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA app AUTHORIZATION consulent_eigenaar;

SET LOCAL ROLE consulent_eigenaar;

ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT USAGE ON SCHEMA app TO consulent_werkplek, consulent_teamleider;

-- One row. `versie` is the last migration, `vraagt` the oldest program that still understands this schema.
-- Another `generatie` says that the server was put back: whoever pulls begins at the beginning.
CREATE TABLE app.server (
    enig      boolean PRIMARY KEY DEFAULT true CHECK (enig),
    versie    integer NOT NULL,
    vraagt    integer NOT NULL,
    generatie uuid    NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO app.server (versie, vraagt) VALUES (1, 1);

CREATE TABLE app.migratie (
    nummer    integer     PRIMARY KEY,
    naam      text        NOT NULL,
    toegepast timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE app.organisatie (
    naam    text  PRIMARY KEY CHECK (naam IN ('gemeente', 'met')),
    publiek bytea CHECK (octet_length(publiek) = 32)
);
INSERT INTO app.organisatie (naam) VALUES ('gemeente'), ('met');

-- `toegelaten`: the private key of the organisation, sealed for this workplace by one that has it.
CREATE TABLE app.werkplek (
    apparaat    text    PRIMARY KEY CHECK (octet_length(apparaat) BETWEEN 1 AND 64),
    nummer      integer NOT NULL UNIQUE CHECK (nummer BETWEEN 1 AND 9999),
    organisatie text    NOT NULL REFERENCES app.organisatie (naam),
    naam        text    NOT NULL CHECK (octet_length(naam) BETWEEN 1 AND 200),
    loginrol    text    NOT NULL UNIQUE,
    publiek     bytea   CHECK (octet_length(publiek) = 32),
    toegelaten  bytea   CHECK (octet_length(toegelaten) BETWEEN 32 AND 4096),
    is_binnen   boolean GENERATED ALWAYS AS (toegelaten IS NOT NULL) STORED,
    actief      boolean NOT NULL DEFAULT true,
    tot_nr      bigint  NOT NULL DEFAULT 0
);

CREATE TABLE app.teamleider (
    loginrol    text    PRIMARY KEY,
    organisatie text    NOT NULL REFERENCES app.organisatie (naam),
    naam        text    NOT NULL CHECK (octet_length(naam) BETWEEN 1 AND 200),
    actief      boolean NOT NULL DEFAULT true
);

-- What was done to dossiers, turns and keys beside the ordinary exchange.
CREATE TABLE app.ingreep (
    nr          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tijdstip    timestamptz NOT NULL DEFAULT clock_timestamp(),
    apparaat    text        NOT NULL,
    organisatie text        NOT NULL,
    wat         text        NOT NULL CHECK (wat IN (
        'sleutel gepubliceerd', 'werkplek toegelaten', 'beurt afgepakt', 'dossier beslist',
        'dossier opgeschoond', 'dossier vernietigd'
    )),
    dossier     uuid,
    werkplek    text
);

-- Whoever locks it gives out numbers; nobody else has any right on it, so nobody else can hold it.
CREATE TABLE app.volgorde ();
CREATE SEQUENCE app.wijziging;

-- All follows from who logged in (session_user), which no SET or SET ROLE changes.

-- Who was invited but not let in yet: it shows its key, and hears who the others are.
CREATE FUNCTION app.mijn_account() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT apparaat FROM app.werkplek WHERE loginrol = session_user::text AND actief
$$;

-- All about dossiers and counts asks for these two, and so for somebody of the organisation who let it in.
CREATE FUNCTION app.mijn_apparaat() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT apparaat FROM app.werkplek WHERE loginrol = session_user::text AND actief AND is_binnen
$$;

CREATE FUNCTION app.mijn_organisatie() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT organisatie FROM app.werkplek WHERE loginrol = session_user::text AND actief AND is_binnen
    UNION ALL
    SELECT organisatie FROM app.teamleider WHERE loginrol = session_user::text AND actief
$$;

CREATE FUNCTION app.op_volgorde() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    -- Held until the commit: numbers become visible in the order in which they are given out. A lock on
    -- a table and not an advisory one, which any login role could take and keep.
    LOCK TABLE app.volgorde IN EXCLUSIVE MODE;
END
$$;

CREATE FUNCTION app.nieuw_nr() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM app.op_volgorde();
    RETURN nextval('app.wijziging');
END
$$;

CREATE FUNCTION app.meld_ingreep(p_wat text, p_dossier uuid, p_werkplek text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    INSERT INTO app.ingreep (apparaat, organisatie, wat, dossier, werkplek)
    VALUES (app.mijn_apparaat(), app.mijn_organisatie(), p_wat, p_dossier, p_werkplek)
$$;

-- What a login role finds out about itself and the server. The generatie also changes by itself when a
-- dump is put back, as then the database or the cluster has another number.
CREATE FUNCTION app.wie_ben_ik(
    OUT versie integer, OUT vraagt integer, OUT generatie text, OUT klok timestamptz, OUT apparaat text,
    OUT nummer integer, OUT organisatie text, OUT naam text, OUT zegel bytea
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT s.versie, s.vraagt,
           md5(concat(s.generatie, (SELECT oid FROM pg_catalog.pg_database
                                    WHERE datname = current_database()),
                      (SELECT system_identifier FROM pg_catalog.pg_control_system()))),
           clock_timestamp(), w.apparaat, w.nummer,
           coalesce(w.organisatie, t.organisatie), coalesce(w.naam, t.naam), w.toegelaten
    FROM app.server AS s
    LEFT JOIN app.werkplek AS w ON w.loginrol = session_user::text AND w.actief
    LEFT JOIN app.teamleider AS t ON t.loginrol = session_user::text AND t.actief
$$;

-- A workplace says what its public key is, once: what was sealed for it opens with no other.
CREATE FUNCTION app.meld_werkplek(p_publiek bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE app.werkplek AS w SET publiek = p_publiek
    WHERE w.apparaat = app.mijn_account() AND w.publiek IS NULL;
    RETURN EXISTS (
        SELECT FROM app.werkplek AS w WHERE w.apparaat = app.mijn_account() AND w.publiek = p_publiek
    );
END
$$;

-- The first workplace of an organisation publishes its key, and is thereby in; false when another was first.
CREATE FUNCTION app.publiceer_sleutel(p_publiek bytea, p_zegel bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE app.organisatie AS o SET publiek = p_publiek FROM app.werkplek AS w
    WHERE o.naam = w.organisatie AND w.apparaat = app.mijn_account() AND o.publiek IS NULL;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE app.werkplek AS w SET toegelaten = p_zegel WHERE w.apparaat = app.mijn_account();
    PERFORM app.meld_ingreep('sleutel gepubliceerd', NULL, NULL);
    RETURN true;
END
$$;

CREATE FUNCTION app.laat_toe(p_apparaat text, p_zegel bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE app.werkplek AS w SET toegelaten = p_zegel
    WHERE w.apparaat = p_apparaat AND w.organisatie = app.mijn_organisatie() AND w.publiek IS NOT NULL
      AND w.actief AND w.toegelaten IS NULL;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM app.meld_ingreep('werkplek toegelaten', NULL, p_apparaat);
    RETURN true;
END
$$;

-- Forced: without a policy of its own the owner of a table would not even see it, and functions run as owner.
DO $$
DECLARE
    tabel text;
BEGIN
    FOREACH tabel IN ARRAY ARRAY[
        'server', 'migratie', 'organisatie', 'werkplek', 'teamleider', 'ingreep', 'volgorde'
    ] LOOP
        EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', tabel);
        EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', tabel);
        EXECUTE format(
            'CREATE POLICY eigenaar ON app.%I TO consulent_eigenaar USING (true) WITH CHECK (true)', tabel
        );
    END LOOP;
END
$$;

CREATE POLICY lees ON app.organisatie FOR SELECT TO consulent_werkplek
    USING ((SELECT app.mijn_account()) IS NOT NULL);
CREATE POLICY lees ON app.werkplek FOR SELECT TO consulent_werkplek
    USING ((SELECT app.mijn_account()) IS NOT NULL);
CREATE POLICY lees ON app.ingreep FOR SELECT TO consulent_werkplek
    USING (organisatie = (SELECT app.mijn_organisatie()) AND (SELECT app.mijn_apparaat()) IS NOT NULL);

GRANT SELECT ON app.organisatie, app.ingreep TO consulent_werkplek;
-- Of others not with which role they log in, nor what was sealed for them.
GRANT SELECT (apparaat, nummer, organisatie, naam, publiek, is_binnen, actief) ON app.werkplek
    TO consulent_werkplek;
GRANT EXECUTE ON FUNCTION app.mijn_apparaat(), app.mijn_organisatie(), app.wie_ben_ik()
    TO consulent_werkplek, consulent_teamleider;
GRANT EXECUTE ON FUNCTION app.mijn_account(), app.meld_werkplek(bytea), app.publiceer_sleutel(bytea, bytea),
    app.laat_toe(text, bytea) TO consulent_werkplek;
