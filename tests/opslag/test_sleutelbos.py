"""The key file opens with the password and with nothing else, and says so when it is damaged."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag import sleutelbos
from consulent_app.opslag.sleutelbos import GEWOON, Argon2


@pytest.fixture
def sleutel() -> bytearray:
    return sleutelbos.nieuwe_sleutel()


@pytest.fixture
def pad(tmp_path: Path, sleutel: bytearray, wachtwoord: str, goedkoop: Argon2) -> Path:
    pad = tmp_path / sleutelbos.BESTANDSNAAM
    sleutelbos.schrijf(pad, sleutelbos.verpak(sleutel, wachtwoord, goedkoop))
    return pad


def vervals(pad: Path, **anders: object) -> None:
    """Change the slot and mend the checksum, as somebody would who means harm."""
    inhoud = json.loads(pad.read_bytes())
    inhoud["sloten"][0]["argon2id"] |= anders
    del inhoud["controle"]
    inhoud["controle"] = sleutelbos._controle(inhoud)
    pad.write_text(json.dumps(inhoud))


def test_het_wachtwoord_geeft_de_sleutel_terug(pad: Path, sleutel: bytearray, wachtwoord: str) -> None:
    assert sleutelbos.pak_uit(sleutelbos.lees(pad), wachtwoord) == sleutel


def test_de_gewone_kosten_zijn_die_van_het_ontwerp(sleutel: bytearray, wachtwoord: str) -> None:
    assert Argon2(tijd=3, geheugen_kib=256 * 1024, draden=2) == GEWOON
    assert sleutelbos.pak_uit(sleutelbos.verpak(sleutel, wachtwoord, GEWOON), wachtwoord) == sleutel


def test_een_ander_wachtwoord_opent_niets(pad: Path, wachtwoord: str) -> None:
    with pytest.raises(InvoerFout, match=r"^Het wachtwoord klopt niet\. "):
        sleutelbos.pak_uit(sleutelbos.lees(pad), wachtwoord.upper())


@pytest.mark.parametrize("kort", ["", "elf tekens!", "é" * 11])
def test_een_kort_wachtwoord_wordt_geweigerd(kort: str, sleutel: bytearray, goedkoop: Argon2) -> None:
    with pytest.raises(InvoerFout, match="minstens 12 tekens"):
        sleutelbos.verpak(sleutel, kort, goedkoop)


def test_accenten_mogen_op_twee_manieren_getypt_zijn(sleutel: bytearray, goedkoop: Argon2) -> None:
    bos = sleutelbos.verpak(sleutel, "cafe\N{COMBINING ACUTE ACCENT} aan zee", goedkoop)
    assert sleutelbos.pak_uit(bos, "caf\N{LATIN SMALL LETTER E WITH ACUTE} aan zee") == sleutel


def test_de_sleutel_staat_niet_in_het_bestand(pad: Path, sleutel: bytearray, wachtwoord: str) -> None:
    inhoud = pad.read_bytes()
    assert sleutel.hex().encode() not in inhoud
    assert wachtwoord.encode() not in inhoud


def test_een_veranderde_byte_is_schade_en_geen_fout_wachtwoord(pad: Path) -> None:
    heel = pad.read_bytes()
    # A space may become another space: only what says something is changed.
    plaatsen = [i for i, byte in enumerate(heel) if not chr(byte).isspace()]
    for plaats in random.Random(1).sample(plaatsen, 60):
        stuk = bytearray(heel)
        stuk[plaats] ^= 1
        pad.write_bytes(stuk)
        with pytest.raises(OmgevingsFout, match="beschadigd"):
            sleutelbos.lees(pad)


@pytest.mark.parametrize("inhoud", [b"", b"{", b"[]", b"null", b"3", b"\xff\xfe", b"[" * 60_000])
def test_wat_geen_sleutelbos_is_wordt_geweigerd(pad: Path, inhoud: bytes) -> None:
    pad.write_bytes(inhoud)
    with pytest.raises(OmgevingsFout, match="beschadigd"):
        sleutelbos.lees(pad)


def test_een_afgekapt_bestand_is_schade(pad: Path) -> None:
    pad.write_bytes(pad.read_bytes()[:-40])
    with pytest.raises(OmgevingsFout, match="beschadigd"):
        sleutelbos.lees(pad)


def test_een_ontbrekend_bestand_wordt_genoemd(tmp_path: Path) -> None:
    with pytest.raises(OmgevingsFout, match=r"sleutelbos\.json ontbreekt"):
        sleutelbos.lees(tmp_path / sleutelbos.BESTANDSNAAM)


@pytest.mark.parametrize(
    "anders",
    [
        {"geheugen_kib": 100 * 1024 * 1024},
        {"tijd": 1_000_000},
        {"draden": 1_000},
        {"draden": 8, "geheugen_kib": 8},
        {"tijd": True},
        {"tijd": "3"},
        {"tijd": 0},
        {"onbekend": 1},
    ],
)
def test_onmogelijke_kosten_worden_niet_geprobeerd(pad: Path, anders: dict[str, object]) -> None:
    vervals(pad, **anders)
    with pytest.raises(OmgevingsFout, match="beschadigd"):
        sleutelbos.lees(pad)


def test_andere_kosten_dan_waarmee_verpakt_is_openen_niet(pad: Path, wachtwoord: str) -> None:
    vervals(pad, tijd=2)
    with pytest.raises(InvoerFout):
        sleutelbos.pak_uit(sleutelbos.lees(pad), wachtwoord)


def test_een_bestand_van_een_nieuwer_programma_wordt_niet_aangeraakt(pad: Path) -> None:
    inhoud = json.loads(pad.read_bytes())
    del inhoud["controle"]
    inhoud["versie"] = 2
    inhoud["controle"] = sleutelbos._controle(inhoud)
    pad.write_text(json.dumps(inhoud))
    with pytest.raises(OmgevingsFout, match="nieuwere versie"):
        sleutelbos.lees(pad)
