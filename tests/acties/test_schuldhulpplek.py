"""What is kept of debt help: the task that the law sets, how long the dossier stays, and that it goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties.werkplek import Werkplek
from consulent_app.besluiten.taken import EERSTE_GESPREK
from consulent_app.fouten import Geweigerd
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.opslag.waarden import Medewerker
from tests.telling import LEEG

DOCUMENT = {
    "schema": "intake/1",
    "pakket": "oefenstad",
    "personen": [{"id": "p1", "rol": "aanvrager", "voornaam": "Samira", "bsn": "999990019"}],
}


class Klok:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.nu = datetime(2026, 11, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.nu


@pytest.fixture
def klok() -> Klok:
    return Klok()


@pytest.fixture
def werkplek(tmp_path: Path, klok: Klok) -> Iterator[Werkplek]:
    with Dossierkast.maak(
        tmp_path / "kast", "Bea", "paard accu nietje", argon2=Argon2(1, 8, 1), klok=klok
    ) as kast:
        yield Werkplek(kast, Medewerker("Bea", "consulent"))


@pytest.fixture
def dossier(werkplek: Werkplek) -> str:
    return werkplek.nieuw(DOCUMENT).id


def bewaar(werkplek: Werkplek, dossier: str, **schuldhulp: Any) -> None:
    werkplek.schuldhulp.bewaar(dossier, {"schuldhulp": schuldhulp})


def taken(werkplek: Werkplek) -> list[tuple[str, date | None]]:
    return [(taak.wat, taak.uiterlijk) for taak in werkplek.dagbeeld().taken]


def test_de_taak_komt_met_de_aanmelding_en_verschuift_bij_een_crisis(
    werkplek: Werkplek, dossier: str
) -> None:
    bewaar(werkplek, dossier, aangemeld="2026-11-02")
    assert taken(werkplek) == [(EERSTE_GESPREK, date(2026, 11, 30))]
    bewaar(werkplek, dossier, aangemeld="2026-11-02", crisis=["gedwongen woningontruiming"])
    assert taken(werkplek) == [(EERSTE_GESPREK, date(2026, 11, 5))]


@pytest.mark.parametrize(
    "daarna",
    [
        {"aangemeld": "2026-11-02", "gesprek": "2026-11-10"},
        {"aangemeld": "2026-11-02", "uitgestroomd": "2026-11-10", "reden": "Zelf"},
        {},
    ],
)
def test_de_taak_is_klaar_als_niemand_meer_wacht(
    werkplek: Werkplek, dossier: str, daarna: dict[str, str]
) -> None:
    werkplek.stel_voor(dossier, date(2026, 11, 2), [], [("Nabellen", None)], LEEG)
    bewaar(werkplek, dossier, aangemeld="2026-11-02")
    bewaar(werkplek, dossier, **daarna)
    assert taken(werkplek) == [("Nabellen", None)]


def test_wat_gelijk_blijft_maakt_geen_gebeurtenis_van_een_taak(werkplek: Werkplek, dossier: str) -> None:
    bewaar(werkplek, dossier, aangemeld="2026-11-02")
    bewaar(werkplek, dossier, aangemeld="2026-11-02", met_partner=False)
    soorten = [g.soort for g in werkplek.alles_over(dossier).gebeurtenissen]
    assert soorten == ["nieuw", "behandeling", "taak", "behandeling"]


def test_elke_wijziging_blijft_als_gebeurtenis(werkplek: Werkplek, dossier: str) -> None:
    bewaar(werkplek, dossier, aangemeld="2026-11-02")
    bewaar(werkplek, dossier, aangemeld="2026-11-03")
    inhoud = [g.inhoud for g in werkplek.alles_over(dossier).gebeurtenissen if g.soort == "behandeling"]
    assert inhoud == [
        {"wat": "schuldhulp", "waarde": {"aangemeld": dag}} for dag in ("2026-11-02", "2026-11-03")
    ]


def test_met_schuldhulp_is_het_geen_afgebroken_gesprek(
    werkplek: Werkplek, dossier: str, klok: Klok
) -> None:
    """Selectielijst 8.1.9: five years from the end of the help, not the 42 days of a broken-off talk."""
    gewoon = werkplek.nieuw(DOCUMENT).id
    bewaar(werkplek, dossier, aangemeld="2026-11-02")
    assert werkplek.archief.bewaring(dossier).soort == "schuldhulp"
    klok.nu += timedelta(days=60)
    assert [regel.id for regel in werkplek.archief.aan_de_beurt()] == [gewoon]
    assert werkplek.dagbeeld().te_oud == 1
    with pytest.raises(Geweigerd, match="schuldhulp"):
        werkplek.archief.verwijder(dossier)


def test_schuldhulp_gaat_weg_met_het_dossier(werkplek: Werkplek, dossier: str, klok: Klok) -> None:
    bewaar(werkplek, dossier, aangemeld="2026-11-02", doorverwezen_naar="Wilgenroosjesloket")
    werkplek.archief.sluit_af(dossier)
    klok.nu += timedelta(days=366 * 5)
    # Somebody works on, and a week later the clock is believed.
    werkplek.meld_aan()
    klok.nu += timedelta(days=8)
    werkplek.archief.vernietig([dossier])
    kast = werkplek._kast
    assert kast.met_schuldhulp() == []
    with kast._verbindingen.lezen() as database:
        tabellen = [
            rij[0] for rij in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        inhoud = str([list(database.query(f"SELECT * FROM {naam}")) for naam in tabellen])
    assert "aangemeld" not in inhoud
    assert "Wilgenroosjesloket" not in inhoud


def test_de_lijst_voor_de_overdracht_is_van_wie_zich_meldde(werkplek: Werkplek, dossier: str) -> None:
    werkplek.nieuw(DOCUMENT)
    poging = {"op": "2026-11-01", "soort": "Brief"}
    ander = werkplek.nieuw(DOCUMENT).id
    bewaar(werkplek, ander, contactpogingen=[poging])
    assert werkplek._kast.met_schuldhulp() == []
    bewaar(werkplek, ander, aangemeld="2026-11-02", contactpogingen=[poging])
    bewaar(werkplek, dossier, aangemeld="2026-11-02")
    assert [gevonden.id for gevonden in werkplek._kast.met_schuldhulp()] == [dossier, ander]
