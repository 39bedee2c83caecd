"""What changed since a proposal was made, as a short list."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from consulent_app.acties.sinds_voorstel import Sindsvoorstel
from consulent_app.ui.uitkomstrij import label


class Sindsvenster(QDialog):
    """A line for each thing; the arrows go along them."""

    def __init__(self, sinds: Sindsvoorstel, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.setWindowTitle("Wat is er anders?")
        self.resize(720, 420)
        self.lijst, sluiten = QListWidget(), QPushButton("Sluiten")
        self.lijst.setWordWrap(True)
        self.lijst.setSpacing(3)
        self.lijst.setAccessibleName(sinds.kop)
        self.lijst.addItems(list(sinds.regels))
        self.lijst.setCurrentRow(0)
        kolom, onder = QVBoxLayout(self), QHBoxLayout()
        kolom.setContentsMargins(20, 16, 20, 16)
        kolom.addWidget(label(sinds.kop, "tussenkop"))
        kolom.addWidget(self.lijst, 1)
        sluiten.clicked.connect(self.accept)
        onder.addStretch()
        onder.addWidget(sluiten)
        kolom.addLayout(onder)
        self.lijst.setFocus()
