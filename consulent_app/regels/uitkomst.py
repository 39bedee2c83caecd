"""What the rules say about one intake: the outcome per regeling, its reasons and what is still unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from consulent_app.huishouden.geld import Geld


class Status(StrEnum):
    """The five things that can be said of a regeling; see the outcome schema."""

    RECHT = "recht"
    BEOORDELING = "beoordeling"
    GEEN_RECHT = "geen_recht"
    ONBEKEND = "onbekend"
    NVT = "niet_van_toepassing"


class Wijze(StrEnum):
    """How a regeling is granted."""

    AMBTSHALVE = "ambtshalve"
    AANVRAAG = "aanvraag"
    VERWIJZING = "verwijzing"


KEREN_PER_JAAR = {"eenmalig": 1, "maand": 12, "kwartaal": 4, "schooljaar": 1, "jaar": 1}


@dataclass(frozen=True)
class Reden:
    """One condition with its answer; the sentence and the figures are made when they are asked for."""

    voorwaarde: str
    uitkomst: bool | None
    artikel: str
    weging: bool
    doelgroep: bool
    adres: str
    _zin: Callable[[], str] = field(repr=False, compare=False)
    _waarden: Callable[[], dict[str, str]] = field(repr=False, compare=False)

    @cached_property
    def tekst(self) -> str:
        """Return the reason in plain Dutch with the figures of this case."""
        return self._zin()

    @cached_property
    def waarden(self) -> dict[str, str]:
        """Return the figures that the condition used, by name, as text."""
        return self._waarden()

    def als_json(self) -> dict[str, Any]:
        """Return the reason in the form of the outcome schema."""
        return {
            "voorwaarde": self.voorwaarde,
            "uitkomst": self.uitkomst,
            "tekst": self.tekst,
            "artikel": self.artikel,
            "adres": self.adres,
            "waarden": self.waarden,
        }


@dataclass(frozen=True)
class Uitkomst:
    """What holds for one regeling and one person (or, with `persoon` None, the household).

    `bedrag` is None when it is not known; `nog_vast_te_stellen` then names the figures that the
    gemeente has not supplied. `ontbreekt` holds the paths of answers that can still change this.
    `maanden_terug` is how far before the peildatum it may begin, as far as that is known. `al_bekend`
    is the evidence that need not be shown, because the gemeente has it.
    """

    regeling: str
    persoon: str | None
    status: Status
    wijze: Wijze | None
    bedrag: Geld | None
    periode: str | None
    redenen: tuple[Reden, ...]
    ontbreekt: tuple[str, ...]
    bewijs: tuple[str, ...]
    nog_vast_te_stellen: tuple[str, ...]
    maanden_terug: int = 0
    al_bekend: tuple[str, ...] = ()

    @property
    def per_jaar(self) -> Geld | None:
        """Return the amount over a whole year, or None when it is not known."""
        if self.bedrag is None or self.periode is None:
            return None
        return self.bedrag * KEREN_PER_JAAR[self.periode]

    def als_json(self) -> dict[str, Any]:
        """Return the outcome in the form of the outcome schema."""
        return {
            "regeling": self.regeling,
            "persoon": self.persoon,
            "status": self.status.value,
            "wijze": self.wijze.value if self.wijze else None,
            "bedrag": self.bedrag.als_tekst() if self.bedrag else None,
            "periode": self.periode,
            "redenen": [reden.als_json() for reden in self.redenen],
            "ontbreekt": list(self.ontbreekt),
            "bewijs": list(self.bewijs),
            "nog_vast_te_stellen": list(self.nog_vast_te_stellen),
        }


@dataclass(frozen=True)
class Vraag:
    """The unknown field that is worth asking now."""

    veld: str
    vraag: str
    raakt: int


@dataclass(frozen=True)
class Verwijzing:
    """Where the household should also go, why, and by when; `id` is that of its rule.

    `redenen` are the sentences of `reden` one by one, each as it stands in its source.
    """

    naar: str
    reden: str
    artikel: str
    spoed: bool = False
    uiterlijk: date | None = None
    id: str = ""
    telefoon: str = ""
    redenen: tuple[str, ...] = ()

    def als_json(self) -> dict[str, Any]:
        """Return the referral in the form of the outcome schema."""
        return {
            "naar": self.naar,
            "reden": self.reden,
            "artikel": self.artikel,
            "spoed": self.spoed,
            "uiterlijk": self.uiterlijk.isoformat() if self.uiterlijk else None,
        }


@dataclass(frozen=True)
class Oordeel:
    """Everything that the rules say about one intake at its peildatum."""

    intake_id: str | None
    peildatum: date
    pakket: Mapping[str, str]
    uitkomsten: tuple[Uitkomst, ...]
    volgende_vraag: Vraag | None
    verwijzingen: tuple[Verwijzing, ...]
    #: The derived figures by name: value or None, article, and the values it came from.
    afgeleid: Mapping[str, dict[str, Any]] = field(repr=False, compare=False)

    def als_json(self) -> dict[str, Any]:
        """Return the whole outcome in the form of `uitkomst.schema.json`."""
        vraag = self.volgende_vraag
        return {
            "schema": "uitkomst/1",
            "intake_id": self.intake_id,
            "peildatum": self.peildatum.isoformat(),
            "pakket": dict(self.pakket),
            "afgeleid": dict(self.afgeleid),
            "uitkomsten": [uitkomst.als_json() for uitkomst in self.uitkomsten],
            "volgende_vraag": (
                {"veld": vraag.veld, "vraag": vraag.vraag, "raakt": vraag.raakt} if vraag else None
            ),
            "verwijzingen": [verwijzing.als_json() for verwijzing in self.verwijzingen],
        }
