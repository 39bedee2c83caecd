"""Small numbers stay hidden, with as much around them as it takes: every hidden number keeps choices.

docs/tellingen.md ("Kleine aantallen") has the proof. Each number that is hidden can be changed to at least
SPEELRUIMTE + 1 values by letting people change places, without anything that is shown changing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: From this number on nobody is recognised in it.
GRENS = 10
#: A hidden number could be so much more or less, at the least.
SPEELRUIMTE = 4
#: Shown; below GRENS; hidden to protect another; too little in the whole table.
OPEN, KLEIN, MEE, WEG = 0, 1, 2, 3
TEKENS = ("", "<10", "·", "–")
_ONBEPERKT = 1 << 40


@dataclass(frozen=True)
class Verdeling:
    """One population by one property: per value how it is shown, and which are pooled."""

    codes: NDArray
    som: int

    @property
    def samen(self) -> NDArray:
        """Return which values are only known together."""
        return self.codes != OPEN

    def waarden(self, aantallen: NDArray) -> NDArray:
        """Return the numbers with 0 for what is hidden."""
        return aantallen * ~self.samen


def verdeel(aantallen: NDArray, eerst: int | None = None) -> Verdeling:
    """Say which parts of a known sum may be shown: the small ones are pooled, until they are safe.

    To the small ones come, from small to large, as many others as it takes; `eerst` before the others.
    """
    import numpy as np

    codes = np.where(aantallen < GRENS, KLEIN, OPEN)
    som, rang = int(aantallen.sum()), aantallen.copy()
    if eerst is not None:
        rang[eerst] = 0
    klein = aantallen[codes == KLEIN]
    over = np.flatnonzero(codes == OPEN)[np.argsort(rang[codes == OPEN], kind="stable")]
    speling, mee = int(klein.sum()), 0
    while klein.size and not _is_veilig(klein.size, speling, mee):
        if mee == over.size:
            codes[:] = WEG
            break
        codes[over[mee]] = MEE
        speling += int(aantallen[over[mee]]) - GRENS
        mee += 1
    return Verdeling(codes, som)


def _is_veilig(klein: int, speling: int, mee: int) -> bool:
    """Say whether each of the pooled numbers keeps its choices, to who knows their sum."""
    if mee:
        return speling >= SPEELRUIMTE
    return GRENS <= speling <= klein * (GRENS - 1) - SPEELRUIMTE


def bescherm(tabel: NDArray, vrije_rij: int | None = None, vrije_kolom: int | None = None) -> NDArray:
    """Say which cells may be shown of a table of which all sums of rows and columns are known.

    Of the free row and column nothing is shown: that is what other tables do not tell either. From each
    hidden cell numbers can be moved along rectangles of hidden cells.
    """
    import numpy as np

    codes = np.where(tabel < GRENS, KLEIN, OPEN)
    if vrije_rij is not None:
        codes[vrije_rij, :] = WEG
    if vrije_kolom is not None:
        codes[:, vrije_kolom] = WEG
    if min(tabel.shape) == 1:
        # Each cell is itself one of the sums.
        return np.where(codes == WEG, WEG, OPEN)
    while (mislukt := _dek(tabel, codes)) is not None:
        if (codes[mislukt] == WEG).all():
            return np.full(tabel.shape, WEG)
        # Of this row is not even said which of its numbers are small.
        codes[mislukt] = WEG
    return codes


def _dek(tabel: NDArray, codes: NDArray) -> int | None:
    """Hide beside each hidden cell what gives it room; return the row where that cannot be."""
    import numpy as np

    veilig = np.zeros(tabel.shape, dtype=bool)
    for rij, kolom in zip(*np.nonzero(codes != OPEN), strict=True):
        if veilig[rij, kolom]:
            continue
        ruimte = _Ruimte.van(tabel, codes)
        vakken = ruimte.rechthoek(rij, kolom)
        if vakken is not None:
            veilig[vakken] = True
        else:
            vakken = ruimte.via_velen(rij, kolom)
        if vakken is None:
            return int(rij)
        codes[vakken] = np.where(codes[vakken] == OPEN, MEE, codes[vakken])
    return None


@dataclass(frozen=True)
class _Ruimte:
    """How far each cell can go down and up, if it is hidden, and what hiding it costs."""

    omlaag: NDArray
    omhoog: NDArray
    prijs: NDArray

    @classmethod
    def van(cls, tabel: NDArray, codes: NDArray) -> _Ruimte:
        import numpy as np

        # Of what is hidden beside the small ones all know that it is not small.
        bodem = np.where((codes == OPEN) | (codes == MEE), GRENS, 0)
        omhoog = np.where(codes == KLEIN, GRENS - 1 - tabel, _ONBEPERKT)
        return cls(tabel - bodem, omhoog, np.where(codes == OPEN, tabel, 0))

    def rechthoek(self, rij: int, kolom: int) -> tuple[NDArray, ...] | None:
        """Return the cheapest rectangle that gives each of its corners room; None when there is none."""
        import numpy as np

        omlaag, omhoog = self.omlaag, self.omhoog
        naast, onder = (slice(rij, rij + 1), slice(None)), (slice(None), slice(kolom, kolom + 1))
        meer = np.minimum(np.minimum(omhoog[rij, kolom], omhoog), np.minimum(omlaag[naast], omlaag[onder]))
        minder = np.minimum(
            np.minimum(omlaag[rij, kolom], omlaag), np.minimum(omhoog[naast], omhoog[onder])
        )
        mag = meer + minder >= SPEELRUIMTE
        mag[rij, :] = mag[:, kolom] = False
        if not mag.any():
            return None
        prijs = np.where(mag, self.prijs + self.prijs[naast] + self.prijs[onder], np.inf)
        over, langs = np.unravel_index(np.argmin(prijs), prijs.shape)
        return np.ix_([rij, int(over)], [kolom, int(langs)])

    def via_velen(self, rij: int, kolom: int) -> tuple[NDArray, ...] | None:
        """Return the cells with which this one has room when many others each give a little."""
        gekeerd = _Ruimte(self.omlaag.T, self.omhoog.T, self.prijs.T)
        wegen = [*self._wegen(rij, kolom), *((p, (k, r)) for p, (r, k) in gekeerd._wegen(kolom, rij))]
        return min(wegen, key=lambda weg: weg[0])[1] if wegen else None

    def _wegen(self, rij: int, kolom: int) -> Iterator[tuple[int, tuple[NDArray, NDArray]]]:
        """Yield, for each other column, the price and the cells of changing places with enough rows."""
        import numpy as np

        rijen = np.delete(np.arange(len(self.prijs)), rij)
        for ander in range(self.prijs.shape[1]):
            if ander == kolom:
                continue
            geeft = np.minimum(self.omlaag[rijen, kolom], self.omhoog[rijen, ander])
            neemt = np.minimum(self.omhoog[rijen, kolom], self.omlaag[rijen, ander])
            kost = self.prijs[rijen, kolom] + self.prijs[rijen, ander]
            volgorde = np.lexsort((-(geeft + neemt), kost))
            meer = min(self.omhoog[rij, kolom], self.omlaag[rij, ander])
            minder = min(self.omlaag[rij, kolom], self.omhoog[rij, ander])
            ruim = np.minimum(meer, np.cumsum(geeft[volgorde])) + np.minimum(
                minder, np.cumsum(neemt[volgorde])
            )
            genoeg = np.flatnonzero(ruim >= SPEELRUIMTE)
            if genoeg.size:
                met = volgorde[: genoeg[0] + 1]
                prijs = int(kost[met].sum()) + int(self.prijs[rij, ander])
                erbij = np.concatenate(([rij], rijen[met]))
                yield prijs, (np.repeat(erbij, 2), np.tile([kolom, ander], erbij.size))
