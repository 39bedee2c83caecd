"""A rule package at one date as SQL: the statements, and how to read what comes out of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from consulent_app.regels.pakket import Pakket
from consulent_app.regels.sql.dialect import Dialect
from consulent_app.regels.sql.mist import Atoom, Woord
from consulent_app.regels.sql.oordeel import Oordeelkolommen, hoortnaam, mistnaam, oordeel
from consulent_app.regels.sql.opdracht import LOS, Plan, Stappenplan
from consulent_app.regels.sql.termen import Term
from consulent_app.regels.sql.vertaler import Vertaler, Vulling

NIETS_ZEKER = Vulling()
#: So many terms are worth a statement of their own.
VEEL_WERK = 150


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
    oordelen = _oordelen(pakket, vertaler)
    w = vertaler.w
    huishouden = {"huishouden_id": w.bron("huishoudens", "huishouden_id")}
    wortels: dict[str, dict[str, Term]] = {"huishoudens": dict(huishouden), "personen": {}}
    persoon = {naam: w.bron("personen", naam) for naam in ("huishouden_id", "persoon_id")}
    gaat_over: dict[str, Term] = {}
    for kolommen in oordelen:
        groep = wortels.setdefault(kolommen.groep, {})
        groep |= kolommen.kolommen()
        if kolommen.groep.startswith(f"personen{LOS}"):
            groep |= persoon
        elif kolommen.groep != "huishoudens":
            groep |= huishouden
            gaat_over[kolommen.groep] = kolommen.hoort.term
            wortels["huishoudens"][hoortnaam(kolommen)] = kolommen.hoort.term
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
    plan = Plan(wortels, dialect, gaat_over, _wacht_op_personen(oordelen, vertaler))
    stappenplan = plan.stappenplan()
    for (tak, naam), term in later.items():
        wortels[tak][naam] = term
    namen = {
        tak: {naam: term.naam or plan.tekst(term) for naam, term in kolommen.items()}
        for tak, kolommen in wortels.items()
    }
    return Programma(stappenplan, oordelen, namen, dict(vertaler.boek.plaatsen))


def _oordelen(pakket: Pakket, vertaler: Vertaler) -> tuple[Oordeelkolommen, ...]:
    """Return the columns of every regeling, in the order of the package.

    What takes much work and is about few households (`van_toepassing`) comes last and in a group of
    its own, so that it is only computed for those.
    """
    gevonden: dict[str, Oordeelkolommen] = {}
    misschien_los = [r.id for r in pakket.regelingen.values() if r.van_toepassing and r.per == "huishouden"]
    for regeling in sorted(pakket.regelingen.values(), key=lambda r: r.id in misschien_los):
        if regeling.id not in misschien_los:
            gevonden[regeling.id] = oordeel(regeling, vertaler)
            continue
        vertaler.boek.begin_nieuw_woord()
        voor = len(vertaler.w)
        kolommen = oordeel(regeling, vertaler)
        if not kolommen.hoort.term.vast and len(vertaler.w) - voor >= VEEL_WERK:
            kolommen = replace(kolommen, groep=f"huishoudens{LOS}{regeling.id}")
        gevonden[regeling.id] = kolommen
    return tuple(gevonden[id_] for id_ in pakket.regelingen)


def _wacht_op_personen(
    oordelen: tuple[Oordeelkolommen, ...], vertaler: Vertaler
) -> dict[str, list[tuple[Term, int]]]:
    """Return, per group, the words of what is missing with the bits that stand for a person's answer."""
    bits: dict[Woord, int] = {}
    for atoom, (woord, bit) in vertaler.boek.plaatsen.items():
        if atoom.tak == "huishoudens" and atoom.soort == "via" and atoom.naam == "personen":
            bits[woord] = bits.get(woord, 0) | bit
    wacht: dict[str, list[tuple[Term, int]]] = {}
    for kolommen in oordelen:
        for woord, term in kolommen.mist.woorden.items():
            if woord in bits:
                wacht.setdefault(kolommen.groep, []).append((term, bits[woord]))
    return wacht


def _volgt(term: Term, rijen: Mapping[str, Term]) -> bool:
    """Say whether a term is made of columns that are kept anyway."""
    bewaard = {id(ander) for ander in rijen.values() if ander is not term}
    return all(deel.vast or id(deel) in bewaard for deel in term.delen)


__all__ = ["Programma", "compileer", "mistnaam"]
