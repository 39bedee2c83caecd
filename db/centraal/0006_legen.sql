-- What was removed from a dossier on request leaves no contents of before at the server either.

SET LOCAL ROLE consulent_eigenaar;

ALTER TABLE app.deling DROP CONSTRAINT deling_soort_check;
ALTER TABLE app.deling ADD CONSTRAINT deling_soort_check
    CHECK (soort IN ('cellen', 'stuk', 'opgeschoond', 'vernietigd'));

-- Only up to what the workplace that asks has read: all that still holds of it was told anew. Headers and hashes
-- stay, and with them the chain.
CREATE FUNCTION app.leeg(p_dossier uuid, p_tot bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    PERFORM app.op_volgorde();
    IF NOT app.ziet(p_dossier) THEN
        RETURN false;
    END IF;
    UPDATE app.deling SET inhoud = '', zegels = '{}'
    WHERE dossier = p_dossier AND nr <= p_tot AND octet_length(inhoud) > 0
        AND (organisatie = app.mijn_organisatie() OR zegels ? app.mijn_organisatie());
    PERFORM app.meld_ingreep('dossier opgeschoond', p_dossier, NULL);
    RETURN true;
END
$$;

GRANT EXECUTE ON FUNCTION app.leeg(uuid, bigint) TO consulent_werkplek;
