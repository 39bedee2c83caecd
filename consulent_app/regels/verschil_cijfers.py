"""Changes in the figures of a package: dated amounts and percentages, formulas, and whom they touch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.regels import boom
from consulent_app.regels.boom import Knoop
from consulent_app.regels.pakket import Afgeleid, Datering, Pakket, Parameter
from consulent_app.regels.regeling import Regeling, Zin
from consulent_app.regels.uitdrukking import als_tekst
from consulent_app.regels.waarde import LEEG
from consulent_app.regels.wijziging import VERWIJZEN, Boek, Wijziging, namen, teksten
from consulent_app.regels.zinnen import leesbaar


def cijfers(boek: Boek, oud: Pakket, nieuw: Pakket) -> None:
    """Write what changes in dated figures and formulas, under the regelingen that need them."""
    waar = gebruik(oud), gebruik(nieuw)
    for naam in namen(oud.parameters, nieuw.parameters):
        was, wordt = oud.parameters.get(naam), nieuw.parameters.get(naam)
        boek.gedeeld(_raakt(naam, waar), _parameter(was, wordt))
    for naam in namen(oud.afgeleid, nieuw.afgeleid):
        boek.gedeeld(_raakt(naam, waar), _afgeleid(oud.afgeleid.get(naam), nieuw.afgeleid.get(naam)))


# --- who uses a figure -------------------------------------------------------------------------------


def gebruik(pakket: Pakket) -> dict[str, set[str]]:
    """Return for each figure the names of the regelingen that need it, by whatever road."""
    per_figuur: dict[str, set[str]] = {}
    for regeling in pakket.regelingen.values():
        for naam in _met_wat_erachter_zit(_genoemd(*_bomen(regeling)), pakket):
            per_figuur.setdefault(naam, set()).add(regeling.naam)
    for regel in pakket.verwijsregels:
        for naam in _met_wat_erachter_zit(_genoemd(regel.als), pakket):
            per_figuur.setdefault(naam, set()).add(VERWIJZEN)
    return per_figuur


def _raakt(naam: str, waar: tuple[Mapping[str, set[str]], Mapping[str, set[str]]]) -> list[str]:
    return sorted(waar[0].get(naam, set()) | waar[1].get(naam, set()), key=str.casefold)


def _bomen(regeling: Regeling) -> Iterator[Knoop | None]:
    yield from (regeling.bedrag, regeling.ambtshalve, regeling.van_toepassing)
    for voorwaarde in regeling.voorwaarden:
        yield from (voorwaarde.als, voorwaarde.bewijs_bekend)
        yield from _in_zin(voorwaarde.ja, voorwaarde.nee, voorwaarde.onbekend)
    for weging in regeling.wegingen:
        yield weging.wanneer
        yield from _in_zin(weging.tekst)


def _in_zin(*zinnen: Zin) -> Iterator[Knoop]:
    for zin in zinnen:
        yield from (deel for deel in zin.delen if isinstance(deel, Knoop))


def _genoemd(*bomen: Knoop | None) -> set[str]:
    gevonden: set[str] = set()
    for knoop in bomen:
        if isinstance(knoop, boom.Param | boom.Band | boom.AfgeleidRef):
            gevonden.add(knoop.naam)
        if knoop is not None:
            gevonden |= _genoemd(*boom.kinderen(knoop))
    return gevonden


def _met_wat_erachter_zit(begin: set[str], pakket: Pakket) -> set[str]:
    alle, nieuw = set(begin), set(begin)
    while nieuw:
        formules = [pakket.afgeleid[naam].formule for naam in nieuw if naam in pakket.afgeleid]
        nieuw = _genoemd(*formules) - alle
        alle |= nieuw
    return alle


# --- figures -----------------------------------------------------------------------------------------


def _parameter(oud: Parameter | None, nieuw: Parameter | None) -> Iterator[Wijziging]:
    if nieuw is None:
        assert oud is not None
        yield Wijziging(f"Cijfer vervalt: {_noem(oud)}.")
        return
    if oud is None:
        regels = tuple(_stand(nieuw, datering) for datering in nieuw.dateringen)
        yield Wijziging(f"Nieuw cijfer: {_noem(nieuw)}.", regels)
        return
    if (oud.type, oud.banden) != (nieuw.type, nieuw.banden):
        yield Wijziging(f"{_noem(nieuw)} is een ander soort cijfer: was {oud.type}, wordt {nieuw.type}.")
        return
    yield from teksten(
        f"Cijfer {nieuw.naam}",
        ("omschrijving", oud.omschrijving, nieuw.omschrijving),
        ("vraag aan de gemeente", oud.vraag, nieuw.vraag),
    )
    oude_dagen = {d.vanaf: d for d in oud.dateringen}
    nieuwe_dagen = {d.vanaf: d for d in nieuw.dateringen}
    for dag in sorted({*oude_dagen, *nieuwe_dagen}):
        yield from _dag(oud, nieuw, dag, oude_dagen.get(dag), nieuwe_dagen.get(dag))


def _dag(
    oud: Parameter, nieuw: Parameter, dag: date, was: Datering | None, wordt: Datering | None
) -> Iterator[Wijziging]:
    naam, vanaf = _noem(nieuw), f"vanaf {datum_leesbaar(dag)}"
    eerst, straks = oud.op(dag), nieuw.op(dag)
    if wordt is None:
        blijft = f"dan geldt {bedrag(nieuw, straks)}" if straks else "dan geldt er nog niets"
        yield Wijziging(f"{naam}: de regel {vanaf} ({bedrag(oud, was)}) vervalt; {blijft}.")
    elif eerst is None or eerst.waarde != wordt.waarde:
        yield Wijziging(
            f"{naam}: {vanaf} van {bedrag(oud, eerst)} naar {bedrag(nieuw, wordt)}.", _bron(wordt)
        )
    elif was is None:
        yield Wijziging(f"{naam}: {vanaf} opnieuw {bedrag(nieuw, wordt)}.", _bron(wordt))
    elif (was.bron, was.zekerheid) != (wordt.bron, wordt.zekerheid):
        yield Wijziging(
            f"{naam}: {vanaf} hetzelfde ({bedrag(nieuw, wordt)}), met een andere bron of zekerheid.",
            (f"was:   {_bron_tekst(was)}", f"wordt: {_bron_tekst(wordt)}"),
        )


def _noem(parameter: Parameter) -> str:
    return f"{parameter.omschrijving} ({parameter.naam})"


def _stand(parameter: Parameter, datering: Datering) -> str:
    bron = _bron_tekst(datering)
    return f"vanaf {datum_leesbaar(datering.vanaf)}: {bedrag(parameter, datering)}; bron: {bron}"


def bedrag(parameter: Parameter, datering: Datering | None) -> str:
    """Return a value as people read it; of one in steps every step."""
    if datering is None:
        return "nog geen cijfer"
    if datering.waarde is None:
        return "nog in te vullen"
    if parameter.banden is None:
        return leesbaar((datering.waarde, datering.waarde, LEEG), parameter.type)
    eenheid = {"jaren": " jaar", "maanden": " maanden"}.get(parameter.banden.soort, "")
    return ", ".join(
        f"vanaf {leesbaar((grens, grens, LEEG), parameter.banden)}{eenheid}: "
        f"{leesbaar((waarde, waarde, LEEG), parameter.type)}"
        for grens, waarde in datering.waarde
    )


def _bron(datering: Datering) -> tuple[str, ...]:
    return (f"bron: {_bron_tekst(datering)}",)


def _bron_tekst(datering: Datering) -> str:
    return f"{datering.bron or 'geen'} ({datering.zekerheid.replace('_', ' ')})"


def _afgeleid(oud: Afgeleid | None, nieuw: Afgeleid | None) -> Iterator[Wijziging]:
    if oud is None or nieuw is None:
        figuur = nieuw or oud
        assert figuur is not None
        woord = "Nieuwe berekening" if oud is None else "Berekening vervalt"
        yield Wijziging(
            f"{woord}: {figuur.omschrijving} ({figuur.naam}), {figuur.artikel}.",
            (als_tekst(figuur.formule),),
        )
        return
    yield from teksten(
        f"Berekening {nieuw.naam}",
        (f"formule ({nieuw.artikel})", als_tekst(oud.formule), als_tekst(nieuw.formule)),
        ("artikel", oud.artikel, nieuw.artikel),
        ("omschrijving", oud.omschrijving, nieuw.omschrijving),
        ("per", oud.niveau, nieuw.niveau),
    )
