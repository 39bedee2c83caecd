"""What another package means for a file: the same as judging every household by both packages."""

import copy
import shutil
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties.toetsen import Toetser
from consulent_app.acties.vergelijking import vergelijk_bestand
from consulent_app.cli import main
from consulent_app.huishouden.lezen import lees_document
from consulent_app.paden import resources
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.pakketkast import Pakketkast
from consulent_app.regels.toets import toets
from consulent_app.regels.uitkomst import Status
from tests.uitwisseling.bestanden import rijen, schrijf_csv
from tests.uitwisseling.test_ambtshalve import _gezin

PEIL = date(2026, 11, 18)


@pytest.fixture
def regels(tmp_path: Path) -> Path:
    """A copy of the packages, to change."""
    return Path(shutil.copytree(resources() / "regels", tmp_path / "regels"))


@pytest.fixture
def ruimer(regels: Path) -> Path:
    """The practice package in which the income limit goes from 110 to 130 percent."""
    _wijzig(regels / "oefenstad", "inkomensgrens_percentage", 'waarde = "110"', 'waarde = "130"')
    return regels


def _wijzig(pakket: Path, parameter: str, oud: str, nieuw: str) -> None:
    pad = pakket / "10-instelling.toml"
    tekst = pad.read_text(encoding="utf-8")
    begin = tekst.index(f'naam = "{parameter}"')
    gewijzigd = tekst[:begin] + tekst[begin:].replace(oud, nieuw, 1)
    assert gewijzigd != tekst
    pad.write_text(gewijzigd, encoding="utf-8")


def _rechten(documenten: list[dict[str, object]], pakket: Pakket) -> dict[tuple[str, str | None, str], int]:
    return {
        (str(d["intake_id"]), u.persoon, u.regeling): u.per_jaar.centen if u.per_jaar is not None else 0
        for d in documenten
        for u in toets(lees_document(d), pakket).uitkomsten
        if u.status is Status.RECHT
    }


def _documenten() -> list[dict[str, object]]:
    """Families whose income runs past both limits, five euro at a time."""
    uit: list[dict[str, object]] = []
    for nummer in range(120):
        gezin: dict[str, Any] = copy.deepcopy(_gezin(f"h{nummer}"))
        inkomen = {
            "soort": "loon",
            "netto_per_maand": f"{1400 + nummer * 5}.00",
            "vakantietoeslag_per_maand": "0.00",
        }
        gezin["personen"][0]["inkomens"] = [inkomen]
        uit.append({**gezin, "eerder_toegekend": [], "kosten": []})
    return uit


def test_de_gevolgen_zijn_die_van_ieder_huishouden_apart(tmp_path: Path, ruimer: Path) -> None:
    documenten = _documenten()
    schrijf_csv(tmp_path / "in", rijen(documenten))
    oud, nieuw = Toetser().pakket("oefenstad"), Toetser(Pakketkast(ruimer)).pakket("oefenstad")
    gevolgen = vergelijk_bestand(tmp_path / "in", oud, nieuw, PEIL, tmp_path)
    was, wordt = _rechten(documenten, oud), _rechten(documenten, nieuw)
    erbij = Counter(sleutel[2] for sleutel in set(wordt) - set(was))
    assert sum(erbij.values()) > 5
    for gevolg in gevolgen.gevolgen:
        if gevolg.status is not Status.RECHT:
            continue
        assert gevolg.telling["erbij"] == erbij[gevolg.regeling]
        assert gevolg.telling["eraf"] == 0
        extra = sum(c for s, c in wordt.items() if s[2] == gevolg.regeling) - sum(
            c for s, c in was.items() if s[2] == gevolg.regeling
        )
        assert gevolg.verschil_cent == extra
        huizen = {s[0] for s in set(wordt) - set(was) if s[2] == gevolg.regeling}
        assert gevolg.telling["huishoudens_erbij"] == len(huizen)


