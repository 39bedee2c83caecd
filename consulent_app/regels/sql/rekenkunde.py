"""The arithmetic of `bewerkingen`, as SQL: intervals with open ends, Kleene's yes/no, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from consulent_app.regels.sql.dialect import Dialect
from consulent_app.regels.sql.mist import NIETS, Mistboek
from consulent_app.regels.sql.termen import MISSCHIEN, ONWAAR, OPEN, WAAR, Term, Weefsel
from consulent_app.regels.sql.waarde import Getal, Keus, Waarde, als_getal, als_keus

BOVEN, ONDER = "greatest", "least"
_OMGEKEERD = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_PYTHON: dict[str, Callable[[int, int], bool]] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, "==": lambda a, b: a == b,
    ">": lambda a, b: a > b, ">=": lambda a, b: a >= b, "!=": lambda a, b: a != b,
}  # fmt: skip


class Rekenkunde:
    """Makes the terms of each operation; constants are worked out at once."""

    def __init__(self, weefsel: Weefsel, boek: Mistboek, dialect: Dialect) -> None:
        self.w, self.boek, self.dialect = weefsel, boek, dialect
        self.waar, self.onwaar = weefsel.vast(WAAR), weefsel.vast(ONWAAR)
        self.open, self.misschien = weefsel.vast(OPEN), weefsel.vast(MISSCHIEN)

    # --- numbers -------------------------------------------------------------------------------------

    def getal(self, waarde: int) -> Getal:
        """Return a constant."""
        return als_getal(self.w.getal(waarde), waarde >= 0)

    def keer(self, a: Term, b: Term) -> Term:
        """Return the product of two terms; constants are worked out."""
        if isinstance(a.waarde, int) and isinstance(b.waarde, int):
            return self.w.getal(a.waarde * b.waarde)
        if self.open in (a, b):
            return self.open
        return (
            a
            if b.waarde == 1
            else b
            if a.waarde == 1
            else self.w.som("{0}::bigint * {1}", *self._haken(a, b))
        )

    def _haken(self, *termen: Term) -> tuple[Term, ...]:
        return tuple(t if t.soort != "som" or t.vast else self.w.som("({0})", t) for t in termen)

    def _op(self, teken: str, a: Term, b: Term) -> Term:
        if isinstance(a.waarde, int) and isinstance(b.waarde, int):
            return self.w.getal(a.waarde + b.waarde if teken == "+" else a.waarde - b.waarde)
        if self.open in (a, b):
            return self.open
        if b.waarde == 0:
            return a
        return self.w.som(f"({{0}} {teken} {{1}})", a, b)

    def plus(self, a: Getal, b: Getal) -> Getal:
        """Return a + b."""
        zeker, mist = a.zeker and b.zeker, self.boek.samen([a.mist, b.mist])
        laag = self._op("+", a.laag, b.laag)
        return Getal(
            laag, laag if zeker else self._op("+", a.hoog, b.hoog), mist, zeker,
            a.laag_open or b.laag_open, a.hoog_open or b.hoog_open, a.positief and b.positief,
        )  # fmt: skip

    def min(self, a: Getal, b: Getal) -> Getal:
        """Return a - b."""
        zeker, mist = a.zeker and b.zeker, self.boek.samen([a.mist, b.mist])
        laag = self._op("-", a.laag, b.hoog)
        positief = a.vast is not None and b.vast is not None and a.vast >= b.vast
        return Getal(
            laag, laag if zeker else self._op("-", a.hoog, b.laag), mist, zeker,
            a.laag_open or b.hoog_open, a.hoog_open or b.laag_open, positief,
        )  # fmt: skip

    def maal(self, a: Getal, b: Getal) -> Getal:
        """Return a * b; nothing of an unknown number is nothing."""
        if a.vast is not None and b.vast is None:
            a, b = b, a
        if b.vast == 0:
            return self.getal(0)
        if a.zeker and b.zeker:
            return als_getal(self.keer(a.laag, b.laag), a.positief and b.positief)
        mist = self.boek.samen([a.mist, b.mist])
        if b.vast is not None and b.vast > 0:
            return Getal(self.keer(a.laag, b.laag), self.keer(a.hoog, b.hoog), a.mist, False,
                         a.laag_open, a.hoog_open, a.positief)  # fmt: skip
        if a.positief and b.positief:
            nul = "CASE WHEN {0} = 0 OR {1} = 0 THEN 0 ELSE ({0})::bigint * ({1}) END"
            laag, hoog = (
                self.w.som("({0})::bigint * ({1})", a.laag, b.laag),
                self.w.som(nul, a.hoog, b.hoog),
            )
            return self._bekend_is_niets(
                Getal(laag, hoog, mist, False, False, a.hoog_open or b.hoog_open, True)
            )
        return self._bekend_is_niets(self._hoeken(a, b))

    def _hoeken(self, a: Getal, b: Getal) -> Getal:
        """Return the product when either can be below zero: the outermost of the four corners."""
        eindig = (
            "(({0})::bigint * ({2}), ({0})::bigint * ({3}), ({1})::bigint * ({2}), ({1})::bigint * ({3}),"
            " CASE WHEN ({0} IS NULL OR {1} IS NULL) AND ({2} = 0 OR {3} = 0)"
            " OR ({2} IS NULL OR {3} IS NULL) AND ({0} = 0 OR {1} = 0) THEN 0 END)"
        )
        omlaag = (
            "{0} IS NULL AND ({3} IS NULL OR {3} > 0) OR {2} IS NULL AND ({1} IS NULL OR {1} > 0)"
            " OR {1} IS NULL AND ({2} IS NULL OR {2} < 0) OR {3} IS NULL AND ({0} IS NULL OR {0} < 0)"
        )
        omhoog = (
            "{1} IS NULL AND ({3} IS NULL OR {3} > 0) OR {3} IS NULL AND ({1} IS NULL OR {1} > 0)"
            " OR {0} IS NULL AND ({2} IS NULL OR {2} < 0) OR {2} IS NULL AND ({0} IS NULL OR {0} < 0)"
        )
        delen = (a.laag, a.hoog, b.laag, b.hoog)
        laag = self.w.som(f"CASE WHEN {omlaag} THEN NULL ELSE {ONDER}{eindig} END", *delen)
        hoog = self.w.som(f"CASE WHEN {omhoog} THEN NULL ELSE {BOVEN}{eindig} END", *delen)
        return Getal(laag, hoog, self.boek.samen([a.mist, b.mist]), False, True, True, False)

    def _bekend_is_niets(self, getal: Getal) -> Getal:
        """Return the number without mist where both ends meet."""
        if getal.zeker or not getal.mist:
            return getal
        mist = self.boek.tenzij(self.w.gelijk(getal.laag, getal.hoog), getal.mist)
        return Getal(getal.laag, getal.hoog, mist, False, getal.laag_open, getal.hoog_open, getal.positief)

    def uiterste(self, soort: str, delen: Sequence[Getal]) -> Getal:
        """Return the lowest (`min`) or highest (`max`) of these."""
        functie = ONDER if soort == "min" else BOVEN
        laag = self._uiterste(functie, [d.laag for d in delen], any(d.laag_open for d in delen), ONDER)
        hoog = self._uiterste(functie, [d.hoog for d in delen], any(d.hoog_open for d in delen), BOVEN)
        zeker = all(d.zeker for d in delen)
        alle = soort == "min"
        positief = (all if alle else any)(d.positief for d in delen)
        laag_open = (any if alle else all)(d.laag_open for d in delen)
        hoog_open = (all if alle else any)(d.hoog_open for d in delen)
        if zeker:
            return als_getal(laag, positief)
        mist = self.boek.samen([d.mist for d in delen])
        return self._bekend_is_niets(Getal(laag, hoog, mist, False, laag_open, hoog_open, positief))

    def _uiterste(self, functie: str, termen: list[Term], open_: bool, wint: str) -> Term:
        """`least` and `greatest` pass over NULL: right, unless the open end is the one that wins."""
        if all(isinstance(t.waarde, int) for t in termen):
            kies = min if functie == ONDER else max
            return self.w.getal(kies(int(t.waarde) for t in termen if t.waarde is not None))
        lijst = ", ".join(f"{{{i}}}" for i in range(len(termen)))
        if open_ and functie == wint:
            if self.open in termen:
                return self.open
            # A constant that is worked out of an open one has no number of its own.
            kan = [i for i, t in enumerate(termen) if not isinstance(t.waarde, int)]
            is_open = " OR ".join(f"{{{i}}} IS NULL" for i in kan)
            return self.w.som(f"CASE WHEN {is_open} THEN NULL ELSE {functie}({lijst}) END", *termen)
        bekend = [term for term in dict.fromkeys(termen) if term is not self.open]
        if len(bekend) < 2:
            return bekend[0] if bekend else self.open
        lijst = ", ".join(f"{{{i}}}" for i in range(len(bekend)))
        return self.w.som(f"{functie}({lijst})", *bekend)

    # --- dividing and rounding -----------------------------------------------------------------------

    def rond(self, richting: str, teller: Getal, noemer: Getal | None, schaal: int) -> Getal:
        """Return teller / (noemer * schaal), rounded `half`, `neer` or `op` to whole units."""
        if noemer is None or noemer.vast:
            maat = self.w.getal(schaal * (noemer.vast or 1 if noemer else 1))
            laag = self._rond(richting, teller.laag, maat, teller.positief)
            if teller.zeker:
                return als_getal(laag, teller.positief)
            hoog = self._rond(richting, teller.hoog, maat, teller.positief)
            return self._bekend_is_niets(
                Getal(laag, hoog, teller.mist, False, teller.laag_open, teller.hoog_open, teller.positief)
            )
        maat = self.w.getal(schaal)
        onder = self._rond(richting, teller.laag, self.keer(maat, noemer.hoog), teller.positief)
        boven = self._rond(richting, teller.hoog, self.keer(maat, noemer.laag), teller.positief)
        laag = self.w.som("CASE WHEN {0} > 0 THEN {1} ELSE 0 END", noemer.hoog, onder)
        hoog = self.w.som("CASE WHEN {0} > 0 THEN {1} END", noemer.laag, boven)
        mist = self.boek.samen([teller.mist, noemer.mist])
        return self._bekend_is_niets(
            Getal(laag, hoog, mist, False, teller.laag_open, True, teller.positief)
        )

    def _rond(self, richting: str, teller: Term, maat: Term, positief: bool) -> Term:
        if isinstance(teller.waarde, int) and isinstance(maat.waarde, int):
            x, d = teller.waarde, maat.waarde
            gerond = {"half": (2 * x + d) // (2 * d), "neer": x // d, "op": -(-x // d)}[richting]
            return self.w.getal(gerond)
        if maat.waarde == 1 or teller is self.open:
            return teller
        if maat is self.open:
            return self.open
        boven = {"half": "(2 * {0} + {1})", "neer": "{0}", "op": "({0} + {1} - 1)"}[richting]
        onder = "(2 * {1})" if richting == "half" else "{1}"
        onder = onder if maat.vast else f"nullif({onder}, 0)"
        deel = self.dialect.deel.format(boven, onder)
        if positief:
            return self.w.som(deel, teller, maat)
        # Dividing goes towards zero; below zero that is one unit too high unless it comes out even.
        te_hoog = f"CASE WHEN {boven} % {onder} < 0 THEN 1 ELSE 0 END"
        return self.w.som(f"({deel} - {te_hoog})", teller, maat)

    # --- yes and no ----------------------------------------------------------------------------------

    def keus(self, waarde: bool) -> Keus:
        """Return a constant yes or no."""
        return als_keus(self.waar if waarde else self.onwaar)

    def vergelijk(self, op: str, a: Waarde, b: Waarde) -> Keus:
        """Return the comparison; unknown when the intervals overlap."""
        if isinstance(a, Keus) or isinstance(b, Keus):
            assert isinstance(a, Keus), op
            assert isinstance(b, Keus), op
            return self._gelijk_woord(op, a, b)
        if a.vast is not None and b.vast is not None:
            return self.keus(_PYTHON[op](a.vast, b.vast))
        if a.zeker and b.zeker:
            teken = {"==": "=", "!=": "<>"}.get(op, op)
            return als_keus(self.w.som(f"({{0}} {teken} {{1}})", a.laag, b.laag))
        if op in (">", ">="):
            return self.vergelijk(_OMGEKEERD[op], b, a)
        if op == "!=":
            return self.niet(self.vergelijk("==", a, b))
        return self._vergelijk(op, a, b)

    def _vergelijk(self, op: str, a: Getal, b: Getal) -> Keus:
        ja, nee = {
            "<": ("{1} < {2}", "{0} >= {3}"),
            "<=": ("{1} <= {2}", "{0} > {3}"),
            "==": ("{0} = {1} AND {1} = {2} AND {2} = {3}", "{1} < {2} OR {3} < {0}"),
        }[op]
        # An end that is open on every row never decides.
        nooit_ja = op != "==" and self.open in (a.hoog, b.laag)
        nooit_nee = op != "==" and self.open in (a.laag, b.hoog)
        gevallen = [] if nooit_ja else [f"WHEN {ja} THEN TRUE"]
        gevallen += [] if nooit_nee else [f"WHEN {nee} THEN FALSE"]
        vorm = f"CASE {' '.join(gevallen)} END"
        term = self.w.som(vorm, a.laag, a.hoog, b.laag, b.hoog) if gevallen else self.misschien
        return self._keus(term, [a, b], nooit_ja, nooit_nee)

    def _keus(
        self, term: Term, delen: Sequence[Waarde], nooit_ja: bool = False, nooit_nee: bool = False
    ) -> Keus:
        """Return a yes/no that hangs on its parts where it is unknown."""
        mist = self.boek.samen([deel.mist for deel in delen])
        if nooit_ja and nooit_nee:
            term = self.misschien
        open_ = self.boek.tenzij(self.w.bekend(term), mist) if mist else NIETS
        return Keus(term, open_, False, nooit_ja, nooit_nee)

    def _gelijk_woord(self, op: str, a: Keus, b: Keus) -> Keus:
        if self.misschien in (a.term, b.term):
            return self._keus(self.misschien, [a, b], True, True)
        if a.term.vast and b.term.vast:
            return self.keus((a.term.waarde == b.term.waarde) == (op == "=="))
        term = self.w.som("({0} = {1})" if op == "==" else "({0} <> {1})", a.term, b.term)
        return als_keus(term) if a.zeker and b.zeker else self._keus(term, [a, b])

    def niet(self, a: Keus) -> Keus:
        """Return the opposite."""
        if a.vast is not None:
            return self.keus(not a.vast)
        return Keus(self.w.niet(a.term), a.mist, a.zeker, a.nooit_nee, a.nooit_ja)

    def logisch(self, op: str, delen: Sequence[Keus]) -> Keus:
        """Return `and` or `or` of all parts."""
        beslist = op == "or"
        if any(deel.vast is beslist for deel in delen):
            return self.keus(beslist)
        open_ = [deel for deel in delen if deel.vast is None]
        if not open_:
            return self.keus(not beslist)
        if len(open_) == 1:
            return open_[0]
        vorm = "(" + f" {op.upper()} ".join(f"{{{i}}}" for i in range(len(open_))) + ")"
        term = self.w.som(vorm, *(deel.term for deel in open_))
        if all(deel.zeker for deel in open_):
            return als_keus(term)
        een, alle = (any, all) if op == "and" else (all, any)
        nooit_ja, nooit_nee = een(d.nooit_ja for d in open_), alle(d.nooit_nee for d in open_)
        return self._keus(term, open_, nooit_ja, nooit_nee)

    def in_(self, a: Keus, woorden: Sequence[str]) -> Keus:
        """Return whether a word is one of these."""
        if a.term is self.misschien:
            return a
        if isinstance(a.term.waarde, str):
            return self.keus(a.term.waarde in woorden)
        lijst = ", ".join(self.w.woord(woord).vorm for woord in woorden)
        term = self.w.som(f"({{0}} IN ({lijst}))", a.term)
        return als_keus(term) if a.zeker else self._keus(term, [a])

    # --- choosing ------------------------------------------------------------------------------------

    def als(self, c: Keus, dan: Waarde, anders: Waarde) -> Waarde:
        """Return one of two values; everything that both can be when the condition is unknown."""
        if c.vast is not None:
            return dan if c.vast else anders
        if isinstance(dan, Keus) and isinstance(anders, Keus):
            return self._als_keus(c, dan, anders)
        assert isinstance(dan, Getal)
        assert isinstance(anders, Getal)
        return self._als_getal(c, dan, anders)

    def _als_keus(self, c: Keus, dan: Keus, anders: Keus) -> Keus:
        if c.zeker:
            term = self.w.som("CASE WHEN {0} THEN {1} ELSE {2} END", c.term, dan.term, anders.term)
            mist = self.boek.kies([(c.term, dan.mist)], anders.mist)
            return Keus(term, mist, dan.zeker and anders.zeker)
        gelijk = "CASE WHEN {0} THEN {1} WHEN NOT {0} THEN {2} WHEN {1} = {2} THEN {1} END"
        return self._keuze_open(c, self.w.som(gelijk, c.term, dan.term, anders.term), dan, anders)

    def _keuze_open(self, c: Keus, term: Term, dan: Keus, anders: Keus) -> Keus:
        mist = self.boek.kies(
            [(self.w.bekend(term), NIETS), (c.term, dan.mist), (self.w.niet(c.term), anders.mist)],
            self.boek.samen([c.mist, dan.mist, anders.mist]),
        )
        return Keus(term, mist, False)

    def _als_getal(self, c: Keus, dan: Getal, anders: Getal) -> Getal:
        positief = dan.positief and anders.positief
        laag_open, hoog_open = dan.laag_open or anders.laag_open, dan.hoog_open or anders.hoog_open
        if c.zeker:
            vorm = "CASE WHEN {0} THEN {1} ELSE {2} END"
            laag = self._een_van(vorm, c.term, dan.laag, anders.laag)
            if dan.zeker and anders.zeker:
                return als_getal(laag, positief)
            hoog = self._een_van(vorm, c.term, dan.hoog, anders.hoog)
            mist = self.boek.kies([(c.term, dan.mist)], anders.mist)
            return Getal(laag, hoog, mist, False, laag_open, hoog_open, positief)
        vorm = "CASE WHEN {0} THEN {1} WHEN NOT {0} THEN {2} ELSE {3} END"
        laagst = self._uiterste(ONDER, [dan.laag, anders.laag], laag_open, ONDER)
        hoogst = self._uiterste(BOVEN, [dan.hoog, anders.hoog], hoog_open, BOVEN)
        laag = self._een_van(vorm, c.term, dan.laag, anders.laag, laagst)
        hoog = self._een_van(vorm, c.term, dan.hoog, anders.hoog, hoogst)
        mist = self.boek.kies(
            [
                (self.w.gelijk(laag, hoog), NIETS),
                (c.term, dan.mist),
                (self.w.niet(c.term), anders.mist),
            ],
            self.boek.samen([c.mist, dan.mist, anders.mist]),
        )
        return Getal(laag, hoog, mist, False, laag_open, hoog_open, positief)

    def _een_van(self, vorm: str, als: Term, *keuzes: Term) -> Term:
        """Return the choice; without asking when every choice is the same, or when nobody knows."""
        if als is self.misschien or all(keuze is keuzes[0] for keuze in keuzes):
            return keuzes[-1]
        return self.w.som(vorm, als, *keuzes)

    # --- bands ---------------------------------------------------------------------------------------

    def band(self, rijen: Sequence[tuple[int, int]], sleutel: Getal, is_datum: bool) -> Getal:
        """Return the row with the highest threshold not above the key; open below the first."""
        if sleutel.vast is not None and sleutel.vast >= rijen[0][0]:
            return self.getal([w for vanaf, w in rijen if vanaf <= sleutel.vast][-1])
        if sleutel.zeker and rijen[0][0] <= 0 and sleutel.positief:
            stappen = " ".join(f"WHEN {{0}} >= {vanaf} THEN {w}" for vanaf, w in reversed(rijen[1:]))
            vorm = f"CASE {stappen} ELSE {rijen[0][1]} END" if stappen else str(rijen[0][1])
            return als_getal(self.w.som(vorm, sleutel.laag))
        geraakt = []
        for i, (vanaf, waarde) in enumerate(rijen):
            tot = f" AND ({{0}} < {rijen[i + 1][0]} OR {{0}} IS NULL)" if i + 1 < len(rijen) else ""
            geraakt.append(f"CASE WHEN ({{1}} >= {vanaf} OR {{1}} IS NULL){tot} THEN {waarde} END")
        te_laag = f"{{0}} < {rijen[0][0]} OR {{0}} IS NULL"
        delen, lijst = (sleutel.laag, sleutel.hoog), ", ".join(geraakt)
        onder = "NULL" if is_datum else "0"
        # Most keys are known: then one row is enough; the long way is only walked for the others.
        gevallen = " ".join(f"WHEN {{0}} >= {vanaf} THEN {w}" for vanaf, w in reversed(rijen))
        precies = f"{{0}} = {{1}} AND {{0}} >= {rijen[0][0]} THEN CASE {gevallen} END"
        laag = self.w.som(
            f"CASE WHEN {precies} WHEN {te_laag} THEN {onder} ELSE {ONDER}({lijst}) END", *delen
        )
        hoog = self.w.som(
            f"CASE WHEN {{0}} = {{1}} AND {{0}} >= {rijen[0][0]} THEN {{2}}"
            f" WHEN {te_laag} THEN NULL ELSE {BOVEN}({lijst}) END",
            *delen,
            laag,
        )
        return self._bekend_is_niets(Getal(laag, hoog, sleutel.mist, False, is_datum, True, not is_datum))
