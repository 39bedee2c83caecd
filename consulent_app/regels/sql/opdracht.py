"""From terms to statements: which step computes what, on which rows, and what it hands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from consulent_app.regels.sql.dialect import Dialect
from consulent_app.regels.sql.termen import OUDER, SLEUTEL, Term, alle
from consulent_app.regels.sql.velden import SLEUTELS

#: Which rows are worked on first within a round.
VOLGORDE = (
    "inkomens", "kosten", "eerder_toegekend", "kosten_p", "eerder_toegekend_p", "personen", "huishoudens",
)  # fmt: skip
Stap = tuple[str, int]


@dataclass(frozen=True)
class Stappenplan:
    """The statements of one package: each makes the table of its name out of the ones before it.

    `laatste` names, per kind of rows, the table that holds all its columns in the end.
    """

    stappen: tuple[tuple[str, str], ...]
    laatste: Mapping[str, str]


class Plan:
    """Divides the terms over steps. A step is all that is computed on one kind of rows in one round."""

    def __init__(self, wortels: Mapping[str, Mapping[str, Term]], dialect: Dialect) -> None:
        self.wortels, self.dialect = wortels, dialect
        self.termen = alle(term for kolommen in wortels.values() for term in kolommen.values())
        self.laatste_ronde: dict[str, int] = {}
        for term in self.termen:
            if term.tak is not None:
                self.laatste_ronde[term.tak] = max(self.laatste_ronde.get(term.tak, 0), term.ronde)
        self._noem()

    def _noem(self) -> None:
        """Give a name to what is kept: what is used twice, further on, or at the end."""
        gebruik: dict[int, int] = defaultdict(int)
        bewaard: set[int] = set()
        for term in self.termen:
            for deel in term.delen:
                gebruik[id(deel)] += 1
                if term.soort in ("vouw", "erf") or deel.ronde < term.ronde:
                    bewaard.add(id(deel))
        bewaard |= {id(term) for kolommen in self.wortels.values() for term in kolommen.values()}
        for nummer, term in enumerate(self.termen):
            kolom = term.soort in ("bron", "vouw", "erf")
            if not term.vast and (kolom or id(term) in bewaard or gebruik[id(term)] > 1):
                term.naam = term.vorm if term.soort == "bron" else f"c{nummer}"

    def stappenplan(self) -> Stappenplan:
        """Return the statements in order."""
        stappen = []
        takken = {*self.laatste_ronde, "huishoudens", "personen"}
        for ronde in range(max(self.laatste_ronde.values(), default=0) + 1):
            for tak in VOLGORDE:
                if tak in takken and ronde <= self.laatste_ronde.get(tak, 0):
                    stappen.append((tabel(tak, ronde), self._stap(tak, ronde)))
        laatste = {tak: tabel(tak, self.laatste_ronde.get(tak, 0)) for tak in takken}
        return Stappenplan(tuple(stappen), laatste)

    # --- one step ------------------------------------------------------------------------------------

    def _stap(self, tak: str, ronde: int) -> str:
        hier = [t for t in self.termen if t.tak == tak and t.ronde == ronde]
        uit = self._doorgeven(tak, ronde)
        nodig = {id(t) for t in uit}
        lagen = self._lagen([t for t in hier if t.soort == "som" and t.naam])
        kolommen = self._kolommen(lagen, uit)
        blokken = self._van(tak, ronde, kolommen)
        klaar = [t for t in kolommen if t.naam not in _sleutels(tak)]
        for nummer, laag in enumerate(lagen):
            later = nodig | {id(d) for hoger in lagen[nummer + 1 :] for t in hoger for d in _bladeren(t)}
            klaar = [t for t in klaar if id(t) in later]
            keuze = [t.naam for t in klaar] + [f"{self.tekst(t)} AS {t.naam}" for t in laag]
            sleutels = ", ".join([*_sleutels(tak), *keuze])
            blokken = f"SELECT {sleutels} FROM ({blokken}) l{nummer}{self.dialect.hek}"
            klaar += laag
        return blokken

    def _doorgeven(self, tak: str, ronde: int) -> list[Term]:
        """Return the terms known on these rows that are needed after this step."""
        uit: dict[int, Term] = {}
        for term in self.wortels.get(tak, {}).values():
            if not term.vast and term.ronde <= ronde:
                uit[id(term)] = term
        for term in self.termen:
            for deel in term.delen:
                if deel.tak != tak or not deel.naam or deel.ronde > ronde:
                    continue
                opgehaald = term.soort in ("vouw", "erf")
                if (opgehaald and (deel.ronde == ronde or term.ronde > ronde)) or (
                    term.tak == tak and term.ronde > ronde
                ):
                    uit[id(deel)] = deel
        return list(uit.values())

    def _kolommen(self, lagen: list[list[Term]], uit: Iterable[Term]) -> list[Term]:
        """Return what the first layer needs: columns of the file, folds, and what came along."""
        hier = {id(t) for laag in lagen for t in laag}
        nodig: dict[int, Term] = {}
        for term in [*(d for laag in lagen for t in laag for d in _bladeren(t)), *uit]:
            if id(term) not in hier:
                nodig[id(term)] = term
        return list(nodig.values())

    def _lagen(self, termen: list[Term]) -> list[list[Term]]:
        """Return the terms in layers, each needing only what lies below it."""
        hoogte: dict[int, int] = {}
        lagen: dict[int, list[Term]] = defaultdict(list)
        hier = {id(t) for t in termen}
        for term in termen:
            onder = [hoogte[id(d)] for d in _bladeren(term) if id(d) in hier]
            hoogte[id(term)] = max(onder, default=0) + 1
            lagen[hoogte[id(term)]].append(term)
        return [lagen[h] for h in sorted(lagen)]

    def tekst(self, term: Term) -> str:
        """Return the SQL of a term, with the names of what is kept."""
        return term.vorm.format(*(deel.naam or self.tekst(deel) for deel in term.delen))

    # --- where the rows come from ----------------------------------------------------------------------

    def _van(self, tak: str, ronde: int, kolommen: list[Term]) -> str:
        bronnen = [_begin(tak, ronde)]
        keuze = [f"b.{sleutel}" for sleutel in _sleutels(tak)]
        vouwen: dict[str, list[Term]] = defaultdict(list)
        for term in kolommen:
            if term.naam in _sleutels(tak):
                continue
            if term.soort == "vouw" and term.ronde == ronde:
                vouwen[term.delen[0].tak or ""].append(term)
                keuze.append(f"{_leeg(term)} AS {term.naam}")
            elif term.soort == "erf" and term.ronde == ronde:
                keuze.append(f"o.{term.delen[0].naam} AS {term.naam}")
            else:
                keuze.append(f"b.{term.naam}")
        for kind, termen in sorted(vouwen.items()):
            sleutel = SLEUTEL[tak]
            aggregaten = ", ".join(f"{t.vorm.format(t.delen[0].naam)} AS {t.naam}" for t in termen)
            binnen = f"SELECT {sleutel}, {aggregaten} FROM {tabel(kind, ronde)} GROUP BY {sleutel}"
            bronnen.append(f"LEFT JOIN ({binnen}) v_{kind} ON v_{kind}.{sleutel} = b.{sleutel}")
        if any(t.soort == "erf" and t.ronde == ronde for t in kolommen):
            sleutel = SLEUTEL[OUDER[tak]]
            bronnen.append(f"JOIN {tabel(OUDER[tak], ronde - 1)} o ON o.{sleutel} = b.{sleutel}")
        return f"SELECT {', '.join(keuze)} FROM {' '.join(bronnen)}{self.dialect.hek}"


def tabel(tak: str, ronde: int) -> str:
    """Return the name of the table that a step makes."""
    return f"{tak}_{ronde}"


def _begin(tak: str, ronde: int) -> str:
    if ronde:
        return f"{tabel(tak, ronde - 1)} b"
    if tak.endswith("_p"):
        return f"(SELECT e.*, p.pp FROM {tak[:-2]} e JOIN personen p ON p.hh = e.hh) b"
    return f"{tak} b"


def _sleutels(tak: str) -> tuple[str, ...]:
    return ("hh", "pp", "nr") if tak.endswith("_p") else SLEUTELS[tak]


def _leeg(term: Term) -> str:
    """A row without rows below it: the fold of nothing instead of NULL."""
    kind = f"v_{term.delen[0].tak}.{term.naam}"
    leeg = "FALSE" if "bool_or" in term.vorm else "0"
    return kind if term.delen[0].tak == "personen" else f"coalesce({kind}, {leeg})"


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
