"""What is told of one month of weeks: decided once, from that month alone, whoever asks for which weeks.

Every export only repeats and adds up these numbers; so two of them together say no more than they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from consulent_app.tellingen.assen import Assen
from consulent_app.tellingen.feiten import CORRECTIE, KENMERKEN, KOLOMMEN, WIJZEN
from consulent_app.tellingen.onderdrukken import GRENS, KLEIN, OPEN, WEG, Verdeling, bescherm, verdeel
from consulent_app.tellingen.weken import Weekmaand

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pandas import DataFrame, Series

#: The row of all, and that of what is too small to stand by itself.
TOTAAL, SAMEN = "totaal", "samen"
#: How was granted, and whether for the first time in the year.
SOORTEN, KEREN = ("ambtshalve", "op_aanvraag", "maatwerk"), ("eerste", "opnieuw")
#: Columns of a table, each with the ways to come out that are counted in it.
Groepen = Mapping[str, tuple[int, ...]]
ZES: Groepen = {kolom: (nummer,) for nummer, kolom in enumerate(KOLOMMEN)}
DRIE: Groepen = {"toegekend": (0,), "afgewezen": (1,), "overig": tuple(range(2, len(KOLOMMEN)))}


@dataclass(frozen=True)
class Cel:
    """One number, or why it is not there."""

    waarde: int = 0
    code: int = OPEN


@dataclass
class Deel:
    """The cells of one table of one month, by row and column."""

    cellen: dict[tuple[str, str], Cel] = field(default_factory=dict)

    def zet(self, rij: str, kolom: str, waarde: int, code: int) -> None:
        """Put one number down; what is hidden leaves no number behind."""
        code = int(code)
        self.cellen[rij, kolom] = Cel(0 if code else int(waarde), code)

    def rijen(self) -> Iterator[str]:
        """Yield the rows in order."""
        yield from dict.fromkeys(rij for rij, _ in self.cellen)


# --- one month ---------------------------------------------------------------------------------------


class Maandteller:
    """Counts one month of weeks and decides what of it is told."""

    def __init__(self, maand: Weekmaand, feiten: DataFrame, assen: Assen) -> None:
        """Take the facts of this month."""
        self.maand, self.assen = maand, assen
        self.delen: dict[str, Deel] = {}
        self.weken = tuple(str(week) for week in maand.weken)
        self._correcties = feiten[feiten["kolom"] == CORRECTIE]
        self._feiten = feiten[feiten["kolom"] != CORRECTIE]
        self._kolom = _codes(self._feiten["kolom"], KOLOMMEN)
        self.regelingen = assen.rijen("regelingen", maand)
        self._regeling = _codes(self._feiten["regeling"], self.regelingen)
        self._week = self._feiten["week"].to_numpy() % 100 - maand.eerste.nummer
        self._vouw_kolommen()

    def _vouw_kolommen(self) -> None:
        """Count small columns with the last one, before any table is made: so all tables agree."""
        import numpy as np

        laatste = len(KOLOMMEN) - 1
        codes = verdeel(np.bincount(self._kolom, minlength=len(KOLOMMEN)), laatste).codes
        self.kolomcodes = dict(zip(KOLOMMEN, codes, strict=True))
        samen = codes != OPEN
        if samen.any():
            samen[laatste] = True
        self._kolom = np.where(samen[self._kolom], laatste, self._kolom)
        self.te_weinig = len(self._kolom) < GRENS
        self.zichtbaar = tuple(n for n in range(laatste + 1) if not samen[n] or n == laatste)
        if not self.te_weinig:
            self.kolomcodes[KOLOMMEN[laatste]] = OPEN

    def tel(self) -> Mapping[str, Deel]:
        """Return every table of decisions."""
        self._weken()
        self._regelingen()
        self._weken_regelingen()
        self._weken_wijzen()
        for naam in KENMERKEN:
            self._kenmerk(naam)
        afgewezen = self._feiten["kolom"] == "afgewezen"
        redenen = self._feiten.loc[afgewezen, "reden"]
        self.delen["afwijzingen"] = los(redenen, self.assen.rijen("afwijzingen", self.maand), "afgewezen")
        self.delen["correcties"] = los(self._correcties["regeling"], self.regelingen, CORRECTIE)
        return self.delen

    # --- tables that share a sum -----------------------------------------------------------------

    def _kruis(self, rijen: NDArray, hoeveel: int, groepen: Groepen) -> dict[str, NDArray]:
        """Count by row, for each column of which something is known."""
        import numpy as np

        breed = len(KOLOMMEN)
        alle = np.bincount(rijen * breed + self._kolom, minlength=hoeveel * breed).reshape(hoeveel, breed)
        zichtbaar = {
            naam: [nummer for nummer in nummers if nummer in self.zichtbaar]
            for naam, nummers in groepen.items()
        }
        return {naam: alle[:, nummers].sum(axis=1) for naam, nummers in zichtbaar.items() if nummers}

    def _gevouwen(self, naam: str, labels: Sequence[str], codes: NDArray, groepen: Groepen) -> _Gevouwen:
        """Make a table of a property by column, with the small rows pooled; put it down."""
        import numpy as np

        kruis = self._kruis(codes, len(labels), groepen)
        tabel = np.column_stack(list(kruis.values()))
        rijen = verdeel(tabel.sum(axis=1))
        gevouwen = _Gevouwen.van(tabel, rijen)
        deel = self.delen[naam] = Deel()
        if self.te_weinig:
            alles_weg(deel, (*labels, TOTAAL), ("beoordeeld", *groepen))
            gevouwen.codes[:] = WEG
            return gevouwen
        for nummer, label in enumerate(labels):
            plek, code = gevouwen.plek[nummer], int(rijen.codes[nummer])
            _zet_rij(deel, label, kruis, tabel[nummer], (code, [code or c for c in gevouwen.codes[plek]]))
        if rijen.samen.any():
            plek = gevouwen.plek[int(rijen.samen.argmax())]
            _zet_rij(deel, SAMEN, kruis, gevouwen.tabel[plek], (OPEN, gevouwen.codes[plek]))
        _zet_rij(deel, TOTAAL, kruis, tabel.sum(axis=0), (OPEN, [OPEN] * len(kruis)))
        for kolom in groepen.keys() - kruis.keys():
            for label in tuple(deel.rijen()):
                deel.zet(label, kolom, 0, self.kolomcodes[kolom])
        return gevouwen

    def _weken(self) -> None:
        self._per_week = self._gevouwen("weken", self.weken, self._week, ZES)

    def _regelingen(self) -> None:
        self._per_regeling = self._gevouwen("regelingen", self.regelingen, self._regeling, ZES)
        self._splits(SOORTEN, _codes(self._feiten["wijze"], WIJZEN))
        self._splits(KEREN, (~self._feiten["eerste"]).to_numpy().astype("int64"))
        self._euros()

    def _kenmerk(self, naam: str) -> None:
        labels = self.assen.rijen(naam, self.maand)
        self._gevouwen(naam, labels, _codes(self._feiten[naam], labels), DRIE)

    # --- below a column that is known ------------------------------------------------------------

    def _splits(self, namen: Sequence[str], soort: NDArray) -> None:
        """Split what was granted; where the grants of a regeling are hidden, so is how."""
        import numpy as np

        deel, labels, breed = self.delen["regelingen"], self.regelingen, len(namen)
        rijen = tuple(deel.rijen())
        if self.te_weinig or 0 not in self.zichtbaar:
            alles_weg(deel, rijen, namen)
            return
        waar = self._kolom == 0
        regeling = self._per_regeling.plek[self._regeling[waar]]
        hoeveel = len(self._per_regeling.tabel)
        alle = np.bincount(regeling * breed + soort[waar], minlength=hoeveel * breed).reshape(
            hoeveel, breed
        )
        kolommen = verdeel(alle.sum(axis=0))
        gevouwen = _dubbel(alle, _verborgen(self._per_regeling.codes[:, 0]), kolommen)
        for nummer, label in enumerate((*labels, SAMEN) if SAMEN in rijen else labels):
            boven = deel.cellen[label, "toegekend"].code
            plek = self._per_regeling.rij(nummer)
            for z, naam in enumerate(namen):
                deel.zet(label, naam, alle[plek, z], boven or kolommen.codes[z] or gevouwen.code(plek, z))
        for z, naam in enumerate(namen):
            deel.zet(TOTAAL, naam, alle[:, z].sum(), kolommen.codes[z])

    def _euros(self) -> None:
        """Say the euro per regeling where the number of grants is said, in whole hundreds.

        The sum is of what is shown: an exact one would tell how many grants are hidden.
        """
        import numpy as np

        deel, som = self.delen["regelingen"], 0
        cent = self._feiten["cent"].to_numpy() * (self._feiten["kolom"] == "toegekend").to_numpy()
        per = np.bincount(self._regeling, weights=cent, minlength=len(self.regelingen))
        for nummer, label in enumerate(self.regelingen):
            code = deel.cellen[label, "toegekend"].code
            euro = _in_honderden(per[nummer])
            deel.zet(label, "euro", euro, code)
            som += 0 if code else euro
        deel.zet(TOTAAL, "euro", som, WEG if self.te_weinig else OPEN)

    def _weken_regelingen(self) -> None:
        """Split each column by week and regeling, of those whose month is known."""
        deel = self.delen["weken_regelingen"] = Deel()
        rijen = tuple(f"{week}/{regeling}" for week in self.weken for regeling in self.regelingen)
        alles_weg(deel, rijen, KOLOMMEN)
        for k, nummer in enumerate(self.zichtbaar if not self.te_weinig else ()):
            self._week_regeling(deel, k, KOLOMMEN[nummer], self._kolom == nummer)

    def _week_regeling(self, deel: Deel, k: int, kolom: str, waar: NDArray) -> None:
        import numpy as np

        weken, regelingen = self._per_week, self._per_regeling
        hoog, breed = len(weken.tabel), len(regelingen.tabel)
        plek = weken.plek[self._week[waar]] * breed + regelingen.plek[self._regeling[waar]]
        alle = np.bincount(plek, minlength=hoog * breed).reshape(hoog, breed)
        week_vouw, regeling_vouw = (_verborgen(per.codes[:, k]) for per in (weken, regelingen))
        gevouwen = _dubbel(alle, week_vouw, regeling_vouw)
        for w, week in enumerate(self.weken):
            for r, regeling in enumerate(self.regelingen):
                rij, naast = weken.plek[w], regelingen.plek[r]
                boven = self.delen["regelingen"].cellen[regeling, kolom].code
                code = boven or self.delen["weken"].cellen[week, kolom].code or gevouwen.code(rij, naast)
                deel.zet(f"{week}/{regeling}", kolom, alle[rij, naast], code)

    # --- below the grants of a week --------------------------------------------------------------

    def _weken_wijzen(self) -> None:
        """Split the grants of each regeling by week and how, and say their euro where the number stands.

        Both sums of such a table are told above; the weeks and ways that are hidden there are pooled here.
        """
        import numpy as np

        waar = (self._kolom == 0) if not self.te_weinig else np.zeros(len(self._kolom), dtype=bool)
        feiten, hoog = self._feiten[waar], len(self.weken)
        plek = self._regeling[waar] * hoog + self._week[waar]
        hoeveel, wijze = len(self.regelingen) * hoog, _codes(feiten["wijze"], WIJZEN)
        vorm = (len(self.regelingen), hoog, len(SOORTEN))
        alle = np.bincount(plek * len(SOORTEN) + wijze, minlength=hoeveel * len(SOORTEN)).reshape(vorm)
        cent = np.bincount(plek, weights=feiten["cent"].to_numpy(), minlength=hoeveel).reshape(vorm[:2])
        for nummer, regeling in enumerate(self.regelingen):
            self._wijzen_van(regeling, alle[nummer], cent[nummer])

    def _wijzen_van(self, regeling: str, tabel: NDArray, cent: NDArray) -> None:
        import numpy as np

        deel, boven = self.delen["weken_regelingen"], self.delen["regelingen"].cellen
        per_wijze = np.array([boven[regeling, naam].code for naam in SOORTEN])
        per_week = np.array([deel.cellen[f"{week}/{regeling}", "toegekend"].code for week in self.weken])
        gevouwen = _dubbel(tabel, _verborgen(per_week), _verborgen(per_wijze))
        for w, week in enumerate(self.weken):
            for z, naam in enumerate(SOORTEN):
                code = per_wijze[z] or per_week[w] or gevouwen.code(w, z)
                deel.zet(f"{week}/{regeling}", naam, tabel[w, z], code)
            deel.zet(f"{week}/{regeling}", "euro", _in_honderden(cent[w]), per_week[w])


# --- folding -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Gevouwen:
    """A table with its small rows pooled; `plek` says in which row each of the old ones is."""

    tabel: NDArray
    codes: NDArray
    plek: NDArray

    @classmethod
    def van(cls, tabel: NDArray, rijen: Verdeling) -> _Gevouwen:
        klein, plek = _vouw(tabel, rijen)
        return cls(klein, bescherm(klein), plek)

    def rij(self, nummer: int) -> int:
        """Return the row of an old one; of what comes after the last, that of the pooled."""
        return int(self.plek[nummer]) if nummer < len(self.plek) else len(self.tabel) - 1


@dataclass(frozen=True)
class _Dubbel:
    """What may be shown of a table of which rows and columns are folded."""

    codes: NDArray
    rijen: NDArray
    kolommen: NDArray

    def code(self, rij: int, kolom: int) -> int:
        """Return how an old cell is shown."""
        return int(self.codes[self.rijen[rij], self.kolommen[kolom]])


def _verborgen(codes: NDArray) -> Verdeling:
    """Pool what another table hides, so that no more is told of it here."""
    return Verdeling(codes, 0)


def _dubbel(tabel: NDArray, rijen: Verdeling, kolommen: Verdeling) -> _Dubbel:
    import numpy as np

    half, naar_rij = _vouw(tabel, rijen)
    heel, naar_kolom = _vouw(half.T, kolommen)
    vrij_rij = int(naar_rij.max()) if rijen.samen.any() else None
    vrij_kolom = int(naar_kolom.max()) if kolommen.samen.any() else None
    return _Dubbel(bescherm(np.ascontiguousarray(heel.T), vrij_rij, vrij_kolom), naar_rij, naar_kolom)


def _vouw(tabel: NDArray, rijen: Verdeling) -> tuple[NDArray, NDArray]:
    import numpy as np

    plek, apart = np.cumsum(~rijen.samen) - 1, int((~rijen.samen).sum())
    plek[rijen.samen] = apart
    uit = np.zeros((apart + int(rijen.samen.any()), tabel.shape[1]), dtype=tabel.dtype)
    np.add.at(uit, plek, tabel)
    return uit, plek


def _in_honderden(cent: float) -> int:
    """Return cents as euro in whole hundreds."""
    return (int(cent) + 5_000) // 10_000 * 100


def _codes(waarden: Series, labels: Sequence[str]) -> NDArray:
    """Return of each value the place among the labels."""
    import pandas as pd

    soorten = waarden.astype("category").cat
    plekken = pd.Index(list(labels), dtype=object).get_indexer(soorten.categories.astype(object))
    return plekken[soorten.codes]


def _zet_rij(
    deel: Deel, rij: str, kolommen: Iterable[str], aantallen: NDArray, codes: tuple[int, Iterable[int]]
) -> None:
    deel.zet(rij, "beoordeeld", aantallen.sum(), codes[0])
    for kolom, aantal, code in zip(kolommen, aantallen, codes[1], strict=True):
        deel.zet(rij, kolom, aantal, code)


def alles_weg(deel: Deel, rijen: Sequence[str], kolommen: Sequence[str]) -> None:
    """Tell nothing of these rows."""
    for rij in rijen:
        for kolom in kolommen:
            deel.zet(rij, kolom, 0, WEG)


# --- tables of one sum -------------------------------------------------------------------------------


def los(waarden: Series, labels: Sequence[str], kolom: str, eerst: str | None = None) -> Deel:
    """Count one population by one property; `eerst` is hidden before others beside what is small."""
    import numpy as np

    deel, aantallen = Deel(), np.bincount(_codes(waarden, labels), minlength=len(labels))
    som = int(aantallen.sum())
    if som < GRENS:
        for label in (*labels, TOTAAL):
            deel.zet(label, kolom, 0, KLEIN)
        return deel
    verdeling = verdeel(aantallen, None if eerst is None else labels.index(eerst))
    for label, aantal, code in zip(labels, aantallen, verdeling.codes, strict=True):
        deel.zet(label, kolom, aantal, code)
    if verdeling.samen.any():
        deel.zet(SAMEN, kolom, int(aantallen[verdeling.samen].sum()), OPEN)
    deel.zet(TOTAAL, kolom, som, OPEN)
    return deel
