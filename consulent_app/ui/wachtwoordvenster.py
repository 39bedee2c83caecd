"""The dialogs about one password: change it, or choose another with the recovery key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from consulent_app.acties.dossiers import Dossiers
from consulent_app.fouten import ConsulentFout
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.wachtwoordvelden import Wachtwoordvelden, wachtwoordveld
from consulent_app.ui.werkblad import Werkblad

VERGETEN = (
    "Vraag uw beheerder om een nieuw startwachtwoord. Bent u zelf de beheerder en hebt u het papier met "
    "de herstelsleutel? Typ die dan hieronder over en kies een nieuw wachtwoord."
)
BREED = 60


class _Wachtwoordvenster(QDialog):
    """Some fields, a new password, and a button that does it on the worker."""

    def __init__(self, werkblad: Werkblad, titel: str, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.setWindowTitle(titel)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * BREED)
        self.velden = Wachtwoordvelden()
        self.knop, self.annuleer = QPushButton(titel), QPushButton("Annuleren")
        self.fout = label("", "fout")
        self.fout.hide()

    def _bouw(self, uitleg: str, paren: list[tuple[str, QLineEdit]]) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(20, 16, 20, 16)
        kolom.addWidget(label(uitleg))
        for naam, veld in paren:
            onder = QLabel(naam)
            onder.setBuddy(veld)
            veld.setAccessibleName(naam.replace("&", ""))
            kolom.addWidget(onder)
            kolom.addWidget(veld)
            veld.returnPressed.connect(self.focusNextChild)
        kolom.addWidget(self.velden)
        kolom.addWidget(self.fout)
        rij = QHBoxLayout()
        rij.addStretch()
        self.knop.setProperty("rol", "hoofd")
        self.velden.klaar.connect(self.probeer)
        for knop, doe in ((self.annuleer, self.reject), (self.knop, self.probeer)):
            # Enter goes to the next field, and only from the last one it is done.
            knop.setAutoDefault(False)
            knop.clicked.connect(doe)
            rij.addWidget(knop)
        kolom.addLayout(rij)

    def _doe(self, wachtwoord: str) -> Callable[[], Any]:
        raise NotImplementedError

    @Slot()
    def probeer(self) -> None:
        """Do it with what was typed, or say what is wrong with it."""
        try:
            doe = self._doe(self.velden.wachtwoord)
        except ConsulentFout as fout:
            self._mislukt(fout)
            return
        self.knop.setEnabled(False)
        self.werkblad.taken.start(doe, self._gelukt, self._mislukt, self)

    def _gelukt(self, _: object) -> None:
        self.accept()

    def _mislukt(self, fout: Exception) -> None:
        self.knop.setEnabled(True)
        self.fout.setText(str(fout))
        self.fout.show()


class Wachtwoordvenster(_Wachtwoordvenster):
    """Change the password of who is logged in."""

    def __init__(self, werkblad: Werkblad, ouder: QWidget) -> None:
        super().__init__(werkblad, "Wachtwoord wijzigen", ouder)
        self.oud = wachtwoordveld("")
        uitleg = "Kies een wachtwoord van minstens 12 tekens, liefst vier losse woorden."
        self._bouw(uitleg, [("Wachtwoord van &nu", self.oud)])

    def _doe(self, wachtwoord: str) -> Callable[[], Any]:
        kast = self.werkblad.kast
        assert kast is not None
        return partial(kast.accounts.wijzig_wachtwoord, self.oud.text(), wachtwoord)

    def _gelukt(self, _: object) -> None:
        self.werkblad.melding.emit("wachtwoord gewijzigd")
        self.accept()


class Vergetenvenster(_Wachtwoordvenster):
    """Open the store with the recovery key; `geopend` carries it."""

    geopend = Signal(object)

    def __init__(self, werkblad: Werkblad, naam: str, ouder: QWidget) -> None:
        super().__init__(werkblad, "Wachtwoord vergeten", ouder)
        self.knop.setText("Kies dit wachtwoord")
        self.naam, self.sleutel = QLineEdit(naam), QLineEdit()
        self._bouw(VERGETEN, [("&Naam van het account", self.naam), ("&Herstelsleutel", self.sleutel)])

    def _doe(self, wachtwoord: str) -> Callable[[], Any]:
        wie = (self.werkblad.map, self.sleutel.text(), self.naam.text())
        return partial(Dossiers.herstel, *wie, wachtwoord)

    def _gelukt(self, kast: object) -> None:
        self.accept()
        self.geopend.emit(kast)
