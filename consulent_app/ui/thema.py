"""Colours, type and the one style sheet, made from resources/stijl/."""

from __future__ import annotations

import tomllib
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from consulent_app.paden import resources

LETTERTYPE = "Noto Sans"
PUNTEN = 11.0
KOPPEN = {"kop": 1.55, "tussenkop": 1.18, "groot": 1.8, "vraag": 1.9, "klein": 0.88}
VLAKKEN = frozenset({"papier", "vlak", "op_merk"})


@cache
def _tokens() -> dict[str, dict[str, str]]:
    return tomllib.loads((resources() / "stijl" / "tokens.toml").read_text(encoding="utf-8"))


@cache
def _blad() -> str:
    return (resources() / "stijl" / "scherm.qss").read_text(encoding="utf-8")


def donker() -> bool:
    """Say whether the system asks for a dark screen."""
    stijl = QGuiApplication.styleHints()
    return stijl.colorScheme() == Qt.ColorScheme.Dark


def contrast() -> bool:
    """Say whether the system asks for high contrast; then its own colours are used."""
    # Each step keeps a name: chained, the middle one is deleted before the last is read.
    stijl = QGuiApplication.styleHints()
    toegang = stijl.accessibility()
    return toegang.contrastPreference() == Qt.ContrastPreference.HighContrast


def kleur(naam: str) -> str:
    """Return a colour token for the screen of now, as `#RRGGBB`."""
    if contrast():
        return _systeemkleur(naam)
    return _tokens()["donker" if donker() else "licht"][naam]


def _systeemkleur(naam: str) -> str:
    """In high contrast there is paper, ink and one colour for the focus; lines are ink."""
    palet = QGuiApplication.palette()
    if naam == "focus":
        return palet.color(QPalette.ColorRole.Highlight).name()
    papier = naam in VLAKKEN or naam.endswith("_vlak")
    rol = QPalette.ColorRole.Window if papier else QPalette.ColorRole.WindowText
    return palet.color(rol).name()


def pas_toe(app: QApplication) -> None:
    """Load the fonts and give the app its colours, once; they follow when the system changes."""
    if app.property("thema"):
        return
    app.setProperty("thema", True)
    for pad in sorted((resources() / "lettertypen").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(pad))
    app.setStyle("Fusion")
    zet_schaal(1.0)
    stijl = QGuiApplication.styleHints()
    toegang = stijl.accessibility()
    stijl.colorSchemeChanged.connect(ververs)
    toegang.contrastPreferenceChanged.connect(ververs)


def zet_schaal(schaal: float) -> None:
    """Make all text larger; 1.0 is what the system asks for, and never under 11 points."""
    systeem = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    letter = QFont(LETTERTYPE) if LETTERTYPE in QFontDatabase.families() else QFont(systeem)
    letter.setPointSizeF(max(PUNTEN, systeem.pointSizeF()) * schaal)
    app = QApplication.instance()
    if isinstance(app, QApplication) and not (app.styleSheet() and app.font() == letter):
        app.setFont(letter)
        ververs()


def ververs(*_: object) -> None:
    """Give the app the palette and style sheet that belong to the screen of now."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setPalette(QPalette() if contrast() else _palet())
        app.setStyleSheet(_stijlblad(app.font().pointSizeF()))


def zet_rol(widget: QWidget, waarde: str, eigenschap: str = "rol") -> None:
    """Give a widget that is shown already another role in the style sheet."""
    if (widget.property(eigenschap) or "") != waarde:
        widget.setProperty(eigenschap, waarde)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


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


def _stijlblad(punten: float) -> str:
    licht = QColor(kleur("op_merk")).lightness() > 127
    namen = {
        **{f"@{naam}_pt": f"{punten * maal:.1f}pt" for naam, maal in KOPPEN.items()},
        **{f"@{naam}": kleur(naam) for naam in _tokens()["licht"]},
        "@iconen": (resources() / "iconen").as_posix(),
        "@schema": "licht" if licht else "donker",
    }
    blad = _blad()
    for naam in sorted(namen, key=len, reverse=True):
        blad = blad.replace(naam, namen[naam])
    return blad
