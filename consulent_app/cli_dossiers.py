"""The commands about what is kept of people: check the log, give somebody all that is kept of them."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.fouten import InvoerFout
from consulent_app.ontleder import GOED, VERKEERD_GEBRUIK, Ontleder, vandaag
from consulent_app.paden import gegevensmap

if TYPE_CHECKING:
    from consulent_app.acties.werkplek import Werkplek

GEEN_WACHTWOORD = (
    "Er is geen wachtwoord gegeven; typ het, of geef het met --wachtwoord-stdin op de eerste regel."
)


def log_argumenten(ontleder: Ontleder) -> None:
    """Say what `log controleer` takes."""
    _werkplek_argumenten(ontleder)
    ontleder.add_argument(
        "--aanvaard",
        metavar="REDEN",
        default="",
        help="ga verder met een logboek.kop die niet past; de reden blijft in het logboek staan",
    )
    ontleder.set_defaults(doe=_controleer)


def inzage_argumenten(ontleder: Ontleder) -> None:
    """Say what `inzage` takes."""
    wie = ontleder.add_mutually_exclusive_group(required=True)
    wie.add_argument("--bsn", metavar="BSN", help="van wie: het burgerservicenummer")
    wie.add_argument("--kenmerk", metavar="KENMERK", help="van wie: de aanvrager van dit dossier")
    ontleder.add_argument("--uit", type=Path, required=True, metavar="MAP", help="waar PDF en JSON komen")
    _werkplek_argumenten(ontleder)
    ontleder.set_defaults(doe=_inzage)


def _werkplek_argumenten(ontleder: Ontleder) -> None:
    ontleder.add_argument(
        "--map", type=Path, metavar="MAP", help="waar de dossiers staan, als dat elders is"
    )
    ontleder.add_argument("--naam", required=True, metavar="NAAM", help="uw naam, zoals u ermee inlogt")
    ontleder.add_argument(
        "--wachtwoord-stdin", action="store_true", help="lees het wachtwoord van de eerste regel van stdin"
    )


def _open(keuze: argparse.Namespace, rol: str) -> Werkplek:
    from consulent_app.acties.dossiers import Dossiers

    return Dossiers.open(keuze.map or gegevensmap(), keuze.naam, _wachtwoord(keuze), rol)


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


def _controleer(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.logboek import bevindingen, omvang

    werkplek = _open(keuze, "beheerder")
    try:
        if keuze.aanvaard:
            werkplek.aanvaard_logboek(keuze.aanvaard)
        keten, stand = werkplek.controleer_logboek()
    finally:
        werkplek.sluit()
    gevonden = bevindingen(keten, stand)
    print(f"{omvang(keten)}: {'het klopt niet.' if gevonden else 'het klopt.'}")
    for zin in gevonden:
        print(zin)
    return VERKEERD_GEBRUIK if gevonden else GOED


def _inzage(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.inzage import geef_inzage
    from consulent_app.acties.toetsen import Toetser

    werkplek = _open(keuze, "consulent")
    try:
        for pad in geef_inzage(werkplek, Toetser(), keuze.bsn, keuze.kenmerk, vandaag(), keuze.uit):
            print(pad)
    finally:
        werkplek.sluit()
    return GOED
