"""Exchanges with the other workplaces by itself, on a thread of its own; nobody ever waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Container
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from consulent_app.acties.overdrachtbeeld import gemaakt_in_woorden, ontvangst_in_woorden
from consulent_app.acties.uitwisselstand import in_een_regel
from consulent_app.fouten import ConsulentFout
from consulent_app.ui.taken import Afloop, Taken

if TYPE_CHECKING:
    from consulent_app.acties.deelplek import Deelbeeld
    from consulent_app.acties.overdracht import Gemaakt, Ontvanger, Ontvangst
    from consulent_app.acties.synchroniseren import Meld, Verslag, Voortgang
    from consulent_app.acties.werkplek import Werkplek
    from consulent_app.ui.werkblad import Werkblad

    Wissel = Callable[[Werkplek, Container[str], Meld], Verslag]

#: The first clicks after the password are for the dossier.
NA_OPENEN_MS = 8_000
#: Who goes on to another dossier has done with the one before.
NA_DOSSIER_MS = 3_000
ELKE_MS = 4 * 60 * 1000
#: Without a network it is tried less and less often, at the least every hour.
HOOGSTENS_MS = 60 * 60 * 1000
KIJK_MS = 60_000
#: So often the screen is told how far it is.
VERTEL_ELKE_S = 0.1


class Gestopt(Exception):
    """The exchange was broken off; the next one goes on where it stopped."""


class Uitwisselaar(QObject):
    """`veranderd` when what it shows is otherwise, `uitgewisseld` with the report of a good exchange.

    `fout` is what went wrong with the last one in words, '' when nothing did; `uitkomst` is what came of a
    file. Files and the server take turns on one thread: both give away the turn to decide.
    """

    veranderd = Signal()
    uitgewisseld = Signal(object)
    _gevorderd = Signal(int, object)

    def __init__(self, werkblad: Werkblad) -> None:
        super().__init__(werkblad)
        self._werkblad = werkblad
        self.wissel: Wissel = wissel_uit
        # Not the worker that keeps answers: a server may be slow.
        self.taken = Taken(self)
        self.beeld: Deelbeeld | None = None
        self.voortgang: Voortgang | None = None
        self.fout = ""
        self.afwijkingen: tuple[str, ...] = ()
        self.uitkomst: tuple[str, ...] = ()
        self._mislukt, self._nummer = 0, 0
        self._stop: threading.Event | None = None
        self._wacht, self._kijk = QTimer(self), QTimer(self)
        self._wacht.setSingleShot(True)
        self._wacht.timeout.connect(self.wissel_vanzelf)
        self._kijk.setInterval(KIJK_MS)
        self._kijk.timeout.connect(self.ververs)
        self._gevorderd.connect(self._vorder, Qt.ConnectionType.QueuedConnection)
        werkblad.ontgrendeld.connect(self._begin)
        werkblad.dossier_geopend.connect(self._straks)
        werkblad.afgerond.connect(self._straks)

    @property
    def bezig(self) -> bool:
        """Say whether an exchange is under way."""
        return self._stop is not None

    @property
    def in_een_regel(self) -> str:
        """Return how it stands, '' when this workplace works alone."""
        nu = datetime.now().astimezone()
        fout = self._mislukt > 0
        return in_een_regel(self.beeld, nu, bezig=self.bezig, fout=fout) if self.beeld else ""

    # --- when ----------------------------------------------------------------------------------------

    @Slot()
    def _begin(self) -> None:
        self._mislukt = 0
        self._kijk.start()
        self._wacht.start(NA_OPENEN_MS)
        self.ververs()

    @Slot()
    def _straks(self) -> None:
        """Exchange soon: there is something to tell, or a dossier that others may have now."""
        if not self._mislukt and self._wacht.isActive():
            self._wacht.start(min(NA_DOSSIER_MS, self._wacht.remainingTime()))

    @Slot()
    def wissel_vanzelf(self) -> None:
        """Exchange when there is a server; plan the next one also when there is none yet."""
        if self.beeld is not None and self.beeld.met_centrale:
            self.wissel_nu()
        else:
            self._wacht.start(ELKE_MS)

    @Slot()
    def wissel_nu(self) -> None:
        """Exchange at once; nothing when that is being done."""
        if self._werkblad.kast is not None:
            self._loop(partial(self.wissel, self._werkblad.kast), self._gelukt, self._is_mislukt)

    def maak_bestand(self, naar: Ontvanger, map_: Path) -> None:
        """Write a file for another workplace; nothing when something else is being done."""
        if self._werkblad.kast is not None:
            doe = partial(self._werkblad.kast.overdracht.maak, naar, map_)
            self._loop(doe, self._is_gemaakt, self._bestand_mislukt)

    def lees_bestand(self, pad: Path) -> None:
        """Take in a file of another workplace; nothing when something else is being done."""
        if self._werkblad.kast is not None:
            doe = partial(self._werkblad.kast.overdracht.lees, pad)
            self._loop(doe, self._is_gelezen, self._bestand_mislukt)

    def _loop(self, doe: Callable[..., Any], bij_succes: Afloop, bij_fout: Afloop) -> None:
        """Let it run on the worker, until it is done or somebody says stop."""
        if self.bezig:
            return
        self._wacht.stop()
        self._nummer += 1
        self.fout, self.afwijkingen, self.uitkomst = "", (), ()
        self._stop, nummer = threading.Event(), self._nummer
        meld = partial(self._meld, nummer, self._stop, _Tempo())
        klaar, mislukt = (partial(self._als_nog_gevraagd, nummer, dan) for dan in (bij_succes, bij_fout))
        self.taken.start(partial(doe, self._werkblad.in_gebruik, meld), klaar, mislukt, self)
        self.veranderd.emit()

    def _als_nog_gevraagd(self, nummer: int, dan: Afloop, wat: Any) -> None:
        """After the lock nobody waits for it any more."""
        if nummer == self._nummer:
            dan(wat)

    @Slot()
    def stop(self) -> None:
        """Break it off; what went over stays over."""
        if self._stop is not None:
            self._stop.set()

    def leeg(self) -> None:
        """Stop, and forget what is shown, for the lock."""
        self.stop()
        self._nummer += 1
        self._stop = self.voortgang = self.beeld = None
        self.fout, self.afwijkingen, self.uitkomst = "", (), ()
        self._wacht.stop()
        self._kijk.stop()
        self.veranderd.emit()

    def sluit(self) -> None:
        """Stop for good, for the end of the program."""
        self.leeg()
        self.taken.sluit()

    @Slot()
    def ververs(self) -> None:
        """Look anew what waits."""
        if self._werkblad.kast is not None:
            doe = self._werkblad.kast.delen.beeld
            self.taken.start(doe, partial(self._toon, self._werkblad.kast), _laat, self)

    # --- how it goes ---------------------------------------------------------------------------------

    def _meld(self, nummer: int, stop: threading.Event, tempo: _Tempo, voortgang: Voortgang) -> None:
        """On the worker: tell the screen, and stop when that was asked."""
        if stop.is_set():
            raise Gestopt
        if tempo.is_tijd():
            self._gevorderd.emit(nummer, voortgang)

    @Slot(int, object)
    def _vorder(self, nummer: int, voortgang: Voortgang) -> None:
        if nummer == self._nummer and self.bezig:
            self.voortgang = voortgang
            self.veranderd.emit()

    def _gelukt(self, verslag: Verslag) -> None:
        self._mislukt = 0
        self.afwijkingen = tuple(verslag.afwijkingen)
        self._rond_af("", ELKE_MS)
        self.uitgewisseld.emit(verslag)

    def _is_mislukt(self, fout: Exception) -> None:
        if isinstance(fout, Gestopt):
            self._rond_af("", ELKE_MS)
            return
        self._mislukt += 1
        self._zeg_fout(fout, min(ELKE_MS * 2**self._mislukt, HOOGSTENS_MS))

    def _is_gemaakt(self, gemaakt: Gemaakt) -> None:
        self.uitkomst = tuple(gemaakt_in_woorden(gemaakt))
        self._rond_af("", ELKE_MS)

    def _is_gelezen(self, kwam: Ontvangst) -> None:
        self.uitkomst = tuple(ontvangst_in_woorden(kwam, datetime.now().astimezone()))
        self.afwijkingen = tuple(kwam.afwijkingen)
        self._rond_af("", ELKE_MS)
        self.uitgewisseld.emit(kwam)

    def _bestand_mislukt(self, fout: Exception) -> None:
        if isinstance(fout, Gestopt):
            self.uitkomst = (BESTAND_GESTOPT,)
            self._rond_af("", ELKE_MS)
        else:
            self._zeg_fout(fout, ELKE_MS)

    def _zeg_fout(self, fout: Exception, weer_na: int) -> None:
        tekst = str(fout) if isinstance(fout, ConsulentFout) else ""
        self._rond_af(tekst or ONVERWACHT, weer_na)
        if not tekst:
            raise fout

    def _rond_af(self, fout: str, weer_na: int) -> None:
        self._stop = self.voortgang = None
        self.fout = fout
        self._wacht.start(weer_na)
        self.veranderd.emit()
        self.ververs()

    def _toon(self, kast: Werkplek, beeld: Deelbeeld) -> None:
        if kast is self._werkblad.kast:
            self.beeld = beeld
            self.veranderd.emit()


BESTAND_GESTOPT = "Gestopt. Doe hetzelfde nog eens, dan gaat het verder waar het was."
ONVERWACHT = "Er ging iets mis in het programma bij het uitwisselen. Uw dossiers zijn bewaard; meld dit."


class _Tempo:
    """Lets through what is told at most so often."""

    def __init__(self) -> None:
        self._laatst = 0.0

    def is_tijd(self) -> bool:
        nu = time.monotonic()
        if nu - self._laatst < VERTEL_ELKE_S:
            return False
        self._laatst = nu
        return True


def wissel_uit(kast: Werkplek, in_gebruik: Container[str], meld: Meld) -> Verslag:
    """Exchange with the server of this workplace."""
    return kast.delen.wissel_uit(in_gebruik, meld)


def _laat(_: Exception) -> None:
    """Leave it: whoever locks the desk halfway closes the store."""
