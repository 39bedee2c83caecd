"""The main window to practise in: its own folder, OEFENING in its title, and only what belongs to it."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction

from consulent_app.acties.oefenen import Oefentoetser
from consulent_app.opslag.oefenmerk import MERK
from consulent_app.paden import is_geinstalleerd
from consulent_app.ui.dossierpagina import Dossierpagina
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.oefenbegin import Oefenbegin
from consulent_app.ui.oefengids import Oefengids
from consulent_app.ui.taken import Taken
from consulent_app.ui.werkblad import Werkblad

#: What goes in and out of a real workplace is not there: files, counts, accounts, copies, destroying.
PAGINAS = ("dossiers", "intake", "besluiten")
NIET_HIER = ("Schuldhulp overdragen...", "Bewaartermijnen", "Wachtwoord wijzigen")
GEEN_TERMIJNEN = "Bij het oefenen worden geen dossiers vernietigd."


class Oefenvenster(Hoofdvenster):
    """Shows a page without a password instead of the login."""

    def __init__(self, map_: Path) -> None:
        self.begin: Oefenbegin | None = None
        super().__init__(Werkblad(map_, Oefentoetser(), Taken()))
        self.begin, self.gids = Oefenbegin(self.werkblad), Oefengids(self)
        self._stapel.addWidget(self.begin)
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.gids)
        self.gids.hide()
        self._vul_menu()
        dossiers = self.paginas["dossiers"]
        assert isinstance(dossiers, Dossierpagina)
        dossiers.bewaartermijnen.disconnect()
        dossiers.bewaartermijnen.connect(self._geen_termijnen)
        self._toon_inlog()

    def _vul_menu(self) -> None:
        menu = self.menuBar().addMenu("&Oefenen")
        for naam, doe in (
            ("&Eerste gesprek, stap voor stap", self.gids.begin),
            ("&Opnieuw beginnen...", self.opnieuw),
        ):
            menu.addAction(QAction(naam, self, triggered=doe))  # type: ignore[call-overload]

    def setWindowTitle(self, titel: str) -> None:
        """Let every title end with the mark."""
        super().setWindowTitle(f"{titel} - {MERK}")

    def _toon_inlog(self) -> None:
        super()._toon_inlog()
        if self.begin is not None:
            self.gids.hide()
            self.begin.rust()
            self._stapel.setCurrentWidget(self.begin)

    @Slot()
    def _ontgrendeld(self) -> None:
        super()._ontgrendeld()
        for naam, knop in self._rail.knoppen.items():
            knop.setVisible(naam in PAGINAS)
        self._menu.laat_alleen(PAGINAS, NIET_HIER)
        self.gids.begin()

    def _open_laatste(self, _: str | None) -> None:
        """Show the residents: the guide begins with a new conversation."""
        self.ga_naar("dossiers")

    @Slot(str)
    def ga_naar(self, naam: str, *_: object) -> None:
        """Show a page; of those that are not for practice, the dossiers."""
        super().ga_naar(naam if naam in PAGINAS else "dossiers")

    @Slot()
    def opnieuw(self) -> None:
        """Close what is open, and ask whether all of it may go."""
        self.vergrendel()
        if self.begin is not None:
            self.begin.vraag_opnieuw()

    @Slot()
    def _geen_termijnen(self) -> None:
        self.werkblad.melding.emit(GEEN_TERMIJNEN)


def opdracht() -> tuple[str, list[str]]:
    """Return the program and arguments with which to practise, in a process of its own."""
    vooraf = [] if is_geinstalleerd() else ["-m", "consulent_app"]
    return sys.executable, [*vooraf, "oefenen", "--open"]
