"""What if you earn more: open it with a key or a click, read it in the drawing, in words or in a table."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from consulent_app.huishouden.lezen import laad_json
from consulent_app.paden import resources
from consulent_app.ui import thema
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.lijnvenster import Lijnvenster
from tests.ui.hulpjes import druk, intake, open_voorbeeld, rust

CTRL = Qt.KeyboardModifier.ControlModifier


def _open(qtbot: QtBot, venster: Hoofdvenster) -> Lijnvenster:
    qtbot.keyClick(venster, Qt.Key.Key_M, CTRL)
    rust(qtbot, venster)
    gevonden = intake(venster).findChild(Lijnvenster)
    assert gevonden is not None
    return gevonden


def _ouder(qtbot: QtBot, venster: Hoofdvenster, **aanvrager: Any) -> None:
    """Open the single parent in Oefenstad, of whom the gross income is known."""
    document: dict[str, Any] = laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json")
    document["pakket"] = "oefenstad"
    document["personen"][0] |= {"toetsingsinkomen": "21000.00", **aanvrager}
    assert venster.werkblad.kast is not None
    venster.open_dossier(venster.werkblad.kast.nieuw(document).id)
    qtbot.waitUntil(lambda: venster.werkblad.oordeel is not None)
    rust(qtbot, venster)


def _woorden(lijn: Lijnvenster) -> str:
    teksten = (tekst.text() for tekst in lijn.findChildren(QLabel) if tekst.isVisibleTo(lijn))
    return " ".join(teksten).replace("\u00a0", " ")


def _tabel(lijn: Lijnvenster) -> list[list[str]]:
    tabel = lijn.tabel
    cellen = [[tabel.item(r, k) for k in range(tabel.columnCount())] for r in range(tabel.rowCount())]
    return [[cel.text().replace("\u00a0", " ") if cel else "" for cel in rij] for rij in cellen]


def test_een_toets_of_een_klik_opent_de_lijn(venster: Hoofdvenster, qtbot: QtBot) -> None:
    _ouder(qtbot, venster)
    lijn = _open(qtbot, venster)
    assert "van € 1.547 naar € 1.576 loon daalt het totaal met € 63 per maand" in _woorden(lijn)
    assert "vooral door Individuele inkomenstoeslag" in _woorden(lijn)
    assert "Pas vanaf € 1.647 loon is er weer evenveel." in _woorden(lijn)
    assert lijn.grafiek.isVisible()
    druk(qtbot, lijn, "Sluiten")
    qtbot.waitUntil(lambda: intake(venster).findChild(Lijnvenster) is None)
    druk(qtbot, intake(venster), "Meer verdienen...")
    rust(qtbot, venster)
    assert intake(venster).findChild(Lijnvenster) is not None


def test_de_toets_werkt_ook_bij_de_besluiten(venster: Hoofdvenster, qtbot: QtBot) -> None:
    _ouder(qtbot, venster)
    qtbot.keyClick(venster, Qt.Key.Key_3, CTRL)
    rust(qtbot, venster)
    assert _open(qtbot, venster).isVisible()
    assert intake(venster).isVisible()


def test_rekenen_gebeurt_niet_op_het_scherm(venster: Hoofdvenster, qtbot: QtBot) -> None:
    _ouder(qtbot, venster)
    qtbot.keyClick(venster, Qt.Key.Key_M, CTRL)
    lijn = intake(venster).findChild(Lijnvenster)
    assert lijn is not None
    assert lijn.kern.text() == "De lijn wordt berekend..."
    assert not lijn.grafiek.isVisible()
    rust(qtbot, venster)
    assert lijn.grafiek.isVisible()


def test_met_de_pijltjes_lees_je_het_totaal_bij_ieder_loon(venster: Hoofdvenster, qtbot: QtBot) -> None:
    _ouder(qtbot, venster)
    lijn = _open(qtbot, venster)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is lijn.grafiek)
    qtbot.keyClick(lijn.grafiek, Qt.Key.Key_Home)
    assert "Bij € 0,00 loon is het totaal € 3.192,32 per maand." in _woorden(lijn)
    qtbot.keyClick(lijn.grafiek, Qt.Key.Key_Right)
    assert "Bij € 14,19 loon" in _woorden(lijn)
    qtbot.keyClick(lijn.grafiek, Qt.Key.Key_Left)
    qtbot.keyClick(lijn.grafiek, Qt.Key.Key_Left)
    assert "Bij € 0,00 loon" in _woorden(lijn)
    qtbot.keyClick(lijn.grafiek, Qt.Key.Key_End)
    assert "Bij € 2.129,19 loon" in _woorden(lijn)
    plek = QPoint(int(lijn.grafiek._links) + 1, 100)
    qtbot.mouseClick(lijn.grafiek, Qt.MouseButton.LeftButton, pos=plek)
    assert "Bij € 0,00 loon" in _woorden(lijn)


def test_de_tabel_zegt_hetzelfde(venster: Hoofdvenster, qtbot: QtBot) -> None:
    _ouder(qtbot, venster)
    lijn = _open(qtbot, venster)
    rijen = {rij[0]: rij for rij in _tabel(lijn)}
    assert rijen["€ 1.575,60"][2] == "Terugval 1: € 63,28 minder"
    assert rijen["€ 0,00"][1] == "€ 3.192,32"
    koppen = [lijn.tabel.horizontalHeaderItem(k).text() for k in range(lijn.tabel.columnCount())]
    iit = koppen.index("Individuele inkomenstoeslag")
    assert (rijen["€ 1.547,21"][iit], rijen["€ 1.575,60"][iit]) == ("€ 41,67", "–")
    assert lijn.grafiek.accessibleDescription().startswith("Let op:")


def test_wat_niet_bekend_is_staat_er_en_de_knop_gaat_naar_de_vraag(
    venster: Hoofdvenster, qtbot: QtBot
) -> None:
    _ouder(qtbot, venster, toetsingsinkomen=None)
    lijn = _open(qtbot, venster)
    tekst = _woorden(lijn)
    mist = "Zorgtoeslag; Huurtoeslag; Kindgebonden budget; Kwijtschelding gemeentelijke belastingen."
    assert f"Wij missen nog een antwoord voor: {mist}" in tekst
    assert "daalt wat wij kennen met € 63" in tekst
    rij = _tabel(lijn)[1]
    assert rij[1].startswith("ten minste ")
    assert "niet bekend" in rij
    assert "€ 0,00" not in rij
    druk(qtbot, lijn, "Ga naar de vraag: Hoeveel bruto inkomen heeft Samira in een heel jaar?")
    assert intake(venster).formulier.focus_pad() == "personen.p1.toetsingsinkomen"


def test_zonder_bedragen_van_de_gemeente_is_de_grens_er_wel(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "alleenstaande-ouder")
    tekst = _woorden(_open(qtbot, venster))
    assert "De gemeente moet nog een bedrag vaststellen voor: Maatschappelijke activiteiten" in tekst
    assert "Let op: vanaf € 1.561 loon stopt hulp waarvan wij het bedrag nog niet kennen." in tekst
    assert "Van € 1.547,21 naar € 1.561,41 loon stopt: Maatschappelijke activiteiten volwassenen" in tekst


def test_zonder_inkomen_is_er_geen_lijn_maar_een_vraag(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "nog-veel-onbekend")
    lijn = _open(qtbot, venster)
    assert "Deze lijn kan nog niet. Wij missen nog een antwoord:" in _woorden(lijn)
    assert not lijn.grafiek.isVisible()
    assert not lijn.tabel.isVisible()
    druk(qtbot, lijn, "Ga naar de vraag: Welke inkomens heeft Piet?")
    rust(qtbot, venster)


def test_vergrendelen_sluit_de_lijn(venster: Hoofdvenster, qtbot: QtBot) -> None:
    _ouder(qtbot, venster)
    lijn = _open(qtbot, venster)
    with qtbot.waitSignal(lijn.destroyed):
        venster.vergrendel()
    rust(qtbot, venster)


@pytest.mark.parametrize("schaal", [1.0, 2.0])
@pytest.mark.parametrize("donker", [False, True])
def test_de_grafiek_past_en_is_getekend(
    venster: Hoofdvenster, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, schaal: float, donker: bool
) -> None:
    monkeypatch.setattr(thema, "donker", lambda: donker)
    _ouder(qtbot, venster)
    thema.zet_schaal(schaal)
    thema.ververs()
    try:
        lijn = _open(qtbot, venster)
        qtbot.wait(50)
        rol = lijn.findChild(QScrollArea)
        assert rol is not None
        assert rol.horizontalScrollBar().maximum() == 0
        assert lijn.width() <= 1366
        assert lijn.minimumSizeHint().height() <= 768
        beeld = lijn.grafiek.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        kleuren = {f"#{punt & 0xFFFFFF:06x}" for punt in set(memoryview(beeld.constBits()).cast("I"))}
        assert {
            thema.kleur(n).lower() for n in ("papier", "bewijs_vlak", "recht_vlak", "merk_vlak")
        } <= kleuren
        for knop in lijn.findChildren(QPushButton):
            assert knop.text() == "" or knop.height() >= knop.fontMetrics().height()
    finally:
        monkeypatch.undo()
        thema.zet_schaal(1.0)
        thema.ververs()
