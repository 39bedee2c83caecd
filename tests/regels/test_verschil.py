"""What a new version of a package changes, in words; the versions are copies of Oefenstad."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from consulent_app.acties.regels import vergelijk
from consulent_app.acties.toetsen import Toetser
from consulent_app.cli import main
from consulent_app.paden import resources

Verander = Callable[[str, str, str], None]
IIT = "Individuele inkomenstoeslag"


@pytest.fixture
def nieuw(tmp_path: Path) -> Path:
    shutil.copytree(resources() / "regels" / "oefenstad", tmp_path / "nieuw")
    return tmp_path / "nieuw"


@pytest.fixture
def verander(nieuw: Path) -> Verander:
    def doe(bestand: str, was: str, wordt: str) -> None:
        pad = nieuw / bestand
        tekst = pad.read_text(encoding="utf-8")
        assert was in tekst
        pad.write_text(tekst.replace(was, wordt), encoding="utf-8")

    return doe


def _delen(nieuw: Path) -> dict[str, str]:
    delen = vergelijk("oefenstad", str(nieuw), Toetser()).delen
    tekst = {kop: "\n".join(w.als_tekst() for w in wijzigingen) for kop, wijzigingen in delen.items()}
    return {kop: deel.replace("\u00a0", " ") for kop, deel in tekst.items()}


def test_een_kopie_heeft_geen_verschil(nieuw: Path, verander: Verander) -> None:
    verander("06-individuele-inkomenstoeslag.toml", "# Art. 36", "# Een ander commentaar. Art. 36")
    assert _delen(nieuw) == {}


def test_een_nieuw_bedrag_staat_bij_zijn_regeling_met_datum_en_bron(
    nieuw: Path, verander: Verander
) -> None:
    oud = 'waarde = "500.00", bron = "verzonnen voor Oefenstad", zekerheid = "verzonnen" }'
    erbij = '{ vanaf = 2026-07-01, waarde = "525.00", bron = "raadsbesluit 12", zekerheid = "gezien" }'
    verander("10-instelling.toml", oud, f"{oud}, {erbij}")
    delen = _delen(nieuw)
    assert list(delen) == [IIT]
    assert "alleenstaande ouder (iit_bedrag_alleenstaande_ouder): vanaf 1 juli 2026" in delen[IIT]
    assert "van € 500,00 naar € 525,00" in delen[IIT]
    assert "bron: raadsbesluit 12 (gezien)" in delen[IIT]


def test_een_gedeeld_percentage_staat_er_een_keer_met_wie_het_raakt(
    nieuw: Path, verander: Verander
) -> None:
    kop = 'omschrijving = "Inkomensgrens minimaregelingen, deel van de bijstandsnorm"\n'
    verander(
        "10-instelling.toml",
        f'{kop}waarden = [{{ vanaf = 2024-01-01, waarde = "110"',
        f'{kop}waarden = [{{ vanaf = 2024-01-01, waarde = "120.5"',
    )
    delen = _delen(nieuw)
    assert list(delen) == ["Voor meer regelingen"]
    tekst = delen["Voor meer regelingen"]
    assert "van 110% naar 120,50%" in tekst
    assert "Kindpakket: fiets; " in tekst
    assert "Kwijtschelding" not in tekst


def test_een_andere_voorwaarde_noemt_regel_en_artikel(nieuw: Path, verander: Verander) -> None:
    verander("06-individuele-inkomenstoeslag.toml", "toetsinkomen <= iit_grens", "toetsinkomen < iit_grens")
    verander("06-individuele-inkomenstoeslag.toml", "U mag in Nederland wonen.", "U heeft verblijfsrecht.")
    tekst = _delen(nieuw)[IIT]
    assert "Voorwaarde 'inkomen_nu': regel (art. 36 lid 1 Participatiewet)" in tekst
    assert "was:   toetsinkomen <= iit_grens\n    wordt: toetsinkomen < iit_grens" in tekst
    assert "Voorwaarde 'verblijf': tekst bij ja" in tekst


def test_een_andere_formule_noemt_oud_en_nieuw(nieuw: Path, verander: Verander) -> None:
    verander("20-afgeleid.toml", "toetsnorm * iit_percentage", "bijstandsnorm * iit_percentage")
    assert "Berekening iit_grens: formule" in _delen(nieuw)[IIT]
    assert "wordt: afronden(bijstandsnorm * iit_percentage)" in _delen(nieuw)[IIT]


def test_regelingen_die_komen_en_gaan_staan_op_naam(nieuw: Path, verander: Verander) -> None:
    (nieuw / "16-babypakket.toml").unlink()
    verander("17-noodfonds.toml", 'id = "noodfonds"', 'id = "noodpot"')
    verander("17-noodfonds.toml", 'naam = "Noodfonds Oefenstad"', 'naam = "Noodpot"')
    verander("pakket.toml", '"2026.3"', '"2027.1"')
    delen = _delen(nieuw)
    assert list(delen) == ["Het pakket", "Babypakket", "Noodfonds Oefenstad", "Noodpot"]
    assert "Deze regeling vervalt" in delen["Babypakket"]
    assert "Nieuwe regeling" in delen["Noodpot"]


def test_opdracht_zegt_het_in_woorden(
    nieuw: Path, verander: Verander, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["regels", "vergelijk", "oefenstad", "oefenstad"]) == 0
    assert capsys.readouterr().out == "geen verschil\n"
    verander("pakket.toml", '"2026.3"', '"2027.1"')
    assert main(["regels", "vergelijk", "oefenstad", str(nieuw)]) == 0
    assert capsys.readouterr().out == (
        "Van Oefenstad (oefenen) 2026.3 naar Oefenstad (oefenen) 2027.1\n\n"
        "Het pakket\n- versie\n    was:   2026.3\n    wordt: 2027.1\n"
    )


def test_een_fout_pakket_is_een_gewone_melding(
    nieuw: Path, verander: Verander, capsys: pytest.CaptureFixture[str]
) -> None:
    verander(
        "06-individuele-inkomenstoeslag.toml", "toetsinkomen <= iit_grens", "toetsinkomem <= iit_grens"
    )
    for waar in (str(nieuw), "bestaat_niet", str(resources() / "regels")):
        assert main(["regels", "vergelijk", "oefenstad", waar]) == 2
        assert capsys.readouterr().err.count("\n") == 1
