"""How long a dossier must be kept: its kind from what is in it, the term of that kind, and until when."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from consulent_app.huishouden.datums import datum_leesbaar, plus_maanden
from consulent_app.paden import resources

#: How long one payment helps, in months; what is paid again and again ends when somebody says so.
MAANDEN_HULP = {"eenmalig": 0, "jaar": 12, "schooljaar": 12}
#: So long before the last day a dossier already stands on the list.
VOORAF_MAANDEN = 1
TRAJECTEN = ("wgs", "wsnp")
_DUUR = re.compile(r"P(\d+)([YMD])")


@dataclass(frozen=True)
class Waarde:
    """A term as it holds from a day on, for what was done by then."""

    vanaf: date
    duur: str
    nummer: str
    bron: str
    zekerheid: str

    def einde(self, begin: date) -> date:
        """Return the first day on which it may go."""
        gelezen = _DUUR.fullmatch(self.duur)
        if gelezen is None:
            raise ValueError(self.duur)
        aantal, eenheid = int(gelezen[1]), gelezen[2]
        if eenheid == "D":
            return begin + timedelta(days=aantal)
        return plus_maanden(begin, aantal * (12 if eenheid == "Y" else 1))

    def begin_voor(self, einde: date) -> date:
        """Return the last day on which it can have begun to end by `einde`."""
        begin = einde
        while self.einde(begin) > einde:
            begin -= self.einde(begin) - einde
        return begin

    @property
    def leesbaar(self) -> str:
        """Return the term in words: `10 jaar`, `42 dagen`."""
        woorden = {"Y": "jaar", "M": "maanden", "D": "dagen"}
        return f"{self.duur[1:-1]} {woorden[self.duur[-1]]}"


@dataclass(frozen=True)
class Termijn:
    """The terms of one kind of dossier; without `waarden` none was found."""

    soort: str
    naam: str
    begint: str
    waarden: tuple[Waarde, ...]

    def op(self, dag: date) -> Waarde | None:
        """Return the term that holds on a day, None when there is none yet."""
        geldig = [waarde for waarde in self.waarden if waarde.vanaf <= dag]
        return max(geldig, key=lambda waarde: waarde.vanaf, default=None)


@dataclass(frozen=True)
class Stand:
    """What of a dossier decides how long it is kept; days on the desk's own calendar.

    `perioden` are those of what was granted (None is a thing), `None` when nothing was. `laatst` is
    the last day on which somebody worked on it.
    """

    laatst: date
    besloten_op: date | None = None
    perioden: tuple[str | None, ...] | None = None
    afgesloten_op: date | None = None
    voorstel: bool = False
    ondertekend: bool = False
    schuldhulp: bool = False

    @property
    def soort(self) -> str:
        """Return the kind; what asks to be kept longest comes first."""
        if self.perioden is not None:
            return "verstrekt"
        if self.besloten_op is not None:
            return "geweigerd"
        if self.schuldhulp:
            return "schuldhulp"
        if self.ondertekend:
            return "aanvraag"
        return "voorstel" if self.voorstel else "afgebroken"


@dataclass(frozen=True)
class Bewaring:
    """Until when a dossier is kept and why; without `einde` its term has not begun, or is not known."""

    soort: str
    naam: str
    begin: date | None
    einde: date | None
    reden: str
    termijn: str = ""
    regel: str = ""

    def verlopen(self, vandaag: date) -> bool:
        """Say whether it must go."""
        return self.einde is not None and self.einde <= vandaag

    def bijna(self, vandaag: date) -> bool:
        """Say whether it must go within a month."""
        return self.einde is not None and vandaag < self.einde <= plus_maanden(vandaag, VOORAF_MAANDEN)


def bewaring(stand: Stand) -> Bewaring:
    """Return until when a dossier is kept, by the terms of resources/bewaartermijnen.toml."""
    termijn = termijnen()[stand.soort]
    begin, reden = _begin(termijn, stand)
    waarde = termijn.op(begin) if begin else None
    if begin is None or waarde is None:
        return Bewaring(termijn.soort, termijn.naam, begin, None, reden)
    return Bewaring(
        termijn.soort, termijn.naam, begin, waarde.einde(begin), reden, waarde.leesbaar,
        f"Selectielijst gemeenten 2020, resultaat {waarde.nummer}",
    )  # fmt: skip


def begonnen_voor(soort: str, vandaag: date) -> date:
    """Return the last day on which the term of a kind can have begun, to stand on the list today."""
    tot = plus_maanden(vandaag, VOORAF_MAANDEN)
    return max(waarde.begin_voor(tot) for waarde in termijnen()[soort].waarden)


def _begin(termijn: Termijn, stand: Stand) -> tuple[date | None, str]:
    if not termijn.waarden:
        return None, _ZONDER_TERMIJN[termijn.soort]
    if termijn.begint == "afhandeling":
        dag = stand.besloten_op or stand.laatst
        wat = (
            "de dag van het besluit" if stand.besloten_op else "de dag waarop er het laatst aan is gewerkt"
        )
        return dag, f"De termijn begint op {datum_leesbaar(dag)}, {wat}."
    dag_ = _einde_hulp(stand)
    if dag_ is None:
        return None, "De hulp loopt nog. De termijn begint als u het dossier afsluit."
    return dag_, f"De termijn begint op {datum_leesbaar(dag_)}, want dan is de hulp gestopt."


_ZONDER_TERMIJN = {
    "voorstel": "Er ligt een voorstel waarover nog niet is besloten. Daarvoor is geen termijn bekend.",
    "aanvraag": "De aanvraag is ondertekend. Eerst moet er een besluit zijn, of een intrekking.",
}


def _einde_hulp(stand: Stand) -> date | None:
    """Return when the help ended, None while it may still run."""
    if stand.besloten_op is None or stand.perioden is None:
        return stand.afgesloten_op
    maanden = [MAANDEN_HULP.get(periode or "eenmalig") for periode in stand.perioden]
    vast = [aantal for aantal in maanden if aantal is not None]
    einde = plus_maanden(stand.besloten_op, max(vast, default=0))
    if len(vast) == len(maanden):
        return einde
    return None if stand.afgesloten_op is None else max(einde, stand.afgesloten_op)


@cache
def termijnen() -> Mapping[str, Termijn]:
    """Return the terms by kind."""
    return {
        rij["soort"]: Termijn(
            rij["soort"], rij["naam"], rij["begint"], tuple(Waarde(**waarde) for waarde in rij["waarden"])
        )
        for rij in _bestand()["termijn"]
    }


def open_vragen() -> list[str]:
    """Return what the gemeente must still say about keeping."""
    return [rij["vraag"] for rij in _bestand()["open_vraag"]]


@cache
def _bestand() -> dict[str, Any]:
    pad = resources() / "bewaartermijnen.toml"
    return tomllib.loads(pad.read_text(encoding="utf-8"))
