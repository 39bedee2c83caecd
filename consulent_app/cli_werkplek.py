"""What every command at a store of dossiers takes: the folder, a name, and the password."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.fouten import InvoerFout
from consulent_app.ontleder import Ontleder
from consulent_app.paden import gegevensmap

if TYPE_CHECKING:
    from consulent_app.acties.werkplek import Werkplek
    from consulent_app.besluiten.inrichting import Inrichting

GEEN_WACHTWOORD = (
    "Er is geen wachtwoord gegeven; typ het, of geef het met --wachtwoord-stdin op de eerste regel."
)


def werkplek_argumenten(ontleder: Ontleder) -> None:
    """Say who wants what, and where."""
    ontleder.add_argument(
        "--map", type=Path, metavar="MAP", help="waar de dossiers staan, als dat elders is"
    )
    ontleder.add_argument(
        "--naam", metavar="NAAM", help="uw naam, als een ander hier het laatst inlogde of dit elders staat"
    )
    ontleder.add_argument(
        "--wachtwoord-stdin", action="store_true", help="lees het wachtwoord van de eerste regel van stdin"
    )


GEEN_NAAM = "Hier is nog niet ingelogd, dus is niet bekend wie u bent; geef het met --naam."


@contextmanager
def open_werkplek(keuze: argparse.Namespace) -> Iterator[Werkplek]:
    """Give the store as who logs in, closed after the block."""
    from consulent_app.acties.dossiers import Dossiers

    werkplek = Dossiers.open(keuze.map or gegevensmap(), *wie(keuze))
    try:
        yield werkplek
    finally:
        werkplek.sluit()


def eigen_instellingen(keuze: argparse.Namespace, werkplek: Werkplek, pakket: str) -> Inrichting:
    """Return the settings of the file that was given, or else those that were set here."""
    from consulent_app.acties.inrichtingen import lees

    return lees(keuze.instellingen) if keuze.instellingen else werkplek.inrichting.haal(pakket)


def wie(keuze: argparse.Namespace) -> tuple[str, str]:
    """Return the name and the password; without a name it is who logged in last at this workplace."""
    from consulent_app.acties.voorkeuren import lees_voorkeuren

    naam = keuze.naam or lees_voorkeuren(keuze.map or gegevensmap()).naam
    if not naam and sys.stdin.isatty() and not keuze.wachtwoord_stdin:
        naam = input("Naam: ").strip()
    if not naam:
        raise InvoerFout(GEEN_NAAM)
    return naam, _wachtwoord(keuze)


def _wachtwoord(keuze: argparse.Namespace) -> str:
    """Return the password, typed unseen or from standard input; never from an argument."""
    if not keuze.wachtwoord_stdin and not sys.stdin.isatty():
        raise InvoerFout(GEEN_WACHTWOORD)
    return lees_regel("Wachtwoord: ", GEEN_WACHTWOORD, uit_stdin=keuze.wachtwoord_stdin)


def lees_regel(vraag: str, zonder: str, *, uit_stdin: bool = False) -> str:
    """Return what is typed unseen, or the next line of standard input; raises InvoerFout without it."""
    getypt = sys.stdin.isatty() and not uit_stdin
    regel = getpass.getpass(vraag) if getypt else sys.stdin.readline().rstrip("\r\n")
    if not regel:
        raise InvoerFout(zonder)
    return regel
