"""Put a reservekopie back, from the page with the password: which one, what it costs, whether it may."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties import reservekopie
from consulent_app.acties.reservekopie import Stand
from consulent_app.fouten import ConsulentFout
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.werkblad import Werkblad

GEVOLGEN = (
    "De dossiers worden weer zoals ze waren toen de reservekopie werd gemaakt. Wat daarna is ingevuld, "
    "besloten of gedrukt zit er niet in. Wat er nu staat wordt apart gezet en blijft bewaard. "
    "De accounts van toen gelden weer: iedereen logt in met het wachtwoord van toen, ook wie daarna is "
    "uitgezet of een andere rol kreeg. Laat de beheerder dat meteen nakijken. Zijn de dossiers van nu nog "
    "heel, dan kan alleen een beheerder van nu dit doen."
)


class Herstelvenster(QDialog):
    """`teruggezet` carries the line that says what was done."""

    teruggezet = Signal(str)

    def __init__(self, werkblad: Werkblad, naam: str, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.setWindowTitle("Reservekopie terugzetten")
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 70)
        self.keuze, self.fout = QComboBox(), label("", "fout")
        self.naam, self.wachtwoord = QLineEdit(naam), QLineEdit()
        self.bestand, self.annuleer = QPushButton("Ander bestand..."), QPushButton("Annuleren")
        self.knop = QPushButton()
        self._bouw()
        self._vraag_opnieuw()
        werkblad.taken.start(partial(reservekopie.stand, werkblad.map), self._toon, eigenaar=self)

    def _bouw(self) -> None:
        kolom, welke, onder = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        kolom.setContentsMargins(20, 16, 20, 16)
        kolom.setSpacing(10)
        self.keuze.setAccessibleName("Welke reservekopie")
        self.naam.setAccessibleName("Naam van toen")
        self.wachtwoord.setAccessibleName("Wachtwoord van toen")
        self.wachtwoord.setEchoMode(QLineEdit.EchoMode.Password)
        welke.addWidget(self.keuze, 1)
        welke.addWidget(self.bestand)
        kolom.addWidget(label(GEVOLGEN))
        kolom.addWidget(label("Welke reservekopie?"))
        kolom.addLayout(welke)
        kolom.addWidget(label("Uw naam van toen"))
        kolom.addWidget(self.naam)
        kolom.addWidget(label("Het wachtwoord van toen"))
        kolom.addWidget(self.wachtwoord)
        kolom.addWidget(self.fout)
        self.knop.setProperty("rol", "hoofd")
        onder.addStretch()
        for knop, doe in (
            (self.annuleer, self.reject),
            (self.knop, self._zet_terug),
            (self.bestand, self._blader),
        ):
            knop.clicked.connect(doe)
        onder.addWidget(self.annuleer)
        onder.addWidget(self.knop)
        kolom.addLayout(onder)
        self.keuze.currentIndexChanged.connect(self._vraag_opnieuw)
        self.wachtwoord.textChanged.connect(self._mag)

    def _toon(self, stand: Stand) -> None:
        for kopie in stand.kopieen:
            self.keuze.addItem(reservekopie.in_woorden(kopie.gemaakt), kopie.pad)
        self._mag()

    @Slot()
    def _blader(self) -> None:
        pad, _ = QFileDialog.getOpenFileName(
            self, "Kies een reservekopie", "", "Reservekopieën (*.kopie);;Alles (*)"
        )
        if pad:
            self.kies(Path(pad))

    def kies(self, pad: Path) -> None:
        """Take a file that is not in the list."""
        self.keuze.insertItem(0, pad.name, pad)
        self.keuze.setCurrentIndex(0)

    @Slot()
    def _vraag_opnieuw(self) -> None:
        """Another copy may lose other work: what was agreed to does not count for it."""
        self._vervang = False
        self._meld("")
        self.knop.setText("Zet terug")
        self._mag()

    @Slot()
    def _mag(self) -> None:
        self.knop.setEnabled(self.keuze.currentData() is not None and bool(self.wachtwoord.text()))

    @Slot()
    def _zet_terug(self) -> None:
        self.knop.setEnabled(False)
        self._meld("")
        doe = partial(
            reservekopie.zet_terug, self.keuze.currentData(), self.werkblad.map,
            (self.naam.text(), self.wachtwoord.text()), datetime.now(UTC), vervang=self._vervang,
        )  # fmt: skip
        self.werkblad.taken.start(doe, self._klaar, self._mislukt, self)

    def _klaar(self, regel: str) -> None:
        self.teruggezet.emit(regel)
        self.accept()

    def _mislukt(self, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        self._meld(str(fout))
        self._mag()
        if reservekopie.raakt_werk_opzij(fout):
            self._vervang = True
            self.knop.setText("Toch terugzetten, en het andere apart bewaren")

    def _meld(self, tekst: str) -> None:
        self.fout.setText(tekst)
        self.fout.setVisible(bool(tekst))
