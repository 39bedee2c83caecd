"""The spaces at which a paragraph was broken into lines (ISO 32000-1, 14.8.2.5).

ReportLab leaves them out, and who listens hears "wijhebben". No check reports that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.platypus.paragraph import _HSFrag


def met_spaties(regels: Any, bron: Any, loopt_door: bool) -> Any:
    """Return the lines with the space at which each was broken, apart from those that may be split."""
    aantal = len(regels.lines)
    if aantal == 1 and not loopt_door:
        return regels
    breuken = _breuken(bron)
    gezien, nieuw = 0, []
    for plek, regel in enumerate(regels.lines):
        gezien += _letters(regel)
        einde = loopt_door if plek == aantal - 1 else gezien in breuken
        nieuw.append(_met_spatie(regel) if einde else regel)
    kopie = regels.clone()
    kopie.lines = nieuw
    return kopie


def _letters(regel: Any) -> int:
    woorden = (woord.text for woord in regel.words) if hasattr(regel, "words") else regel[1]
    return sum(len(woord) - woord.count(" ") for woord in woorden)


def _met_spatie(regel: Any) -> Any:
    if not hasattr(regel, "words"):
        return (regel[0], [*regel[1], ""])
    kopie = regel.clone()
    laatste = regel.words[-1].clone()
    laatste.text = laatste.text.rstrip(" ") + " "
    kopie.words = [*regel.words[:-1], laatste]
    return kopie


def _breuken(bron: Any) -> set[int]:
    """Return after how many letters the text has a space; inside a long word it has none."""
    breuken, gezien = set(), 0
    for inhoud in _teksten(bron):
        *woorden, laatste = inhoud.split(" ")
        for woord in woorden:
            gezien += len(woord)
            breuken.add(gezien)
        gezien += len(laatste)
    return breuken


def _teksten(bron: Any) -> Iterator[str]:
    """Return the text in each of the three forms in which ReportLab keeps it."""
    for stuk in bron:
        if isinstance(stuk, list):
            yield "".join(woord for _, woord in stuk[1:])
            if isinstance(stuk, _HSFrag) or getattr(stuk[1][0], "lineBreak", False):
                yield " "
        elif getattr(stuk, "lineBreak", False):
            yield " "
        else:
            yield stuk.text if hasattr(stuk, "text") else " ".join(stuk.words)
