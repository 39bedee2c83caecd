"""Folding rows into the row above them: som, tel, enige and elk, with what is missing in them."""

from __future__ import annotations

from collections.abc import Callable

from consulent_app.regels.sql.mist import NIETS, Atoom, Mist, Mistboek, Woord
from consulent_app.regels.sql.rekenkunde import Rekenkunde
from consulent_app.regels.sql.termen import OUDER, Term, Weefsel
from consulent_app.regels.sql.waarde import Getal, Keus, Waarde, als_getal, als_keus

GROEPEN = {
    "belanghebbenden": "('aanvrager', 'partner')",
    "kinderen": "('kind')",
    "medebewoners": "('medebewoner')",
}
SOM = "coalesce(sum({0}), 0)::bigint"


class Vouwen:
    """Makes the folds of one package.

    What is missing below is gathered in one word per round, `bijdragen`: each fold has its own bits
    in it, so that afterwards one `&` tells which answers of which row a household is waiting for.
    """

    def __init__(self, weefsel: Weefsel, boek: Mistboek, reken: Rekenkunde) -> None:
        self.w, self.boek, self.reken = weefsel, boek, reken
        self.bijdragen: dict[tuple[str, Woord, int], list[Term]] = {}
        self._verzameld: dict[tuple[str, Woord, int], Term] = {}
        self._aantal = 0

    def lid(self, groep: str) -> Term | None:
        """Return whether a person is in this group; None for everybody."""
        woorden = GROEPEN.get(groep)
        return self.w.som(f"({{0}} IN {woorden})", self.w.bron("personen", "rol")) if woorden else None

    def vouw(self, soort: str, inhoud: Waarde, tak: str, lid: Term | None) -> Waarde:
        """Return the fold of a value over the rows of `tak` of which `lid` holds."""
        inhoud = self._op_rij(inhoud, tak)
        doe: dict[str, Callable[..., Waarde]] = {
            "som": self._som, "tel": self._tel, "enige": self._enige, "elk": self._elk,
        }  # fmt: skip
        return doe[soort](inhoud, tak, lid)

    def _op_rij(self, inhoud: Waarde, tak: str) -> Waarde:
        """Give a constant the rows that it is to be counted on."""
        if any(not term.vast for term in inhoud.termen):
            return inhoud
        rij = self.w.bron(tak, "hh")
        if isinstance(inhoud, Keus):
            return Keus(self.w.som("({1} OR {0} IS NULL)", rij, inhoud.term), inhoud.mist, inhoud.zeker)
        laag, hoog = (self.w.som("({1} + 0 * {0})", rij, t) for t in inhoud.termen)
        laag = hoog if inhoud.zeker else laag
        return Getal(laag, hoog, inhoud.mist, inhoud.zeker, inhoud.laag_open, inhoud.hoog_open)

    def _alleen(self, lid: Term | None, term: Term, anders: str = "0") -> Term:
        return (
            term if lid is None else self.w.som(f"CASE WHEN {{0}} THEN {{1}} ELSE {anders} END", lid, term)
        )

    def _som(self, inhoud: Getal, tak: str, lid: Term | None) -> Getal:
        laag = self.w.vouw(SOM, self._alleen(lid, inhoud.laag))
        if inhoud.zeker:
            return als_getal(laag, inhoud.positief)
        hoog = self.w.vouw(SOM, self._alleen(lid, inhoud.hoog))
        if inhoud.hoog_open:
            open_ = self.w.vouw("coalesce(bool_or({0} IS NULL), FALSE)", self._alleen(lid, inhoud.hoog))
            hoog = self.w.som("CASE WHEN {1} THEN NULL ELSE {0} END", hoog, open_)
        mist = self._gevouwen(self._leden_mist(lid, inhoud.mist), tak)
        return self._zonder_mist_als_bekend(Getal(laag, hoog, mist, False, False, inhoud.hoog_open, True))

    def _zonder_mist_als_bekend(self, getal: Getal) -> Getal:
        gelijk = self.w.som("{0} = {1}", getal.laag, getal.hoog)
        mist = self.boek.tenzij(gelijk, getal.mist)
        return Getal(getal.laag, getal.hoog, mist, False, False, getal.hoog_open, True)

    def _tel(self, inhoud: Keus, tak: str, lid: Term | None) -> Getal:
        ja = self.w.som("CASE WHEN {0} THEN 1 ELSE 0 END", inhoud.term)
        if inhoud.zeker:
            return als_getal(self.w.vouw(SOM, self._alleen(lid, ja)))
        misschien = self.w.som("CASE WHEN NOT {0} THEN 0 ELSE 1 END", inhoud.term)
        geteld = Getal(ja, misschien, inhoud.mist, False)
        return self._som(geteld, tak, lid)

    def _enige(self, inhoud: Keus, tak: str, lid: Term | None) -> Keus:
        if inhoud.zeker:
            in_groep = self._alleen(lid, inhoud.term, "FALSE")
            return als_keus(self.w.vouw("coalesce(bool_or({0}), FALSE)", in_groep))
        trit = self.w.som("CASE WHEN {0} THEN 2 WHEN {0} IS NULL THEN 1 ELSE 0 END", inhoud.term)
        hoogste = self.w.vouw("coalesce(max({0}), 0)", self._alleen(lid, trit))
        term = self.w.som("CASE {0} WHEN 2 THEN TRUE WHEN 0 THEN FALSE END", hoogste)
        mist = self._gevouwen(self._leden_mist(lid, inhoud.mist), tak)
        return Keus(term, self.boek.tenzij(self.w.som("{0} <> 1", hoogste), mist), False)

    def _elk(self, inhoud: Keus, tak: str, lid: Term | None) -> Keus:
        return self.reken.niet(self._enige(self.reken.niet(inhoud), tak, lid))

    # --- what is missing below -----------------------------------------------------------------------

    def _leden_mist(self, lid: Term | None, mist: Mist) -> Mist:
        return mist if lid is None or not mist else self.boek.kies([(lid, mist)], NIETS)

    def _gevouwen(self, mist: Mist, tak: str) -> Mist:
        """Return what is missing in the rows below, in words of the row above."""
        if not mist:
            return NIETS
        self._aantal += 1
        delen: list[Mist] = []
        for woord, term in mist.woorden.items():
            if woord[0] == tak:
                atomen = [a for a in mist.atomen if self.boek.plaats(a)[0] == woord]
                delen += [self._via(tak, atoom, self._bit(term, atoom)) for atoom in atomen]
            else:
                if term.vast:
                    rij = self.w.bron(tak, "hh")
                    term = self.w.som("CASE WHEN {0} IS NULL THEN 0 ELSE {1} END", rij, term)
                bits = self.w.vouw("coalesce(bit_or({0}), 0)::bigint", term)
                delen.append(Mist(frozenset(a for a in mist.atomen if a.tak == woord[0]), {woord: bits}))
        return self.boek.samen(delen)

    def _bit(self, term: Term, atoom: Atoom) -> Term:
        return self.w.som(f"(({{0}} & {self.boek.plaats(atoom)[1]}::bigint) <> 0)", term)

    def _via(self, tak: str, atoom: Atoom, mist_hier: Term) -> Mist:
        via = Atoom(OUDER[tak], "via", tak, self._aantal, atoom)
        woord, bit = self.boek.plaats(via)
        bijdrage = self.w.som(f"CASE WHEN {{0}} THEN {bit}::bigint ELSE 0 END", mist_hier)
        sleutel = (tak, woord, bijdrage.ronde)
        if sleutel not in self.bijdragen:
            self.bijdragen[sleutel] = []
            self._verzameld[sleutel] = Term("", (), tak, "som", bijdrage.ronde)
        self.bijdragen[sleutel].append(bijdrage)
        alles = self.w.vouw("coalesce(bit_or({0}), 0)::bigint", self._verzameld[sleutel])
        return Mist(frozenset({via}), {woord: self.w.som(f"({{0}} & {bit}::bigint)", alles)})

    def rond_af(self) -> dict[tuple[str, Woord, int], Term]:
        """Put the contributions of all folds together; returns the word of each table and round."""
        for sleutel, termen in self.bijdragen.items():
            term = self._verzameld[sleutel]
            term.vorm = "(" + " | ".join(f"{{{i}}}" for i in range(len(termen))) + ")"
            term.delen = tuple(termen)
        return self._verzameld

    # --- a list of which it is not known what is in it --------------------------------------------------

    def onbekende_lijst(self, soort: str, gevouwen: Waarde, aantal: Keus) -> Waarde:
        """Return the fold where the list is known, and everything that it could be elsewhere."""
        if aantal.zeker:
            return gevouwen
        weet = self.w.som("{0} IS NOT NULL", aantal.term)
        mist = self.boek.kies([(weet, gevouwen.mist)], aantal.mist)
        if isinstance(gevouwen, Keus):
            return Keus(self.w.som("CASE WHEN {0} THEN {1} END", weet, gevouwen.term), mist, False)
        laag = self.w.som("CASE WHEN {0} THEN {1} ELSE 0 END", weet, gevouwen.laag)
        hoog = self.w.som("CASE WHEN {0} THEN {1} END", weet, gevouwen.hoog)
        return Getal(laag, hoog, mist, False, False, True, True)
