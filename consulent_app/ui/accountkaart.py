"""One account on the page of the beheerder, and the card to add one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from consulent_app.acties.reservekopie import in_woorden
from consulent_app.opslag.waarden import ROLLEN, Accountregel
from consulent_app.ui.editors import Keuzelijst
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vloei import Vloei


class Accountkaart(QFrame):
    """`gevraagd` carries the verb and what it is about; the own account cannot be closed or changed."""

    gevraagd = Signal(str, tuple)

    def __init__(self, regel: Accountregel, *, eigen: bool, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setProperty("rol", "paneel")
        self._regel = regel
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(16, 12, 16, 12)
        kolom.addWidget(label(" · ".join([regel.naam, regel.rol, *_stand(regel), *_laatst(regel)])))
        self.knoppen: dict[str, QPushButton] = {}
        self.rol = Keuzelijst({rol: rol for rol in ROLLEN}, leeg="Kies een rol")
        if eigen:
            self.rol.hide()
            return
        rij = Vloei()
        self.rol.noem(f"Rol van {regel.naam}")
        self.rol.zet(regel.rol)
        self.rol.gewijzigd.connect(self._kies_rol)
        rij.addWidget(self.rol)
        self.setFocusProxy(self.rol)
        aan_uit = ("Zet uit", "schakel_uit") if regel.actief else ("Zet aan", "schakel_in")
        weg = [] if regel.actief else [("Verwijder", "verwijder")]
        for tekst, verb in (aan_uit, ("Nieuw startwachtwoord", "nieuw_startwoord"), *weg):
            knop = self.knoppen[verb] = QPushButton(tekst)
            knop.setAccessibleName(f"{tekst}: {regel.naam}")
            knop.clicked.connect(partial(self._vraag, verb))
            rij.addWidget(knop)
        kolom.addLayout(rij)

    def _vraag(self, verb: str, *_: object) -> None:
        self.gevraagd.emit(verb, (self._regel.naam,))

    @Slot(object)
    def _kies_rol(self, rol: object) -> None:
        if isinstance(rol, str) and rol != self._regel.rol:
            self.gevraagd.emit("wijzig_rol", (self._regel.naam, rol))


class Nieuwkaart(QFrame):
    """A name and a role; `gevraagd` as of a card."""

    gevraagd = Signal(str, tuple)

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setProperty("rol", "paneel")
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(16, 12, 16, 12)
        self.naam, self.knop = QLineEdit(), QPushButton("Account toevoegen")
        self.naam.setAccessibleName("Naam van het nieuwe account")
        self.rol = Keuzelijst({rol: rol for rol in ROLLEN}, leeg="Kies een rol")
        self.rol.noem("Rol van het nieuwe account")
        self._gekozen = ""
        onder = QLabel("Naam van het nieuwe account")
        onder.setBuddy(self.naam)
        kolom.addWidget(onder)
        kolom.addWidget(self.naam)
        rij = Vloei()
        rij.addWidget(self.rol)
        rij.addWidget(self.knop)
        kolom.addLayout(rij)
        self.rol.gewijzigd.connect(self._kies_rol)
        self.naam.textChanged.connect(self._controleer)
        self.knop.clicked.connect(self._voeg_toe)
        self._controleer()

    @Slot(object)
    def _kies_rol(self, rol: object) -> None:
        self._gekozen = rol if isinstance(rol, str) else ""
        self._controleer()

    @Slot()
    def _controleer(self, *_: object) -> None:
        self.knop.setEnabled(bool(self.naam.text().strip() and self._gekozen))

    @Slot()
    def _voeg_toe(self) -> None:
        self.gevraagd.emit("voeg_toe", (self.naam.text(), self._gekozen))


def _laatst(regel: Accountregel) -> list[str]:
    return [f"laatst ingelogd op {in_woorden(regel.laatst)}"] if regel.laatst is not None else []


def _stand(regel: Accountregel) -> list[str]:
    if not regel.actief:
        return ["staat uit"]
    return ["nog niet ingelogd met een eigen wachtwoord"] if regel.startwoord else []
