"""The page of the first start on which somebody becomes beheerder and gets the recovery key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from consulent_app.fouten import ConsulentFout
from consulent_app.ui.herstelsleutelblad import Herstelsleutelblad
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.wachtwoordvelden import Wachtwoordvelden
from consulent_app.ui.werkblad import Werkblad

UITLEG = (
    "Deze werkplek heeft nog geen beheerder. De beheerder maakt accounts, helpt wie een wachtwoord kwijt "
    "is en ziet zelf geen dossiers. Bent u alleen? Dan hebt u twee accounts: met het ene werkt u aan "
    "dossiers, met het andere beheert u."
)
VOORSTEL = "Beheer"


class Beheerbegin(QScrollArea):
    """`klaar` when there is a beheerder, with a recovery key on paper."""

    klaar = Signal()

    def __init__(self, werkblad: Werkblad, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.naam, self.velden = QLineEdit(VOORSTEL), Wachtwoordvelden()
        self.naam.setAccessibleName("Naam van het account van de beheerder")
        self.knop = QPushButton("Verder naar de herstelsleutel")
        self.knop.setProperty("rol", "hoofd")
        self.blad = Herstelsleutelblad(werkblad.taken)
        self._fout, self._stap1 = label("", "fout"), QWidget()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bouw()

    def _bouw(self) -> None:
        kaart = QFrame()
        kaart.setProperty("rol", "paneel")
        kolom = QVBoxLayout(kaart)
        kolom.setContentsMargins(32, 24, 32, 24)
        kolom.addWidget(label("De beheerder van deze werkplek", "kop"))
        een = QVBoxLayout(self._stap1)
        een.setContentsMargins(0, 0, 0, 0)
        onder = QLabel("N&aam van het account van de beheerder")
        onder.setBuddy(self.naam)
        for deel in (label(UITLEG), onder, self.naam, self.velden, self._fout, self.knop):
            een.addWidget(deel)
        kolom.addWidget(self._stap1)
        kolom.addWidget(self.blad)
        kolom.addStretch()
        self.setWidget(kaart)
        self.naam.returnPressed.connect(self.velden.setFocus)
        self.velden.klaar.connect(self.verder)
        self.knop.clicked.connect(self.verder)
        self.blad.bevestigd.connect(self._bevestigd)
        self.begin()

    def begin(self) -> None:
        """Ask who is the beheerder; nothing of an earlier try is left."""
        self.naam.setText(VOORSTEL)
        self.leeg()

    def leeg(self) -> None:
        """Forget what was typed and shown, for the lock."""
        self.velden.leeg()
        self.blad.leeg()
        self._meld("")
        self._toon(1)

    def _toon(self, stap: int) -> None:
        self._stap1.setVisible(stap == 1)
        self.blad.setVisible(stap == 2)
        if stap == 1:
            self.velden.setFocus()

    @Slot()
    def verder(self) -> None:
        """Show the recovery key, when this can become the beheerder."""
        kast = self.werkblad.kast
        try:
            if kast is not None:
                kast.accounts.keur_beheer(self.naam.text(), self.velden.wachtwoord)
        except ConsulentFout as fout:
            self._mislukt(fout)
            return
        self._meld("")
        self._toon(2)
        self.blad.toon(self.naam.text().strip())

    @Slot(str)
    def _bevestigd(self, sleuteltekst: str) -> None:
        kast = self.werkblad.kast
        if kast is not None:
            wie = (self.naam.text(), self.velden.wachtwoord)
            doe = partial(kast.accounts.begin_beheer, *wie, sleuteltekst)
            self.werkblad.taken.start(doe, self._gelukt, self._mislukt, self)

    def _gelukt(self, _: object) -> None:
        self.leeg()
        self.klaar.emit()

    def _mislukt(self, fout: Exception) -> None:
        self._toon(1)
        self._meld(str(fout))

    def _meld(self, tekst: str) -> None:
        self._fout.setText(tekst)
        self._fout.setVisible(bool(tekst))

    def richt_in(self, wachtwoord: str) -> None:
        """Go through both steps without a person, for the smoke test."""
        for veld in (self.velden.eerste, self.velden.tweede):
            veld.setText(wachtwoord)
        self.verder()
        self.blad.typ_over()
