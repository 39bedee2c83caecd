"""What this desk chose for its screen: the size of text, and who logged in last. Nothing of residents."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from consulent_app.acties.bestanden import schrijf_alle

BESTAND = "scherm.json"
SCHALEN = (1.0, 1.25, 1.5, 1.75, 2.0)


@dataclass(frozen=True)
class Voorkeuren:
    """`schaal` is one of SCHALEN, `naam` that of a medewerker."""

    schaal: float = 1.0
    naam: str = ""


def lees_voorkeuren(map_: Path) -> Voorkeuren:
    """Return what was chosen; a file that is not there or not right counts as no choice."""
    try:
        gelezen = json.loads((map_ / BESTAND).read_text(encoding="utf-8"))
        schaal, naam = gelezen["schaal"], gelezen.get("naam", "")
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Voorkeuren()
    return Voorkeuren(schaal if schaal in SCHALEN else 1.0, naam if isinstance(naam, str) else "")


def bewaar_voorkeuren(map_: Path, voorkeuren: Voorkeuren) -> None:
    """Write what was chosen; raises OmgevingsFout."""
    schrijf_alle({BESTAND: json.dumps(asdict(voorkeuren)).encode()}, map_)
