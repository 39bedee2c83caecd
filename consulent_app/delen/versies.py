"""Versions of cells by many workplaces: which hold, and where a person has to choose.

A version names those that it replaces. What none replaces is a kop (head) of its path; more of them with
different values are a botsing, unless the values themselves say which one holds (_VANZELF).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consulent_app.delen.cellen import AFWEZIG, PLAATS, sleutelcel, zelfde

TOESTEMMING = "/document/gesprek/toestemming_delen"
#: Of a dossier, the furthest last.
_STATUSSEN = ("intake", "afgesloten", "besloten")


@dataclass(frozen=True, slots=True)
class Versie:
    """What a cell became, or AFWEZIG; `basis` names the versions that it replaces."""

    pad: str
    versie: str
    waarde: Any
    basis: frozenset[str]
    door: str
    tijdstip: str


Koppen = Mapping[str, tuple[Versie, ...]]
_Keus = Callable[[Sequence[Versie]], Versie]


def naam_van(hlc: int, apparaat: str) -> str:
    """Return the name of a version: the order of the text is that of the clock."""
    return f"{hlc:016x}-{apparaat}"


def hlc_van(naam: str) -> int:
    """Return the moment of the clock in the name of a version."""
    return int(naam.partition("-")[0], 16)


def koppen(versies: Iterable[Versie]) -> dict[str, tuple[Versie, ...]]:
    """Return the heads of each path, oldest first, whatever the order and how often each version came.

    A version replaces only older ones, so that no path loses its last head.
    """
    per_pad: dict[str, dict[str, Versie]] = {}
    for versie in versies:
        per_pad.setdefault(versie.pad, {})[versie.versie] = versie
    return {pad: _koppen(van_pad) for pad, van_pad in per_pad.items()}


def _koppen(versies: Mapping[str, Versie]) -> tuple[Versie, ...]:
    vervangen = {oud for v in versies.values() for oud in v.basis if oud < v.versie}
    return tuple(versies[naam] for naam in sorted(versies.keys() - vervangen))


def basis_voor(koppen_van_pad: Iterable[Versie]) -> frozenset[str]:
    """Return what a version replaces that is written by who sees these heads.

    Also what they replaced themselves: not every workplace gets the versions in between.
    """
    return frozenset(naam for kop in koppen_van_pad for naam in (kop.versie, *kop.basis))


def gekozen(pad: str, koppen: Koppen) -> Versie:
    """Return the head that holds now: the latest, or the one that the values settle."""
    return (_vanzelf(pad) or _bij_botsing(pad))(koppen[pad])


def botst(pad: str, koppen: Koppen) -> bool:
    """Say whether a person has to choose between the heads.

    Also when one answered something about somebody whom another removed meanwhile.
    """
    if _vanzelf(pad) is not None:
        return False
    eerste, *rest = koppen[pad]
    return not all(zelfde(eerste.waarde, kop.waarde) for kop in rest) or _van_wie_weg_is(pad, koppen)


def _van_wie_weg_is(pad: str, koppen: Koppen) -> bool:
    sleutel = sleutelcel(pad)
    if sleutel is None or sleutel not in koppen or koppen[pad][0].waarde is AFWEZIG:
        return False
    return gekozen(sleutel, koppen).waarde is AFWEZIG


def _eerste(koppen: Sequence[Versie]) -> Versie:
    return min(koppen, key=lambda kop: kop.versie)


def _laatste(koppen: Sequence[Versie]) -> Versie:
    return max(koppen, key=lambda kop: kop.versie)


def _verte(status: Any) -> int:
    return _STATUSSEN.index(status) if status in _STATUSSEN else -1


def _verst(koppen: Sequence[Versie]) -> Versie:
    return max(koppen, key=lambda kop: (_verte(kop.waarde), kop.versie))


def _laatste_dag(koppen: Sequence[Versie]) -> Versie:
    return max(koppen, key=lambda kop: (kop.waarde if isinstance(kop.waarde, str) else "", kop.versie))


def _niet_gedeeld(koppen: Sequence[Versie]) -> Versie:
    return _laatste([kop for kop in koppen if kop.waarde is not True] or koppen)


#: One of each holds without asking, whoever wrote it.
_VANZELF: Mapping[str, _Keus] = {
    "/dossier/status": _verst,
    "/dossier/voorstel_op": _laatste_dag,
    "/dossier/kenmerk": _eerste,
    "/dossier/organisatie": _eerste,
    "/dossier/aangemaakt": _eerste,
}


def _vanzelf(pad: str) -> _Keus | None:
    """Return how a path is settled without asking, None when a person has to choose."""
    if pad.startswith("/telling/"):
        return _eerste
    return _laatste if pad.endswith("/" + PLAATS) else _VANZELF.get(pad)


def _bij_botsing(pad: str) -> _Keus:
    """Return what holds until somebody chose: only an undisputed yes is a yes (AVG 6)."""
    return _niet_gedeeld if pad == TOESTEMMING else _laatste
