"""The exchange as somebody at the desk sees it: a line at the bottom, a panel, and nothing in the way."""

import threading
from collections.abc import Container
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from consulent_app.acties.synchroniseren import Meld, Verslag, Voortgang
from consulent_app.acties.werkplek import Werkplek
from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.ui import thema
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.uitwisselaar import ELKE_MS
from tests.ui.hulpjes import dossiers, intake, nieuw_gesprek, open_voorbeeld, rust
from tests.ui.samen import antwoord, gezin, kast_van, koppel, stil, wissel_met, wissel_uit


@pytest.fixture
def ander(venster: Hoofdvenster, qtbot: QtBot, tmp_path: Path) -> Dossierkast:
    """The store of the other workplace; the one of the window is coupled with it."""
    return koppel(qtbot, venster, tmp_path / "ander")


def test_wie_alleen_werkt_merkt_er_niets_van(venster: Hoofdvenster, qtbot: QtBot) -> None:
    stil(qtbot, venster)
    assert venster.onderin.uitwisselen.isHidden()
    qtbot.keyClick(venster, Qt.Key.Key_F9)
    assert venster.uitwisselen.isHidden()
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    assert venster.deelbalk.isHidden()


@pytest.mark.usefixtures("ander")
def test_onderin_staat_wat_er_wacht(venster: Hoofdvenster, qtbot: QtBot) -> None:
    knop = venster.onderin.uitwisselen
    assert (knop.text(), knop.isVisible()) == ("Nog niet uitgewisseld", True)
    kast_van(venster).nieuw(gezin())
    kast_van(venster).nieuw(gezin())
    venster.werkblad.uitwisselaar.ververs()
    stil(qtbot, venster)
    assert knop.text() == "2 dossiers wachten op uitwisselen"
    assert knop.accessibleName() == "Uitwisselen: 2 dossiers wachten op uitwisselen"
    wissel_uit(qtbot, venster)
    assert knop.text().startswith("Uitgewisseld om ")


def test_met_f9_en_enter_wisselt_iemand_uit(
    venster: Hoofdvenster, qtbot: QtBot, ander: Dossierkast
) -> None:
    ander.nieuw(gezin())
    qtbot.keyClick(venster, Qt.Key.Key_F9)
    paneel = venster.uitwisselen
    assert paneel.isVisible()
    assert paneel.nu.hasFocus()
    assert "Deze werkplek heet Balie 1." in paneel.stand.text()
    qtbot.keyClick(paneel.nu, Qt.Key.Key_Space)
    stil(qtbot, venster)
    assert len(kast_van(venster).zoek("")) == 1
    assert venster.onderin.opgeslagen.text() == "1 dossier bijgewerkt van andere werkplekken"
    assert "Alles van deze werkplek is uitgewisseld." in paneel.stand.text()
    assert paneel.nu.hasFocus()
    qtbot.keyClick(paneel.nu, Qt.Key.Key_Escape)
    assert paneel.isHidden()


@pytest.mark.usefixtures("ander")
def test_zonder_verbinding_werkt_iemand_door(venster: Hoofdvenster, qtbot: QtBot) -> None:
    def onbereikbaar(*_: object) -> Verslag:
        raise OmgevingsFout("De centrale server is niet te bereiken.")

    wie = venster.werkblad.uitwisselaar
    wie.wissel = onbereikbaar
    wachten = []
    for _ in range(3):
        wissel_uit(qtbot, venster)
        wachten.append(wie._wacht.remainingTime())
    assert venster.onderin.uitwisselen.text() == "Geen verbinding; u kunt doorwerken"
    assert ELKE_MS < wachten[0] < wachten[1] < wachten[2]
    assert QApplication.activeModalWidget() is None
    venster.onderin.uitwisselen.click()
    assert venster.uitwisselen.fout.text() == "De centrale server is niet te bereiken."
    assert venster.uitwisselen.fout.isVisible()
    nieuw_gesprek(qtbot, venster)
    intake(venster).antwoord("personen.p1.voornaam", "Samira")
    rust(qtbot, venster)
    assert kast_van(venster).zoek("Samira")


