"""The household as cards: who lives here, their names, BSN and birth dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from consulent_app.intake import invoer
from consulent_app.intake.gesprek import Gesprek, noem
from consulent_app.intake.gezin import ROLNAMEN, leeftijd_getypt, leeftijd_tekst
from consulent_app.intake.stappen import OP_DE_BRIEF
from consulent_app.ui import editors
from consulent_app.ui.editors import Editor, Typveld
from consulent_app.ui.veldblok import veldblok
from consulent_app.ui.vloei import Vloei


def _bsn() -> Typveld:
    """Return the editor of a BSN, which shows the digits only while somebody is in it."""
    veld = Typveld(invoer.lees_bsn, str, hint="", tekens=12)
    veld.regel.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
    return veld


GEGEVENS = (
    ("voornaam", "Voornaam", lambda: editors.tekst(12)),
    ("achternaam", "Achternaam", lambda: editors.tekst(12)),
    ("geboortedatum", "Geboortedatum", editors.geboortedatum),
    ("bsn", "BSN", _bsn),
)


#: What a conversation asks of who is there; a last name only of whom a letter is addressed to.
KORT = ("voornaam", "achternaam", "geboortedatum")


class Personenblok(QWidget):
    """One card per person, and buttons to add who is missing; `kort` for one question at a time."""

    antwoord = Signal(str, object)
    erbij = Signal(str)
    weg = Signal(str)
    getypt = Signal(str, str)

    def __init__(self, gesprek: Gesprek, ouder: QWidget | None = None, *, kort: bool = False) -> None:
        super().__init__(ouder)
        self._kort = kort
        self.editors: dict[str, Editor] = {}
        self._koppen: dict[str, QLabel] = {}
        self._weghalen: dict[str, QPushButton] = {}
        self._kaarten: dict[str, QFrame] = {}
        self._rollen: dict[str, str] = {}
        self._peildatum = date.fromisoformat(gesprek.document["peildatum"])
        self._partner, self._knoppen, self._kolom = QPushButton(), QWidget(), QVBoxLayout(self)
        self._kolom.setContentsMargins(0, 0, 0, 0)
        self._kolom.setSpacing(8)
        self._bouw_knoppen()
        self._kolom.addWidget(self._knoppen)

    @property
    def delen(self) -> list[QWidget]:
        """Return the cards and the buttons below them, in the order of the screen."""
        return [*self._kaarten.values(), self._knoppen]

    def pas_aan(self, gesprek: Gesprek) -> None:
        """Show a card for who came, and none for who left; the other cards stay as they are."""
        rollen = dict(gesprek.personen_en_rollen)
        for weg in [p for p in self._kaarten if rollen.get(p) != self._rollen[p]]:
            self._vergeet(weg)
        self._rollen = rollen
        for nummer, persoon in enumerate(gesprek.personen):
            if persoon["id"] not in self._kaarten:
                kaart = self._kaarten[persoon["id"]] = self._kaart(persoon)
                self._kolom.insertWidget(nummer, kaart)
        self._kaarten = {id_: self._kaarten[id_] for id_ in rollen}
        self.editors = {pad: self.editors[pad] for p in gesprek.personen for pad in self._paden(p)}
        self._partner.setEnabled("partner" not in rollen.values())

    def _vergeet(self, persoon: str) -> None:
        kaart = self._kaarten.pop(persoon)
        self._kolom.removeWidget(kaart)
        # Later: it holds the button whose click brought us here.
        kaart.hide()
        kaart.deleteLater()
        del self._koppen[persoon]
        self._weghalen.pop(persoon, None)

    def _kaart(self, persoon: dict[str, Any]) -> QFrame:
        kaart = QFrame()
        kaart.setProperty("rol", "kaart")
        kolom = QVBoxLayout(kaart)
        kolom.setContentsMargins(12, 8, 12, 10)
        kolom.setSpacing(4)
        kolom.addLayout(self._kop(persoon))
        rij = Vloei(gelijk=True, tussen=10)
        for sleutel, label, maak in self._gegevens(persoon["rol"]):
            pad, editor = f"personen.{persoon['id']}.{sleutel}", maak()
            if self._kort:
                editor.regel.setPlaceholderText(editors.NIET_BEKEND)
            editor.gewijzigd.connect(partial(self._geef_antwoord, pad))
            self.editors[pad] = editor
            if sleutel == "geboortedatum":
                editor.getypt.connect(partial(self._typt, persoon["id"]))
            rij.addWidget(veldblok(label, editor))
        kolom.addLayout(rij)
        return kaart

    def _paden(self, persoon: dict[str, Any]) -> Iterator[str]:
        for sleutel, _, _ in self._gegevens(persoon["rol"]):
            yield f"personen.{persoon['id']}.{sleutel}"

    def _gegevens(self, rol: str) -> Iterator[tuple[str, str, Callable[[], Typveld]]]:
        for gegeven in GEGEVENS:
            niet_nodig = gegeven[0] == "achternaam" and rol not in OP_DE_BRIEF
            if not self._kort or (gegeven[0] in KORT and not niet_nodig):
                yield gegeven

    def _kop(self, persoon: dict[str, Any]) -> QHBoxLayout:
        rij = QHBoxLayout()
        kop = self._koppen[persoon["id"]] = QLabel()
        rij.addWidget(kop)
        rij.addStretch()
        if persoon["rol"] != "aanvrager":
            knop = self._weghalen[persoon["id"]] = QPushButton("Weghalen")
            knop.setProperty("rol", "klein")
            knop.clicked.connect(partial(self._haal_weg, persoon["id"]))
            rij.addWidget(knop)
        return rij

    def _bouw_knoppen(self) -> None:
        rij = Vloei(self._knoppen)
        for rol in ("partner", "kind", "medebewoner"):
            knop = self._partner if rol == "partner" else QPushButton()
            knop.setText(f"+ {ROLNAMEN[rol]}")
            knop.setAccessibleName(f"{ROLNAMEN[rol]} toevoegen")
            knop.clicked.connect(partial(self._voeg_toe, rol))
            rij.addWidget(knop)

    def _geef_antwoord(self, pad: str, waarde: Any) -> None:
        self.antwoord.emit(pad, waarde)

    def _typt(self, persoon: str, tekst: str) -> None:
        self._toon_kop(persoon, leeftijd_getypt(tekst, self._peildatum))
        self.getypt.emit(f"personen.{persoon}.geboortedatum", tekst)

    def _voeg_toe(self, rol: str, *_: object) -> None:
        self.erbij.emit(rol)

    def _haal_weg(self, persoon: str, *_: object) -> None:
        self.weg.emit(persoon)

    def ververs(self, gesprek: Gesprek) -> None:
        """Show role and age beside each name, as the answers are now."""
        self._peildatum = date.fromisoformat(gesprek.document["peildatum"])
        for persoon in gesprek.personen:
            leeftijd = leeftijd_tekst(persoon.get("geboortedatum"), self._peildatum)
            self._toon_kop(persoon["id"], leeftijd)
            for sleutel, label, _ in self._gegevens(persoon["rol"]):
                self.editors[f"personen.{persoon['id']}.{sleutel}"].noem(f"{label} van {noem(persoon)}")
            if persoon["id"] in self._weghalen:
                self._weghalen[persoon["id"]].setAccessibleName(f"{noem(persoon)} weghalen")

    def _toon_kop(self, persoon: str, leeftijd: str) -> None:
        achter = f", {leeftijd}" if leeftijd else ""
        self._koppen[persoon].setText(f"<b>{ROLNAMEN[self._rollen[persoon]]}</b>{achter}")
