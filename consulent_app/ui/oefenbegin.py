"""The page in front of practising, in the place of a login: nobody needs a password here."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QMessageBox, QPushButton, QScrollArea, QVBoxLayout, QWidget

from consulent_app.acties.oefenen import Oefentoetser, begin_opnieuw, open_oefening
from consulent_app.fouten import ConsulentFout
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.werkblad import Werkblad

UITLEG = (
    "Hier oefent u met vijftien verzonnen huishoudens in Oefenstad. Een wachtwoord is niet nodig. Uw echte "
    "dossiers staan ergens anders en blijven dicht. Op alles wat u afdrukt staat OEFENING."
)
EERSTE_KEER = "De eerste keer duurt het even: dan worden de huishoudens klaargezet."
ZEKER = "Alles wat u hier oefende weggooien, en met de vijftien huishoudens opnieuw beginnen?"
BREED = 70


class Oefenbegin(QScrollArea):
    """Opens the store to practise in, on the worker."""

    def __init__(self, werkblad: Werkblad, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.knop, self.opnieuw = QPushButton("Begin met oefenen"), QPushButton("Opnieuw beginnen...")
        self._fout = label("", "fout")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bouw()
        self.rust()

    def _bouw(self) -> None:
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        kolom.setContentsMargins(48, 48, 48, 48)
        kolom.setSpacing(12)
        self.knop.setProperty("rol", "hoofd")
        self.opnieuw.setProperty("rol", "stil")
        self.eerste_keer = label(EERSTE_KEER, "zacht")
        self._teksten = (label("Oefenen", "kop"), label(UITLEG), self.eerste_keer, self._fout)
        for deel in self._teksten:
            kolom.addWidget(deel)
        self._meet()
        for knop in (self.knop, self.opnieuw):
            kolom.addWidget(knop, alignment=Qt.AlignmentFlag.AlignLeft)
        kolom.addStretch()
        self.setWidget(binnen)
        self.knop.clicked.connect(self.begin)
        self.opnieuw.clicked.connect(self.vraag_opnieuw)

    def changeEvent(self, gebeurtenis: QEvent) -> None:
        super().changeEvent(gebeurtenis)
        if gebeurtenis.type() == QEvent.Type.FontChange:
            self._meet()

    def _meet(self) -> None:
        for deel in self._teksten:
            deel.setMaximumWidth(self.fontMetrics().averageCharWidth() * BREED)

    def rust(self) -> None:
        """Show the buttons, ready to be pressed."""
        er_is = self.werkblad.map.exists()
        self.knop.setText("Ga verder met oefenen" if er_is else "Begin met oefenen")
        self.eerste_keer.setHidden(er_is)
        self.opnieuw.setVisible(er_is)
        self._zet(aan=True)
        self._meld("")
        self.knop.setFocus()

    def _zet(self, *, aan: bool) -> None:
        for knop in (self.knop, self.opnieuw):
            knop.setEnabled(aan)

    @Slot()
    def begin(self) -> None:
        """Open the store, made when it is not there yet."""
        self._start(partial(open_oefening, self.werkblad.map, Oefentoetser()))

    @Slot()
    def vraag_opnieuw(self) -> None:
        """Ask whether all of it may go."""
        vel = QMessageBox(QMessageBox.Icon.Question, "Opnieuw beginnen", ZEKER, parent=self)
        ja = vel.addButton("Gooi weg en begin opnieuw", QMessageBox.ButtonRole.AcceptRole)
        niet = vel.addButton("Laat staan", QMessageBox.ButtonRole.RejectRole)
        vel.setDefaultButton(niet)
        vel.setEscapeButton(niet)
        ja.clicked.connect(self.begin_opnieuw)
        vel.open()

    @Slot()
    def begin_opnieuw(self) -> None:
        """Throw away what was practised, and begin."""
        self._start(partial(begin_opnieuw, self.werkblad.map, Oefentoetser()))

    def _start(self, doe: partial) -> None:
        self._meld("")
        self._zet(aan=False)
        self.knop.setText("Even klaarzetten...")
        self.werkblad.taken.start(doe, self._gelukt, self._mislukt, self)

    def _gelukt(self, kast: object) -> None:
        self.werkblad.begin(kast)  # type: ignore[arg-type]

    def _mislukt(self, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        self.rust()
        self._meld(str(fout))

    def _meld(self, tekst: str) -> None:
        self._fout.setText(tekst)
        self._fout.setVisible(bool(tekst))
