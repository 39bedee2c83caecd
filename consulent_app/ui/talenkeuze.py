"""In which languages the gemeente offers the overview: a tick for each, Dutch always."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout

from consulent_app.acties.instelbeeld import als_keuze
from consulent_app.taal.talen import BRONTAAL, TALEN
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vloei import Vloei

UITLEG = "Alleen in deze talen is het overzicht te drukken en voor te lezen. Nederlands is er altijd bij."


class Talenkeuze(QFrame):
    """`gekozen` carries the choice as the setting keeps it."""

    gekozen = Signal(str)

    def __init__(self, codes: Sequence[str], *, mag: bool) -> None:
        super().__init__()
        self.setProperty("rol", "paneel")
        self.vinkjes: dict[str, QCheckBox] = {}
        kolom, rij = QVBoxLayout(self), Vloei(gelijk=True)
        kolom.setContentsMargins(16, 12, 16, 12)
        kolom.addWidget(label("Talen van het overzicht", "tussenkop"))
        kolom.addWidget(label(UITLEG, "zacht"))
        for taal in TALEN.values():
            vinkje = self.vinkjes[taal.code] = QCheckBox(taal.naam)
            vinkje.setChecked(taal.code in codes)
            vinkje.setEnabled(mag and taal.code != BRONTAAL)
            vinkje.toggled.connect(self._kies)
            rij.addWidget(vinkje)
        kolom.addLayout(rij)

    @Slot()
    def _kies(self, *_: object) -> None:
        codes = [code for code, vinkje in self.vinkjes.items() if vinkje.isChecked()]
        self.gekozen.emit(als_keuze(codes, len(self.vinkjes)))
