"""The command that makes what is practised with; with `--open` the screen opens it (cli.main)."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from consulent_app.ontleder import GOED

if TYPE_CHECKING:
    from consulent_app.ontleder import Ontleder

OPENEN = "Oefenen op het scherm: 'consulent oefenen --open', of Oefenen in het menu."


def oefen_argumenten(ontleder: Ontleder) -> None:
    """Say what `oefenen` takes."""
    ontleder.add_argument("--open", action="store_true", help="open het oefenvenster op het scherm")
    ontleder.set_defaults(doe=_oefenen)


def _oefenen(_: argparse.Namespace) -> int:
    """Make the practice store when it is not there, and say where it is; that needs no screen."""
    from consulent_app.acties.oefenen import Oefentoetser, open_oefening
    from consulent_app.paden import oefenmap

    open_oefening(oefenmap(), Oefentoetser()).sluit()
    print(oefenmap())
    print(OPENEN, file=sys.stderr)
    return GOED
