"""How long the screen is silent while amounts are looked up and a new one is worked out.

Nothing is asserted about time, which is the machine's.
"""

from __future__ import annotations

import gc
import os
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from consulent_app.ui.app import maak_app, maak_venster
from consulent_app.ui.bedragpagina import Bedragpagina
from consulent_app.ui.bedragvenster import RUST_MS, Bedragvenster
from tests.prestaties.hartslag import Hartslag
from tests.ui.conftest import BEHEER, BEHEERWOORD, maak_kast

pytestmark = pytest.mark.prestaties
DOEL_STILTE_MS = 16
WAARDEN = ("1447,85", "1450", "1460")


def test_een_bedrag_invoeren_houdt_het_scherm_niet_op(tmp_path: Path) -> None:
    """Prints the longest silences, of the page and of three values that are typed."""
    maak_kast(tmp_path)
    maak_app()
    venster = maak_venster(tmp_path)
    bladzijde = venster.paginas["bedragen"]
    assert isinstance(bladzijde, Bedragpagina)
    venster.show()
    gc.collect()
    gc.freeze()
    with Hartslag() as hart:

        def doe(wat: str, handeling: partial[object]) -> None:
            hart.bij = wat
            hart.laat_lopen(handeling, ms=RUST_MS * 2)
            while not venster.werkblad.rustig:
                hart.laat_lopen(lambda: None, ms=20)

        doe("inloggen", partial(venster.inlog.kies, BEHEER, BEHEERWOORD))
        doe("de bladzijde", partial(venster.ga_naar, "bedragen"))
        doe("zoeken", partial(bladzijde.zoekveld.setText, "alleenstaande 21 jaar AOW-leeftijd"))
        doe("openen", partial(bladzijde.voer_in))
        (vel,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, Bedragvenster))
        vel.bron.setText("Staatscourant 2026, 40123")
        for waarde in WAARDEN:
            doe(f"{waarde} doorrekenen", partial(vel.waarde.setText, waarde))
            assert vel.model.rowCount() > 0
    gc.unfreeze()
    vel.close()
    venster.close()
    venster.deleteLater()
    print(f"\nbelasting {os.getloadavg()[0]:.1f} op {os.cpu_count()} kernen; doel {DOEL_STILTE_MS} ms")
    print("\n".join(f"  {stilte}" for stilte in sorted(hart.stiltes, key=lambda stilte: -stilte.ms)[:12]))
