"""The counts: choose weeks, see each table with its chart, and take them along as a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.telbeeld import Tellingbeeld, standaardperiode
from consulent_app.acties.telproces import Telproces
from consulent_app.acties.telwerker import Telopdracht
from consulent_app.acties.weektelling import bewaar
from consulent_app.fouten import ConsulentFout, InvoerFout
from consulent_app.tellingen.weken import Week, lees_periode, lees_week
from consulent_app.ui.rolvlak import Rolvlak
from consulent_app.ui.taken import Afloop
from consulent_app.ui.telblad import Telblad
from consulent_app.ui.thema import zet_rol
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.werkblad import Werkblad

NAMEN = ("Van week", "Tot en met week")
VORMEN = {
    ".xlsx": ("Bewaar als XLSX...", "Werkmap (*.xlsx)"),
    ".csv": ("Bewaar als CSV...", "CSV (*.csv)"),
    ".pdf": ("Bewaar als PDF...", "PDF van twee bladzijden (*.pdf)"),
}
NOG_NIETS = (
    "Er is in deze weken nog geen hele telmaand voorbij. Kleine aantallen zijn pas dan te verbergen."
)


class Weekveld(QLineEdit):
    """As wide as a week."""

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("2026-W40") + 40, super().sizeHint().height())


class Telpagina(QWidget):
    """Counts in a process that is there as long as the page is; on coming back it is counted again."""

    _hoever = Signal(float, str)

    def __init__(self, werkblad: Werkblad, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.beeld: Tellingbeeld | None = None
        self.van, self.tot, self.toonknop = Weekveld(), Weekveld(), QPushButton("Toon")
        self.balk, self.stand = QProgressBar(), QLabel()
        self.melding = label("")
        self.lijst, self.blad = QListWidget(), Telblad()
        self.knoppen = {vorm: QPushButton(naam) for vorm, (naam, _) in VORMEN.items()}
        #: What was asked for last; an answer to what was asked before it, or by another, is not shown.
        self._nummer = 0
        self._gevraagd: tuple[Week, Week] | None = None
        self._proces: Telproces | None = None
        self._telt = False
        self._bouw()
        self._hoever.connect(self._toon_hoever, Qt.ConnectionType.QueuedConnection)
        self.leeg()

    # --- how it looks --------------------------------------------------------------------------------

    def _bouw(self) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(24, 16, 24, 12)
        kolom.setSpacing(8)
        for deel in (self._keuzerij(), self._voortgang_rij(), self.melding):
            kolom.addWidget(deel)
        self.delen = QSplitter(Qt.Orientation.Horizontal)
        self.delen.setChildrenCollapsible(False)
        self.lijst.setAccessibleName("Tabellen")
        self.lijst.setSpacing(2)
        self.lijst.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lijst.currentRowChanged.connect(self._kies)
        self.delen.addWidget(self.lijst)
        self.delen.addWidget(Rolvlak(self.blad))
        self.delen.setStretchFactor(1, 1)
        kolom.addWidget(self.delen, 1)
        self._niets = QWidget()
        kolom.addWidget(self._niets, 1)
        kolom.addWidget(self._onderrij())

    def _keuzerij(self) -> QWidget:
        vak, kop = QWidget(), QLabel("Tellingen")
        kop.setProperty("rol", "kop")
        rij = Vloei(vak)
        rij.addWidget(kop)
        for naam, veld in zip(NAMEN, (self.van, self.tot), strict=True):
            veld.setAccessibleName(naam)
            veld.setPlaceholderText("2026-W40")
            veld.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            veld.returnPressed.connect(self.toon)
            tekst = QLabel(f"&{naam}")
            tekst.setBuddy(veld)
            paar = QWidget()
            binnen = QHBoxLayout(paar)
            binnen.setContentsMargins(16, 0, 0, 0)
            binnen.addWidget(tekst)
            binnen.addWidget(veld)
            rij.addWidget(paar)
        self.toonknop.setProperty("rol", "hoofd")
        self.toonknop.clicked.connect(self.toon)
        rij.addWidget(self.toonknop)
        return vak

    def _voortgang_rij(self) -> QWidget:
        self._voortgang = QWidget()
        rij = QHBoxLayout(self._voortgang)
        rij.setContentsMargins(0, 0, 0, 0)
        self.balk.setRange(0, 1000)
        self.balk.setTextVisible(False)
        self.balk.setAccessibleName("Hoe ver het is")
        rij.addWidget(self.balk, 1)
        rij.addWidget(self.stand, 2)
        return self._voortgang

    def _onderrij(self) -> QWidget:
        self._onder = QWidget()
        rij = Vloei(self._onder)
        for vorm, knop in self.knoppen.items():
            knop.clicked.connect(partial(self._bewaar, vorm))
            rij.addWidget(knop)
        return self._onder

    # --- counting ------------------------------------------------------------------------------------

    def ververs(self) -> None:
        """Count the year so far when nothing is shown yet; what is shown stays until it is counted anew."""
        if not self.van.text() and not self.tot.text():
            van, tot = standaardperiode(_vandaag())
            self.van.setText(str(van))
            self.tot.setText(str(tot))
            self.toon()
        elif self._proces is None and self._gevraagd is not None:
            self._tel(self._gevraagd)

    @Slot()
    def toon(self, *_: object) -> None:
        """Count the weeks that were typed."""
        periode = self._lees()
        if periode is not None:
            self._meld("")
            self._tel(periode)

    def _tel(self, periode: tuple[Week, Week]) -> None:
        kast = self.werkblad.kast
        if kast is None:
            return
        self._gevraagd, self._telt = periode, True
        self._proces = self._proces or Telproces()
        blad = self.werkblad
        eigen = {id_: blad.eigen_van(id_) for id_ in blad.van_nu.kast.namen()}
        opdracht = Telopdracht(periode, _vandaag(), eigen)
        doe = partial(self._proces.tel, kast, opdracht, self._hoever.emit)
        self._laat_werken("De feiten worden gelezen", doe, self._geteld, self._niet_geteld)

    def hideEvent(self, gebeurtenis: QHideEvent) -> None:
        super().hideEvent(gebeurtenis)
        # A window that is made small is not left.
        if not gebeurtenis.spontaneous():
            self._laat_proces_los()

    def _laat_proces_los(self) -> None:
        """End the process: at once when it counts, or after the file that it makes."""
        proces, self._proces = self._proces, None
        if proces is None:
            return
        if self._telt:
            proces.breek_af()
            self._vergeet_vraag()
        self.werkblad.taken.start(proces.sluit)

    def _vergeet_vraag(self) -> None:
        self._nummer += 1
        self._telt = False
        self._toon_bezig(bezig=False)

    def _lees(self) -> tuple[Week, Week] | None:
        """Return the weeks that were typed, or say what is wrong and where."""
        for veld in (self.van, self.tot):
            zet_rol(veld, "", "fout")
        try:
            for naam, veld in zip(NAMEN, (self.van, self.tot), strict=True):
                _keur(veld, naam)
            return lees_periode(self.van.text(), self.tot.text(), NAMEN)
        except InvoerFout as fout:
            self._meld(str(fout), "fout")
            return None

    def _laat_werken(self, wat: str, doe: Callable[[], Any], klaar: Afloop, mis: Afloop) -> None:
        self._nummer += 1
        self._toon_bezig(bezig=True)
        self._toon_hoever(0.0, wat)
        af = partial(self._rond_af, self._nummer)
        self.werkblad.taken.start(doe, partial(af, klaar), partial(af, mis), self)

    def _rond_af(self, nummer: int, verder: Afloop, uit: Any) -> None:
        if isinstance(uit, Exception) and not isinstance(uit, ConsulentFout):
            raise uit
        if nummer == self._nummer:
            self._telt = False
            self._toon_bezig(bezig=False)
            verder(uit)

    def _geteld(self, beeld: Tellingbeeld) -> None:
        zelfde, self.beeld = beeld == self.beeld, beeld
        self._meld(
            " ".join(deel for deel in (NOG_NIETS if beeld.alleen_lopend else "", beeld.straks) if deel)
        )
        if zelfde:
            return
        gekozen, titels = self.lijst.currentItem(), [tabel.titel for tabel in beeld.tabellen]
        # By its title: in other weeks a table can be there or not.
        titel = gekozen.text() if gekozen else ""
        self.lijst.clear()
        self.lijst.addItems(titels)
        self._meet_lijst()
        self._toon_delen(tabellen=bool(beeld.tabellen), bewaren=not beeld.alleen_lopend)
        self.lijst.setCurrentRow(titels.index(titel) if titel in titels else 0)

    def _niet_geteld(self, fout: Exception) -> None:
        self.beeld = None
        self._toon_delen(tabellen=False)
        self._meld(str(fout), "fout")

    def leeg(self) -> None:
        """Forget everything that is shown, for the lock."""
        self._laat_proces_los()
        self._vergeet_vraag()
        self.beeld = self._gevraagd = None
        self.van.clear()
        self.tot.clear()
        self.lijst.clear()
        self.blad.toon(None)
        self._meld("")
        self._toon_delen(tabellen=False)

    # --- what is shown -------------------------------------------------------------------------------

    @Slot(int)
    def _kies(self, rij: int) -> None:
        if self.beeld is not None and 0 <= rij < len(self.beeld.tabellen):
            self.blad.toon(self.beeld.tabellen[rij], self.beeld.over)

    def _toon_delen(self, *, tabellen: bool, bewaren: bool = False) -> None:
        self.delen.setVisible(tabellen)
        self._onder.setVisible(bewaren)
        self._niets.setVisible(not tabellen)

    def _meet_lijst(self) -> None:
        breed = min(self.lijst.sizeHintForColumn(0) + 32, self.width() // 3)
        self.lijst.setMinimumWidth(breed)
        self.delen.setSizes([breed, max(1, self.delen.width() - breed)])

    def changeEvent(self, gebeurtenis: QEvent) -> None:
        super().changeEvent(gebeurtenis)
        if gebeurtenis.type() == QEvent.Type.FontChange:
            self._meet_lijst()

    def _toon_bezig(self, *, bezig: bool) -> None:
        self._voortgang.setVisible(bezig)
        for knop in (self.toonknop, *self.knoppen.values()):
            knop.setEnabled(not bezig)

    @Slot(float, str)
    def _toon_hoever(self, deel: float, wat: str) -> None:
        self.balk.setValue(round(1000 * deel))
        self.stand.setText(wat)

    def _meld(self, tekst: str, rol: str = "") -> None:
        self.melding.setText(tekst)
        self.melding.setVisible(bool(tekst))
        zet_rol(self.melding, rol)
        if tekst:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, tekst))

    # --- taking along --------------------------------------------------------------------------------

    def _bewaar(self, vorm: str, *_: object) -> None:
        """Ask for a file and write the count into it, in the form of the button."""
        kast, beeld, proces = self.werkblad.kast, self.beeld, self._proces
        if kast is None or beeld is None or proces is None:
            return
        voorstel = f"weektelling-{beeld.weken[0]}-{beeld.weken[1]}{vorm}"
        gekozen = QFileDialog.getSaveFileName(self, "Kies een bestand", voorstel, VORMEN[vorm][1])[0]
        if gekozen:
            uit = Path(gekozen if gekozen.lower().endswith(vorm) else f"{gekozen}{vorm}")
            doe = partial(bewaar, kast, beeld.weken, uit, proces.maak)
            self._laat_werken(f"{uit.name} wordt gemaakt", doe, self._is_bewaard, self._niet_bewaard)

    def _is_bewaard(self, pad: Path) -> None:
        self._meld("")
        self.werkblad.melding.emit(f"{pad.name} bewaard in {pad.parent.name}")

    def _niet_bewaard(self, fout: Exception) -> None:
        self._meld(str(fout), "fout")


def _keur(veld: QLineEdit, naam: str) -> None:
    """Mark a field in which no week stands; raises InvoerFout."""
    try:
        lees_week(veld.text(), naam)
    except InvoerFout:
        zet_rol(veld, "ja", "fout")
        veld.setFocus()
        raise


def _vandaag() -> date:
    return datetime.now().astimezone().date()
