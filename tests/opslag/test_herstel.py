"""Putting a reservekopie back: only a whole one, never over newer work unasked, and never half."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties.werkplek import Werkplek
from consulent_app.fouten import ConsulentFout, Geweigerd, InvoerFout, OmgevingsFout
from consulent_app.opslag import (
    herstel,
    herstelsleutel,
    kopievorm,
    logboekkop,
    pogingen,
    reservekopie,
    sleutelbestand,
    sleutelbos,
)
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.logboekkop import Stand
from consulent_app.opslag.versleuteling import Argon2, nieuwe_sleutel

Kind = Callable[..., "subprocess.Popen[str]"]
TOEN = datetime(2026, 11, 20, 17, 3, tzinfo=UTC)
NU = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
WORTEL = Path(__file__).resolve().parents[2]


@pytest.fixture
def kopie(kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str, tmp_path: Path) -> Path:
    """Give a copy of a cupboard with twenty dossiers, which is closed."""
    for _ in range(20):
        kast.nieuw(document)
    kast.sluit()
    with reservekopie.geopend(map_, "Sanne", wachtwoord) as verbindingen:
        reservekopie.maak(verbindingen, map_, tmp_path / "kopie", TOEN)
    return tmp_path / "kopie"


def zet_terug(kopie: Path, map_: Path, wachtwoord: str, *, vervang: bool = False) -> herstel.Herstel:
    return herstel.zet_terug(kopie, map_, ("Sanne", wachtwoord), NU, vervang=vervang)


def aantal(map_: Path, wachtwoord: str) -> int:
    with Dossierkast.open(map_, "Sanne", wachtwoord) as kast:
        return len(kast.zoek(""))


def bestanden(map_: Path) -> dict[str, bytes]:
    """Return all files but the one that counts wrong passwords."""
    alle = [p for p in map_.rglob("*") if p.is_file() and p.name != pogingen.BESTANDSNAAM]
    return {str(p.relative_to(map_)): p.read_bytes() for p in alle}


def werk_door(map_: Path, wachtwoord: str, document: dict[str, Any]) -> None:
    with Dossierkast.open(map_, "Sanne", wachtwoord) as kast:
        kast.nieuw(document)


def test_over_hetzelfde_mag_en_wat_er_stond_blijft(kopie: Path, map_: Path, wachtwoord: str) -> None:
    gedaan = zet_terug(kopie, map_, wachtwoord)
    assert (gedaan.gemaakt, gedaan.dossiers) == (TOEN, 20)
    assert gedaan.terzijde is not None
    assert aantal(map_, wachtwoord) == aantal(gedaan.terzijde, wachtwoord) == 20


def test_in_een_map_die_er_nog_niet_is(kopie: Path, tmp_path: Path, wachtwoord: str) -> None:
    gedaan = zet_terug(kopie, tmp_path / "nieuwe" / "laptop", wachtwoord)
    assert gedaan.terzijde is None
    assert aantal(tmp_path / "nieuwe" / "laptop", wachtwoord) == 20


def test_niet_over_nieuwer_werk_tenzij_gevraagd(
    kopie: Path, map_: Path, wachtwoord: str, document: dict[str, Any]
) -> None:
    werk_door(map_, wachtwoord, document)
    voor = bestanden(map_)
    with pytest.raises(
        herstel.WerkRaaktOpzij,
        match=r"^In de reservekopie .*: werk tot en met .* Er is niets veranderd",
    ):
        zet_terug(kopie, map_, wachtwoord)
    assert bestanden(map_) == voor
    gedaan = zet_terug(kopie, map_, wachtwoord, vervang=True)
    assert gedaan.terzijde is not None
    assert (aantal(map_, wachtwoord), aantal(gedaan.terzijde, wachtwoord)) == (20, 21)


def test_nieuwer_volgt_niet_uit_de_klok(
    kopie: Path, map_: Path, wachtwoord: str, document: dict[str, Any]
) -> None:
    """The clock stood a year back when the work was done."""
    with Dossierkast.open(map_, "Sanne", wachtwoord, klok=lambda: TOEN.replace(year=2025)) as kast:
        kast.nieuw(document)
    with pytest.raises(herstel.WerkRaaktOpzij, match=r"20\s+november\s+2025"):
        zet_terug(kopie, map_, wachtwoord)


def test_ander_werk_na_een_eerder_herstel_is_ook_nieuwer(
    kopie: Path, map_: Path, tmp_path: Path, wachtwoord: str, document: dict[str, Any]
) -> None:
    """As many events as in the later copy, but not the same ones."""
    werk_door(map_, wachtwoord, document)
    with reservekopie.geopend(map_, "Sanne", wachtwoord) as verbindingen:
        reservekopie.maak(verbindingen, map_, tmp_path / "later", NU)
    zet_terug(kopie, map_, wachtwoord, vervang=True)
    werk_door(map_, wachtwoord, document)
    with pytest.raises(herstel.WerkRaaktOpzij):
        zet_terug(tmp_path / "later", map_, wachtwoord)


def test_niet_over_de_dossiers_van_een_ander(
    kopie: Path, tmp_path: Path, wachtwoord: str, goedkoop: Argon2
) -> None:
    ander = tmp_path / "ander"
    Dossierkast.maak(ander, "Sanne", "een heel ander woord", argon2=goedkoop).sluit()
    voor = bestanden(ander)
    for vervang in (False, True):
        with pytest.raises(Geweigerd, match="alleen een beheerder"):
            zet_terug(kopie, ander, wachtwoord, vervang=vervang)
    assert bestanden(ander) == voor
    Dossierkast.open(ander, "Sanne", "een heel ander woord").sluit()


def test_niet_terwijl_het_programma_open_is(kopie: Path, map_: Path, wachtwoord: str, kind: Kind) -> None:
    proces = kind("schrijf", map_, wachtwoord, 1)
    assert proces.stdout is not None
    proces.stdout.readline()
    with pytest.raises(OmgevingsFout, match="al open"):
        zet_terug(kopie, map_, wachtwoord, vervang=True)
    proces.kill()


def test_wat_beschadigd_is_wordt_vervangen_en_bewaard(kopie: Path, map_: Path, wachtwoord: str) -> None:
    for schade in ("kop", "kort", "leeg", "weg", "sleutelbos", "sleutelbos weg"):
        database, bos = map_ / "consulent.db", map_ / "sleutelbos.json"
        if schade == "kop":
            database.write_bytes(bytes(4096) + database.read_bytes()[4096:])
        elif schade == "sleutelbos":
            bos.write_bytes(bos.read_bytes()[:-30])
        elif schade == "sleutelbos weg":
            bos.unlink()
        elif schade == "weg":
            database.unlink()
        else:
            database.write_bytes(database.read_bytes()[: 60_000 if schade == "kort" else 0])
        voor = bestanden(map_)
        with pytest.raises(OmgevingsFout, match=r"Zet de laatste reservekopie terug|Zet het terug uit"):
            Dossierkast.open(map_, "Sanne", wachtwoord)
        gedaan = zet_terug(kopie, map_, wachtwoord)
        assert aantal(map_, wachtwoord) == 20
        assert gedaan.terzijde is not None
        over = bestanden(gedaan.terzijde)
        assert {naam: voor[naam] for naam in over} == over
        assert ("consulent.db" in over) == (schade != "weg")


def test_een_beschadigde_kopie_verandert_niets(
    kopie: Path, map_: Path, tmp_path: Path, wachtwoord: str
) -> None:
    heel, voor, kans = kopie.read_bytes(), bestanden(map_), random.Random(6)
    stuk = tmp_path / "stuk"
    gevallen = [heel[:lengte] for lengte in (0, 1, 22, 23, 100, 300, 2000, len(heel) - 1)] + [heel + b"x"]
    for _ in range(60):
        inhoud = bytearray(heel)
        inhoud[kans.randrange(min(len(heel), kans.choice((400, 4000, len(heel)))))] ^= 1 << kans.randrange(
            8
        )
        gevallen.append(bytes(inhoud))
    for inhoud in gevallen:
        stuk.write_bytes(inhoud)
        with pytest.raises(ConsulentFout, match=r"beschadigd|geen reservekopie"):
            zet_terug(stuk, map_, wachtwoord, vervang=True)
        assert bestanden(map_) == voor


def test_een_nagemaakte_kopie_met_een_goede_som(
    kopie: Path, map_: Path, tmp_path: Path, wachtwoord: str
) -> None:
    """Who changes a page can make the sum right again, but not the page."""
    kop, voor = kopievorm.lees_kop(kopie), bestanden(map_)
    kopievorm.pak_uit(kopie, kopievorm.Delen(tmp_path / "bos", tmp_path / "logkop", tmp_path / "db"))
    database = bytearray((tmp_path / "db").read_bytes())
    database[len(database) // 2] ^= 1
    (tmp_path / "db").write_bytes(database)
    bos, logkop = (tmp_path / "bos").read_bytes(), (tmp_path / "logkop").read_bytes()
    kopievorm.schrijf(tmp_path / "nagemaakt", kop, bos, logkop, tmp_path / "db")
    with pytest.raises(OmgevingsFout, match="beschadigd of hoort niet bij deze sleutel"):
        zet_terug(tmp_path / "nagemaakt", map_, wachtwoord)
    assert bestanden(map_) == voor


@pytest.mark.parametrize("inhoud", [b"", b"%PDF-1.7", b"consulent reservekopi", b"PK\3\4" + bytes(5000)])
def test_een_vreemd_bestand(
    map_: Path, kopie: Path, tmp_path: Path, wachtwoord: str, inhoud: bytes
) -> None:
    (tmp_path / "vreemd").write_bytes(inhoud)
    with pytest.raises(InvoerFout, match="vreemd is geen reservekopie van dit programma"):
        zet_terug(tmp_path / "vreemd", map_, wachtwoord)
    with pytest.raises(InvoerFout, match="is niet te lezen"):
        zet_terug(tmp_path / "er-niet", map_, wachtwoord)


def test_van_een_nieuwere_versie(
    kopie: Path, map_: Path, tmp_path: Path, wachtwoord: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kop = kopievorm.lees_kop(kopie)
    kopievorm.pak_uit(kopie, kopievorm.Delen(tmp_path / "bos", tmp_path / "logkop", tmp_path / "db"))
    bos, logkop = (tmp_path / "bos").read_bytes(), (tmp_path / "logkop").read_bytes()
    nieuwer = tmp_path / "nieuwer"
    anders = replace(kop, schema="0099_later")
    kopievorm.schrijf(nieuwer, anders, bos, logkop, tmp_path / "db")
    with pytest.raises(OmgevingsFout, match="nieuwere versie van het programma"):
        zet_terug(nieuwer, map_, wachtwoord)
    monkeypatch.setattr(kopievorm, "VERSIE", 2)
    kopievorm.schrijf(nieuwer, kop, bos, logkop, tmp_path / "db")
    monkeypatch.undo()
    with pytest.raises(OmgevingsFout, match="nieuwere versie van het programma"):
        zet_terug(nieuwer, map_, wachtwoord)


def test_met_een_verkeerd_wachtwoord(kopie: Path, map_: Path) -> None:
    voor = bestanden(map_)
    with pytest.raises(InvoerFout, match="klopt niet"):
        zet_terug(kopie, map_, "paard accu schroef")
    assert bestanden(map_) == voor


STERF = """
import os, sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from consulent_app.opslag import herstel
over = int(sys.argv[4])
def tel(naam, argumenten):
    global over
    if not argumenten or not str(argumenten[0]).startswith(sys.argv[2]):
        return
    if naam in ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "open"):
        over -= 1
        if over == 0:
            os.kill(os.getpid(), 9)
