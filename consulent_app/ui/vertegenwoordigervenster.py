"""Who gets the letters instead of the resident: role, name and a whole address."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from consulent_app.besluiten.behandeling import ROLLEN, Vertegenwoordiger
from consulent_app.documenten.woorden import met_hoofdletter, plaatsregel
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.geld import NBSP
from consulent_app.huishouden.model import Huishouden
from consulent_app.intake import invoer
from consulent_app.ui import editors
from consulent_app.ui.editors import Keuzelijst, Typveld
from consulent_app.ui.rolvlak import Rolvlak
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.veldblok import veldblok

UITLEG = (
    "Alle brieven van dit dossier gaan dan naar dit adres, ook het besluit. In de brief staat over welke "
    "inwoner het gaat."
)


class Vertegenwoordigervenster(QDialog):
    """`gekozen` carries the Vertegenwoordiger; it can be given when the post can deliver to it."""

    gekozen = Signal(object)

    def __init__(self, nu: Vertegenwoordiger, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.setWindowTitle("Brief aan een ander")
        self.resize(self.fontMetrics().averageCharWidth() * 60, 580)
        self._rol = nu.rol
        self.rol = Keuzelijst({rol: met_hoofdletter(rol) for rol in ROLLEN}, leeg="Kies een rol")
        self.naam, self.straat, self.plaats = (editors.tekst() for _ in range(3))
        self.postcode = Typveld(invoer.lees_postcode, str, hint="", tekens=9)
        self.annuleer, self.knop = QPushButton("Annuleren"), QPushButton("Stuur de brieven hierheen")
        self._bouw()
        self._vul(nu)
        self._controleer()

    def _bouw(self) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(20, 16, 20, 16)
        kolom.setSpacing(10)
        kolom.addWidget(label("Aan wie gaat de brief?", "tussenkop"))
        kolom.addWidget(Rolvlak(self._invulvelden()), 1)
        rij = QHBoxLayout()
        rij.addStretch()
        self.knop.setProperty("rol", "hoofd")
        for knop, doe in ((self.annuleer, self.reject), (self.knop, self._klaar)):
            # Enter in a field goes on to the next one; it must not press a button as well.
            knop.setAutoDefault(False)
            knop.clicked.connect(doe)
            rij.addWidget(knop)
        kolom.addLayout(rij)

    def _invulvelden(self) -> QWidget:
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        kolom.setContentsMargins(0, 0, 8, 0)
        kolom.addWidget(label(UITLEG, "zacht"))
        for naam, veld in (
            ("Rol", self.rol),
            ("Naam van de persoon of het kantoor", self.naam),
            ("Straat en huisnummer, of postbus", self.straat),
            ("Postcode", self.postcode),
            ("Plaats", self.plaats),
        ):
            veld.noem(naam)
            kolom.addWidget(veldblok(naam, veld))
        self.rol.gewijzigd.connect(self._kies_rol)
        for veld in self._velden:
            veld.getypt.connect(self._controleer)
        kolom.addStretch()
        return binnen

    @property
    def _velden(self) -> tuple[Typveld, ...]:
        return self.naam, self.straat, self.postcode, self.plaats

    def _vul(self, nu: Vertegenwoordiger) -> None:
        straat, plaats = nu.adres or ("", "")
        postcode, _, woonplaats = plaats.partition(NBSP * 2)
        waarden = (nu.naam, straat, postcode.replace(NBSP, ""), woonplaats)
        self.rol.zet(nu.rol or None)
        for veld, waarde in zip(self._velden, waarden, strict=True):
            veld.zet(waarde or None)

    @Slot(object)
    def _kies_rol(self, rol: object) -> None:
        self._rol = rol if isinstance(rol, str) else ""
        self._controleer()

    @Slot()
    def _controleer(self, *_: object) -> None:
        getypt = all(veld.regel.text().strip() for veld in self._velden)
        self.knop.setEnabled(bool(self._rol) and getypt and _is_postcode(self.postcode.regel.text()))

    @Slot()
    def _klaar(self) -> None:
        naam, straat, postcode, plaats = (" ".join(v.regel.text().split()) for v in self._velden)
        huis = Huishouden(postcode=invoer.lees_postcode(postcode), woonplaats=plaats)
        self.gekozen.emit(Vertegenwoordiger(self._rol, naam, (straat, plaatsregel(huis))))
        self.accept()


def _is_postcode(tekst: str) -> bool:
    try:
        invoer.lees_postcode(tekst)
    except InvoerFout:
        return False
    return True
