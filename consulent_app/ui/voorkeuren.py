"""What this desk chose for its screen: whether it decides, and the size of text. Nothing about people."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.ui.thema import SCHALEN

BESTAND = "scherm.json"
ROLLEN = {"consulent": "Ik besluit (consulent)", "raadsman": "Ik doe een voorstel (raadsman)"}


@dataclass(frozen=True)
class Voorkeuren:
    """`rol` is one of ROLLEN, `schaal` one of SCHALEN."""

    rol: str = "consulent"
    schaal: float = 1.0


def lees_voorkeuren(map_: Path) -> Voorkeuren:
    """Return what was chosen; a file that is not there or not right counts as no choice."""
    try:
        gelezen = Voorkeuren(**json.loads((map_ / BESTAND).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Voorkeuren()
    return gelezen if gelezen.rol in ROLLEN and gelezen.schaal in SCHALEN else Voorkeuren()


def bewaar_voorkeuren(map_: Path, voorkeuren: Voorkeuren) -> None:
    """Write what was chosen; raises OmgevingsFout."""
    schrijf_alle({BESTAND: json.dumps(asdict(voorkeuren)).encode()}, map_)
