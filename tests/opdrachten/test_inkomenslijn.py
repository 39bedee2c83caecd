"""What a household has as earnings rise: exact, per month, with the falls, and unknown stays unknown."""

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from consulent_app.acties.inkomenslijn import inkomenslijn, lees_stap
from consulent_app.acties.toetsen import Toetser, met_keuze
from consulent_app.cli import main
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.lezen import lees_bestand
from consulent_app.huishouden.model import Inkomen, Intake, Persoon
from consulent_app.paden import resources
from consulent_app.regels.inkomenslijn import Inkomenslijn, Stap
from consulent_app.regels.toets import toets

TOETSER = Toetser()
VOORBEELDEN = resources() / "voorbeelden"


def euro(tekst: str) -> Geld:
    return Geld.uit_tekst(tekst)


def met_aanvrager(intake: Intake, **anders: object) -> Intake:
    def nieuw(persoon: Persoon) -> Persoon:
        return replace(persoon, **anders) if persoon.rol == "aanvrager" else persoon  # type: ignore[arg-type]

    return replace(intake, personen=tuple(map(nieuw, intake.personen)))


def ouder(pakket: str = "oefenstad", bruto: str | None = "21000", **anders: object) -> Intake:
    """The single parent with two children who lives of bijstand."""
    intake = met_keuze(lees_bestand(VOORBEELDEN / "alleenstaande-ouder.json"), pakket, None)
    return met_aanvrager(intake, toetsingsinkomen=euro(bruto) if bruto else None, **anders)


def trek(intake: Intake, stap: int = 1_000) -> Inkomenslijn:
    return inkomenslijn(intake, TOETSER, stap)


def bij(lijn: Inkomenslijn, loon: str) -> Stap:
    return max((s for s in lijn.stappen if s.loon <= euro(loon)), key=lambda s: s.loon)


def test_van_niets_tot_anderhalf_keer_de_norm_in_hele_centen() -> None:
    lijn = trek(ouder())
    assert lijn.norm == euro("1419.46")
    assert len(lijn.stappen) == 151
    assert [lijn.stappen[n].loon for n in (0, 1, 100, 150)] == [
        euro("0"), euro("14.19"), euro("1419.46"), euro("2129.19"),
    ]  # fmt: skip


def test_bijstand_vult_aan_tot_de_norm() -> None:
    lijn = trek(ouder())
    for stap in lijn.stappen:
        bijstand = stap.delen["algemene_bijstand"].minstens if stap.loon < euro("1419.46") else Geld(0)
        assert stap.loon + bijstand == max(stap.loon, euro("1419.46"))
    assert "algemene_bijstand" not in lijn.stappen[100].delen


def test_zonder_loon_is_er_wat_er_nu_ook_is() -> None:
    """At the income of now the line says what the judgement says."""
    intake, nu = ouder(), trek(ouder()).stappen[0]
    oordeel = toets(intake, TOETSER.pakket("oefenstad"))
    for uitkomst in oordeel.uitkomsten:
        if uitkomst.regeling in ("zorgtoeslag", "huurtoeslag", "kindgebonden_budget"):
            assert nu.delen[uitkomst.regeling].bedrag == uitkomst.bedrag


def test_een_jaarbedrag_wordt_een_keer_afgerond() -> None:
    """Schoolkamp is € 100,00 for each of two children: € 200,00 a year is € 16,67 a month, not 2 x 8,33."""
    assert trek(ouder()).stappen[0].delen["kindpakket_schoolkamp"].bedrag == euro("16.67")


def test_eenmalig_staat_apart() -> None:
    stap = trek(ouder()).stappen[0]
    assert stap.eenmalig["kindpakket_fiets"] == euro("400.00")
    assert "kindpakket_fiets" not in stap.delen


