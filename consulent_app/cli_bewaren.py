"""The command about keeping: which dossiers must go, and destroying them."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from consulent_app.fouten import InvoerFout
from consulent_app.ontleder import GOED, Ontleder, vandaag


def bewaar_argumenten(ontleder: Ontleder) -> None:
    """Say what `bewaren` takes."""
    ontleder.add_argument(
        "--map", type=Path, metavar="MAP", help="map met de dossiers (anders CONSULENT_MAP)"
    )
    ontleder.add_argument(
        "--vernietig", nargs="+", metavar="KENMERK", default=[], help="vernietig deze dossiers van de lijst"
    )
    ontleder.add_argument("--naam", metavar="NAAM", help="wie u bent (anders zoals de computer u kent)")
    ontleder.add_argument("--verklaring", type=Path, metavar="MAP", help="waar de verklaring (PDF) komt")
    ontleder.add_argument(
        "--wachtwoord-stdin", action="store_true", help="lees het wachtwoord van de invoer"
    )
    ontleder.set_defaults(doe=_bewaren)


def _bewaren(keuze: argparse.Namespace) -> int:
    from consulent_app.acties import bewaren
    from consulent_app.acties.dossiers import Dossiers
    from consulent_app.paden import resources

    if bool(keuze.vernietig) != (keuze.verklaring is not None):
        raise InvoerFout("--vernietig en --verklaring horen bij elkaar; geef ze allebei.")
    with Dossiers.open(_map(keuze.map), keuze.naam or bewaren.wie(), _wachtwoord(keuze)) as kast:
        bewaren.keur_reeks(kast.archief)
        if not keuze.vernietig:
            print(bewaren.als_tekst(kast.archief.aan_de_beurt(), vandaag()))
            return GOED
        reeks = bewaren.vernietig(kast.archief, keuze.vernietig, bewaren.wie())
    for pad in bewaren.bewaar_verklaringen(reeks, keuze.verklaring, resources() / "regels" / "heemskerk"):
        print(pad)
    return GOED


def _map(gegeven: Path | None) -> Path:
    gezet = os.environ.get("CONSULENT_MAP")
    if gegeven is None and not gezet:
        raise InvoerFout("Geef met --map aan in welke map de dossiers staan.")
    return gegeven or Path(gezet or "")


def _wachtwoord(keuze: argparse.Namespace) -> str:
    if keuze.wachtwoord_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return getpass.getpass("Wachtwoord: ")
