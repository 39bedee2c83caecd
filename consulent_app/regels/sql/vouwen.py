"""Folding rows into the row above them: som, tel, enige and elk, with what is missing in them."""

from __future__ import annotations

from collections.abc import Callable

from consulent_app.regels.sql.mist import NIETS, WOORDLENGTE, Atoom, Mist, Mistboek, Woord
from consulent_app.regels.sql.rekenkunde import Rekenkunde
from consulent_app.regels.sql.termen import ONWAAR, OPEN, OUDER, Term, Weefsel
from consulent_app.regels.sql.waarde import Getal, Keus, Waarde, als_getal, als_keus

GROEPEN = {
    "belanghebbenden": "('aanvrager', 'partner')",
    "aanvrager": "('aanvrager')",
    "partner": "('partner')",
    "kinderen": "('kind')",
    "medebewoners": "('medebewoner')",
}
#: Every household has somebody in these.
NOOIT_LEEG = ("personen", "belanghebbenden", "aanvrager")
#: Bits for a count of rows: a household or a list never has so many.
TELLER = 15
EEN_ALS = "CASE WHEN {0} THEN 1 ELSE 0 END"
SOM = "coalesce(sum({0}), 0)::bigint"
#: Of which rows, what is missing there, and the bits that say so.
Bijdrage = tuple[Term | None, Term, int]


class Samen:
    """An expression that puts many parts together, those of the same members in one choice.

    A question of who counts, asked once for all that hangs on it, also spares the work for the others.
    """

    def __init__(self, term: Term, teken: str) -> None:
        self.term, self.teken = term, teken
        self._delen: dict[int, tuple[Term | None, list[Term]]] = {}

    def voeg_toe(self, lid: Term | None, deel: Term) -> None:
        """Put a part in it, for the rows of `lid`; None for all."""
        delen = self._delen.setdefault(id(lid), (lid, []))[1]
        if deel not in delen:
            delen.append(deel)
            self.term.delen = tuple(t for lid, delen in self._delen.values() for t in (lid, *delen) if t)

    def rond_af(self) -> None:
        """Write the expression out."""
        plek, stukken = 0, []
        for lid, delen in self._delen.values():
            eerste = plek + (lid is not None)
            som = f" {self.teken} ".join(f"{{{eerste + nummer}}}" for nummer in range(len(delen)))
            stukken.append(som if lid is None else f"CASE WHEN {{{plek}}} THEN ({som}) ELSE 0 END")
            plek = eerste + len(delen)
        self.term.vorm = "(" + f" {self.teken} ".join(stukken) + ")"


class Pakwoorden:
    """Words in which many small values travel up together: one fold then does for all of them."""

    def __init__(self, teken: str) -> None:
        self.teken = teken
        self._samen: dict[int, Samen] = {}
        self._open: dict[tuple[str | None, int], tuple[Term, int]] = {}
        self._plaatsen: dict[tuple[int, ...], tuple[int, Term]] = {}

    def plaats(self, tak: str, inhoud: Term, bits: int, lid: Term | None = None) -> tuple[int, Term]:
        """Return the first bit of a place for this value, and the word; the same value has one place."""
        sleutel = (id(inhoud), id(lid))
        if sleutel not in self._plaatsen:
            woord, plek = self._open.get((tak, inhoud.ronde), (None, WOORDLENGTE))
            if woord is None or plek + bits > WOORDLENGTE:
                woord, plek = Term("", (), tak, "som", inhoud.ronde), 0
                self._samen[id(woord)] = Samen(woord, self.teken)
            self._open[tak, inhoud.ronde] = woord, plek + bits
            self._plaatsen[sleutel] = plek, woord
        return self._plaatsen[sleutel]

    def voeg_toe(self, woord: Term, lid: Term | None, deel: Term) -> None:
        """Put a value, already at its place, in the word."""
        self._samen[id(woord)].voeg_toe(lid, deel)

    def rond_af(self) -> None:
        """Write the words out."""
        for samen in self._samen.values():
            samen.rond_af()


