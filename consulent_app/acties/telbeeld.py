"""A count as the screen shows it: each table with its texts and its chart, made where nobody waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from consulent_app.acties.telcijfers import Rij, lees_rijen
from consulent_app.acties.telgrafieken import Grafiek, maak_grafiek
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.tellingen.tabellen import Tabel
from consulent_app.tellingen.verslag import Verslag
from consulent_app.tellingen.weken import Week, Weekmaand, weken_in
from consulent_app.tellingen.werkboek import VOLGORDE
from consulent_app.tellingen.woorden import waarom_leeg, woorden

#: The signs in the place of a number, or before it, by the name of the sentence about them.
TEKENS = {"<10": "klein", "·": "mee", "–": "weg", "≥": "minstens"}
WANNEER = "De volgende telmaand, {weken}, staat vanaf {dag} in de tabellen en in wat u bewaart."
TOT_DAN = "Tot dan ziet u die weken alleen hier, bij 'Lopende weken'."


@dataclass(frozen=True)
class Tabelbeeld:
    """One table: words in the first `vooraan` columns, then numbers, at the end where they come from."""

    naam: str
    titel: str
    definitie: str
    koppen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    vooraan: int
    getallen: int
    vet: frozenset[int]
    tekens: tuple[str, ...]
    leeg: str
    grafiek: Grafiek | None


@dataclass(frozen=True)
class Tellingbeeld:
    """All tables, and what holds for all of them."""

    weken: tuple[Week, Week]
    tabellen: tuple[Tabelbeeld, ...]
    over: str
    #: When the next telmaand is told, '' when all that was asked for is.
    straks: str
    #: Nothing can be told yet of what was asked for.
    alleen_lopend: bool


def standaardperiode(vandaag: date) -> tuple[Week, Week]:
    """Return the year so far; as long as nothing of it is told, the year before."""
    nu = Week.van(vandaag)
    if Weekmaand(nu.jaar, 1).is_voorbij(vandaag):
        return Week(nu.jaar, 1), nu
    return Week(nu.jaar - 1, 1), Week(nu.jaar - 1, weken_in(nu.jaar - 1))


def maak_beeld(verslag: Verslag) -> Tellingbeeld:
    """Return what the screen shows of a count."""
    lopend = [] if verslag.lopend is None else [verslag.lopend]
    verteld = [verslag.tabellen[naam] for naam in VOLGORDE] if verslag.telling.maanden else []
    # Beside the weeks that are told, which is where they are missed.
    in_volgorde = (*verteld[:1], *lopend, *verteld[1:])
    alle = {tabel.naam: lees_rijen(tabel) for tabel in in_volgorde}
    tabellen = tuple(_tabelbeeld(tabel, alle) for tabel in in_volgorde)
    over = verslag.over()
    regels = [over[naam] for naam in ("Wat als één telt", "Telmaanden") if naam in over]
    telling = verslag.telling
    return Tellingbeeld(
        (telling.van, telling.tot), tabellen, " ".join(regels), _straks(verslag), not telling.maanden
    )


def _straks(verslag: Verslag) -> str:
    lopend = verslag.telling.lopend
    if not lopend:
        return ""
    eerste = lopend[0]
    weken = f"week {eerste.eerste.nummer} tot en met {eerste.laatste.nummer}"
    wanneer = WANNEER.format(weken=weken, dag=datum_leesbaar(eerste.telt_vanaf))
    delen = (wanneer, TOT_DAN if verslag.lopend is not None else "", verslag.achter.in_woorden())
    return " ".join(deel for deel in delen if deel)


def _tabelbeeld(tabel: Tabel, alle: Mapping[str, tuple[Rij, ...]]) -> Tabelbeeld:
    namen, rijen = woorden(), alle[tabel.naam]
    heeft = [naam for naam in ("weken", "label") if any(getattr(rij, naam) for rij in rijen)]
    achteraan = ["bron"] if "bron" in tabel.sleutels else []
    koppen = [{"weken": "Weken", "label": namen["kolom.label"]}[naam] for naam in heeft]
    koppen += [namen[f"kolom.{kolom}"] for kolom in (*tabel.kolommen, *achteraan)]
    return Tabelbeeld(
        tabel.naam, tabel.titel, tabel.definitie, tuple(koppen),
        tuple(
            (
                *(getattr(rij, naam) for naam in heeft),
                *(rij.teksten[kolom] for kolom in tabel.kolommen),
                *(getattr(rij, naam) for naam in achteraan),
            )
            for rij in rijen
        ),
        len(heeft), len(tabel.kolommen),
        frozenset(plek for plek, rij in enumerate(rijen) if rij.rij == "totaal"),
        _tekens(rij.teksten.values() for rij in rijen),
        "" if rijen else waarom_leeg(tabel.naam), maak_grafiek(tabel.naam, alle),
    )  # fmt: skip


def _tekens(teksten: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return what the signs mean that stand in a table."""
    namen = woorden()
    gezien = {tekst.partition("\u00a0")[0] for rij in teksten for tekst in rij}
    return tuple(namen[f"teken.{naam}"] for teken, naam in TEKENS.items() if teken in gezien)
