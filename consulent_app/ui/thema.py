"""Colours, type and the one style sheet, made from resources/stijl/tokens.toml."""

from __future__ import annotations

import tomllib
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from consulent_app.paden import resources

LETTERTYPE = "Noto Sans"


@cache
def _tokens() -> dict[str, dict[str, str]]:
    return tomllib.loads((resources() / "stijl" / "tokens.toml").read_text(encoding="utf-8"))


def donker() -> bool:
    """Say whether the system asks for a dark screen."""
    stijl = QGuiApplication.styleHints()
    return stijl.colorScheme() == Qt.ColorScheme.Dark


def kleur(naam: str) -> str:
    """Return a colour token for the scheme of now, as `#RRGGBB`."""
    return _tokens()["donker" if donker() else "licht"][naam]


def pas_toe(app: QApplication, punten: int = 11) -> None:
    """Load the fonts and give the app its palette and style sheet; again when the scheme changes."""
    for pad in sorted((resources() / "lettertypen").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(pad))
    if LETTERTYPE in QFontDatabase.families():
        app.setFont(QFont(LETTERTYPE, punten))
    app.setStyle("Fusion")
    _ververs(app)
    QGuiApplication.styleHints().colorSchemeChanged.connect(_bij_wissel)


def _bij_wissel() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        _ververs(app)


def _ververs(app: QApplication) -> None:
    app.setPalette(_palet())
    app.setStyleSheet(_stijlblad())


def _palet() -> QPalette:
    palet = QPalette()
    for rol, naam in (
        (QPalette.ColorRole.Window, "vlak"),
        (QPalette.ColorRole.Base, "papier"),
        (QPalette.ColorRole.AlternateBase, "vlak"),
        (QPalette.ColorRole.Button, "papier"),
        (QPalette.ColorRole.WindowText, "inkt"),
        (QPalette.ColorRole.Text, "inkt"),
        (QPalette.ColorRole.ButtonText, "inkt"),
        (QPalette.ColorRole.PlaceholderText, "inkt_zacht"),
        (QPalette.ColorRole.Highlight, "merk"),
        (QPalette.ColorRole.HighlightedText, "op_merk"),
        (QPalette.ColorRole.ToolTipBase, "papier"),
        (QPalette.ColorRole.ToolTipText, "inkt"),
        (QPalette.ColorRole.Link, "merk"),
    ):
        palet.setColor(rol, QColor(kleur(naam)))
    return palet


def _stijlblad() -> str:
    blad = _BLAD.replace("@iconen", (resources() / "iconen").as_posix())
    for naam in sorted(_tokens()["licht"], key=len, reverse=True):
        blad = blad.replace(f"@{naam};", f"{kleur(naam)};").replace(f"@{naam} ", f"{kleur(naam)} ")
    return blad


