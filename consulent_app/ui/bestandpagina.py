"""A whole file: choose it, judge it, look who gets what, untick, print and keep as dossiers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.ambtshalve import OVERZICHT, Gestopt, Uitslag, toets_bestand
from consulent_app.acties.bestanddossiers import bewaar_dossiers
from consulent_app.acties.briefdagboek import Briefopdracht
from consulent_app.acties.briefreeks import NIET_GEDRUKT, Reeks, druk_reeks
from consulent_app.acties.werklijst import Werklijst, lees_werklijst
from consulent_app.fouten import ConsulentFout
from consulent_app.ui.bestandkeuze import Bestandkeuze
from consulent_app.ui.taken import Taken
from consulent_app.ui.thema import zet_rol
from consulent_app.ui.vakjestekst import Vakjestekst
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.werkblad import Werkblad
from consulent_app.ui.werklijstmodel import Werklijstbeeld, Werklijstmodel

if TYPE_CHECKING:
    from consulent_app.acties.werkplek import Werkplek

UITLEG = (
    "Toets alle huishoudens uit een bestand tegelijk. U ziet wie iets kan krijgen zonder aanvraag, en "
    "besluit wie een brief krijgt."
)
RAADSMAN = "Een raadsman besluit niet. Laat een consulent van de gemeente deze brieven drukken."
BEWAAR = "Bewaar ieder besluit ook als dossier"


class Bestandpagina(QScrollArea):
    """Has a worker of its own: a run takes minutes, and an answer elsewhere must not wait for it."""

    _hoever = Signal(float, str)

    def __init__(self, werkblad: Werkblad, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.werkblad, self.taken = werkblad, Taken(self)
        self.keuze = Bestandkeuze(werkblad.van_nu.pakketten())
        self.balk, self.stand, self.stopknop = QProgressBar(), QLabel(), QPushButton("Stop")
        self.melding, self.samenvatting = QLabel(), QLabel()
        self.model = Werklijstmodel(self)
        self.lijst, self.zoekveld = Werklijstbeeld(self.model), QLineEdit()
        self.drukknop, self.bewaar = QPushButton(), QCheckBox()
        self._opdracht: Briefopdracht | None = None
        self._stop, self._kast_vrij = threading.Event(), threading.Event()
        self._kast_vrij.set()
        self._te_bewaren = self._heeft_lijst = False
        self._wacht = QTimer(self)
        self._wacht.setSingleShot(True)
        self._wacht.setInterval(200)
        self._wacht.timeout.connect(self._filter)
        self._bouw()
        self._hoever.connect(self._toon_hoever, Qt.ConnectionType.QueuedConnection)
        self._toon_bezig(bezig=False)

    # --- how it looks --------------------------------------------------------------------------------

    def _bouw(self) -> None:
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        binnen = QWidget()
        self.setWidget(binnen)
        kolom = QVBoxLayout(binnen)
        kolom.setContentsMargins(24, 16, 24, 16)
        kolom.setSpacing(10)
        for tekst, rol in (("Bestand", "kop"), (UITLEG, "zacht")):
            label = QLabel(tekst)
            label.setProperty("rol", rol)
            label.setWordWrap(True)
            kolom.addWidget(label)
        kolom.addWidget(self.keuze)
        self.keuze.toets.connect(self._toets)
        kolom.addWidget(self._bezig_rij())
        for label in (self.melding, self.samenvatting):
            label.setWordWrap(True)
            label.hide()
            kolom.addWidget(label)
        self._uitslag = self._uitslagvlak()
        kolom.addWidget(self._uitslag, 1)
        self._leeg = QWidget()
        kolom.addWidget(self._leeg, 1)

    def _bezig_rij(self) -> QWidget:
        self._voortgang = QWidget()
        rij = QHBoxLayout(self._voortgang)
        rij.setContentsMargins(0, 0, 0, 0)
        self.balk.setRange(0, 1000)
        self.balk.setTextVisible(False)
        self.balk.setAccessibleName("Hoe ver het is")
        self.stopknop.clicked.connect(self.stop)
        rij.addWidget(self.balk, 2)
        rij.addWidget(self.stand, 3)
        rij.addWidget(self.stopknop)
        return self._voortgang

    def _uitslagvlak(self) -> QWidget:
        vlak = QFrame()
        kolom = QVBoxLayout(vlak)
        kolom.setContentsMargins(0, 0, 0, 0)
        self.zoekveld.setPlaceholderText("Zoek op naam, nummer of regeling")
        self.zoekveld.setAccessibleName("Zoek in de werklijst")
        self.zoekveld.setClearButtonEnabled(True)
        self.zoekveld.textChanged.connect(self._typt)
        self.zoekveld.setMinimumWidth(self.fontMetrics().averageCharWidth() * 46)
        boven = Vloei()
        boven.addWidget(self.zoekveld)
        for naam, doe in (
            ("Alle vinken aan", partial(self._vinken, aan=True)),
            ("Alle vinken uit", partial(self._vinken, aan=False)),
            ("Open het overzicht", self._open_overzicht),
        ):
            knop = QPushButton(naam)
            knop.clicked.connect(partial(_roep, doe))
            boven.addWidget(knop)
        kolom.addLayout(boven)
        kolom.addWidget(self.lijst, 1)
        kolom.addLayout(self._onder())
        self.model.gewisseld.connect(self._tel)
        return vlak

    def _onder(self) -> QHBoxLayout:
        onder = QHBoxLayout()
        self.bewaar.setChecked(True)
        self.bewaar.setAccessibleName(BEWAAR)
        onder.addWidget(self.bewaar)
        onder.addWidget(Vakjestekst(BEWAAR, self.bewaar), 1)
        self.drukknop.setProperty("rol", "hoofd")
        self.drukknop.clicked.connect(self._druk)
        onder.addWidget(self.drukknop)
        return onder

    # --- judging -------------------------------------------------------------------------------------

    @Slot()
    def _toets(self) -> None:
        pakket, kast = self.werkblad.van_nu.pakket(self.keuze.pakket), self.werkblad.kast
        if kast is None:
            return
        # Who presses the button has seen the list: that is the decision.
        self._opdracht = Briefopdracht(
            self.keuze.bron, self.keuze.doel, pakket, self.keuze.peildatum, _vandaag(),
            self.werkblad.van_nu.kast, self.werkblad.eigen_van(pakket.id), kast.medewerker.naam,
        )  # fmt: skip
        self.model.uitgezet, self._heeft_lijst = set(), False
        self.model.zet(())
        doe = partial(_toets_en_lees, self._opdracht, kast, self._hoever.emit, self._stop.is_set)
        self._begin(doe, self._getoetst)

    def _getoetst(self, wat: tuple[Uitslag, Werklijst]) -> None:
        uitslag, lijst = wat
        if self.werkblad.kast is not None:
            self._toon_lijst(lijst)
        self._heeft_lijst = True
        delen = [f"{_tel(uitslag.huishoudens, 'huishouden', 'huishoudens')} getoetst."]
        if uitslag.fouten:
            delen.append(f"{_punt(uitslag.fouten)} regels hebben een fout; zie fouten.csv.")
        delen.append(
            f"{_tel(len(lijst.regels), 'kan', 'kunnen')} iets krijgen zonder aanvraag."
            if lijst.regels
            else "Niemand kan nu iets krijgen zonder aanvraag."
        )
        if lijst.een_vraag:
            delen.append(f"Bij {_punt(lijst.een_vraag)} andere is er nog één antwoord nodig.")
        self._zeg(" ".join(delen))

    def _toon_lijst(self, lijst: Werklijst) -> None:
        self._heeft_lijst = True
        self.model.zet(lijst.regels)
        self.lijst.pas_breedtes_aan()
        self._uitslag.setVisible(bool(lijst.regels))
        self._leeg.setVisible(not lijst.regels)
        self._tel()

    # --- printing ------------------------------------------------------------------------------------

    @Slot()
    def _druk(self) -> None:
        opdracht, kast = self._opdracht, self.werkblad.kast
        if opdracht is None or kast is None:
            return
        ids = [regel.huishouden_id for regel in self.model.gekozen()]
        self._te_bewaren = self.bewaar.isChecked()
        doe = partial(_druk_en_lees, opdracht, kast, ids, self._hoever.emit, self._stop.is_set)
        self._begin(doe, self._gedrukt)

    def _gedrukt(self, wat: tuple[Reeks, Werklijst]) -> None:
        reeks, lijst = wat
        if self.werkblad.kast is not None:
            self._toon_lijst(lijst)
        delen = [f"{_tel(reeks.gedrukt, 'brief', 'brieven')} gedrukt, in de map {reeks.map}."]
        if reeks.niet_gedrukt:
            delen.append(f"{_punt(reeks.niet_gedrukt)} niet: {NIET_GEDRUKT} zegt waarom.")
        if reeks.bewind_onbekend:
            delen.append(
                f"Bij {_punt(reeks.bewind_onbekend)} is niet bekend of er een bewindvoerder is: ga dat na."
            )
        if reeks.gestopt:
            delen.append("Het drukken is gestopt. Druk opnieuw om verder te gaan.")
        self._zeg(" ".join(delen))
        self._bewaar_wat_gedrukt_is()

    def _bewaar_wat_gedrukt_is(self) -> None:
        """Keep the letters as dossiers; when the screen is locked, as soon as it is open again."""
        kast, opdracht = self.werkblad.kast, self._opdracht
        if self._te_bewaren and kast is not None and opdracht is not None:
            self._kast_vrij.clear()
            doe = partial(_bewaar, opdracht, kast, self._hoever.emit, self._stop.is_set, self._kast_vrij)
            self._begin(doe, self._bewaard)

    def _bewaard(self, aantal: int) -> None:
        self._te_bewaren = self._stop.is_set()
        erbij = f"{_tel(aantal, 'besluit staat', 'besluiten staan')} nu bij de dossiers."
        self._zeg(f"{self.samenvatting.text()} {erbij}")

    def laat_kast_los(self) -> None:
        """Stop keeping dossiers, and return when the store is no longer used here."""
        if not self._kast_vrij.is_set():
            self._stop.set()
            self._kast_vrij.wait()

    # --- what goes on --------------------------------------------------------------------------------

    def _begin(self, doe: Callable[[], Any], klaar: Callable[[Any], None]) -> None:
        self._stop.clear()
        self._toon_bezig(bezig=True)
        self.taken.start(doe, partial(self._klaar, klaar), self._mislukt, self)

    def _klaar(self, doe: Callable[[Any], None], uitkomst: Any) -> None:
        self._toon_bezig(bezig=False)
        doe(uitkomst)

    def _mislukt(self, fout: Exception) -> None:
        self._toon_bezig(bezig=False)
        if not isinstance(fout, ConsulentFout):
            raise fout
        if isinstance(fout, Gestopt):
            self._zeg(str(fout))
        else:
            self._meld(str(fout))

    @Slot()
    def stop(self) -> None:
        """Stop at a good moment; what is printed stays printed."""
        self._stop.set()
        self.stand.setText("Bezig met stoppen...")

    def sluit(self) -> None:
        """Stop, and end the worker."""
        self._stop.set()
        self.taken.sluit()

    def leeg(self) -> None:
        """Show no names any more, for the lock; a run goes on, and the ticks stay."""
        self.zoekveld.clear()
        self.model.zet(())

    @Slot()
    def ververs(self) -> None:
        """Show the list again after the lock, and what the role of this desk allows."""
        self._tel()
        if self._heeft_lijst and not self.model.alle and self._opdracht and self.taken.rustig:
            self._begin(partial(lees_werklijst, self._opdracht), self._toon_weer)

    def _toon_weer(self, lijst: Werklijst) -> None:
        self._toon_lijst(lijst)
        self._bewaar_wat_gedrukt_is()

    @Slot(float, str)
    def _toon_hoever(self, deel: float, wat: str) -> None:
        self.balk.setValue(round(deel * 1000))
        if not self._stop.is_set():
            self.stand.setText(wat)

    def _toon_bezig(self, *, bezig: bool) -> None:
        self._voortgang.setVisible(bezig)
        self.keuze.setEnabled(not bezig)
        self._uitslag.setEnabled(not bezig)
        if not self.model.alle:
            self._uitslag.hide()
            self._leeg.show()
        if bezig:
            self.melding.hide()
            self.balk.setValue(0)
            self.stand.setText("")

    def _zeg(self, tekst: str) -> None:
        self.samenvatting.setText(tekst)
        self.samenvatting.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, tekst))

    def _meld(self, tekst: str) -> None:
        zet_rol(self.melding, "fout")
        self.melding.setText(tekst)
        self.melding.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, tekst))

    # --- the list ------------------------------------------------------------------------------------

    @Slot(str)
    def _typt(self, _: str) -> None:
        self._wacht.start()

    @Slot()
    def _filter(self) -> None:
        self.model.filter(self.zoekveld.text())

    def _vinken(self, *, aan: bool) -> None:
        self.model.zet_vinken(aan=aan)

    @Slot()
    def _tel(self) -> None:
        aantal = len(self.model.gekozen())
        brieven = _tel(aantal, "brief", "brieven")
        klaar = self.model.alle and all(regel.gedrukt for regel in self.model.alle)
        geld = f"Druk {brieven} ({self.model.totaal().leesbaar()} per jaar)"
        self.drukknop.setText("Alle brieven zijn gedrukt" if klaar else geld)
        raadsman = self.werkblad.rol == "raadsman"
        self.drukknop.setEnabled(aantal > 0 and not raadsman)
        self.drukknop.setToolTip(RAADSMAN if raadsman else "")
        if raadsman and self.model.alle:
            self._meld(RAADSMAN)

    def _open_overzicht(self) -> None:
        if self._opdracht is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._opdracht.map / OVERZICHT)))


Hoever = Callable[[float, str], None]


def _toets_en_lees(
    opdracht: Briefopdracht, kast: Werkplek, hoever: Hoever, gestopt: Callable[[], bool]
) -> tuple[Uitslag, Werklijst]:
    kast.meld_toetsing(opdracht.bron)
    uitslag = toets_bestand(
        opdracht.bron, opdracht.map, opdracht.pakket, opdracht.peildatum, hoever, gestopt
    )
    hoever(1.0, "Werklijst lezen")
    return uitslag, lees_werklijst(opdracht)


def _druk_en_lees(
    opdracht: Briefopdracht, kast: Werkplek, ids: list[str], hoever: Hoever, gestopt: Callable[[], bool]
) -> tuple[Reeks, Werklijst]:
    kast.meld_reeks(len(ids))
    reeks = druk_reeks(opdracht, ids, hoever, gestopt)
    return reeks, lees_werklijst(opdracht)


def _bewaar(
    opdracht: Briefopdracht, kast: Werkplek, hoever: Hoever, gestopt: Callable[[], bool],
    kast_vrij: threading.Event,
) -> int:  # fmt: skip
    try:
        return bewaar_dossiers(opdracht, kast, hoever, gestopt)
    finally:
        kast_vrij.set()


def _vandaag() -> date:
    return datetime.now().astimezone().date()


def _punt(aantal: int) -> str:
    """Return a number with a point between the thousands."""
    return f"{aantal:,}".replace(",", ".")


def _tel(aantal: int, een: str, meer: str) -> str:
    return f"1 {een}" if aantal == 1 else f"{_punt(aantal)} {meer}"


def _roep(doe: Callable[[], object], *_: object) -> None:
    doe()
