"""The household as cards: who lives here, their names, BSN and birth dates."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from consulent_app.huishouden.datums import Geboortedatum, leeftijd_op
from consulent_app.intake import invoer
from consulent_app.intake.gesprek import Gesprek, noem
from consulent_app.ui import editors
from consulent_app.ui.editors import Editor, Typveld

ROLNAMEN = {
    "aanvrager": "Aanvrager",
    "partner": "Partner",
    "kind": "Kind",
    "medebewoner": "Medebewoner",
}
GEGEVENS = (
    ("voornaam", "Voornaam", lambda: editors.tekst(16)),
    ("achternaam", "Achternaam", lambda: editors.tekst(20)),
    ("geboortedatum", "Geboortedatum", editors.geboortedatum),
    ("bsn", "BSN", lambda: Typveld(invoer.lees_bsn, str, hint="", tekens=12)),
)


class Personenblok(QWidget):
    """One card per person, and buttons to add who is missing."""

    antwoord = Signal(str, object)
    erbij = Signal(str)
    weg = Signal(str)

    def __init__(self, gesprek: Gesprek, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.editors: dict[str, Editor] = {}
        self._koppen: dict[str, QLabel] = {}
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        for persoon in gesprek.personen:
            kolom.addWidget(self._kaart(persoon))
        kolom.addLayout(self._knoppen(gesprek))

    def _kaart(self, persoon: dict[str, Any]) -> QFrame:
        kaart = QFrame()
        kaart.setProperty("rol", "paneel")
        rooster = QGridLayout(kaart)
        rooster.setColumnStretch(1, 1)
        rooster.setColumnStretch(3, 1)
        kop = self._koppen[persoon["id"]] = QLabel()
        rooster.addWidget(kop, 0, 0, 1, 3)
        if persoon["rol"] != "aanvrager":
            knop = QPushButton("Weghalen")
            knop.setProperty("rol", "stil")
            knop.setAccessibleName(f"{noem(persoon)} weghalen")
            knop.clicked.connect(partial(self._haal_weg, persoon["id"]))
            rooster.addWidget(knop, 0, 3)
        for nummer, (sleutel, label, maak) in enumerate(GEGEVENS):
            self._gegeven(rooster, nummer, persoon, sleutel, label, maak())
        return kaart

    def _gegeven(
        self,
        rooster: QGridLayout,
        nummer: int,
        persoon: dict[str, Any],
        sleutel: str,
        label: str,
        editor: Editor,
    ) -> None:
        pad = f"personen.{persoon['id']}.{sleutel}"
        editor.noem(f"{label} van {noem(persoon)}")
        editor.gewijzigd.connect(partial(self._geef_antwoord, pad))
        self.editors[pad] = editor
        naam = QLabel(label)
        naam.setBuddy(editor)
        rij, helft = divmod(nummer, 2)
        rooster.addWidget(naam, rij + 1, helft * 2)
        rooster.addWidget(editor, rij + 1, helft * 2 + 1)

    def _knoppen(self, gesprek: Gesprek) -> QHBoxLayout:
        rij = QHBoxLayout()
        heeft_partner = any(p["rol"] == "partner" for p in gesprek.personen)
        for rol in ("partner", "kind", "medebewoner"):
            knop = QPushButton(f"+ {ROLNAMEN[rol]}")
            knop.setAccessibleName(f"{ROLNAMEN[rol]} toevoegen")
            knop.setEnabled(not (rol == "partner" and heeft_partner))
            knop.clicked.connect(partial(self._voeg_toe, rol))
            rij.addWidget(knop)
        rij.addStretch()
        return rij

    def _geef_antwoord(self, pad: str, waarde: Any) -> None:
        self.antwoord.emit(pad, waarde)

    def _voeg_toe(self, rol: str, *_: object) -> None:
        self.erbij.emit(rol)

    def _haal_weg(self, persoon: str, *_: object) -> None:
        self.weg.emit(persoon)

    def ververs(self, gesprek: Gesprek) -> None:
        """Show role and age beside each name, as the answers are now."""
        peildatum = date.fromisoformat(gesprek.document["peildatum"])
        for persoon in gesprek.personen:
            leeftijd = _leeftijd(persoon.get("geboortedatum"), peildatum)
            self._koppen[persoon["id"]].setText(
                f"<b>{ROLNAMEN[persoon['rol']]}</b>{f', {leeftijd}' if leeftijd else ''}"
            )


def _leeftijd(geboren: str | None, op: date) -> str:
    if geboren is None:
        return ""
    datum = Geboortedatum.uit_tekst(geboren)
    oudst, jongst = leeftijd_op(datum.vroegst, op), leeftijd_op(min(datum.laatst, op), op)
    return f"{oudst} jaar" if oudst == jongst else f"{jongst} of {oudst} jaar"