class Vouwen:
    """Makes the folds of one package.

    What is missing below is gathered in one word per round, `bijdragen`: each fold has its own bits
    in it, so that afterwards one `&` tells which answers of which row a household is waiting for.
    """

    def __init__(self, weefsel: Weefsel, boek: Mistboek, reken: Rekenkunde) -> None:
        self.w, self.boek, self.reken = weefsel, boek, reken
        self.bijdragen: dict[tuple[str, Woord, int], dict[tuple[int, int], Bijdrage]] = {}
        self._verzameld: dict[tuple[str, Woord, int], Term] = {}
        self._aantal = 0
        self.tekens, self.tellers = Pakwoorden("|"), Pakwoorden("+")

    def lid(self, groep: str) -> Term | None:
        """Return whether a person is in this group; None for everybody."""
        woorden = GROEPEN.get(groep)
        return self.w.som(f"({{0}} IN {woorden})", self.w.bron("personen", "rol")) if woorden else None

    def vouw(self, soort: str, inhoud: Waarde, tak: str, groep: str) -> Waarde:
        """Return the fold of a value over the rows of `tak` that are in this group, or over all."""
        if isinstance(inhoud, Keus) and (vast := self._vast(soort, inhoud.vast, groep)) is not None:
            return vast
        inhoud, lid = self._op_rij(inhoud, tak), self.lid(groep)
        if soort == "som" and isinstance(inhoud, Getal) and inhoud.hoog.vorm == OPEN:
            return self._som_zonder_einde(inhoud, tak, lid, groep in NOOIT_LEEG)
        doe: dict[str, Callable[..., Waarde]] = {
            "som": self._som, "tel": self._tel, "enige": self._enige, "elk": self._elk,
        }  # fmt: skip
        return doe[soort](inhoud, tak, lid)

    def _vast(self, soort: str, inhoud: bool | None, groep: str) -> Waarde | None:
        """Return the fold of what is the same for everybody, where that does not hang on the rows."""
        if inhoud is False and soort == "tel":
            return self.reken.getal(0)
        leeg = {"enige": False, "elk": True}.get(soort)
        if inhoud is None or leeg is None or (inhoud is not leeg and groep not in NOOIT_LEEG):
            return None
        return self.reken.keus(inhoud)

    def _op_rij(self, inhoud: Waarde, tak: str) -> Waarde:
        """Give a constant the rows that it is to be counted on."""
        if isinstance(inhoud, Getal) or not inhoud.term.vast:
            return inhoud
        rij = self.w.bron(tak, "hh")
        return Keus(self.w.som("({1} OR {0} IS NULL)", rij, inhoud.term), inhoud.mist, inhoud.zeker)

    def _alleen(self, lid: Term | None, term: Term, anders: str = "0") -> Term:
        return (
            term if lid is None else self.w.som(f"CASE WHEN {{0}} THEN {{1}} ELSE {anders} END", lid, term)
        )

    def _som(self, inhoud: Getal, tak: str, lid: Term | None) -> Getal:
        laag = self._opgeteld(inhoud.laag, tak, lid)
        if inhoud.zeker:
            return als_getal(laag, inhoud.positief)
        hoog = self._opgeteld(inhoud.hoog, tak, lid)
        if inhoud.hoog_open:
            ends = self._alleen(lid, self._van_rij(inhoud.hoog, tak))
            open_ = self.w.vouw("coalesce(bool_or({0} IS NULL), FALSE)", ends)
            hoog = self.w.som("CASE WHEN {1} THEN NULL ELSE {0} END", hoog, open_)
        mist = self._gevouwen(lid, inhoud.mist, tak)
        return self._zonder_mist_als_bekend(Getal(laag, hoog, mist, False, False, inhoud.hoog_open, True))

    def _som_zonder_einde(self, inhoud: Getal, tak: str, lid: Term | None, zeker_iemand: bool) -> Getal:
        """Return the sum of what has no highest value for anybody: open as soon as there is a row."""
        laag, hoog = self._opgeteld(inhoud.laag, tak, lid), inhoud.hoog
        if not zeker_iemand:
            ja = self._op_rij(als_keus(self.reken.waar), tak)
            assert isinstance(ja, Keus)
            iemand = self._enige(ja, tak, lid)
            hoog = self.w.som("CASE WHEN {0} THEN NULL ELSE 0 END", iemand.term)
        mist = self._gevouwen(lid, inhoud.mist, tak)
        return self._zonder_mist_als_bekend(Getal(laag, hoog, mist, False, False, True, True))

    def _opgeteld(self, term: Term, tak: str, lid: Term | None) -> Term:
        if term.waarde == 0 or term.vorm == OPEN:
            return self.w.getal(0)
        return self.w.vouw(SOM, self._alleen(lid, self._van_rij(term, tak)))

    def _van_rij(self, term: Term, tak: str) -> Term:
        """Return a term as one of these rows; a constant has none of its own."""
        return self.w.som("({1} + 0 * {0})", self.w.bron(tak, "hh"), term) if term.vast else term

    def _zonder_mist_als_bekend(self, getal: Getal) -> Getal:
        mist = self.boek.tenzij(self.w.gelijk(getal.laag, getal.hoog), getal.mist)
        return Getal(getal.laag, getal.hoog, mist, False, False, getal.hoog_open, True)

    def _tel(self, inhoud: Keus, tak: str, lid: Term | None) -> Getal:
        laag = self._aantal_rijen(tak, self.w.som(EEN_ALS.format("{0}"), inhoud.term), lid)
        if inhoud.zeker:
            return als_getal(laag)
        misschien = self.w.som("CASE WHEN NOT {0} THEN 0 ELSE 1 END", inhoud.term)
        hoog = self._aantal_rijen(tak, misschien, lid)
        mist = self._gevouwen(lid, inhoud.mist, tak)
        return self._zonder_mist_als_bekend(Getal(laag, hoog, mist, False))

    def _aantal_rijen(self, tak: str, een_of_nul: Term, lid: Term | None) -> Term:
        plek, woord = self.tellers.plaats(tak, een_of_nul, TELLER, lid)
        keer = self.w.getal(1 << plek)
        self.tellers.voeg_toe(woord, lid, self.reken.keer(een_of_nul, keer))
        geteld = self.w.vouw("coalesce(sum({0}), 0)::bigint", woord)
        return self.w.som(f"(({{0}} >> {plek}) & {(1 << TELLER) - 1})", geteld)

    def _enige(self, inhoud: Keus, tak: str, lid: Term | None) -> Keus:
        ja, misschien = "THEN {1} ELSE 0 END", "THEN {1} WHEN {0} IS NULL THEN {2} ELSE 0 END"
        plek, woord = self.tekens.plaats(tak, inhoud.term, 2, lid)
        bit_ja, bit_misschien = self.boek.masker(1 << plek), self.boek.masker(2 << plek)
        vorm = f"CASE WHEN {{0}} {ja if inhoud.zeker else misschien}"
        teken = self.w.som(vorm, inhoud.term, bit_ja, *(() if inhoud.zeker else (bit_misschien,)))
        self.tekens.voeg_toe(woord, lid, teken)
        gezien = self.w.vouw("coalesce(bit_or({0}), 0)::bigint", woord)
        is_ja, kan = f"({{0}} & {1 << plek}::bigint) <> 0", f"({{0}} & {3 << plek}::bigint) = 0"
        if inhoud.zeker:
            return als_keus(self.w.som(f"({is_ja})", gezien))
        term = self.w.som(f"CASE WHEN {is_ja} THEN TRUE WHEN {kan} THEN FALSE END", gezien)
        mist = self._gevouwen(lid, inhoud.mist, tak)
        return Keus(term, self.boek.tenzij(self.w.bekend(term), mist), False)

    def _elk(self, inhoud: Keus, tak: str, lid: Term | None) -> Keus:
        return self.reken.niet(self._enige(self.reken.niet(inhoud), tak, lid))

    # --- what is missing below -----------------------------------------------------------------------

    def _gevouwen(self, lid: Term | None, mist: Mist, tak: str) -> Mist:
        """Return what is missing in the rows below that count, in words of the row above."""
        if not mist:
            return NIETS
        self._aantal += 1
        delen: list[Mist] = []
        for woord, term in mist.woorden.items():
            if woord[0] == tak:
                atomen = [a for a in mist.atomen if self.boek.plaats(a)[0] == woord]
                delen += [self._via(tak, lid, atoom, self._bit(term, atoom)) for atoom in atomen]
            else:
                term = self._alleen(lid, term)
                if term.vast:
                    rij = self.w.bron(tak, "hh")
                    term = self.w.som("CASE WHEN {0} IS NULL THEN 0 ELSE {1} END", rij, term)
                bits = self.w.vouw("coalesce(bit_or({0}), 0)::bigint", term)
                delen.append(Mist(frozenset(a for a in mist.atomen if a.tak == woord[0]), {woord: bits}))
        return self.boek.samen(delen)

    def _bit(self, term: Term, atoom: Atoom) -> Term:
        return self.w.som(f"(({{0}} & {self.boek.plaats(atoom)[1]}::bigint) <> 0)", term)

    def _via(self, tak: str, lid: Term | None, atoom: Atoom, mist_hier: Term) -> Mist:
        via = Atoom(OUDER[tak], "via", tak, self._aantal, atoom)
        woord, bit = self.boek.plaats(via)
        sleutel = (tak, woord, mist_hier.ronde)
        if sleutel not in self.bijdragen:
            self.bijdragen[sleutel] = {}
            self._verzameld[sleutel] = Term("", (), tak, "som", mist_hier.ronde)
        # What is missing here is asked once, for all the folds that it is missing in.
        bijdrage = (id(lid), id(mist_hier))
        *_, bits = self.bijdragen[sleutel].get(bijdrage, (0,))
        self.bijdragen[sleutel][bijdrage] = lid, mist_hier, bits | bit
        alles = self.w.vouw("coalesce(bit_or({0}), 0)::bigint", self._verzameld[sleutel])
        return Mist(frozenset({via}), {woord: self.w.som(f"({{0}} & {bit}::bigint)", alles)})

    def rond_af(self) -> dict[tuple[str, Woord, int], Term]:
        """Put the contributions of all folds together; returns the word of each table and round."""
        self.tekens.rond_af()
        self.tellers.rond_af()
        for sleutel, bijdragen in self.bijdragen.items():
            samen = Samen(self._verzameld[sleutel], "|")
            for lid, mist, bits in bijdragen.values():
                samen.voeg_toe(lid, self.w.som(f"CASE WHEN {{0}} THEN {bits}::bigint ELSE 0 END", mist))
            samen.rond_af()
        return self._verzameld

    # --- a list of which it is not known what is in it --------------------------------------------------

    def onbekende_lijst(self, soort: str, gevouwen: Waarde, aantal: Keus) -> Waarde:
        """Return the fold where the list is known, and everything that it could be elsewhere."""
        if aantal.zeker:
            return gevouwen
        weet = self.w.bekend(aantal.term)
        mist = self.boek.kies([(weet, gevouwen.mist)], aantal.mist)
        if weet.vorm == ONWAAR:
            if isinstance(gevouwen, Keus):
                return Keus(self.reken.misschien, mist, False, True, True)
            return Getal(self.w.getal(0), self.reken.open, mist, False, False, True, True)
        if isinstance(gevouwen, Keus):
            return Keus(self.w.som("CASE WHEN {0} THEN {1} END", weet, gevouwen.term), mist, False)
        laag = self.w.som("CASE WHEN {0} THEN {1} ELSE 0 END", weet, gevouwen.laag)
        hoog = self.w.som("CASE WHEN {0} THEN {1} END", weet, gevouwen.hoog)
        return Getal(laag, hoog, mist, False, False, True, True)
