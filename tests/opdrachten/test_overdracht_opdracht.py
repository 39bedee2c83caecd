"""`consulent samenwerken` and `consulent overdracht`: two desks and a laptop without a server."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from consulent_app.cli import main
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2

WACHTWOORD = "vier losse woorden"
DOCUMENT = {
    "schema": "intake/1",
    "peildatum": "2026-11-18",
    "pakket": "oefenstad",
    "personen": [{"id": "p1", "rol": "aanvrager", "achternaam": "Zwartjanszoon"}],
    "gesprek": {"toestemming_delen": True},
}


class Plek:
    """A folder with data, and the command line in it."""

    def __init__(
        self, map_: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Dossierkast.maak(map_, "Bea", WACHTWOORD, argon2=Argon2(1, 8, 1)).sluit()
        self.map, self._monkeypatch, self._capsys = map_, monkeypatch, capsys

    def doe(self, *argumenten: object) -> str:
        """Run a command that has to go well, and return what it said."""
        status, uit, fout = self.probeer(*argumenten)
        assert (status, fout) == (0, "")
        return uit

    def probeer(self, *argumenten: object) -> tuple[int, str, str]:
        self._monkeypatch.setattr("sys.stdin", io.StringIO(f"{WACHTWOORD}\n"))
        wie = ("--map", self.map, "--naam", "Bea", "--wachtwoord-stdin")
        status = main([*map(str, argumenten), *map(str, wie)])
        gezegd = self._capsys.readouterr()
        return status, gezegd.out, gezegd.err

    def kaart(self, *argumenten: object) -> tuple[str, str]:
        """Return the file that a command made, and the number that it says."""
        pad, getal = self.doe(*argumenten).splitlines()
        gevonden = re.search(r"(\d{4} ){3}\d{4}", getal)
        assert gevonden
        return pad, gevonden[0]


@pytest.fixture
def plekken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[Plek, Plek, Plek]:
    """Two desks (1 and 3) and a laptop of MET (2) that know each other."""
    een, twee, met_ = (Plek(tmp_path / naam, monkeypatch, capsys) for naam in ("een", "twee", "met"))
    uit = ("--uit", tmp_path / "stick")
    een.doe("samenwerken", "begin", "--plek", "Balie 1", "--organisatie", "gemeente", "--nummer", 1)
    met_.doe("samenwerken", "begin", "--plek", "Laptop", "--organisatie", "met", "--nummer", 2)
    pad, getal = twee.kaart(
        "samenwerken", "meld-aan", "--plek", "Balie 2", "--organisatie", "gemeente", *uit
    )
    pad, getal = een.kaart("samenwerken", "laat-toe", pad, "--controlegetal", getal, *uit)
    assert "werkplek 03" in twee.doe("samenwerken", "kom-binnen", pad, "--controlegetal", getal)
    for van, naar in ((een, met_), (met_, een)):
        pad, getal = van.kaart("samenwerken", "kennismaking", *uit)
        naar.doe("samenwerken", "maak-kennis", pad, "--controlegetal", getal)
    return een, twee, met_


def test_een_voorstel_gaat_heen_en_is_daar(plekken: tuple[Plek, Plek, Plek], tmp_path: Path) -> None:
    een, _, met_ = plekken
    with Dossierkast.open(met_.map, "Bea", WACHTWOORD) as kast:
        id_ = kast.nieuw(DOCUMENT, "met").id
        kast.zet_voorstel(id_, kast.haal(id_).aangemaakt.date())
    gezegd = met_.doe("overdracht", "maak", "--naar", "01", "--uit", tmp_path / "stick").splitlines()
    pad, rest = gezegd[0].split(": ")
    assert rest == "1 wijziging voor Balie 1"
    assert gezegd[1] == "Balie 1 beslist nu over 1 dossier."
    assert een.doe("overdracht", "lees", pad).splitlines() == [
        "Van Laptop: 1 wijziging, 1 dossier bijgewerkt.",
        "Nieuwe voorstellen: 1.",
    ]
    with Dossierkast.open(een.map, "Bea", WACHTWOORD) as kast:
        kast.delen.keur_beurt(id_)


def test_wat_niet_kan_is_een_zin(plekken: tuple[Plek, Plek, Plek], tmp_path: Path) -> None:
    een, _, met_ = plekken
    status, _, fout = een.probeer("overdracht", "maak", "--naar", "9", "--uit", tmp_path / "stick")
    assert status == 2
    assert fout == (
        "Zeg met --naar voor wie het is: 2 (Laptop), 3 (Balie 2), gemeente (alle werkplekken van de "
        "gemeente), met (alle werkplekken van MET).\n"
    )
    pad = een.doe("overdracht", "maak", "--naar", "gemeente", "--uit", tmp_path / "stick").split(": ")[0]
    status, _, fout = met_.probeer("overdracht", "lees", pad)
    assert (status, "is voor de gemeente" in fout) == (2, True)
    status, _, fout = een.probeer("samenwerken", "maak-kennis", pad, "--controlegetal", "1")
    assert (status, "geen bestand van een andere werkplek" in fout) == (2, True)
