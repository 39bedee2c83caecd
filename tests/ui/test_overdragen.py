"""A proposal of a raadsman on a laptop: found at the desk, with what changed since; then told back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from consulent_app.acties.brieven import Opdracht, maak_brieven
from consulent_app.acties.dossiers import rond_af
from consulent_app.acties.toetsen import Toetser
from consulent_app.acties.werkplek import Werkplek
from consulent_app.huishouden.lezen import laad_json, lees_document
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.waarden import Medewerker
from consulent_app.paden import resources
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.sindsvenster import Sindsvenster
from tests.opslag import delende_kasten
from tests.opslag.delende_kasten import vertel
from tests.ui.hulpjes import dossiers, druk, rust, zoek
from tests.ui.samen import HIER, antwoord, kast_van, wissel_met, wissel_uit
from tests.ui.test_dossierzaken import naar, teksten

OP = date(2026, 11, 12)


@pytest.fixture
def laptop(venster: Hoofdvenster, tmp_path: Path) -> Iterator[Dossierkast]:
    """The store of a laptop of MET, of Murat; the window is that of a desk."""
    delende_kasten.koppel(kast_van(venster), "Sanne", 1, naam_plek=HIER)
    kast = delende_kasten.maak(tmp_path / "laptop", "Murat", 2, "met", "Laptop 2")
    venster.werkblad.uitwisselaar.wissel = wissel_met(kast)
    yield kast
    kast.sluit()


def stel_voor(laptop: Dossierkast) -> str:
    """Begin a dossier as a raadsman, with a yes to share it, and propose with the real letters."""
    document: dict[str, Any] = laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json")
    document |= {"pakket": "oefenstad"}
    document["gesprek"] = {**document.get("gesprek", {}), "toestemming_delen": True}
    plek = Werkplek(laptop, Medewerker("Murat", "raadsman"))
    dossier = plek.nieuw(document)
    opdracht = Opdracht(OP, dossier.kenmerk, "raadsman")
    rond_af(plek, dossier.id, maak_brieven(lees_document(document), Toetser(), opdracht))
    return dossier.id


def geef(van: Dossierkast, id_: str, aan: str | None) -> None:
    assert van.delen.geef_beurt(id_, aan) is not None


def in_vandaag(qtbot: QtBot, venster: Hoofdvenster) -> QPushButton:
    naar(qtbot, venster, "Dossiers")
    return zoek(
        dossiers(venster).vandaag, QPushButton, lambda k: k.accessibleName().startswith("Open: Samira")
    )


def test_wat_er_anders_is_staat_er_in_een_lijst(
    venster: Hoofdvenster, qtbot: QtBot, laptop: Dossierkast
) -> None:
    id_ = stel_voor(laptop)
    antwoord(laptop, id_, "spaargeld", "50000.00")
    wissel_uit(qtbot, venster)
    knop = in_vandaag(qtbot, venster)
    assert "van Murat · ligt bij Laptop 2" in knop.accessibleName()
    qtbot.keyClick(knop, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: venster.werkblad.dossier is not None)
    rust(qtbot, venster)
    tekst = venster.deelbalk.ligging.tekst.text().replace("\u00a0", " ")
    assert tekst.startswith("Dit dossier ligt bij Laptop 2. ")
    assert tekst.endswith("Sinds het voorstel van Murat van 12 november 2026 is er iets anders.")
    druk(qtbot, venster.deelbalk, "Wat is er anders?")
    lijst = venster.findChildren(Sindsvenster)[-1].lijst
    qtbot.waitUntil(lijst.hasFocus)
    regels = [lijst.item(n).text().replace("\u00a0", " ") for n in range(lijst.count())]
    assert regels[0].endswith("nu: € 50.000,00.")
    assert any("nu geen recht" in regel for regel in regels)


def test_zonder_server_gaat_de_vraag_mee_met_een_bestand(
    venster: Hoofdvenster, qtbot: QtBot, laptop: Dossierkast
) -> None:
    id_ = stel_voor(laptop)
    wissel_uit(qtbot, venster)
    venster.open_dossier(id_)
    rust(qtbot, venster)
    druk(qtbot, venster.deelbalk, "Overnemen")
    qtbot.waitUntil(lambda: not venster.deling.bezig)
    rust(qtbot, venster)
    ligging = venster.deelbalk.ligging
    assert ligging.tekst.text().startswith("Gevraagd; het gaat mee met het volgende bestand van Laptop 2.")
    assert ligging.knoppen["Overnemen"].isHidden()
    # --- also after it was opened anew: it stays asked for
    venster.open_dossier(id_)
    rust(qtbot, venster)
    assert ligging.tekst.text().startswith("Gevraagd; ")


def test_de_raadsman_ziet_wat_besloten_is(venster: Hoofdvenster, qtbot: QtBot, laptop: Dossierkast) -> None:
    id_ = stel_voor(laptop)
    geef(laptop, id_, None)
    wissel_uit(qtbot, venster)
    kast = kast_van(venster)
    kast.zet_status(id_, "besloten")
    vertel(kast, [laptop])
    # The window stands on the laptop from here on.
    venster.werkblad.kast = Werkplek(laptop, Medewerker("Murat", "raadsman"))
    naar(qtbot, venster, "Dossiers")
    assert "Besloten door de gemeente (1)" in teksten(dossiers(venster).vandaag)
    venster.werkblad.kast = Werkplek(kast, Medewerker("Sanne", "consulent"))
