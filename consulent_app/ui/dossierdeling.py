"""How the dossier in hand stands with others: news, differences, where it lies, the proposal."""

from __future__ import annotations

import copy
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from consulent_app.acties.openen import Deelstaat, deelstaat
from consulent_app.acties.sinds_voorstel import Sindsvoorstel, sinds_voorstel
from consulent_app.acties.uitwisselstand import verslag_in_woorden
from consulent_app.fouten import ConsulentFout

if TYPE_CHECKING:
    from consulent_app.acties.deelplek import Ligplaats
    from consulent_app.acties.synchroniseren import Verslag
    from consulent_app.acties.toetsen import Toetser
    from consulent_app.acties.werkplek import Werkplek
    from consulent_app.opslag.waarden import Dossier
    from consulent_app.ui.werkblad import Werkblad

Stand = tuple[Deelstaat, Sindsvoorstel | None]


class Dossierdeling(QObject):
    """`veranderd` when one of them is otherwise. Who asked for a dossier gets it when it comes free."""

    veranderd = Signal()

    def __init__(self, werkblad: Werkblad, ouder: QObject) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.staat: Deelstaat | None = None
        self.sinds: Sindsvoorstel | None = None
        #: Why the dossier could not be taken over, '' when nothing went wrong.
        self.fout = ""
        self.bezig = False
        #: The dossiers that were asked of who has them, each until it is here.
        self.gevraagd: dict[str, str] = {}
        werkblad.dossier_geopend.connect(self.begin)
        werkblad.afgerond.connect(self.ververs)
        werkblad.uitwisselaar.uitgewisseld.connect(self._na_uitwisselen)

    @Slot()
    def begin(self) -> None:
        """Forget what is shown, and look at the dossier that is in hand now."""
        self.leeg()
        self.ververs()

    def leeg(self) -> None:
        """Forget what is shown, for the lock."""
        self.staat = self.sinds = None
        self.fout, self.bezig = "", False
        if self.werkblad.kast is None:
            self.gevraagd.clear()
        self.veranderd.emit()

    @Slot()
    def ververs(self) -> None:
        """Look again, on the worker."""
        kast, dossier, gesprek = self.werkblad.kast, self.werkblad.dossier, self.werkblad.gesprek
        if kast is not None and dossier is not None and gesprek is not None:
            doe = partial(_lees, kast, dossier, copy.deepcopy(gesprek.document), self.werkblad.toetser)
            self.werkblad.taken.start(doe, partial(self._toon, dossier.id), self._laat, self)

    def _toon(self, dossier_id: str, stand: Stand) -> None:
        dossier = self.werkblad.dossier
        if dossier is not None and dossier.id == dossier_id:
            self.staat, self.sinds = stand
            self.veranderd.emit()

    def _laat(self, fout: Exception) -> None:
        """Leave what is shown: who may not see the dossier any more hears that at the next answer."""
        if not isinstance(fout, ConsulentFout):
            raise fout

    # --- taking over ---------------------------------------------------------------------------------

    @Slot()
    def neem_over(self) -> None:
        """Ask for the turn to decide, on the thread of the exchange."""
        kast, dossier = self.werkblad.kast, self.werkblad.dossier
        if kast is None or dossier is None or self.bezig:
            return
        self.bezig, self.fout = True, ""
        self.veranderd.emit()
        doe = partial(_vraag, kast, dossier.id)
        klaar, mislukt = partial(self._is_gevraagd, dossier.id), self._niet_overgenomen
        self.werkblad.uitwisselaar.taken.start(doe, klaar, mislukt, self)

    def _is_gevraagd(self, dossier_id: str, ligt: Ligplaats) -> None:
        self.bezig = False
        if self.werkblad.kast is None:
            return
        if ligt.hier:
            self._is_hier(dossier_id)
        else:
            self.gevraagd[dossier_id] = ligt.naam
        self.ververs()

    def _is_hier(self, dossier_id: str) -> None:
        gewacht = self.gevraagd.pop(dossier_id, None)
        dossier = self.werkblad.dossier
        kenmerk = dossier.kenmerk if dossier and dossier.id == dossier_id else "een dossier dat u vroeg"
        komt = " is vrijgekomen en" if gewacht is not None else ""
        self.werkblad.melding.emit(f"{kenmerk}{komt} ligt nu hier; u kunt besluiten")

    def _niet_overgenomen(self, fout: Exception) -> None:
        self.bezig = False
        if not isinstance(fout, ConsulentFout):
            raise fout
        self.fout = str(fout)
        self.veranderd.emit()

    @Slot(object)
    def _na_uitwisselen(self, verslag: Verslag) -> None:
        if woorden := verslag_in_woorden(verslag):
            self.werkblad.melding.emit(woorden)
        self.ververs()
        kast = self.werkblad.kast
        if kast is None:
            return
        for dossier_id in tuple(self.gevraagd):
            doe = partial(_vraag_nog_eens, kast, dossier_id)
            klaar = partial(self._is_gevraagd, dossier_id)
            self.werkblad.uitwisselaar.taken.start(doe, klaar, self._laat, self)


def _vraag(kast: Werkplek, dossier_id: str) -> Ligplaats:
    if kast.delen.beeld().met_centrale:
        return kast.delen.neem_over(dossier_id)
    kast.overdracht.vraag(dossier_id)
    return kast.delen.ligt(dossier_id)


def _vraag_nog_eens(kast: Werkplek, dossier_id: str) -> Ligplaats:
    ligt = kast.delen.ligt(dossier_id)
    # What files ask for stays asked for.
    if ligt.hier or not kast.delen.beeld().met_centrale:
        return ligt
    return kast.delen.neem_over(dossier_id)


def _lees(kast: Werkplek, dossier: Dossier, document: dict[str, Any], toetser: Toetser) -> Stand:
    staat = deelstaat(kast, dossier)
    sinds = sinds_voorstel(staat.voorstel, document, toetser) if staat.voorstel else None
    return staat, sinds
