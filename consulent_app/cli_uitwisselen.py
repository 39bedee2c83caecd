"""The commands of a workplace that works together by a server: join, exchange, let another in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.cli_werkplek import open_werkplek, werkplek_argumenten
from consulent_app.fouten import InvoerFout
from consulent_app.ontleder import GOED, Ontleder

if TYPE_CHECKING:
    from consulent_app.acties.synchroniseren import Verslag

GEKOPPELD = (
    "Deze werkplek heet nu {naam}. Haar controlegetal is {getal}. Wissel nu uit; is zij niet de eerste van "
    "de organisatie, laat haar dan eerst toelaten."
)
TOEGELATEN = "{naam} is toegelaten en kan uitwisselen."
GEEN_WERKPLEK = "Een wachtende werkplek met nummer {nummer} is hier niet bekend. Wissel eerst uit."
ANDER_GETAL = (
    "Dat is niet het controlegetal van {naam}. Lees het daar nog eens voor; laat niemand anders toe."
)


def koppel_argumenten(ontleder: Ontleder) -> None:
    """Say what `samenwerken koppel` takes."""
    ontleder.add_argument("uitnodiging", type=Path, metavar="BESTAND", help="van wie de server beheert")
    ontleder.add_argument("--code", required=True, metavar="CODE", help="zoals die u is voorgelezen")
    werkplek_argumenten(ontleder)
    ontleder.set_defaults(doe=_koppel)


def wissel_uit_argumenten(ontleder: Ontleder) -> None:
    """Say what `samenwerken wissel-uit` takes."""
    werkplek_argumenten(ontleder)
    ontleder.set_defaults(doe=_wissel_uit)


def toelaten_argumenten(ontleder: Ontleder) -> None:
    """Say what `samenwerken toelaten` takes."""
    ontleder.add_argument(
        "nummer", type=int, metavar="NUMMER", help="van de werkplek die op de server wacht"
    )
    ontleder.add_argument("--controlegetal", required=True, metavar="GETAL", help="zoals het daar staat")
    werkplek_argumenten(ontleder)
    ontleder.set_defaults(doe=_toelaten)


def _koppel(keuze: argparse.Namespace) -> int:
    with open_werkplek(keuze) as werkplek:
        naam = werkplek.delen.koppel(keuze.uitnodiging, keuze.code)
        print(GEKOPPELD.format(naam=naam, getal=werkplek.delen.controlegetal()))
    return GOED


def _wissel_uit(keuze: argparse.Namespace) -> int:
    with open_werkplek(keuze) as werkplek:
        verslag = werkplek.delen.wissel_uit()
    print(_in_woorden(verslag))
    for afwijking in verslag.afwijkingen:
        print(f"Past niet, en is niet overgenomen: {afwijking}", file=sys.stderr)
    return GOED


def _toelaten(keuze: argparse.Namespace) -> int:
    with open_werkplek(keuze) as werkplek:
        wachtend = {p.nummer: p for p in werkplek.delen.werkplekken() if not p.toegelaten}
        plek = wachtend.get(keuze.nummer)
        if plek is None:
            raise InvoerFout(GEEN_WERKPLEK.format(nummer=keuze.nummer))
        if keuze.controlegetal.split() != werkplek.delen.controlegetal(plek).split():
            raise InvoerFout(ANDER_GETAL.format(naam=plek.naam))
        werkplek.delen.laat_toe(plek.apparaat)
    print(TOEGELATEN.format(naam=plek.naam))
    return GOED


def _in_woorden(verslag: Verslag) -> str:
    dossiers = len(verslag.bijgewerkt)
    return (
        f"Uitgewisseld: {verslag.gestuurd} verstuurd, {verslag.ontvangen} opgehaald, "
        f"{dossiers} {'dossier' if dossiers == 1 else 'dossiers'} bijgewerkt."
    )
