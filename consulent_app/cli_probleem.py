"""The command that makes a report of a problem, to be read before anybody sends it."""

from __future__ import annotations

import argparse
from pathlib import Path

from consulent_app.ontleder import GOED, Ontleder, vandaag
from consulent_app.paden import gegevensmap, toestandsmap

UITLEG = "Er is niets verstuurd. Lees wat hierboven staat voor u het bestand aan iemand geeft."


def probleem_argumenten(ontleder: Ontleder) -> None:
    """Say what `probleem` takes."""
    ontleder.add_argument(
        "--map", type=Path, metavar="MAP", help="waar de dossiers staan, als dat elders is"
    )
    ontleder.add_argument("--uit", type=Path, metavar="MAP", help="bewaar het als zip in deze map")
    ontleder.add_argument(
        "--beschrijving", default="", metavar="TEKST", help="wat er gebeurde, zonder namen van inwoners"
    )
    ontleder.set_defaults(doe=_probleem)


def _probleem(keuze: argparse.Namespace) -> int:
    from consulent_app.acties import probleemmelding
    from consulent_app.acties.toetsen import Toetser

    delen = probleemmelding.stel_samen(keuze.map or gegevensmap(), toestandsmap(), Toetser())
    for naam, tekst in delen.items():
        print(f"== {naam}\n{tekst}")
    if keuze.uit is not None:
        bestand = keuze.uit / probleemmelding.bestandsnaam(vandaag())
        print(probleemmelding.bewaar(bestand, delen, keuze.beschrijving))
    print(UITLEG)
    return GOED