sys.addaudithook(tel)
wie = ("Sanne", sys.argv[3])
herstel.zet_terug(Path(sys.argv[1]), Path(sys.argv[2]), wie, datetime.now(UTC), vervang=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is van POSIX")
def test_wie_halverwege_sterft_heeft_het_oude_of_het_nieuwe(
    kopie: Path, map_: Path, wachtwoord: str, document: dict[str, Any], tmp_path: Path
) -> None:
    """Killed at each step on the disk in turn; nothing of the work that stood there is ever gone."""
    werk_door(map_, wachtwoord, document)
    gezien, stap, uit = set(), 0, -9
    while uit == -9:
        stap += 1
        hier = tmp_path / "hier"
        shutil.rmtree(hier, ignore_errors=True)
        shutil.copytree(map_, hier)
        uit = subprocess.run(
            [sys.executable, "-c", STERF, str(kopie), str(hier), wachtwoord, str(stap)],
            check=False, env=os.environ | {"PYTHONPATH": str(WORTEL)},
        ).returncode  # fmt: skip
        gevonden = aantal(hier, wachtwoord)
        gezien.add(gevonden)
        assert gevonden in (20, 21)
        if gevonden == 20:
            (terzijde,) = hier.glob(f"{herstel.TERZIJDE}*")
            assert aantal(terzijde, wachtwoord) == 21
            assert not (hier / herstel.KLAAR).exists()
    assert gezien == {20, 21}
    assert uit == 0


def test_een_beschadigde_kast_noemt_de_kopie_die_helpt(
    kast: Dossierkast, map_: Path, wachtwoord: str, document: dict[str, Any]
) -> None:
    kast.nieuw(document)
    kopie = kast.reservekopie()
    kast.sluit()
    goed = (map_ / "consulent.db").read_bytes()
    for inhoud in (b"", bytes(16) + goed[16:], goed[:5000], bytes(len(goed))):
        (map_ / "consulent.db").write_bytes(inhoud)
        with pytest.raises(OmgevingsFout) as fout:
            Dossierkast.open(map_, "Sanne", wachtwoord)
        assert f"De laatste is van {herstel.in_woorden(kopie.gemaakt)}: {kopie.pad}" in str(fout.value)
    (map_ / "sleutelbos.json").unlink()
    with pytest.raises(OmgevingsFout, match=rf"sleutelbos\.json ontbreekt\..*{kopie.pad.name}"):
        Dossierkast.open(map_, "Sanne", wachtwoord)


def test_de_opdracht_vraagt_eerst_en_zet_dan_apart(
    kopie: Path, map_: Path, wachtwoord: str, document: dict[str, Any]
) -> None:
    werk_door(map_, wachtwoord, document)

    def herstel_(*ook: str) -> subprocess.CompletedProcess[str]:
        opdracht = [sys.executable, "-m", "consulent_app", "herstel", str(kopie), "--map", str(map_)]
        opdracht += ["--naam", "Sanne"]
        return subprocess.run(
            [*opdracht, "--wachtwoord-stdin", *ook], input=f"{wachtwoord}\n", capture_output=True,
            encoding="utf-8", check=False,
        )  # fmt: skip

    geweigerd = herstel_()
    assert (geweigerd.returncode, geweigerd.stdout) == (2, "")
    assert "Geef dan --vervang: wat er nu staat wordt apart gezet" in geweigerd.stderr
    gedaan = herstel_("--vervang")
    assert (gedaan.returncode, gedaan.stderr) == (0, "")
    assert "met 20 dossiers." in gedaan.stdout
    assert f"Wat er stond is bewaard in {map_ / herstel.TERZIJDE}" in gedaan.stdout


def test_na_een_andere_sleutel_gaat_een_oudere_kopie_nog_open_met_de_accounts_van_toen(
    map_: Path, wachtwoord: str, goedkoop: Argon2, tmp_path: Path
) -> None:
    """Of then: the passwords, who was let in, the recovery key, and how far the log was."""
    papier, beheerwoord = herstelsleutel.nieuw(), "sloot merel kachel"
    with Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop) as kast:
        kast.accounts.begin_beheer("Beheer", beheerwoord, papier)
        Werkplek(kast, kast.medewerker).meld_aan()
        kopie = kast.reservekopie().pad
        Werkplek(kast, kast.medewerker).meld_aan()
    with Dossierkast.open(map_, "Beheer", beheerwoord) as kast:
        kast.accounts.schakel_uit("Sanne")
        kast.accounts.vernieuw_sleutel()
        kast.accounts.wijzig_wachtwoord(beheerwoord, "een heel eigen woord")
    with pytest.raises(InvoerFout):
        Dossierkast.open(map_, "Sanne", wachtwoord)
    map_ = tmp_path / "elders"
    zet_terug(kopie, map_, wachtwoord)
    with Dossierkast.open(map_, "Sanne", wachtwoord) as kast:
        assert len(kast.logregels()) == 1
        assert kast.controleer_logboek()[1] is Stand.KLOPT
    Dossierkast.open(map_, "Beheer", beheerwoord).sluit()
    Dossierkast.herstel(map_, papier, "Beheer", "nog een ander woord").sluit()


