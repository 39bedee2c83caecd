"""What another package means for a file: the same as judging every household by both packages."""

import copy
import shutil
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
from consulent_app.regels.toets import toets
from consulent_app.regels.uitkomst import Status
from tests.uitwisseling.bestanden import rijen, schrijf_csv
from tests.uitwisseling.test_ambtshalve import _gezin

PEIL = date(2026, 11, 18)


@pytest.fixture
def ruimer(tmp_path: Path) -> Path:
    """The practice package in which the income limit goes from 110 to 130 percent."""
    shutil.copytree(resources() / "regels", tmp_path / "regels")
    pad = tmp_path / "regels" / "oefenstad" / "10-instelling.toml"
    oud = pad.read_text(encoding="utf-8")
    begin = oud.index('naam = "inkomensgrens_percentage"')
    nieuw = oud[:begin] + oud[begin:].replace('waarde = "110"', 'waarde = "130"', 1)
    assert nieuw != oud
    pad.write_text(nieuw, encoding="utf-8")
    return tmp_path / "regels"


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
    oud, nieuw = Toetser().pakket("oefenstad"), Toetser(ruimer).pakket("oefenstad")
    gevolgen = vergelijk_bestand(tmp_path / "in", oud, nieuw, PEIL, tmp_path)
    was, wordt = _rechten(documenten, oud), _rechten(documenten, nieuw)
    erbij = Counter(sleutel[2] for sleutel in set(wordt) - set(was))
    assert sum(erbij.values()) > 5
    for gevolg in gevolgen.gevolgen:
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


def test_uit_zonder_bestand_is_verkeerd_gebruik(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regels", "vergelijk", "oefenstad", "heemskerk", "--uit", "x.xlsx"]) == 2
    assert "--bestand" in capsys.readouterr().err
