"""Arithmetic, comparisons and folds over values that may be unknown; each keeps what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from consulent_app.huishouden.datums import leeftijd_op, maanden_tussen
from consulent_app.huishouden.datums import plus_maanden as datum_plus_maanden
from consulent_app.regels.waarde import LEEG, ONEINDIG, ONWAAR, WAAR, Waarde
from consulent_app.regels.zaak import Zaak, oneindig


def som(waarden: list[Waarde]) -> Waarde:
    laag = hoog = 0
    mist = LEEG
    for w in waarden:
        laag, hoog = laag + w[0], hoog + w[1]
        mist = mist | w[2] if w[2] else mist
    return laag, hoog, mist


def tel(waarden: list[Waarde]) -> Waarde:
    return som(waarden)


def enige(waarden: list[Waarde]) -> Waarde:
    if any(w[0] == 1 for w in waarden):
        return WAAR
    open_ = [w for w in waarden if w[1] == 1]
    return (0, 1, alle_mist(open_)) if open_ else ONWAAR


def elk(waarden: list[Waarde]) -> Waarde:
    if any(w[1] == 0 for w in waarden):
        return ONWAAR
    open_ = [w for w in waarden if w[0] == 0]
    return (0, 1, alle_mist(open_)) if open_ else WAAR


VOUWEN = {"som": som, "tel": tel, "enige": enige, "elk": elk}
ONBEKENDE_LIJST: dict[str, tuple[Any, Any]] = {
    "som": (0, ONEINDIG),
    "tel": (0, ONEINDIG),
    "enige": (0, 1),
    "elk": (0, 1),
}


def alle_mist(waarden: list[Waarde]) -> frozenset[str]:
    return LEEG.union(*(w[2] for w in waarden))


def plus(a: Waarde, b: Waarde) -> Waarde:
    return a[0] + b[0], a[1] + b[1], a[2] | b[2] if a[2] or b[2] else LEEG


def minus(a: Waarde, b: Waarde) -> Waarde:
    return a[0] - b[1], a[1] - b[0], a[2] | b[2] if a[2] or b[2] else LEEG


def maal(a: Waarde, b: Waarde) -> Waarde:
    # 0 times an open bound is 0 here: nothing of an unknown number is nothing.
    hoeken = [x * y if x and y else 0 for x in a[:2] for y in b[:2]]
    laag, hoog = min(hoeken), max(hoeken)
    return laag, hoog, LEEG if laag == hoog else a[2] | b[2]


def omhul(a: Waarde, b: Waarde, mist: frozenset[str]) -> Waarde:
    if a[0] is None or b[0] is None or isinstance(a[0], str):
        gelijk = a[:2] == b[:2] and a[0] is not None
        return a if gelijk else (None, None, mist | a[2] | b[2])
    laag, hoog = min(a[0], b[0]), max(a[1], b[1])
    return laag, hoog, LEEG if laag == hoog else mist | a[2] | b[2]


def onzeker(a: Waarde, b: Waarde) -> Waarde:
    return 0, 1, a[2] | b[2]


def kleiner(a: Waarde, b: Waarde) -> Waarde:
    if a[1] < b[0]:
        return WAAR
    return ONWAAR if a[0] >= b[1] else onzeker(a, b)


def hoogstens(a: Waarde, b: Waarde) -> Waarde:
    if a[1] <= b[0]:
        return WAAR
    return ONWAAR if a[0] > b[1] else onzeker(a, b)


def gelijk(a: Waarde, b: Waarde) -> Waarde:
    if a[0] is None or b[0] is None:
        return onzeker(a, b)
    if a[0] == a[1] == b[0] == b[1]:
        return WAAR
    if isinstance(a[0], str):
        return ONWAAR
    return ONWAAR if a[1] < b[0] or b[1] < a[0] else onzeker(a, b)


def ongelijk(a: Waarde, b: Waarde) -> Waarde:
    laag, hoog, mist = gelijk(a, b)
    return 1 - hoog, 1 - laag, mist


VERGELIJKERS: dict[str, Callable[[Waarde, Waarde], Waarde]] = {
    "<": kleiner,
    "<=": hoogstens,
    ">": lambda a, b: kleiner(b, a),
    ">=": lambda a, b: hoogstens(b, a),
    "==": gelijk,
    "!=": ongelijk,
}


def rond_half(x: Any, d: int) -> Any:
    return x if oneindig(x) else (2 * x + d) // (2 * d)


def rond_neer(x: Any, d: int) -> Any:
    return x if oneindig(x) else x // d


def rond_op(x: Any, d: int) -> Any:
    return x if oneindig(x) else -(-x // d)


RICHTINGEN: dict[str, Callable[[Any, int], Any]] = {
    "half": rond_half,
    "neer": rond_neer,
    "op": rond_op,
}


def zoek_band(banden: list[tuple[int, Waarde]] | Waarde, sleutel: Waarde, soort: str) -> Waarde:
    if isinstance(banden, tuple):
        return banden
    laag, hoog, mist = sleutel
    geraakt = [
        waarde
        for i, (vanaf, waarde) in enumerate(banden)
        if vanaf <= hoog and (i + 1 == len(banden) or banden[i + 1][0] > laag)
    ]
    if not geraakt or laag < banden[0][0]:
        return (0 if soort != "datum" else -ONEINDIG), ONEINDIG, mist
    onder, boven = min(w[0] for w in geraakt), max(w[1] for w in geraakt)
    if onder == boven:
        return geraakt[0]
    return onder, boven, mist | alle_mist(geraakt)


def datum_grenzen(waarde: Waarde, doe: Callable[[date], int], laagst: Any, hoogst: Any) -> tuple[Any, Any]:
    laag = laagst if oneindig(waarde[0]) else doe(date.fromordinal(waarde[0]))
    hoog = hoogst if oneindig(waarde[1]) else doe(date.fromordinal(waarde[1]))
    return laag, hoog


def leeftijd(z: Zaak, geboren: Waarde) -> Waarde:
    peil = date.fromordinal(z.peil)
    oud, jong = datum_grenzen(geboren, lambda dag: max(0, leeftijd_op(dag, peil)), ONEINDIG, 0)
    return jong, oud, LEEG if jong == oud else geboren[2]


def maanden_sinds(z: Zaak, dag: Waarde) -> Waarde:
    peil = date.fromordinal(z.peil)
    ver, kort = datum_grenzen(dag, lambda d: maanden_tussen(d, peil), ONEINDIG, -ONEINDIG)
    return kort, ver, LEEG if kort == ver else dag[2]


def plus_maanden(z: Zaak, dag: Waarde, maanden: Waarde) -> Waarde:
    if any(oneindig(g) for g in (*dag[:2], *maanden[:2])):
        return -ONEINDIG, ONEINDIG, dag[2] | maanden[2]
    laag = datum_plus_maanden(date.fromordinal(dag[0]), maanden[0]).toordinal()
    hoog = datum_plus_maanden(date.fromordinal(dag[1]), maanden[1]).toordinal()
    return laag, hoog, LEEG if laag == hoog else dag[2] | maanden[2]


def jaar(z: Zaak, dag: Waarde) -> Waarde:
    laag, hoog = datum_grenzen(dag, lambda d: d.year, -ONEINDIG, ONEINDIG)
    return laag, hoog, LEEG if laag == hoog else dag[2]


def _begin_van_jaar(z: Zaak, maand: Waarde) -> Waarde:
    peil = date.fromordinal(z.peil)
    begin = date(peil.year - (peil.month < maand[0]), maand[0], 1).toordinal()
    return begin, begin, LEEG


FUNCTIES: dict[str, Callable[..., Waarde]] = {
    "leeftijd_van": leeftijd,
    "maanden_sinds": maanden_sinds,
    "plus_maanden": plus_maanden,
    "jaar": jaar,
    "begin_van_jaar": _begin_van_jaar,
}
