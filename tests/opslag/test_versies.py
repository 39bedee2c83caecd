"""A store that an earlier version made opens in this one: all is still there, and a copy was made first."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from consulent_app import paden
from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag import herstel, kopiemap, kopievorm, logboek, migraties, rijen
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.waarden import Handeling
from tests.opslag.vul_versie import NAAM, document, inhoud

VERSIES = sorted((Path(__file__).parent / "versies").iterdir())
NU = datetime(2026, 11, 21, tzinfo=UTC)
eerdere = pytest.mark.parametrize("versie", VERSIES, ids=lambda pad: pad.name)


def neem_over(versie: Path, map_: Path) -> tuple[dict[str, Any], str]:
    """Put a store of that version in a folder; return what is in it and its password."""
    shutil.copytree(versie, map_, ignore=shutil.ignore_patterns("inhoud.json"))
    alles = json.loads((versie / "inhoud.json").read_text(encoding="utf-8"))
    return alles["tabellen"], alles["wachtwoord"]


def test_de_nieuwste_migratie_heeft_een_kast_van_die_versie() -> None:
    nieuwste = migraties.namen(paden.migraties())[-1]
    assert nieuwste in [versie.name for versie in VERSIES], "doe: python tests/opslag/maak_versie.py"


@eerdere
def test_alles_is_er_nog(versie: Path, tmp_path: Path) -> None:
    tabellen, wachtwoord = neem_over(versie, tmp_path / "kast")
    assert {"dossier", "gebeurtenis", "persoon", "stuk", "teller"} <= set(tabellen)
    with Dossierkast.open(tmp_path / "kast", NAAM, wachtwoord) as kast:
        nu = inhoud(kast)
        for tabel, rijen in tabellen.items():
            kolommen = set(rijen[0]) if rijen else set()
            assert [{k: r[k] for k in r if k in kolommen} for r in nu[tabel]] == rijen
        dossier = kast.zoek("élst1")[0]
        assert [stuk.kenmerk for stuk in kast.stukken(dossier.id)] == ["Z/2026/000001-1"]
        assert len(kast.zoek("999990019")) == 3
        assert kast.nieuw(document(4)).kenmerk.endswith("/000004")


@eerdere
def test_voor_het_bijwerken_komt_er_een_reservekopie(versie: Path, tmp_path: Path) -> None:
    tabellen, wachtwoord = neem_over(versie, tmp_path / "kast")
    Dossierkast.open(tmp_path / "kast", NAAM, wachtwoord).sluit()
    kopieen = kopiemap.kopieen(tmp_path / "kast")
    if versie.name == migraties.namen(paden.migraties())[-1]:
        assert kopieen == []
        return
    assert [kopievorm.lees_kop(kopie.pad).schema for kopie in kopieen] == [versie.name]
    herstel.zet_terug(kopieen[0].pad, tmp_path / "terug", (NAAM, wachtwoord), NU, vervang=False)
    with Dossierkast.open(tmp_path / "terug", NAAM, wachtwoord) as kast:
        assert inhoud(kast)["gebeurtenis"] == tabellen["gebeurtenis"]


@pytest.mark.parametrize("ja", [True, False, "true"])
def test_een_dossier_van_voor_die_tijd_is_van_wie_het_begon(tmp_path: Path, ja: Any) -> None:
    """Who began it stands in the log, the yes in the document, what was decided in the prints."""
    (voor_organisaties,) = [versie for versie in VERSIES if versie.name.startswith("0006")]
    _, wachtwoord = neem_over(voor_organisaties, tmp_path / "kast")
    gesprek = {"gesprek": {"toestemming_delen": ja}}
    with herstel.geopend(tmp_path / "kast", NAAM, wachtwoord) as oud, oud.schrijven() as database:
        besloten, voorstel, _ = [
            rij[0] for rij in database.execute("SELECT id FROM dossier ORDER BY kenmerk")
        ]
        for id_ in (besloten, voorstel):
            begon = Handeling("Rik", "raadsman", "dossier beginnen", id_, "gelukt", "balie-1", "intake")
            logboek.schrijf(database, NU, begon)
        anders = rijen.als_json(document(2) | gesprek)
        database.execute("UPDATE dossier SET document = ? WHERE id = ?", [anders, voorstel])
    with Dossierkast.open(tmp_path / "kast", NAAM, wachtwoord) as kast:
        assert {regel.id for regel in kast.zoek("", voor="met")} == {besloten, voorstel}
        assert (voorstel in {regel.id for regel in kast.zoek("")}) is (ja is True)
        assert besloten in {regel.id for regel in kast.zoek("")}


@pytest.fixture
def oudste(tmp_path: Path) -> tuple[Path, str]:
    _, wachtwoord = neem_over(VERSIES[0], tmp_path / "kast")
    return tmp_path / "kast", wachtwoord


@pytest.fixture
def met_een_fout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the newest program have one migration more, of which the second statement fails."""
    stuk = tmp_path / "migraties"
    shutil.copytree(paden.migraties(), stuk)
    (stuk / "0900_stuk.sql").write_text("CREATE TABLE half (x) STRICT;\nSELECT geen_functie();\n")
    monkeypatch.setattr(paden, "migraties", lambda: stuk)


