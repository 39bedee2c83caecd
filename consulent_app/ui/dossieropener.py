"""Brings a dossier onto the werkblad: opened, begun, or as others changed it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from consulent_app.acties.openen import Geopend, open_dossier
from consulent_app.besluiten.behandeling import Behandeling
from consulent_app.fouten import Geweigerd, InvoerFout
from consulent_app.intake.gesprek import Gesprek
from consulent_app.ui.werkblad import Werkblad

if TYPE_CHECKING:
    from consulent_app.acties.werkplek import Werkplek


class Dossieropener(QObject):
    """`geopend` when another dossier is in hand, `bijgewerkt` when it is the same with other answers.

    Between `wacht` True and False nothing may be answered: it would be written over what comes in.
    """

    geopend = Signal()
    bijgewerkt = Signal()
    wacht = Signal(bool)

    def __init__(self, werkblad: Werkblad, ouder: QObject) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad

    @Slot(str)
    def open(self, dossier_id: str) -> None:
        """Open a dossier; what others told of it is taken in first, and nothing after that."""
        kast = self.werkblad.kast
        if kast is not None:
            self.werkblad.in_gebruik.add(dossier_id)
            doe = partial(open_dossier, kast, dossier_id)
            self.werkblad.taken.start(doe, self._toon, partial(self._mislukt, dossier_id), self)

    @Slot(str)
    def nieuw(self, pakket: str) -> None:
        """Begin a conversation by the rules of a package."""
        kast = self.werkblad.kast
        if kast is None:
            return
        regels = self.werkblad.van_nu.pakket(pakket)
        vandaag = datetime.now().astimezone().date()
        # Only an example may be judged on another day than today; a real resident never is, unasked.
        binnen = min(max(vandaag, regels.geldig_vanaf), regels.geldig_tot)
        gesprek = Gesprek.nieuw(pakket, binnen if regels.merk else vandaag)
        self.werkblad.taken.start(partial(_begin, kast, gesprek), self._toon, eigenaar=self)

    def _toon(self, geopend: Geopend) -> None:
        werkblad, dossier = self.werkblad, geopend.dossier
        if werkblad.kast is None:
            return
        vorig = werkblad.dossier
        werkblad.neem(dossier)
        if vorig is not None and vorig.id != dossier.id:
            werkblad.in_gebruik.discard(vorig.id)
        werkblad.in_gebruik.add(dossier.id)
        werkblad.behandeling = Behandeling.uit_document(dossier.behandeling)
        werkblad.gesprek = Gesprek(dict(dossier.document), werkblad.beoordeel, geopend.werkplek)
        self.geopend.emit()

    def _mislukt(self, dossier_id: str, fout: Exception) -> None:
        self.werkblad.in_gebruik.discard(dossier_id)
        raise fout

    # --- the dossier in hand -------------------------------------------------------------------------

    @Slot()
    def werk_bij(self) -> None:
        """Take in what others changed in the dossier in hand."""
        self.doe_en_herlees(lambda: None)

    def doe_en_herlees(
        self, doe: Callable[[], object], bij_fout: Callable[[InvoerFout], None] | None = None
    ) -> None:
        """Do something with the store that changes the dossier in hand, and show what it became."""
        kast, dossier = self.werkblad.kast, self.werkblad.dossier
        if kast is not None and dossier is not None:
            self.wacht.emit(True)
            samen = partial(_doe_en_open, doe, kast, dossier.id)
            self.werkblad.taken.start(samen, self._toon_anders, partial(self._niet_gelukt, bij_fout), self)

    def _toon_anders(self, geopend: Geopend) -> None:
        werkblad, dossier = self.werkblad, geopend.dossier
        self.wacht.emit(False)
        if werkblad.gesprek is None or werkblad.dossier is None or werkblad.dossier.id != dossier.id:
            return
        werkblad.neem(dossier)
        werkblad.behandeling = Behandeling.uit_document(dossier.behandeling)
        werkblad.gesprek.vervang(dict(dossier.document))
        self.bijgewerkt.emit()
        werkblad.behandeling_gewijzigd.emit()

    def _niet_gelukt(self, bij_fout: Callable[[InvoerFout], None] | None, fout: Exception) -> None:
        self.wacht.emit(False)
        if isinstance(fout, Geweigerd):
            self.werkblad.meld_fout(fout)
        elif isinstance(fout, InvoerFout) and bij_fout is not None:
            bij_fout(fout)
        else:
            raise fout


def _begin(kast: Werkplek, gesprek: Gesprek) -> Geopend:
    return Geopend(kast.nieuw(gesprek.document), kast.delen.nummer)


def _doe_en_open(doe: Callable[[], object], kast: Werkplek, dossier_id: str) -> Geopend:
    doe()
    return open_dossier(kast, dossier_id)
