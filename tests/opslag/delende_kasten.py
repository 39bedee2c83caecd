"""Some stores that share dossiers, each a real encrypted one, and an exchange without a server."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from consulent_app.acties.synchroniseren import verwerk_een
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.eigen import Organisatiesleutel, nieuw_apparaat
from consulent_app.opslag.versleuteling import Argon2, nieuwe_sleutel, publiek_bij

Kasten = tuple[Dossierkast, Dossierkast, Dossierkast]
GOEDKOOP = Argon2(tijd=1, geheugen_kib=8, draden=1)
SLEUTELS = {organisatie: bytes(nieuwe_sleutel()) for organisatie in ("gemeente", "met")}


def maak(
    map_: Path, naam: str, nummer: int, organisatie: str = "gemeente", naam_plek: str = ""
) -> Dossierkast:
    """Return an open store of a workplace that was let in."""
    kast = Dossierkast.maak(map_, naam, "paard accu nietje", argon2=GOEDKOOP)
    koppel(kast, naam, nummer, organisatie, naam_plek)
    return kast


def koppel(
    kast: Dossierkast, naam: str, nummer: int, organisatie: str = "gemeente", naam_plek: str = ""
) -> None:
    """Make a store one of several, with the keys that it would have."""
    plek = naam_plek or f"Werkplek {nummer}"
    kast.delen.begin(nieuw_apparaat(), nummer, plek, organisatie, naam)
    for wie, prive in SLEUTELS.items():
        eigen = prive if wie == organisatie else None
        kast.delen.zet_sleutel(Organisatiesleutel(wie, publiek_bij(prive), eigen))


def wissel_uit(*kasten: Dossierkast, rondes: int = 2) -> None:
    """Let every store hear all that any of them has; of another organisation what is sealed for it."""
    for _ in range(rondes):
        for van in kasten:
            vertel(van, [kast for kast in kasten if kast is not van])


def vertel(van: Dossierkast, aan: Iterable[Dossierkast]) -> None:
    """Let stores hear what one of them has to tell."""
    list(van.delen.leg_vast())
    for kast in aan:
        kast.delen.ken(van.delen.werkplekken())
        kast.delen.ontvang(van.delen.sinds(kast.delen.heeft()))
        kast.delen.ontvang_beurten(van.delen.beurten(), van_centrale=False)
        for dossier in kast.delen.dossiers_te_verwerken():
            verwerk_een(kast, dossier)


def gedeeld(document: dict[str, Any], mag: bool | None) -> dict[str, Any]:
    anders = copy.deepcopy(document)
    anders["gesprek"] = {"toestemming_delen": mag}
    return anders


def met(document: dict[str, Any], **huishouden: Any) -> dict[str, Any]:
    anders = copy.deepcopy(document)
    anders["huishouden"] = {**anders["huishouden"], **huishouden}
    return anders


def antwoord(kast: Dossierkast, id_: str, naam: str, waarde: Any) -> None:
    document = met(kast.haal(id_).document, **{naam: waarde})
    kast.bewaar_antwoord(id_, f"huishouden.{naam}", waarde, document)
