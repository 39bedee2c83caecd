"""What one question at a time shows beside its questions: who is there, the address, the areas of life."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from consulent_app.intake.gesprek import Gesprek, noem
from consulent_app.intake.stappen import ADRES, BRIEF, LEEFGEBIEDEN, WIE, brief_open
from consulent_app.ui import editors, secties
from consulent_app.ui.editors import Editor
from consulent_app.ui.personen import GEGEVENS
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.veldblok import veldblok
from consulent_app.ui.vloei import Vloei

#: Over what a step is, the question, and why it is asked.
TEKSTEN = {
    WIE: (
        "Huishouden",
        "Wie zit er tegenover u?",
        "De namen komen op de brief en maken de uitkomst leesbaar. Wat u niet weet, laat u leeg.",
    ),
    BRIEF: (
        "Brief",
        "Nog nodig voor de brief",
        "De brief gaat naar dit adres. Geen woning? Vul dan het briefadres in.",
    ),
    LEEFGEBIEDEN: (
        "Leefgebieden",
        "Speelt er nog iets anders?",
        "Een korte ronde langs de leefgebieden. Bij wat speelt, staat meteen wie helpt en vóór wanneer.",
    ),
}


class Briefstap(QWidget):
    """The names that are still missing, and the address; `antwoord` goes out like that of the form."""

    antwoord = Signal(str, object)

    def __init__(self, gesprek: Gesprek) -> None:
        super().__init__()
        self.editors: dict[str, Editor] = {}
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(8)
        namen = [pad for pad in brief_open(gesprek) if pad.startswith("personen.")]
        if namen:
            kolom.addLayout(self._namen(namen, gesprek))
        adres = Vloei(gelijk=True, tussen=10)
        for sleutel, naam, maak in secties.ADRES:
            if sleutel in ADRES:
                adres.addWidget(self._veld(f"huishouden.{sleutel}", naam, naam, maak()))
        kolom.addLayout(adres)

    def _namen(self, paden: Sequence[str], gesprek: Gesprek) -> Vloei:
        rij = Vloei(gelijk=True, tussen=10)
        makers = {sleutel: (naam, maak) for sleutel, naam, maak in GEGEVENS}
        wie = {persoon["id"]: noem(persoon) for persoon in gesprek.personen}
        for pad in paden:
            _, persoon, sleutel = pad.split(".")
            naam, maak = makers[sleutel]
            rij.addWidget(self._veld(pad, naam, f"{naam} van {wie[persoon]}", maak()))
        return rij

    def _veld(self, pad: str, naam: str, voluit: str, editor: editors.Typveld) -> QWidget:
        if not pad.endswith(".toevoeging"):
            editor.regel.setPlaceholderText(editors.NIET_BEKEND)
        editor.noem(voluit)
        editor.gewijzigd.connect(partial(self._geef_antwoord, pad))
        self.editors[pad] = editor
        return veldblok(naam, editor)

    def _geef_antwoord(self, pad: str, waarde: Any) -> None:
        self.antwoord.emit(pad, waarde)

    def toon(self, gesprek: Gesprek) -> None:
        """Show the answers as they are now."""
        for pad, editor in self.editors.items():
            editor.zet(gesprek.waarde(pad))


class Leefstap(QWidget):
    """Which areas nobody asked about yet, and the button that opens the check."""

    def __init__(self, onbekeken: Sequence[str]) -> None:
        super().__init__()
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(8)
        self.knop = QPushButton("Bekijk de leefgebieden")
        self.knop.setToolTip("Ctrl+G")
        kolom.addWidget(label(onbekeken_zin(onbekeken)))
        rij = Vloei()
        rij.addWidget(self.knop)
        kolom.addLayout(rij)


def onbekeken_zin(onbekeken: Sequence[str]) -> str:
    """Return which areas of life nobody asked about, counted and by name."""
    if not onbekeken:
        return "Alle leefgebieden zijn bekeken."
    aantal = "1 leefgebied is" if len(onbekeken) == 1 else f"{len(onbekeken)} leefgebieden zijn"
    return f"Nog {aantal} niet bekeken: {', '.join(onbekeken).lower()}."
