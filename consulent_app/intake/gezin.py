"""Who lives here, as a small picture tells it: a name, a role, an age, in the order of a family."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.datums import Geboortedatum, leeftijd_op
from consulent_app.huishouden.geld import NBSP
from consulent_app.huishouden.model import Intake, Persoon
from consulent_app.intake.gesprek import Gesprek, kort
from consulent_app.intake.invoer import lees_geboortedatum
from consulent_app.regels.uitkomst import Uitkomst

ROLNAMEN = {
    "aanvrager": "Aanvrager",
    "partner": "Partner",
    "kind": "Kind",
    "medebewoner": "Medebewoner",
}
VOLGORDE = ("aanvrager", "partner", "medebewoner", "kind")


@dataclass(frozen=True, slots=True)
class Gezinslid:
    """One person; `leeftijd` is empty when there is no birth date."""

    id: str
    rol: str
    voornaam: str
    leeftijd: str

    @property
    def naam(self) -> str:
        """Return the first name, or the role of who has none yet."""
        return self.voornaam or ROLNAMEN[self.rol]

    @property
    def initiaal(self) -> str:
        """Return the letter in the circle; a question mark for who has no name yet."""
        return self.voornaam[:1].upper() or "?"

    @property
    def onderschrift(self) -> str:
        """Return what stands under the name: `kind, 12 jaar`."""
        delen = (ROLNAMEN[self.rol].lower() if self.voornaam else "", self.leeftijd)
        return ", ".join(deel for deel in delen if deel) or "leeftijd onbekend"

    @property
    def omschrijving(self) -> str:
        """Return the whole in words: `Youssef, kind, 12 jaar`."""
        return f"{self.naam}, {self.onderschrift}"


def gezin(gesprek: Gesprek) -> list[Gezinslid]:
    """Return the adults, then the children from old to young; who has no birth date comes last."""
    peildatum = date.fromisoformat(gesprek.document["peildatum"])
    return [_lid(persoon, peildatum) for persoon in sorted(gesprek.personen, key=_plaats)]


def _lid(persoon: dict[str, Any], peildatum: date) -> Gezinslid:
    leeftijd = leeftijd_tekst(persoon.get("geboortedatum"), peildatum)
    return Gezinslid(persoon["id"], persoon["rol"], persoon.get("voornaam") or "", leeftijd)


def _plaats(persoon: dict[str, Any]) -> tuple[int, str]:
    geboren = str(persoon.get("geboortedatum") or "9999") if persoon["rol"] == "kind" else ""
    return VOLGORDE.index(persoon["rol"]), geboren


def op_leeftijd(uitkomsten: Iterable[Uitkomst], intake: Intake) -> list[Uitkomst]:
    """Return the outcomes with the children of one regeling from old to young, after the adults."""
    alle = list(uitkomsten)
    regelingen = list(dict.fromkeys(uitkomst.regeling for uitkomst in alle))

    def plaats(uitkomst: Uitkomst) -> tuple[int, int, date]:
        if uitkomst.persoon is None:
            return regelingen.index(uitkomst.regeling), 0, date.min
        persoon = intake.persoon(uitkomst.persoon)
        kind = persoon.rol == "kind"
        geboren = persoon.geboortedatum.vroegst if persoon.geboortedatum else date.max
        return (
            regelingen.index(uitkomst.regeling),
            VOLGORDE.index(persoon.rol),
            geboren if kind else date.min,
        )

    return sorted(alle, key=plaats)


def wie(persoon: Persoon, op: date) -> str:
    """Return a short name, of a child with its age: `Noor, 9 jaar`."""
    leeftijd = ""
    if persoon.rol == "kind" and persoon.voornaam and persoon.geboortedatum is not None:
        leeftijd = _leeftijd(persoon.geboortedatum, op).replace(" ", NBSP)
    return ", ".join(deel for deel in (kort(persoon), leeftijd) if deel)


def leeftijd_tekst(geboren: str | None, op: date) -> str:
    """Return `12 jaar`, or `40 of 41 jaar` when the day is not known; '' for no birth date."""
    if geboren is None:
        return ""
    return _leeftijd(Geboortedatum.uit_tekst(geboren), op)


def _leeftijd(datum: Geboortedatum, op: date) -> str:
    if datum.vroegst > op:
        return ""
    oudst, jongst = leeftijd_op(datum.vroegst, op), leeftijd_op(min(datum.laatst, op), op)
    return f"{oudst} jaar" if oudst == jongst else f"{jongst} of {oudst} jaar"


def leeftijd_getypt(tekst: str, op: date) -> str:
    """Return the age for a birth date that is still being typed; '' as long as it is none."""
    try:
        return leeftijd_tekst(lees_geboortedatum(tekst), op)
    except InvoerFout:
        return ""
