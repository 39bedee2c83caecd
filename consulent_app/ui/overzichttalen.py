"""In which languages the overview is printed beside that of the resident, for the dossier in hand."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from consulent_app.taal.talen import BRONTAAL, TALEN

OOK_IN = "Overzicht ook in..."


class Overzichttalen(QPushButton):
    """`gewijzigd` says that there are more languages, or fewer; that of the dossier is always one."""

    gewijzigd = Signal()

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(OOK_IN, ouder)
        self.setProperty("rol", "stil")
        self._eerste = BRONTAAL
        self.vinkjes: dict[str, QAction] = {}
        menu = QMenu(self)
        for taal in TALEN.values():
            naam = taal.naam if taal.naam == taal.eigen else f"{taal.naam} · {taal.eigen}"
            vinkje = self.vinkjes[taal.code] = menu.addAction(naam)
            vinkje.setCheckable(True)
            vinkje.triggered.connect(self._kies)
        self.setMenu(menu)
        self.begin(BRONTAAL)

    def bied_aan(self, codes: Collection[str]) -> None:
        """Let only these be chosen, as the gemeente offers them."""
        for code, vinkje in self.vinkjes.items():
            vinkje.setVisible(code in codes)
            if code not in codes and code != self._eerste:
                vinkje.setChecked(False)
        self._noem()

    def begin(self, code: str) -> None:
        """Begin with the language of the dossier alone."""
        for vinkje in self.vinkjes.values():
            vinkje.setChecked(False)
        self.zet_eerste(code)

    def zet_eerste(self, code: str) -> None:
        """Let this be the language of the dossier; the others stay as they were ticked."""
        if code != self._eerste:
            self.vinkjes[self._eerste].setChecked(False)
        self._eerste = code
        for eigen, vinkje in self.vinkjes.items():
            vinkje.setEnabled(eigen != code)
        self.vinkjes[code].setChecked(True)
        self._noem()

    @property
    def gekozen(self) -> tuple[str, ...]:
        """Return the languages, that of the dossier first."""
        ook = (code for code, vinkje in self.vinkjes.items() if vinkje.isChecked() and code != self._eerste)
        return (self._eerste, *ook)

    @Slot()
    def _kies(self, *_: object) -> None:
        self._noem()
        self.gewijzigd.emit()

    def _noem(self) -> None:
        namen = ", ".join(TALEN[code].naam for code in self.gekozen)
        self.setAccessibleName(f"{OOK_IN} Nu in: {namen}")
