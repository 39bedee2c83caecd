"""Another key under the database: for everybody at once, and whenever the program dies."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag import herstelsleutel, sleutelbestand, sleutelbos
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.logboekkop import BESTANDSNAAM, Stand
from consulent_app.opslag.sleutelbos import Sleutelbos
from consulent_app.opslag.verbinding import open_database
from consulent_app.opslag.versleuteling import nieuwe_sleutel

Kind = Callable[..., "subprocess.Popen[str]"]
BEHEERWOORD = "sloot merel kachel"
RONDEN = 25


@pytest.fixture
def papier(kast: Dossierkast, document: dict[str, Any]) -> str:
    """Set up the beheer over one dossier, and give the recovery key; the cupboard is closed."""
    kast.nieuw(document)
    tekst = herstelsleutel.nieuw()
    kast.accounts.begin_beheer("Beheer", BEHEERWOORD, tekst)
    kast.sluit()
    return tekst


def bos_in(map_: Path) -> Sleutelbos:
    bos = sleutelbestand.lees(map_)
    assert isinstance(bos, Sleutelbos)
    return bos


def sleutel_in(map_: Path) -> bytearray:
    return sleutelbos.pak_uit(bos_in(map_), "Beheer", BEHEERWOORD)[0]


def test_ieder_wachtwoord_en_de_herstelsleutel_blijven_werken(
    papier: str, map_: Path, wachtwoord: str
) -> None:
    voor = sleutel_in(map_)
    with Dossierkast.open(map_, "Beheer", BEHEERWOORD) as kast:
        kast.accounts.vernieuw_sleutel()
        assert len(kast.zoek("amrani")) == 1
        kast.accounts.voeg_toe("Wim", "raadsman")
    na = sleutel_in(map_)
    assert na != voor
    with pytest.raises(OmgevingsFout, match="hoort niet bij deze sleutel"):
        open_database(map_ / "consulent.db", voor)
    open_database(map_ / "consulent.db", na).close()
    with Dossierkast.open(map_, "Sanne", wachtwoord) as kast:
        assert len(kast.zoek("amrani")) == 1
    with Dossierkast.herstel(map_, papier, "Beheer", "een heel eigen woord") as kast:
        assert len(kast.zoek("amrani")) == 1


def test_een_logboek_dat_niet_paste_past_ook_niet_met_een_andere_sleutel(papier: str, map_: Path) -> None:
    with Dossierkast.open(map_, "Beheer", BEHEERWOORD) as kast:
        kast.accounts.vernieuw_sleutel()
        assert kast.controleer_logboek()[1] is Stand.KLOPT
        (map_ / BESTANDSNAAM).write_text("{}", encoding="utf-8")
        kast.accounts.vernieuw_sleutel()
        assert kast.controleer_logboek()[1] is Stand.VERVALST


def test_wie_intussen_leest_en_schrijft_wacht_even(
    papier: str, map_: Path, document: dict[str, Any]
) -> None:
    fouten: list[BaseException] = []
    klaar = threading.Event()
    with Dossierkast.open(map_, "Beheer", BEHEERWOORD) as kast:
        dossier = kast.zoek("")[0].id

        def werk(draad: int) -> None:
            nummer = 0
            try:
                while not klaar.is_set():
                    kast.bewaar_antwoord(dossier, f"pad.{draad}", nummer, document)
                    assert len(kast.zoek("amrani")) == 1
                    nummer += 1
            except BaseException as fout:  # noqa: BLE001 - carried to the test's own thread
                fouten.append(fout)

        draden = [threading.Thread(target=werk, args=(draad,)) for draad in range(3)]
        for draad in draden:
            draad.start()
        for _ in range(15):
            kast.accounts.vernieuw_sleutel()
        klaar.set()
        for draad in draden:
            draad.join()
        assert fouten == []
        gebeurd = kast.gebeurtenissen(dossier)[1:]
    for draad in range(3):
        waarden = [g.inhoud["waarde"] for g in gebeurd if g.inhoud["pad"] == f"pad.{draad}"]
        assert waarden == list(range(len(waarden)))
        assert waarden


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is van POSIX")
def test_kill_9_tijdens_het_vernieuwen_verliest_niets(
    papier: str, map_: Path, wachtwoord: str, kind: Kind
) -> None:
    kans = random.Random(6)
    halverwege = bevestigd = 0
    for _ in range(RONDEN):
        proces = kind("vernieuw_sleutel", map_, BEHEERWOORD, bevestigd + 1)
        assert proces.stdout is not None
        gezien = proces.stdout.readline()
        time.sleep(kans.uniform(0, 0.15))
        proces.kill()
        uit, _ = proces.communicate()
        # A line of which the end is not there was not said yet.
        regels = (gezien + uit).split("\n")[:-1]
        halverwege += bos_in(map_).volgende is not None
        with Dossierkast.open(map_, "Sanne", wachtwoord) as kast:
            gebeurd = kast.gebeurtenissen(kast.zoek("")[0].id)[1:]
            assert kast.controleer_logboek()[1] is Stand.KLOPT
        bewaard = [int(g.inhoud["waarde"]) for g in gebeurd]
        assert bewaard == list(range(1, len(bewaard) + 1))
        assert len(bewaard) >= (int(regels[-1]) if regels else bevestigd)
        bevestigd = len(bewaard)
        assert bos_in(map_).volgende is None
    assert halverwege > RONDEN / 4
    Dossierkast.herstel(map_, papier, "Beheer", BEHEERWOORD).sluit()


@pytest.mark.parametrize("met_database", [False, True])
def test_waar_het_ook_ophield_wordt_het_afgemaakt(
    papier: str, map_: Path, wachtwoord: str, met_database: bool
) -> None:
    """Stopped before the database got its new key, and between that and the head of the log."""
    voor, nieuw = sleutel_in(map_), nieuwe_sleutel()
    sleutelbestand.schrijf(map_, sleutelbos.met_volgende(bos_in(map_), voor, nieuw))
    if met_database:
        database = open_database(map_ / "consulent.db", voor)
        database.conn.reset_key(bytearray(b"x'" + nieuw.hex().encode() + b"'"))
        database.close()
    with Dossierkast.open(map_, "Sanne", wachtwoord) as kast:
        assert len(kast.zoek("amrani")) == 1
        assert bos_in(map_).volgende is None
        assert sleutel_in(map_) == nieuw
        assert kast.controleer_logboek()[1] is Stand.KLOPT
        kast.accounts.wijzig_wachtwoord(wachtwoord, "een heel eigen woord")
    with pytest.raises(OmgevingsFout, match="hoort niet bij deze sleutel"):
        open_database(map_ / "consulent.db", voor)


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE is van POSIX")
def test_op_een_volle_schijf_blijft_de_sleutel_en_lukt_het_later(
    papier: str, map_: Path, wachtwoord: str
) -> None:
    """No file may grow past what half of the change needs; what is there can still be read."""
    voor = sleutel_in(map_)
    vraag = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from consulent_app.fouten import OmgevingsFout\n"
        "from consulent_app.opslag.dossierkast import Dossierkast\n"
        "kast = Dossierkast.open(Path(sys.argv[1]), 'Beheer', sys.argv[2])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))\n"
        "try:\n"
        "    kast.accounts.vernieuw_sleutel()\n"
        "except OmgevingsFout as fout:\n"
        "    print(fout)\n"
        "print(len(kast.zoek('amrani')))\n"
    )
    opdracht = [sys.executable, "-c", vraag, str(map_), BEHEERWOORD]
    klaar = subprocess.run(opdracht, capture_output=True, text=True, check=True)
    zin, gevonden = klaar.stdout.splitlines()
    assert "Maak ruimte vrij" in zin
    assert gevonden == "1"
    assert bos_in(map_).volgende is not None
    assert sleutel_in(map_) == voor
    Dossierkast.open(map_, "Sanne", wachtwoord).sluit()
    assert bos_in(map_).volgende is None
    assert sleutel_in(map_) != voor
