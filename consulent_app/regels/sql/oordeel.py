"""What `toets` says of each regeling, as columns: status, manner, amount, what fails, what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from consulent_app.regels.regeling import Regeling
from consulent_app.regels.sql.mist import NIETS, Mist, Woord
from consulent_app.regels.sql.opdracht import LOS
from consulent_app.regels.sql.termen import Term
from consulent_app.regels.sql.vertaler import Vertaler
from consulent_app.regels.sql.waarde import Getal, Keus
from consulent_app.regels.uitkomst import Status, Wijze

#: The numbers that stand in the columns; 0 is no outcome at all.
STATUSSEN = (None, Status.RECHT, Status.BEOORDELING, Status.GEEN_RECHT, Status.ONBEKEND, Status.NVT)
WIJZEN = (None, Wijze.AMBTSHALVE, Wijze.AANVRAAG, Wijze.VERWIJZING)
_NUMMER = {status: nummer for nummer, status in enumerate(STATUSSEN)}
_MANIER = {wijze: nummer for nummer, wijze in enumerate(WIJZEN)}


@dataclass(frozen=True)
class Oordeelkolommen:
    """The terms of one regeling on the rows of `groep`: the households, or the persons it is about.

    `faalt` has bit i set when condition i certainly does not hold. `hoort`: whether it is about them.
    """

    regeling: Regeling
    groep: str
    hoort: Keus
    status: Term
    wijze: Term
    bedrag: Term
    faalt: Term
    mist: Mist

    @property
    def per_huishouden(self) -> bool:
        """Say whether there is one outcome for each household."""
        return self.regeling.per == "huishouden"

    def kolommen(self) -> dict[str, Term]:
        """Return the terms by the name of their column."""
        uit = {"status": self.status, "wijze": self.wijze, "bedrag": self.bedrag, "faalt": self.faalt}
        uit |= {mistnaam(woord): term for woord, term in self.mist.woorden.items()}
        return {f"{self.regeling.id}__{naam}": term for naam, term in uit.items()}


def mistnaam(woord: Woord) -> str:
    """Return the name of the column of a word of bits."""
    return f"mist_{woord[0]}_{woord[1]}"


def hoortnaam(kolommen: Oordeelkolommen) -> str:
    """Return the name of the column that says whether a regeling is about this household."""
    return f"{kolommen.regeling.id}__hoort"


def oordeel(regeling: Regeling, v: Vertaler) -> Oordeelkolommen:
    """Return the columns of one regeling; the order of the questions is that of `toets._status`."""
    tak = "huishoudens" if regeling.per == "huishouden" else "personen"
    w, r = v.w, v.reken
    hoort = v.keus(regeling.van_toepassing, tak) if regeling.van_toepassing else r.keus(True)
    eisen = [v.keus(voorwaarde.als, tak) for voorwaarde in regeling.voorwaarden]
    wegingen = [
        v.keus(weging.wanneer, tak) if weging.wanneer else r.keus(True) for weging in regeling.wegingen
    ]
    alles, iets = r.logisch("and", eisen), r.logisch("or", wegingen)
    status = _status(v, hoort, alles, iets)
    bedrag = v.getal(regeling.bedrag, tak) if regeling.bedrag else None
    wijze, wijze_mist = _wijze(regeling, v, tak, status)
    mist = _mist(v, status, hoort, (eisen, alles), (wegingen, iets))
    if bedrag is not None and bedrag.mist:
        telt = w.som("{0} IN (3, 5)", status)
        mist = v.boek.samen([mist, v.boek.tenzij(telt, bedrag.mist)])
    mist = v.boek.samen([mist, wijze_mist])
    groep = tak if regeling.per == "huishouden" else f"{tak}{LOS}{regeling.per}"
    return Oordeelkolommen(
        regeling, groep, hoort, status, wijze, _bedrag(v, status, bedrag), _faalt(v, hoort, eisen), mist
    )


def _status(v: Vertaler, hoort: Keus, alles: Keus, iets: Keus) -> Term:
    """Return the number of the status; a question of which the answer is certain is left out."""
    n = {status: str(nummer) for status, nummer in _NUMMER.items()}
    if hoort.vast is False:
        return v.w.getal(_NUMMER[Status.NVT])
    if hoort.vast and alles.zeker and iets.vast is not None:
        anders = _NUMMER[Status.BEOORDELING if iets.vast else Status.RECHT]
        return v.w.tel(v.w.niet(alles.term), _NUMMER[Status.GEEN_RECHT], anders)
    gevallen: list[tuple[str, str]] = []
    if hoort.vast is None:
        gevallen.append(("NOT {0}", n[Status.NVT]))
    if not alles.vast:
        zeker = "{0} AND " if hoort.vast is None else ""
        gevallen.append((f"{zeker}NOT {{1}}", n[Status.GEEN_RECHT]))
    open_ = [f"{{{i}}} IS NULL" for i, keus in enumerate((hoort, alles)) if not keus.zeker]
    if open_:
        gevallen.append((" OR ".join(open_), n[Status.ONBEKEND]))
    if iets.vast is None:
        gevallen.append(("{2}", n[Status.BEOORDELING]))
        if not iets.zeker:
            gevallen.append(("{2} IS NULL", n[Status.ONBEKEND]))
    slot = n[Status.BEOORDELING] if iets.vast else n[Status.RECHT]
    stappen = " ".join(f"WHEN {als} THEN {dan}" for als, dan in gevallen)
    vorm = f"CASE {stappen} ELSE {slot} END" if stappen else slot
    return v.w.som(vorm, hoort.term, alles.term, iets.term)


def _mist(
    v: Vertaler,
    status: Term,
    hoort: Keus,
    eisen: tuple[list[Keus], Keus],
    wegingen: tuple[list[Keus], Keus],
) -> Mist:
    """Return what the status hangs on, as `toets._status` does."""
    delen, alles = eisen
    faalt = v.w.som("NOT {0}", alles.term)
    open_ = v.boek.samen([hoort.mist, v.boek.tenzij(faalt, v.boek.samen(d.mist for d in delen))])
    gewogen = v.boek.samen(deel.mist for deel in wegingen[0])
    if not open_ and not gewogen:
        return NIETS
    if gewogen:
        eerst = v.w.som("{0} IS NULL OR {1} IS NULL", hoort.term, alles.term)
        open_ = v.boek.kies([(eerst, open_)], gewogen)
    onbekend = v.w.som(f"{{0}} <> {_NUMMER[Status.ONBEKEND]}", status)
    return v.boek.tenzij(onbekend, open_)


def _wijze(regeling: Regeling, v: Vertaler, tak: str, status: Term) -> tuple[Term, Mist]:
    nvt = f"CASE WHEN {{0}} = {_NUMMER[Status.NVT]} THEN 0"
    if regeling.ambtshalve is None:
        return v.w.som(f"{nvt} ELSE {_MANIER[Wijze(regeling.wijze)]} END", status), NIETS
    mag = v.keus(regeling.ambtshalve, tak)
    ja, nee = _MANIER[Wijze.AMBTSHALVE], _MANIER[Wijze.AANVRAAG]
    wijze = v.w.som(f"{nvt} WHEN {{1}} THEN {ja} ELSE {nee} END", status, mag.term)
    telt_niet = v.w.som(f"{{0}} IN ({_NUMMER[Status.GEEN_RECHT]}, {_NUMMER[Status.NVT]})", status)
    return wijze, v.boek.tenzij(telt_niet, mag.mist) if mag.mist else NIETS


def _bedrag(v: Vertaler, status: Term, bedrag: Getal | None) -> Term:
    if bedrag is None:
        return v.w.vast("NULL::bigint")
    bekend = "" if bedrag.zeker else " AND {1} = {2}"
    laagst = "{1}" if bedrag.positief else "greatest(0, {1})"
    vorm = f"CASE WHEN {{0}} IN (1, 2){bekend} THEN {laagst} END"
    return v.w.som(vorm, status, bedrag.laag, *(() if bedrag.zeker else (bedrag.hoog,)))


def _faalt(v: Vertaler, hoort: Keus, eisen: list[Keus]) -> Term:
    bits = [
        v.w.tel(v.w.niet(eis.term), 1 << nummer)
        if eis.zeker
        else v.w.som(f"CASE WHEN NOT {{0}} THEN {1 << nummer} ELSE 0 END", eis.term)
        for nummer, eis in enumerate(eisen)
        if eis.vast is not True
    ]
    if not bits:
        return v.w.getal(0)
    samen = v.boek.of(bits)
    return samen if hoort.vast else v.w.som("CASE WHEN NOT {0} THEN 0 ELSE {1} END", hoort.term, samen)
