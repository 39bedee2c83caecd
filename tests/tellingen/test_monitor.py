"""The monitor: the settings of the gemeente, reach between bounds that hold, the pace, and what falls."""

from __future__ import annotations

from datetime import date

import pytest
from scipy.stats import binom

from consulent_app.fouten import InvoerFout
from consulent_app.tellingen import doelen
from consulent_app.tellingen.doelen import Doelgroep, Monitor, Omvang, lees_monitor
from consulent_app.tellingen.feiten import Telfeiten, maak_gereed
from consulent_app.tellingen.monitor import Tempo, kans_op_zo_weinig, monitor, tempo
from consulent_app.tellingen.tabellen import tel
from consulent_app.tellingen.weken import Week
from tests.tellingen.verzonnen import REGELINGEN, feiten

NA_AFLOOP = date(2027, 2, 1)
HEEMSKERK = lees_monitor("heemskerk")


def test_de_doelgroepen_en_doelen_van_heemskerk() -> None:
    groepen = {groep.naam: groep.op(date(2026, 11, 1)) for groep in HEEMSKERK.doelgroepen}
    gevonden = {naam: (omvang.aantal, omvang.gebruik) for naam, omvang in groepen.items() if omvang}
    assert gevonden == {
        "Bijzondere bijstand": (1311, 358), "Individuele inkomenstoeslag": (736, 246),
        "Collectieve zorgverzekering": (1895, 541), "Maatschappelijke activiteiten": (1311, 487),
        "Kindpakket": (420, 117), "Kwijtschelding": (1200, 892),
    }  # fmt: skip
    assert [(doel.nulmeting, doel.doel) for doel in HEEMSKERK.doelen] == [
        (5377, 5915),
        (985, 1084),
        (108, 250),
    ]
    for doel in HEEMSKERK.doelen[:2]:
        assert doel.doel - 1 < doel.nulmeting * 1.1 <= doel.doel
    assert all(doel.bron and doel.zekerheid for doel in HEEMSKERK.doelen)


def test_een_gemeente_zonder_instellingen_heeft_geen_doelen() -> None:
    assert lees_monitor("velsen-2019") == Monitor()


def test_wat_in_oefenstad_te_oefenen_is_heet_verzonnen() -> None:
    oefenstad = lees_monitor("oefenstad")
    omvangen = [omvang for groep in oefenstad.doelgroepen for omvang in groep.waarden]
    assert omvangen
    assert oefenstad.doelen
    for deel in (*omvangen, *oefenstad.doelen):
        assert deel.bron.startswith("verzonnen")
        assert deel.zekerheid == "verzonnen"


def test_een_nieuwere_telling_van_de_doelgroep_geldt_vanaf_haar_dag() -> None:
    oud, nieuw = (
        Omvang(date(jaar, 1, 1), aantal, 10, "bron", "gezien")
        for jaar, aantal in ((2022, 100), (2026, 120))
    )
    groep = Doelgroep("Iets", ("iets",), (nieuw, oud))
    assert groep.op(date(2025, 12, 31)) == oud
    assert groep.op(date(2026, 1, 1)) == nieuw
    assert groep.op(date(2021, 1, 1)) is None


