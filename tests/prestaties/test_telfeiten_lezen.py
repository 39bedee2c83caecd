"""The facts of a year of a large gemeente: how long it takes to read them, and as tables of pandas."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from consulent_app.acties.tellen import teltabellen
from consulent_app.acties.werkplek import Werkplek
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2
from tests.prestaties.telfeiten import maak, zet_in

pytestmark = pytest.mark.prestaties
BESLUITEN = 100_000
JAAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_honderdduizend_besluiten_lezen(tmp_path: Path) -> None:
    rijen = maak(BESLUITEN)
    besloten = sum(rij[8] in ("toegekend", "afgewezen") for rij in rijen.feiten)
    with Dossierkast.maak(tmp_path / "kast", "Sanne", "paard accu nietje", argon2=Argon2(1, 8, 1)) as kast:
        zet_in(kast, rijen)
        werkplek = Werkplek(kast, kast.medewerker)
        # The time of this process alone: other work on the computer does not count.
        begin = time.process_time()
        gelezen = werkplek.telfeiten(*JAAR)
        lezen = time.process_time() - begin
        begin = time.process_time()
        tabellen = teltabellen(werkplek, *JAAR)
        tabel = time.process_time() - begin
    assert gelezen == rijen
    assert len(tabellen.feiten) == len(rijen.feiten) >= besloten >= BESLUITEN
    print(f"\n{besloten} besluiten in {len(rijen.feiten)} feiten: {lezen:.2f} s, als tabel {tabel:.2f} s")
    assert lezen < 3
