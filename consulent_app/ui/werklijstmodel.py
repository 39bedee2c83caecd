"""The work list of a file as a table with a tick before every household."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from consulent_app.acties.werklijst import Werkregel
from consulent_app.huishouden.geld import Geld, tel_op
from consulent_app.ui.regelmodel import Plek, Regelmodel

KOPPEN = ("Brief", "Huishouden", "Naam", "Toekennen zonder aanvraag", "Per jaar", "Let op")
MINSTE_RIJEN = 7
Rol = Qt.ItemDataRole


class Kolom(IntEnum):
    """The columns of the list."""

    VINK, ID, NAAM, WAT, PER_JAAR, LET_OP = range(6)


class Werklijstmodel(Regelmodel[Werkregel]):
    """Ticks are kept by household, also while only a part of the list is shown."""

    gewisseld = Signal()

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(KOPPEN, ouder)
        self.alle: Sequence[Werkregel] = ()
        self.uitgezet: set[str] = set()
        self._zoek = ""

    def zet(self, regels: Sequence[Werkregel]) -> None:
        """Show another list; who was unticked stays so."""
        self.alle = regels
        self.filter(self._zoek)

    def filter(self, tekst: str) -> None:
        """Show only the households in which every typed word occurs."""
        self._zoek, woorden = tekst, tekst.casefold().split()
        super().zet([r for r in self.alle if all(w in _doorzoekbaar(r) for w in woorden)])

    def gekozen(self) -> list[Werkregel]:
        """Return who has a tick and no letter yet, in the whole list."""
        return [r for r in self.alle if r.huishouden_id not in self.uitgezet and not r.gedrukt]

    def totaal(self) -> Geld:
        """Return what the chosen households get in one year."""
        return tel_op([regel.per_jaar for regel in self.gekozen()])

    def zet_vinken(self, *, aan: bool) -> None:
        """Tick or untick every household that is shown."""
        ids = {regel.huishouden_id for regel in self.regels if not regel.gedrukt}
        self.uitgezet = self.uitgezet - ids if aan else self.uitgezet | ids
        if self.regels:
            onder = self.index(len(self.regels) - 1, Kolom.VINK)
            self.dataChanged.emit(self.index(0, Kolom.VINK), onder)
        self.gewisseld.emit()

    def wissel(self, rij: int) -> None:
        """Turn the tick of one household, unless its letter is printed already."""
        regel = self.regels[rij]
        if not regel.gedrukt:
            self.uitgezet ^= {regel.huishouden_id}
            plek = self.index(rij, Kolom.VINK)
            self.dataChanged.emit(plek, plek)
            self.gewisseld.emit()

    def flags(self, plek: Plek) -> Qt.ItemFlag:
        vlaggen = super().flags(plek)
        if plek.column() == Kolom.VINK and not self.regels[plek.row()].gedrukt:
            vlaggen |= Qt.ItemFlag.ItemIsUserCheckable
        return vlaggen

    def setData(self, plek: Plek, waarde: Any, role: int = 0) -> bool:
        if role != Rol.CheckStateRole:
            return False
        self.wissel(plek.row())
        return True

    def data(self, plek: Plek, role: int = 0) -> Any:
        regel, kolom = self.regels[plek.row()], Kolom(plek.column())
        if role == Rol.CheckStateRole and kolom is Kolom.VINK:
            aan = not regel.gedrukt and regel.huishouden_id not in self.uitgezet
            return Qt.CheckState.Checked if aan else Qt.CheckState.Unchecked
        if role == Rol.TextAlignmentRole and kolom is Kolom.PER_JAAR:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Rol.ToolTipRole and kolom is Kolom.WAT:
            return regel.wat
        if role == Rol.AccessibleTextRole and kolom is Kolom.VINK:
            return "wel" if self.data(plek, Rol.CheckStateRole) == Qt.CheckState.Checked else "niet"
        if role in (Rol.DisplayRole, Rol.AccessibleTextRole):
            return _cel(regel, kolom)
        return None


def _cel(regel: Werkregel, kolom: Kolom) -> str:
    if kolom is Kolom.LET_OP:
        if regel.gedrukt:
            return "brief is gedrukt"
        return f"nog {regel.vragen} vra{'ag' if regel.vragen == 1 else 'gen'} open" if regel.vragen else ""
    return {
        Kolom.ID: regel.huishouden_id,
        Kolom.NAAM: regel.naam or "geen naam in het bestand",
        Kolom.WAT: regel.wat,
        Kolom.PER_JAAR: regel.per_jaar.leesbaar() if regel.per_jaar.centen else "in natura",
    }.get(kolom, "")


def _doorzoekbaar(regel: Werkregel) -> str:
    return f"{regel.huishouden_id} {regel.naam} {regel.wat}".casefold()


class Werklijstbeeld(QTableView):
    """The table itself: space turns the tick of the row in hand."""

    def __init__(self, model: Werklijstmodel) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setAccessibleName("Huishoudens aan wie iets kan worden toegekend")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        kop = self.horizontalHeader()
        kop.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        kop.setSectionResizeMode(Kolom.WAT, QHeaderView.ResizeMode.Stretch)
        kop.setMinimumSectionSize(60)
        kop.setHighlightSections(False)
        kop.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def pas_breedtes_aan(self) -> None:
        """Make the narrow columns fit the first rows; measuring all of them would take long."""
        self.horizontalHeader().setResizeContentsPrecision(40)
        for kolom in (Kolom.VINK, Kolom.ID, Kolom.NAAM, Kolom.PER_JAAR, Kolom.LET_OP):
            self.resizeColumnToContents(kolom)
        hoogte = self.fontMetrics().height() + 12
        self.verticalHeader().setDefaultSectionSize(hoogte)
        self.setMinimumHeight(MINSTE_RIJEN * hoogte)

    def keyPressEvent(self, gebeurtenis: QKeyEvent) -> None:
        if gebeurtenis.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._model.wissel(self.currentIndex().row())
        else:
            super().keyPressEvent(gebeurtenis)
