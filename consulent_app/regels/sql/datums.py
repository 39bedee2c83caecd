"""Dates in SQL as whole numbers (20261118): ages and months without a date type."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from consulent_app.regels.sql.mist import Mistboek
from consulent_app.regels.sql.rekenkunde import Rekenkunde
from consulent_app.regels.sql.termen import Term, Weefsel
from consulent_app.regels.sql.waarde import Getal, als_getal


def getal_van(dag: date) -> int:
    """Return a date as the whole number 20261118."""
    return dag.year * 10_000 + dag.month * 100 + dag.day


def van_ordinaal(ordinaal: int) -> int:
    """Return the whole number of a day ordinal."""
    return getal_van(date.fromordinal(ordinaal))


class Datums:
    """The date functions of the language, read at one date."""

    def __init__(self, weefsel: Weefsel, boek: Mistboek, reken: Rekenkunde, peil: int) -> None:
        self.w, self.boek, self.reken, self.peil = weefsel, boek, reken, peil
        self.deel = reken.dialect.deel

    def functie(self, naam: str, delen: list[Getal]) -> Getal:
        """Return the value of a date function."""
        doe: dict[str, Callable[..., Getal]] = {
            "leeftijd_van": self.leeftijd,
            "maanden_sinds": self.maanden_sinds,
            "plus_maanden": self.plus_maanden,
            "jaar": self.jaar,
            "begin_van_jaar": self.begin_van_jaar,
        }
        return doe[naam](*delen)

    def _omgekeerd(self, dag: Getal, vorm: str, laag_open: bool) -> Getal:
        """Return a number that falls as the date rises."""
        laag, hoog = self.w.som(vorm, dag.hoog), self.w.som(vorm, dag.laag)
        if dag.zeker:
            return als_getal(laag, not laag_open)
        if dag.hoog_open and not laag_open:
            laag = self.w.som("coalesce({0}, 0)", laag)
        mist = self.boek.tenzij(self.w.gelijk(laag, hoog), dag.mist)
        return Getal(laag, hoog, mist, False, laag_open and dag.hoog_open, dag.laag_open, not laag_open)

    def leeftijd(self, dag: Getal) -> Getal:
        """Return the age in whole years: 20261118 - 20081119 is short of 18 times 10,000."""
        vorm = self.deel.format(f"({self.peil} - {{0}})", "10000")
        return self._omgekeerd(dag, f"CASE WHEN {{0}} > {self.peil} THEN 0 ELSE {vorm} END", False)

    def leeftijd_van_geborene(self, dag: Getal) -> Getal:
        """Return the age of somebody who is born: the date is never after the peildatum."""
        return self._omgekeerd(dag, self.deel.format(f"({self.peil} - {{0}})", "10000"), False)

    def maanden_sinds(self, dag: Getal) -> Getal:
        """Return the whole months since a date; below zero when it is still to come."""
        jaar, maand, dag_ = self.peil // 10_000, self.peil // 100 % 100, self.peil % 100
        maanden = self._maanden("{0}")
        toen = f"({jaar * 12 + maand} - {maanden})"
        vorm = (
            f"CASE WHEN {{0}} <= {self.peil}"
            f" THEN {toen} - CASE WHEN {{0}} % 100 > {dag_} THEN 1 ELSE 0 END"
            f" ELSE {toen} + CASE WHEN {{0}} % 100 < {dag_} THEN 1 ELSE 0 END END"
        )
        return self._omgekeerd(dag, vorm, True)

    def _maanden(self, dag: str) -> str:
        jaren = self.deel.format(dag, "10000")
        maand = self.deel.format(dag, "100")
        return f"({jaren} * 12 + {maand} % 100)"

    def plus_maanden(self, dag: Getal, maanden: Getal) -> Getal:
        """Return the same day so many months later, or that month's last day when it is shorter."""
        zeker = dag.zeker and maanden.zeker
        laag = self._later(dag.laag, maanden.laag)
        if zeker:
            return als_getal(laag)
        hoog = self.w.som(
            "CASE WHEN {0} = {1} AND {2} = {3} THEN {4} ELSE {5} END",
            dag.laag, dag.hoog, maanden.laag, maanden.hoog, laag, self._later(dag.hoog, maanden.hoog),
        )  # fmt: skip
        open_ = [
            t for g in (dag, maanden) for t, kan in ((g.laag, g.laag_open), (g.hoog, g.hoog_open)) if kan
        ]
        if open_:
            vorm = " OR ".join(f"{{{i + 1}}} IS NULL" for i in range(len(open_)))
            vorm = f"CASE WHEN {vorm} THEN NULL ELSE {{0}} END"
            laag, hoog = self.w.som(vorm, laag, *open_), self.w.som(vorm, hoog, *open_)
        samen = self.boek.samen([dag.mist, maanden.mist])
        mist = self.boek.tenzij(self.w.gelijk(laag, hoog), samen)
        return Getal(laag, hoog, mist, False, bool(open_), bool(open_), True)

    def _later(self, dag: Term, maanden: Term) -> Term:
        jaren, rest = divmod(maanden.waarde, 12) if isinstance(maanden.waarde, int) else (0, 1)
        if rest == 0:
            return self._jaren_later(dag, jaren)
        # Written out in one expression, so that it is only computed where the choice around it wants it.
        totaal = f"({self._maanden('{0}')} + {{1}} - 1)"
        maand, jaar = f"({totaal} % 12 + 1)", self.deel.format(totaal, "12")
        schrikkel = f"{jaar} % 4 = 0 AND ({jaar} % 100 <> 0 OR {jaar} % 400 = 0)"
        lengte = (
            f"CASE WHEN {{0}} % 100 <= 28 THEN 28 WHEN {maand} IN (4, 6, 9, 11) THEN 30"
            f" WHEN {maand} <> 2 THEN 31 WHEN {schrikkel} THEN 29 ELSE 28 END"
        )
        vorm = f"({jaar} * 10000 + {maand} * 100 + least({{0}} % 100, {lengte}))"
        return self.w.som(vorm, dag, maanden)

    def _jaren_later(self, dag: Term, jaren: int) -> Term:
        """Return the same day so many years later: only 29 February is not there every year."""
        erna = f"({{0}} + {jaren * 10_000})"
        jaar = self.deel.format(erna, "10000")
        gewoon = f"({jaar} % 4 <> 0 OR ({jaar} % 100 = 0 AND {jaar} % 400 <> 0))"
        vorm = f"CASE WHEN {{0}} % 10000 = 229 AND {gewoon} THEN {erna} - 1 ELSE {erna} END"
        return self.w.som(vorm, dag)

    def jaar(self, dag: Getal) -> Getal:
        """Return the year of a date."""
        vorm = self.deel.format("{0}", "10000")
        if dag.vast is not None:
            return self.reken.getal(dag.vast // 10_000)
        laag, hoog = self.w.som(vorm, dag.laag), self.w.som(vorm, dag.hoog)
        if dag.zeker:
            return als_getal(laag)
        mist = self.boek.tenzij(self.w.gelijk(laag, hoog), dag.mist)
        return Getal(laag, hoog, mist, False, dag.laag_open, dag.hoog_open, False)

    def begin_van_jaar(self, maand: Getal) -> Getal:
        """Return the first day of the year that begins in this month and runs on the peildatum."""
        nummer = maand.vast
        if nummer is None:
            raise AssertionError("begin_van_jaar vraagt een vaste maand")
        jaar, nu = self.peil // 10_000, self.peil // 100 % 100
        return self.reken.getal((jaar - (nu < nummer)) * 10_000 + nummer * 100 + 1)
