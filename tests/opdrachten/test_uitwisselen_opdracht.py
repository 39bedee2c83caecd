"""`consulent samenwerken` with a server: two desks, from an invitation to a dossier of the other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from consulent_app.acties.werkplek import Werkplek
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.uitwisseling.centraal.opzetten import maak_werkplek
from consulent_app.uitwisseling.centraal.uitnodiging import schrijf_uitnodiging
from tests.acties.centrale import nieuwe_centrale
from tests.opdrachten.test_overdracht_opdracht import DOCUMENT, WACHTWOORD, Plek
from tests.postgres import proefserver


def test_van_uitnodiging_tot_een_dossier_van_de_ander(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    een, twee = (Plek(tmp_path / naam, monkeypatch, capsys) for naam in ("een", "twee"))
    with Dossierkast.open(een.map, "Bea", WACHTWOORD) as kast:
        id_ = kast.nieuw(DOCUMENT).id
    getallen = []
    with proefserver() as proef:
        beheer = nieuwe_centrale(proef)
        for plek, naam in ((een, "Balie 1"), (twee, "Balie 2")):
            bestand = tmp_path / f"{naam}.uitnodiging"
            code = schrijf_uitnodiging(bestand, maak_werkplek(beheer, "gemeente", naam))
            status, _, fout = plek.probeer("samenwerken", "koppel", bestand, "--code", f"{code}X")
            assert status == 2
            assert "code" in fout
            gezegd = plek.doe("samenwerken", "koppel", bestand, "--code", code)
            assert naam in gezegd
            getallen.append(re.search(r"(\d{4} ){3}\d{4}", gezegd)[0])
        assert (
            een.doe("synchroniseer") == "Uitgewisseld: 1 verstuurd, 0 opgehaald, 0 dossiers bijgewerkt.\n"
        )
        status, _, fout = twee.probeer("samenwerken", "wissel-uit")
        assert status != 0
        assert getallen[1] in fout
        een.doe("samenwerken", "wissel-uit")
        status, _, fout = een.probeer("samenwerken", "toelaten", 2, "--controlegetal", getallen[0])
        assert status == 2
        assert "niet het controlegetal van Balie 2" in fout
        assert "Balie 2" in een.doe("samenwerken", "toelaten", 2, "--controlegetal", getallen[1])
        assert "1 dossier bijgewerkt" in twee.doe("samenwerken", "wissel-uit")
        een.doe("samenwerken", "wissel-uit")
        status, _, fout = een.probeer("samenwerken", "toelaten", 2, "--controlegetal", getallen[1])
        assert status == 2
        assert "niet bekend" in fout
    status, _, fout = twee.probeer("samenwerken", "wissel-uit")
    assert status != 0
    assert "doorwerken" in fout
    with Dossierkast.open(twee.map, "Bea", WACHTWOORD) as kast:
        assert kast.haal(id_).document == DOCUMENT


def test_de_sleutel_van_de_ander_telt_na_het_vergelijken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    een, twee = (Plek(tmp_path / naam, monkeypatch, capsys) for naam in ("een", "twee"))
    with proefserver() as proef:
        beheer = nieuwe_centrale(proef)
        for plek, organisatie in ((een, "gemeente"), (twee, "met")):
            bestand = tmp_path / f"{organisatie}.uitnodiging"
            code = schrijf_uitnodiging(bestand, maak_werkplek(beheer, organisatie, "Plek"))
            plek.doe("samenwerken", "koppel", bestand, "--code", code)
            assert plek.probeer("samenwerken", "wissel-uit")[0] == 0
        _, _, fout = een.probeer("samenwerken", "wissel-uit")
        assert "Met MET wordt nog niets uitgewisseld" in fout
        with Dossierkast.open(twee.map, "Bea", WACHTWOORD) as kast:
            getal = Werkplek(kast, kast.medewerker).delen.controlegetal_organisatie()
        assert f"en hoort {getal}" in fout
        status, _, fout = een.probeer("samenwerken", "bevestig", "met", "--controlegetal", getal[::-1])
        assert (status, "niet het controlegetal van MET" in fout) == (2, True)
        assert "telt" in een.doe("samenwerken", "bevestig", "met", "--controlegetal", getal)
        status, _, fout = een.probeer("samenwerken", "bevestig", "met", "--controlegetal", getal)
        assert (status, "geen nieuw controlegetal" in fout) == (2, True)
        assert een.probeer("samenwerken", "wissel-uit")[2] == ""