class Poort:
    """An exchange that stays busy until somebody lets it through, or stops it."""

    def __init__(self) -> None:
        self.dicht, self.begonnen, self.gestopt = threading.Event(), threading.Event(), False

    def wissel(self, _: Werkplek, __: Container[str], meld: Meld) -> Verslag:
        nummer = 0
        try:
            while not self.dicht.wait(0.01):
                nummer += 1
                meld(Voortgang("dossiers bijwerken", nummer, 100_000))
                self.begonnen.set()
        except BaseException:
            self.gestopt = True
            raise
        return Verslag()


@pytest.mark.usefixtures("ander")
def test_stop_houdt_het_op(venster: Hoofdvenster, qtbot: QtBot) -> None:
    poort = Poort()
    venster.werkblad.uitwisselaar.wissel = poort.wissel
    qtbot.keyClick(venster, Qt.Key.Key_F9)
    paneel = venster.uitwisselen
    qtbot.mouseClick(paneel.nu, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: paneel.balk.maximum() == 100_000)
    assert paneel.hoe_ver.text().startswith("Dossiers bijwerken: ")
    assert venster.onderin.uitwisselen.text() == "Bezig met uitwisselen"
    assert paneel.stop.hasFocus()
    assert not paneel.nu.isEnabled()
    nieuw_gesprek(qtbot, venster)
    assert intake(venster).isVisible()
    qtbot.mouseClick(paneel.stop, Qt.MouseButton.LeftButton)
    stil(qtbot, venster)
    assert poort.gestopt
    assert paneel.fout.text() == ""
    assert paneel.nu.isEnabled()


@pytest.mark.parametrize("hoe", ["vergrendel", "close"])
@pytest.mark.usefixtures("ander")
def test_op_slot_of_dicht_stopt_het(venster: Hoofdvenster, qtbot: QtBot, hoe: str) -> None:
    poort = Poort()
    wie = venster.werkblad.uitwisselaar
    wie.wissel = poort.wissel
    wie.wissel_nu()
    qtbot.waitUntil(poort.begonnen.is_set)
    getattr(venster, hoe)()
    qtbot.waitUntil(lambda: poort.gestopt)
    assert venster.onderin.uitwisselen.isHidden()
    assert venster.uitwisselen.isHidden()


def test_het_gaat_vanzelf(venster: Hoofdvenster, qtbot: QtBot, ander: Dossierkast) -> None:
    wie = venster.werkblad.uitwisselaar
    ander.nieuw(gezin())
    wie._wacht.start(0)
    with qtbot.waitSignal(wie.uitgewisseld):
        pass
    stil(qtbot, venster)
    assert len(kast_van(venster).zoek("")) == 1
    # Qt may be a little late with a long wait.
    assert 0 < wie._wacht.remainingTime() <= ELKE_MS * 1.1
    # Another dossier: who had the one before has done with it. On a slow machine that is over already.
    weer = list[object]()
    wie.uitgewisseld.connect(weer.append)
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    assert weer or wie._wacht.remainingTime() < ELKE_MS / 10
    wie.wissel = wissel_met(ander)


# --- news about the dossier in hand --------------------------------------------------------------------


def test_nieuws_over_het_open_dossier_wacht_op_wie_het_openheeft(
    venster: Hoofdvenster, qtbot: QtBot, ander: Dossierkast
) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    gesprek, dossier = venster.werkblad.gesprek, venster.werkblad.dossier
    assert gesprek is not None
    assert dossier is not None
    wissel_uit(qtbot, venster)
    ander.bewaar_antwoord(
        dossier.id, "huishouden.straat", "Dorpsstraat",
        {**gezin(straat="Dorpsstraat"), "peildatum": gesprek.document["peildatum"]},
    )  # fmt: skip
    wissel_uit(qtbot, venster)
    balk = venster.deelbalk
    assert balk.nieuws.tekst.text() == "Tineke (Balie 2) wijzigde dit dossier."
    assert balk.nieuws.isVisible()
    assert gesprek.waarde("huishouden.straat") != "Dorpsstraat"
    intake(venster).spring("huishouden.spaargeld")
    intake(venster).antwoord("huishouden.spaargeld", "123.00")
    qtbot.mouseClick(balk.nieuws.knoppen["Bijwerken"], Qt.MouseButton.LeftButton)
    stil(qtbot, venster)
    assert venster.werkblad.gesprek is gesprek
    assert gesprek.waarde("huishouden.straat") == "Dorpsstraat"
    assert gesprek.waarde("huishouden.spaargeld") == "123.00"
    assert kast_van(venster).haal(dossier.id).document["huishouden"]["spaargeld"] == "123.00"
    assert intake(venster).formulier.focus_pad() == "huishouden.spaargeld"
    assert balk.nieuws.isHidden()
    assert intake(venster).isEnabled()


