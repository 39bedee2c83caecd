"""Which dossiers must go, destroying those that are ticked, and the certificates of what went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.bewaren import (
    NIETS,
    Opmaak,
    bewaar_verklaringen,
    keur_reeks,
    verklaring_in_een_regel,
    vernietig,
    waarom,
)
from consulent_app.besluiten.vernietiging import Vernietiging
from consulent_app.ui.merkenlabel import met_merken
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vakjestekst import Vakjestekst
from consulent_app.ui.werkblad import Werkblad
from consulent_app.ui.wisselen import wissel

if TYPE_CHECKING:
    from consulent_app.acties.archiefplek import Archiefplek
    from consulent_app.opslag.bewaarlijst import Bewaarregel

HOOGSTENS = 200
UITLEG = (
    "Van deze dossiers is de bewaartermijn voorbij, of over minder dan een maand. Kijk ze na en vink aan "
    "wat weg kan. Druk daarna de verklaring af en laat het archief die ook ondertekenen."
)
VRAAG = "{aantal} voorgoed vernietigen? Dit kan niet ongedaan worden gemaakt."


class Bewaarvenster(QDialog):
    """`vernietigd` carries the references of the dossiers that are gone.

    Who may not see which dossiers must go sees the certificates alone.
    """

    vernietigd = Signal(list)

    def __init__(self, werkblad: Werkblad, archief: Archiefplek, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad, self._archief = werkblad, archief
        self._reeks: Sequence[Vernietiging] = ()
        self.setWindowTitle("Bewaartermijnen")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 680)
        self.vakjes: dict[str, QCheckBox] = {}
        self._rol, self.lijst, self.fout = QScrollArea(), QListWidget(), label("", "fout")
        self.alles, self.knop = QPushButton("Vink alles aan"), QPushButton("Vernietig...")
        self.bewaarknop = QPushButton("Bewaar de verklaring in een map...")
        self._met_lijst = archief.mag("aan_de_beurt")
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(20, 16, 20, 16)
        if self._met_lijst:
            self._bouw_lijst(kolom)
        self._bouw_verklaringen(kolom)
        self._lees()

    def _bouw_lijst(self, kolom: QVBoxLayout) -> None:
        kolom.addWidget(label("Wat weg moet", "tussenkop"))
        kolom.addWidget(label(UITLEG, "zacht"))
        self._rol.setWidgetResizable(True)
        self._rol.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        kolom.addWidget(self._rol, 3)
        rij = QHBoxLayout()
        rij.addStretch()
        for knop, doe in ((self.alles, self._vink_alles), (self.knop, self._vraag)):
            knop.clicked.connect(doe)
            rij.addWidget(knop)
        kolom.addLayout(rij)

    def _bouw_verklaringen(self, kolom: QVBoxLayout) -> None:
        self.fout.hide()
        kolom.addWidget(self.fout)
        kolom.addWidget(label("Verklaringen van vernietiging", "tussenkop"))
        self.lijst.setAccessibleName("Verklaringen van vernietiging")
        kolom.addWidget(self.lijst, 1)
        onder, sluit = QHBoxLayout(), QPushButton("Sluiten")
        self.bewaarknop.clicked.connect(self.bewaar)
        sluit.clicked.connect(self.accept)
        onder.addWidget(self.bewaarknop)
        onder.addStretch()
        onder.addWidget(sluit)
        kolom.addLayout(onder)

    # --- the list ------------------------------------------------------------------------------------

    def _lees(self) -> None:
        self.knop.setEnabled(False)
        self.alles.setEnabled(False)
        taken = self.werkblad.taken
        if self._met_lijst:
            taken.start(self._archief.aan_de_beurt, self._toon, self._mislukt, self)
        taken.start(self._archief.verklaringen, self._toon_reeks, self._mislukt, self)
        taken.start(partial(keur_reeks, self._archief), None, self._mislukt, self)

    def _toon(self, regels: list[Bewaarregel]) -> None:
        self.vakjes = {}
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        for regel in regels[:HOOGSTENS]:
            kolom.addLayout(self._rij(regel))
        if len(regels) > HOOGSTENS:
            kolom.addWidget(label(f"En nog {len(regels) - HOOGSTENS}.", "zacht"))
        if not regels:
            kolom.addWidget(label(NIETS, "zacht"))
        kolom.addStretch()
        wissel(self._rol, binnen)
        self.alles.setEnabled(bool(self.vakjes))
        self._tel()

    def _rij(self, regel: Bewaarregel) -> QHBoxLayout:
        rij, vandaag = QHBoxLayout(), datetime.now().astimezone().date()
        naam = met_merken(regel.naam or "nog geen naam", regel.merken)
        tekst = f"{naam} · {regel.kenmerk} · {waarom(regel, vandaag)}"
        if not regel.bewaring.verlopen(vandaag):
            rij.addWidget(label(tekst, "zacht"), 1)
            return rij
        vakje = self.vakjes[regel.kenmerk] = QCheckBox()
        vakje.setAccessibleName(tekst)
        vakje.toggled.connect(self._tel)
        rij.addWidget(vakje)
        rij.addWidget(Vakjestekst(tekst, vakje), 1)
        return rij

    @property
    def gekozen(self) -> list[str]:
        """Return the references of the dossiers that are ticked."""
        return [kenmerk for kenmerk, vakje in self.vakjes.items() if vakje.isChecked()]

    @Slot()
    def _vink_alles(self) -> None:
        for vakje in self.vakjes.values():
            vakje.setChecked(True)

    @Slot()
    def _tel(self, *_: object) -> None:
        aantal = len(self.gekozen)
        self.knop.setText(f"Vernietig {_dossiers(aantal)}..." if aantal else "Vernietig...")
        self.knop.setEnabled(aantal > 0)

    # --- destroying ----------------------------------------------------------------------------------

    @Slot()
    def _vraag(self) -> None:
        vel = QMessageBox(self)
        vel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        vel.setWindowTitle("Vernietigen")
        vel.setText(VRAAG.format(aantal=_dossiers(len(self.gekozen))))
        knop = vel.addButton("Vernietig", QMessageBox.ButtonRole.AcceptRole)
        vel.setDefaultButton(vel.addButton("Annuleren", QMessageBox.ButtonRole.RejectRole))
        knop.clicked.connect(self._vernietig)
        vel.open()

    @Slot()
    def _vernietig(self) -> None:
        doe, klaar = partial(vernietig, self._archief, self.gekozen), self._is_vernietigd
        self.werkblad.taken.start(doe, partial(klaar, self.gekozen), self._mislukt, self)

    def _is_vernietigd(self, kenmerken: list[str], reeks: list[Vernietiging]) -> None:
        nummers = ", ".join(verklaring.nummer for verklaring in reeks)
        self.werkblad.melding.emit(f"vernietigd, verklaring {nummers}")
        self.vernietigd.emit(kenmerken)
        self._lees()

    # --- the certificates ----------------------------------------------------------------------------

    def _toon_reeks(self, reeks: list[Vernietiging]) -> None:
        self._reeks = list(reversed(reeks))
        self.lijst.clear()
        self.lijst.addItems([verklaring_in_een_regel(v) for v in self._reeks])
        self.lijst.setCurrentRow(0)
        self.bewaarknop.setEnabled(bool(reeks))

    @Slot()
    def bewaar(self) -> None:
        """Ask for a folder and write the certificate that is chosen there."""
        map_ = QFileDialog.getExistingDirectory(self, "Kies een map voor de verklaring")
        if map_ and 0 <= (rij := self.lijst.currentRow()) < len(self._reeks):
            opmaak = Opmaak(self.werkblad.van_nu.kast, self.werkblad.eigen_van)
            doe = partial(bewaar_verklaringen, [self._reeks[rij]], Path(map_), opmaak)
            self.werkblad.taken.start(doe, self._is_bewaard, self._mislukt, self)

    def _is_bewaard(self, paden: list[Path]) -> None:
        self.werkblad.melding.emit(f"{paden[0].name} bewaard in {paden[0].parent.name}")

    def _mislukt(self, fout: Exception) -> None:
        self.fout.setText(str(fout))
        self.fout.show()


def _dossiers(aantal: int) -> str:
    return "1 dossier" if aantal == 1 else f"{aantal} dossiers"
