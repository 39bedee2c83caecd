"""Reach, progress to the targets, and regelingen that fall back: only from numbers that are told anyway."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from consulent_app.tellingen.doelen import Doel, Doelgroep, Monitor
from consulent_app.tellingen.onderdrukken import GRENS, KLEIN, OPEN, WEG
from consulent_app.tellingen.publicatie import SAMEN, TOTAAL, Cel, Deel
from consulent_app.tellingen.tabellen import MINSTENS, Tabel, Weektelling
from consulent_app.tellingen.weken import Weekmaand
from consulent_app.tellingen.woorden import woorden

#: With fewer months of weeks a pace says nothing yet.
MAANDEN_VOOR_TEMPO = 3
#: 95% of a normal distribution lies within so many times its spread.
Z95 = 1.96
#: A fall is told when chance gives one like it in at most so many cases.
ZEKER_VAN_DALING = 0.05
Delen = Mapping[Weekmaand, Mapping[str, Deel]]
Rij = tuple[str, str, tuple[int | None, ...], tuple[str, ...]]


def monitor(telling: Weektelling, instellingen: Monitor) -> Mapping[str, Tabel]:
    """Return the three tables of the year in which the period ends."""
    jaar = {maand: delen for maand, delen in telling.delen.items() if maand.jaar == telling.tot.jaar}
    tot = telling.tot.zondag
    groepen = [(groep, omvang) for groep in instellingen.doelgroepen if (omvang := groep.op(tot))]
    return {
        "bereik": _als_tabel(
            "bereik",
            ("doelgroep", "minstens", "hoogstens", "procent", "vergelijk"),
            [_bereik(groep, omvang.aantal, omvang.gebruik, omvang.bron, jaar) for groep, omvang in groepen],
        ),
        "doelen": _als_tabel(
            "doelen",
            ("stand", "verwacht", "laag", "hoog", "doel"),
            [_voortgang(doel, jaar) for doel in instellingen.doelen],
        ),
        "waarschuwingen": _als_tabel(
            "waarschuwingen", ("eerder", "laatst"), list(_dalers(telling.delen, telling.assen.namen))
        ),
    }


# --- reach -------------------------------------------------------------------------------------------


def _bereik(groep: Doelgroep, aantal: int, gebruik: int, bron: str, jaar: Delen) -> Rij:
    """Say between which numbers the use lies; who has two of these regelingen counts once at the least."""
    grenzen = [_gebruik(regeling, jaar.values()) for regeling in groep.regelingen]
    laag, hoog = max(g[0] for g in grenzen), sum(g[1] for g in grenzen)
    procent, toen = round(100 * laag / aantal), round(100 * gebruik / aantal)
    teken = MINSTENS if laag != hoog else ""
    klein = laag < GRENS
    getallen = (aantal, None if klein else laag, hoog, None if klein else procent, toen)
    return groep.naam, bron, getallen, ("", "–" if klein else "", "", "–" if klein else teken, "")


def _gebruik(regeling: str, maanden: Iterable[Mapping[str, Deel]]) -> tuple[int, int]:
    """Return the least and the most that the first grants of a year can be, from what is told."""
    laag = hoog = 0
    for delen in maanden:
        cellen = delen["regelingen"].cellen
        alle, eerste, weer = (
            cellen.get((regeling, kolom), Cel(0, KLEIN)) for kolom in ("toegekend", "eerste", "opnieuw")
        )
        top = _hoogste(alle, delen["regelingen"])
        if eerste.code == OPEN:
            laag, hoog = laag + eerste.waarde, hoog + eerste.waarde
            continue
        bodem = top - (GRENS - 1) if weer.code == KLEIN and alle.code == OPEN else 0
        laag, hoog = laag + max(bodem, 0), hoog + top
    return laag, max(laag, hoog)


def _hoogste(cel: Cel, deel: Deel) -> int:
    """Return the most that a number of grants can be: when hidden, what the shown ones leave of the sum."""
    if cel.code == OPEN:
        return cel.waarde
    som = next(
        (c for kolom in ("toegekend", "beoordeeld") if not (c := deel.cellen[TOTAAL, kolom]).code), None
    )
    if cel.code == KLEIN or som is None:
        return GRENS - 1
    anderen = (deel.cellen[rij, "toegekend"].waarde for rij in deel.rijen() if rij not in (SAMEN, TOTAAL))
    return max(0, som.waarde - sum(anderen))


# --- targets -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tempo:
    """Where a year heads: the count at its end, and between which numbers with 95% certainty."""

    verwacht: int
    laag: int
    hoog: int


def tempo(aantallen: Sequence[int], weken: Sequence[int], resterend: int) -> Tempo | None:
    """Extend the pace of these months over the weeks that remain; None when that is too early.

    Counts spread as chance gives, and more when months differ more than that. The margin holds for the
    weeks to come and for the pace itself, which is only known from the weeks that were.
    """
    som, voorbij = sum(aantallen), sum(weken)
    if len(aantallen) < MAANDEN_VOOR_TEMPO or som == 0:
        return None
    per_week = som / voorbij
    afwijking = sum((n - per_week * w) ** 2 / (per_week * w) for n, w in zip(aantallen, weken, strict=True))
    spreiding = max(1.0, afwijking / (len(aantallen) - 1))
    marge = Z95 * math.sqrt(spreiding * per_week * resterend * (1 + resterend / voorbij))
    erbij = per_week * resterend
    return Tempo(round(som + erbij), som + max(0, round(erbij - marge)), round(som + erbij + marge))


def _voortgang(doel: Doel, jaar: Delen) -> Rij:
    cellen = [_stand(doel, delen) for delen in jaar.values()]
    aantallen, heel = [aantal for aantal, _ in cellen], all(compleet for _, compleet in cellen)
    weken = [len(maand.weken) for maand in jaar]
    over = sum(len(Weekmaand(maand.jaar, n).weken) for maand in tuple(jaar)[:1] for n in range(1, 13))
    verder = tempo(aantallen, weken, over - sum(weken))
    stand, teken = sum(aantallen), "" if heel else MINSTENS
    toen = f"{doel.nulmeting:,}".replace(",", ".")
    bron = f"{doel.bron} (doel voor {doel.doeljaar}; {doel.nuljaar}: {toen})"
    getallen = (verder.verwacht, verder.laag, verder.hoog) if verder else (None, None, None)
    tekens = (teken,) * 3 if verder else ("–",) * 3
    weg = stand < GRENS
    return (
        doel.naam,
        bron,
        (None if weg else stand, *getallen, doel.doel),
        ("–" if weg else teken, *tekens, ""),
    )


def _stand(doel: Doel, delen: Mapping[str, Deel]) -> tuple[int, bool]:
    """Return what is told of one month, and whether that is all of it."""
    tabel = "verwijzingen" if doel.telt == "verwezen" else "regelingen"
    deel = delen[tabel]
    gezien = [deel.cellen[rij, doel.telt] for rij in deel.rijen() if _hoort_bij(rij, doel)]
    open_ = [cel.waarde for cel in gezien if cel.code == OPEN]
    return sum(open_), len(open_) == len(gezien)


def _hoort_bij(rij: str, doel: Doel) -> bool:
    """Say whether a row counts; somebody to whom is referred is known by the beginning of the name."""
    if doel.telt == "verwezen":
        return rij.casefold().startswith(doel.wat)
    return rij in doel.wat


# --- falling back ------------------------------------------------------------------------------------


def _dalers(delen: Delen, namen: Mapping[str, str]) -> Iterator[Rij]:
    """Yield the regelingen with surely fewer grants in the last three months than in the three before.

    What falls far becomes too small to show: so the most that the last can be stands against the least that
    the earlier can be.
    """
    laatste = sorted(delen)[-2 * MAANDEN_VOOR_TEMPO :]
    if len(laatste) < 2 * MAANDEN_VOOR_TEMPO:
        return
    weken = [len(maand.weken) for maand in laatste]
    for regeling, naam in namen.items():
        tabellen = [delen[maand]["regelingen"] for maand in laatste]
        cellen = [(tabel.cellen.get((regeling, "toegekend"), Cel(0, WEG)), tabel) for tabel in tabellen]
        eerder = sum(cel.waarde for cel, _ in cellen[:MAANDEN_VOOR_TEMPO])
        nu = sum(_hoogste(cel, tabel) for cel, tabel in cellen[MAANDEN_VOOR_TEMPO:])
        kans = kans_op_zo_weinig(nu, eerder + nu, sum(weken[MAANDEN_VOOR_TEMPO:]) / sum(weken))
        if kans <= ZEKER_VAN_DALING:
            sinds = f"sinds {laatste[MAANDEN_VOOR_TEMPO].eerste}"
            yield naam, sinds, (eerder, nu), ("", "")


def kans_op_zo_weinig(aantal: int, samen: int, deel: float) -> float:
    """Return the chance that at most so many of them fall in the last part of the time."""
    logs = [
        math.lgamma(samen + 1) - math.lgamma(n + 1) - math.lgamma(samen - n + 1)
        + n * math.log(deel) + (samen - n) * math.log1p(-deel)
        for n in range(aantal + 1)
    ]  # fmt: skip
    return math.fsum(map(math.exp, logs))


def _als_tabel(naam: str, kolommen: tuple[str, ...], rijen: Sequence[Rij]) -> Tabel:
    import pandas as pd

    namen, sleutels = woorden(), ("label", "bron")
    cijfers = pd.DataFrame(
        [(label, bron, *getallen) for label, bron, getallen, _ in rijen], columns=[*sleutels, *kolommen]
    )
    cijfers[list(kolommen)] = cijfers[list(kolommen)].astype("Int64")
    tekens = pd.DataFrame([rij[3] for rij in rijen], columns=list(kolommen))
    return Tabel(
        naam, namen[f"{naam}.titel"], namen[f"{naam}.definitie"], sleutels, kolommen, cijfers, tekens
    )
