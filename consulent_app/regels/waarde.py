"""Values that may be unknown: an interval with the answers that would settle it.

A value is `(laagst, hoogst, mist)`. Known means laagst == hoogst. Yes/no is 1 or 0, unknown (0, 1), so
that Kleene's and/or/not are min, max and 1 - x. Dates are day ordinals. Words are themselves, unknown
words `(None, None)`. `mist` holds paths of unknown answers; a name that begins with `@` is a figure
that the gemeente has not supplied.
"""

from __future__ import annotations

from typing import Any

Waarde = tuple[Any, Any, frozenset[str]]

LEEG: frozenset[str] = frozenset()
ONEINDIG = float("inf")
WAAR: Waarde = (1, 1, LEEG)
ONWAAR: Waarde = (0, 0, LEEG)

_GRENZEN: dict[str, tuple[Any, Any]] = {
    "ja_nee": (0, 1),
    "datum": (-ONEINDIG, ONEINDIG),
    "geld": (0, ONEINDIG),
    "aantal": (0, ONEINDIG),
    "jaren": (0, ONEINDIG),
    "maanden": (0, ONEINDIG),
    "procent": (0, ONEINDIG),
    "getal": (-ONEINDIG, ONEINDIG),
}


def onbekend(soort: str, mist: frozenset[str]) -> Waarde:
    """Return everything that a value of this type can be; answers are never negative."""
    laag, hoog = _GRENZEN.get(soort, (None, None))
    return laag, hoog, mist


def bekend(waarde: Waarde) -> bool:
    """Say whether a value is settled."""
    return waarde[0] is not None and waarde[0] == waarde[1]


def trit(waarde: Waarde) -> bool | None:
    """Return a yes/no value as True, False or None."""
    return bool(waarde[0]) if waarde[0] == waarde[1] else None
