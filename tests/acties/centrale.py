"""Workplaces around a real server: each a real store that was invited, coupled and let in."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from consulent_app.acties import synchroniseren
from consulent_app.acties.kennismaken import laat_toe
from consulent_app.acties.synchroniseren import Verslag
from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.eigen import Organisatiesleutel
from consulent_app.uitwisseling.centraal.lijn import open_lijn
from consulent_app.uitwisseling.centraal.opzetten import maak_werkplek, zet_op
from consulent_app.uitwisseling.centraal.verbinding import Server
from tests.opslag.delende_kasten import GOEDKOOP
from tests.postgres import Proefserver

_nummers = itertools.count()


def nieuwe_centrale(proef: Proefserver) -> Server:
    """Return an administrator's way to a new database on the server, with the schema in it."""
    beheer = Server(str(proef.map_), proef.poort, f"centraal{next(_nummers)}", "proef", "")
    zet_op(beheer)
    return beheer


def koppel(kast: Dossierkast, beheer: Server, organisatie: str, naam: str) -> None:
    """Invite a store and let it begin."""
    uitnodiging = maak_werkplek(beheer, organisatie, naam)
    kast.delen.begin(uitnodiging.apparaat, uitnodiging.nummer, naam, organisatie, kast.medewerker.naam)
    kast.delen.zet_centrale(asdict(uitnodiging.server))


def nieuwe_kast(
    map_: Path, beheer: Server, naam: str, organisatie: str = "gemeente", **anders: Any
) -> Dossierkast:
    """Return a store of somebody with this name, coupled."""
    kast = Dossierkast.maak(map_, naam, "paard accu nietje", argon2=GOEDKOOP, **anders)
    koppel(kast, beheer, organisatie, f"Werkplek {naam[0]}")
    return kast


def wissel(kast: Dossierkast, in_gebruik: frozenset[str] = frozenset()) -> Verslag:
    """Let one store exchange with its server."""
    centrale = kast.delen.centrale
    assert centrale is not None
    with open_lijn(Server(**centrale.server)) as lijn:
        return synchroniseren.wissel_uit(kast, lijn, in_gebruik)


def met_lijn(kast: Dossierkast, doe: Callable[..., Any], *waarden: Any) -> Any:
    """Do something with the line of a store."""
    centrale = kast.delen.centrale
    assert centrale is not None
    with open_lijn(Server(**centrale.server)) as lijn:
        return doe(lijn, *waarden)


def laat_allen_toe(*kasten: Dossierkast) -> None:
    """Let the first of each organisation let the others in."""
    eersten: dict[str, Dossierkast] = {}
    for kast in kasten:
        hier = kast.delen.eigen
        assert hier is not None
        try:
            wissel(kast)
        except OmgevingsFout:
            eerste = eersten[hier.organisatie]
            wissel(eerste)
            plek = next(p for p in eerste.delen.werkplekken() if p.apparaat == hier.apparaat)
            met_lijn(eerste, lambda lijn, van=eerste, wie=plek: laat_toe(van.delen, lijn, wie))
            wissel(kast)
        eersten.setdefault(hier.organisatie, kast)
    if len(eersten) > 1:
        for kast in eersten.values():
            wissel(kast)
            bevestig(kast)
        for kast in kasten:
            wissel(kast)


def bevestig(kast: Dossierkast) -> None:
    """Let the keys that the server gave count, and let the colleagues know, as who compared them."""
    for organisatie, publiek in kast.delen.gehoord().items():
        kast.delen.zet_sleutel(Organisatiesleutel(organisatie, publiek, None))
    wissel(kast)
