"""The settings as the page shows them: in groups, of the gemeente and of MET, with what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from consulent_app.besluiten.delen import GEMEENTE, MET
from consulent_app.besluiten.inrichting import Inrichting
from consulent_app.besluiten.instellingen import Instellingen, lees_instellingen
from consulent_app.besluiten.insteltabel import TABEL, Instelling

#: The groups of each organisation, with how the keys in them begin.
GROEPEN: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    GEMEENTE: {
        "Wie de gemeente is": ("organisatie.",),
        "Wie ondertekent": ("ondertekening.",),
        "Bezwaar en beroep": ("bezwaar.", "beroep."),
        "Het loket": ("loket.",),
        "Brieven en overzicht": ("privacy.", "overzicht.webpagina", "brief."),
        "Tellen en overdragen": ("tellen.", "schuldhulp.", "ddas."),
    },
    MET: {"Wie de inwoner helpt": ("hulp.",)},
}
KOPPEN = {GEMEENTE: "De gemeente", MET: "MET, of wie er anders helpt"}
#: Chosen with ticks, not typed.
TALEN = "overzicht.talen"


@dataclass(frozen=True)
class Instelregel:
    """One setting with its value now, '' when it is not filled in."""

    instelling: Instelling
    waarde: str

    @property
    def sleutel(self) -> str:
        """Return its key."""
        return self.instelling.sleutel

    @property
    def uitleg(self) -> str:
        """Return what it is, as the beginning of a line."""
        return self.instelling.uitleg[:1].upper() + self.instelling.uitleg[1:]

    @property
    def mist(self) -> bool:
        """Say whether a print needs it and does not have it."""
        return bool(self.instelling.nodig_voor) and not self.waarde


@dataclass(frozen=True)
class Instelgroep:
    """Settings that belong together, of one of ORGANISATIES."""

    organisatie: str
    titel: str
    regels: tuple[Instelregel, ...]


@dataclass(frozen=True)
class Instelbeeld:
    """All settings of a package, with the logos and languages that hold."""

    groepen: tuple[Instelgroep, ...]
    instellingen: Instellingen

    @property
    def mist(self) -> tuple[Instelregel, ...]:
        """Return what prints still need, in the order of the page."""
        return tuple(regel for groep in self.groepen for regel in groep.regels if regel.mist)


def instelbeeld(pakketmap: Path, eigen: Inrichting) -> Instelbeeld:
    """Return what the page shows; raises InvoerFout for a package that cannot be read."""
    instellingen = lees_instellingen(pakketmap, eigen)
    groepen = (
        Instelgroep(organisatie, titel, tuple(_regels(begin, instellingen)))
        for organisatie, per_titel in GROEPEN.items()
        for titel, begin in per_titel.items()
    )
    return Instelbeeld(tuple(groepen), instellingen)


def _regels(begin: tuple[str, ...], instellingen: Instellingen) -> list[Instelregel]:
    return [
        Instelregel(instelling, str(instellingen.waarden.get(instelling.sleutel, "")))
        for instelling in TABEL
        if instelling.sleutel.startswith(begin)
    ]


def als_keuze(codes: list[str], alle: int) -> str:
    """Return ticked languages as the setting keeps them; all of them need no list."""
    return "" if len(codes) == alle else ", ".join(codes)