def test_tijdens_het_bijwerken_wordt_niets_overschreven(
    venster: Hoofdvenster, qtbot: QtBot, ander: Dossierkast
) -> None:
    id_ = kast_van(venster).nieuw(gezin()).id
    wissel_uit(qtbot, venster)
    venster.open_dossier(id_)
    stil(qtbot, venster)
    antwoord(ander, id_, "straat", "Dorpsstraat")
    wissel_uit(qtbot, venster)
    venster.opener.werk_bij()
    # Before it is taken in: with the whole document of before it would be written over what came in.
    intake(venster).antwoord("huishouden.spaargeld", "1.00")
    intake(venster).ongedaan()
    stil(qtbot, venster)
    nu = kast_van(venster).haal(id_).document["huishouden"]
    assert (nu["straat"], nu["spaargeld"]) == ("Dorpsstraat", gezin()["huishouden"]["spaargeld"])
    intake(venster).antwoord("huishouden.spaargeld", "1.00")
    stil(qtbot, venster)
    nu = kast_van(venster).haal(id_).document["huishouden"]
    assert (nu["straat"], nu["spaargeld"]) == ("Dorpsstraat", "1.00")


def test_de_lijst_vult_zich_aan_zonder_weg_te_springen(
    venster: Hoofdvenster, qtbot: QtBot, ander: Dossierkast
) -> None:
    pagina = dossiers(venster)
    venster.zoek()
    stil(qtbot, venster)
    assert pagina.model.regels == []
    ander.nieuw(gezin())
    wissel_uit(qtbot, venster)
    assert len(pagina.model.regels) == 1
    pagina.lijst.setFocus()
    ander.nieuw(gezin())
    wissel_uit(qtbot, venster)
    assert len(pagina.model.regels) == 1
    venster.zoek()
    pagina.ververs()
    stil(qtbot, venster)
    assert len(pagina.model.regels) == 2


def test_wat_binnenkwam_staat_er_bij_het_openen_al_in(
    venster: Hoofdvenster, qtbot: QtBot, ander: Dossierkast
) -> None:
    id_ = kast_van(venster).nieuw(gezin()).id
    wissel_uit(qtbot, venster)
    ander.bewaar_antwoord(id_, "huishouden.straat", "Dorpsstraat", gezin(straat="Dorpsstraat"))
    list(ander.delen.leg_vast())
    kast = kast_van(venster)
    kast.delen.ontvang(ander.delen.sinds(kast.delen.heeft()))
    venster.open_dossier(id_)
    stil(qtbot, venster)
    assert venster.werkblad.gesprek is not None
    assert venster.werkblad.gesprek.waarde("huishouden.straat") == "Dorpsstraat"


@pytest.mark.usefixtures("ander")
def test_op_grote_tekst_neemt_het_geen_plaats_in(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    thema.zet_schaal(2.0)
    try:
        rust(qtbot, venster)
        nodig = venster.minimumSizeHint()
        qtbot.keyClick(venster, Qt.Key.Key_F9)
        rust(qtbot, venster)
        paneel = venster.uitwisselen
        assert venster.minimumSizeHint() == nodig
        assert nodig.width() <= 1366
        assert paneel.geometry().bottom() == venster.centralWidget().height() - 1
        assert paneel.height() < venster.height() / 2
    finally:
        thema.zet_schaal(1.0)
