"""The top of the intake: whose it is, which dossier, and what can be opened beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.model import Intake
from consulent_app.ui.vloei import Vloei


class Intakekop(QHBoxLayout):
    """`over`, `vorm` and `inwoner` are its buttons; what they do is up to the page."""

    def __init__(self) -> None:
        super().__init__()
        self._kop, self._zaak = QLabel(), QLabel()
        self.over, self.vorm = QPushButton("Dossier..."), QPushButton()
        self.inwoner = QPushButton("Scherm voor de inwoner")
        self.setContentsMargins(16, 10, 16, 6)
        self.setSpacing(12)
        self._kop.setProperty("rol", "kop")
        self._zaak.setProperty("rol", "zacht")
        self._zaak.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._zaak.setWordWrap(True)
        self.addWidget(self._kop)
        self.addWidget(self._zaak, 1)
        knoppen = Vloei(ruim=True)
        self.over.setAccessibleName("Over dit dossier")
        for knop, toets in ((self.over, "Ctrl+D"), (self.vorm, "F6"), (self.inwoner, "Ctrl+B")):
            knop.setProperty("rol", "stil")
            knop.setToolTip(toets)
            knoppen.addWidget(knop)
        self.addLayout(knoppen)

    def toon(self, intake: Intake, kenmerk: str) -> None:
        """Show whose intake this is, and of which day."""
        anderen = len(intake.personen) - 1
        wie = f"{intake.aanvrager.naam[:1].upper()}{intake.aanvrager.naam[1:]}"
        self._kop.setText(f"{wie}{f' + {anderen}' if anderen else ''}")
        voor = f"{kenmerk} · " if kenmerk else ""
        self._zaak.setText(f"{voor}peildatum {datum_leesbaar(intake.peildatum)}")

    def leeg(self) -> None:
        """Name nobody."""
        self._kop.setText("")
        self._zaak.setText("")

    def noem_vorm(self, *, in_gesprek: bool) -> None:
        """Let the button say which shape it brings."""
        self.vorm.setText("Toon alle vragen" if in_gesprek else "Vraag voor vraag")
