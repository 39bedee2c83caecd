"""Somebody with all exports before him, who works out with linear programming what a hidden number can be.

He knows how the tables are made: which sums are equal, that `<10` is 0 to 9, that a number that is hidden
to protect another is 10 or more, what the other exports say of the same weeks, and what each grant pays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from consulent_app.tellingen.feiten import KENMERKEN, KOLOMMEN
from consulent_app.tellingen.publicatie import KEREN, SAMEN, SOORTEN, TOTAAL
from consulent_app.tellingen.tabellen import Weektelling
from consulent_app.tellingen.weken import Week, lees_week, reeks
from tests.tellingen.verzonnen import REGELINGEN

KLEIN, MEE, WEG = "<10", "·", "–"
Vak = tuple[str, ...]
BEDRAGEN = {regeling: cent for regeling, *_, cent in REGELINGEN}


@dataclass
class Stelsel:
    """What is known: sums of boxes that are equal to a number, and bounds of sums."""

    vakken: dict[Vak, int] = field(default_factory=dict)
    gelijk: list[tuple[dict[int, float], float]] = field(default_factory=list)
    hoogstens: list[tuple[dict[int, float], float]] = field(default_factory=list)
    verborgen: dict[Vak, dict[int, float]] = field(default_factory=dict)

    def som(self, vakken: Iterable[Vak]) -> dict[int, float]:
        return {self.vakken.setdefault(vak, len(self.vakken)): 1.0 for vak in vakken}

    def lees(
        self, naam: Vak, vakken: Iterable[Vak], waarde: object, teken: str, *, eigen: bool = True
    ) -> None:
        """Take in one cell of an export."""
        som = self.som(vakken)
        if teken == "":
            self.gelijk.append((som, float(waarde)))
            return
        self.verborgen[naam] = som
        if teken == KLEIN:
            self.hoogstens.append((som, 9.0))
        elif teken == MEE and eigen:
            self.hoogstens.append((dict.fromkeys(som, -1.0), -10.0))

    def zelfde(self, een: Iterable[Vak], ander: Iterable[Vak]) -> None:
        som = self.som(een)
        for vak in self.som(ander):
            som[vak] = som.get(vak, 0.0) - 1.0
        self.gelijk.append((som, 0.0))

    def lees_euro(self, vakken: Iterable[Vak], kolommen: dict[str, tuple[object, str]], cent: int) -> None:
        """Take in an amount in hundreds of so many grants, each of so many cents."""
        euro, teken = kolommen["euro"]
        if teken == "":
            for richting in (1.0, -1.0):
                som = dict.fromkeys(self.som(vakken), richting * cent)
                self.hoogstens.append((som, richting * 100.0 * float(euro) + 5_000))

    def grenzen(self) -> Iterator[tuple[Vak, float, float]]:
        """Yield of every hidden number the least and the most that it can be."""
        matrijs = [self._matrijs(deel) for deel in (self.gelijk, self.hoogstens)]
        for naam, som in self.verborgen.items():
            doel = np.zeros(len(self.vakken))
            doel[list(som)] = list(som.values())
            uit = [
                linprog(
                    teken * doel,
                    A_eq=matrijs[0][0],
                    b_eq=matrijs[0][1],
                    A_ub=matrijs[1][0],
                    b_ub=matrijs[1][1],
                )
                for teken in (1, -1)
            ]
            assert uit[0].status == 0, (naam, uit[0].message)
            laagst = uit[0].fun
            yield naam, laagst, -uit[1].fun if uit[1].status == 0 else np.inf

    def _matrijs(
        self, deel: list[tuple[dict[int, float], float]]
    ) -> tuple[csr_matrix | None, list[float] | None]:
        if not deel:
            return None, None
        rijen = [rij for rij, (som, _) in enumerate(deel) for _ in som]
        kolommen = [vak for som, _ in deel for vak in som]
        waarden = [factor for som, _ in deel for factor in som.values()]
        return csr_matrix((waarden, (rijen, kolommen)), (len(deel), len(self.vakken))), [b for _, b in deel]


def val_aan(exports: Iterable[Weektelling]) -> dict[str, dict[Vak, tuple[float, float]]]:
    """Return per month of weeks what each hidden number can be, from all of these exports together."""
    cellen: dict[tuple[str, str, str, str], dict[str, tuple[object, str]]] = {}
    for telling in exports:
        for naam, tabel in telling.tabellen.items():
            for plek, rij in enumerate(tabel.cijfers.itertuples(index=False)):
                if rij.soort == "periode":
                    continue
                sleutel = (naam, rij.van, rij.tot, getattr(rij, "rij", ""))
                gezien = {k: (getattr(rij, k), tabel.tekens[k].iloc[plek]) for k in tabel.kolommen}
                assert str(cellen.setdefault(sleutel, gezien)) == str(gezien), "twee exports, twee getallen"
    maanden = sorted({(van, tot) for naam, van, tot, _ in cellen if naam == "regelingen"})
    return {van: {n: (a, b) for n, a, b in _maand(cellen, van, tot).grenzen()} for van, tot in maanden}


def _maand(cellen, van: str, tot: str) -> Stelsel:
    stelsel = Stelsel()
    tabel = {
        naam: {
            rij: kolommen
            for (n, v, t, rij), kolommen in cellen.items()
            if n == naam and (v, t) == (van, tot)
        }
        for naam in ("regelingen", *KENMERKEN)
    }
    weken = {v: k for (n, v, _, _), k in cellen.items() if n == "weken" and van <= v <= tot}
    per_week = {
        (v, r): k for (n, v, _, r), k in cellen.items() if n == "weken_regelingen" and van <= v <= tot
    }
    alle_weken = [str(week) for week in reeks(*map(_week, (van, tot)))]
    regelingen = [rij for rij in tabel["regelingen"] if rij not in (TOTAAL, SAMEN)]
    gevouwen = [k for k in KOLOMMEN[:-1] if tabel["regelingen"][TOTAAL][k][1]]

    def vakken(week: str | None, regeling: str | None, kolom: str) -> list[Vak]:
        wie = [regeling] if regeling else regelingen
        wat = {"beoordeeld": KOLOMMEN, "anders": ("anders", *gevouwen)}.get(kolom, (kolom,))
        return [(w, r, k) for w in ([week] if week else alle_weken) for r in wie for k in wat]

    def lees(naam: str, rijen: dict, maak) -> None:
        samen = [rij for rij, k in rijen.items() if rij not in (TOTAAL, SAMEN) and k["beoordeeld"][1]]
        for rij, kolommen in rijen.items():
            wie = {TOTAAL: [None], SAMEN: samen}.get(rij, [rij])
            for kolom, (waarde, teken) in kolommen.items():
                if kolom not in ("beoordeeld", *KOLOMMEN, "overig"):
                    continue
                eigen = kolom == "beoordeeld" or not (kolommen["beoordeeld"][1] or kolom in gevouwen)
                stelsel.lees(
                    (naam, rij, kolom), [v for w in wie for v in maak(w, kolom)], waarde, teken, eigen=eigen
                )

    lees("weken", weken, lambda week, kolom: vakken(week, None, kolom))
    lees("regelingen", tabel["regelingen"], lambda regeling, kolom: vakken(None, regeling, kolom))
    for regeling in regelingen:
        alle = vakken(None, regeling, "toegekend")
        stelsel.lees_euro(alle, tabel["regelingen"][regeling], BEDRAGEN[regeling])
    for (week, regeling), kolommen in per_week.items():
        stelsel.lees_euro(vakken(week, regeling, "toegekend"), kolommen, BEDRAGEN[regeling])
        for kolom in KOLOMMEN:
            waarde, teken = kolommen[kolom]
            eigen = not (tabel["regelingen"][regeling][kolom][1] or weken[week][kolom][1])
            stelsel.lees((week, regeling, kolom), vakken(week, regeling, kolom), waarde, teken, eigen=eigen)
    # How was granted is known by week; whether for the first time only of the whole month.
    for namen, tijden in ((SOORTEN, {week: [week] for week in alle_weken}), (KEREN, {"": alle_weken})):
        for regeling in regelingen:
            for tijd, weken_van in tijden.items():
                delen = [(namen[0], regeling, naam, tijd) for naam in namen]
                stelsel.zelfde(
                    delen, [v for week in weken_van for v in vakken(week, regeling, "toegekend")]
                )
        _splits(stelsel, tabel["regelingen"], regelingen, namen, tuple(tijden))
    _per_week_hoe(stelsel, tabel["regelingen"], per_week)
    for naam in KENMERKEN:
        _kenmerk(stelsel, naam, tabel[naam], vakken)
        lees(
            naam,
            tabel[naam],
            lambda rij, kolom, naam=naam: _van_kenmerk(tabel[naam], naam, rij, kolom, gevouwen),
        )
    return stelsel


def _week(tekst: str) -> Week:
    return lees_week(tekst, "")


def _van_kenmerk(tabel, naam: str, rij: str | None, kolom: str, gevouwen: list[str]) -> list[Vak]:
    rijen = [r for r in tabel if r not in (TOTAAL, SAMEN)] if rij is None else [rij]
    drie = {
        "beoordeeld": ("toegekend", "afgewezen", "overig"),
        "overig": ("overig", *(k for k in ("toegekend", "afgewezen") if k in gevouwen)),
    }
    return [(naam, r, k) for r in rijen for k in drie.get(kolom, (kolom,))]


def _kenmerk(stelsel: Stelsel, naam: str, tabel, vakken) -> None:
    """The same people stand in every table, so the sums of the columns are the same."""
    rijen = [rij for rij in tabel if rij not in (TOTAAL, SAMEN)]
    drie = {
        "toegekend": ["toegekend"],
        "afgewezen": ["afgewezen"],
        "overig": ["voorstel", "aanvraag", "open", "anders"],
    }
    for kolom, delen in drie.items():
        stelsel.zelfde([(naam, r, kolom) for r in rijen], [v for d in delen for v in _kaal(vakken, d)])


def _kaal(vakken, kolom: str) -> list[Vak]:
    return [vak for vak in vakken(None, None, "beoordeeld") if vak[2] == kolom]


def _splits(
    stelsel: Stelsel, tabel, regelingen: list[str], namen: tuple[str, ...], tijden: tuple[str, ...]
) -> None:
    samen = [rij for rij in regelingen if tabel[rij]["beoordeeld"][1]]
    for rij, kolommen in tabel.items():
        wie = {TOTAAL: regelingen, SAMEN: samen}.get(rij, [rij])
        for naam in namen:
            waarde, teken = kolommen[naam]
            eigen = not kolommen["toegekend"][1] and (rij == TOTAAL or not tabel[TOTAAL][naam][1])
            delen = [(namen[0], r, naam, tijd) for r in wie for tijd in tijden]
            stelsel.lees((rij, naam), delen, waarde, teken, eigen=eigen)


def _per_week_hoe(stelsel: Stelsel, tabel, per_week) -> None:
    for (week, regeling), kolommen in per_week.items():
        for naam in SOORTEN:
            waarde, teken = kolommen[naam]
            eigen = not (tabel[regeling][naam][1] or kolommen["toegekend"][1])
            vak = (SOORTEN[0], regeling, naam, week)
            stelsel.lees((week, regeling, naam), [vak], waarde, teken, eigen=eigen)
