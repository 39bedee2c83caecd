"""An amount with its period: typed as it stands on the payslip, kept per month."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from consulent_app.huishouden.geld import Geld
from consulent_app.intake.perioden import (
    INBEGREPEN,
    PERIODEN,
    Getypt,
    Periodegeheugen,
    per_maand,
    uitleg,
)
from consulent_app.ui.editors import Editor, Rustlijst, Typveld, bedrag

NUL = "0.00"


class Periodeveld(Editor):
    """Emits the amount per month; `geheugen` knows at `plek` what was typed for it."""

    def __init__(
        self,
        geheugen: Periodegeheugen,
        plek: str,
        *,
        inbegrepen: bool = False,
        ouder: QWidget | None = None,
    ) -> None:
        """With `inbegrepen` it can also be said that this is part of the amount beside it."""
        super().__init__(ouder)
        self._geheugen, self._plek = geheugen, plek
        self.veld: Typveld = bedrag()
        self.veld.vul()
        self.lijst, self._som = Rustlijst(), QLabel()
        for naam, periode in PERIODEN.items():
            self.lijst.addItem(periode.per, naam)
        if inbegrepen:
            self.lijst.addItem("zit in het bedrag", INBEGREPEN)
        self._bouw()
        self._maand: str | None = None
        self.veld.gewijzigd.connect(self._bereken)
        self.lijst.gekozen.connect(self._bereken)
        self.setFocusProxy(self.veld)

    def _bouw(self) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(2)
        rij = QHBoxLayout()
        rij.setSpacing(6)
        rij.addWidget(self.veld, 1)
        rij.addWidget(self.lijst)
        kolom.addLayout(rij)
        self._som.setProperty("rol", "zacht")
        self._som.setWordWrap(True)
        kolom.addWidget(self._som)

    def noem(self, naam: str) -> None:
        self.veld.noem(naam)
        self.lijst.setAccessibleName(f"{naam}, periode")

    def zet(self, waarde: Any) -> None:
        if waarde is None and self._maand is None and not self.veld.waarde:
            self._toon_som()
            return
        self._maand = waarde
        getypt = self._geheugen.zoek(self._plek, waarde) if waarde else Getypt("", self._periode)
        self.lijst.setCurrentIndex(self.lijst.findData(getypt.periode))
        self.veld.zet(getypt.bedrag or None)
        self._toon_som()

    @property
    def _periode(self) -> str:
        return str(self.lijst.currentData())

    @Slot()
    def _bereken(self, *_: object) -> None:
        periode = self._periode
        if periode == INBEGREPEN:
            self.veld.zet(None)
        typte: str = self.veld.waarde or ""
        maand = NUL if periode == INBEGREPEN else None
        if typte:
            maand = per_maand(Geld.uit_tekst(typte), periode).als_tekst()
        if maand is not None:
            self._geheugen.onthoud(self._plek, maand, Getypt(typte, periode))
        self._toon_som()
        if maand != self._maand:
            self._maand = maand
            self.gewijzigd.emit(maand)

    def _toon_som(self) -> None:
        """Show how the amount per month came about; for a month there is nothing to explain."""
        typte, periode = self.veld.waarde, self._periode
        reken = bool(typte) and periode not in ("maand", INBEGREPEN)
        self._som.setText(uitleg(Geld.uit_tekst(typte or NUL), periode) if reken else "")
        self._som.setVisible(reken)
        self.veld.setEnabled(periode != INBEGREPEN)
