"""A reservekopie is one encrypted file, consistent while others write, and right before it has its name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from consulent_app import paden
from consulent_app.acties.werkplek import Werkplek
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag import herstel, kopiemap, kopievorm, migraties, reservekopie, sleutelbestand
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.gegevensmap import met_wachtwoord
from consulent_app.opslag.verbinding import Verbindingen
from consulent_app.opslag.versleuteling import Argon2
from tests.opslag.test_geheim import BSN, NAAM, vol
from tests.opslag.test_sterven import antwoorden

Kind = Callable[..., "subprocess.Popen[str]"]
TOEN = datetime(2026, 11, 20, 17, 3, tzinfo=UTC)


def maak(map_: Path, doel: Path, wachtwoord: str) -> kopievorm.Kop:
    with reservekopie.geopend(map_, "Sanne", wachtwoord) as verbindingen:
        return reservekopie.maak(verbindingen, map_, doel, TOEN)


def haal_terug(doel: Path, map_: Path, wachtwoord: str) -> Dossierkast:
    herstel.zet_terug(doel, map_, ("Sanne", wachtwoord), TOEN, vervang=False)
    return Dossierkast.open(map_, "Sanne", wachtwoord)


def test_alles_komt_terug(
    kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str, tmp_path: Path
) -> None:
    dossier = kast.haal(vol(kast, document))
    kop = maak(map_, tmp_path / "kopie", wachtwoord)
    assert (kop.gemaakt, kop.schema) == (TOEN, migraties.namen(paden.migraties())[-1])
    with haal_terug(tmp_path / "kopie", tmp_path / "nieuw", wachtwoord) as terug:
        assert terug.haal(dossier.id) == dossier
        assert terug.gebeurtenissen(dossier.id) == kast.gebeurtenissen(dossier.id)
        assert terug.stukken(dossier.id) == kast.stukken(dossier.id)
        assert [regel.id for regel in terug.zoek(NAAM)] == [dossier.id]


def test_er_is_niets_van_te_lezen(
    kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str, tmp_path: Path
) -> None:
    vol(kast, document)
    maak(map_, tmp_path / "kopie", wachtwoord)
    inhoud = (tmp_path / "kopie").read_bytes().lower()
    for geheim in (NAAM, BSN, "amrani", wachtwoord, "SQLite format"):
        assert geheim.lower().encode() not in inhoud


def test_er_blijft_niets_naast_liggen(
    kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str, tmp_path: Path
) -> None:
    kast.nieuw(document)
    voor = sorted(p.name for p in map_.iterdir())
    maak(map_, tmp_path / "kopie", wachtwoord)
    assert sorted(p.name for p in map_.iterdir()) == voor
    assert sorted(p.name for p in tmp_path.iterdir()) == ["gegevens", "kopie"]


def test_terwijl_een_ander_programma_schrijft_is_hij_een_moment(
    kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str, tmp_path: Path, kind: Kind
) -> None:
    kast.nieuw(document)
    kast.sluit()
    proces = kind("schrijf", map_, wachtwoord, 1)
    assert proces.stdout is not None
    for ronde in range(5):
        bevestigd = int(proces.stdout.readline())
        maak(map_, tmp_path / f"kopie{ronde}", wachtwoord)
        with haal_terug(tmp_path / f"kopie{ronde}", tmp_path / f"terug{ronde}", wachtwoord) as terug:
            bewaard = antwoorden(terug)
        assert bewaard == list(range(1, len(bewaard) + 1))
        assert len(bewaard) >= bevestigd
    proces.kill()


def test_de_opdracht_zegt_het_in_een_regel(
    kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str, tmp_path: Path
) -> None:
    kast.nieuw(document)
    gedaan = opdracht(wachtwoord, "reservekopie", tmp_path / "kopie", "--map", map_)
    assert (gedaan.returncode, gedaan.stderr) == (0, "")
    (regel,) = gedaan.stdout.splitlines()
    assert regel.startswith("Reservekopie van ")
    assert re.search(rf"{tmp_path / 'kopie'} \(0,\d MB\)", regel)
    kast.sluit()
    gedaan = opdracht(wachtwoord, "herstel", tmp_path / "kopie", "--map", tmp_path / "nieuw")
    assert (gedaan.returncode, gedaan.stderr) == (0, "")
    (regel,) = gedaan.stdout.splitlines()
    assert "met 1 dossier. De accounts van toen gelden weer:" in regel


def opdracht(wachtwoord: str, *argumenten: object) -> subprocess.CompletedProcess[str]:
    wie = ("--naam", "Sanne", "--wachtwoord-stdin")
    return subprocess.run(
        [sys.executable, "-m", "consulent_app", *map(str, argumenten), *wie],
        input=wachtwoord + "\n", capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wachtwoord_", "zegt"), [("", "geen wachtwoord gegeven"), ("ander wachtwoord", "klopt niet")]
)
def test_zonder_het_wachtwoord_geen_kopie(
    kast: Dossierkast, map_: Path, tmp_path: Path, wachtwoord_: str, zegt: str
) -> None:
    gedaan = opdracht(wachtwoord_, "reservekopie", tmp_path / "kopie", "--map", map_)
    assert (gedaan.returncode, gedaan.stdout) == (2, "")
    assert zegt in gedaan.stderr
    assert not (tmp_path / "kopie").exists()


def test_een_ander_bestand_wordt_nooit_overschreven(
    kast: Dossierkast, map_: Path, wachtwoord: str, tmp_path: Path
) -> None:
    (tmp_path / "brief.odt").write_text("van iemand")
    for doel in (tmp_path / "brief.odt", map_ / "consulent.db", map_ / "sleutelbos.json"):
        voor = doel.read_bytes()
        with pytest.raises(InvoerFout, match="bestaat al en is geen reservekopie"):
            maak(map_, doel, wachtwoord)
        assert doel.read_bytes() == voor
    maak(map_, tmp_path / "kopie", wachtwoord)
    maak(map_, tmp_path / "kopie", wachtwoord)


def test_zonder_dossiers_begint_er_geen_lege_kast(tmp_path: Path, wachtwoord: str) -> None:
    with pytest.raises(OmgevingsFout, match=r"sleutelbos\.json ontbreekt"):
        maak(tmp_path, tmp_path / "kopie", wachtwoord)
    assert list(tmp_path.iterdir()) == []


def test_een_map_die_er_niet_is(kast: Dossierkast, map_: Path, wachtwoord: str, tmp_path: Path) -> None:
    with pytest.raises(OmgevingsFout, match="niet worden gemaakt: die map is er niet"):
        maak(map_, tmp_path / "stick" / "kopie", wachtwoord)


def test_beschadigde_dossiers_worden_niet_gekopieerd(
    kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str, tmp_path: Path
) -> None:
    for _ in range(20):
        kast.nieuw(document)
    kast.sluit()
    database = bytearray((map_ / "consulent.db").read_bytes())
    database[-2000] ^= 1
    (map_ / "consulent.db").write_bytes(database)
    maak_eerder = tmp_path / "kopie"
    with pytest.raises(OmgevingsFout, match="Het gegevensbestand is beschadigd"):
        maak(map_, maak_eerder, wachtwoord)
    assert not maak_eerder.exists()


def test_wat_anders_op_de_schijf_kwam_wordt_geen_kopie(
    kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """A disk that says yes and keeps something else: the copy of before stays."""
    kast.nieuw(document)
    maak(map_, tmp_path / "kopie", wachtwoord)
    voor = (tmp_path / "kopie").read_bytes()
    schrijf = kopievorm.schrijf

    def schrijf_stuk(pad: Path, *rest: Any) -> None:
        schrijf(pad, *rest)
        inhoud = bytearray(pad.read_bytes())
        inhoud[len(inhoud) // 2] ^= 4
        pad.write_bytes(inhoud)

    monkeypatch.setattr(kopievorm, "schrijf", schrijf_stuk)
    with pytest.raises(OmgevingsFout, match="wat is teruggelezen klopt niet"):
        maak(map_, tmp_path / "kopie", wachtwoord)
    assert (tmp_path / "kopie").read_bytes() == voor
    assert sorted(p.name for p in tmp_path.iterdir()) == ["gegevens", "kopie"]


# --- every day one by itself ---------------------------------------------------------------------


def dagelijks(map_: Path, wachtwoord: str, *dagen: int) -> list[kopiemap.Kopie]:
    """Work on these days, counted from TOEN, and return the copies that are there after that."""
    for dag in dagen:
        with Dossierkast.open(
            map_, "Sanne", wachtwoord, klok=lambda d=dag: TOEN + timedelta(days=d)
        ) as kast:
            Werkplek(kast, kast.medewerker).reservekopie_van_vandaag()
    return kopiemap.kopieen(map_)


def test_een_per_dag_en_veertien_blijven(kast: Dossierkast, map_: Path, wachtwoord: str) -> None:
    kast.sluit()
    assert len(dagelijks(map_, wachtwoord, 0, 0, 0)) == 1
    kopieen = dagelijks(map_, wachtwoord, *range(1, 18))
    assert [kopie.gemaakt for kopie in kopieen] == [TOEN + timedelta(days=dag) for dag in range(4, 18)]
    assert len(list((map_ / kopiemap.STANDAARD).iterdir())) == kopiemap.BEWAARD


def test_een_klok_die_teruggaat_kost_geen_kopie(kast: Dossierkast, map_: Path, wachtwoord: str) -> None:
    """The last made is the last, whatever the clock says, and is never the one that goes."""
    kast.sluit()
    kopieen = dagelijks(map_, wachtwoord, *range(14), -365, -364)
    assert [kopie.gemaakt for kopie in kopieen[-2:]] == [
        TOEN - timedelta(days=365),
        TOEN - timedelta(days=364),
    ]
    assert len(kopieen) == kopiemap.BEWAARD


def test_een_gekozen_map_op_een_andere_schijf(
    kast: Dossierkast, map_: Path, tmp_path: Path, wachtwoord: str
) -> None:
    assert "Kies een map op een andere schijf" in kopiemap.waarschuwing(map_)
    kopiemap.kies(map_, tmp_path / "stick")
    assert kopiemap.waarschuwing(map_) == ""
    kopie = kast.reservekopie()
    assert kopie.pad.parent == tmp_path / "stick"
    assert kopiemap.kopieen(map_) == [kopie]
    # The disk is not plugged in: nothing may appear in its place.
    (tmp_path / "stick").rename(tmp_path / "weg")
    with pytest.raises(OmgevingsFout, match=r"die map is er niet\. Uw dossiers zijn niet veranderd"):
        kast.reservekopie()
    assert not (tmp_path / "stick").exists()


def test_een_map_die_niet_kan_wordt_niet_gekozen(kast: Dossierkast, map_: Path, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    with pytest.raises(InvoerFout, match="is er niet of u mag er niet schrijven"):
        kopiemap.kies(map_, tmp_path / "bestand" / "map")
    assert kopiemap.kopiemap(map_) == map_ / kopiemap.STANDAARD


def test_twee_werkplekken_in_een_map_laten_elkaars_kopieen_staan(
    kast: Dossierkast, map_: Path, tmp_path: Path, wachtwoord: str, goedkoop: Argon2
) -> None:
    met_ander = tmp_path / "ander"
    with Dossierkast.maak(met_ander, "Sanne", wachtwoord, argon2=goedkoop) as ander:
        for plek in (map_, met_ander):
            kopiemap.kies(plek, tmp_path / "net")
        van_ander = ander.reservekopie()
        kast.sluit()
        van_ons = dagelijks(map_, wachtwoord, *range(kopiemap.BEWAARD + 1))
    assert kopiemap.kopieen(met_ander) == [van_ander]
    assert len(van_ons) == kopiemap.BEWAARD


def test_veel_op_een_dag_kost_geen_kopie_van_een_andere(
    kast: Dossierkast, map_: Path, wachtwoord: str
) -> None:
    kast.sluit()
    dagelijks(map_, wachtwoord, 0, 1)
    with Dossierkast.open(map_, "Sanne", wachtwoord, klok=lambda: TOEN + timedelta(days=2)) as kast:
        for _ in range(kopiemap.BEWAARD + 3):
            kast.reservekopie()
    dagen = [kopie.gemaakt for kopie in kopiemap.kopieen(map_)]
    assert dagen == [TOEN, TOEN + timedelta(days=1), *[TOEN + timedelta(days=2)] * (kopiemap.BEWAARD + 3)]
    assert [k.gemaakt for k in dagelijks(map_, wachtwoord, 3)] == [
        TOEN + timedelta(days=d) for d in range(4)
    ]


def test_wie_werkt_wacht_niet_op_de_kopie(
    kast: Dossierkast, document: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Halfway a copy, with its reading under way, an answer is kept at once."""
    dossier = kast.nieuw(document)
    duur = []
    schrijf = kopievorm.schrijf

    def onderweg(*alles: Any) -> None:
        begin = time.perf_counter()
        kast.bewaar_antwoord(dossier.id, "a", 1, document)
        duur.append(time.perf_counter() - begin)
        schrijf(*alles)

    monkeypatch.setattr(kopievorm, "schrijf", onderweg)
    kast.reservekopie()
    assert duur[0] < 0.5


