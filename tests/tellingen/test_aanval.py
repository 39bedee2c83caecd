"""Nobody works out a hidden number: not from sums, other tables or exports of other weeks."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from consulent_app.tellingen import publicatie
from consulent_app.tellingen.onderdrukken import GRENS, KLEIN, OPEN, SPEELRUIMTE, WEG, Verdeling
from consulent_app.tellingen.tabellen import tel
from consulent_app.tellingen.weken import Week
from tests.tellingen.aanvaller import val_aan
from tests.tellingen.verzonnen import REGELINGEN, feiten

DAG = date(2027, 2, 1)
BEREIKEN = ((40, 47), (40, 46), (41, 47), (42, 43), (40, 40), (44, 45))


def exports(bron):
    return [tel(bron, Week(2026, van), Week(2026, tot), DAG) for van, tot in BEREIKEN]


@pytest.mark.parametrize(("aantal", "zaad"), [(150, 1), (700, 3), (2400, 5)])
def test_de_aanvaller_houdt_bij_elk_verborgen_getal_vijf_mogelijkheden(aantal: int, zaad: int) -> None:
    bron = feiten(aantal, zaad, date(2026, 9, 28), date(2026, 11, 22), REGELINGEN[:8])
    gevonden = val_aan(exports(bron))
    assert sum(map(len, gevonden.values())) > 50
    breedtes = {
        (maand, naam): hoog - laag
        for maand, cellen in gevonden.items()
        for naam, (laag, hoog) in cellen.items()
    }
    vast = {naam: breed for naam, breed in breedtes.items() if breed < SPEELRUIMTE - 1e-6}
    assert vast == {}


def test_met_alleen_de_kleine_getallen_verborgen_slaagt_de_aanval(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same attack on the usual half measure: so the test above can fail."""
    monkeypatch.setattr(
        publicatie, "verdeel", lambda a, eerst=None: Verdeling(np.zeros(a.shape, int), int(a.sum()))
    )

    def alleen_klein(tabel, vrije_rij=None, vrije_kolom=None):
        codes = np.where(tabel < GRENS, KLEIN, OPEN)
        if vrije_rij is not None:
            codes[vrije_rij] = WEG
        if vrije_kolom is not None:
            codes[:, vrije_kolom] = WEG
        return codes

    monkeypatch.setattr(publicatie, "bescherm", alleen_klein)
    bron = feiten(2400, 5, date(2026, 9, 28), date(2026, 11, 22), REGELINGEN[:8])
    gevonden = val_aan(exports(bron))
    vast = [
        naam for cellen in gevonden.values() for naam, (laag, hoog) in cellen.items() if hoog - laag < 0.5
    ]
    assert len(vast) > 20
