"""Keep every answer and note at once, on the worker, and say on the status line that it is kept."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot

from consulent_app.fouten import ConsulentFout
from consulent_app.ui.werkblad import Werkblad


class Bewaarder(QObject):
    """Writes what was told about the dossier in hand."""

    def __init__(self, werkblad: Werkblad, ouder: QObject) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad

    def bewaar(self, pad: str, waarde: Any) -> None:
        """Keep an answer, with the whole intake as it is now."""
        werkblad = self.werkblad
        if werkblad.kast is None or werkblad.dossier is None or werkblad.gesprek is None:
            return
        document = copy.deepcopy(werkblad.gesprek.document)
        doe = partial(werkblad.kast.bewaar_antwoord, werkblad.dossier.id, pad, waarde, document)
        werkblad.taken.start(doe, self._is_bewaard, self._niet_bewaard, self)

    @Slot(str, str)
    def noteer(self, sectie: str, tekst: str) -> None:
        """Keep a note with its section; an empty one takes it away."""
        nu = self.werkblad.behandeling
        rest = {naam: inhoud for naam, inhoud in nu.notities.items() if naam != sectie}
        nieuw = replace(nu, notities={**rest, sectie: tekst} if tekst else rest)
        self.werkblad.wijzig_behandeling("notitie", {"sectie": sectie, "tekst": tekst}, nieuw)

    def _niet_bewaard(self, fout: Exception) -> None:
        """Say so where it stays in sight; the next answer writes the whole intake again."""
        if not isinstance(fout, ConsulentFout):
            raise fout
        self.werkblad.meld_fout(fout)

    def _is_bewaard(self, _: object) -> None:
        nu = datetime.now().astimezone()
        self.werkblad.melding.emit(f"opgeslagen {nu:%H:%M:%S}")