KOPIEER = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from consulent_app.opslag import kopievorm, reservekopie
schrijf = kopievorm.schrijf
def halverwege(*alles):
    print("halverwege", flush=True)
    sys.stdin.readline()
    schrijf(*alles)
kopievorm.schrijf = halverwege
map_, doel, wachtwoord = sys.argv[1:]
with reservekopie.geopend(Path(map_), "Sanne", wachtwoord) as verbindingen:
    reservekopie.maak(verbindingen, Path(map_), Path(doel), datetime.now(UTC))
"""


def kopieer_halverwege(map_: Path, doel: Path, wachtwoord: str) -> subprocess.Popen[str]:
    """Return a process that makes a copy, and stands still with all dossiers in a file of its own."""
    proces = subprocess.Popen(
        [sys.executable, "-c", KOPIEER, str(map_), str(doel), wachtwoord],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(paden.wortel())},
    )  # fmt: skip
    assert proces.stdout is not None
    assert proces.stdout.readline() == "halverwege\n"
    assert list(map_.glob(".kopie-*/consulent.db"))
    return proces


def test_resten_van_een_gestorven_kopie_verdwijnen(
    kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str, tmp_path: Path
) -> None:
    """At the next start, however soon that is."""
    kast.nieuw(document)
    kast.sluit()
    proces = kopieer_halverwege(map_, tmp_path / "kopie", wachtwoord)
    proces.kill()
    proces.communicate()
    assert list(map_.glob(".kopie-*/consulent.db"))
    Dossierkast.open(map_, "Sanne", wachtwoord).sluit()
    assert list(map_.glob(".kopie-*")) == []


def test_een_kopie_die_een_ander_maakt_blijft_staan(
    kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str, tmp_path: Path
) -> None:
    kast.nieuw(document)
    kast.sluit()
    proces = kopieer_halverwege(map_, tmp_path / "kopie", wachtwoord)
    with Dossierkast.open(map_, "Sanne", wachtwoord) as kast:
        kast.reservekopie()
    proces.communicate("\n")
    assert proces.returncode == 0
    assert kopievorm.is_kopie(tmp_path / "kopie")
    assert list(map_.glob(".kopie-*")) == []


def test_wie_pas_begint_heeft_nog_geen_grendel(kast: Dossierkast, map_: Path) -> None:
    """The folder of a copy comes a moment before its lock."""
    oud, vers = map_ / ".kopie-oud", map_ / ".kopie-vers"
    for rest in (oud, vers):
        rest.mkdir()
    os.utime(oud, (0, 0))
    kast.reservekopie()
    assert (oud.exists(), vers.exists()) == (False, True)


# --- another folder -------------------------------------------------------------------------------


def test_een_andere_map_neemt_de_kopieen_van_de_oude_mee(
    kast: Dossierkast, map_: Path, wachtwoord: str, tmp_path: Path
) -> None:
    kast.sluit()
    dagelijks(map_, wachtwoord, *range(5))
    assert kopiemap.kies(map_, tmp_path / "net") == ""
    assert list((map_ / kopiemap.STANDAARD).iterdir()) == []
    assert [k.gemaakt for k in kopiemap.kopieen(map_)] == [TOEN + timedelta(days=d) for d in range(5)]
    # All of them go in their turn, as if they had always stood here.
    kopieen = dagelijks(map_, wachtwoord, *range(5, 5 + kopiemap.BEWAARD))
    assert kopieen[0].gemaakt == TOEN + timedelta(days=5)
    assert len(list((tmp_path / "net").iterdir())) == kopiemap.BEWAARD


def test_heen_en_weer_verhuizen_houdt_de_volgorde(
    kast: Dossierkast, map_: Path, wachtwoord: str, tmp_path: Path
) -> None:
    """There stand copies with the same numbers, of a time in which they stayed behind."""
    kast.sluit()
    dagelijks(map_, wachtwoord, 0, 1)
    for kopie in kopiemap.kopieen(map_):
        (tmp_path / "net").mkdir(exist_ok=True)
        kopie.pad.rename(tmp_path / "net" / kopie.pad.name)
    dagelijks(map_, wachtwoord, 2, 3)
    kopiemap.kies(map_, tmp_path / "net")
    assert [k.gemaakt for k in kopiemap.kopieen(map_)] == [TOEN + timedelta(days=d) for d in range(4)]


def test_wat_niet_mee_kan_wordt_gezegd_en_later_opgehaald(
    kast: Dossierkast, map_: Path, wachtwoord: str, tmp_path: Path
) -> None:
    """A stick that is not plugged in, and a file that cannot be read."""
    stick, net, schijf = tmp_path / "stick", tmp_path / "net", tmp_path / "schijf"
    kopiemap.kies(map_, stick)
    op_stick = kast.reservekopie().pad
    stick.rename(tmp_path / "weg")
    zin = kopiemap.kies(map_, net)
    assert f"Wat in {stick} staat, staat er nog" in zin
    onleesbaar = net / op_stick.name.replace("-000001-", "-000009-")
    onleesbaar.mkdir()
    assert f"{stick} en {net} staat" in kopiemap.kies(map_, schijf)
    onleesbaar.rmdir()
    (tmp_path / "weg").rename(stick)
    kast.reservekopie()
    assert list(stick.iterdir()) == list(net.iterdir()) == []
    assert len(kopiemap.kopieen(map_)) == 2
    assert kopiemap.verhuis(map_) == ""


def test_een_andere_sleutelbos_tijdens_het_kopieren_hoort_bij_de_kopie(
    kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """A password is changed while the copy is under way."""
    kast.nieuw(document)
    bos, nieuw = map_ / "sleutelbos.json", "een heel nieuw wachtwoord"
    kopieer = Verbindingen.kopieer

    def onderweg(zelf: Verbindingen, naar: Path) -> None:
        kopieer(zelf, naar)
        if bos.read_bytes() == oud:
            anders = met_wachtwoord(kast._gegevens.bos(), kast.medewerker, zelf._sleutel, nieuw)
            sleutelbestand.schrijf(map_, anders)

    oud = bos.read_bytes()
    monkeypatch.setattr(Verbindingen, "kopieer", onderweg)
    maak(map_, tmp_path / "kopie", wachtwoord)
    with haal_terug(tmp_path / "kopie", tmp_path / "nieuw", nieuw) as terug:
        assert len(terug.zoek("")) == 1
