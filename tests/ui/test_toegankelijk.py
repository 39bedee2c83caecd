"""Every control has a name, colours are legible, and large text is not cut off."""

import tomllib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from consulent_app.paden import resources
from consulent_app.ui import thema
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.hulpjes import intake, open_voorbeeld, rust

STIJL = tomllib.loads((resources() / "stijl" / "tokens.toml").read_text(encoding="utf-8"))
TEKST_OP_VLAK = (
    *((tekst, vlak) for tekst in ("inkt", "inkt_zacht", "fout") for vlak in ("papier", "vlak")),
    *((tekst, "papier") for tekst in ("recht", "bewijs", "nee", "merk")),
    *(("op_merk", "merk"), ("merk", "merk_vlak"), ("vraag", "vraag_vlak"), ("inkt", "vraag_vlak")),
    ("inkt", "bewijs_vlak"),
)


def _helderheid(kleur: str) -> float:
    delen = [int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    lineair = [d / 12.92 if d <= 0.03928 else ((d + 0.055) / 1.055) ** 2.4 for d in delen]
    return 0.2126 * lineair[0] + 0.7152 * lineair[1] + 0.0722 * lineair[2]


def _contrast(een: str, ander: str) -> float:
    licht, donker = sorted((_helderheid(een), _helderheid(ander)), reverse=True)
    return (licht + 0.05) / (donker + 0.05)


@pytest.mark.parametrize("schema", ["licht", "donker"])
def test_contrast_van_de_kleuren(schema: str) -> None:
    """WCAG 2.1 AA: text 4.5:1, borders and focus 3:1."""
    kleuren = STIJL[schema]
    for tekst, vlak in TEKST_OP_VLAK:
        assert _contrast(kleuren[tekst], kleuren[vlak]) >= 4.5, (tekst, vlak)
    for lijn in ("lijn", "focus"):
        for vlak in ("papier", "vlak"):
            assert _contrast(kleuren[lijn], kleuren[vlak]) >= 3, (lijn, vlak)


def test_alles_wat_de_focus_krijgt_heeft_een_naam(venster: Hoofdvenster, qtbot: QtBot) -> None:
    open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
    for toets in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        qtbot.keyClick(venster, toets, Qt.KeyboardModifier.ControlModifier)
        rust(qtbot, venster)
        naamloos = [
            w
            for w in venster.findChildren(QWidget)
            if w.isVisible()
            and w.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not (w.accessibleName() or getattr(w, "text", str)())
            and not w.objectName().startswith("qt_")
        ]
        assert naamloos == []


def test_grote_tekst_wordt_niet_afgekapt(venster: Hoofdvenster, qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    gewoon = app.font()
    app.setFont(QFont(thema.LETTERTYPE, gewoon.pointSize() * 2))
    try:
        open_voorbeeld(qtbot, venster, "velsen-2019-gezin")
        qtbot.wait(50)
        for deel in intake(venster).findChildren(QWidget):
            if deel.isVisible() and isinstance(deel, QPushButton | QLabel) and not deel.property("sleutel"):
                assert deel.height() >= deel.fontMetrics().height(), deel.text()
                if isinstance(deel, QPushButton):
                    assert deel.width() >= deel.fontMetrics().horizontalAdvance(deel.text()), deel.text()
    finally:
        app.setFont(gewoon)


def test_lettertype_van_de_brieven_is_ook_dat_van_het_scherm(venster: Hoofdvenster) -> None:
    assert venster.font().family() == thema.LETTERTYPE
