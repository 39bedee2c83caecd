"""The steps by which workplaces come together without a server, each with the sentence that explains it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from consulent_app.acties.overdrachtplek import Overdrachtplek
from consulent_app.acties.samenwerkbeeld import ORGANISATIES
from consulent_app.besluiten.delen import GEMEENTE
from consulent_app.uitwisseling.overdracht.openbaar import AANMELDING, KENNISMAKING, TOELATING

LEES_VOOR = (
    "Breng het bestand daarheen. Lees dit controlegetal voor, met de stem, aan wie het leest; stuur het "
    "niet mee."
)


@dataclass(frozen=True, slots=True)
class Stap:
    """What somebody presses, reads and is asked for: a name, a file with its number, a folder.

    `gedaan` says what became of it, of a step that gives no file.
    """

    knop: str
    uitleg: str
    doe: Callable[..., Any]
    gedaan: Callable[[Any], str] = str
    vraagt_naam: bool = False
    leest: str = ""
    schrijft: bool = False


def _begin(plek: Overdrachtplek, naam: str, organisatie: str) -> str:
    plek.begin(naam, organisatie, 1 if organisatie == GEMEENTE else 2)
    return naam


def _gedaan(zin: str, wat: Any) -> str:
    return zin.format(wat=ORGANISATIES.get(wat, wat))


BEGIN = Stap(
    "Begin hier...",
    "Dit is de eerste werkplek van de gemeente, of van MET. Zij krijgt de sleutel van die organisatie; "
    "daarna laat u andere werkplekken toe.",
    _begin,
    partial(_gedaan, "{wat} is nu de eerste werkplek; laat andere werkplekken toe"),
    vraagt_naam=True,
)
MELD_AAN = Stap(
    "Meld deze werkplek aan...",
    "Een andere werkplek van uw organisatie doet al mee. Schrijf een bestand waarmee die deze werkplek "
    "toelaat.",
    Overdrachtplek.meld_aan,
    vraagt_naam=True,
    schrijft=True,
)
KOM_BINNEN = Stap(
    "Lees de toelating...",
    "U meldde deze werkplek aan en kreeg een bestand terug. Lees het, met het controlegetal dat u wordt "
    "voorgelezen.",
    Overdrachtplek.kom_binnen,
    partial(_gedaan, "deze werkplek doet mee, als nummer {wat}"),
    leest=TOELATING,
)
LAAT_TOE = Stap(
    "Laat een werkplek toe...",
    "Een nieuwe werkplek van uw organisatie gaf u een aanmelding. Bel wie daar zit en typ het "
    "controlegetal dat u hoort; het bestand dat u dan maakt gaat terug.",
    Overdrachtplek.laat_toe,
    leest=AANMELDING,
    schrijft=True,
)
STEL_VOOR = Stap(
    "Maak een kennismaking...",
    "Een bestand waarmee de andere organisatie de uwe leert kennen. Beide organisaties doen dit één keer.",
    Overdrachtplek.maak_kennismaking,
    schrijft=True,
)
MAAK_KENNIS = Stap(
    "Lees een kennismaking...",
    "U kreeg er een van de andere organisatie. Lees haar, met het controlegetal dat u wordt voorgelezen.",
    Overdrachtplek.maak_kennis,
    partial(_gedaan, "kennisgemaakt met {wat}; laat daar hetzelfde doen met een bestand van hier"),
    leest=KENNISMAKING,
)
ALLEEN, MEE = (BEGIN, MELD_AAN, KOM_BINNEN), (LAAT_TOE, STEL_VOOR, MAAK_KENNIS)
