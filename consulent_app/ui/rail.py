"""The rail on the left: a button for each page that this medewerker may see."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from consulent_app.ui.iconen import icoon

if TYPE_CHECKING:
    from consulent_app.acties.werkplek import Werkplek

PAGINAS = (
    ("dossiers", "Dossiers", "Ctrl+1"),
    ("intake", "Intake", "Ctrl+2"),
    ("besluiten", "Besluiten", "Ctrl+3"),
    ("bestand", "Bestand", "Ctrl+4"),
    ("instellingen", "Instellingen", "Ctrl+5"),
    ("account", "Account", "Ctrl+6"),
    ("logboek", "Logboek", "Ctrl+7"),
    ("tellingen", "Tellingen", "Ctrl+8"),
    ("bedragen", "Bedragen", "Ctrl+9"),
)
#: Who may do this has something to do on the page; a page that is not named here is for everybody.
NODIG = {
    "dossiers": "zoek",
    "intake": "bewaar_antwoord",
    "besluiten": "stel_voor",
    "bestand": "zoek",
    "instellingen": "kies_kopiemap",
    "logboek": "logboek",
    "tellingen": "telfeiten",
}


def mag_naar(kast: Werkplek, pagina: str) -> bool:
    """Say whether this medewerker has something to do on a page."""
    if pagina == "bedragen":
        return kast.regels.mag_beheren
    return pagina not in NODIG or kast.mag(NODIG[pagina])


class Rail(QFrame):
    """`gekozen` carries the name of the page of which the button is pressed."""

    gekozen = Signal(str)

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setProperty("rol", "rail")
        self.knoppen: dict[str, QToolButton] = {}
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(6, 12, 6, 12)
        groep = QButtonGroup(self)
        for naam, label, toets in PAGINAS:
            knop = self.knoppen[naam] = self._knop(naam, label, toets)
            groep.addButton(knop)
            kolom.addWidget(knop)
        kolom.addStretch()
        self.teken()

    def _knop(self, naam: str, label: str, toets: str) -> QToolButton:
        knop = QToolButton()
        knop.setText(label)
        knop.setProperty("rol", "rail")
        knop.setCheckable(True)
        knop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        knop.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        knop.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        knop.setToolTip(toets)
        knop.setAccessibleName(f"Pagina {label}")
        knop.clicked.connect(partial(self._kies, naam))
        return knop

    def _kies(self, naam: str, *_: object) -> None:
        self.gekozen.emit(naam)

    def toon_voor(self, kast: Werkplek) -> None:
        """Show the buttons of what this medewerker may do."""
        for naam, knop in self.knoppen.items():
            knop.setVisible(mag_naar(kast, naam))
        self.show()

    def teken(self) -> None:
        """Draw the icons, in the colours and the size of now."""
        zijde = round(self.fontMetrics().height() * 1.3)
        for naam, knop in self.knoppen.items():
            knop.setIcon(icoon(naam))
            knop.setIconSize(QSize(zijde, zijde))
