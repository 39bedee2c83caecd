"""How long the screen is silent while a year is counted, looked at and saved, with a heartbeat.

Nothing is asserted about time, which is the machine's.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.ui import telpagina
from consulent_app.ui.app import maak_app, maak_venster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.telpagina import Telpagina
from tests.prestaties.hartslag import Hartslag
from tests.prestaties.telfeiten import maak, zet_in
from tests.ui.conftest import BEHEER, BEHEERWOORD, NAAM, WACHTWOORD, maak_kast

pytestmark = pytest.mark.prestaties
RUST_MS, NIETS_MS, DOEL_STILTE_MS = 20, 5_000, 16


@pytest.mark.parametrize("besluiten", [5_000, 100_000])
def test_tellen_houdt_het_scherm_niet_op(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, besluiten: int
) -> None:
    """Prints the longest silences of each act, and how long the count took."""
    maak_kast(tmp_path)
    with Dossierkast.open(tmp_path, BEHEER, BEHEERWOORD) as kast:
        zet_in(kast, maak(besluiten))
        kast.accounts.wijzig_rol(NAAM, "teamleider")
    monkeypatch.setattr(telpagina, "_vandaag", lambda: date(2026, 11, 24))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "telling.xlsx"), ""))
    maak_app()
    venster = maak_venster(tmp_path)
    bladzijde = venster.paginas["tellingen"]
    assert isinstance(bladzijde, Telpagina)
    venster.show()
    # What the test itself made is not looked through for garbage at a desk.
    gc.collect()
    gc.freeze()
    with Hartslag() as hart:
        hart.bij = "niets doen"
        hart.laat_lopen(lambda: None, ms=NIETS_MS)
        inloggen = partial(venster.inlog.kies, NAAM, WACHTWOORD)
        tijden = [_doe(hart, venster, "inloggen en tellen", inloggen)]
        assert bladzijde.beeld is not None
        tijden.append(_doe(hart, venster, "opnieuw tellen", bladzijde.toonknop.click))
        for rij, tabel in enumerate(bladzijde.beeld.tabellen):
            _doe(hart, venster, f"tabel {tabel.titel}", partial(bladzijde.lijst.setCurrentRow, rij))
        _doe(hart, venster, "bewaren als XLSX", bladzijde.knoppen[".xlsx"].click)
        _doe(hart, venster, "de bladzijde verlaten", lambda: venster.ga_naar("account"))
        _doe(hart, venster, "terugkomen", lambda: venster.ga_naar("tellingen"))
    gc.unfreeze()
    assert (tmp_path / "telling.xlsx").is_file()
    venster.close()
    venster.deleteLater()
    print(f"\n{besluiten} besluiten, belasting {os.getloadavg()[0]:.1f} op {os.cpu_count()} kernen")
    print(f"eerst {tijden[0]:.1f} s, dan {tijden[1]:.1f} s; langste stiltes (doel {DOEL_STILTE_MS} ms):")
    lang = sorted(hart.stiltes, key=lambda stilte: -stilte.ms)
    print("\n".join(f"  {stilte}" for stilte in lang[:12]))
    # What stays of these is the machine's, whatever the program does.
    print("\n".join(f"  {stilte}" for stilte in lang if stilte.bij == "niets doen"))


def _doe(hart: Hartslag, venster: Hoofdvenster, wat: str, handeling: Callable[[], object]) -> float:
    """Do something, let the event loop run until all is done, and return how many seconds that took."""
    hart.bij, begin = wat, time.perf_counter()
    hart.laat_lopen(handeling, ms=RUST_MS)
    while not venster.werkblad.rustig:
        hart.laat_lopen(lambda: None, ms=RUST_MS)
    return time.perf_counter() - begin
