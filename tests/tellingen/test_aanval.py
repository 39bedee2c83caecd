"""Nobody works out a hidden number: not from sums, other tables or exports of other weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from consulent_app.tellingen import publicatie
from consulent_app.tellingen.feiten import Telfeiten
from consulent_app.tellingen.onderdrukken import GRENS, KLEIN, OPEN, SPEELRUIMTE, WEG, Verdeling
from consulent_app.tellingen.publicatie import SOORTEN, Maandteller
from consulent_app.tellingen.tabellen import Weektelling, tel
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
    assert te_smal(gevonden) == {}


def te_smal(gevonden) -> dict[object, float]:
    """Return every hidden number that has fewer choices than it should, with how far they reach."""
    breedtes = {
        (maand, naam): hoog - laag
        for maand, cellen in gevonden.items()
        for naam, (laag, hoog) in cellen.items()
    }
    return {naam: breed for naam, breed in breedtes.items() if breed < SPEELRUIMTE - 1e-6}


# --- how was granted, by week ------------------------------------------------------------------------


def druk(aantal: int, zaad: int, hoeveel: int) -> Weektelling:
    """Return four weeks of a few regelingen, each with a mix of ways of its own: many are shown."""
    kans = np.random.default_rng(zaad)
    bron = feiten(aantal, zaad, date(2026, 9, 28), date(2026, 10, 25), REGELINGEN[:hoeveel])
    mengsels = {regeling[0]: kans.dirichlet((1, 1, 0.3)) for regeling in REGELINGEN[:hoeveel]}
    hoe = [
        str(kans.choice(("ambtshalve", "aanvraag", "maatwerk"), p=mengsels[regeling])) if was else ""
        for regeling, was in zip(bron.feiten["regeling"], bron.feiten["wijze"], strict=True)
    ]
    deze: Telfeiten = replace(bron, feiten=bron.feiten.assign(wijze=hoe))
    return tel(deze, Week(2026, 40), Week(2026, 43), DAG)


def zichtbaar(telling: Weektelling) -> int:
    return int((telling.tabellen["weken_regelingen"].tekens[list(SOORTEN)] == "").to_numpy().sum())


@pytest.mark.parametrize(("aantal", "zaad", "hoeveel"), [(6000, 119, 8), (6000, 137, 8), (14000, 124, 7)])
def test_ook_per_week_hoe_en_voor_hoeveel_is_niets_uit_te_rekenen(
    aantal: int, zaad: int, hoeveel: int
) -> None:
    telling = druk(aantal, zaad, hoeveel)
    assert zichtbaar(telling) > 10
    gevonden = val_aan([telling])
    assert sum(map(len, gevonden.values())) > 50
    assert te_smal(gevonden) == {}


def test_zonder_wat_erboven_weg_is_samen_te_nemen_slaagt_de_aanval(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only hiding what is small itself: then the weeks of a regeling tell what its month hides."""

    def alleen_klein(teller: Maandteller, regeling: str, tabel, cent) -> None:
        for plek, rij in enumerate(tabel):
            for naam, aantal in zip(SOORTEN, rij, strict=True):
                sleutel = f"{teller.weken[plek]}/{regeling}"
                code = KLEIN if aantal < GRENS else OPEN
                teller.delen["weken_regelingen"].zet(sleutel, naam, aantal, code)

    monkeypatch.setattr(Maandteller, "_wijzen_van", alleen_klein)
    assert len(te_smal(val_aan([druk(6000, 119, 8)]))) > 10


# --- the usual half measure --------------------------------------------------------------------------


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
