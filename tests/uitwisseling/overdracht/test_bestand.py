"""A hand-over file that is cut off, changed, not for here or of another program: nothing of it is taken."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consulent_app.acties import overdracht
from consulent_app.delen.deling import Deling
from consulent_app.delen.heeft import Heeft
from consulent_app.fouten import ConsulentFout, InvoerFout, OmgevingsFout
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.eigen import Werkplekregel
from consulent_app.opslag.versleuteling import nieuwe_sleutel, publiek_bij
from consulent_app.uitwisseling.overdracht import bestand, inhoud
from consulent_app.uitwisseling.overdracht.bestand import BLOK, Kop
from consulent_app.uitwisseling.overdracht.inhoud import Ronde, Stand
from tests.uitwisseling.overdracht import plekken
from tests.uitwisseling.overdracht.conftest import Kasten
from tests.uitwisseling.overdracht.plekken import geef, maak

KOP = Kop(2, "met", 1, "gemeente", datetime(2026, 11, 21, 14, 3, tzinfo=UTC))
VAN, NAAR, ANDER = (bytes(nieuwe_sleutel()) for _ in range(3))
PLEK = Werkplekregel("a" * 32, 1, "Balie 1", "gemeente", publiek_bij(NAAR), toegelaten=True)
STAND = Stand(
    "b" * 32, "0" * 64, Heeft({"b" * 32: 3}, {"a" * 32: [(1, 2)]}), (PLEK,), (Ronde("d", 1, None),), ("d",)
)


def deling(nr: int, tekst: bytes = b"inhoud") -> Deling:
    zegels = {"gemeente": b"z" * 80}
    return Deling(f"id{nr}", "d", "b" * 32, nr, nr, "cellen", "met", zegels, tekst, "0" * 64, "1" * 64)


def schrijf(pad: Path, delingen: list[Deling]) -> bytes:
    with (
        pad.open("wb") as uit,
        bestand.geschreven(uit, KOP, VAN, publiek_bij(NAAR)) as schrijver,
    ):
        inhoud.schrijf(schrijver, STAND, delingen)
    return pad.read_bytes()


def lees(pad: Path, prive: bytes = NAAR, van: bytes = VAN) -> tuple[Stand, list[Deling]]:
    bestand.lees_kop(pad)
    with bestand.gelezen(pad, prive, publiek_bij(van)) as lezer:
        return inhoud.lees_stand(lezer, pad.name), list(inhoud.lees_delingen(lezer, pad.name))


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    return tmp_path / "overdracht.consulent"


@pytest.mark.parametrize("omvang", [0, 1, BLOK - 1, BLOK, BLOK + 1, 5 * BLOK])
def test_heen_en_terug(pad: Path, omvang: int) -> None:
    delingen = [deling(nr, os.urandom(omvang)) for nr in range(1, 4)]
    schrijf(pad, delingen)
    assert bestand.lees_kop(pad) == KOP
    assert lees(pad) == (STAND, delingen)


@given(st.lists(st.binary(max_size=3 * BLOK), max_size=4))
def test_wat_erin_gaat_komt_eruit(tmp_path_factory: pytest.TempPathFactory, inhouden: list[bytes]) -> None:
    pad = tmp_path_factory.mktemp("bestand") / "x"
    delingen = [deling(nr, tekst) for nr, tekst in enumerate(inhouden, 1)]
    schrijf(pad, delingen)
    assert lees(pad)[1] == delingen


def test_afgekapt_op_elke_byte_wordt_het_geweigerd(pad: Path) -> None:
    heel = schrijf(pad, [deling(1, os.urandom(700))])
    for lengte in range(len(heel)):
        pad.write_bytes(heel[:lengte])
        with pytest.raises(InvoerFout):
            lees(pad)


@pytest.mark.parametrize("blokken", [1, 2])
def test_een_heel_blok_eraf_wordt_geweigerd(pad: Path, blokken: int) -> None:
    heel = schrijf(pad, [deling(1, os.urandom(3 * BLOK))])
    kop = heel.index(b"\n", len(bestand.MERK)) + 1
    pad.write_bytes(heel[: kop + blokken * (BLOK + bestand.TAG)])
    with pytest.raises(InvoerFout, match="beschadigd"):
        lees(pad)


def test_elke_veranderde_byte_wordt_geweigerd(pad: Path) -> None:
    heel = schrijf(pad, [deling(1, os.urandom(700))])
    for plek in range(len(heel)):
        for masker in (0x01, 0x80):
            pad.write_bytes(heel[:plek] + bytes([heel[plek] ^ masker]) + heel[plek + 1 :])
            with pytest.raises(ConsulentFout):
                lees(pad)


@given(st.data())
def test_verwisseld_herhaald_of_aangevuld_wordt_geweigerd(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    pad = tmp_path_factory.mktemp("bestand") / "x"
    heel = schrijf(pad, [deling(nr, os.urandom(BLOK)) for nr in range(1, 4)])
    plekken_ = data.draw(st.tuples(*[st.integers(0, 2**40)] * 3))
    begin, einde, waar = (plek % (len(heel) + 1) for plek in plekken_)
    erbij = data.draw(st.binary(max_size=40)) or heel[min(begin, einde) : max(begin, einde)]
    anders = heel[:waar] + erbij + heel[waar:]
    if anders == heel:
        return
    pad.write_bytes(anders)
    with pytest.raises(ConsulentFout):
        lees(pad)


def test_alleen_de_ontvanger_opent_het_en_alleen_van_wie_het_is(pad: Path) -> None:
    schrijf(pad, [deling(1)])
    for prive, van in ((ANDER, VAN), (NAAR, ANDER)):
        with pytest.raises(InvoerFout, match="beschadigd"):
            lees(pad, prive, van)


@pytest.mark.parametrize(
    ("inhoud_", "zin"),
    [
        (b"", "geen bestand van een andere werkplek"),
        (b"PK\x03\x04 een zip", "geen bestand van een andere werkplek"),
        (bestand.MERK, "beschadigd"),
        (bestand.MERK + b"{}\n", "beschadigd"),
        (bestand.MERK + b"[" * 4000 + b"\n", "beschadigd"),
        (bestand.MERK + b'{"vorm": 1, "soort": "aanmelding"}\n', "geen bestand van een andere werkplek"),
        (bestand.MERK + b'{"vorm": 1, "soort": "overdracht", "van": "x"}\n', "beschadigd"),
    ],
)
def test_iets_anders_is_een_zin(pad: Path, inhoud_: bytes, zin: str) -> None:
    pad.write_bytes(inhoud_)
    with pytest.raises(InvoerFout, match=zin):
        lees(pad)


def test_van_een_nieuwer_programma_is_een_zin(pad: Path) -> None:
    heel = schrijf(pad, [deling(1)])
    _, regel, rest = heel.split(b"\n", 2)
    nieuwer = json.dumps(json.loads(regel) | {"vorm": 2}).encode()
    pad.write_bytes(bestand.MERK + nieuwer + b"\n" + rest)
    with pytest.raises(OmgevingsFout, match="nieuwere versie"):
        lees(pad)


def test_een_soort_van_een_nieuwer_programma_is_een_zin(pad: Path) -> None:
    from dataclasses import replace

    schrijf(pad, [replace(deling(1), soort="iets nieuws")])
    with pytest.raises(OmgevingsFout, match="nieuwere versie"):
        lees(pad)


@pytest.mark.parametrize("hoe", ["er niet", "een map"])
def test_een_bestand_dat_er_niet_is_is_een_zin(pad: Path, hoe: str) -> None:
    if hoe == "een map":
        pad.mkdir()
    with pytest.raises(InvoerFout, match="niet te lezen"):
        lees(pad)


# --- at a store --------------------------------------------------------------------------------------


def alles(kast: Dossierkast) -> tuple[Any, ...]:
    delen = kast.delen
    return delen.sinds({}), delen.werkplekken(), delen.beurten(), kast.zoek(""), kast.overdracht.daar()


def plekken_van(lengte: int, aantal: int) -> Iterator[int]:
    yield from range(0, lengte, max(1, lengte // aantal))


def test_wat_niet_heel_is_verandert_niets(kasten: Kasten, document: dict[str, Any], stick: Path) -> None:
    een, twee, _ = kasten
    een.nieuw(document)
    pad = maak(een, twee, stick).pad
    heel, voor = pad.read_bytes(), alles(twee)
    for plek in plekken_van(len(heel), 60):
        for kapot in (heel[:plek], heel[:plek] + bytes([heel[plek] ^ 4]) + heel[plek + 1 :]):
            pad.write_bytes(kapot)
            with pytest.raises(ConsulentFout):
                overdracht.lees(twee, pad)
    assert alles(twee) == voor
    pad.write_bytes(heel)
    assert len(overdracht.lees(twee, pad).bijgewerkt) == 1


def test_wie_het_niet_aangaat_hoort_voor_wie_het_is(kasten: Kasten, stick: Path, tmp_path: Path) -> None:
    een, twee, met_ = kasten
    pad = maak(een, twee, stick).pad
    voor = alles(met_)
    with pytest.raises(InvoerFout, match="is voor de gemeente"):
        overdracht.lees(met_, pad)
    with pytest.raises(InvoerFout, match=r"is voor werkplek 3 van de gemeente; dit is werkplek 1\."):
        overdracht.lees(een, pad)
    assert alles(met_) == voor
    with plekken.open_kast(tmp_path / "los", "Bea") as los, pytest.raises(InvoerFout, match="werkt alleen"):
        overdracht.lees(los, pad)


def test_wie_de_andere_organisatie_niet_kent_leest_niets_van_haar(
    kasten: Kasten, stick: Path, tmp_path: Path
) -> None:
    _, _, met_ = kasten
    with plekken.eerste(tmp_path / "ander", "Ans") as ander:
        pad = overdracht.maak(met_, overdracht.Ontvanger("gemeente", None), stick, plekken.nu()).pad
        with pytest.raises(InvoerFout, match="Maak eerst kennis"):
            overdracht.lees(ander, pad)


def test_wie_niet_bekend_is_krijgt_niets(kasten: Kasten, stick: Path) -> None:
    een, _, _ = kasten
    vreemd = Werkplekregel("f" * 32, 9, "Balie 9", "gemeente", publiek_bij(ANDER), toegelaten=False)
    een.delen.ken([vreemd])
    with pytest.raises(InvoerFout, match="niet bekend, of is nog niet toegelaten"):
        overdracht.maak(een, overdracht.Ontvanger("gemeente", vreemd), stick, plekken.nu())
    assert not stick.exists()


def test_twee_werkplekken_met_een_nummer_worden_gemeld(kasten: Kasten, stick: Path) -> None:
    een, twee, _ = kasten
    een.delen.ken([Werkplekregel("f" * 32, 3, "Balie 9", "gemeente", publiek_bij(ANDER), toegelaten=True)])
    (regel,) = geef(een, twee, stick).afwijkingen
    assert "hebben nummer 3" in regel
