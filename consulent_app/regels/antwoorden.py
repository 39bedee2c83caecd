"""Every other answer that a question has, each with the household as it would then be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from consulent_app.huishouden.model import Intake
from consulent_app.regels.pakket import Pakket


@dataclass(frozen=True)
class Antwoord:
    """Another answer to one question, in a word, and the household with that answer."""

    pad: str
    woord: str
    intake: Intake


def antwoorden(
    intake: Intake,
    velden: set[str] | None,
    persoon: str | None,
    pakket: Pakket,
    paden: Sequence[str] | None = None,
) -> Iterator[Antwoord]:
    """Return every other answer to yes/no questions and choices.

    Of `velden` those that are answered, for `persoon` or for who applies; or of `paden` those asked.
    """
    for pad in paden if paden is not None else _beantwoord(intake, velden or set(), persoon, pakket):
        veld = pakket.velden_op_pad.get(_algemeen(pad))
        if veld is None or veld.naam == "rol" or veld.soort not in ("ja_nee", "keuze"):
            continue
        nu = _waarde(intake, pad)
        opties = veld.opties if veld.soort == "keuze" else {True: "ja", False: "nee"}
        for waarde, woord in opties.items():
            if waarde != nu:
                yield Antwoord(pad, woord, _met_antwoord(intake, pad, waarde))


def _beantwoord(intake: Intake, velden: set[str], persoon: str | None, pakket: Pakket) -> Iterator[str]:
    for veld in pakket.velden.values():
        if veld.naam not in velden or veld.niveau not in ("persoon", "huishouden"):
            continue
        paden = [veld.pad]
        if veld.niveau == "persoon":
            wie = [p for p in intake.personen if p.id == persoon or p.rol in ("aanvrager", "partner")]
            paden = [veld.pad.replace("*", p.id) for p in wie if not veld.rollen or p.rol in veld.rollen]
        yield from (pad for pad in paden if len(pad.split(".")) > 1 and _waarde(intake, pad) is not None)


def _algemeen(pad: str) -> str:
    delen = pad.split(".")
    return ".".join(["personen", "*", *delen[2:]]) if delen[0] == "personen" else pad


def _waarde(intake: Intake, pad: str) -> Any:
    delen = pad.split(".")
    if delen[0] == "personen":
        return getattr(intake.persoon(delen[1]), delen[2])
    return getattr(getattr(intake, delen[0]), delen[1])


def _met_antwoord(intake: Intake, pad: str, waarde: Any) -> Intake:
    delen = pad.split(".")
    if delen[0] == "personen":
        ander = replace(intake.persoon(delen[1]), **{delen[2]: waarde})
        return replace(intake, personen=tuple(ander if p.id == ander.id else p for p in intake.personen))
    groep = replace(getattr(intake, delen[0]), **{delen[1]: waarde})
    return replace(intake, **{delen[0]: groep})
