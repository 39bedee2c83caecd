"""A dossier as cells: a path (JSON pointer, RFC 6901) to each value that people edit as a whole.

Objects are followed down, and the lists of LIJSTEN by key; every other list is one value. So is an object
that cannot do without one of its fields (a task, a paper that was handed in): half of one is nothing.
Values are not copied: what is put together shares its lists with the cells.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Final


class Afwezig(Enum):
    """The value of a cell that is not there; null is a value."""

    AFWEZIG = "afwezig"


AFWEZIG: Final = Afwezig.AFWEZIG
#: Where an item stands in its list; a name that no answer has.
PLAATS = "@plaats"
_DEEL = ("regeling", "persoon")
#: The lists whose items are known by the fields beside them.
LIJSTEN: Mapping[str, tuple[str, ...]] = {
    "/document/personen": ("id",),
    "/behandeling/maatwerk": _DEEL,
    "/behandeling/al": _DEEL,
    "/behandeling/nazorg": _DEEL,
}
_HEEL = {"/behandeling/afwijsgesprek", "/behandeling/vertegenwoordiger"}
_HEEL_ONDER = ("/taken/", "/behandeling/ingeleverd/")


def cellen_van(stand: Mapping[str, Any]) -> dict[str, Any]:
    """Take a JSON object apart; `uit_cellen` puts exactly that together again."""
    cellen: dict[str, Any] = {}
    for naam, waarde in stand.items():
        _neem_uiteen("/" + _stap(naam), waarde, cellen)
    return cellen


def uit_cellen(cellen: Mapping[str, Any]) -> dict[str, Any]:
    """Put together what is there, also of cells that no `cellen_van` made.

    An item without the cells of its key is left out, whatever else there is of it. What lies below a
    path goes before a value at that path.
    """
    wortel = _Tak()
    for pad, waarde in cellen.items():
        if waarde is not AFWEZIG:
            wortel.zet(pad, waarde)
    return wortel.delen("")


def verschil(oud: Mapping[str, Any], nieuw: Mapping[str, Any]) -> dict[str, Any]:
    """Return per path what is otherwise in `nieuw`, AFWEZIG where it is gone."""
    anders = {pad: w for pad, w in nieuw.items() if not zelfde(oud.get(pad, AFWEZIG), w)}
    weg = {pad: AFWEZIG for pad, w in oud.items() if pad not in nieuw and w is not AFWEZIG}
    return anders | weg


def bij_te_schrijven(cellen: Mapping[str, Any], stand: Mapping[str, Any]) -> dict[str, Any]:
    """Return what to write, so that `cellen` put together are `stand`; no more than that.

    Cells that do not show, as of somebody who was removed, stay as they are until they would show: so
    nobody settles a botsing about them unseen, and a new person gets no answers of one with the same id.
    """
    doel, erbij = cellen_van(stand), dict[str, Any]()
    while over := verschil(cellen_van(uit_cellen({**cellen, **erbij})), doel):
        erbij |= over
    return erbij


def sleutelcel(pad: str) -> str | None:
    """Return the cell without which what `pad` is of is not there; None when it is of no item of a list."""
    for lijst, (eerste, *_) in LIJSTEN.items():
        if pad.startswith(lijst + "/"):
            return f"{lijst}/{pad[len(lijst) + 1 :].split('/')[0]}/{eerste}"
    return None


def zelfde(een: Any, ander: Any) -> bool:
    """Say whether two values are the same as JSON, where 1 is not true."""
    if isinstance(een, Mapping) and isinstance(ander, Mapping):
        return een.keys() == ander.keys() and all(zelfde(een[naam], ander[naam]) for naam in een)
    if isinstance(een, list) and isinstance(ander, list):
        return len(een) == len(ander) and all(map(zelfde, een, ander))
    return isinstance(een, bool) == isinstance(ander, bool) and bool(een == ander)


def _neem_uiteen(pad: str, waarde: Any, cellen: dict[str, Any]) -> None:
    delen = _delen(pad, waarde)
    if not delen:
        cellen[pad] = waarde
        return
    for naam, deel in delen.items():
        _neem_uiteen(f"{pad}/{_stap(naam)}", deel, cellen)


def _delen(pad: str, waarde: Any) -> Mapping[str, Any] | None:
    """Return what a value is followed down to, None when it is one value."""
    if pad in LIJSTEN:
        return _per_sleutel(waarde, LIJSTEN[pad]) if isinstance(waarde, list) else None
    heel = pad in _HEEL or pad.startswith(_HEEL_ONDER)
    return waarde if isinstance(waarde, Mapping) and not heel else None


def _per_sleutel(lijst: Sequence[Any], velden: Sequence[str]) -> dict[str, Any] | None:
    """Return the items by key, each with its place; None when a key is lacking or there twice."""
    items: dict[str, Any] = {}
    for plaats, item in enumerate(lijst):
        sleutel = _sleutel(item, velden)
        if sleutel is None or sleutel in items or PLAATS in item:
            return None
        items[sleutel] = {**item, PLAATS: plaats}
    return items


def _sleutel(item: Any, velden: Sequence[str]) -> str | None:
    """Return the text by which an item is known; only a field after the first may be null."""
    if not isinstance(item, Mapping) or not all(veld in item for veld in velden):
        return None
    eerste, *rest = (item[veld] for veld in velden)
    if not isinstance(eerste, str) or not all(isinstance(w, str | None) for w in rest):
        return None
    return json.dumps([eerste, *rest], separators=(",", ":")) if rest else eerste


class _Tak:
    """One step of all paths: what stands at it, and the steps below it."""

    __slots__ = ("onder", "waarde")

    def __init__(self) -> None:
        self.waarde: Any = AFWEZIG
        self.onder: dict[str, _Tak] = {}

    def zet(self, pad: str, waarde: Any) -> None:
        tak = self
        for stap in pad.split("/")[1:]:
            volgende = tak.onder.get(stap)
            if volgende is None:
                volgende = tak.onder[stap] = _Tak()
            tak = volgende
        tak.waarde = waarde

    def delen(self, pad: str) -> dict[str, Any]:
        samen = {_naam(stap): tak.geheel(f"{pad}/{stap}") for stap, tak in self.onder.items()}
        return {naam: waarde for naam, waarde in samen.items() if waarde is not AFWEZIG}

    def geheel(self, pad: str) -> Any:
        if not self.onder:
            return self.waarde
        delen = self.delen(pad)
        return (_op_plaats(delen, LIJSTEN[pad]) if pad in LIJSTEN else delen) or self.waarde


def _op_plaats(items: Mapping[str, Any], velden: Sequence[str]) -> list[Any]:
    heel = [(sleutel, item) for sleutel, item in items.items() if _sleutel(item, velden) == sleutel]
    heel.sort(key=lambda paar: (_plaats(paar[1]), paar[0]))
    return [{naam: waarde for naam, waarde in item.items() if naam != PLAATS} for _, item in heel]


def _plaats(item: Mapping[str, Any]) -> float:
    plaats = item.get(PLAATS)
    return plaats if isinstance(plaats, int) else math.inf


def _stap(naam: str) -> str:
    return naam.replace("~", "~0").replace("/", "~1")


def _naam(stap: str) -> str:
    return stap.replace("~1", "/").replace("~0", "~")
