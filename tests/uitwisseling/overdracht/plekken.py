"""Workplaces that came together by files alone, each with a real encrypted store."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from consulent_app.acties import overdracht, toetreden
from consulent_app.acties.overdracht import Gemaakt, Ontvanger, Ontvangst
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2

GOEDKOOP = Argon2(tijd=1, geheugen_kib=8, draden=1)
WACHTWOORD = "paard accu nietje"


def nu() -> datetime:
    return datetime.now(UTC)


def open_kast(map_: Path, naam: str) -> Dossierkast:
    return Dossierkast.maak(map_, naam, WACHTWOORD, argon2=GOEDKOOP)


def eerste(map_: Path, naam: str, organisatie: str = "gemeente", nummer: int = 1) -> Dossierkast:
    """Return a store that is the first of its organisation."""
    kast = open_kast(map_, naam)
    toetreden.begin(kast, f"Plek van {naam}", organisatie, nummer, naam)
    return kast


def erbij(map_: Path, naam: str, bij: Dossierkast, stick: Path) -> Dossierkast:
    """Return a store that another one of its organisation let in."""
    kast, hier = open_kast(map_, naam), bij.delen.eigen
    assert hier is not None
    aanmelding = toetreden.meld_aan(kast, f"Plek van {naam}", hier.organisatie, stick, nu())
    toelating = toetreden.laat_toe(bij, aanmelding.pad, aanmelding.controlegetal, stick, nu())
    toetreden.kom_binnen(kast, toelating.pad, toelating.controlegetal, naam)
    return kast


def maak_kennis(een: Dossierkast, ander: Dossierkast, stick: Path) -> None:
    """Let two organisations get to know each other."""
    for van, naar in ((een, ander), (ander, een)):
        kaart = toetreden.maak_kennismaking(van, stick, nu())
        toetreden.maak_kennis(naar, kaart.pad, kaart.controlegetal)


def drie(map_: Path) -> tuple[Dossierkast, Dossierkast, Dossierkast]:
    """Return two desks of the gemeente and a laptop of MET."""
    stick = map_ / "kennis"
    een = eerste(map_ / "a", "Sanne")
    met = eerste(map_ / "m", "Murat", "met", 2)
    maak_kennis(een, met, stick)
    twee = erbij(map_ / "b", "Tineke", een, stick)
    # MET hears of the second desk.
    geef(een, met, stick)
    return een, twee, met


def voor(van: Dossierkast, naar: Dossierkast) -> Ontvanger:
    hier = naar.delen.eigen
    assert hier is not None
    return next(
        wie for wie in overdracht.ontvangers(van) if wie.werkplek and wie.werkplek.apparaat == hier.apparaat
    )


def maak(van: Dossierkast, naar: Dossierkast, stick: Path) -> Gemaakt:
    return overdracht.maak(van, voor(van, naar), stick, nu())


def geef(van: Dossierkast, naar: Dossierkast, stick: Path) -> Ontvangst:
    """Bring one file from one store to another."""
    return overdracht.lees(naar, maak(van, naar, stick).pad)


def rond(stick: Path, *kasten: Dossierkast, rondes: int = 2) -> None:
    """Bring files from each to each."""
    for _ in range(rondes):
        for van in kasten:
            for naar in kasten:
                if naar is not van:
                    geef(van, naar, stick)
