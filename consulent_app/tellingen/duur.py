"""How long it took: the median and the 90th percentile, where enough people are behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from consulent_app.tellingen.onderdrukken import GRENS, KLEIN, OPEN, WEG
from consulent_app.tellingen.publicatie import SAMEN, TOTAAL, Deel

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: A median says little of few, and the 90th percentile is then the time of one of them.
MEDIAAN_VANAF, P90_VANAF = 20, 100


def zet_duur(deel: Deel, kolom: str, zonder: str, dagen: NDArray[Any] | list[int]) -> None:
    """Say how many days it took, of a table by term in which the row `zonder` has no days.

    Whether there are enough is decided from what that table shows: so a median that is there tells no more
    about a row that is hidden.
    """
    import numpy as np

    zeker = min(_minstens_bekend(deel, kolom, zonder), len(dagen))
    for naam, deel_van, vanaf in (("mediaan", 0.5, MEDIAAN_VANAF), ("p90", 0.9, P90_VANAF)):
        genoeg = zeker >= vanaf
        waarde = round(float(np.quantile(dagen, deel_van))) if genoeg else 0
        deel.zet(TOTAAL, naam, waarde, OPEN if genoeg else WEG)


def _minstens_bekend(deel: Deel, kolom: str, zonder: str) -> int:
    """Return of how many the days are known at the least, to who reads the table."""
    cellen = {rij: deel.cellen[rij, kolom] for rij in deel.rijen() if rij != SAMEN}
    som, onbekend = cellen.pop(TOTAAL).waarde, cellen.pop(zonder)
    hoogstens = {OPEN: onbekend.waarde, KLEIN: GRENS - 1}.get(onbekend.code, som)
    return max(som - hoogstens, sum(cel.waarde for cel in cellen.values()))
