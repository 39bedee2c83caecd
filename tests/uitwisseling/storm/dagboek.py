"""What one workplace did, line by line on disk: the judge compares it with what came of it everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from consulent_app.delen.cellen import AFWEZIG, cellen_van, verschil
from consulent_app.opslag.dossierkast import Dossierkast

CEL, TAAK, KLAAR, STUK, BESLUIT, WEG = "cel", "taak", "klaar", "stuk", "besluit", "weg"
BESTAND = "dagboek.jsonl"


@dataclass(frozen=True)
class Regel:
    """One thing done: `waarde` is what a cell became, `gezien` what stood there to be seen before."""

    soort: str
    dossier: str
    wat: str = ""
    waarde: str | None = None
    gezien: list[str] = field(default_factory=list)


def als_tekst(waarde: Any) -> str | None:
    """Return a value of a cell to compare with; None when it is not there."""
    return None if waarde is AFWEZIG else json.dumps(waarde, sort_keys=True)


def _teksten(waarden: Iterable[Any]) -> list[str]:
    return [tekst for waarde in waarden if (tekst := als_tekst(waarde)) is not None]


def lees(map_: Path) -> list[Regel]:
    """Return what a workplace wrote down."""
    return [Regel(**json.loads(regel)) for regel in (map_ / BESTAND).read_text("utf-8").splitlines()]


class Dagboek:
    """Writes down what is done to the dossiers of a store."""

    def __init__(self, kast: Dossierkast, map_: Path) -> None:
        self._kast, self._pad = kast, map_ / BESTAND
        self._pad.touch()

    def schrijf(self, *regels: Regel) -> None:
        """Add lines; they are there when the call returns, whatever happens to the process."""
        with self._pad.open("a", encoding="utf-8") as bestand:
            for regel in regels:
                bestand.write(json.dumps(asdict(regel)) + "\n")

    def cellen(self, id_: str) -> dict[str, Any]:
        """Return the cells that a person sees of a dossier."""
        dossier = self._kast.haal(id_)
        return cellen_van({"document": dossier.document, "behandeling": dossier.behandeling})

    @contextmanager
    def volgt(self, id_: str) -> Iterator[None]:
        """Write down which cells of a dossier became something else in the block."""
        voor, keuzen = self.cellen(id_), self.keuzen(id_)
        yield
        anders = verschil(voor, self.cellen(id_))
        erbij = {pad.rsplit("/", 1)[0] + "/" for pad in anders if pad.endswith("/id") and pad not in voor}
        # Who comes back under an id takes the place of what was still in dispute about it.
        bedekt = {pad: AFWEZIG for pad in keuzen if pad.startswith(tuple(erbij)) and pad not in anders}
        for pad, waarde in (anders | bedekt).items():
            gezien = (voor.get(pad, AFWEZIG), *keuzen.get(pad, ()))
            self.schrijf(Regel(CEL, id_, pad, als_tekst(waarde), _teksten(gezien)))

    def ga_vervangen(self, id_: str, pad: str) -> None:
        """Write down what stands in a cell that gets another value next."""
        gezien = (self.cellen(id_).get(pad, AFWEZIG), *self.keuzen(id_).get(pad, ()))
        self.schrijf(Regel(CEL, id_, pad, gezien=_teksten(gezien)))

    def koos(self, id_: str, pad: str, waarde: Any) -> None:
        """Write down which value of a cell is chosen: one that shows already changes nothing to see."""
        wordt = als_tekst(waarde)
        gezien = [ander for ander in _teksten(self.keuzen(id_)[pad]) if ander != wordt]
        self.schrijf(Regel(CEL, id_, pad, wordt, gezien))

    def keuzen(self, id_: str) -> dict[str, list[Any]]:
        """Return between which values somebody has to choose, by cell."""
        return {b.pad: [kop.waarde for kop in b.keuzen] for b in self._kast.delen.botsingen(id_)}
