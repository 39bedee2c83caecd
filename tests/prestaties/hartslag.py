"""How long the event loop was not running, and what it was doing then."""

from __future__ import annotations

import faulthandler
import re
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEventLoop, Qt, QTimer

from consulent_app.paden import resources

ELKE_MS = 1
KIJK_S = 0.004
TELT_S = 0.010
REGEL = re.compile(r'File "(.+)", line ([0-9]+) in (.+)')
PROGRAMMA = str(resources().parent / "consulent_app")


@dataclass
class Stilte:
    """A time in which nothing on the screen could answer: how long, during what, and in which code."""

    ms: float
    bij: str
    waar: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        plekken = ", ".join(plek for plek, _ in self.waar.most_common(3)) or "Qt zelf"
        return f"{self.ms:6.1f} ms  {self.bij}  ({plekken})"


class Hartslag:
    """A timer that must come round every millisecond, and a thread that looks when it does not."""

    def __init__(self) -> None:
        self.stiltes: list[Stilte] = []
        self.bij = ""
        self._laatst = 0.0
        self._waar: Counter[str] = Counter()
        self._loopt = self._klaar = False
        self._klok = QTimer()
        self._klok.setTimerType(Qt.TimerType.PreciseTimer)
        self._klok.timeout.connect(self._klop)
        self._blad = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed on leaving
        self._ui = threading.get_ident()
        self._wachter = threading.Thread(target=self._kijk, daemon=True)

    def __enter__(self) -> Hartslag:
        self._wachter.start()
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self._klaar = True
        self._wachter.join()
        self._blad.close()

    def laat_lopen(self, doe: Callable[[], object], ms: int) -> None:
        """Let the event loop run for a while, with this as the first thing that happens in it."""
        lus = QEventLoop()
        self._laatst, self._loopt = time.perf_counter(), True
        self._klok.start(ELKE_MS)
        QTimer.singleShot(0, doe)
        QTimer.singleShot(ms, lus.quit)
        lus.exec()
        self._klop()
        self._klok.stop()
        self._loopt = False

    def _klop(self) -> None:
        nu = time.perf_counter()
        duur, waar = nu - self._laatst, self._waar
        self._laatst, self._waar = nu, Counter()
        if duur > TELT_S:
            self.stiltes.append(Stilte(duur * 1000, self.bij, waar))

    def _kijk(self) -> None:
        while not self._klaar:
            time.sleep(KIJK_S)
            stil = self._loopt and time.perf_counter() - self._laatst > TELT_S
            if stil and (plek := self._binnenste()):
                self._waar[plek] += 1

    def _binnenste(self) -> str:
        """Return the innermost line of the program itself, '' when Qt is at work on its own.

        Written and read back as text: to hold a frame is to hold its painters, past the painting.
        """
        self._blad.seek(0)
        self._blad.truncate()
        faulthandler.dump_traceback(self._blad, all_threads=True)
        self._blad.seek(0)
        _, _, stapel = self._blad.read().partition(f"0x{self._ui:016x}")
        regels = stapel.partition("\n\n")[0].splitlines()
        binnen = next((REGEL.search(regel) for regel in regels if PROGRAMMA in regel), None)
        return f"{Path(binnen[1]).name}:{binnen[3]}:{binnen[2]}" if binnen else ""
