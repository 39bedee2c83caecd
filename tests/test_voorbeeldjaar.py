"""The made-up year: everything that is counted is in it, and the same each time."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties.tellen import Teltabellen, teltabellen
from consulent_app.acties.werkplek import Werkplek
from consulent_app.besluiten.telfeiten import MOMENTEN
from consulent_app.fouten import Geweigerd
from consulent_app.opslag.dossierkast import Dossierkast
from tests.voorbeeldjaar import EERSTE, LAATSTE, TEAMLEIDER, WACHTWOORD, maak

#: Conversations, households in the file, and households that come for debts alone.
GROOTTE = 60, 60, 40


def geteld(map_: Path) -> Teltabellen:
    """Return what the teamleider reads, who sees no dossier."""
    with Dossierkast.open(map_, TEAMLEIDER, WACHTWOORD) as kast:
        werkplek = Werkplek(kast, kast.medewerker)
        with pytest.raises(Geweigerd):
            werkplek.zoek("")
        return teltabellen(werkplek, EERSTE, LAATSTE)


@pytest.fixture(scope="module")
def jaar(tmp_path_factory: pytest.TempPathFactory) -> Teltabellen:
    map_ = tmp_path_factory.mktemp("jaar") / "kast"
    maak(map_, *GROOTTE)
    return geteld(map_)


def test_alles_wat_telt_komt_erin_voor(jaar: Teltabellen) -> None:
    feiten = jaar.feiten
    assert set(feiten["moment"]) == set(MOMENTEN)
    assert set(feiten["uitkomst"]) >= {
        "toegekend", "afgewezen", "aanvraag", "onbekend", "te_beslissen", "krijgt_al", "niet_gevraagd",
        "via_anderen", "landelijk", "geen_recht",
    }  # fmt: skip
    assert set(feiten["wijze"]) == {"", "ambtshalve", "aanvraag", "maatwerk"}
    assert set(feiten["plaats"]) >= {"serviceplein", "wijkspreekuur", "huisbezoek", "telefoon", "bestand"}
    assert len(set(feiten["huishoudtype"])) == 4
    assert set(jaar.redenen["soort"]) == {"afwijzing", "onbekend"}
    gewoon = {"begonnen", "verwijzing", "nagegaan", "nazorg", "afgesloten"}
    schulden = {soort for soort in jaar.stappen["soort"] if soort.startswith("schuldhulp_")}
    assert set(jaar.stappen["soort"]) == gewoon | schulden
    assert {soort.removeprefix("schuldhulp_") for soort in schulden} == {
        "aanmelding", "crisis", "contactpoging", "gesprek", "wachttijd", "doorstroom", "besluit",
        "besluittijd", "uitstroom", "correctie",
    }  # fmt: skip
    # Over New Year, and every correction points to a decision of before.
    assert {dag[:4] for dag in feiten["dag"]} == {"2026", "2027"}
    dagen: dict[Any, str] = dict(zip(feiten["nr"], feiten["dag"], strict=True))
    correcties = feiten[feiten["moment"] == "correctie"]
    assert all(dagen[r.vervangt] <= r.dag for r in correcties.itertuples())


def test_het_jaar_is_elke_keer_hetzelfde(jaar: Teltabellen, tmp_path: Path) -> None:
    """But for the handles, which follow from nothing."""
    maak(tmp_path / "kast", *GROOTTE)
    weer = geteld(tmp_path / "kast")
    handvatten = ["huishouden", "persoon"]
    for deel in ("feiten", "redenen", "stappen"):
        een, ander = (
            getattr(t, deel).drop(columns=handvatten, errors="ignore").to_dict("records")
            for t in (jaar, weer)
        )
        assert str(een) == str(ander)
    assert date.fromisoformat(max(weer.feiten["dag"])) <= LAATSTE
