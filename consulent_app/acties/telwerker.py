"""What the process of the counts does: facts in, what the screen shows and files out."""

from __future__ import annotations

import signal
from array import array
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date
from multiprocessing.connection import Connection

from consulent_app.acties.telbeeld import Tellingbeeld, maak_beeld
from consulent_app.acties.tellen import als_tabellen
from consulent_app.acties.weektelling import maak_verslag_van, maak_vorm
from consulent_app.besluiten.inrichting import Inrichting
from consulent_app.opslag.telfeitenkast import Telkolommen
from consulent_app.opslag.telkolommen import Kolom
from consulent_app.tellingen.achterstand import NIEMAND, Achterstand
from consulent_app.tellingen.verslag import Verslag
from consulent_app.tellingen.weken import Week


@dataclass(frozen=True)
class Telopdracht:
    """What is counted of the columns that follow; `eigen` are the own settings by package."""

    weken: tuple[Week, Week]
    vandaag: date
    eigen: Mapping[str, Inrichting]
    achter: Achterstand = NIEMAND


@dataclass(frozen=True)
class Kolomdeel:
    """One column of one table of facts."""

    tabel: str
    naam: str
    kolom: Kolom | array[int]


@dataclass(frozen=True)
class Vorm:
    """Asks for the last count as a file with this ending."""

    einde: str


@dataclass(frozen=True)
class Stap:
    """Which step begins, and how far it is from 0 to 1."""

    deel: float
    wat: str


#: Comes after the last column.
EINDE = None


def in_delen(kolommen: Telkolommen) -> Iterator[Kolomdeel]:
    """Yield columns one by one: packing them all at once would hold the screen up."""
    for tabel in fields(Telkolommen):
        for naam, kolom in getattr(kolommen, tabel.name).items():
            yield Kolomdeel(tabel.name, naam, kolom)


def werk(lijn: Connection) -> None:
    """Answer one question after the other, until nobody is there any more to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The facts of the first question are still being read.
    import pandas  # noqa: F401

    werker = Werker(lijn)
    with suppress(EOFError, OSError):
        while True:
            vraag = lijn.recv()
            try:
                antwoord = werker.antwoord(vraag)
            except Exception as fout:  # noqa: BLE001 - it is raised again where was asked
                antwoord = fout
            lijn.send(antwoord)


class Werker:
    """Keeps the last count, of which files can be asked."""

    def __init__(self, lijn: Connection) -> None:
        self.lijn = lijn
        self._verslag: Verslag | None = None

    def antwoord(self, vraag: Telopdracht | Vorm) -> object:
        """Return what was asked for; raises InvoerFout when nothing happened in these weeks."""
        if isinstance(vraag, Telopdracht):
            return self._tel(vraag)
        assert self._verslag is not None
        return maak_vorm(self._verslag, vraag.einde)

    def _tel(self, opdracht: Telopdracht) -> Tellingbeeld:
        tabellen = als_tabellen(self._ontvang())
        self.lijn.send(Stap(0.5, "De oordelen worden geteld"))
        self._verslag = maak_verslag_van(
            tabellen, *opdracht.weken, opdracht.vandaag, opdracht.eigen.get, opdracht.achter
        )
        self.lijn.send(Stap(0.9, "De tabellen worden klaargezet"))
        return maak_beeld(self._verslag)

    def _ontvang(self) -> Telkolommen:
        kolommen = Telkolommen({}, {}, {})
        while (deel := self.lijn.recv()) is not EINDE:
            getattr(kolommen, deel.tabel)[deel.naam] = deel.kolom
        return kolommen
