"""The commands about a reservekopie: make one, put one back."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from consulent_app.cli_werkplek import werkplek_argumenten, wie
from consulent_app.fouten import InvoerFout
from consulent_app.ontleder import GOED, Ontleder
from consulent_app.paden import gegevensmap

VERVANG = " Wilt u dit toch? Geef dan --vervang: wat er nu staat wordt apart gezet en blijft bewaard."


def reservekopie_argumenten(ontleder: Ontleder) -> None:
    """Say what `reservekopie` takes."""
    ontleder.add_argument("bestand", type=Path, metavar="BESTAND", help="waar de reservekopie komt")
    werkplek_argumenten(ontleder)
    ontleder.set_defaults(doe=_reservekopie)


def herstel_argumenten(ontleder: Ontleder) -> None:
    """Say what `herstel` takes."""
    ontleder.add_argument("bestand", type=Path, metavar="BESTAND", help="de reservekopie")
    werkplek_argumenten(ontleder)
    ontleder.add_argument(
        "--vervang",
        action="store_true",
        help="ook over nieuwer werk; dat wordt apart gezet en blijft bewaard",
    )
    ontleder.set_defaults(doe=_herstel)


def _reservekopie(keuze: argparse.Namespace) -> int:
    from consulent_app.acties import reservekopie

    print(reservekopie.maak(_map(keuze), keuze.bestand, wie(keuze), datetime.now(UTC)))
    return GOED


def _herstel(keuze: argparse.Namespace) -> int:
    from consulent_app.acties import reservekopie
    from consulent_app.opslag.herstel import WerkRaaktOpzij

    try:
        regel = reservekopie.zet_terug(
            keuze.bestand,
            _map(keuze),
            wie(keuze),
            datetime.now(UTC),
            vervang=keuze.vervang,
        )
    except WerkRaaktOpzij as fout:
        raise InvoerFout(f"{fout}{VERVANG}") from fout
    print(regel)
    return GOED


def _map(keuze: argparse.Namespace) -> Path:
    return keuze.map or gegevensmap()
