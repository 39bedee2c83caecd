"""The command about keeping: which dossiers must go, destroying them, and the certificates of what went."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.cli_werkplek import open_werkplek, werkplek_argumenten
from consulent_app.fouten import InvoerFout
from consulent_app.ontleder import GOED, Ontleder, vandaag
from consulent_app.paden import gegevensmap

if TYPE_CHECKING:
    from consulent_app.acties.archiefplek import Archiefplek
    from consulent_app.acties.bewaren import Opmaak

SAMEN = "--verklaring hoort bij --vernietig of --druk; geef ze allebei."


def bewaar_argumenten(ontleder: Ontleder) -> None:
    """Say what `bewaren` takes."""
    wat = ontleder.add_mutually_exclusive_group()
    wat.add_argument(
        "--vernietig", nargs="+", metavar="KENMERK", default=[], help="vernietig deze dossiers van de lijst"
    )
    wat.add_argument("--verklaringen", action="store_true", help="noem wat er is vernietigd, en wanneer")
    wat.add_argument(
        "--druk", nargs="+", metavar="NUMMER", default=[], help="druk deze verklaringen opnieuw"
    )
    ontleder.add_argument("--verklaring", type=Path, metavar="MAP", help="waar de verklaring (PDF) komt")
    werkplek_argumenten(ontleder)
    ontleder.set_defaults(doe=_bewaren)


def _bewaren(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.bewaren import Opmaak
    from consulent_app.acties.toetsen import kast_van

    if bool(keuze.vernietig or keuze.druk) != (keuze.verklaring is not None):
        raise InvoerFout(SAMEN)
    regels = kast_van(keuze.map or gegevensmap())
    with open_werkplek(keuze) as kast:
        opmaak = Opmaak(regels, kast.inrichting.haal)
        for regel in _doe(keuze, kast.archief, opmaak):
            print(regel)
    return GOED


def _doe(keuze: argparse.Namespace, archief: Archiefplek, opmaak: Opmaak) -> list[str]:
    """Do what was asked and return the lines about it."""
    from consulent_app.acties import bewaren

    if not keuze.vernietig and not keuze.verklaringen and not keuze.druk:
        lijst = bewaren.als_tekst(archief.aan_de_beurt(), vandaag())
        bewaren.keur_reeks(archief)
        return [lijst]
    if keuze.vernietig:
        paden = bewaren.vernietig_met_verklaring(archief, keuze.vernietig, keuze.verklaring, opmaak)
        return [str(pad) for pad in paden]
    bewaren.keur_reeks(archief)
    if keuze.druk:
        reeks = bewaren.zoek_verklaringen(archief, keuze.druk)
        return [str(pad) for pad in bewaren.bewaar_verklaringen(reeks, keuze.verklaring, opmaak)]
    return [bewaren.verklaring_in_een_regel(v) for v in archief.verklaringen()] or [bewaren.NOG_NIETS]
