"""Editors for lists: incomes of a person, costs, and help that was given before."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from consulent_app.intake.perioden import Periodegeheugen
from consulent_app.regels.velden import Veld
from consulent_app.ui import editors
from consulent_app.ui.editors import Editor, Keuzeknoppen, Keuzelijst
from consulent_app.ui.periodeveld import Periodeveld
from consulent_app.ui.veldblok import veldblok
from consulent_app.ui.vloei import Vloei

WOORDEN = {
    "inkomens": ("Inkomen toevoegen", "Geen inkomen", "Dit inkomen weghalen"),
    "kosten": ("Kosten toevoegen", "Geen kosten", "Deze kosten weghalen"),
    "eerder_toegekend": ("Eerdere hulp toevoegen", "Geen eerdere hulp", "Deze hulp weghalen"),
}
VERPLICHT = {
    "inkomens": ("soort",),
    "kosten": ("soort",),
    "eerder_toegekend": ("regeling", "datum"),
}

#: Only income is paid per week or per 4 weeks; other amounts are asked as they are.
INKOMENSBEDRAGEN = ("netto_per_maand", "vakantietoeslag_per_maand")


class Lijsteditor(Editor):
    """A list of posts, each with its own small editors; or none; or not known yet."""

    def __init__(
        self,
        naam: str,
        velden: list[Veld],
        regelingen: Mapping[str, str],
        geheugen: Periodegeheugen,
        plek: str,
        ouder: QWidget | None = None,
    ) -> None:
        """`geheugen` knows what was typed for the amounts of the list at `plek`."""
        super().__init__(ouder)
        self._geheugen, self._plek = geheugen, plek
        self._lijst, self._velden = naam, velden
        self._personen: Mapping[str, str] = {}
        self._regelingen = regelingen
        self._woorden, self._verplicht = WOORDEN[naam], VERPLICHT[naam]
        self._waarde: list[dict[str, Any]] | None = None
        self._kaarten: list[QFrame] = []
        self._naam = ""
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        self._posten = QVBoxLayout()
        kolom.addLayout(self._posten)
        rij = Vloei()
        self._erbij = QPushButton(f"+ {self._woorden[0]}")
        self._erbij.clicked.connect(self._voeg_toe)
        self._rest = Keuzeknoppen({"geen": self._woorden[1]})
        self._rest.gewijzigd.connect(self._kies_rest)
        rij.addWidget(self._erbij)
        rij.addWidget(self._rest)
        kolom.addLayout(rij)
        self.setFocusProxy(self._erbij)

    def noem(self, naam: str) -> None:
        self._naam = naam
        self._erbij.setAccessibleName(f"{naam} {self._woorden[0]}")
        self._rest.noem(naam)

    def ken(self, personen: Mapping[str, str]) -> None:
        """Take the persons, by id, of whom one can be chosen."""
        if personen != self._personen:
            self._personen = dict(personen)
            # The cards of a list in which nobody is chosen do not change.
            if any(veld.soort == "persoon" for veld in self._velden):
                self._toon()

    def zet(self, waarde: Any) -> None:
        if self._waarde is not None and (waarde or []) == self._compleet() and (waarde or self._half()):
            return
        self._waarde = copy.deepcopy(waarde)
        self._toon()

    def _compleet(self) -> list[dict[str, Any]]:
        return [p for p in self._waarde or () if all(p.get(sleutel) for sleutel in self._verplicht)]

    def _half(self) -> bool:
        """Say whether there is a post that is not an answer yet; it stays until it is."""
        return len(self._compleet()) < len(self._waarde or ())

    def _toon(self) -> None:
        for oud in self._kaarten:
            oud.hide()
            oud.deleteLater()
        self._kaarten = [self._kaart(nummer, post) for nummer, post in enumerate(self._waarde or ())]
        for kaart in self._kaarten:
            self._posten.addWidget(kaart)
        self._rest.zet("geen" if self._waarde == [] else None)
        self._rest.setVisible(not self._waarde)

    def _meld(self) -> None:
        """Tell the posts that are complete; a half-filled one is not an answer yet."""
        if self._compleet() or not self._waarde:
            self.gewijzigd.emit(copy.deepcopy(self._compleet()))

    def _kaart(self, nummer: int, inhoud: dict[str, Any]) -> QFrame:
        kaart = QFrame()
        kaart.setProperty("rol", "kaart")
        kolom = QVBoxLayout(kaart)
        kolom.setContentsMargins(12, 8, 12, 8)
        rij = Vloei(gelijk=True, tussen=10)
        for veld in self._velden:
            editor = self._editor(veld)
            editor.noem(f"{self._naam} {self._kort(veld)}")
            editor.zet(inhoud.get(veld.sleutel))
            editor.gewijzigd.connect(partial(self._wijzig, nummer, veld.sleutel))
            rij.addWidget(veldblok(self._kort(veld), editor))
        kolom.addLayout(rij)
        weg = QPushButton(self._woorden[2])
        weg.setProperty("rol", "stil")
        weg.setAccessibleName(f"{self._woorden[2]}: {nummer + 1}")
        weg.clicked.connect(partial(self._verwijder, nummer))
        kolom.addWidget(weg, alignment=Qt.AlignmentFlag.AlignRight)
        return kaart

    def _kort(self, veld: Veld) -> str:
        return veld.sleutel.removesuffix("_per_maand").replace("_", " ").capitalize()

    def _editor(self, veld: Veld) -> Editor:
        if veld.soort == "persoon":
            return Keuzelijst(self._personen)
        if veld.sleutel == "regeling":
            return Keuzelijst(self._regelingen)
        if veld.sleutel in INKOMENSBEDRAGEN:
            toeslag = veld.sleutel == "vakantietoeslag_per_maand"
            return Periodeveld(self._geheugen, f"{self._plek}.{veld.sleutel}", inbegrepen=toeslag)
        return editors.voor_veld(veld.soort, veld.opties, veld.sleutel)

    @Slot()
    def _voeg_toe(self) -> None:
        self._waarde = [*(self._waarde or []), {}]
        self._toon()
        nieuwe = self._kaarten[-1].findChild(Editor)
        if nieuwe is not None:
            nieuwe.setFocus()

    @Slot(object)
    def _kies_rest(self, waarde: object) -> None:
        self._waarde = [] if waarde == "geen" else None
        self.gewijzigd.emit(self._waarde)

    def _wijzig(self, nummer: int, sleutel: str, waarde: Any) -> None:
        post = (self._waarde or [])[nummer]
        if waarde is None:
            post.pop(sleutel, None)
        else:
            post[sleutel] = waarde
        if self._lijst == "inkomens":
            post.setdefault("netto_per_maand", None)
        self._meld()

    def _verwijder(self, nummer: int, *_: object) -> None:
        self._waarde = [p for i, p in enumerate(self._waarde or []) if i != nummer]
        self._toon()
        self._meld()
