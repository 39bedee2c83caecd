"""One question at a time needs about half of the questions of the form, and then all is decided."""

from __future__ import annotations

import copy
import statistics
from datetime import date
from random import Random
from typing import Any

import pytest

from consulent_app.intake.gesprek import Gesprek
from consulent_app.intake.vraagvolgorde import open_vragen
from consulent_app.regels.toets import toets
from tests.intake.realistisch import PEILDATUM, SOORTEN, huishouden
from tests.regels.huishoudens import pakketten


def gevraagd(document: dict[str, Any]) -> tuple[int, int]:
    """Return how many questions the conversation asks of this household, and how many the form has.

    Both ask the name of everybody and one address; only the form also asks for each BSN.
    """
    pakket = pakketten()["heemskerk"]
    weet, gesprek = (
        Gesprek(copy.deepcopy(document)),
        Gesprek.nieuw("heemskerk", date.fromisoformat(PEILDATUM)),
    )
    gesprek.antwoord("personen", [{"id": p["id"], "rol": p["rol"]} for p in document["personen"]])
    gehad: set[str] = set()
    while over := [v for v in _open(gesprek) if v.pad not in gehad]:
        pad = over[0].pad
        gehad.add(pad)
        if (antwoord := weet.waarde(pad)) is not None:
            gesprek.antwoord(pad, copy.deepcopy(antwoord))
    formulier = sum(len(list(weet.vragen(sectie.id, pakket))) for sectie in pakket.secties)
    namen = len(weet.personen)
    return len(gehad) + namen + 1, formulier + 2 * namen + 1


def _open(gesprek: Gesprek) -> list[Any]:
    pakket = pakketten()["heemskerk"]
    return open_vragen(gesprek, pakket, toets(gesprek.intake(), pakket))


def _aandelen(aantal: int) -> list[float]:
    toeval = Random(4)
    paren = [gevraagd(huishouden(toeval, nummer)) for nummer in range(aantal)]
    return [vragen / formulier for vragen, formulier in paren]


def test_het_gesprek_vraagt_hoogstens_de_helft_van_het_formulier() -> None:
    aandelen = _aandelen(3 * len(SOORTEN))
    assert statistics.mean(aandelen) <= 0.5


@pytest.mark.prestaties
def test_verdeling_over_duizend_huishoudens() -> None:
    """Prints how much of the form the conversation asks."""
    aandelen = sorted(_aandelen(1000))
    delen = {f"{p}%": f"{aandelen[p * 999 // 100]:.0%}" for p in (0, 10, 50, 90, 100)}
    print(f"\ngemiddeld {statistics.mean(aandelen):.0%} van de vragen; verdeling {delen}")
