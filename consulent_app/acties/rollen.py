"""Which roles may do what kind of thing, and why it is done, as it stands in the log."""

from __future__ import annotations

CONSULENT, RAADSMAN, BEHEERDER = "consulent", "raadsman", "beheerder"
DOSSIERS, BESLIST, BEHEER = (CONSULENT, RAADSMAN), (CONSULENT,), (BEHEERDER,)

INTAKE, BEHANDELING, INZAGE = "intake", "behandeling", "inzage"
BEWAREN, CONTROLE, INRICHTING = "bewaren", "controle", "inrichting"
OVERDRACHT = "overdracht"
