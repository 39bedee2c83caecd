"""Work on the screen that can wait: a piece per turn of the event loop, so that keys come first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot


class Beurten(QObject):
    """Does what was put aside in order; what is put aside again under its name is done once."""

    def __init__(self, ouder: QObject | None = None) -> None:
        super().__init__(ouder)
        self._wacht: dict[str, Callable[[], object]] = {}
        self._klok = QTimer(self)
        self._klok.setSingleShot(True)
        self._klok.timeout.connect(self._doe_een)

    def straks(self, naam: str, doe: Callable[[], object]) -> None:
        """Do this in a turn of its own, after what waits already."""
        self._wacht[naam] = doe
        self._klok.start(0)

    def laat(self, naam: str) -> None:
        """Drop what waits under this name."""
        self._wacht.pop(naam, None)

    def vergeet(self) -> None:
        """Drop what waits, for the lock and for another dossier."""
        self._wacht.clear()

    @property
    def rustig(self) -> bool:
        """Say whether nothing waits."""
        return not self._wacht

    @Slot()
    def _doe_een(self) -> None:
        if self._wacht:
            doe = self._wacht.pop(next(iter(self._wacht)))
            # Before it is done: an exception may not keep the rest waiting.
            if self._wacht:
                self._klok.start(0)
            doe()
