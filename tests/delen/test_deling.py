"""A deling cannot be changed, moved or left out without being seen."""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace

import pytest

from consulent_app.delen.deling import CELLEN, EERSTE, STUK, Deling, gebonden, klopt, met_hash, sluit_aan

VAST = "5d819b7f28fa620d7da2d2ed9255b3179f25a566ded4337884df8ce0642395f6"
DELING = met_hash(
    Deling(
        id="01936a2f-5d10-7c3e-8a11-0f2b6c9d4e55",
        dossier="01936a2f-0000-7000-8000-000000000001",
        apparaat="balie1",
        nr=1,
        hlc=117_642_402_209_660_928,
        soort=CELLEN,
        organisatie="gemeente",
        zegels={"gemeente": b"\x01\x02", "met": b"\xff"},
        inhoud=b"onleesbaar",
        vorige=EERSTE,
        hash="",
    )
)
ANDERS = {
    "id": "01936a2f-5d10-7c3e-8a11-0f2b6c9d4e56", "dossier": "01936a2f-0000-7000-8000-000000000002",
    "apparaat": "balie2", "nr": 2, "hlc": 1, "soort": STUK, "organisatie": "met",
    "zegels": {"gemeente": b"\x01\x02"}, "inhoud": b"onleesbaar!", "vorige": "1" * 64,
}  # fmt: skip


def test_de_hash_is_op_elke_werkplek_dezelfde() -> None:
    canoniek = (
        '{"apparaat":"balie1","dossier":"01936a2f-0000-7000-8000-000000000001","hlc":117642402209660928,'
        '"id":"01936a2f-5d10-7c3e-8a11-0f2b6c9d4e55",'
        f'"inhoud":"{hashlib.sha256(b"onleesbaar").hexdigest()}","nr":1,"organisatie":"gemeente",'
        f'"soort":"cellen","vorige":"{EERSTE}","zegels":{{"gemeente":"0102","met":"ff"}}}}'
    )
    assert DELING.hash == VAST == hashlib.sha256(canoniek.encode()).hexdigest()


def test_de_versleuteling_hangt_aan_alle_kenmerken_en_niet_aan_de_zegels() -> None:
    assert gebonden(DELING) == (
        b'{"apparaat":"balie1","dossier":"01936a2f-0000-7000-8000-000000000001","hlc":117642402209660928,'
        b'"id":"01936a2f-5d10-7c3e-8a11-0f2b6c9d4e55","nr":1,"organisatie":"gemeente","soort":"cellen"}'
    )
    assert gebonden(replace(DELING, zegels={}, inhoud=b"", vorige="", hash="")) == gebonden(DELING)


def test_de_volgorde_van_de_zegels_verandert_niets() -> None:
    assert klopt(replace(DELING, zegels=dict(reversed(DELING.zegels.items()))))


def test_ieder_veld_is_hieronder_een_keer_anders() -> None:
    assert {veld.name for veld in fields(Deling)} == ANDERS.keys() | {"hash"}


@pytest.mark.parametrize("veld", ANDERS)
def test_wie_een_veld_verandert_wordt_gezien(veld: str) -> None:
    assert klopt(DELING)
    assert not klopt(replace(DELING, **{veld: ANDERS[veld]}))


def test_de_eerste_volgt_op_niets() -> None:
    assert sluit_aan((0, EERSTE), DELING)
    assert not sluit_aan((0, DELING.hash), DELING)
    assert not sluit_aan((1, EERSTE), DELING)


def test_een_volgende_sluit_aan_op_de_vorige_van_dezelfde_werkplek() -> None:
    tweede = met_hash(replace(DELING, nr=2, vorige=DELING.hash))
    assert sluit_aan(DELING, tweede)
    assert sluit_aan((1, DELING.hash), tweede)
    assert not sluit_aan(DELING, met_hash(replace(tweede, nr=3)))
    assert not sluit_aan(DELING, met_hash(replace(tweede, vorige=EERSTE)))
    assert not sluit_aan(DELING, met_hash(replace(tweede, apparaat="balie2")))
    assert not sluit_aan(tweede, DELING)
