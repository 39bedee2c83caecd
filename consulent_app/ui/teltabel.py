"""One table of a count on the screen: its rows as texts, numbers on the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from consulent_app.acties.telbeeld import Tabelbeeld
from consulent_app.ui.regelmodel import GEEN_PLEK, Plek

Rol, Vlag = Qt.ItemDataRole, Qt.AlignmentFlag
#: A longer head goes on a second line, and a longer text is cut off: pointing at it shows the whole.
LANGE_KOP, BREEDST = 10, 44
MINSTE_RIJEN, MEESTE_RIJEN = 4, 18


class Telmodel(QAbstractTableModel):
    """The texts were made on the worker: here nothing is worked out."""

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.tabel: Tabelbeeld | None = None
        self.vet = QFont()

    def zet(self, tabel: Tabelbeeld | None) -> None:
        """Show another table, or none."""
        self.beginResetModel()
        self.tabel = tabel
        self.endResetModel()

    def rowCount(self, ouder: Plek = GEEN_PLEK) -> int:
        return 0 if ouder.isValid() or self.tabel is None else len(self.tabel.rijen)

    def columnCount(self, ouder: Plek = GEEN_PLEK) -> int:
        return 0 if ouder.isValid() or self.tabel is None else len(self.tabel.koppen)

    def _is_getal(self, kolom: int) -> bool:
        assert self.tabel is not None
        return 0 <= kolom - self.tabel.vooraan < self.tabel.getallen

    def headerData(self, nummer: int, richting: Qt.Orientation, role: int = 0) -> Any:
        if richting != Qt.Orientation.Horizontal or self.tabel is None:
            return None
        if role == Rol.DisplayRole:
            return op_twee_regels(self.tabel.koppen[nummer])
        if role == Rol.AccessibleTextRole:
            return self.tabel.koppen[nummer]
        if role == Rol.TextAlignmentRole:
            return (Vlag.AlignRight if self._is_getal(nummer) else Vlag.AlignLeft) | Vlag.AlignBottom
        return None

    def data(self, plek: Plek, role: int = 0) -> Any:
        if self.tabel is None:
            return None
        rij, kolom = plek.row(), plek.column()
        if role in (Rol.DisplayRole, Rol.AccessibleTextRole):
            return self.tabel.rijen[rij][kolom]
        if role == Rol.ToolTipRole and not self._is_getal(kolom):
            return self.tabel.rijen[rij][kolom]
        if role == Rol.TextAlignmentRole:
            return (Vlag.AlignRight if self._is_getal(kolom) else Vlag.AlignLeft) | Vlag.AlignVCenter
        if role == Rol.FontRole and rij in self.tabel.vet:
            return self.vet
        return None


def op_twee_regels(kop: str) -> str:
    """Break a long head at the space nearest its middle, so that a column is as narrow as its numbers."""
    spaties = [plek for plek, teken in enumerate(kop) if teken == " "]
    if len(kop) <= LANGE_KOP or not spaties:
        return kop
    midden = min(spaties, key=lambda plek: abs(plek - len(kop) / 2))
    return f"{kop[:midden]}\n{kop[midden + 1 :]}"


class Teltabel(QTableView):
    """As high as its rows, up to where it scrolls by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.model_ = Telmodel(self)
        self.setModel(self.model_)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # The style gives a head more room than a row needs.
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().hide()
        kop = self.horizontalHeader()
        kop.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        kop.setHighlightSections(False)
        kop.setMinimumSectionSize(40)

    def toon(self, tabel: Tabelbeeld | None) -> None:
        """Show another table from its first row."""
        self.setAccessibleName(f"Tabel {tabel.titel}" if tabel else "Tabel")
        self.setAccessibleDescription(tabel.definitie if tabel else "")
        self.model_.zet(tabel)
        self.setVisible(bool(tabel and tabel.rijen))
        self._meet()
        if tabel and tabel.rijen:
            self.setCurrentIndex(self.model_.index(0, 0))
            self.scrollToTop()

    def changeEvent(self, gebeurtenis: QEvent) -> None:
        super().changeEvent(gebeurtenis)
        if gebeurtenis.type() == QEvent.Type.FontChange:
            self._meet()

    def _meet(self) -> None:
        """Make each column as wide as its longest text: asking Qt would read every cell many times."""
        tabel, vet = self.model_.tabel, QFont(self.font())
        vet.setBold(True)
        self.model_.vet = vet
        if tabel is None:
            return
        meter = QFontMetrics(vet)
        hoogst = meter.averageCharWidth() * BREEDST
        for kolom, kop in enumerate(tabel.koppen):
            delen = op_twee_regels(kop).split("\n")
            langst = max((rij[kolom] for rij in tabel.rijen), key=len, default="")
            breed = max(meter.horizontalAdvance(tekst) for tekst in (*delen, langst))
            self.setColumnWidth(kolom, min(breed, hoogst) + 22)
        rij = meter.height() + 10
        self.verticalHeader().setDefaultSectionSize(rij)
        aantal = max(MINSTE_RIJEN, min(len(tabel.rijen), MEESTE_RIJEN))
        balk = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(aantal * rij + self.horizontalHeader().sizeHint().height() + balk + 6)
