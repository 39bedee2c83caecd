"""Opens what is about a dossier as a whole, and about all of them: marks, correcting, keeping."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from consulent_app.ui.bewaarvenster import Bewaarvenster
from consulent_app.ui.dossiervenster import Dossiervenster
from consulent_app.ui.overdrachtvenster import Overdrachtvenster
from consulent_app.ui.schuldhulpvenster import Schuldhulpvenster
from consulent_app.ui.werkblad import Werkblad


class Dossierzaken(QObject):
    """`verbeterd` and `weg` are about the dossier in hand; `vernietigd` carries references of any."""

    verbeterd = Signal()
    weg = Signal(str)
    vernietigd = Signal(list)

    def __init__(self, werkblad: Werkblad, venster: QWidget) -> None:
        super().__init__(venster)
        self.werkblad = werkblad

    @Slot()
    def over_dossier(self) -> None:
        """Show marks, sharing, term, correcting and removing of the dossier in hand."""
        kast, dossier = self.werkblad.kast, self.werkblad.dossier
        if kast is not None and dossier is not None:
            venster = Dossiervenster(self.werkblad, kast, dossier, self._venster)
            venster.verbeterd.connect(self.verbeterd)
            venster.weg.connect(self.weg)
            venster.open()

    @Slot()
    def schuldhulp(self) -> None:
        """Show the debt help of the dossier in hand."""
        if self.werkblad.kast is not None and self.werkblad.dossier is not None:
            Schuldhulpvenster(self.werkblad, self._venster).open()

    @Slot()
    def overdracht(self) -> None:
        """Ask of which days the debt help goes to the debt counsellors."""
        kast = self.werkblad.kast
        if kast is not None and kast.schuldhulp.mag_overdragen:
            Overdrachtvenster(self.werkblad, kast.schuldhulp, self._venster).open()

    @Slot()
    def bewaartermijnen(self) -> None:
        """Show which dossiers must go."""
        if self.werkblad.kast is not None:
            venster = Bewaarvenster(self.werkblad, self.werkblad.kast.archief, self._venster)
            venster.vernietigd.connect(self.vernietigd)
            venster.open()

    @property
    def _venster(self) -> QWidget:
        venster = self.parent()
        assert isinstance(venster, QWidget)
        return venster
