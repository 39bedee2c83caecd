"""The charts beside the tables of a count, as values: only numbers that are told stand in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from consulent_app.acties.telcijfers import Rij, in_punten, van_het_geheel
from consulent_app.tellingen.publicatie import TOTAAL
from consulent_app.tellingen.woorden import woorden

#: More weeks than this stand by telmaand, as in the PDF.
HOOGSTENS_WEKEN = 13
REST = "Anders, of te klein om te tonen"
Rijen = tuple[Rij, ...]


@dataclass(frozen=True)
class Staaf:
    """One bar: what is told of each series, and how far the whole reaches.

    `streep` is what it is compared with; the expectation lies between `laag` and `hoog`.
    """

    naam: str
    delen: tuple[int, ...]
    heel: int
    tekst: str
    uitleg: str
    streep: int | None = None
    verwacht: int | None = None
    laag: int = 0
    hoog: int = 0

    @property
    def top(self) -> int:
        """Return how far anything of it reaches."""
        return max(self.heel, sum(self.delen), self.streep or 0, self.hoog)


@dataclass(frozen=True)
class Grafiek:
    """Bars with the names of what they show; `weg` names the rows of which nothing can be drawn."""

    titel: str
    reeksen: tuple[str, ...]
    staven: tuple[Staaf, ...]
    rest: str = ""
    streep: str = ""
    marge: str = ""
    eenheid: str = ""
    staand: bool = False
    weg: tuple[str, ...] = ()


def maak_grafiek(naam: str, alle: Mapping[str, Rijen]) -> Grafiek | None:
    """Return the chart of a table, None when the table says as much."""
    maak = _MAKERS.get(naam)
    grafiek = maak(naam, alle) if maak and alle[naam] else None
    return grafiek if grafiek and grafiek.staven else None


# --- by time -----------------------------------------------------------------------------------------


def _verloop(naam: str, alle: Mapping[str, Rijen]) -> Grafiek:
    """Draw judgements by week, or of more weeks by telmaand: the row of all in the table by regeling."""
    kolommen = ("toegekend", "afgewezen")
    if len(alle[naam]) <= HOOGSTENS_WEKEN:
        rijen, titel = alle[naam], "Oordelen per week"
    else:
        rijen, titel = _maanden(alle["regelingen"]), "Oordelen per telmaand (getallen: zie Per regeling)"
    return _staand(titel, rijen, kolommen, "beoordeeld", REST)


def _maanden(rijen: Rijen) -> Rijen:
    return tuple(rij for rij in rijen if rij.soort == "maand" and rij.rij == TOTAAL)


def _per_telmaand(
    titel: str, kolommen: tuple[str, ...], heel: str
) -> Callable[[str, Mapping[str, Rijen]], Grafiek]:
    def maak(naam: str, alle: Mapping[str, Rijen]) -> Grafiek:
        rest = "" if heel in kolommen else "Samen; de delen zijn te klein om te tonen"
        return _staand(titel, _maanden(alle[naam]), kolommen, heel, rest)

    return maak


def _staand(titel: str, rijen: Iterable[Rij], kolommen: tuple[str, ...], heel: str, rest: str) -> Grafiek:
    """Keep the place of a time of which nothing is told: a gap, with its sign, is no zero."""
    staven = tuple(_staaf(_korte_weken(rij), rij, kolommen, heel) for rij in rijen)
    zichtbaar = staven if any(staaf.top for staaf in staven) else ()
    return Grafiek(titel, _namen(kolommen), zichtbaar, rest, staand=True)


def _korte_weken(rij: Rij) -> str:
    """Return `W40–43`; the year stands in the fields above."""
    return rij.weken.partition("-")[2].replace(" t/m W", "–")


# --- by row ------------------------------------------------------------------------------------------


def _per_rij(
    titel: str, kolommen: tuple[str, ...], heel: str, *, meeste_eerst: bool = True
) -> Callable[[str, Mapping[str, Rijen]], Grafiek]:
    def maak(naam: str, alle: Mapping[str, Rijen]) -> Grafiek:
        rijen = [rij for rij in van_het_geheel(alle[naam]) if not rij.is_som]
        if meeste_eerst:
            rijen.sort(key=lambda rij: -(rij.getallen[heel] or 0))
        staven = [_staaf(rij.label, rij, kolommen, heel) for rij in rijen]
        weg = tuple(staaf.naam for staaf in staven if not staaf.top)
        kop = f"{titel} ({rijen[0].weken})" if rijen else titel
        rest = "" if heel in kolommen else REST
        return Grafiek(kop, _namen(kolommen), tuple(staaf for staaf in staven if staaf.top), rest, weg=weg)

    return maak


def _staaf(naam: str, rij: Rij, kolommen: Sequence[str], heel: str) -> Staaf:
    delen = tuple(rij.getallen[kolom] or 0 for kolom in kolommen)
    uitleg = _uitleg(naam, rij, dict.fromkeys((heel, *kolommen)))
    return Staaf(naam, delen, rij.getallen[heel] or 0, rij.teksten[heel], uitleg)


def _uitleg(naam: str, rij: Rij, kolommen: Iterable[str]) -> str:
    """Return the numbers of a bar in words."""
    namen = woorden()
    return f"{naam}: " + "; ".join(f"{namen[f'kolom.{k}'].lower()} {rij.teksten[k]}" for k in kolommen)


def _namen(kolommen: Iterable[str]) -> tuple[str, ...]:
    namen = woorden()
    return tuple(namen[f"kolom.{kolom}"] for kolom in kolommen)


# --- the monitor -------------------------------------------------------------------------------------


def _bereik(naam: str, alle: Mapping[str, Rijen]) -> Grafiek:
    """Draw the use as a part of the target group, up to the most that it can be: no more than all of it."""
    staven = []
    for rij in alle[naam]:
        laag, hoogstens = rij.getallen["procent"] or 0, rij.getallen["hoogstens"] or 0
        top = max(laag, min(100, round(100 * hoogstens / (rij.getallen["doelgroep"] or 1))))
        uitleg = _uitleg(rij.label, rij, ("procent", "minstens", "hoogstens", "doelgroep", "vergelijk"))
        eerder = rij.getallen["vergelijk"]
        staven.append(Staaf(rij.label, (laag,), top, rij.teksten["procent"], uitleg, eerder))
    return Grafiek(
        "Deel van de doelgroep, dit jaar tot nu", ("Bereik, minstens",), tuple(staven),
        "Zo hoog kan het zijn", "Eerder bereik", eenheid="%",
    )  # fmt: skip


def _doelen(naam: str, alle: Mapping[str, Rijen]) -> Grafiek:
    """Draw each target as a whole, so that targets of another size stand beside each other.

    Of a year that is over nothing is expected any more.
    """
    staven = []
    for rij in alle[naam]:
        doel = rij.getallen["doel"] or 1
        deel = {kolom: round(100 * (rij.getallen[kolom] or 0) / doel) for kolom in rij.getallen}
        stand, open_ = rij.getallen["stand"], deel["laag"] < deel["hoog"]
        uitleg = _uitleg(rij.label, rij, ("stand", "verwacht", "laag", "hoog", "doel"))
        tekst = f"{rij.teksten['stand']} van {in_punten(doel)}" if stand else rij.teksten["stand"]
        staven.append(
            Staaf(
                rij.label, (deel["stand"],), deel["stand"], tekst, uitleg, 100,
                deel["verwacht"] if open_ else None, deel["laag"], deel["hoog"],
            )
        )  # fmt: skip
    return Grafiek(
        "Deel van het doel", ("Stand",), tuple(staven), "", "Doel",
        "Verwacht aan het eind van het jaar (95%)", eenheid="%",
    )  # fmt: skip


def _dalers(naam: str, alle: Mapping[str, Rijen]) -> Grafiek:
    """Draw what was granted in the last months, with a line where the months before came to."""
    staven = []
    for rij in alle[naam]:
        nu, eerder = rij.getallen["laatst"] or 0, rij.getallen["eerder"] or 0
        uitleg = _uitleg(rij.label, rij, ("eerder", "laatst"))
        staven.append(
            Staaf(rij.label, (nu,), nu, f"{in_punten(nu)}, was {in_punten(eerder)}", uitleg, eerder)
        )
    return Grafiek(
        "Toekenningen in drie telmaanden",
        _namen(("laatst",)),
        tuple(staven),
        streep="De drie ervoor, minstens",
    )


_OORDELEN = ("toegekend", "afgewezen")
_MAKERS: Mapping[str, Callable[[str, Mapping[str, Rijen]], Grafiek]] = {
    "weken": _verloop,
    "regelingen": _per_rij("Oordelen per regeling", _OORDELEN, "beoordeeld"),
    "plaats": _per_rij("Oordelen per plaats", _OORDELEN, "beoordeeld"),
    "gebied": _per_rij("Oordelen per wijk", _OORDELEN, "beoordeeld"),
    "taal": _per_rij("Oordelen per taal", _OORDELEN, "beoordeeld"),
    "huishoudtype": _per_rij("Oordelen per huishouden", _OORDELEN, "beoordeeld", meeste_eerst=False),
    "leeftijd": _per_rij("Oordelen per leeftijd", _OORDELEN, "beoordeeld", meeste_eerst=False),
    "bereikt": _per_telmaand("Bereikte mensen per telmaand", ("volwassenen", "kinderen"), "personen"),
    "dossiers": _per_telmaand("Begonnen gesprekken per telmaand", ("begonnen",), "begonnen"),
    "verwijzingen": _per_rij("Verwijzingen", ("verwezen",), "verwezen"),
    "nazorg": _per_rij("Nagevraagd", ("nagevraagd",), "nagevraagd"),
    "afwijzingen": _per_rij("Afwijzingen naar reden", ("afgewezen",), "afgewezen"),
    "onbekend": _per_rij("Oordelen die op een antwoord wachten", ("oordelen",), "oordelen"),
    "bereik": _bereik,
    "doelen": _doelen,
    "waarschuwingen": _dalers,
}
