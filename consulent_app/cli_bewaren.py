"""The command about keeping: which dossiers must go, and destroying them."""

from __future__ import annotations

import argparse
from pathlib import Path

from consulent_app.cli_werkplek import open_werkplek, werkplek_argumenten
from consulent_app.fouten import InvoerFout
from consulent_app.ontleder import GOED, Ontleder, vandaag


def bewaar_argumenten(ontleder: Ontleder) -> None:
    """Say what `bewaren` takes."""
    ontleder.add_argument(
        "--vernietig", nargs="+", metavar="KENMERK", default=[], help="vernietig deze dossiers van de lijst"
    )
    ontleder.add_argument("--verklaring", type=Path, metavar="MAP", help="waar de verklaring (PDF) komt")
    werkplek_argumenten(ontleder)
    ontleder.set_defaults(doe=_bewaren)


def _bewaren(keuze: argparse.Namespace) -> int:
    from consulent_app.acties import bewaren
    from consulent_app.paden import resources

    if bool(keuze.vernietig) != (keuze.verklaring is not None):
        raise InvoerFout("--vernietig en --verklaring horen bij elkaar; geef ze allebei.")
    with open_werkplek(keuze) as kast:
        bewaren.keur_reeks(kast.archief)
        if not keuze.vernietig:
            print(bewaren.als_tekst(kast.archief.aan_de_beurt(), vandaag()))
            return GOED
        reeks = bewaren.vernietig(kast.archief, keuze.vernietig)
    for pad in bewaren.bewaar_verklaringen(reeks, keuze.verklaring, resources() / "regels" / "heemskerk"):
        print(pad)
    return GOED
