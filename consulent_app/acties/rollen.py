"""Which roles may do what kind of thing, and why it is done, as it stands in the log."""

from __future__ import annotations

CONSULENT, RAADSMAN, TEAMLEIDER, BEHEERDER = "consulent", "raadsman", "teamleider", "beheerder"
DOSSIERS, BESLIST, BEHEER = (CONSULENT, RAADSMAN), (CONSULENT,), (BEHEERDER,)
#: Who sees what is counted: in that stands nobody.
TELLEN = (CONSULENT, RAADSMAN, TEAMLEIDER)

INTAKE, BEHANDELING, INZAGE = "intake", "behandeling", "inzage"
BEWAREN, CONTROLE, INRICHTING, STURING = "bewaren", "controle", "inrichting", "sturing"
