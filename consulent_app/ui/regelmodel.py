"""A list of lines as a table: what every such list on the screen shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

Plek = QModelIndex | QPersistentModelIndex
GEEN_PLEK = QModelIndex()
TEKST = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
R = TypeVar("R")


class Regelmodel(QAbstractTableModel, Generic[R]):
    """The lines in their order under fixed heads; who makes one of these says what is in `data`."""

    def __init__(self, koppen: Sequence[str], ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.koppen = koppen
        self.regels: Sequence[R] = ()

    def zet(self, regels: Sequence[R]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.regels = regels
        self.endResetModel()

    def rowCount(self, ouder: Plek = GEEN_PLEK) -> int:
        return 0 if ouder.isValid() else len(self.regels)

    def columnCount(self, ouder: Plek = GEEN_PLEK) -> int:
        return 0 if ouder.isValid() else len(self.koppen)

    def headerData(self, nummer: int, richting: Qt.Orientation, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and richting == Qt.Orientation.Horizontal:
            return self.koppen[nummer]
        return None
