"""The key file opens for who is in it and for nobody else, and says so when it is damaged or edited."""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag import sleutelbestand, sleutelbos, versleuteling
from consulent_app.opslag.sleutelbos import Sleutelbos
from consulent_app.opslag.versleuteling import GEWOON, Argon2
from consulent_app.opslag.waarden import Medewerker

SANNE = Medewerker("Sanne Bos", "consulent")


@pytest.fixture
def sleutel() -> bytearray:
    return versleuteling.nieuwe_sleutel()


def verpak(sleutel: bytearray, wachtwoord: str, argon2: Argon2) -> Sleutelbos:
    account = sleutelbos.nieuw_account("een-id", SANNE, wachtwoord, sleutel, argon2, startwoord=False)
    return sleutelbos.nieuwe_bos(sleutel, account, "een-id")


@pytest.fixture
def pad(tmp_path: Path, sleutel: bytearray, wachtwoord: str, goedkoop: Argon2) -> Path:
    sleutelbestand.schrijf(tmp_path, verpak(sleutel, wachtwoord, goedkoop))
    return tmp_path / sleutelbos.BESTANDSNAAM


def lees(pad: Path) -> Sleutelbos:
    bos = sleutelbestand.lees(pad.parent)
    assert isinstance(bos, Sleutelbos)
    return bos


def vervals(pad: Path, doe: Callable[[dict[str, Any]], object]) -> None:
    """Change the file and mend the checksum, as somebody would who means harm."""
    inhoud = json.loads(pad.read_bytes())
    doe(inhoud)
    del inhoud["controle"]
    inhoud["controle"] = versleuteling.controlesom(inhoud)
    pad.write_text(json.dumps(inhoud))


def test_naam_en_wachtwoord_geven_de_sleutel_terug(pad: Path, sleutel: bytearray, wachtwoord: str) -> None:
    assert sleutelbos.pak_uit(lees(pad), "Sanne Bos", wachtwoord) == (sleutel, SANNE)


@pytest.mark.parametrize("getypt", ["sanne bos", " SANNE  BOS "])
def test_hoofdletters_en_spaties_in_de_naam_tellen_niet(pad: Path, wachtwoord: str, getypt: str) -> None:
    assert sleutelbos.pak_uit(lees(pad), getypt, wachtwoord)[1] == SANNE


def test_de_gewone_kosten_zijn_die_van_het_ontwerp(sleutel: bytearray, wachtwoord: str) -> None:
    assert Argon2(tijd=3, geheugen_kib=256 * 1024, draden=2) == GEWOON
    assert sleutelbos.pak_uit(verpak(sleutel, wachtwoord, GEWOON), "sanne bos", wachtwoord)[0] == sleutel


def test_een_foute_naam_en_een_fout_wachtwoord_geven_dezelfde_zin(pad: Path, wachtwoord: str) -> None:
    zinnen = set()
    for naam, woord in (
        ("Sanne Bos", wachtwoord.upper()),
        ("Wim", wachtwoord),
        ("", wachtwoord),
        ("Wim", "x"),
    ):
        with pytest.raises(InvoerFout) as fout:
            sleutelbos.pak_uit(lees(pad), naam, woord)
        zinnen.add(str(fout.value))
    assert zinnen == {sleutelbos.KLOPT_NIET}


def test_een_onbekende_naam_kost_evenveel_tijd(sleutel: bytearray, wachtwoord: str) -> None:
    bos = verpak(sleutel, wachtwoord, Argon2(tijd=2, geheugen_kib=32_768, draden=1))

    def duur(naam: str) -> float:
        begin = time.perf_counter()
        with pytest.raises(InvoerFout):
            sleutelbos.pak_uit(bos, naam, "een heel ander woord")
        return time.perf_counter() - begin

    duur("Sanne Bos")
    paren = [(duur("Sanne Bos"), duur("Wim")) for _ in range(9)]
    bekend, onbekend = (statistics.median(kant) for kant in zip(*paren, strict=True))
    assert bekend / 1.5 < onbekend < bekend * 1.5


@pytest.mark.parametrize("kort", ["", "elf tekens!", "é" * 11])
def test_een_kort_wachtwoord_wordt_geweigerd(kort: str, sleutel: bytearray, goedkoop: Argon2) -> None:
    with pytest.raises(InvoerFout, match="minstens 12 tekens"):
        verpak(sleutel, kort, goedkoop)


@pytest.mark.parametrize("naam", ["", "  ", "x" * 61, "Sanne\x00"])
def test_wat_geen_naam_is_wordt_geweigerd(naam: str) -> None:
    with pytest.raises(InvoerFout, match="Vul een naam in"):
        sleutelbos.keur_naam(naam)


