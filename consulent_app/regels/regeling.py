"""A regeling and its conditions as a rule package describes them, checked and ready to judge."""

from __future__ import annotations

from dataclasses import dataclass

from consulent_app.regels.boom import Knoop


@dataclass(frozen=True)
class Zin:
    """A sentence with slots: text pieces, and expressions of which the value is filled in."""

    delen: tuple[str | Knoop, ...]


@dataclass(frozen=True)
class Voorwaarde:
    """One condition: what must hold, under which article, and how that is told to a resident."""

    id: str
    artikel: str
    als: Knoop
    ja: Zin
    nee: Zin
    onbekend: Zin
    bewijs: str | None
    bewijs_bekend: Knoop | None
    doelgroep: bool
    adres: str


@dataclass(frozen=True)
class Weging:
    """What the law asks a person to weigh; only when `wanneer` holds, or always without it."""

    id: str
    artikel: str
    tekst: Zin
    wanneer: Knoop | None
    adres: str


@dataclass(frozen=True)
class Regeling:
    """One regeling. The texts are B1 Dutch for the resident; `naam` is its official name.

    `per` is huishouden, volwassene, kind or persoon. `door` is gemeente, anderen or rijk.
    `terugwerkend` is how many months before the peildatum it may begin; without it, none.
    """

    id: str
    naam: str
    per: str
    door: str
    wijze: str
    artikel: str
    beleidsregel: str
    wat: str
    waar: str
    alternatief: str
    terugbetalen: str
    rechtsmiddel: str
    kostensoorten: tuple[str, ...]
    periode: str | None
    bedrag: Knoop | None
    ambtshalve: Knoop | None
    van_toepassing: Knoop | None
    voorwaarden: tuple[Voorwaarde, ...]
    wegingen: tuple[Weging, ...]
    adres: str
    terugwerkend: Knoop | None = None
    terugwerkend_artikel: str = ""

    @property
    def in_natura(self) -> bool:
        """Say whether it is a thing that never has an amount; kwijtschelding is always of an amount."""
        return self.bedrag is None and self.rechtsmiddel != "beroep"


@dataclass(frozen=True)
class Verwijsregel:
    """When the household is to be referred, to whom, why and within which term (`''` for none)."""

    id: str
    naar: str
    artikel: str
    reden: str
    als: Knoop
    spoed: bool
    werkdagen: int | None
    weken: int | None