@pytest.mark.usefixtures("met_een_fout")
def test_een_fout_in_de_laatste_laat_ook_de_eerdere_niet_staan(
    oudste: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All or nothing: the version that made the store must be able to go on with it."""
    map_, wachtwoord = oudste
    for _ in range(2):
        with pytest.raises(OmgevingsFout, match="is mislukt; er is niets veranderd"):
            Dossierkast.open(map_, NAAM, wachtwoord)
    assert [kopievorm.lees_kop(k.pad).schema for k in kopiemap.kopieen(map_)] == [VERSIES[0].name] * 2
    with herstel.geopend(map_, NAAM, wachtwoord) as verbindingen, verbindingen.lezen() as database:
        assert migraties.laatste(database, paden.migraties()) == VERSIES[0].name
        assert not database["half"].exists()
        assert "behandeling" not in database["dossier"].columns_dict
    monkeypatch.undo()
    Dossierkast.open(map_, NAAM, wachtwoord).sluit()


def test_zonder_plek_voor_de_kopie_wordt_niets_bijgewerkt(oudste: tuple[Path, str]) -> None:
    map_, wachtwoord = oudste
    (map_ / kopiemap.STANDAARD).write_text("een bestand, geen map")
    voor = (map_ / "consulent.db").read_bytes()
    with pytest.raises(OmgevingsFout):
        Dossierkast.open(map_, NAAM, wachtwoord)
    assert (map_ / "consulent.db").read_bytes() == voor


def test_is_de_gekozen_schijf_weg_dan_komt_de_kopie_ernaast(
    oudste: tuple[Path, str], tmp_path: Path
) -> None:
    map_, wachtwoord = oudste
    kopiemap.kies(map_, tmp_path / "stick")
    (tmp_path / "stick").rmdir()
    Dossierkast.open(map_, NAAM, wachtwoord).sluit()
    assert len(list((map_ / kopiemap.STANDAARD).glob("*.kopie"))) == 1


def test_een_nieuwere_kast_in_een_ouder_programma(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the oldest version sees what the newest made: its migrations end earlier."""
    _, wachtwoord = neem_over(VERSIES[-1], tmp_path / "kast")
    ouder = tmp_path / "migraties"
    ouder.mkdir()
    for bestand in sorted(paden.migraties().glob("*.sql"))[:1]:
        shutil.copy(bestand, ouder)
    monkeypatch.setattr(paden, "migraties", lambda: ouder)
    voor = (tmp_path / "kast" / "consulent.db").read_bytes()
    with pytest.raises(OmgevingsFout, match=r"nieuwere versie van het programma\. Installeer de nieuwste"):
        Dossierkast.open(tmp_path / "kast", NAAM, wachtwoord)
    assert (tmp_path / "kast" / "consulent.db").read_bytes() == voor
