"""A damaged, swapped or too new database is refused in one sentence, before anybody works in it."""

from __future__ import annotations

import random
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from consulent_app import paden
from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag import gegevensmap, kopiemap
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.migraties import migreer
from consulent_app.opslag.versleuteling import Argon2

PAGINA = 4096


@pytest.fixture
def pad(kast: Dossierkast, document: dict[str, Any], map_: Path) -> Path:
    """Give the database of a cupboard that was filled and closed."""
    for _ in range(20):
        kast.nieuw(document)
    kast.sluit()
    return map_ / "consulent.db"


def weiger(pad: Path, wachtwoord: str, zin: str) -> None:
    with pytest.raises(OmgevingsFout, match=zin):
        Dossierkast.open(pad.parent, "Sanne", wachtwoord)


def test_een_veranderde_byte_wordt_gezien_op_elke_bladzijde(pad: Path, wachtwoord: str) -> None:
    heel = pad.read_bytes()
    kans = random.Random(2)
    assert len(heel) > 20 * PAGINA
    for bladzijde in range(0, len(heel), PAGINA):
        stuk = bytearray(heel)
        stuk[bladzijde + kans.randrange(PAGINA)] ^= 1 << kans.randrange(8)
        pad.write_bytes(stuk)
        weiger(pad, wachtwoord, "beschadigd of hoort niet bij deze sleutel")
    pad.write_bytes(heel)
    Dossierkast.open(pad.parent, "Sanne", wachtwoord).sluit()


@pytest.mark.parametrize("over", [600, PAGINA, 5 * PAGINA, 5 * PAGINA + 17, -PAGINA, -1])
def test_een_afgekapt_bestand_wordt_geweigerd(pad: Path, wachtwoord: str, over: int) -> None:
    pad.write_bytes(pad.read_bytes()[:over])
    weiger(pad, wachtwoord, "beschadigd")


@pytest.mark.parametrize("over", [0, 1, 100])
def test_een_leeg_bestand_wordt_geen_lege_kast(pad: Path, wachtwoord: str, over: int) -> None:
    rest = pad.read_bytes()[:over]
    pad.write_bytes(rest)
    weiger(pad, wachtwoord, "leeg of ontbreekt")
    assert pad.read_bytes() == rest


def test_een_ontbrekend_bestand_wordt_geen_lege_kast(pad: Path, wachtwoord: str) -> None:
    pad.unlink()
    weiger(pad, wachtwoord, "leeg of ontbreekt")
    assert not pad.exists()


def test_een_database_zonder_tabellen_is_leeg(pad: Path, wachtwoord: str, ruw: Callable[[], Any]) -> None:
    pad.unlink()
    database = ruw()
    database.execute("CREATE TABLE los (x)")
    database.close()
    weiger(pad, wachtwoord, "leeg of ontbreekt")


def test_een_gewoon_bestand_op_die_plaats_wordt_geweigerd(pad: Path, wachtwoord: str) -> None:
    pad.write_text("dit is geen database\n" * 1000)
    weiger(pad, wachtwoord, "beschadigd")


@pytest.fixture
def gestorven(kast: Dossierkast, document: dict[str, Any], map_: Path, tmp_path: Path) -> Path:
    """Give the folder as a program leaves it that died with twenty dossiers beside the database."""
    for _ in range(20):
        kast.nieuw(document)
    shutil.copytree(map_, tmp_path / "gestorven")
    return tmp_path / "gestorven"


def aantal(map_: Path, wachtwoord: str) -> int:
    with Dossierkast.open(map_, "Sanne", wachtwoord) as kast:
        return len(kast.zoek(""))


def test_wat_na_het_sterven_klaarstaat_is_er_nog(gestorven: Path, wachtwoord: str) -> None:
    assert aantal(gestorven, wachtwoord) == 20
    assert not list(gestorven.glob("terzijde*"))


def test_een_half_geschreven_laatste_raam_is_geen_schade(gestorven: Path, wachtwoord: str) -> None:
    """As kill -9 in the middle of a write leaves it: what was not yet kept is not missed."""
    wal = gestorven / "consulent.db-wal"
    with wal.open("ab") as bestand:
        bestand.write(wal.read_bytes()[32:2000])
    assert aantal(gestorven, wachtwoord) == 20
    assert not list(gestorven.glob("terzijde*"))


def test_een_veranderde_byte_in_de_laatste_schrijfacties_wordt_gemeld(
    gestorven: Path, tmp_path: Path, wachtwoord: str
) -> None:
    """SQLite would open it without a word, and all after that byte would be gone."""
    heel, kans = (gestorven / "consulent.db-wal").read_bytes(), random.Random(4)
    plekken = [3, 20, 40, 50, *(kans.randrange(len(heel) - 2 * PAGINA) for _ in range(20))]
    for nummer, plek in enumerate(plekken):
        hier = tmp_path / f"hier{nummer}"
        shutil.copytree(gestorven, hier)
        stuk = bytearray(heel)
        stuk[plek] ^= 1 << kans.randrange(8)
        (hier / "consulent.db-wal").write_bytes(stuk)
        weiger(hier / "consulent.db", wachtwoord, "het laatst is ingevuld is onleesbaar")
        (terzijde,) = hier.glob("terzijde-*")
        assert (terzijde / "consulent.db-wal").read_bytes() == stuk


