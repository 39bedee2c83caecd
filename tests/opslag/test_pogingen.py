"""Wrong passwords slow down, also after a restart, and nobody stays out for ever."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from consulent_app.fouten import InvoerFout
from consulent_app.opslag import pogingen
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import GEWOON, Argon2

WACHT = "te vaak een verkeerd wachtwoord"
Kind = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def dicht(kast: Dossierkast, map_: Path) -> Path:
    kast.sluit()
    return map_


def mis(map_: Path, naam: str = "Sanne") -> str:
    with pytest.raises(InvoerFout) as fout:
        Dossierkast.open(map_, naam, "een verkeerd wachtwoord")
    return str(fout.value)


def herstart() -> None:
    """Forget what only this process knows, as a restart does."""
    pogingen._in_dit_proces.clear()


def schrijf(map_: Path, mislukt: object, laatst: object) -> None:
    (map_ / pogingen.BESTANDSNAAM).write_text(json.dumps({"mislukt": mislukt, "laatst": laatst}))


def test_de_wachttijd_verdubbelt_tot_vijf_minuten() -> None:
    assert [pogingen.wacht_na(n) for n in range(13)] == [
        *(0, 0, 0),
        *(2, 4, 8, 16, 32, 64, 128, 256, 300, 300),
    ]
    assert pogingen.wacht_na(10**6) == 300


def test_na_drie_keer_mis_moet_men_wachten_en_daarna_mag_het_weer(dicht: Path, wachtwoord: str) -> None:
    for _ in range(3):
        assert "klopt niet" in mis(dicht)
    assert WACHT in mis(dicht)
    with pytest.raises(InvoerFout, match=WACHT):
        Dossierkast.open(dicht, "Sanne", wachtwoord)
    time.sleep(2.1)
    Dossierkast.open(dicht, "Sanne", wachtwoord).sluit()
    for _ in range(3):
        assert "klopt niet" in mis(dicht)


def test_onbekende_namen_tellen_mee(dicht: Path) -> None:
    for naam in ("Wim", "Kim", "Tim"):
        assert "klopt niet" in mis(dicht, naam)
    assert WACHT in mis(dicht, "Sanne")


@pytest.mark.parametrize("doe", [herstart, lambda: None])
def test_het_telt_door_na_een_herstart(dicht: Path, doe: Callable[[], None]) -> None:
    for _ in range(3):
        mis(dicht)
    doe()
    assert WACHT in mis(dicht)


def test_een_poging_telt_ook_als_het_programma_sterft_voor_het_antwoord(
    map_: Path, wachtwoord: str, kind: Kind
) -> None:
    Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=GEWOON).sluit()
    proces = kind("houd_open", map_, wachtwoord)
    pad = map_ / pogingen.BESTANDSNAAM
    einde = time.monotonic() + 20
    while json.loads(pad.read_bytes())["mislukt"] == 0 and time.monotonic() < einde:
        time.sleep(0.005)
    proces.kill()
    proces.communicate()
    assert json.loads(pad.read_bytes())["mislukt"] == 1


def test_het_bestand_weghalen_geeft_in_hetzelfde_proces_niets(dicht: Path) -> None:
    for _ in range(3):
        mis(dicht)
    (dicht / pogingen.BESTANDSNAAM).unlink()
    assert WACHT in mis(dicht)


@pytest.mark.parametrize("inhoud", [None, "", "{", "[]", "null", '{"mislukt": "x"}', "[" * 60_000])
def test_zonder_leesbaar_bestand_mag_het_een_keer(dicht: Path, wachtwoord: str, inhoud: str | None) -> None:
    herstart()
    pad = dicht / pogingen.BESTANDSNAAM
    pad.unlink() if inhoud is None else pad.write_text(inhoud)
    assert "klopt niet" in mis(dicht)
    assert WACHT in mis(dicht)
    herstart()
    pad.unlink()
    Dossierkast.open(dicht, "Sanne", wachtwoord).sluit()


@pytest.mark.parametrize("verschil", [365 * 86_400, -365 * 86_400])
def test_een_klok_die_een_jaar_verspringt_houdt_niemand_langer_dan_vijf_minuten(
    dicht: Path, verschil: int
) -> None:
    herstart()
    schrijf(dicht, 50, time.time() + verschil)
    _, over = pogingen._stand(dicht)
    assert over <= 300


@pytest.mark.parametrize("laatst", [1e12, "nan", "inf"])
def test_na_een_stand_uit_de_toekomst_komt_wie_wacht_weer_binnen(
    dicht: Path, wachtwoord: str, laatst: object
) -> None:
    herstart()
    schrijf(dicht, 3, laatst)
    einde = time.monotonic() + 20
    while True:
        try:
            Dossierkast.open(dicht, "Sanne", wachtwoord).sluit()
            break
        except InvoerFout:
            assert time.monotonic() < einde
            time.sleep(0.2)


@pytest.mark.parametrize(("mislukt", "laatst"), [(10**30, 0), (-4, 0), (1e400, 1e400), (5, "nan")])
def test_een_verzonnen_stand_houdt_niemand_buiten(
    dicht: Path, wachtwoord: str, mislukt: object, laatst: object
) -> None:
    herstart()
    schrijf(dicht, mislukt, laatst)
    _, over = pogingen._stand(dicht)
    assert not over > 300
    schrijf(dicht, 0, 0)
    Dossierkast.open(dicht, "Sanne", wachtwoord).sluit()


def test_wie_het_wachtwoord_weet_komt_binnen_ook_als_tellen_niet_lukt(
    map_: Path, wachtwoord: str, goedkoop: Argon2
) -> None:
    Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop).sluit()
    pad = map_ / pogingen.BESTANDSNAAM
    pad.unlink()
    # A folder of that name: the file cannot be written, as on a full disk.
    pad.mkdir()
    (pad / "iets").touch()
    herstart()
    Dossierkast.open(map_, "Sanne", wachtwoord).sluit()
