"""The command about counting: a period of weeks as workbook, CSV or PDF."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from consulent_app.cli_werkplek import eigen_instellingen, open_werkplek, werkplek_argumenten
from consulent_app.ontleder import GOED, Ontleder, vandaag


def weektelling_argumenten(ontleder: Ontleder) -> None:
    """Say what `weektelling` takes."""
    ontleder.add_argument("--van", required=True, metavar="WEEK", help="eerste week, zoals 2026-W40")
    ontleder.add_argument("--tot", required=True, metavar="WEEK", help="laatste week, zoals 2026-W47")
    ontleder.add_argument(
        "--uit", required=True, type=Path, metavar="BESTAND", help="waar het komt: .xlsx, .csv of .pdf"
    )
    ontleder.add_argument(
        "--instellingen", type=Path, metavar="BESTAND", help="de instellingen van de gemeente"
    )
    werkplek_argumenten(ontleder)
    ontleder.set_defaults(doe=_weektelling)


def _weektelling(keuze: argparse.Namespace) -> int:
    from consulent_app.acties.weektelling import bewaar, keur_telling, keur_vorm, maak_telling, maak_vorm
    from consulent_app.tellingen.weken import lees_periode

    van, tot = lees_periode(keuze.van, keuze.tot)
    keur_vorm(keuze.uit)
    with open_werkplek(keuze) as werkplek:
        eigen = partial(eigen_instellingen, keuze, werkplek)
        verslag = maak_telling(werkplek, van, tot, vandaag(), eigen)
        keur_telling(verslag)
        pad = bewaar(werkplek, (van, tot), keuze.uit, partial(maak_vorm, verslag))
    print(pad)
    if verslag.telling.lopend:
        print(verslag.nog_niet(), file=sys.stderr)
    return GOED
