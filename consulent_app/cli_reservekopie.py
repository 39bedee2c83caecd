"""The commands about a reservekopie: make one, put one back."""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import UTC, datetime
from pathlib import Path

from consulent_app.fouten import InvoerFout
from consulent_app.ontleder import GOED, Ontleder
from consulent_app.paden import gegevensmap

GEEN_WACHTWOORD = (
    "Er is geen wachtwoord gegeven; typ het, of geef het met --wachtwoord-stdin op de eerste regel."
)
VERVANG = " Wilt u dit toch? Geef dan --vervang: wat er nu staat wordt apart gezet en blijft bewaard."


def reservekopie_argumenten(ontleder: Ontleder) -> None:
    """Say what `reservekopie` takes."""
    ontleder.add_argument("bestand", type=Path, metavar="BESTAND", help="waar de reservekopie komt")
    _kast_argumenten(ontleder)
    ontleder.set_defaults(doe=_reservekopie)


def herstel_argumenten(ontleder: Ontleder) -> None:
    """Say what `herstel` takes."""
    ontleder.add_argument("bestand", type=Path, metavar="BESTAND", help="de reservekopie")
    _kast_argumenten(ontleder)
    ontleder.add_argument(
        "--vervang",
        action="store_true",
        help="ook over nieuwer werk; dat wordt apart gezet en blijft bewaard",
    )
    ontleder.set_defaults(doe=_herstel)


def _kast_argumenten(ontleder: Ontleder) -> None:
    ontleder.add_argument(
        "--map", type=Path, metavar="MAP", help="waar de dossiers staan, als dat elders is"
    )
    ontleder.add_argument(
        "--wachtwoord-stdin", action="store_true", help="lees het wachtwoord van de eerste regel van stdin"
    )


def _reservekopie(keuze: argparse.Namespace) -> int:
    from consulent_app.acties import reservekopie

    print(reservekopie.maak(_map(keuze), keuze.bestand, _wachtwoord(keuze), datetime.now(UTC)))
    return GOED


def _herstel(keuze: argparse.Namespace) -> int:
    from consulent_app.acties import reservekopie
    from consulent_app.opslag.herstel import WerkRaaktOpzij

    try:
        regel = reservekopie.zet_terug(
            keuze.bestand, _map(keuze), _wachtwoord(keuze), datetime.now(UTC), vervang=keuze.vervang
        )
    except WerkRaaktOpzij as fout:
        raise InvoerFout(f"{fout}{VERVANG}") from fout
    print(regel)
    return GOED


def _map(keuze: argparse.Namespace) -> Path:
    return keuze.map or gegevensmap()


def _wachtwoord(keuze: argparse.Namespace) -> str:
    """Return the password, typed unseen or from standard input; never from an argument."""
    if keuze.wachtwoord_stdin:
        wachtwoord = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        wachtwoord = getpass.getpass("Wachtwoord: ")
    else:
        wachtwoord = ""
    if not wachtwoord:
        raise InvoerFout(GEEN_WACHTWOORD)
    return wachtwoord
