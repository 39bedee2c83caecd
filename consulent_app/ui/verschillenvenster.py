"""Choose, answer by answer, between what two workplaces filled in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.verschillen import Keuze, Verschil, verschillen
from consulent_app.fouten import InvoerFout
from consulent_app.ui.dossieropener import Dossieropener
from consulent_app.ui.uitkomstrij import Meerregelknop, label
from consulent_app.ui.werkblad import Werkblad
from consulent_app.ui.wisselen import wissel

if TYPE_CHECKING:
    from consulent_app.opslag.waarden import Dossier

UITLEG = (
    "Kies bij elke vraag wat klopt; vraag het anders aan de inwoner. Wat u niet kiest, blijft in de "
    "geschiedenis van het dossier. Staat geen van beide goed, vul het dan daarna in op het formulier."
)
NIETS = "Er is niets meer te kiezen."
STAAT_ER_NU = "staat er nu"


class Verschillenvenster(QDialog):
    """`knoppen` are those of all choices, by path and version."""

    def __init__(self, werkblad: Werkblad, opener: Dossieropener, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad, self._opener = werkblad, opener
        self.knoppen: dict[tuple[str, str], Meerregelknop] = {}
        self.setWindowTitle("Op twee werkplekken anders ingevuld")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(820, 620)
        self._rol, self.fout, self.sluiten = QScrollArea(), label("", "fout"), QPushButton("Sluiten")
        self._bouw()
        opener.bijgewerkt.connect(self._lees)
        self._lees()

    def _bouw(self) -> None:
        kolom, onder = QVBoxLayout(self), QHBoxLayout()
        kolom.setContentsMargins(20, 16, 20, 16)
        self.fout.hide()
        self._rol.setWidgetResizable(True)
        self._rol.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for deel in (label(UITLEG, "zacht"), self.fout):
            kolom.addWidget(deel)
        kolom.addWidget(self._rol, 1)
        # Enter on a choice chooses; it must not close the window.
        self.sluiten.setAutoDefault(False)
        self.sluiten.clicked.connect(self.accept)
        onder.addStretch()
        onder.addWidget(self.sluiten)
        kolom.addLayout(onder)

    @Slot()
    def _lees(self) -> None:
        kast, dossier = self.werkblad.kast, self.werkblad.dossier
        if kast is not None and dossier is not None:
            doe = partial(verschillen, kast, dossier, self.werkblad.toetser)
            self.werkblad.taken.start(doe, partial(self._toon, dossier), self._mislukt, self)

    def _toon(self, dossier: Dossier, alle: list[Verschil]) -> None:
        self.knoppen = {}
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        kolom.setSpacing(12)
        for verschil in alle:
            kolom.addWidget(self._paneel(dossier, verschil))
        if not alle:
            kolom.addWidget(label(NIETS))
        kolom.addStretch()
        wissel(self._rol, binnen)
        (next(iter(self.knoppen.values()), None) or self.sluiten).setFocus()

    def _paneel(self, dossier: Dossier, verschil: Verschil) -> QFrame:
        paneel = QFrame()
        paneel.setProperty("rol", "paneel")
        kolom = QVBoxLayout(paneel)
        kolom.setContentsMargins(14, 10, 14, 10)
        kolom.addWidget(label(verschil.vraag, "tussenkop"))
        for keuze in verschil.keuzen:
            knop = self.knoppen[verschil.pad, keuze.versie] = _knop(verschil, keuze)
            knop.clicked.connect(partial(self._kies, dossier.id, verschil.pad, keuze.versie))
            kolom.addWidget(knop)
        return paneel

    def _kies(self, dossier_id: str, pad: str, versie: str, *_: object) -> None:
        kast = self.werkblad.kast
        if kast is not None:
            self.fout.hide()
            for knop in self.knoppen.values():
                knop.setEnabled(False)
            doe = partial(kast.delen.kies, dossier_id, pad, versie)
            self._opener.doe_en_herlees(doe, self._niet_gekozen)

    def _niet_gekozen(self, fout: InvoerFout) -> None:
        self._mislukt(fout)
        self._lees()

    def _mislukt(self, fout: Exception) -> None:
        self.fout.setText(str(fout))
        self.fout.show()


def _knop(verschil: Verschil, keuze: Keuze) -> Meerregelknop:
    onder = f"{keuze.door} · {STAAT_ER_NU}" if keuze.geldt else keuze.door
    knop = Meerregelknop(keuze.waarde, onder)
    knop.setAutoDefault(False)
    knop.setAccessibleName(f"Kies bij {verschil.vraag} {keuze.waarde}, {onder}")
    return knop
