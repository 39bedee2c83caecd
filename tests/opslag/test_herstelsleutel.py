"""The recovery key survives a pen, a bad eye and a hurried hand; a mistake is seen before it is tried."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consulent_app.fouten import InvoerFout
from consulent_app.opslag import herstelsleutel

TEKST = herstelsleutel.als_tekst(bytearray(range(100, 132)))


@given(st.binary(min_size=32, max_size=32))
def test_wat_getypt_wordt_is_wat_er_stond(sleutel: bytes) -> None:
    tekst = herstelsleutel.als_tekst(bytearray(sleutel))
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}", tekst)
    assert herstelsleutel.uit_tekst(tekst) == sleutel


@pytest.mark.parametrize(
    "hoe",
    [
        str.lower,
        lambda tekst: tekst.replace("-", " "),
        lambda tekst: tekst.replace("-", ""),
        lambda tekst: f"  {tekst}\n",
        lambda tekst: tekst.replace("0", "O").replace("1", "l"),
        lambda tekst: tekst.replace("0", "o").replace("1", "I"),
    ],
)
def test_hoe_iemand_het_overtypt_maakt_niet_uit(hoe: object) -> None:
    sleutel = herstelsleutel.uit_tekst(TEKST)
    assert {"0", "1"} <= set(TEKST)
    assert callable(hoe)
    assert herstelsleutel.uit_tekst(hoe(TEKST)) == sleutel


def test_elk_verkeerd_teken_en_elke_verwisseling_wordt_gezien() -> None:
    kans = random.Random(4)
    kaal = TEKST.replace("-", "")
    fout = []
    for plaats, teken in enumerate(kaal):
        ander = kans.choice([t for t in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" if t != teken])
        fout.append(kaal[:plaats] + ander + kaal[plaats + 1 :])
        buur = kaal[plaats + 1 : plaats + 2]
        if buur not in ("", teken):
            fout.append(kaal[:plaats] + buur + teken + kaal[plaats + 2 :])
    for getypt in fout:
        with pytest.raises(InvoerFout, match="typefout"):
            herstelsleutel.uit_tekst(getypt)


@pytest.mark.parametrize("getypt", ["", "ABCD", TEKST[:-1], TEKST + "0", "U" + TEKST[1:], "é" * 56])
def test_wat_geen_herstelsleutel_is_wordt_geweigerd(getypt: str) -> None:
    with pytest.raises(InvoerFout, match="14 groepjes van 4"):
        herstelsleutel.uit_tekst(getypt)


def test_een_groepje_overtypen_bewijst_dat_het_papier_er_is() -> None:
    derde = TEKST.split("-")[2]
    assert herstelsleutel.zelfde_groep(TEKST, 3, f" {derde.lower()} ")
    assert not herstelsleutel.zelfde_groep(TEKST, 4, derde)
    assert not herstelsleutel.zelfde_groep(TEKST, 3, "")
