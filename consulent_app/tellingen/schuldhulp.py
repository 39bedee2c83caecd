"""What is told of one month of weeks about debt help: in, through and out, and the terms of the Wgs.

A correction takes away what it corrects when both are of this month; what it takes from an earlier month
counts as a correction, so that what was told never changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from consulent_app.besluiten.schuldhulpstappen import (
    AANMELDING,
    BESLUIT,
    BESLUITTIJD,
    CORRECTIE,
    CRISIS,
    DOORSTROOM,
    DOORVERWEZEN,
    GEMEENTE,
    GESPREK,
    OP_TIJD,
    PLAN,
    POGING,
    TE_LAAT,
    UITSTROOM,
    WACHTTIJD,
    WET,
)
from consulent_app.tellingen.assen import (
    EEN_BESLUIT,
    GEEN_CRISIS,
    RIJEN_SCHULDHULP,
    SCHULDHULP,
    Assen,
)
from consulent_app.tellingen.duur import zet_duur
from consulent_app.tellingen.onderdrukken import GRENS, KLEIN, OPEN, WEG
from consulent_app.tellingen.publicatie import TOTAAL, Deel, alles_weg, los
from consulent_app.tellingen.weken import Weekmaand

if TYPE_CHECKING:
    from pandas import DataFrame

#: Household, kind of step and what of it, with how often it was counted less how often taken back.
Saldo = Counter[tuple[str, str, str]]
_FASEN = {"instroom": AANMELDING, "gesprek": GESPREK, "doorstroom": DOORSTROOM, "uitstroom": UITSTROOM}


def schuldhulp(maand: Weekmaand, stappen: DataFrame, assen: Assen) -> Mapping[str, Deel]:
    """Return the tables about debt help; without rows as long as there never was any."""
    rijen = {naam: assen.rijen(naam, maand) for naam in RIJEN_SCHULDHULP}
    if not rijen["schuldhulp"]:
        return {naam: Deel() for naam in rijen}
    saldo = _saldo(stappen)
    gesprekken, uitstroom = _gebleven(saldo, GESPREK), _gebleven(saldo, UITSTROOM)
    wachttijd = _los(gesprekken, rijen["schuldhulp_wachttijd"], "gesprekken", OP_TIJD)
    zet_duur(wachttijd, "gesprekken", "", _wachtdagen(saldo))
    return {
        "schuldhulp": _fasen(saldo),
        "schuldhulp_instroom": _los(
            _instroom(saldo), rijen["schuldhulp_instroom"], "aanmeldingen", GEEN_CRISIS
        ),
        "schuldhulp_wachttijd": wachttijd,
        **_verder(saldo, rijen),
        "schuldhulp_uitstroom": _los(uitstroom, rijen["schuldhulp_uitstroom"], "uitgestroomd"),
        "schuldhulp_contact": _contact(saldo, rijen["schuldhulp_contact"]),
    }


def _saldo(stappen: DataFrame) -> Saldo:
    saldo: Saldo = Counter()
    waar = stappen["soort"].map(lambda soort: soort.startswith(SCHULDHULP)).astype(bool)
    rijen = stappen[waar]
    for wie, soort, wat in zip(rijen["huishouden"], rijen["soort"], rijen["wat"], strict=True):
        if soort == CORRECTIE:
            welke, _, waarvan = wat.partition("/")
            saldo[wie, welke, waarvan] -= 1
        else:
            saldo[wie, soort, wat] += 1
    return saldo


def _gebleven(saldo: Saldo, soort: str) -> Iterator[str]:
    """Yield what of it each step of this kind was that was not taken back."""
    return (wat for (_, welke, wat) in (+saldo).elements() if welke == soort)


def _los(waarden: Iterable[str], rijen: tuple[str, ...], kolom: str, eerst: str | None = None) -> Deel:
    import pandas as pd

    return los(pd.Series(list(waarden), dtype="str"), rijen, kolom, eerst)


def _wachtdagen(saldo: Saldo) -> list[int]:
    """Return how long who had the first talk in this month had waited."""
    gesproken = {wie for (wie, soort, _), aantal in saldo.items() if soort == GESPREK and aantal > 0}
    return [int(wat) for wie, soort, wat in (+saldo).elements() if soort == WACHTTIJD and wie in gesproken]


def _fasen(saldo: Saldo) -> Deel:
    """Count each phase, and what in it was taken back of an earlier month; a sum of phases says nothing."""
    deel, terug = Deel(), -saldo
    for fase, soort in _FASEN.items():
        for kolom, waarvan in (("geteld", saldo), ("correctie", terug)):
            aantal = sum(1 for _ in _gebleven(waarvan, soort))
            deel.zet(fase, kolom, aantal, KLEIN if aantal < GRENS else OPEN)
    return deel


def _instroom(saldo: Saldo) -> Iterator[str]:
    """Yield of each who came in the crisis that was noted in the same month."""
    for wie, soort, _ in (+saldo).elements():
        if soort == AANMELDING:
            yield next((wat for wat in (WET, GEMEENTE) if saldo[wie, CRISIS, wat] > 0), GEEN_CRISIS)


def _verder(saldo: Saldo, rijen: Mapping[str, tuple[str, ...]]) -> Mapping[str, Deel]:
    """Count the steps onwards; the decisions are split twice where their number stands, else not at all."""
    soorten = {wat: wat for wat in (DOORVERWEZEN, PLAN)}
    stappen = [soorten.get(wat, EEN_BESLUIT) for wat in _gebleven(saldo, DOORSTROOM)]
    verder = _los(stappen, rijen["schuldhulp_doorstroom"], "stappen")
    besluiten, termijn = Deel(), Deel()
    if verder.cellen[EEN_BESLUIT, "stappen"].code == OPEN:
        welke = (wat for wat in _gebleven(saldo, DOORSTROOM) if wat not in soorten)
        besluiten = _los(welke, rijen["schuldhulp_besluiten"], "besluiten")
        termijn = _beslistermijn(saldo, rijen["schuldhulp_beslistermijn"])
    else:
        alles_weg(besluiten, (*rijen["schuldhulp_besluiten"], TOTAAL), ("besluiten",))
        kolommen = ("besluiten", "mediaan", "p90")
        alles_weg(termijn, (*rijen["schuldhulp_beslistermijn"], TOTAAL), kolommen)
    return {
        "schuldhulp_doorstroom": verder,
        "schuldhulp_besluiten": besluiten,
        "schuldhulp_beslistermijn": termijn,
    }


def _beslistermijn(saldo: Saldo, rijen: tuple[str, ...]) -> Deel:
    """Split the decisions of this month by the term, which a later correction of a day does not count."""
    besloten = [
        wie
        for wie, soort, wat in (+saldo).elements()
        if soort == DOORSTROOM and wat not in (DOORVERWEZEN, PLAN)
    ]
    termijn = {
        wie: next((wat for wat in (OP_TIJD, TE_LAAT) if saldo[wie, BESLUIT, wat] > 0), "")
        for wie in besloten
    }
    deel = _los((termijn[wie] for wie in besloten), rijen, "besluiten", OP_TIJD)
    dagen = [
        int(wat) for wie, soort, wat in (+saldo).elements() if soort == BESLUITTIJD and termijn.get(wie)
    ]
    zet_duur(deel, "besluiten", "", dagen)
    return deel


def _contact(saldo: Saldo, rijen: tuple[str, ...]) -> Deel:
    """Count attempts where ten households or more had one; without a sum, for many have more kinds."""
    deel, pogingen = Deel(), Counter(_gebleven(saldo, POGING))
    wie = Counter(wat for (_, soort, wat), aantal in saldo.items() if soort == POGING and aantal > 0)
    for rij in rijen:
        klein = wie[rij] < GRENS
        deel.zet(rij, "pogingen", pogingen[rij], WEG if klein else OPEN)
        deel.zet(rij, "bij_huishoudens", wie[rij], KLEIN if klein else OPEN)
    return deel
