"""The password page: choose one at the first start, type it ever after, and again after the lock."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from consulent_app.acties.dossiers import Dossiers
from consulent_app.fouten import ConsulentFout, OmgevingsFout
from consulent_app.ui.herstelvenster import Herstelvenster
from consulent_app.ui.werkblad import Werkblad

UITLEG_NIEUW = (
    "De dossiers op deze computer worden versleuteld met een wachtwoord. "
    "Kies minstens 12 tekens, liefst vier losse woorden. "
    "Schrijf het op een veilige plek op: wie het kwijt is, kan niet meer bij de dossiers."
)
BREED = 62
UITLEG = "Typ uw wachtwoord om de dossiers te openen."


class Inlogpagina(QWidget):
    """Opens the store on the worker; the page stays usable while the key is made."""

    def __init__(self, werkblad: Werkblad, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.eerste, self.tweede = _wachtwoordveld("Wachtwoord"), _wachtwoordveld("Nog een keer")
        self._label_tweede = QLabel("&Nog een keer")
        self._kaart, self._uitleg, self._fout = QFrame(), QLabel(), QLabel()
        self.knop = QPushButton()
        self.knop.setProperty("rol", "hoofd")
        self._toon = QPushButton("Toon wat ik typ")
        self.terug = QPushButton("Een reservekopie terugzetten...")
        self._bouw()
        self._meet()
        self.vergrendel()

    def _bouw(self) -> None:
        kaart = self._kaart
        kaart.setProperty("rol", "paneel")
        kolom = QVBoxLayout(kaart)
        kolom.setContentsMargins(32, 24, 32, 24)
        kolom.setSpacing(10)
        kop = QLabel("Consulent")
        kop.setProperty("rol", "kop")
        self._uitleg.setWordWrap(True)
        self._fout.setProperty("rol", "fout")
        self._fout.setWordWrap(True)
        label = QLabel("&Wachtwoord")
        label.setBuddy(self.eerste)
        self._label_tweede.setBuddy(self.tweede)
        self._toon.setCheckable(True)
        self._toon.setProperty("rol", "stil")
        self._toon.toggled.connect(self._wissel)
        velden: tuple[QWidget, ...] = (label, self.eerste, self._label_tweede, self.tweede)
        for deel in (kop, self._uitleg, *velden, self._fout, self._toon, self.knop, self.terug):
            kolom.addWidget(deel)
        midden = QHBoxLayout()
        midden.addStretch(1)
        midden.addWidget(kaart, 100)
        midden.addStretch(1)
        buiten = QVBoxLayout(self)
        buiten.addStretch()
        buiten.addLayout(midden)
        buiten.addStretch()
        self.knop.clicked.connect(self.probeer)
        self.terug.clicked.connect(self.toon_herstel)
        self.eerste.returnPressed.connect(self._enter)
        self.tweede.returnPressed.connect(self.probeer)

    def changeEvent(self, gebeurtenis: QEvent) -> None:
        super().changeEvent(gebeurtenis)
        if gebeurtenis.type() == QEvent.Type.FontChange:
            self._meet()

    def _meet(self) -> None:
        self._kaart.setMaximumWidth(self.fontMetrics().averageCharWidth() * BREED)

    @Slot()
    def vergrendel(self) -> None:
        """Show nothing but the question for the password."""
        self._nieuw = not Dossiers.bestaat(self.werkblad.map)
        self.eerste.clear()
        self.tweede.clear()
        self._meld("")
        self._uitleg.setText(UITLEG_NIEUW if self._nieuw else UITLEG)
        self.tweede.setVisible(self._nieuw)
        self._label_tweede.setVisible(self._nieuw)
        self.terug.setVisible(self._nieuw)
        self._rust()
        self.eerste.setFocus()

    def _rust(self) -> None:
        self.knop.setText("Kies dit wachtwoord" if self._nieuw else "Open de dossiers")
        self.knop.setEnabled(True)

    def _meld(self, tekst: str) -> None:
        self._fout.setText(tekst)
        self._fout.setVisible(bool(tekst))

    @Slot(bool)
    def _wissel(self, zichtbaar: bool) -> None:
        stand = QLineEdit.EchoMode.Normal if zichtbaar else QLineEdit.EchoMode.Password
        self.eerste.setEchoMode(stand)
        self.tweede.setEchoMode(stand)

    @Slot()
    def _enter(self) -> None:
        if self._nieuw:
            self.tweede.setFocus()
        else:
            self.probeer()

    @Slot()
    def probeer(self) -> None:
        """Open the store, or make it, with what was typed."""
        if self._nieuw and self.eerste.text() != self.tweede.text():
            self._mislukt(ConsulentFout("De twee wachtwoorden zijn niet gelijk: typ ze opnieuw."))
            return
        self._meld("")
        self.knop.setEnabled(False)
        self.knop.setText("Even openen...")
        doe = Dossiers.maak if self._nieuw else Dossiers.open
        self.werkblad.taken.start(
            partial(doe, self.werkblad.map, self.eerste.text()), self._gelukt, self._mislukt, self
        )

    @Slot()
    def toon_herstel(self) -> None:
        """Open the window in which a copy is put back."""
        self.herstelvenster = Herstelvenster(self.werkblad, self)
        self.herstelvenster.teruggezet.connect(self._teruggezet)
        self.herstelvenster.open()

    @Slot(str)
    def _teruggezet(self, regel: str) -> None:
        self.vergrendel()
        self._uitleg.setText(regel)

    def kies(self, wachtwoord: str) -> None:
        """Go on with a password that nobody types, for the smoke test."""
        for veld in (self.eerste, self.tweede):
            veld.setText(wachtwoord)
        self.probeer()

    def _gelukt(self, kast: object) -> None:
        self.werkblad.kast = kast  # type: ignore[assignment]
        self.eerste.clear()
        self.tweede.clear()
        self._toon.setChecked(False)
        self.werkblad.ontgrendeld.emit()

    def _mislukt(self, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        self._rust()
        self._meld(str(fout))
        # A wrong password is for the keyboard; what is wrong with the files may need a copy.
        self.terug.setVisible(self.terug.isVisible() or isinstance(fout, OmgevingsFout))
        self.eerste.setFocus()
        self.eerste.selectAll()


def _wachtwoordveld(naam: str) -> QLineEdit:
    veld = QLineEdit()
    veld.setEchoMode(QLineEdit.EchoMode.Password)
    veld.setAccessibleName(naam)
    return veld
