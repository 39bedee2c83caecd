-- What was removed from a dossier on request leaves no contents of before at the server either.

SET LOCAL ROLE consulent_eigenaar;

ALTER TABLE app.deling DROP CONSTRAINT deling_soort_check;
ALTER TABLE app.deling ADD CONSTRAINT deling_soort_check
    CHECK (soort IN ('cellen', 'stuk', 'opgeschoond', 'vernietigd'));

-- Only up to what the workplace that asks has read (p_tot), and told itself (p_eigen_tot, its own number): all that
-- still holds of it was told anew. Headers and hashes stay, and with them the chain. Of the other organisation only
-- the seal for the own one goes: what it told is not ours to empty.
CREATE FUNCTION app.leeg(p_dossier uuid, p_tot bigint, p_eigen_tot bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    wij text := app.mijn_organisatie();
    ik  text := app.mijn_apparaat();
BEGIN
    PERFORM app.op_volgorde();
    IF NOT app.ziet(p_dossier) THEN
        RETURN false;
    END IF;
    UPDATE app.deling SET inhoud = '', zegels = '{}'
    WHERE dossier = p_dossier AND organisatie = wij AND octet_length(inhoud) > 0
        AND CASE WHEN apparaat = ik THEN apparaat_nr <= p_eigen_tot ELSE nr <= p_tot END;
    UPDATE app.deling SET zegels = zegels - wij
    WHERE dossier = p_dossier AND organisatie <> wij AND nr <= p_tot AND zegels ? wij;
    PERFORM app.meld_ingreep('dossier opgeschoond', p_dossier, NULL);
    RETURN true;
END
$$;

GRANT EXECUTE ON FUNCTION app.leeg(uuid, bigint, bigint) TO consulent_werkplek;

-- Whose dossier it is sees what the other did in it as well.
DROP POLICY lees ON app.ingreep;
CREATE POLICY lees ON app.ingreep FOR SELECT TO consulent_werkplek USING (
    (SELECT app.mijn_apparaat()) IS NOT NULL AND (
        organisatie = (SELECT app.mijn_organisatie())
        OR app.is_van(dossier, (SELECT app.mijn_organisatie()))
    )
);
GRANT EXECUTE ON FUNCTION app.is_van(uuid, text) TO consulent_werkplek;
