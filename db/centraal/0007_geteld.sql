-- Until which day a workplace sent all that it counted: a month is over when every workplace sent it.

SET LOCAL ROLE consulent_eigenaar;

ALTER TABLE app.werkplek ADD COLUMN geteld_tot date;

CREATE FUNCTION app.meld_geteld(p_tot date) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
    UPDATE app.werkplek SET geteld_tot = greatest(geteld_tot, p_tot) WHERE apparaat = app.mijn_apparaat()
$$;

GRANT SELECT (geteld_tot) ON app.werkplek TO consulent_werkplek;
GRANT EXECUTE ON FUNCTION app.meld_geteld(date) TO consulent_werkplek;