def test_wat_voor_de_schade_kwam_is_er_nog(gestorven: Path, wachtwoord: str) -> None:
    wal = gestorven / "consulent.db-wal"
    stuk = bytearray(wal.read_bytes())
    stuk[len(stuk) * 3 // 4] ^= 1
    wal.write_bytes(stuk)
    weiger(gestorven / "consulent.db", wachtwoord, "Wat daarvoor kwam is er. De bestanden zoals ze waren")
    assert 5 <= aantal(gestorven, wachtwoord) < 20


def test_de_database_van_een_ander_wordt_geweigerd(
    pad: Path, tmp_path: Path, wachtwoord: str, goedkoop: Argon2
) -> None:
    Dossierkast.maak(tmp_path / "ander", "Sanne", wachtwoord, argon2=goedkoop).sluit()
    (tmp_path / "ander" / "consulent.db").replace(pad)
    weiger(pad, wachtwoord, "hoort niet bij deze sleutel")


def test_zonder_sleutelbos_wordt_die_genoemd(pad: Path, wachtwoord: str) -> None:
    (pad.parent / "sleutelbos.json").unlink()
    weiger(pad, wachtwoord, r"sleutelbos\.json ontbreekt")


def test_een_nieuwere_database_wordt_geweigerd(pad: Path, wachtwoord: str, ruw: Callable[[], Any]) -> None:
    database = ruw()
    database.table("_sqlite_migrations").insert(
        {"migration_set": "lokaal", "name": "0099_later", "applied_at": "2030-01-01"}
    )
    database.close()
    weiger(pad, wachtwoord, "nieuwere versie van het programma")


def test_een_afgebroken_begin_wordt_afgemaakt(pad: Path, wachtwoord: str) -> None:
    """The program stopped after the key file and before the database got its name."""
    pad.rename(pad.with_name("consulent.db.nieuw"))
    with Dossierkast.open(pad.parent, "Sanne", wachtwoord) as kast:
        assert len(kast.zoek("amrani")) == 20


def test_een_eerder_afgebroken_begin_wordt_overgedaan(
    map_: Path, wachtwoord: str, goedkoop: Argon2
) -> None:
    """The program stopped before there was a key file: nobody can have put anything in."""
    map_.mkdir()
    (map_ / "consulent.db.nieuw").write_bytes(b"half")
    (map_ / "consulent.db.nieuw-wal").write_bytes(b"half")
    with Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop) as kast:
        assert kast.zoek("") == []


def test_migraties_gaan_een_keer(kast: Dossierkast, ruw: Callable[[], Any]) -> None:
    database = ruw()
    voor = list(database.query("SELECT * FROM _sqlite_migrations"))
    migreer(database, paden.migraties())
    assert list(database.query("SELECT * FROM _sqlite_migrations")) == voor
    assert [rij["name"] for rij in voor] == sorted(p.stem for p in paden.migraties().glob("*.sql"))


def test_een_mislukte_migratie_laat_niets_achter(
    kast: Dossierkast, ruw: Callable[[], Any], tmp_path: Path
) -> None:
    for bestand in paden.migraties().glob("*.sql"):
        (tmp_path / bestand.name).write_text(bestand.read_text())
    (tmp_path / "0900_stuk.sql").write_text("CREATE TABLE half (x); SELECT geen_functie();")
    database = ruw()
    with pytest.raises(OmgevingsFout, match="is mislukt; er is niets veranderd"):
        migreer(database, tmp_path)
    assert not database["half"].exists()
    assert "0900_stuk" not in {r["name"] for r in database["_sqlite_migrations"].rows}


def test_een_grote_kast_wordt_nagekeken_bij_de_kopie_van_de_dag(
    pad: Path, wachtwoord: str, monkeypatch: pytest.MonkeyPatch, ruw: Callable[[], Any]
) -> None:
    """Who opens it does not wait for that; an index that no copy needs is checked too."""
    monkeypatch.setattr(gegevensmap, "METEEN_NAGEKEKEN", PAGINA)
    vraag = "SELECT rootpage FROM sqlite_master WHERE name = 'gebeurtenis_dossier'"
    bladzijde = ruw().execute(vraag).fetchone()[0]
    stuk = bytearray(pad.read_bytes())
    stuk[(bladzijde - 1) * PAGINA + 100] ^= 1
    pad.write_bytes(stuk)
    with Dossierkast.open(pad.parent, "Sanne", wachtwoord) as kast:
        with pytest.raises(OmgevingsFout, match="Het gegevensbestand is beschadigd"):
            kast.reservekopie()
        assert kopiemap.kopieen(pad.parent) == []


def test_wie_schrijft_terwijl_er_wordt_nagekeken_geeft_geen_vals_alarm(
    kast: Dossierkast, document: dict[str, Any]
) -> None:
    klaar = threading.Event()

    def schrijf() -> None:
        while not klaar.is_set():
            kast.nieuw(document)

    draad = threading.Thread(target=schrijf)
    draad.start()
    try:
        for _ in range(30):
            kast._verbindingen.controleer()
    finally:
        klaar.set()
        draad.join()
