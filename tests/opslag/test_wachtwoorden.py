"""What may be a password or a name, and how long a start password works."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag import sleutelbestand, sleutelbos
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2, controlesom
from tests.opslag.conftest import BEHEERWOORD
from tests.opslag.test_sleutelbos import vervals

EIGEN = "een heel eigen woord"


def geef_startdag(map_: Path, naam: str, dagen_geleden: int | None) -> None:
    """Write since when somebody has a start password, None for what an older program wrote."""
    bos = sleutelbestand.lees(map_)
    assert isinstance(bos, sleutelbos.Sleutelbos)
    sleutel, _ = sleutelbos.pak_uit(bos, "Beheer", BEHEERWOORD)
    vandaag = datetime.now().astimezone().date()
    dag = "" if dagen_geleden is None else (vandaag - timedelta(days=dagen_geleden)).isoformat()
    account = replace(sleutelbos.neem(bos, naam), startdag=dag)
    sleutelbestand.schrijf(map_, sleutelbos.met_gewijzigd(bos, account, sleutel))


def test_een_startwachtwoord_werkt_veertien_dagen(beheer: Dossierkast, map_: Path) -> None:
    startwoord = beheer.accounts.voeg_toe("Wim", "raadsman")
    beheer.sluit()
    geef_startdag(map_, "Wim", 15)
    for nieuw in (None, EIGEN):
        with pytest.raises(InvoerFout, match="ouder dan 14 dagen en werkt niet meer"):
            Dossierkast.open(map_, "Wim", startwoord, nieuw)
    with Dossierkast.open(map_, "Beheer", BEHEERWOORD) as kast:
        nieuwer = kast.accounts.nieuw_startwoord("Wim")
    geef_startdag(map_, "Wim", 14)
    with Dossierkast.open(map_, "Wim", nieuwer, EIGEN) as kast:
        assert kast.medewerker.rol == "raadsman"
    bos = sleutelbestand.lees(map_)
    assert isinstance(bos, sleutelbos.Sleutelbos)
    assert [account.startdag for account in bos.accounts] == ["", "", ""]


def test_een_startwachtwoord_van_een_ouder_programma_werkt(beheer: Dossierkast, map_: Path) -> None:
    startwoord = beheer.accounts.voeg_toe("Wim", "raadsman")
    beheer.sluit()
    geef_startdag(map_, "Wim", None)
    with (map_ / sleutelbos.BESTANDSNAAM).open() as bestand:
        inhoud = json.load(bestand)
    # As that program wrote it.
    for account in inhoud["accounts"]:
        del account["startdag"]
    del inhoud["controle"]
    inhoud["controle"] = controlesom(inhoud)
    (map_ / sleutelbos.BESTANDSNAAM).write_text(json.dumps(inhoud))
    Dossierkast.open(map_, "Wim", startwoord, EIGEN).sluit()


def test_de_dag_van_een_startwachtwoord_is_niet_te_wijzigen(beheer: Dossierkast, map_: Path) -> None:
    startwoord = beheer.accounts.voeg_toe("Wim", "raadsman")
    beheer.sluit()
    vervals(map_ / sleutelbos.BESTANDSNAAM, lambda inhoud: inhoud["accounts"][-1].update(startdag=""))
    with pytest.raises(OmgevingsFout, match="buiten het programma om"):
        Dossierkast.open(map_, "Wim", startwoord, EIGEN)


@pytest.mark.parametrize(
    ("woord", "zin"),
    [
        ("aaaaaaaaaaaa", "te makkelijk te raden"),
        (" " * 12, "te makkelijk te raden"),
        ("abababababAB", "te makkelijk te raden"),
        ("sanne werkt hier", "de naam van het account"),
        ("S A N N E 2026 november", "de naam van het account"),
    ],
)
def test_een_wachtwoord_dat_te_raden_is_wordt_geweigerd(
    papier: str, map_: Path, wachtwoord: str, goedkoop: Argon2, tmp_path: Path, woord: str, zin: str
) -> None:
    """Wherever somebody chooses one: at the start, later, after a start password, with the paper."""
    with pytest.raises(InvoerFout, match=zin):
        Dossierkast.maak(tmp_path / "nieuw", "Sanne", woord, argon2=goedkoop)
    with (
        Dossierkast.open(map_, "Sanne", wachtwoord) as kast,
        pytest.raises(InvoerFout, match=zin),
    ):
        kast.accounts.wijzig_wachtwoord(wachtwoord, woord)
    with pytest.raises(InvoerFout, match=zin):
        Dossierkast.herstel(map_, papier, "Sanne", woord)
    with Dossierkast.open(map_, "Beheer", BEHEERWOORD) as kast:
        startwoord = kast.accounts.nieuw_startwoord("Sanne")
    with pytest.raises(InvoerFout, match=zin):
        Dossierkast.open(map_, "Sanne", startwoord, woord)


def test_een_zwak_wachtwoord_van_eerder_opent_nog(
    kast: Dossierkast, map_: Path, wachtwoord: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as eerder:
        eerder.setattr("consulent_app.opslag.gegevensmap.keur_wachtwoord", lambda *_: None)
        kast.accounts.wijzig_wachtwoord(wachtwoord, "sannesannesanne")
    kast.sluit()
    Dossierkast.open(map_, "Sanne", "sannesannesanne").sluit()


@pytest.mark.parametrize("naam", ["S\N{CYRILLIC SMALL LETTER A}nne", "Wim \N{GREEK SMALL LETTER OMICRON}"])
def test_een_naam_heeft_letters_van_een_alfabet(beheer: Dossierkast, naam: str) -> None:
    with pytest.raises(InvoerFout, match="verschillende alfabetten"):
        beheer.accounts.voeg_toe(naam, "raadsman")


@pytest.mark.parametrize("naam", ["Şükrü Öztürk", "Zoë d'Ávila-Núñez 2", "Мария Иванова", "Đặng"])
def test_elk_alfabet_en_elk_accent_mag(beheer: Dossierkast, map_: Path, naam: str) -> None:
    startwoord = beheer.accounts.voeg_toe(naam, "raadsman")
    beheer.sluit()
    Dossierkast.open(map_, naam, startwoord, EIGEN).sluit()
