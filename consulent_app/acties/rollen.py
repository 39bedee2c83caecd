"""Which roles may do what kind of thing, for whom, and why it is done, as it stands in the log."""

from __future__ import annotations

from consulent_app.besluiten.delen import GEMEENTE, MET

CONSULENT, RAADSMAN, TEAMLEIDER, BEHEERDER = "consulent", "raadsman", "teamleider", "beheerder"
DOSSIERS, BESLIST, BEHEER = (CONSULENT, RAADSMAN), (CONSULENT,), (BEHEERDER,)
#: Who sees what is counted: in that stands nobody.
TELLEN = (CONSULENT, RAADSMAN, TEAMLEIDER)

INTAKE, BEHANDELING, INZAGE = "intake", "behandeling", "inzage"
BEWAREN, CONTROLE, INRICHTING, STURING = "bewaren", "controle", "inrichting", "sturing"
OVERDRACHT, SAMENWERKING = "overdracht", "samenwerking"


def organisatie_van(rol: str) -> str:
    """Return for which organisation somebody with this role works."""
    return MET if rol == RAADSMAN else GEMEENTE