def test_een_onbekende_manier_van_tellen_wordt_geweigerd(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tellingen").mkdir()
    (tmp_path / "tellingen" / "hier.toml").write_text('[instelling]\nper = "straat"\n', encoding="utf-8")
    monkeypatch.setattr(doelen, "resources", lambda: tmp_path)
    with pytest.raises(InvoerFout, match=r"tellingen/hier.toml klopt niet \(per = straat\)"):
        lees_monitor("hier")


# --- reach -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("aantal", [3_000, 9_000, 40_000])
def test_het_ware_gebruik_ligt_tussen_de_grenzen(aantal: int) -> None:
    bron = feiten(aantal, 11)
    telling = tel(bron, Week(2026, 1), Week(2026, 53), NA_AFLOOP)
    alle = maak_gereed(bron).feiten
    waar = alle[alle["eerste"] & (alle["week"] // 100 == 2026)].groupby("regeling", observed=True).size()
    rijen = monitor(telling, HEEMSKERK)["bereik"].cijfers.set_index("label")
    for groep in HEEMSKERK.doelgroepen:
        if len(groep.regelingen) == 1:
            rij, [regeling] = rijen.loc[groep.naam], groep.regelingen
            assert (0 if rij["minstens"] is None else rij["minstens"]) <= waar[regeling] <= rij["hoogstens"]
            assert rij["procent"] == round(100 * rij["minstens"] / rij["doelgroep"])


# --- the pace ----------------------------------------------------------------------------------------


def test_het_tempo_trekt_de_voorbije_weken_door() -> None:
    # 10 a week for 13 weeks, exactly even: it spreads as chance gives.
    # 1.96 * sqrt(10 * 39 * (1 + 39 / 13)) = 77.4
    assert tempo([40, 40, 50], [4, 4, 5], 39) == Tempo(520, 443, 597)


def test_wie_wisselt_is_onzekerder() -> None:
    effen, wild = tempo([40, 40, 50], [4, 4, 5], 39), tempo([10, 80, 40], [4, 4, 5], 39)
    assert effen
    assert wild
    assert wild.verwacht == effen.verwacht
    assert wild.hoog - wild.laag > 2 * (effen.hoog - effen.laag)


def test_twee_maanden_zijn_te_vroeg_en_een_vol_jaar_is_zeker() -> None:
    assert tempo([40, 40], [4, 4], 44) is None
    assert tempo([0, 0, 0], [4, 4, 5], 39) is None
    assert tempo([40] * 12, [4, 4, 5] * 4, 0) == Tempo(480, 480, 480)


def test_de_voortgang_telt_wat_er_van_de_maanden_staat() -> None:
    telling = tel(feiten(40_000, 11), Week(2026, 1), Week(2026, 26), NA_AFLOOP)
    tabellen = monitor(telling, HEEMSKERK)
    rij = tabellen["doelen"].cijfers.set_index("label").loc["Toekenningen van het Kindpakket"]
    cijfers = telling.tabellen["regelingen"].cijfers
    eigen = cijfers[(cijfers["soort"] == "periode") & cijfers["rij"].str.startswith("kindpakket_")]
    assert rij["stand"] == eigen["toegekend"].sum()
    assert rij["laag"] < rij["verwacht"] < rij["hoog"]
    # Half of the 53 weeks of 2026 is gone.
    assert abs(rij["verwacht"] - rij["stand"] * 53 / 26) < 1


# --- falling back ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("aantal", "samen", "deel"), [(30, 90, 0.5), (44, 90, 0.5), (0, 12, 0.4), (12, 12, 0.48)]
)
def test_de_kans_is_die_van_de_binomiale_verdeling(aantal: int, samen: int, deel: float) -> None:
    assert kans_op_zo_weinig(aantal, samen, deel) == pytest.approx(binom.cdf(aantal, samen, deel))


def test_alleen_een_regeling_die_zeker_daalt_staat_op_de_lijst() -> None:
    """Kwijtschelding loses two of three grants after W39; of the others nothing changes."""
    bron = feiten(20_000, 4)
    weg = (bron.feiten["regeling"] == "kwijtschelding") & (bron.feiten["dag"] >= "2026-09-28")
    minder = bron.feiten[~(weg & (bron.feiten["nr"] % 3 != 0))]
    bron = Telfeiten(minder, bron.redenen, bron.stappen)
    telling = tel(bron, Week(2026, 40), Week(2026, 52), NA_AFLOOP)
    rijen = monitor(telling, HEEMSKERK)["waarschuwingen"].cijfers
    namen = {naam: regeling for regeling, naam, *_ in REGELINGEN}
    [rij] = [rij for rij in rijen.itertuples() if namen[rij.label] == "kwijtschelding"]
    assert rij.bron == "sinds 2026-W40"
    assert rij.laatst < rij.eerder
    assert len(rijen) <= 2


def test_een_regeling_die_bijna_verdwijnt_staat_op_de_lijst_al_is_zij_te_klein_om_te_tonen() -> None:
    """One grant in forty of it is left: each month is hidden, and yet the fall is certain."""
    bron = feiten(20_000, 4)
    weg = (bron.feiten["regeling"] == "kwijtschelding") & (bron.feiten["dag"] >= "2026-09-28")
    minder = bron.feiten[~(weg & (bron.feiten["nr"] % 40 != 0))]
    telling = tel(Telfeiten(minder, bron.redenen, bron.stappen), Week(2026, 40), Week(2026, 53), NA_AFLOOP)
    tekens = telling.tabellen["regelingen"]
    eigen = (tekens.cijfers["rij"] == "kwijtschelding") & (tekens.cijfers["soort"] == "maand")
    assert "" not in set(tekens.tekens.loc[eigen, "toegekend"])
    rijen = monitor(telling, HEEMSKERK)["waarschuwingen"].cijfers.set_index("label")
    rij = rijen.loc["Kwijtschelding gemeentelijke belastingen"]
    waar = int((weg & (bron.feiten["uitkomst"] == "toegekend") & (bron.feiten["nr"] % 40 == 0)).sum())
    assert waar <= rij["laatst"] < rij["eerder"]


def test_een_daling_die_niet_zeker_is_staat_er_niet() -> None:
    """Hidden is not fallen: what is too small all year long could have been less before."""
    bron = feiten(1_200, 4)
    telling = tel(bron, Week(2026, 40), Week(2026, 53), NA_AFLOOP)
    assert monitor(telling, HEEMSKERK)["waarschuwingen"].cijfers.empty
