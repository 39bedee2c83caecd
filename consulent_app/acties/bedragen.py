"""Every dated figure of the rules in force: what it is now, how sure that is, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from consulent_app.acties.bedragconcept import Bijwerking, Concept
from consulent_app.acties.toetsen import Toetser
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.geld import NBSP
from consulent_app.regels.pakket import Datering, Pakket, Parameter
from consulent_app.regels.verschil_cijfers import bedrag

INVULLEN, BEVESTIGEN = "Nog invullen", "Te bevestigen"
LIEP_AF, LOOPT_AF = "Liep af op {dag}", "Loopt af op {dag}"
IN_CONCEPT = "Concept: {wat} vanaf {dag}"
#: The days on which the state sets its amounts anew.
HALFJAREN = (1, 7)
ALLES, OPEN, LOOPT, CONCEPT = "Alles", "Open", "Aflopend", "Concept"
KEUZES = (ALLES, OPEN, LOOPT, CONCEPT)


@dataclass(frozen=True)
class Cijfer:
    """One figure on a day; `concept` is what was entered for it and does not hold yet."""

    parameter: Parameter
    van: str
    op: date
    concept: tuple[Bijwerking, ...] = ()

    @cached_property
    def nu(self) -> Datering | None:
        """Return what holds on this day."""
        return self.parameter.op(self.op)

    @cached_property
    def waarde(self) -> str:
        """Return what holds on this day, in words."""
        return bedrag(self.parameter, self.nu)

    @cached_property
    def open_(self) -> str:
        """Return what is still to be done, reckoned with what was entered; nothing when all is well."""
        straks = self.parameter.met(b.datering for b in self.concept)
        return _openstaand(straks, self.op) or _loopt_af(straks, self.op)

    @property
    def loopt_af(self) -> bool:
        """Say whether it is set anew each half year or year, and is not yet for the next."""
        return " af op " in self.open_

    @cached_property
    def stand(self) -> str:
        """Return what is open, or what was entered."""
        if self.open_ or not self.concept:
            return self.open_
        laatste = self.concept[-1]
        wat = bedrag(self.parameter, laatste.datering)
        return IN_CONCEPT.format(wat=wat, dag=datum_leesbaar(laatste.vanaf))

    @cached_property
    def rang(self) -> int:
        """Return the place in the list: what must be done first is on top."""
        volgorde = (INVULLEN, LIEP_AF[:7], LOOPT_AF[:8], BEVESTIGEN)
        voor = [plek for plek, begin in enumerate(volgorde) if self.open_.startswith(begin)]
        return voor[0] if voor else len(volgorde) if self.concept else len(volgorde) + 1

    @cached_property
    def zoektekst(self) -> str:
        """Return all in which is searched."""
        bron = self.nu.bron if self.nu else ""
        delen = self.parameter.omschrijving, self.parameter.naam, self.waarde, bron, self.van, self.stand
        return " ".join(delen).replace(NBSP, " ").casefold()

    def past(self, getypt: str, keuze: str) -> bool:
        """Say whether it is sought: every typed word stands in it, and it is of the chosen kind."""
        kies = {
            ALLES: True,
            OPEN: bool(self.open_),
            LOOPT: self.loopt_af,
            CONCEPT: bool(self.concept),
        }
        return kies[keuze] and all(woord in self.zoektekst for woord in getypt.casefold().split())


def _openstaand(parameter: Parameter, op: date) -> str:
    nu = parameter.op(op)
    if nu is None or nu.waarde is None:
        return INVULLEN
    return BEVESTIGEN if nu.zekerheid == "te_bevestigen" else ""


def _loopt_af(parameter: Parameter, op: date) -> str:
    """Say that a figure was set anew on a day of last year, and is not for the same day of this year."""
    for vervalt, zin in zip(halfjaren_rond(op), (LIEP_AF, LOOPT_AF), strict=True):
        eerder = [d.vanaf for d in parameter.dateringen if d.vanaf < vervalt]
        zelfde_dag = [dag for dag in eerder if (dag.month, dag.day) == (vervalt.month, vervalt.day)]
        # An amount is set anew as a rule; of a term or an age a second time must show that.
        nodig = 1 if parameter.type.soort == "geld" else 2
        jaarlijks = len(zelfde_dag) >= nodig and len(parameter.dateringen) > 1
        if (
            parameter.type.soort != "ja_nee"
            and jaarlijks
            and zelfde_dag[-1].year == vervalt.year - 1
            and not any(d.vanaf >= vervalt for d in parameter.dateringen)
        ):
            return zin.format(dag=datum_leesbaar(vervalt - timedelta(days=1)))
    return ""


def halfjaren_rond(op: date) -> tuple[date, date]:
    """Return the last day on or before this one on which amounts are set anew, and the next."""
    dagen = [date(jaar, maand, 1) for jaar in (op.year, op.year + 1) for maand in HALFJAREN]
    volgende = next(dag for dag in dagen if dag > op)
    return max(dag for dag in dagen if dag <= op), volgende


def cijfers(
    pakket: Pakket, namen: Mapping[str, str], concepten: Sequence[Concept], op: date
) -> list[Cijfer]:
    """Return the figures of a package and its parents on a day, what is open on top.

    `namen` are those of the packages, by their ids.
    """
    per_cijfer: dict[tuple[str, str], list[Bijwerking]] = {}
    for concept in concepten:
        for bijwerking in concept.bijwerkingen:
            per_cijfer.setdefault((concept.pakket, bijwerking.naam), []).append(bijwerking)
    dag = max(op, pakket.geldig_vanaf)
    alle = [
        Cijfer(p, namen[p.pakket], dag, tuple(per_cijfer.get((p.pakket, p.naam), ())))
        for p in pakket.parameters.values()
    ]
    return sorted(alle, key=lambda cijfer: cijfer.rang)


def keten(pakket: Pakket, toetser: Toetser) -> Iterator[Pakket]:
    """Yield a package and those on which it builds."""
    yield pakket
    if pakket.ouder is not None:
        yield from keten(toetser.pakket(pakket.ouder), toetser)
