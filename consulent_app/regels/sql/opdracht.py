"""From terms to statements: which step computes what, on which rows, and what it hands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from consulent_app.regels.sql.dialect import Dialect
from consulent_app.regels.sql.termen import OUDER, SLEUTEL, Term, alle
from consulent_app.regels.sql.velden import SLEUTELS

#: Which rows are worked on first within a round.
VOLGORDE = (
    "inkomens", "kosten", "eerder_toegekend", "kosten_p", "eerder_toegekend_p", "personen", "huishoudens",
)  # fmt: skip
#: Between rows and those of them that are meant: `personen/kind`.
LOS = "/"
ROLLEN = {
    "volwassene": "('aanvrager', 'partner')",
    "kind": "('kind')",
    "persoon": "('aanvrager', 'partner', 'kind', 'medebewoner')",
}


@dataclass(frozen=True)
class Stappenplan:
    """The statements of one package: each makes the table of its name out of the ones before it.

    `laatste` names, per group of rows, the table that holds all its columns in the end.
    """

    stappen: tuple[tuple[str, str], ...]
    laatste: Mapping[str, str]


@dataclass(frozen=True)
class Keuze:
    """Which rows a statement is about: those of which `rij` holds, of the households of a query."""

    rij: str = ""
    huishoudens: str = ""

    def waar(self) -> str:
        """Return the WHERE of the rows `b`."""
        eisen = [self.rij] if self.rij else []
        eisen += [f"b.hh IN ({self.huishoudens})"] if self.huishoudens else []
        return f" WHERE {' AND '.join(eisen)}" if eisen else ""


ALLES = Keuze()


class Plan:
    """Divides the terms over steps. A step is all that is computed on one kind of rows in one round.

    `wortels` are the terms to keep, by name, per group: a kind of rows (`personen`), or those of them
    that something is about (`personen/kind`), which are computed for those alone. `gaat_over` gives
    of a group of households (`huishoudens/iit`) the term that is false where it is not about them.
    `wacht` gives, per group, the words and bits that say that an answer of a person is waited for.
    """

    def __init__(
        self,
        wortels: Mapping[str, Mapping[str, Term]],
        dialect: Dialect,
        gaat_over: Mapping[str, Term],
        wacht: Mapping[str, list[tuple[Term, int]]],
    ) -> None:
        self.wortels, self.dialect, self.gaat_over, self.wacht = wortels, dialect, gaat_over, wacht
        self.termen = alle(term for kolommen in wortels.values() for term in kolommen.values())
        self.laatste_ronde: dict[str, int] = {}
        for term in self.termen:
            if term.tak is not None:
                self.laatste_ronde[term.tak] = max(self.laatste_ronde.get(term.tak, 0), term.ronde)
        for groep in wortels:
            self.laatste_ronde.setdefault(groep.partition(LOS)[0], 0)
        #: Rows of which the rows below them take something over: they have to be kept as they are.
        self.boven = {t.delen[0].tak for t in self.termen if t.soort == "erf"}
        self._noem()

    def _noem(self) -> None:
        """Give a name to what is kept: what is used twice, further on, or at the end."""
        gebruik: dict[int, int] = defaultdict(int)
        bewaard: set[int] = set()
        for term in self.termen:
            for deel in term.delen:
                gebruik[id(deel)] += 1
                if term.soort in ("vouw", "erf"):
                    bewaard.add(id(deel))
        bewaard |= {id(term) for kolommen in self.wortels.values() for term in kolommen.values()}
        for nummer, term in enumerate(self.termen):
            kolom = term.soort in ("bron", "vouw", "erf")
            if not term.vast and (kolom or id(term) in bewaard or gebruik[id(term)] > 1):
                term.naam = term.vorm if term.soort == "bron" else f"c{nummer}"

    def stappenplan(self) -> Stappenplan:
        """Return the statements in order."""
        stappen, laatste = [], {}
        for ronde in range(max(self.laatste_ronde.values(), default=0) + 1):
            for tak in VOLGORDE:
                klaar = ronde == self.laatste_ronde.get(tak, -1) and tak != "personen"
                if klaar or (tak in self.boven and ronde <= self.laatste_ronde.get(tak, -1)):
                    nodig = self._doorgeven(tak, ronde)
                    stappen.append((tabel(tak, ronde), self._blok(tak, nodig)))
                    laatste[tak] = tabel(tak, ronde)
        for groep, kolommen in self.wortels.items():
            tak, los, deel = groep.partition(LOS)
            if los:
                laatste[groep] = f"{tak}_{deel}"
                keuze = self._keuze(groep, laatste["huishoudens"])
                stappen.append((laatste[groep], self._blok(tak, _eens(kolommen), keuze)))
        if self.wortels.get("personen"):
            laatste["personen"] = "personen_open"
            keuze = Keuze("", self._wachtenden(laatste))
            stappen.append(
                ("personen_open", self._blok("personen", _eens(self.wortels["personen"]), keuze))
            )
        return Stappenplan(tuple(stappen), laatste)

    def _keuze(self, groep: str, huishoudens: str) -> Keuze:
        """Return of which rows a group is made."""
        if groep in self.gaat_over:
            term = self.gaat_over[groep]
            waar = f"{term.naam or self.tekst(term)} IS DISTINCT FROM FALSE"
            return Keuze("", f"SELECT hh FROM {huishoudens} WHERE {waar}")
        return Keuze(f"b.rol IN {ROLLEN[groep.partition(LOS)[2]]}")

    def _wachtenden(self, laatste: Mapping[str, str]) -> str:
        """Return the households of which some outcome waits for an answer of a person."""
        delen = []
        for groep, woorden in self.wacht.items():
            open_ = " OR ".join(f"({t.naam or self.tekst(t)} & {bits}) <> 0" for t, bits in woorden)
            delen.append(f"SELECT hh FROM {laatste[groep]} WHERE {open_}")
        return " UNION ".join(delen)

    def _doorgeven(self, tak: str, ronde: int) -> list[Term]:
        """Return what is kept of these rows: what comes out of them, and what rows below take over."""
        wortels = {} if tak == "personen" else self.wortels.get(tak, {})
        uit = {id(t): t for t in wortels.values() if not t.vast and t.ronde <= ronde}
        for term in self.termen:
            if term.soort == "erf" and term.delen[0].tak == tak and term.delen[0].ronde <= ronde:
                uit[id(term.delen[0])] = term.delen[0]
        return list(uit.values())

    # --- one block -----------------------------------------------------------------------------------

    def _blok(self, tak: str, nodig: list[Term], keuze: Keuze = ALLES) -> str:
        """Return the query that computes these terms on the rows of `tak`, in layers."""
        lagen = self._lagen(nodig)
        hier = {id(t) for laag in lagen for t in laag}
        onder: dict[int, Term] = {}
        for term in [*(d for laag in lagen for t in laag for d in _bladeren(t)), *nodig]:
            if id(term) not in hier and term.naam not in _sleutels(tak):
                onder[id(term)] = term
        blok, klaar = self._van(tak, list(onder.values()), keuze), list(onder.values())
        gevraagd = {id(t) for t in nodig}
        for nummer, laag in enumerate(lagen):
            hoger = {id(d) for laag_ in lagen[nummer + 1 :] for t in laag_ for d in _bladeren(t)}
            klaar = [t for t in klaar if id(t) in gevraagd or id(t) in hoger]
            kolommen = [*_sleutels(tak), *(t.naam for t in klaar)]
            kolommen += [f"{self.tekst(t)} AS {t.naam}" for t in laag]
            blok = f"SELECT {', '.join(kolommen)} FROM ({blok}) l{nummer}{self.dialect.hek}"
            klaar += laag
        return blok

    def _lagen(self, nodig: list[Term]) -> list[list[Term]]:
        """Return what is to be computed for these terms in layers, each needing only what lies below."""
        hoogte: dict[int, int] = {}
        lagen: dict[int, list[Term]] = defaultdict(list)

        def bezoek(term: Term) -> int:
            if term.soort != "som":
                return 0
            if id(term) not in hoogte:
                hoogte[id(term)] = max((bezoek(d) for d in _bladeren(term)), default=0) + 1
                lagen[hoogte[id(term)]].append(term)
            return hoogte[id(term)]

        for term in nodig:
            bezoek(term)
        return [lagen[h] for h in sorted(lagen)]

    def tekst(self, term: Term) -> str:
        """Return the SQL of a term, with the names of what is kept."""
        return term.vorm.format(*(deel.naam or self.tekst(deel) for deel in term.delen))

    # --- where the rows come from --------------------------------------------------------------------

    def _van(self, tak: str, kolommen: list[Term], alleen: Keuze) -> str:
        bronnen, keuze = [_begin(tak)], [f"b.{sleutel}" for sleutel in _sleutels(tak)]
        vouwen: dict[tuple[str, int], list[Term]] = defaultdict(list)
        geerfd: dict[int, list[Term]] = defaultdict(list)
        for term in kolommen:
            if term.soort == "vouw":
                kind = term.delen[0]
                vouwen[kind.tak or "", kind.ronde].append(term)
                keuze.append(f"{_leeg(term)} AS {term.naam}")
            elif term.soort == "erf":
                geerfd[term.ronde - 1].append(term)
                keuze.append(f"o{term.ronde - 1}.{term.delen[0].naam} AS {term.naam}")
            else:
                keuze.append(f"b.{term.naam}")
        onder = Keuze("", alleen.huishoudens)
        bronnen += [self._vouw(tak, kind, r, termen, onder) for (kind, r), termen in sorted(vouwen.items())]
        for r in sorted(geerfd):
            sleutel = SLEUTEL[OUDER[tak]]
            bronnen.append(f"JOIN {tabel(OUDER[tak], r)} o{r} ON o{r}.{sleutel} = b.{sleutel}")
        return f"SELECT {', '.join(keuze)} FROM {' '.join(bronnen)}{alleen.waar()}{self.dialect.hek}"

    def _vouw(self, tak: str, kind: str, ronde: int, termen: list[Term], keuze: Keuze) -> str:
        """Return the join with the rows below, folded; they are computed on the way, and not kept."""
        sleutel, als = SLEUTEL[tak], f"v_{kind}_{ronde}"
        rijen = self._blok(kind, list({id(t.delen[0]): t.delen[0] for t in termen}.values()), keuze)
        aggregaten = ", ".join(f"{t.vorm.format(t.delen[0].naam)} AS {t.naam}" for t in termen)
        binnen = f"SELECT {sleutel}, {aggregaten} FROM ({rijen}) {kind} GROUP BY {sleutel}"
        soort = "JOIN" if kind == "personen" else "LEFT JOIN"
        return f"{soort} ({binnen}) {als} ON {als}.{sleutel} = b.{sleutel}"


def _eens(kolommen: Mapping[str, Term]) -> list[Term]:
    """Return the terms to compute, each once."""
    return list({id(t): t for t in kolommen.values() if not t.vast}.values())


def tabel(tak: str, ronde: int) -> str:
    """Return the name of the table that a step makes."""
    return f"{tak}_{ronde}"


def _begin(tak: str) -> str:
    if tak.endswith("_p"):
        return f"(SELECT e.*, p.pp FROM {tak[:-2]} e JOIN personen p ON p.hh = e.hh) b"
    return f"{tak} b"


def _sleutels(tak: str) -> tuple[str, ...]:
    return ("hh", "pp", "nr") if tak.endswith("_p") else SLEUTELS[tak]


def _leeg(term: Term) -> str:
    """A row without rows below it: the fold of nothing instead of NULL."""
    onder = term.delen[0]
    kind = f"v_{onder.tak}_{onder.ronde}.{term.naam}"
    leeg = "FALSE" if "bool_or" in term.vorm else "0"
    return kind if onder.tak == "personen" else f"coalesce({kind}, {leeg})"


def _bladeren(term: Term) -> list[Term]:
    """Return the named terms that the text of this term uses."""
    uit: list[Term] = []
    if term.soort != "som":
        return uit
    for deel in term.delen:
        if deel.naam:
            uit.append(deel)
        elif not deel.vast:
            uit += _bladeren(deel)
    return uit
