"""The login page: name and password, chosen at the first start, asked ever after and behind the lock."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QProcess, Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.dossiers import Dossiers
from consulent_app.fouten import ConsulentFout, EersteKeer, InvoerFout, OmgevingsFout
from consulent_app.ui.herstelvenster import Herstelvenster
from consulent_app.ui.wachtwoordvelden import ONGELIJK, toonknop, wachtwoordveld
from consulent_app.ui.wachtwoordvenster import Vergetenvenster
from consulent_app.ui.werkblad import Werkblad

BREED = 62
GEEN_OEFENING = "Oefenen start nu niet. Open 'consulent oefenen' vanuit het menu van uw computer."
#: What the page is for at this moment: the explanation, the name of the password, the button.
STANDEN = {
    "nieuw": (
        "De dossiers op deze computer worden versleuteld. Maak een account om met dossiers te werken: "
        "vul uw naam in en kies een wachtwoord van minstens 12 tekens, liefst vier losse woorden.",
        "&Wachtwoord",
        "Kies dit wachtwoord",
    ),
    "open": (
        "Typ uw naam en uw wachtwoord om de dossiers te openen.",
        "&Wachtwoord",
        "Open de dossiers",
    ),
    "eigen": (
        "U logt in met een startwachtwoord. Kies nu uw eigen wachtwoord van minstens 12 tekens, liefst "
        "vier losse woorden. Daarna werkt het startwachtwoord niet meer.",
        "&Nieuw wachtwoord",
        "Kies dit wachtwoord",
    ),
}


class Inlogpagina(QWidget):
    """Opens the store on the worker; the page stays usable while the key is made."""

    def __init__(self, werkblad: Werkblad, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self._stand, self._startwoord = "open", ""
        self.naam = QLineEdit(werkblad.naam)
        self.naam.setAccessibleName("Uw naam")
        self.eerste, self.tweede = wachtwoordveld("Wachtwoord"), wachtwoordveld("Nog een keer")
        self._label_eerste, self._label_tweede = QLabel(), QLabel("N&og een keer")
        self._kaart, self._uitleg, self._fout = QFrame(), QLabel(), QLabel()
        self.knop = QPushButton()
        self.knop.setProperty("rol", "hoofd")
        self._toon = toonknop(self.eerste, self.tweede)
        self.vergeten = QPushButton("Wachtwoord vergeten")
        self.vergeten.setProperty("rol", "stil")
        self.terug = QPushButton("Een reservekopie terugzetten...")
        self.oefenen = QPushButton("Oefenen met verzonnen inwoners")
        self.oefenen.setProperty("rol", "stil")
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
        paren = (
            (QLabel("&Uw naam"), self.naam),
            (self._label_eerste, self.eerste),
            (self._label_tweede, self.tweede),
        )
        for deel in (kop, self._uitleg):
            kolom.addWidget(deel)
        for label, veld in paren:
            label.setBuddy(veld)
            kolom.addWidget(label)
            kolom.addWidget(veld)
        for onder in (self._fout, self._toon, self.knop, self.vergeten, self.terug, self.oefenen):
            kolom.addWidget(onder)
        self._zet_in_het_midden(kaart)
        self.knop.clicked.connect(self.probeer)
        self.vergeten.clicked.connect(self.vraag_herstel)
        self.terug.clicked.connect(self.toon_herstel)
        self.oefenen.clicked.connect(self.start_oefenen)
        self.naam.returnPressed.connect(self.eerste.setFocus)
        self.eerste.returnPressed.connect(self._enter)
        self.tweede.returnPressed.connect(self.probeer)

    def _zet_in_het_midden(self, kaart: QFrame) -> None:
        midden = QHBoxLayout()
        midden.addStretch(1)
        midden.addWidget(kaart, 100)
        midden.addStretch(1)
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        kolom.addStretch()
        kolom.addLayout(midden)
        kolom.addStretch()
        # Large text does not fit on every screen.
        gebied = QScrollArea()
        gebied.setWidgetResizable(True)
        gebied.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        gebied.setWidget(binnen)
        buiten = QVBoxLayout(self)
        buiten.setContentsMargins(0, 0, 0, 0)
        buiten.addWidget(gebied)

    def changeEvent(self, gebeurtenis: QEvent) -> None:
        super().changeEvent(gebeurtenis)
        if gebeurtenis.type() == QEvent.Type.FontChange:
            self._meet()

    def _meet(self) -> None:
        self._kaart.setMaximumWidth(self.fontMetrics().averageCharWidth() * BREED)

    @Slot()
    def vergrendel(self) -> None:
        """Show nothing but the question for the password; the name stays."""
        self._startwoord = ""
        self._zet("open" if Dossiers.bestaat(self.werkblad.map) else "nieuw")

    def _zet(self, stand: str) -> None:
        self._stand = stand
        uitleg, label, _ = STANDEN[stand]
        self._uitleg.setText(uitleg)
        self._label_eerste.setText(label)
        self.eerste.setAccessibleName(label.replace("&", ""))
        self.eerste.clear()
        self.tweede.clear()
        self._meld("")
        self.naam.setEnabled(stand != "eigen")
        for deel in (self.tweede, self._label_tweede):
            deel.setVisible(stand != "open")
        self.vergeten.setVisible(stand == "open")
        self.terug.setVisible(stand == "nieuw")
        self._rust()
        self.pak_focus()

    def pak_focus(self) -> None:
        """Let typing begin where something is still to be filled in."""
        (self.eerste if self.naam.text() else self.naam).setFocus()

    def _rust(self) -> None:
        self.knop.setText(STANDEN[self._stand][2])
        self.knop.setEnabled(True)

    def _meld(self, tekst: str) -> None:
        self._fout.setText(tekst)
        self._fout.setVisible(bool(tekst))

    @Slot()
    def _enter(self) -> None:
        if self._stand == "open":
            self.probeer()
        else:
            self.tweede.setFocus()

    @Slot()
    def probeer(self) -> None:
        """Open the store, or make it, with what was typed."""
        if self._stand != "open" and self.eerste.text() != self.tweede.text():
            self._mislukt(InvoerFout(ONGELIJK))
            return
        self._meld("")
        self.knop.setEnabled(False)
        self.knop.setText("Even openen...")
        wie = (self.werkblad.map, self.naam.text())
        doe = {
            "nieuw": partial(Dossiers.maak, *wie, self.eerste.text()),
            "open": partial(Dossiers.open, *wie, self.eerste.text()),
            "eigen": partial(Dossiers.open, *wie, self._startwoord, self.eerste.text()),
        }[self._stand]
        self.werkblad.taken.start(doe, self._gelukt, self._mislukt, self)

    @Slot()
    def vraag_herstel(self) -> None:
        """Ask for the recovery key and a new password."""
        venster = Vergetenvenster(self.werkblad, self.naam.text(), self)
        venster.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        venster.geopend.connect(self._gelukt)
        venster.open()

    @Slot()
    def toon_herstel(self) -> None:
        """Open the window in which a copy is put back."""
        self.herstelvenster = Herstelvenster(self.werkblad, self.naam.text(), self)
        self.herstelvenster.teruggezet.connect(self._teruggezet)
        self.herstelvenster.open()

    @Slot()
    def start_oefenen(self) -> None:
        """Practise in a program of its own: this one goes on knowing nothing but what is real."""
        from consulent_app.ui.oefenvenster import opdracht

        gelukt, _ = QProcess.startDetached(*opdracht())
        if not gelukt:
            self._meld(GEEN_OEFENING)

    @Slot(str)
    def _teruggezet(self, regel: str) -> None:
        self.vergrendel()
        self._uitleg.setText(regel)

    def kies(self, naam: str, wachtwoord: str) -> None:
        """Go on with a name and a password that nobody types, for the smoke test."""
        self.naam.setText(naam)
        for veld in (self.eerste, self.tweede):
            veld.setText(wachtwoord)
        self.probeer()

    @Slot(object)
    def _gelukt(self, kast: object) -> None:
        self._startwoord = ""
        self.eerste.clear()
        self.tweede.clear()
        self._toon.setChecked(False)
        self.werkblad.begin(kast)  # type: ignore[arg-type]
        self.naam.setText(self.werkblad.naam)

    def _mislukt(self, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        if isinstance(fout, EersteKeer):
            self._startwoord = self.eerste.text()
            self._zet("eigen")
            return
        self._rust()
        self._meld(str(fout))
        # A wrong password is for the keyboard; what is wrong with the files may need a copy.
        self.terug.setVisible(self.terug.isVisible() or isinstance(fout, OmgevingsFout))
        self.eerste.setFocus()
        self.eerste.selectAll()