def test_de_terugval_noemt_inkomen_verlies_en_oorzaak() -> None:
    (val,) = trek(ouder()).terugvallen
    assert (val.van, val.tot) == (euro("1547.21"), euro("1575.60"))
    assert val.verlies == euro("63.28")
    assert next(iter(val.oorzaken)) == "individuele_inkomenstoeslag"
    assert sum(b.centen for b in val.oorzaken.values()) == val.verlies.centen + val.meer_loon.centen
    assert val.marginaal == 323
    assert not val.voorbehoud


def test_pas_later_is_er_weer_evenveel() -> None:
    lijn = trek(ouder())
    (val,) = lijn.terugvallen
    voor, weer = bij(lijn, "1547.21").totaal, bij(lijn, "1646.57").totaal
    assert val.weer_vanaf == euro("1646.57")
    assert voor is not None
    assert weer is not None
    assert weer >= voor
    for stap in lijn.stappen:
        if val.van < stap.loon < val.weer_vanaf:
            assert stap.totaal is not None
            assert stap.totaal < voor


def test_een_onbekend_bruto_inkomen_maakt_de_toeslagen_onbekend_en_niet_nul() -> None:
    lijn = trek(ouder(bruto=None))
    stap = lijn.stappen[50]
    assert stap.totaal is None
    assert stap.open == ("zorgtoeslag", "huurtoeslag", "kindgebonden_budget")
    assert stap.delen["zorgtoeslag"].ontbreekt == ("personen.p1.toetsingsinkomen",)
    assert "zorgtoeslag" not in lijn.overal_bekend
    (val,) = lijn.terugvallen
    assert val.voorbehoud
    assert "zorgtoeslag" not in val.oorzaken


def test_kwijtschelding_neemt_af_met_het_inkomen_en_rekent_met_de_toeslagen_van_dat_loon() -> None:
    lijn = trek(ouder())
    bedragen = [s.delen["kwijtschelding"].bedrag for s in lijn.stappen if "kwijtschelding" in s.delen]
    assert None not in bedragen
    assert bedragen[0] == euro("50.00")
    assert len({b.centen for b in bedragen if b}) > 2
    assert bedragen == sorted(bedragen, key=lambda b: -b.centen if b else 0)
    zonder = trek(ouder(bruto=None)).stappen[120].delen["kwijtschelding"]
    assert zonder.ontbreekt == ("personen.p1.toetsingsinkomen",)


def test_het_bruto_inkomen_stijgt_mee_en_dat_staat_erbij() -> None:
    lijn = trek(ouder(bruto="21000"))
    assert any("schatting" in zin for zin in lijn.opmerkingen)
    zorg = [s.delen["zorgtoeslag"].minstens for s in lijn.stappen]
    assert zorg[0] > zorg[-1]
    assert zorg == sorted(zorg, reverse=True)
    assert not any("schatting" in zin for zin in trek(ouder(bruto=None)).opmerkingen)


def test_zonder_bedrag_van_de_gemeente_is_er_geen_totaal_en_wel_een_grens() -> None:
    """Heemskerk has no amounts yet: that the Kindpakket ends is known, what that costs is not."""
    lijn = trek(ouder("heemskerk"))
    assert lijn.stappen[0].totaal is None
    assert lijn.missend["kwijtschelding"] == ("@kwijtschelding_bedrag_samen",)
    assert lijn.terugvallen == ()
    assert any("kindpakket_schoolkosten" in verval.regelingen for verval in lijn.vervallen)


@pytest.mark.parametrize("anders", [{"inkomens": None}, {"geboortedatum": None}])
def test_zonder_inkomen_of_norm_is_er_geen_lijn_maar_een_vraag(anders: dict[str, object]) -> None:
    lijn = trek(ouder(**anders))
    assert lijn.stappen == ()
    assert lijn.ontbreekt == (f"personen.p1.{next(iter(anders))}",)


def test_een_ww_uitkering_bij_een_ander_loon_is_niet_bekend() -> None:
    ww = Inkomen("ww", euro("900"), euro("0"))
    lijn = trek(ouder(inkomens=(ww,)))
    assert all(stap.totaal is None for stap in lijn.stappen)
    assert lijn.missend[""] == ("personen.p1.inkomens.0.netto_per_maand",)
    assert any("WW" in zin for zin in lijn.opmerkingen)


