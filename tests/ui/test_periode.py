"""Income as it stands on the payslip: per week, 4 weeks or year; the intake keeps a month."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from consulent_app.huishouden.geld import NBSP
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.hulpjes import druk, intake, nieuw_gesprek, rust, typ, zoek

VRAAG = "Welke inkomens heeft de aanvrager?"
SOM = "4 weken: € 1.150,00 x 13 : 12 = € 1.245,83 per maand"
CTRL = Qt.KeyboardModifier.ControlModifier


def _kies(qtbot: QtBot, ouder: QWidget, naam: str, label: str) -> None:
    """Choose a line of a list with the arrow keys, as a person without a mouse does."""
    lijst = zoek(ouder, QComboBox, lambda k: k.accessibleName() == naam)
    lijst.setFocus()
    while lijst.currentText() != label:
        vooraf = lijst.currentIndex()
        qtbot.keyClick(lijst, Qt.Key.Key_Down)
        assert lijst.currentIndex() != vooraf
    qtbot.keyClick(lijst, Qt.Key.Key_Return)


def _inkomens(venster: Hoofdvenster) -> list[dict[str, Any]] | None:
    assert venster.werkblad.gesprek is not None
    inkomens: list[dict[str, Any]] | None = venster.werkblad.gesprek.waarde("personen.p1.inkomens")
    return inkomens


def _begin(venster: Hoofdvenster, qtbot: QtBot) -> QWidget:
    nieuw_gesprek(qtbot, venster)
    formulier = intake(venster).formulier
    druk(qtbot, formulier, f"{VRAAG} Inkomen toevoegen")
    _kies(qtbot, formulier, f"{VRAAG} Soort", "loon")
    typ(qtbot, formulier, f"{VRAAG} Netto", "1150")
    _kies(qtbot, formulier, f"{VRAAG} Netto, periode", "per 4 weken")
    return formulier


def _sommen(ouder: QWidget) -> list[str]:
    QApplication.processEvents()
    teksten = [w.text().replace(NBSP, " ") for w in ouder.findChildren(QLabel) if w.isVisibleTo(ouder)]
    return [tekst for tekst in teksten if tekst.endswith("per maand") and "=" in tekst]


def _getypt(ouder: QWidget) -> str:
    return zoek(ouder, QLineEdit, lambda v: v.accessibleName() == f"{VRAAG} Netto").text()


def test_4_weken_wordt_een_maand_en_het_scherm_zegt_hoe(venster: Hoofdvenster, qtbot: QtBot) -> None:
    formulier = _begin(venster, qtbot)
    assert _inkomens(venster) == [{"soort": "loon", "netto_per_maand": "1245.83"}]
    assert _sommen(formulier) == [SOM]
    assert _getypt(formulier) == "1.150,00"
    rust(qtbot, venster)


def test_wat_getypt_is_blijft_in_gesprek_en_na_ongedaan(venster: Hoofdvenster, qtbot: QtBot) -> None:
    formulier = _begin(venster, qtbot)
    pagina = intake(venster)
    pagina.formulier.ga_naar("personen.p1.inkomens")
    qtbot.keyClick(venster, Qt.Key.Key_F6)
    assert pagina.blad.pad == "personen.p1.inkomens"
    assert _sommen(pagina.blad) == [SOM]
    assert _getypt(pagina.blad) == "1.150,00"
    qtbot.keyClick(venster, Qt.Key.Key_F6)
    qtbot.keyClick(venster, Qt.Key.Key_Z, CTRL)
    assert _inkomens(venster) == [{"soort": "loon", "netto_per_maand": "1150.00"}]
    assert _sommen(formulier) == []
    qtbot.keyClick(venster, Qt.Key.Key_Y, CTRL)
    assert _sommen(formulier) == [SOM]
    assert _getypt(formulier) == "1.150,00"
    rust(qtbot, venster)


def test_vakantietoeslag_per_jaar_of_in_het_bedrag(venster: Hoofdvenster, qtbot: QtBot) -> None:
    formulier = _begin(venster, qtbot)
    typ(qtbot, formulier, f"{VRAAG} Vakantietoeslag", "1.104,00")
    _kies(qtbot, formulier, f"{VRAAG} Vakantietoeslag, periode", "per jaar")
    assert (_inkomens(venster) or [])[0]["vakantietoeslag_per_maand"] == "92.00"
    _kies(qtbot, formulier, f"{VRAAG} Vakantietoeslag, periode", "zit in het bedrag")
    assert (_inkomens(venster) or [])[0]["vakantietoeslag_per_maand"] == "0.00"
    assert _sommen(formulier) == [SOM]
    qtbot.keyClick(venster, Qt.Key.Key_Z, CTRL)
    assert "Jaar: € 1.104,00 : 12 = € 92,00 per maand" in _sommen(formulier)
    rust(qtbot, venster)


def test_een_tikfout_in_het_bedrag_verandert_niets(venster: Hoofdvenster, qtbot: QtBot) -> None:
    formulier = _begin(venster, qtbot)
    typ(qtbot, formulier, f"{VRAAG} Netto", "11,505")
    assert (_inkomens(venster) or [])[0]["netto_per_maand"] == "1245.83"
    _kies(qtbot, formulier, f"{VRAAG} Netto, periode", "per jaar")
    fouten = [w.text() for w in formulier.findChildren(QLabel) if w.property("rol") == "fout"]
    assert any("geen bedrag" in fout for fout in fouten)
    rust(qtbot, venster)
