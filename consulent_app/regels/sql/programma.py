"""A rule package at one date as SQL: the statements, and how to read what comes out of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from consulent_app.regels.pakket import Pakket
from consulent_app.regels.sql.dialect import Dialect
from consulent_app.regels.sql.mist import Atoom, Woord
from consulent_app.regels.sql.oordeel import Oordeelkolommen, mistnaam, oordeel
from consulent_app.regels.sql.opdracht import LOS, Plan, Stappenplan
from consulent_app.regels.sql.termen import Term
from consulent_app.regels.sql.vertaler import Vertaler, Vulling

NIETS_ZEKER = Vulling()


@dataclass(frozen=True)
class Programma:
    """The statements of a package and the columns of what they make.

    `kolommen` gives per group of rows the SQL of each outcome column by name: `<regeling>__status`,
    `__wijze`, `__bedrag`, `__faalt`, `__mist_<tak>_<n>`, and `bijdrage_<tak>_<n>`: which answers of
    this row the row above is waiting for. `atomen` says what each bit means.
    """

    plan: Stappenplan
    oordelen: tuple[Oordeelkolommen, ...]
    kolommen: Mapping[str, Mapping[str, str]]
    atomen: Mapping[Atoom, tuple[Woord, int]]


def compileer(
    pakket: Pakket, peildatum: date, dialect: Dialect, vulling: Vulling = NIETS_ZEKER
) -> Programma:
    """Return the package as SQL; `vulling` says which columns are never unknown, or always (faster).

    Raises InvoerFout when the peildatum lies outside the package.
    """
    vertaler = Vertaler(pakket, peildatum, dialect, vulling)
    oordelen = tuple(oordeel(regeling, vertaler) for regeling in pakket.regelingen.values())
    w = vertaler.w
    wortels: dict[str, dict[str, Term]] = {
        "huishoudens": {"huishouden_id": w.bron("huishoudens", "huishouden_id")},
        "personen": {},
    }
    wie = {naam: w.bron("personen", naam) for naam in ("huishouden_id", "persoon_id")}
    for kolommen in oordelen:
        wortels.setdefault(kolommen.groep, {}).update(kolommen.kolommen())
    for groep in wortels:
        if groep.startswith(f"personen{LOS}"):
            wortels[groep] |= wie
    bijdragen: dict[str, dict[str, list[Term]]] = {}
    for (tak, woord, _), term in vertaler.vouwen.rond_af().items():
        bijdragen.setdefault(tak, {}).setdefault(f"bijdrage_{woord[0]}_{woord[1]}", []).append(term)
    for tak, woorden in bijdragen.items():
        rijen = wortels.setdefault(tak, {})
        rijen |= {naam: vertaler.boek.of(termen) for naam, termen in woorden.items()}
    # How a regeling is granted mostly follows from the status, so that it need not be kept beside it.
    later = {
        (tak, naam): rijen.pop(naam)
        for tak, rijen in wortels.items()
        for naam in [n for n, term in rijen.items() if n.endswith("__wijze") and _volgt(term, rijen)]
    }
    plan = Plan(wortels, dialect)
    stappenplan = plan.stappenplan()
    for (tak, naam), term in later.items():
        wortels[tak][naam] = term
    namen = {
        tak: {naam: term.naam or plan.tekst(term) for naam, term in kolommen.items()}
        for tak, kolommen in wortels.items()
    }
    return Programma(stappenplan, oordelen, namen, dict(vertaler.boek.plaatsen))


def _volgt(term: Term, rijen: Mapping[str, Term]) -> bool:
    """Say whether a term is made of columns that are kept anyway."""
    bewaard = {id(ander) for ander in rijen.values() if ander is not term}
    return all(deel.vast or id(deel) in bewaard for deel in term.delen)


__all__ = ["Programma", "compileer", "mistnaam"]