def test_ook_een_kopie_van_halverwege_een_andere_sleutel_gaat_open(
    kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str, tmp_path: Path
) -> None:
    """The program stopped between the database and the key file, and then a copy was made."""
    kast.nieuw(document)
    nieuw = nieuwe_sleutel()
    sleutelbestand.schrijf(
        map_, sleutelbos.met_volgende(kast._gegevens.bos(), kast._gegevens.sleutel, nieuw)
    )
    kast._verbindingen.vernieuw_sleutel(nieuw)
    kopie = kast.reservekopie().pad
    kast.sluit()
    zet_terug(kopie, tmp_path / "nieuw", wachtwoord)
    with Dossierkast.open(tmp_path / "nieuw", "Sanne", wachtwoord) as terug:
        assert len(terug.zoek("")) == 1
        assert terug.controleer_logboek()[1] is Stand.KLOPT


def test_een_logboek_zonder_kop_is_dat_ook_na_terugzetten(
    kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str, tmp_path: Path
) -> None:
    """A copy makes nothing right that was wrong, and the head of what stood there does not stay behind."""
    Werkplek(kast, kast.medewerker).nieuw(document)
    (map_ / logboekkop.BESTANDSNAAM).unlink()
    kopie = kast.reservekopie().pad
    kast.aanvaard_logboek()
    kast.sluit()
    gedaan = zet_terug(kopie, map_, wachtwoord, vervang=True)
    assert gedaan.terzijde is not None
    assert (gedaan.terzijde / logboekkop.BESTANDSNAAM).exists()
    with Dossierkast.open(map_, "Sanne", wachtwoord) as terug:
        assert terug.controleer_logboek()[1] is Stand.ONTBREEKT
