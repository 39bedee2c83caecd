"""One setting on the page: its name, what it is, and under it what is wrong with what is being typed."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from consulent_app.acties.instelbeeld import Instelregel
from consulent_app.besluiten.inrichting import keur
from consulent_app.fouten import InvoerFout
from consulent_app.ui.editors import Rustlijst
from consulent_app.ui.thema import zet_rol
from consulent_app.ui.uitkomstrij import label


class Instelveld(QWidget):
    """`gewijzigd` carries key and text, once they are good and the field is left; else nothing is kept."""

    gewijzigd = Signal(str, str)

    def __init__(self, regel: Instelregel, *, mag: bool) -> None:
        super().__init__()
        self.regel, self._bewaard = regel, regel.waarde
        self.fout = label("", "fout")
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(2)
        kolom.addWidget(self._maak_keuze(mag) if regel.instelling.keuzes else self._maak_regel(mag))
        self.fout.hide()
        kolom.addWidget(self.fout)

    def _maak_regel(self, mag: bool) -> QLineEdit:
        veld = self.veld = QLineEdit(self.regel.waarde)
        veld.setCursorPosition(0)
        leeg = "nog invullen" if mag else "nog niet ingevuld"
        veld.setPlaceholderText(leeg if self.regel.instelling.nodig_voor else "niet verplicht")
        veld.setReadOnly(not mag)
        veld.setAccessibleName(self.regel.uitleg)
        veld.textEdited.connect(self._kijk)
        veld.editingFinished.connect(self._verlaten)
        self.setFocusProxy(veld)
        return veld

    def _maak_keuze(self, mag: bool) -> Rustlijst:
        lijst = self.lijst = Rustlijst()
        lijst.addItem("niet gekozen", "")
        for woord in self.regel.instelling.keuzes:
            lijst.addItem(woord, woord)
        lijst.setCurrentIndex(max(0, lijst.findData(self.regel.waarde)))
        lijst.setEnabled(mag)
        lijst.setAccessibleName(self.regel.uitleg)
        lijst.gekozen.connect(self._gekozen)
        self.setFocusProxy(lijst)
        return lijst

    @Slot()
    def _kijk(self, *_: object) -> bool:
        """Say at each key what is wrong, and whether it is good."""
        try:
            keur(self.regel.sleutel, self.veld.text())
        except InvoerFout as fout:
            self.toon_fout(str(fout))
        else:
            self.toon_fout("")
        return not self.fout.text()

    @Slot()
    def _verlaten(self) -> None:
        tekst = " ".join(self.veld.text().split())
        if self._kijk() and tekst != self._bewaard:
            self._meld(tekst)

    @Slot()
    def _gekozen(self) -> None:
        if self.lijst.currentData() != self._bewaard:
            self._meld(self.lijst.currentData())

    def _meld(self, tekst: str) -> None:
        self._bewaard = tekst
        self.gewijzigd.emit(self.regel.sleutel, tekst)

    def toon_fout(self, zin: str) -> None:
        """Show a sentence under the field; '' takes it away."""
        self.fout.setText(zin)
        self.fout.setVisible(bool(zin))
        if not self.regel.instelling.keuzes:
            zet_rol(self.veld, "ja" if zin else "", "fout")
            self.veld.setAccessibleDescription(zin)