def test_accenten_mogen_op_twee_manieren_getypt_zijn(sleutel: bytearray, goedkoop: Argon2) -> None:
    bos = verpak(sleutel, "cafe\N{COMBINING ACUTE ACCENT} aan zee", goedkoop)
    ander = "caf\N{LATIN SMALL LETTER E WITH ACUTE} aan zee"
    assert sleutelbos.pak_uit(bos, "Sanne Bos", ander)[0] == sleutel


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
            lees(pad)


@pytest.mark.parametrize("inhoud", [b"", b"{", b"[]", b"null", b"3", b"\xff\xfe", b"[" * 60_000])
def test_wat_geen_sleutelbos_is_wordt_geweigerd(pad: Path, inhoud: bytes) -> None:
    pad.write_bytes(inhoud)
    with pytest.raises(OmgevingsFout, match="beschadigd"):
        lees(pad)


def test_een_afgekapt_bestand_is_schade(pad: Path) -> None:
    pad.write_bytes(pad.read_bytes()[:-40])
    with pytest.raises(OmgevingsFout, match="beschadigd"):
        lees(pad)


def test_een_ontbrekend_bestand_wordt_genoemd(tmp_path: Path) -> None:
    with pytest.raises(OmgevingsFout, match=r"sleutelbos\.json ontbreekt"):
        sleutelbestand.lees(tmp_path)


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
    vervals(pad, lambda inhoud: inhoud["accounts"][0]["argon2"].update(anders))
    with pytest.raises(OmgevingsFout, match="beschadigd"):
        lees(pad)


def test_andere_kosten_dan_waarmee_verpakt_is_openen_niet(pad: Path, wachtwoord: str) -> None:
    vervals(pad, lambda inhoud: inhoud["accounts"][0]["argon2"].update(tijd=2))
    with pytest.raises(InvoerFout):
        sleutelbos.pak_uit(lees(pad), "Sanne Bos", wachtwoord)


@pytest.mark.parametrize("rol", ["beheerder", "teamleider"])
def test_een_gewijzigd_bestand_geeft_niemand_een_andere_rol(pad: Path, wachtwoord: str, rol: str) -> None:
    vervals(pad, lambda inhoud: inhoud["accounts"][0].update(rol=rol))
    with pytest.raises(OmgevingsFout, match="buiten het programma om gewijzigd"):
        sleutelbos.pak_uit(lees(pad), "Sanne Bos", wachtwoord)


def test_een_rol_die_niet_bestaat_is_schade(pad: Path) -> None:
    vervals(pad, lambda inhoud: inhoud["accounts"][0].update(rol="baas"))
    with pytest.raises(OmgevingsFout, match="beschadigd"):
        lees(pad)


@pytest.mark.parametrize("hoe", ["erbij", "hernoemd", "publiek", "herstel", "volgende"])
def test_elke_andere_wijziging_wordt_gezien_bij_het_inloggen(
    pad: Path, sleutel: bytearray, wachtwoord: str, goedkoop: Argon2, hoe: str
) -> None:
    """Somebody without the database key makes seals of his own, which would catch the next key."""
    bos = lees(pad)
    eigen = versleuteling.nieuwe_sleutel()
    wim = Medewerker("Wim", "beheerder")
    account = sleutelbos.nieuw_account(bos.id, wim, wachtwoord, eigen, goedkoop, startwoord=False)
    vals = {
        "erbij": lambda: replace(bos, accounts=(*bos.accounts, account)),
        "hernoemd": lambda: replace(bos, accounts=(bos.accounts[0], replace(bos.accounts[0], naam="Wim"))),
        "publiek": lambda: replace(bos, accounts=(replace(bos.accounts[0], publiek=account.publiek),)),
        "herstel": lambda: replace(bos, herstel=sleutelbos.nieuw_herstelslot(bos.id, eigen, eigen)),
        "volgende": lambda: sleutelbos.met_volgende(bos, eigen, eigen),
    }[hoe]()
    sleutelbestand.schrijf(pad.parent, vals)
    with pytest.raises(OmgevingsFout, match="buiten het programma om gewijzigd"):
        sleutelbos.pak_uit(lees(pad), "Sanne Bos", wachtwoord)


def test_een_account_van_een_andere_werkplek_past_niet(
    pad: Path, sleutel: bytearray, wachtwoord: str
) -> None:
    vervals(pad, lambda inhoud: inhoud.update(id="een-andere-werkplek"))
    with pytest.raises(InvoerFout):
        sleutelbos.pak_uit(lees(pad), "Sanne Bos", wachtwoord)


def test_een_bestand_van_een_nieuwer_programma_wordt_niet_aangeraakt(pad: Path) -> None:
    vervals(pad, lambda inhoud: inhoud.update(versie=3))
    with pytest.raises(OmgevingsFout, match="nieuwere versie"):
        lees(pad)
