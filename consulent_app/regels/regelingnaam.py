"""Which regeling a file or an intake may mean by a name that the package does not know."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from consulent_app.regels.regeling import Regeling


def onbekende_regeling(woord: str, regelingen: Mapping[str, Regeling]) -> str:
    """Say that there is no such regeling, and which one may be meant or which there are."""
    bedoeld = _bedoeld(woord, regelingen)
    raad = f"bedoelt u {bedoeld}?" if bedoeld else f"kies uit {', '.join(sorted(regelingen))}."
    return f"'{woord[:40]}' is geen regeling van dit pakket; {raad}"


def _bedoeld(woord: str, regelingen: Mapping[str, Regeling]) -> str:
    namen = {id_: id_ for id_ in regelingen} | {r.naam.lower(): id_ for id_, r in regelingen.items()}
    klein = woord.strip().lower()
    deel = {id_ for naam, id_ in namen.items() if klein in naam}
    if len(deel) == 1:
        return deel.pop()
    lijkt = difflib.get_close_matches(klein, namen, n=1)
    return namen[lijkt[0]] if lijkt else ""
