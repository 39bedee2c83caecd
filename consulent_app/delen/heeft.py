"""What a workplace has of the delingen of all, said in few words, so that the others send only the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Reeks = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Heeft:
    """Of each workplace everything up to a number (`tot`), but for the contents of these (`mist`).

    Who passed a deling on may not have had its contents; who has them still has to give those.
    """

    tot: Mapping[str, int]
    mist: Mapping[str, Sequence[Reeks]]


NIETS = Heeft({}, {})


def ontbreekt(heeft: Heeft, apparaat: str, nr: int) -> bool:
    """Say whether a deling, or its contents, is not there."""
    if nr > heeft.tot.get(apparaat, 0):
        return True
    return any(van <= nr <= tot for van, tot in heeft.mist.get(apparaat, ()))


def van_allen(rij: Sequence[Heeft]) -> Heeft:
    """Return what each of some workplaces has, for one file to all of them."""
    if not rij:
        return NIETS
    apparaten = set.intersection(*(set(heeft.tot) for heeft in rij))
    mist: dict[str, list[Reeks]] = {}
    for heeft in rij:
        for apparaat, reeksen in heeft.mist.items():
            mist.setdefault(apparaat, []).extend(reeksen)
    return Heeft({apparaat: min(heeft.tot[apparaat] for heeft in rij) for apparaat in apparaten}, mist)


def in_reeksen(nummers: Iterable[int]) -> list[Reeks]:
    """Return numbers, in their order, as stretches without a gap."""
    reeksen: list[Reeks] = []
    for nr in nummers:
        if reeksen and nr == reeksen[-1][1] + 1:
            reeksen[-1] = (reeksen[-1][0], nr)
        else:
            reeksen.append((nr, nr))
    return reeksen


def als_document(heeft: Heeft) -> dict[str, Any]:
    """Return it as JSON."""
    mist = {apparaat: [list(reeks) for reeks in reeksen] for apparaat, reeksen in heeft.mist.items()}
    return {"tot": dict(heeft.tot), "mist": mist}


def uit_document(document: Mapping[str, Any]) -> Heeft:
    """Read what `als_document` made; raises LookupError, TypeError or ValueError for anything else."""
    tot = {str(apparaat): _getal(nr) for apparaat, nr in document["tot"].items()}
    mist = {
        str(apparaat): [(_getal(van), _getal(tot)) for van, tot in reeksen]
        for apparaat, reeksen in document["mist"].items()
    }
    return Heeft(tot, mist)


def _getal(waarde: Any) -> int:
    if type(waarde) is not int:
        raise TypeError("geen getal")
    return waarde