def test_een_pakket_zonder_bijstand_verzint_er_geen() -> None:
    intake = lees_bestand(VOORBEELDEN / "velsen-2019-gezin.json")
    assert any("rekent geen bijstand uit" in zin for zin in trek(intake).opmerkingen)
    bijstand = Inkomen("bijstand", euro("1391.75"), euro("73.25"))
    lijn = trek(met_aanvrager(intake, inkomens=(bijstand,)))
    assert lijn.stappen[0].totaal is None
    assert lijn.missend[""] == ("personen.p1.inkomens.0.netto_per_maand",)
    assert not any("rekent geen bijstand uit" in zin for zin in trek(ouder()).opmerkingen)


def test_het_inkomen_van_de_partner_blijft_staan() -> None:
    intake = lees_bestand(VOORBEELDEN / "velsen-2019-gezin.json")
    lijn = trek(intake)
    assert lijn.loon_nu == euro("1391.75")
    assert all(stap.inkomen.bedrag == stap.loon for stap in lijn.stappen)
    # The limits of kwijtschelding, of the minimaregelingen and of the collective insurance.
    grenzen = [euro("1479.65"), euro("1626.15"), euro("1919.15")]
    assert [val.tot for val in lijn.terugvallen] == grenzen
    assert lijn.eerste_terugval == lijn.terugvallen[0]
    rijker = met_aanvrager(intake, inkomens=(Inkomen("loon", euro("1600"), euro("0")),))
    assert trek(rijker).eerste_terugval == lijn.terugvallen[1]


def test_de_stap_is_een_gewoon_percentage() -> None:
    assert (lees_stap("1"), lees_stap("0,5"), lees_stap("2.25")) == (1_000, 500, 2_250)
    assert len(trek(ouder(), 10_000).stappen) == 16
    for fout in ("0", "0,01", "60", "-1", "een", "1.2345", ""):
        with pytest.raises(InvoerFout):
            lees_stap(fout)


def test_opdracht_geeft_json(capsys: pytest.CaptureFixture[str]) -> None:
    voorbeeld = str(VOORBEELDEN / "alleenstaande-ouder.json")
    assert main(["inkomenslijn", voorbeeld, "--pakket", "oefenstad", "--stap", "2.5"]) == 0
    lijn = json.loads(capsys.readouterr().out)
    assert lijn["schema"] == "inkomenslijn/1"
    assert len(lijn["stappen"]) == 61
    assert lijn["stappen"][1]["totaal"] is None
    assert lijn["stappen"][1]["onbekend"]["zorgtoeslag"]["ontbreekt"] == ["personen.p1.toetsingsinkomen"]
    assert lijn["terugvallen"][0]["oorzaken"]["individuele_inkomenstoeslag"] == "41.67"
    assert main(["inkomenslijn", voorbeeld, "--stap", "nul"]) == 2


def test_de_vorm_staat_in_de_uitleg() -> None:
    uitleg = Path("docs/inkomenslijn.md").read_text(encoding="utf-8")
    vorm = json.loads(uitleg.split("```json")[1].split("```")[0])
    lijn = trek(ouder("heemskerk")).als_json()
    assert set(vorm) == set(lijn)
    assert set(vorm["stappen"][0]) == set(lijn["stappen"][0])
    assert set(vorm["vervalt_zonder_bedrag"][0]) == set(lijn["vervalt_zonder_bedrag"][0])
    assert set(vorm["terugvallen"][0]) == set(trek(ouder()).als_json()["terugvallen"][0])


def test_een_lijn_is_snel() -> None:
    """150 steps in 0.3 s on the desk's machine; the bound is wide, because machines differ."""
    intake = ouder()
    trek(intake)
    begin = time.perf_counter()
    trek(intake)
    assert time.perf_counter() - begin < 1.5
