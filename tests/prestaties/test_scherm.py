"""What a person at the desk feels: how fast an answer shows, how long the screen is silent, how many keys.

Nothing is asserted about time, which is the machine's; what was told must be what is kept.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from consulent_app.huishouden.lezen import laad_json
from consulent_app.paden import resources
from consulent_app.ui.app import maak_app, maak_venster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.intake.realistisch import SOORTEN, huishouden
from tests.prestaties.hartslag import Hartslag
from tests.ui.conftest import WACHTWOORD, maak_kast
from tests.ui.hulpjes import besluit, intake, scherm_van
from tests.ui.invullen import antwoord_alles, begin
from tests.ui.mens import CTRL, Mens

pytestmark = pytest.mark.prestaties

DOEL_MS, DOEL_STILTE_MS, DOEL_TOETSEN, DOEL_KLIKKEN = 16, 50, 60, 25
INSTELLINGEN = """
[ondertekening]
naam = "Voorbeeldnaam"
functie = "voorbeeldmedewerker"
mandaat = "Voorbeeldmandaat 2026"
[bezwaar]
postadres = "Postbus 1, 1960 AA Heemskerk"
[privacy]
regel = "Zie de website."
"""


class Vlot(Mens):
    """Notes of each act that changes an answer when the outcomes were painted, and when all was done."""

    def __init__(self, venster: Hoofdvenster) -> None:
        super().__init__(venster)
        self.tijden: list[float] = []
        self.alles: list[float] = []
        self._foto, self._geoordeeld, self._telt_niet = QImage(), 0.0, 0.0
        venster.werkblad.geoordeeld.connect(self._neem_op)

    def _neem_op(self) -> None:
        self._geoordeeld = time.perf_counter()
        self._foto = scherm_van(intake(self.venster).uitkomst)
        self._telt_niet += time.perf_counter() - self._geoordeeld

    def _doe(self, wat: str, handeling: Callable[[], Any]) -> None:
        werkblad = self.venster.werkblad
        gesprek, vooraf = werkblad.gesprek, werkblad.gesprek and werkblad.gesprek.document
        self._telt_niet = 0.0
        begin = time.perf_counter()
        super()._doe(wat, handeling)
        while not werkblad.beurten.rustig:
            QApplication.processEvents()
        QApplication.processEvents()
        alles = time.perf_counter() - begin - self._telt_niet
        if gesprek is werkblad.gesprek and gesprek and gesprek.document is not vooraf:
            # Only if it was on the screen then as it stays; else it was not there before all was done.
            stond_er = self._foto == scherm_van(intake(self.venster).uitkomst)
            self.tijden.append((self._geoordeeld - begin if stond_er else alles) * 1000)
            self.alles.append(alles * 1000)
            # What is kept on the worker meanwhile is not part of the next answer.
            self.wacht()


class Rustig(Mens):
    """Acts in a running event loop, of which the heart is being watched."""

    def __init__(self, venster: Hoofdvenster, hart: Hartslag) -> None:
        super().__init__(venster)
        self.hart = hart

    def _doe(self, wat: str, handeling: Callable[[], Any]) -> None:
        self.hart.bij = wat
        # What the tests press goes to the control itself; a real key comes in by the window.
        QTest.keyClick(self.venster.windowHandle(), Qt.Key.Key_Shift)
        self.hart.laat_lopen(handeling, ms=20)

    def _laat_lopen(self) -> None:
        self.hart.laat_lopen(lambda: None, ms=20)


@pytest.fixture
def venster(tmp_path: Path) -> Iterator[Hoofdvenster]:
    """The real window on a real store, of a Heemskerk that has said who signs."""
    maak_app()
    maak_kast(tmp_path)
    (tmp_path / "instellingen-heemskerk.toml").write_text(INSTELLINGEN, encoding="utf-8")
    hoofdvenster = maak_venster(tmp_path)
    Mens(hoofdvenster).ga_zitten(WACHTWOORD)
    yield hoofdvenster
    hoofdvenster.close()
    hoofdvenster.deleteLater()


def _nieuwkomer() -> dict[str, Any]:
    return laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json")


def _is_duidelijk(venster: Hoofdvenster) -> bool:
    """Say whether every outcome is decided, or only needs papers or a look by somebody."""
    oordeel = venster.werkblad.oordeel
    return oordeel is not None and not any(u.ontbreekt for u in oordeel.uitkomsten)


@pytest.mark.parametrize("gesprek", [True, False], ids=["gesprek", "formulier"])
def test_van_toets_tot_uitkomst(venster: Hoofdvenster, gesprek: bool) -> None:
    """Prints how long it takes from the key that gives an answer until the outcomes are painted."""
    mens, toeval = Vlot(venster), Random(4)
    for nummer in range(len(SOORTEN)):
        document = huishouden(toeval, nummer)
        begin(mens, document, gesprek=gesprek)
        antwoord_alles(mens, document)
    begin(mens, _nieuwkomer(), gesprek=gesprek)
    antwoord_alles(mens, _nieuwkomer())
    assert _is_duidelijk(venster)
    print(f"\n{len(mens.tijden)} antwoorden in {len(SOORTEN) + 1} huishoudens")
    print(f"tot de uitkomsten er staan: {_spreiding(mens.tijden)} (doel {DOEL_MS})")
    print(f"tot er niets meer te doen is: {_spreiding(mens.alles)}")


def _spreiding(tijden: list[float]) -> str:
    op_rij = sorted(tijden)
    return (
        f"mediaan {statistics.median(op_rij):.1f} ms, 95e percentiel "
        f"{op_rij[len(op_rij) * 95 // 100]:.1f} ms, langste {op_rij[-1]:.1f} ms"
    )


@pytest.mark.parametrize("gesprek", [True, False], ids=["gesprek", "formulier"])
def test_een_nieuwkomer_telt_toetsen_en_klikken(venster: Hoofdvenster, gesprek: bool) -> None:
    """Prints what a single parent with two children on bijstand costs beside the typed text."""
    mens = Mens(venster)
    begin(mens, _nieuwkomer(), gesprek=gesprek)
    vragen = antwoord_alles(mens, _nieuwkomer())
    assert _is_duidelijk(venster)
    print(
        f"\n{vragen} vragen: {mens.toetsen} toetsen (doel {DOEL_TOETSEN}), {mens.klikken} klikken "
        f"(doel {DOEL_KLIKKEN}), {mens.letters} letters"
    )


@pytest.mark.parametrize("gesprek", [True, False], ids=["gesprek", "formulier"])
def test_het_scherm_staat_nooit_stil(venster: Hoofdvenster, tmp_path: Path, gesprek: bool) -> None:
    """Prints the longest times in which nothing could answer, from a new dossier to a printed PDF."""
    papier = tmp_path / "papier.pdf"
    with Hartslag() as hart:
        mens = Rustig(venster, hart)
        begin(mens, _nieuwkomer(), gesprek=gesprek)
        antwoord_alles(mens, _nieuwkomer())
        assert _is_duidelijk(venster)
        mens.toets(Qt.Key.Key_P, CTRL)
        mens.wacht(lambda: besluit(venster).brieven is not None)
        mens.klik("Druk af...")
        mens.klik("filename", QLineEdit)
        mens.typ(str(papier))
        mens.klik("Afdrukken")
        mens.wacht(papier.is_file)
        mens.klik(besluit(venster).afronden.text())
        mens.wacht()
    assert papier.read_bytes().startswith(b"%PDF")
    lang = sorted(hart.stiltes, key=lambda stilte: -stilte.ms)
    boven = sum(stilte.ms > DOEL_STILTE_MS for stilte in lang)
    print(f"\n{boven} keer langer dan {DOEL_STILTE_MS} ms stil (doel 0); de langste:")
    print("\n".join(f"  {stilte}" for stilte in lang[:12]))
