"""A clock that is set back a year: the order stays, no reference comes twice, and somebody says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from consulent_app.opslag.dossierkast import Dossierkast

NU = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TERUG = NU.replace(year=2025)


def test_een_jaar_terug(kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str) -> None:
    kast.sluit()
    with Dossierkast.open(map_, "Sanne", wachtwoord, klok=lambda: NU) as kast:
        eerste = kast.nieuw(document)
        kast.bewaar_antwoord(eerste.id, "a", 1, document)
        assert kast.klok_staat_terug() is None
    with Dossierkast.open(map_, "Sanne", wachtwoord, klok=lambda: TERUG) as kast:
        assert kast.klok_staat_terug() == NU
        kast.bewaar_antwoord(eerste.id, "a", 2, document)
        kast.bewaar_antwoord(eerste.id, "a", 3, document)
        waarden = [g.inhoud.get("waarde") for g in kast.gebeurtenissen(eerste.id)]
        assert waarden == [None, 1, 2, 3]
        assert kast.laatste_open() == eerste.id
        tweede, derde = kast.nieuw(document), kast.nieuw(document)
        assert [d.kenmerk for d in (eerste, tweede, derde)] == [
            "Z/2026/000001", "Z/2025/000001", "Z/2025/000002",
        ]  # fmt: skip
    with Dossierkast.open(map_, "Sanne", wachtwoord, klok=lambda: NU + timedelta(days=1)) as kast:
        assert kast.klok_staat_terug() is None
        assert kast.nieuw(document).kenmerk == "Z/2026/000002"
        assert len(kast.zoek("amrani")) == 4


def test_de_zomertijd_en_een_lege_kast_zijn_geen_klok_die_terugstaat(
    kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str
) -> None:
    assert kast.klok_staat_terug() is None
    kast.nieuw(document)
    kast.sluit()
    een_uur_terug = datetime.now(UTC) - timedelta(hours=1)
    with Dossierkast.open(map_, "Sanne", wachtwoord, klok=lambda: een_uur_terug) as kast:
        assert kast.klok_staat_terug() is None
