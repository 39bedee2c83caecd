"""What a file of settings would change, before it is taken over or not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.inrichtingen import Inleesbeeld
from consulent_app.besluiten.inrichting import Wijziging
from consulent_app.ui.uitkomstrij import label

UITLEG = "Er is nog niets veranderd. Wat niet in het bestand staat, blijft zoals het is."
LEEG = "niets ingevuld"


class Inleesvenster(QDialog):
    """Is accepted when all of it is to be taken over."""

    def __init__(self, beeld: Inleesbeeld, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.setWindowTitle("Instellingen inlezen")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 560)
        self.neem, self.niet = QPushButton(_knop(len(beeld.wijzigingen))), QPushButton("Niets veranderen")
        kolom, onder = QVBoxLayout(self), QHBoxLayout()
        kolom.setContentsMargins(20, 16, 20, 16)
        kolom.addWidget(label(f"Dit verandert er door {beeld.bestand}", "tussenkop"))
        kolom.addWidget(label(UITLEG, "zacht"))
        gebied = QScrollArea()
        gebied.setWidgetResizable(True)
        gebied.setAccessibleName("Wat er verandert")
        gebied.setWidget(_lijst(beeld.wijzigingen))
        kolom.addWidget(gebied, 1)
        self.neem.setProperty("rol", "hoofd")
        self.neem.clicked.connect(self.accept)
        self.niet.clicked.connect(self.reject)
        onder.addStretch()
        for knop in (self.niet, self.neem):
            knop.setAutoDefault(False)
            onder.addWidget(knop)
        kolom.addLayout(onder)


def _knop(aantal: int) -> str:
    return "Neem deze wijziging over" if aantal == 1 else f"Neem deze {aantal} wijzigingen over"


def _lijst(wijzigingen: tuple[Wijziging, ...]) -> QWidget:
    blad = QWidget()
    rooster = QGridLayout(blad)
    rooster.setVerticalSpacing(8)
    for kolom, kop in enumerate(("Wat", "Staat er nu", "Wordt")):
        rooster.addWidget(label(kop, "zacht"), 0, kolom)
        rooster.setColumnStretch(kolom, 1)
    for rij, wijziging in enumerate(wijzigingen, start=1):
        wat = wijziging.wat[:1].upper() + wijziging.wat[1:]
        for kolom, tekst in enumerate((wat, wijziging.nu or LEEG, wijziging.wordt or LEEG)):
            zin = label(tekst, "zacht" if tekst == LEEG else "")
            zin.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            rooster.addWidget(zin, rij, kolom, Qt.AlignmentFlag.AlignTop)
    rooster.setRowStretch(len(wijzigingen) + 1, 1)
    return blad
