"""What can wait comes after the outcomes, in pieces, and nobody who types on or jumps notices."""

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from consulent_app.huishouden.lezen import laad_json
from consulent_app.paden import resources
from consulent_app.ui.beurten import Beurten
from consulent_app.ui.gezinsrij import Persoonknop
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.hulpjes import druk, intake, nieuw_gesprek, open_voorbeeld, rust, scherm_van

JA_NEE = ("ingeschreven_in_gemeente", "rechtmatig_verblijf", "in_inrichting")


def _typ_vooruit(venster: Hoofdvenster, *toetsen: tuple[Qt.Key, str]) -> None:
    """Press keys faster than anything can be shown: all are under way before the first arrives."""
    for toets, tekst in toetsen:
        for soort in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            gebeurtenis = QKeyEvent(soort, toets, Qt.KeyboardModifier.NoModifier, tekst)
            QApplication.postEvent(venster.windowHandle(), gebeurtenis)


def test_de_uitkomsten_staan_er_voordat_de_rest_gemaakt_wordt(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    pagina = intake(venster)
    vooraf = scherm_van(pagina.uitkomst)
    gezien: list[tuple[QImage, bool, int]] = []

    def kijk() -> None:
        vragen = pagina.formulier.vraagt("personen.p2.voornaam")
        gezien.append((scherm_van(pagina.uitkomst), vragen, len(pagina.gezin.findChildren(Persoonknop))))

    venster.werkblad.geoordeeld.connect(kijk)
    druk(qtbot, pagina.formulier, "Partner toevoegen")
    [(foto, vragen, leden)] = gezien
    assert not foto.isNull()
    assert foto != vooraf
    assert (vragen, leden) == (False, 3)
    rust(qtbot, venster)
    assert scherm_van(pagina.uitkomst) == foto
    assert pagina.formulier.vraagt("personen.p2.voornaam")
    assert len(pagina.gezin.findChildren(Persoonknop)) == 4


def test_wie_vooruit_typt_beantwoordt_elke_vraag_met_zijn_eigen_toets(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    document: dict[str, Any] = laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json")
    for vraag in JA_NEE:
        document["personen"][0].pop(vraag, None)
    kast = venster.werkblad.kast
    assert kast is not None
    venster.open_dossier(kast.nieuw(document).id)
    qtbot.waitUntil(lambda: venster.werkblad.oordeel is not None)
    rust(qtbot, venster)
    pagina, gesprek = intake(venster), venster.werkblad.gesprek
    assert gesprek is not None
    pagina.wissel_vorm()
    rust(qtbot, venster)
    gegeven: list[tuple[str, object]] = []
    pagina.blad.antwoord.connect(lambda pad, waarde: gegeven.append((pad, waarde)))
    _typ_vooruit(venster, (Qt.Key.Key_J, "j"), (Qt.Key.Key_N, "n"), (Qt.Key.Key_J, "j"))
    qtbot.waitUntil(lambda: len(gegeven) == 3)
    rust(qtbot, venster)
    assert {pad for pad, _ in gegeven} == {f"personen.p1.{vraag}" for vraag in JA_NEE}
    assert [waarde for _, waarde in gegeven] == [True, False, True]
    assert all(gesprek.waarde(pad) is waarde for pad, waarde in gegeven)


def test_wie_na_een_kind_meteen_doortypt_noemt_dat_kind(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    pagina, gesprek = intake(venster), venster.werkblad.gesprek
    assert gesprek is not None
    druk(qtbot, pagina.formulier, "Kind toevoegen")
    _typ_vooruit(venster, *((Qt.Key(ord(letter.upper())), letter) for letter in "Noor"))
    _typ_vooruit(
        venster, (Qt.Key.Key_Return, "\r"), *((Qt.Key(ord(letter.upper())), letter) for letter in "Amrani")
    )
    _typ_vooruit(venster, (Qt.Key.Key_Return, "\r"))
    qtbot.waitUntil(lambda: gesprek.waarde("personen.k1.achternaam") is not None)
    rust(qtbot, venster)
    assert gesprek.waarde("personen.k1.voornaam") == "Noor"
    assert gesprek.waarde("personen.k1.achternaam") == "Amrani"


def test_een_sprong_maakt_wat_er_nog_niet_is(venster: Hoofdvenster, qtbot: QtBot) -> None:
    nieuw_gesprek(qtbot, venster)
    pagina, formulier = intake(venster), intake(venster).formulier
    volgorde = list(formulier._secties)
    pagina.leeg()
    pagina.ververs()
    assert not formulier.af
    assert not formulier.vraagt("huishouden.spaargeld")
    pagina.spring("huishouden.spaargeld")
    assert formulier.focus_pad() == "huishouden.spaargeld"
    assert not formulier.af
    rust(qtbot, venster)
    assert formulier.af
    assert formulier.focus_pad() == "huishouden.spaargeld"
    boven = [blok.y() for blok in formulier._secties.values()]
    assert (list(formulier._secties), boven) == (volgorde, sorted(boven))


def test_het_slot_laat_niets_meer_maken(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    intake(venster).leeg()
    intake(venster).ververs()
    assert not venster.werkblad.beurten.rustig
    venster.vergrendel()
    assert venster.werkblad.beurten.rustig
    rust(qtbot, venster)
    assert intake(venster).formulier.af
    assert intake(venster).uitkomst.is_leeg


def test_wat_opnieuw_gevraagd_wordt_gebeurt_een_keer(qtbot: QtBot) -> None:
    gedaan: list[str] = []
    beurten = Beurten()
    beurten.straks("een", lambda: gedaan.append("oud"))
    beurten.straks("twee", lambda: gedaan.append("twee"))
    beurten.straks("een", lambda: gedaan.append("nieuw"))
    beurten.straks("drie", lambda: gedaan.append("drie"))
    beurten.laat("drie")
    assert not gedaan
    qtbot.waitUntil(lambda: beurten.rustig)
    assert gedaan == ["nieuw", "twee"]
