"""The tables of a period, put together from what is told of each month of weeks in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from consulent_app.besluiten.schuldhulp import CONTACTSOORTEN, UITSTROOMREDENEN
from consulent_app.fouten import InvoerFout
from consulent_app.tellingen.assen import Assen, lees_assen
from consulent_app.tellingen.feiten import CORRECTIE, KENMERKEN, KOLOMMEN, Gereed, Telfeiten, maak_gereed
from consulent_app.tellingen.onderdrukken import OPEN, TEKENS, WEG
from consulent_app.tellingen.publicatie import (
    DRIE,
    KEREN,
    SAMEN,
    SOORTEN,
    TOTAAL,
    Cel,
    Deel,
    Maandteller,
)
from consulent_app.tellingen.rondom import Voorraad, rondom
from consulent_app.tellingen.weken import Week, Weekmaand, leesbaar, maanden
from consulent_app.tellingen.woorden import woorden

if TYPE_CHECKING:
    from pandas import DataFrame

PERIODE = "periode"
MINSTENS = "≥"
OORDELEN = ("beoordeeld", *KOLOMMEN)
#: The columns with numbers of every table, in their fixed order.
VORM: Mapping[str, tuple[str, ...]] = {
    "weken": OORDELEN,
    "regelingen": (*OORDELEN, *SOORTEN, *KEREN, "euro", CORRECTIE),
    "weken_regelingen": (*KOLOMMEN, *SOORTEN, "euro"),
    **dict.fromkeys(KENMERKEN, ("beoordeeld", *DRIE)),
    "bereikt": ("huishoudens", "personen", "volwassenen", "kinderen"),
    "doorlooptijd": ("besluiten", "mediaan", "p90"),
    "dossiers": ("begonnen", "nog_open"),
    "verwijzingen": ("verwezen", "nagegaan"),
    "nazorg": ("nagevraagd",),
    "afwijzingen": ("afgewezen",),
    "onbekend": ("oordelen",),
    "schuldhulp": ("geteld", CORRECTIE),
    "schuldhulp_instroom": ("aanmeldingen",),
    "schuldhulp_wachttijd": ("gesprekken", "mediaan", "p90"),
    "schuldhulp_doorstroom": ("stappen",),
    "schuldhulp_besluiten": ("besluiten",),
    "schuldhulp_beslistermijn": ("besluiten", "mediaan", "p90"),
    "schuldhulp_uitstroom": ("uitgestroomd",),
    "schuldhulp_contact": ("pogingen", "bij_huishoudens"),
}
#: What cannot be added up over months.
GEEN_SOM = frozenset({"mediaan", "p90", "nog_open", "bij_huishoudens"})
#: What people read for the words of DDAS, which are the rows.
LIJSTEN = {"schuldhulp_uitstroom": UITSTROOMREDENEN, "schuldhulp_contact": CONTACTSOORTEN}
PER_WEEK = frozenset({"weken", "weken_regelingen"})


@dataclass(frozen=True)
class Tabel:
    """One table: `cijfers` holds the keys and the numbers, `tekens` why a number is not there or no more.

    `van`, `tot` and `begin` tell of which weeks a row is; `sleutels` are the other columns without numbers.
    """

    naam: str
    titel: str
    definitie: str
    sleutels: tuple[str, ...]
    kolommen: tuple[str, ...]
    cijfers: DataFrame
    tekens: DataFrame


@dataclass(frozen=True)
class Weektelling:
    """Everything that is told of a period, and of each month of weeks in its years up to then."""

    van: Week
    tot: Week
    maanden: tuple[Weekmaand, ...]
    #: Months in the period of which nothing can be told yet.
    lopend: tuple[Weekmaand, ...]
    tabellen: Mapping[str, Tabel]
    delen: Mapping[Weekmaand, Mapping[str, Deel]]
    assen: Assen
    per: str
    pakketten: tuple[str, ...]


def tel(bron: Telfeiten, van: Week, tot: Week, vandaag: date) -> Weektelling:
    """Count a period; raises InvoerFout when nothing happened in it."""
    gereed = maak_gereed(bron)
    _keur_periode(van, tot, gereed)
    assen = lees_assen(gereed)
    delen = publiceer(
        gereed, assen, [maand for maand in _alle_maanden(gereed, tot) if maand.is_voorbij(vandaag)]
    )
    gevraagd = maanden(van, tot)
    klaar = tuple(maand for maand in gevraagd if maand in delen)
    tabellen = {naam: _tabel(naam, klaar, delen, assen, van, tot) for naam in VORM}
    lopend = tuple(maand for maand in gevraagd if not maand.is_voorbij(vandaag))
    return Weektelling(van, tot, klaar, lopend, tabellen, delen, assen, bron.per, gereed.pakketten)


def _keur_periode(van: Week, tot: Week, gereed: Gereed) -> None:
    eerste, laatste = van.jaar * 100 + van.nummer, tot.jaar * 100 + tot.nummer
    if not any(rijen["week"].between(eerste, laatste).any() for rijen in (gereed.feiten, gereed.stappen)):
        raise InvoerFout(f"Er is niets geteld in {leesbaar(van, tot)}; kies andere weken.")


def _alle_maanden(gereed: Gereed, tot: Week) -> list[Weekmaand]:
    """Return the months from the first with a fact to the last that is asked for."""
    eerste = min(int(rijen["maand"].min()) for rijen in (gereed.feiten, gereed.stappen) if len(rijen))
    begin, eind = Weekmaand(*divmod(eerste, 100)), Weekmaand.met(tot)
    alle = (Weekmaand(jaar, nummer) for jaar in range(begin.jaar, eind.jaar + 1) for nummer in range(1, 13))
    return [maand for maand in alle if begin <= maand <= eind]


def publiceer(
    gereed: Gereed, assen: Assen, alle: Iterable[Weekmaand]
) -> dict[Weekmaand, Mapping[str, Deel]]:
    """Decide of each month what is told of it."""
    lagen = (gereed.feiten, gereed.stappen, gereed.vragen, gereed.besloten)
    per_maand = [dict(iter(laag.groupby("maand"))) for laag in lagen]
    voorraad = Voorraad(set())
    uit: dict[Weekmaand, Mapping[str, Deel]] = {}
    for maand in alle:
        code = maand.jaar * 100 + maand.nummer
        hier, stap, vraag, besloten = (
            delen.get(code, laag[:0]) for delen, laag in zip(per_maand, lagen, strict=True)
        )
        delen = {**Maandteller(maand, hier, assen).tel(), **rondom(maand, hier, stap, vraag, assen)}
        delen["dossiers"] = voorraad.tel(besloten, stap)
        _voeg_correcties_bij(delen)
        uit[maand] = delen
    return uit


def _voeg_correcties_bij(delen: dict[str, Deel]) -> None:
    for (rij, kolom), cel in delen.pop("correcties").cellen.items():
        if rij != SAMEN:
            delen["regelingen"].cellen[rij, kolom] = cel


# --- rows --------------------------------------------------------------------------------------------


def _tabel(
    naam: str, klaar: Sequence[Weekmaand], delen: Mapping[Weekmaand, Mapping[str, Deel]], assen: Assen,
    van: Week, tot: Week,
) -> Tabel:  # fmt: skip
    rijen: list[tuple[dict[str, object], list[Cel], str]] = []
    for maand in klaar:
        deel = delen[maand][naam]
        for rij in deel.rijen():
            week = rij.partition("/")[0] if naam in PER_WEEK and rij[0].isdigit() else ""
            if week and not str(van) <= week <= str(tot):
                continue
            if naam in PER_WEEK and not week:
                continue
            sleutels = _sleutels(naam, rij, maand, assen)
            cellen = [deel.cellen.get((rij, kolom), Cel(0, WEG)) for kolom in VORM[naam]]
            if naam != "weken_regelingen" or any(cel.code == OPEN for cel in cellen):
                rijen.append((sleutels, cellen, ""))
    if len(klaar) > 1 and naam not in PER_WEEK:
        rijen = _hele_periode(naam, klaar, delen, assen) + rijen
    return _als_tabel(naam, rijen)


def _hele_periode(
    naam: str, klaar: Sequence[Weekmaand], delen: Mapping[Weekmaand, Mapping[str, Deel]], assen: Assen
) -> list[tuple[dict[str, object], list[Cel], str]]:
    """Add up what is shown; where a month is hidden, the sum is what it is at the least."""
    uit = []
    # The last month has the rows of all months before it.
    for rij in (rij for rij in delen[klaar[-1]][naam].rijen() if rij != SAMEN):
        cellen, minstens = [], ""
        for kolom in VORM[naam]:
            alle = [delen[maand][naam].cellen.get((rij, kolom), Cel(0, WEG)) for maand in klaar]
            open_ = [cel.waarde for cel in alle if cel.code == OPEN]
            heel = len(open_) == len(alle)
            geen = not open_ or kolom in GEEN_SOM
            cellen.append(Cel(0, WEG) if geen else Cel(sum(open_), OPEN))
            minstens += "0" if heel or geen else "1"
        sleutels = _sleutels(naam, rij, klaar[0], assen) | {"soort": PERIODE, "tot": str(klaar[-1].laatste)}
        uit.append((sleutels, cellen, minstens))
    return uit


def _sleutels(naam: str, rij: str, maand: Weekmaand, assen: Assen) -> dict[str, object]:
    """Return of which weeks and of what a row is; words for people where there are any."""
    if naam in PER_WEEK:
        code, _, rest = rij.partition("/")
        week = Week(int(code[:4]), int(code[6:]))
        tijd = {"soort": "week", "van": code, "tot": code, "begin": week.maandag}
        return tijd | ({"rij": rest, "label": assen.namen[rest]} if rest else {})
    eerste, laatste = maand.eerste, maand.laatste
    tijd = {"soort": "maand", "van": str(eerste), "tot": str(laatste), "begin": eerste.maandag}
    return tijd | {"rij": rij, "label": _label(naam, rij, assen)}


def _label(naam: str, rij: str, assen: Assen) -> str:
    namen = woorden()
    if f"rij.{rij}" in namen and rij in (TOTAAL, SAMEN):
        return namen[f"rij.{rij}"]
    if naam in ("regelingen", "afwijzingen"):
        regeling, _, reden = rij.partition("/")
        deel = reden.replace("_", " ") or ("reden niet bekend" if naam == "afwijzingen" else "")
        return f"{assen.namen.get(regeling, regeling)}: {deel}" if deel else assen.namen.get(rij, rij)
    if rij in LIJSTEN.get(naam, {}):
        return LIJSTEN[naam][rij].capitalize()
    return namen.get(f"{naam}.{rij or 'onbekend'}", rij.replace("_", " ") or namen["rij.onbekend"])


def _als_tabel(naam: str, rijen: Sequence[tuple[dict[str, object], list[Cel], str]]) -> Tabel:
    import pandas as pd

    namen, kolommen = woorden(), VORM[naam]
    sleutels = ("soort", "van", "tot", "begin") + (() if naam == "weken" else ("rij", "label"))
    cijfers: dict[str, list[object]] = {sleutel: [rij[0][sleutel] for rij in rijen] for sleutel in sleutels}
    tekens: dict[str, list[str]] = {}
    for plek, kolom in enumerate(kolommen):
        cijfers[kolom] = [
            cellen[plek].waarde if cellen[plek].code == OPEN else None for _, cellen, _ in rijen
        ]
        tekens[kolom] = [
            TEKENS[cellen[plek].code] or (MINSTENS if minstens[plek : plek + 1] == "1" else "")
            for _, cellen, minstens in rijen
        ]
    beeld = pd.DataFrame(cijfers, columns=[*sleutels, *kolommen])
    beeld[list(kolommen)] = beeld[list(kolommen)].astype("Int64")
    return Tabel(
        naam, namen[f"{naam}.titel"], namen[f"{naam}.definitie"], sleutels, kolommen,
        beeld, pd.DataFrame(tekens, columns=list(kolommen)),
    )  # fmt: skip