_BLAD = """
QWidget { color: @inkt; }
QMainWindow, QScrollArea, QScrollArea > QWidget > QWidget { background: @vlak; border: none; }
QLabel { background: transparent; }
QLabel[rol="kop"] { font-size: 17pt; font-weight: 600; }
QLabel[rol="tussenkop"] { font-size: 13pt; font-weight: 600; }
QLabel[rol="zacht"] { color: @inkt_zacht; }
QLabel[rol="fout"] { color: @fout; font-weight: 600; }
QLabel[rol="groot"] { font-size: 20pt; font-weight: 600; }
QFrame[rol="paneel"] { background: @papier; border: 1px solid @lijn_zacht; border-radius: 6px; }
QFrame[rol="volgende"] { background: @vraag_vlak; border: 1px solid @vraag; border-radius: 6px; }
QFrame[volgende="ja"] { border-left: 4px solid @vraag; background: @vraag_vlak; border-radius: 3px; }
QFrame[rol="rail"] { background: @merk_vlak; border: none; }
QLineEdit, QComboBox, QPlainTextEdit, QSpinBox {
    background: @papier; border: 1px solid @lijn; border-radius: 6px; padding: 5px 8px; min-height: 1.3em;
}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus { border: 2px solid @focus; padding: 4px 7px; }
QLineEdit[fout="ja"] { border: 2px solid @fout; padding: 4px 7px; }
QLineEdit:disabled, QComboBox:disabled { color: @inkt_zacht; background: @vlak; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url(@iconen/pijl-omlaag.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @papier; border: 1px solid @lijn; }
QPushButton, QToolButton {
    background: @papier; border: 1px solid @lijn; border-radius: 6px; padding: 6px 14px; min-height: 1.3em;
}
QPushButton:hover, QToolButton:hover { background: @merk_vlak; }
QPushButton:focus, QToolButton:focus, QCheckBox:focus { border: 2px solid @focus; padding: 5px 13px; }
QPushButton:checked { background: @merk; color: @op_merk; border-color: @merk; font-weight: 600; }
QPushButton[rol="hoofd"] { background: @merk; color: @op_merk; border-color: @merk; font-weight: 600; }
QPushButton[rol="hoofd"]:disabled { background: @nee_vlak; color: @nee; border-color: @lijn; }
QPushButton[rol="hoofd"]:focus { border: 2px solid @focus; }
QPushButton[rol="stil"] { background: transparent; border: 1px solid transparent; color: @merk; }
QPushButton[rol="stil"]:hover { background: @merk_vlak; }
QPushButton[rol="stil"]:focus { border: 2px solid @focus; }
QPushButton[rol="antwoord"] { border-radius: 0; padding: 5px 14px; }
QPushButton[rol="antwoord"]:focus { padding: 4px 13px; }
QPushButton[rol="antwoord"][plek="eerst"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QPushButton[rol="antwoord"][plek="laatst"] {
    border-top-right-radius: 6px; border-bottom-right-radius: 6px; color: @inkt_zacht;
}
QPushButton[rol="antwoord"][plek="laatst"]:checked {
    background: @vraag_vlak; color: @vraag; border-color: @vraag; font-weight: 400;
}
QPushButton[rol="antwoord"]:checked { background: @merk; color: @op_merk; }
QPushButton[rol="rail"] {
    background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 10px 6px;
    color: @merk; font-weight: 600;
}
QPushButton[rol="rail"]:checked { background: @merk; color: @op_merk; }
QPushButton[rol="rail"]:focus { border: 2px solid @focus; }
QPushButton[rol="regel"] {
    background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 4px;
    text-align: left;
}
QPushButton[rol="regel"]:hover { background: @merk_vlak; }
QPushButton[rol="regel"]:focus { border: 2px solid @focus; }
QTableView, QListView, QTreeView {
    background: @papier; border: 1px solid @lijn_zacht; border-radius: 6px; gridline-color: @lijn_zacht;
    selection-background-color: @merk_vlak; selection-color: @inkt;
}
QTableView::item { padding: 4px 8px; }
QTableView:focus, QListView:focus { border: 2px solid @focus; }
QHeaderView::section {
    background: @vlak; color: @inkt_zacht; border: none; border-bottom: 1px solid @lijn; padding: 6px 8px;
}
QSplitter::handle { background: @lijn_zacht; }
QSplitter::handle:hover { background: @focus; }
QStatusBar { background: @papier; color: @inkt_zacht; border-top: 1px solid @lijn_zacht; }
QStatusBar QLabel { color: @inkt_zacht; padding: 0 8px; }
QMenuBar { background: @papier; }
QMenuBar::item:selected, QMenu::item:selected { background: @merk_vlak; color: @inkt; }
QMenu { background: @papier; border: 1px solid @lijn; }
QToolTip { background: @papier; color: @inkt; border: 1px solid @lijn; }
QScrollBar:vertical { background: @vlak; width: 12px; }
QScrollBar::handle:vertical { background: @lijn; border-radius: 4px; min-height: 32px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
"""
