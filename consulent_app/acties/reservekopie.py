"""All dossiers in one file, and back: `consulent reservekopie` and `consulent herstel`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


def maak(map_: Path, bestand: Path, wachtwoord: str, moment: datetime) -> str:
    """Write a copy, also while the program is open elsewhere; return one line about it.

    Raises InvoerFout when the password is wrong or the name is taken by something else,
    OmgevingsFout when the disk refuses or the data are damaged.
    """
    from consulent_app.opslag import herstel, reservekopie

    with reservekopie.geopend(map_, wachtwoord) as verbindingen:
        kop = reservekopie.maak(verbindingen, map_, bestand, moment)
    megabyte = f"{bestand.stat().st_size / 1_000_000:.1f}".replace(".", ",")
    return f"Reservekopie van {herstel.in_woorden(kop.gemaakt)}, nagelezen: {bestand} ({megabyte} MB)"


def zet_terug(bestand: Path, map_: Path, wachtwoord: str, moment: datetime, *, vervang: bool) -> str:
    """Put a copy back and return one line about it; raises the same as `herstel.zet_terug`."""
    from consulent_app.opslag import herstel

    gedaan = herstel.zet_terug(bestand, map_, wachtwoord, moment, vervang=vervang)
    aantal = "1 dossier" if gedaan.dossiers == 1 else f"{gedaan.dossiers} dossiers"
    apart = f" Wat er stond is bewaard in {gedaan.terzijde}." if gedaan.terzijde else ""
    return (
        f"Teruggezet: de reservekopie van {herstel.in_woorden(gedaan.gemaakt)}, met {aantal}. "
        f"Open het programma met het wachtwoord van toen.{apart}"
    )
