"""What can be otherwise in a household, one thing at a time: the changes that `watals` tries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from consulent_app.huishouden.datums import Geboortedatum, leeftijd_op
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.model import Inkomen, Intake, Persoon
from consulent_app.regels import boom
from consulent_app.regels.boom import Knoop, kinderen
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.waarde import bekend
from consulent_app.regels.zaak import Zaak

#: Fields of the household that a number can be put in, and how a sentence names them. Debts and costs are
#: not here: that more of those would give a right is true, but it is no help to say so.
BEDRAGEN = {
    "spaargeld": "geld op de rekeningen",
    "overige_bezittingen": "andere bezittingen",
    "waarde_auto": "waarde van de auto",
    "overwaarde_woning": "overwaarde van het huis",
    "kale_huur": "kale huur per maand",
}
MEESTE_CENTEN = 100_000_00
MEESTE_MAANDEN = 600
OUDST = 110


@dataclass(frozen=True)
class Knop:
    """One number of a household: its value now, between which values it can lie, and how to set it."""

    soort: str
    naam: str
    nu: int
    minst: int
    meest: int
    met: Callable[[int], Intake]


def velden_van(knopen: list[Knoop], pakket: Pakket) -> set[str]:
    """Return the names of all answers on which these conditions hang, derived figures included."""
    return {knoop.naam for knoop in _alles_in(knopen, pakket) if isinstance(knoop, boom.VeldRef)}


def _alles_in(knopen: list[Knoop], pakket: Pakket, *, in_groepen: bool = True) -> Iterator[Knoop]:
    """Return every node once, also those of derived figures; of a group only when asked for."""
    gezien: set[int] = set()
    wacht = list(knopen)
    while wacht:
        knoop = wacht.pop()
        if id(knoop) in gezien or (isinstance(knoop, boom.Verzamel) and not in_groepen):
            continue
        gezien.add(id(knoop))
        yield knoop
        if isinstance(knoop, boom.AfgeleidRef):
            wacht.append(pakket.afgeleid[knoop.naam].formule)
        wacht.extend(kinderen(knoop))


def afstanden(
    knopen: list[Knoop], intake: Intake, persoon: str | None, pakket: Pakket
) -> dict[str, list[int]]:
    """Return by kind how far known values lie from their limits in these conditions, near ones first."""
    zaak = Zaak(intake, pakket.parameters_op(intake.peildatum))
    zaak.p = zaak.personen[persoon] if persoon else zaak.intern
    ver: dict[str, set[int]] = {"geld": set(), "maanden": set()}
    for knoop in _alles_in(knopen, pakket, in_groepen=False):
        if isinstance(knoop, boom.Vergelijk) and knoop.links.type.soort in ver:
            links, rechts = (pakket.rekenaar(deel)(zaak) for deel in (knoop.links, knoop.rechts))
            if bekend(links) and bekend(rechts):
                heel = abs(links[0] - rechts[0]) // knoop.links.type.schaal
                ver[knoop.links.type.soort] |= {heel, heel + 1}
    return {soort: sorted(waarden - {0}) for soort, waarden in ver.items()}


def leeftijdsgrenzen(knopen: list[Knoop], intake: Intake, pakket: Pakket) -> set[int]:
    """Return the ages that these conditions name, and those of a year before and after."""
    zaak = Zaak(intake, pakket.parameters_op(intake.peildatum))
    grenzen: set[int] = set()
    for knoop in _alles_in(knopen, pakket):
        if isinstance(knoop, boom.Vergelijk) and knoop.links.type.soort == "jaren":
            for deel in (knoop.links, knoop.rechts):
                grens = pakket.rekenaar(deel)(zaak) if isinstance(deel, boom.Vast | boom.Param) else None
                if grens is not None and bekend(grens):
                    grenzen |= {grens[0] - 1, grens[0], grens[0] + 1}
    return grenzen


def getallen(intake: Intake, velden: set[str], persoon: str | None) -> Iterator[Knop]:
    """Return the numbers that matter: income, money, months, and ages of whom it is about."""
    if "netto_per_maand" in velden and (inkomen := _inkomen(intake)) is not None:
        yield inkomen
    for veld in BEDRAGEN:
        if veld in velden and (waarde := getattr(intake.huishouden, veld)) is not None:
            yield Knop("geld", veld, waarde.centen, 0, MEESTE_CENTEN, _met_bedrag(intake, veld))
    maanden = intake.huishouden.maanden_laag_inkomen
    if "maanden_laag_inkomen" in velden and maanden is not None:
        zet = _met_maanden(intake)
        yield Knop("maanden", "maanden_laag_inkomen", maanden, 0, MEESTE_MAANDEN, zet)
    if "geboortedatum" in velden:
        yield from _leeftijden(intake, persoon)


def _inkomen(intake: Intake) -> Knop | None:
    """Return the net income of aanvrager and partner together; None when a part of it is not known."""
    samen = [p for p in intake.personen if p.rol in ("aanvrager", "partner")]
    bedragen = [b for p in samen for b in _bedragen(p)]
    if any(p.inkomens is None for p in samen) or any(b is None for b in bedragen):
        return None
    nu = sum(b.centen for b in bedragen if b is not None)
    netto = sum(i.netto_per_maand.centen for p in samen for i in p.inkomens or () if i.netto_per_maand)
    # What is left of the holiday allowance stays: only the net amounts move.
    return Knop("geld", "inkomen", nu, nu - netto, MEESTE_CENTEN, _met_inkomen(intake, nu))


def _bedragen(persoon: Persoon) -> list[Geld | None]:
    inkomens = persoon.inkomens or ()
    return [b for i in inkomens for b in (i.netto_per_maand, i.vakantietoeslag_per_maand)]


def _met_inkomen(intake: Intake, nu: int) -> Callable[[int], Intake]:
    def met(centen: int) -> Intake:
        over = centen - nu
        personen = []
        for persoon in intake.personen:
            if persoon.rol in ("aanvrager", "partner") and over:
                persoon, over = _verschuif(persoon, over)
            personen.append(persoon)
        return replace(intake, personen=tuple(personen))

    return met


def _verschuif(persoon: Persoon, over: int) -> tuple[Persoon, int]:
    """Return the person with that much more (or as much less as possible), and what is then left."""
    inkomens = list(persoon.inkomens or ())
    if over > 0 and not inkomens and persoon.rol == "aanvrager":
        inkomens = [Inkomen("anders", Geld(0), Geld(0))]
    for plek, inkomen in enumerate(inkomens):
        netto = inkomen.netto_per_maand or Geld(0)
        nieuw = max(0, netto.centen + over)
        over -= nieuw - netto.centen
        inkomens[plek] = replace(inkomen, netto_per_maand=Geld(nieuw))
    return replace(persoon, inkomens=tuple(inkomens)), over


def _met_bedrag(intake: Intake, veld: str) -> Callable[[int], Intake]:
    def met(centen: int) -> Intake:
        nieuw: dict[str, Any] = {veld: Geld(centen)}
        return replace(intake, huishouden=replace(intake.huishouden, **nieuw))

    return met


def _met_maanden(intake: Intake) -> Callable[[int], Intake]:
    def met(maanden: int) -> Intake:
        return replace(intake, huishouden=replace(intake.huishouden, maanden_laag_inkomen=maanden))

    return met


def _leeftijden(intake: Intake, persoon: str | None) -> Iterator[Knop]:
    for wie in intake.personen:
        gaat_over = wie.id == persoon if persoon else wie.rol in ("aanvrager", "partner")
        if gaat_over and wie.geboortedatum is not None and wie.geboortedatum.volledig:
            jaren = leeftijd_op(wie.geboortedatum.vroegst, intake.peildatum)
            yield Knop("jaren", wie.id, jaren, 0, OUDST, _met_leeftijd(intake, wie))


def _met_leeftijd(intake: Intake, wie: Persoon) -> Callable[[int], Intake]:
    """The birthday is the peildatum itself: the first day on which somebody is so old."""

    def met(jaren: int) -> Intake:
        dag = intake.peildatum
        # Who is born on 29 February is a year older on 1 March, so that day is safe in every year.
        dag = date(dag.year, 2, 28) if (dag.month, dag.day) == (2, 29) else dag
        geboren = Geboortedatum(dag.year - jaren, dag.month, dag.day)
        personen = tuple(
            replace(p, geboortedatum=geboren) if p.id == wie.id else p for p in intake.personen
        )
        return replace(intake, personen=personen)

    return met


def open_bedrag(intake: Intake, pad: str, pakket: Pakket) -> Knop | None:
    """Return an amount of which nothing is known yet: of the household, or all income of one person."""
    delen = pad.split(".")
    if delen[0] == "personen" and delen[2:] == ["inkomens"]:
        wie = intake.persoon(delen[1])
        return Knop("geld", "inkomen", 0, 0, MEESTE_CENTEN, _met_enig_inkomen(intake, wie))
    veld = pakket.velden_op_pad.get(pad)
    if veld is None or veld.soort != "geld" or delen[0] != "huishouden":
        return None
    return Knop("geld", delen[1], 0, 0, MEESTE_CENTEN, _met_bedrag(intake, delen[1]))


def _met_enig_inkomen(intake: Intake, wie: Persoon) -> Callable[[int], Intake]:
    def met(centen: int) -> Intake:
        ander = replace(wie, inkomens=(Inkomen("anders", Geld(centen), Geld(0)),))
        return replace(intake, personen=tuple(ander if p.id == wie.id else p for p in intake.personen))

    return met