def test_de_opdracht_vertelt_het_en_maakt_een_werkboek(
    tmp_path: Path, ruimer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schrijf_csv(tmp_path / "in", rijen(_documenten()))
    uit = tmp_path / "gevolgen.xlsx"
    opdracht = [
        "regels",
        "vergelijk",
        "oefenstad",
        str(ruimer / "oefenstad"),
        "--bestand",
        str(tmp_path / "in"),
    ]
    assert main([*opdracht, "--uit", str(uit), "--peildatum", "2026-11-18"]) == 0
    tekst = capsys.readouterr().out
    assert "110" in tekst
    assert "120 huishoudens op 2026-11-18:" in tekst
    assert "Kindpakket: fiets: +" in tekst
    assert uit.read_bytes().startswith(b"PK")
    assert [pad.name for pad in tmp_path.iterdir() if pad.name.startswith(".")] == []


def _langdurig_laag() -> dict[str, Any]:
    """One for whom the inkomenstoeslag is to be weighed, whatever its amount."""
    alleen = _gezin("a", maanden_laag_inkomen=60, zicht_op_inkomensverbetering=False)
    return {**alleen, "personen": alleen["personen"][:1], "eerder_toegekend": [], "kosten": []}


def test_wat_een_medewerker_beoordeelt_telt_apart(
    tmp_path: Path, regels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schrijf_csv(tmp_path / "in", rijen([_langdurig_laag()]))
    _wijzig(regels / "oefenstad", "iit_bedrag_alleenstaande", 'waarde = "400.00"', 'waarde = "9400.00"')
    opdracht = ["regels", "vergelijk", "oefenstad", str(regels / "oefenstad"), "--bestand"]
    uit = tmp_path / "uit" / "gevolgen.xlsx"
    assert main([*opdracht, str(tmp_path / "in"), "--uit", str(uit), "--peildatum", "2026-11-18"]) == 0
    zin = "Individuele inkomenstoeslag (medewerker beoordeelt): +0 huishoudens, misschien +€ 9.000 per jaar"
    assert zin in capsys.readouterr().out.splitlines()
    with zipfile.ZipFile(uit) as boek:
        assert "Medewerker beoordeelt" in boek.read("xl/workbook.xml").decode()
        assert "<v>9400</v>" in boek.read("xl/worksheets/sheet2.xml").decode()


def test_een_onbekend_bedrag_is_geen_nul(tmp_path: Path, regels: Path) -> None:
    """What the gemeente pays now is not known, so neither is what changes."""
    volwassenen = {**_gezin("a"), "pakket": "heemskerk", "eerder_toegekend": [], "kosten": []}
    schrijf_csv(tmp_path / "in", rijen([volwassenen]))
    naam = "maatschappelijke_activiteiten"
    _wijzig(
        regels / "heemskerk",
        f"{naam}_bedrag",
        "nog_invullen = true",
        'waarde = "100.00", zekerheid = "gezien"',
    )
    oud, nieuw = Toetser().pakket("heemskerk"), Toetser(Pakketkast(regels)).pakket("heemskerk")
    vergelijking = vergelijk_bestand(tmp_path / "in", oud, nieuw, PEIL, tmp_path)
    gevolg = next(g for g in vergelijking.gevolgen if g.regeling == naam)
    assert (gevolg.cent("was"), gevolg.cent("wordt"), gevolg.verschil_cent) == (None, 100_00, None)
    zin = "Maatschappelijke activiteiten volwassenen: +0 huishoudens, bedrag onbekend"
    assert vergelijking.als_tekst().splitlines()[1:] == [zin]


def test_zonder_uit_komt_er_geen_werkboek_en_een_vreemde_kolom_wordt_genoemd(
    tmp_path: Path, ruimer: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    schrijf_csv(tmp_path / "in", rijen([{**_documenten()[0], "huishouden": {"spaargld": "1.00"}}]))
    (tmp_path / "hier").mkdir()
    monkeypatch.chdir(tmp_path / "hier")
    opdracht = ["regels", "vergelijk", "oefenstad", str(ruimer / "oefenstad"), "--bestand", "../in"]
    assert main([*opdracht, "--peildatum", "2026-11-18"]) == 0
    assert not list((tmp_path / "hier").iterdir())
    assert "'spaargld' (bedoelt u 'spaargeld'?)" in capsys.readouterr().err


def test_een_werkboek_heet_xlsx(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    schrijf_csv(tmp_path / "in", rijen(_documenten()[:1]))
    monkeypatch.chdir(tmp_path)
    opdracht = ["regels", "vergelijk", "oefenstad", "oefenstad", "--bestand", "in", "--uit", "x.csv"]
    assert main(opdracht) == 2
    assert "eindigt op .xlsx" in capsys.readouterr().err
    assert not (tmp_path / "x.csv").exists()


def test_uit_zonder_bestand_is_verkeerd_gebruik(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regels", "vergelijk", "oefenstad", "heemskerk", "--uit", "x.xlsx"]) == 2
    assert "--bestand" in capsys.readouterr().err
