"""What two workplaces filled in differently: somebody chooses, with keys or clicks, and it is settled."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.verschillenvenster import NIETS, Verschillenvenster
from tests.ui.hulpjes import druk, intake, rust
from tests.ui.samen import antwoord, gezin, kast_van, koppel, stil, wissel_uit
from tests.ui.test_dossierzaken import naar, teksten

GELD, VORM = "/document/huishouden/spaargeld", "/document/huishouden/woonvorm"


@pytest.fixture
def ander(venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path) -> Dossierkast:
    """The store of the other workplace, with another answer to two questions of the open dossier."""
    ander = koppel(qtbot, venster, tmp_path / "ander")
    id_ = kast_van(venster).nieuw(gezin()).id
    wissel_uit(qtbot, venster)
    venster.open_dossier(id_)
    stil(qtbot, venster)
    antwoord(ander, id_, "spaargeld", "250.00")
    antwoord(ander, id_, "woonvorm", "kamer")
    intake(venster).antwoord("huishouden.spaargeld", "100.00")
    intake(venster).antwoord("huishouden.woonvorm", "koop")
    rust(qtbot, venster)
    wissel_uit(qtbot, venster)
    druk(qtbot, venster.deelbalk, "Bijwerken")
    stil(qtbot, venster)
    return ander


def id_van(venster: Hoofdvenster) -> str:
    assert venster.werkblad.dossier is not None
    return venster.werkblad.dossier.id


def open_lijst(qtbot: QtBot, venster: Hoofdvenster) -> Verschillenvenster:
    druk(qtbot, venster.deelbalk, "Bekijk en kies...")
    rust(qtbot, venster)
    return venster.findChildren(Verschillenvenster)[-1]


@pytest.mark.usefixtures("ander")
def test_er_staat_wie_wat_waar_invulde(venster: Hoofdvenster, qtbot: QtBot) -> None:
    assert venster.deelbalk.verschillen.tekst.text() == (
        "2 antwoorden zijn op twee werkplekken anders ingevuld."
    )
    lijst = open_lijst(qtbot, venster)
    tekst = teksten(lijst)
    assert "Hoeveel geld staat er op al uw rekeningen samen?" in tekst
    assert "€ 100,00" in tekst
    assert "€ 250,00" in tekst
    assert "Sanne op Balie 1, " in tekst
    assert "Tineke op Balie 2, " in tekst
    assert len(lijst.knoppen) == 4
    namen = [knop.accessibleName() for knop in lijst.knoppen.values()]
    assert sum("staat er nu" in naam for naam in namen) == 2
    assert all(naam.startswith("Kies bij ") for naam in namen)


def test_kiezen_met_toetsen(venster: Hoofdvenster, qtbot: QtBot, ander: Dossierkast) -> None:
    lijst, gesprek = open_lijst(qtbot, venster), venster.werkblad.gesprek
    assert gesprek is not None
    for pad, waarde in ((GELD, "100.00"), (VORM, "kamer")):
        knop = next(
            knop for (p, _), knop in lijst.knoppen.items()
            if p == pad and {"100.00": "€ 100,00", "kamer": "amer"}[waarde]
            in knop.accessibleName().replace("\u00a0", " ")
        )  # fmt: skip
        while not knop.hasFocus():
            qtbot.keyClick(lijst.focusWidget(), Qt.Key.Key_Tab)
        qtbot.keyClick(knop, Qt.Key.Key_Space)
        stil(qtbot, venster)
    assert NIETS in teksten(lijst)
    assert lijst.sluiten.hasFocus()
    assert venster.deelbalk.verschillen.isHidden()
    assert gesprek.waarde("huishouden.spaargeld") == "100.00"
    assert gesprek.waarde("huishouden.woonvorm") == "kamer"
    wissel_uit(qtbot, venster)
    assert ander.haal(id_van(venster)).document["huishouden"]["spaargeld"] == "100.00"
    assert ander.delen.botsingen(id_van(venster)) == []


def test_wie_al_koos_ziet_dat(venster: Hoofdvenster, qtbot: QtBot, ander: Dossierkast) -> None:
    lijst = open_lijst(qtbot, venster)
    kast = kast_van(venster)
    (botsing,) = [b for b in kast.delen.botsingen(id_van(venster)) if b.pad == GELD]
    knop = lijst.knoppen[GELD, botsing.keuzen[0].versie]
    kast.delen.kies(id_van(venster), GELD, botsing.keuzen[1].versie)
    qtbot.mouseClick(knop, Qt.MouseButton.LeftButton)
    stil(qtbot, venster)
    assert "Hier is al een keuze gemaakt." in lijst.fout.text()
    assert len(lijst.knoppen) == 2


@pytest.mark.usefixtures("ander")
def test_bij_besluiten_staat_het_er_ook(venster: Hoofdvenster, qtbot: QtBot) -> None:
    naar(qtbot, venster, "Besluiten")
    assert venster.deelbalk.verschillen.isVisible()
    naar(qtbot, venster, "Dossiers")
    assert venster.deelbalk.isHidden()
