"""No address leaves the run over a file: not in the work list, the outcomes or the workbook."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import duckdb

from consulent_app.acties.ambtshalve import toets_bestand
from consulent_app.acties.toetsen import Toetser
from tests.uitwisseling.bestanden import rijen, schrijf_csv
from tests.uitwisseling.test_ambtshalve import GEZIN

ADRES = {"straat": "Zomereikstraat", "huisnummer": 7731, "postcode": "1972AB", "woonplaats": "Vlinderdorp"}
#: One that can be judged, and one with a fault.
HUIZEN = (("h1", {"spaargeld": "0.00"}), ("h2", {"spaargeld": "x"}))


def inhoud(pad: Path) -> str:
    if pad.suffix == ".parquet":
        with duckdb.connect() as bank:
            return str(bank.execute(f"SELECT * FROM read_parquet('{pad}')").fetchall())
    if pad.suffix == ".xlsx":
        with zipfile.ZipFile(pad) as boek:
            return "".join(boek.read(naam).decode("utf-8") for naam in boek.namelist())
    return pad.read_text(encoding="utf-8")


def test_een_adres_uit_het_bestand_komt_nergens_terug(tmp_path: Path) -> None:
    goed, fout = ({**GEZIN, "intake_id": id_, "huishouden": ADRES | anders} for id_, anders in HUIZEN)
    schrijf_csv(tmp_path / "in", rijen([goed, fout]))
    toets_bestand(tmp_path / "in", tmp_path / "uit", Toetser().pakket("oefenstad"), date(2026, 11, 18))
    uitvoer = [pad for pad in (tmp_path / "uit").rglob("*") if pad.is_file()]
    assert {pad.name for pad in uitvoer} >= {
        "werklijst.csv",
        "uitkomsten.parquet",
        "overzicht.xlsx",
        "fouten.csv",
    }
    alles = {pad.name: inhoud(pad) for pad in uitvoer}
    assert "h1" in alles["uitkomsten.parquet"]
    assert "h2" in alles["fouten.csv"]
    for deel in ("Zomereikstraat", "7731", "1972AB", "Vlinderdorp"):
        assert [naam for naam, tekst in alles.items() if deel in tekst] == []
