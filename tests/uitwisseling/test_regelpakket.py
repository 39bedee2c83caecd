"""The file in which a rule package travels: the same bytes each time, and no byte of it is free."""

from __future__ import annotations

import io
import json
import os
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consulent_app.acties import regelpakketten
from consulent_app.acties.regelpakketten import bekijk, geef_vrij, keur_eigenaar
from consulent_app.acties.toetsen import Toetser
from consulent_app.fouten import InvoerFout
from consulent_app.regels.plek import PakketFout
from consulent_app.uitwisseling.regelpakket.bestand import GROOTSTE_BYTES, lees
from consulent_app.uitwisseling.regelpakket.sleutels import (
    lees_publiek,
    maak_sleutel,
    open_sleutel,
    schrijf_sleutel,
    zelfde_vingerafdruk,
)
from tests.uitgaven import (
    ANNA,
    LICHT,
    PIET,
    WACHTWOORD,
    ingepakt,
    met_lagere_grens,
    pakketmap,
    schrijf,
    vrijgegeven,
)

DAG = date(2026, 11, 21)
Delen = dict[str, bytes]


@pytest.fixture(scope="module")
def gaaf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return vrijgegeven(tmp_path_factory.mktemp("gaaf")).read_bytes()


def lees_bytes(map_: Path, inhoud: bytes) -> object:
    pad = map_ / "pakket.regelpakket"
    pad.write_bytes(inhoud)
    return lees(pad)


def test_heen_en_terug(tmp_path: Path) -> None:
    map_ = pakketmap(tmp_path)
    gelezen = lees(schrijf(tmp_path, ingepakt(map_).geef_vrij(PIET)))
    assert gelezen.bestanden == {pad.name: pad.read_bytes() for pad in map_.iterdir()}
    assert gelezen.vrijgave is not None
    assert (gelezen.invoer.door, gelezen.vrijgave.door) == ("Anna de Wit", "Piet Smit")
    m = gelezen.manifest
    assert (m.id, m.versie, m.ouder, m.geldig_vanaf) == (
        "oefenstad", "2026.4", ("rijk", Toetser().pakket("rijk").versie), date(2024, 1, 1),
    )  # fmt: skip
    assert m.wat == "Een nieuw bedrag voor de fiets."


def test_dezelfde_inhoud_geeft_dezelfde_bytes(tmp_path: Path) -> None:
    een, twee = pakketmap(tmp_path / "een"), pakketmap(tmp_path / "twee")
    for pad in twee.iterdir():
        # Another order of making, other times, and the line ends of Windows.
        pad.write_bytes(pad.read_bytes().replace(b"\n", b"\r\n"))
        os.utime(pad, (1, 1))
    assert ingepakt(een).geef_vrij(PIET).als_bytes() == ingepakt(twee).geef_vrij(PIET).als_bytes()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_elke_gewijzigde_byte_wordt_geweigerd(gaaf: bytes, tmp_path: Path, data: st.DataObject) -> None:
    plek = data.draw(st.integers(0, len(gaaf) - 1))
    ander = gaaf[plek] ^ data.draw(st.integers(1, 255))
    with pytest.raises(InvoerFout, match=r"pakket\.regelpakket"):
        lees_bytes(tmp_path, gaaf[:plek] + bytes([ander]) + gaaf[plek + 1 :])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hoeveel=st.integers(1, 400), erbij=st.booleans())
def test_korter_of_langer_wordt_geweigerd(gaaf: bytes, tmp_path: Path, hoeveel: int, erbij: bool) -> None:
    with pytest.raises(InvoerFout):
        lees_bytes(tmp_path, gaaf + b"\0" * hoeveel if erbij else gaaf[:-hoeveel])


def test_elke_byte_van_kop_en_handtekeningen_telt(gaaf: bytes, tmp_path: Path) -> None:
    """The first parts hold all that the hash of no file covers."""
    for plek in range(0, gaaf.index(b"[pakket]") if b"[pakket]" in gaaf[:6000] else 6000, 7):
        with pytest.raises(InvoerFout):
            lees_bytes(tmp_path, gaaf[:plek] + bytes([gaaf[plek] ^ 1]) + gaaf[plek + 1 :])


def verpakt(gaaf: bytes, verander: Callable[[Delen], None], **kop: int) -> bytes:
    with zipfile.ZipFile(io.BytesIO(gaaf)) as zip_:
        delen = {deel.filename: zip_.read(deel) for deel in zip_.infolist()}
    verander(delen)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as uit:
        for naam, inhoud in delen.items():
            deel = zipfile.ZipInfo(naam, (1980, 1, 1, 0, 0, 0))
            deel.create_system, deel.external_attr = 3, 0o644 << 16
            for wat, waarde in kop.items():
                setattr(deel, wat, waarde)
            uit.writestr(deel, inhoud)
    return buffer.getvalue()


def manifest(wat: str, waarde: object) -> Callable[[Delen], None]:
    def verander(delen: Delen) -> None:
        delen["manifest.json"] = json.dumps(json.loads(delen["manifest.json"]) | {wat: waarde}).encode()

    return verander


def erbij(naam: str, inhoud: bytes = b"x = 1\n") -> Callable[[Delen], None]:
    return lambda delen: delen.update({naam: inhoud})


def weg(naam: str) -> Callable[[Delen], None]:
    def verander(delen: Delen) -> None:
        del delen[naam]

    return verander


@pytest.mark.parametrize(
    ("verander", "zin"),
    [
        (erbij("../../kwaad.toml"), "er zit iets in dat er niet in hoort (../../kwaad.toml)"),
        (erbij("/etc/kwaad.toml"), "er zit iets in dat er niet in hoort (/etc/kwaad.toml)"),
        (erbij("C:\\kwaad.toml"), "er zit iets in dat er niet in hoort"),
        (erbij("map/kwaad.toml"), "er zit iets in dat er niet in hoort (map/kwaad.toml)"),
        (erbij("kwaad.py"), "er zit iets in dat er niet in hoort (kwaad.py)"),
        (erbij("99-extra.toml"), "er zit iets in dat er niet in hoort (99-extra.toml)"),
        (erbij("99-bom.toml", b"#" * 300_000), "er zit iets in dat er niet in hoort (99-bom.toml)"),
        (lambda d: d.update({f"b{n}.toml": b"" for n in range(300)}), "er niet in hoort (3"),
        (weg("pakket.toml"), "is niet heel: pakket.toml ontbreekt"),
        (weg("manifest.json"), "is niet heel: manifest.json ontbreekt"),
        (weg("handtekeningen.json"), "is niet heel: handtekeningen.json ontbreekt"),
        (erbij("pakket.toml"), "is veranderd nadat het is ingevoerd (pakket.toml)"),
        (manifest("programma", "99.1"), "vraagt programma 99.1 of nieuwer"),
        (manifest("vorm", "consulent-regelpakket/2"), "is gemaakt met een nieuwere versie"),
        (manifest("vorm", "iets anders"), "beschadigd of veranderd"),
        (manifest("id", "../elders"), "beschadigd of veranderd"),
        (manifest("wat", "Niets aan de hand."), "beschadigd of veranderd"),
        (manifest("bestanden", None), "beschadigd of veranderd"),
        (erbij("manifest.json", b"[" * 100_000), "beschadigd of veranderd"),
        (erbij("handtekeningen.json", b"{}"), "beschadigd of veranderd"),
    ],
)  # fmt: skip
def test_wat_er_niet_in_hoort(
    gaaf: bytes, tmp_path: Path, verander: Callable[[Delen], None], zin: str
) -> None:
    with pytest.raises(InvoerFout) as fout:
        lees_bytes(tmp_path, verpakt(gaaf, verander))
    assert zin in str(fout.value)
    assert str(fout.value).endswith(".")


@pytest.mark.parametrize(
    "kop", [{"external_attr": (stat.S_IFLNK | 0o777) << 16}, {"compress_type": zipfile.ZIP_DEFLATED}]
)
def test_een_koppeling_of_een_bom(gaaf: bytes, tmp_path: Path, kop: dict[str, int]) -> None:
    with pytest.raises(InvoerFout, match="er niet in hoort"):
        lees_bytes(tmp_path, verpakt(gaaf, lambda _: None, **kop))


@pytest.mark.parametrize("inhoud", [b"", b"PK", b"geen zip", b"\0" * (GROOTSTE_BYTES + 1)])
def test_geen_pakket(tmp_path: Path, inhoud: bytes) -> None:
    with pytest.raises(InvoerFout, match=r"pakket.regelpakket is (geen|te groot voor een) regelpakket"):
        lees_bytes(tmp_path, inhoud)


def test_een_map_of_niets(tmp_path: Path) -> None:
    for pad in (tmp_path, tmp_path / "er niet"):
        with pytest.raises(InvoerFout, match="kan niet worden gelezen"):
            lees(pad)


def test_de_naam_bij_een_handtekening_ligt_vast(tmp_path: Path) -> None:
    goed = ingepakt(pakketmap(tmp_path)).geef_vrij(PIET)
    assert goed.vrijgave is not None
    for vervalst in (
        replace(goed, vrijgave=replace(goed.vrijgave, door="Vera Vos")),
        replace(goed, invoer=replace(goed.invoer, door="Vera Vos")),
        # A signature of the first step does not serve for the second.
        replace(goed, vrijgave=goed.invoer),
    ):
        with pytest.raises(InvoerFout, match=r"de handtekening van .* klopt niet"):
            lees(schrijf(tmp_path, vervalst))


# --- making and releasing ----------------------------------------------------------------------------


def test_wie_invoert_geeft_niet_vrij(tmp_path: Path) -> None:
    pad = schrijf(tmp_path, ingepakt(pakketmap(tmp_path)))
    # The same key, and the same person with another key.
    for sleutel in (ANNA, maak_sleutel("anna  de wit")):
        with pytest.raises(InvoerFout, match="geeft het niet zelf vrij"):
            geef_vrij(lees(pad), pad, sleutel)
    geef_vrij(lees(pad), pad, PIET)
    with pytest.raises(InvoerFout, match="is al vrijgegeven, door Piet Smit"):
        geef_vrij(lees(pad), pad, PIET)


def test_een_sleutel_is_van_een_mens() -> None:
    keur_eigenaar(ANNA, "anna de wit")
    with pytest.raises(InvoerFout, match="Deze sleutel is van Anna de Wit, niet van Piet Smit"):
        keur_eigenaar(ANNA, "Piet Smit")


def test_een_fout_pakket_wordt_niet_ingepakt(tmp_path: Path) -> None:
    map_ = pakketmap(tmp_path)
    (map_ / "10-instelling.toml").write_text('[[parameter]]\nnaam = "x"\n', encoding="utf-8")
    with pytest.raises(PakketFout, match=r"10-instelling\.toml, regel 1"):
        ingepakt(map_)


@pytest.mark.parametrize("versie", ["nieuw", "2026.4-a"])
def test_een_versie_is_te_vergelijken(tmp_path: Path, versie: str) -> None:
    with pytest.raises(InvoerFout, match="geen versienummer"):
        ingepakt(pakketmap(tmp_path, versie))


def test_zonder_woorden_of_pakket(tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match="wat er verandert"):
        regelpakketten.pak_in(pakketmap(tmp_path), ANNA, "  ", Toetser())
    with pytest.raises(InvoerFout, match="hier staat geen regelpakket"):
        ingepakt(tmp_path)


def test_bekijken_zegt_wat_er_verandert(tmp_path: Path) -> None:
    map_ = met_lagere_grens(pakketmap(tmp_path))
    gezien = bekijk(schrijf(tmp_path, ingepakt(map_)), Toetser(), DAG)
    assert "was:   2026.3" in gezien.gevolgen
    assert "Bij de voorbeeldhuishoudens:\n- " in gezien.gevolgen


# --- keys --------------------------------------------------------------------------------------------


def test_een_sleutel_gaat_alleen_open_met_zijn_wachtwoord(tmp_path: Path) -> None:
    bestand = tmp_path / "anna.sleutel"
    openbaar = schrijf_sleutel(bestand, ANNA, WACHTWOORD, LICHT)
    assert open_sleutel(bestand, WACHTWOORD) == ANNA
    assert lees_publiek(openbaar) == ANNA.wie
    assert ANNA.prive.hex() not in bestand.read_text() + openbaar.read_text()
    assert stat.S_IMODE(bestand.stat().st_mode) == 0o600
    with pytest.raises(InvoerFout, match=r"wachtwoord van de sleutel in anna\.sleutel klopt niet"):
        open_sleutel(bestand, "sloot merel kachels")
    with pytest.raises(InvoerFout, match="bestaat al"):
        schrijf_sleutel(bestand, PIET, WACHTWOORD, LICHT)


@pytest.mark.parametrize(
    "anders", [{"naam": "Vera Vos"}, {"publiek": PIET.wie.publiek.hex()}, {"zout": "00" * 16}]
)
def test_een_sleutel_met_een_andere_naam_gaat_niet_open(tmp_path: Path, anders: dict[str, str]) -> None:
    bestand = tmp_path / "anna.sleutel"
    schrijf_sleutel(bestand, ANNA, WACHTWOORD, LICHT)
    bestand.write_text(json.dumps(json.loads(bestand.read_text()) | anders))
    with pytest.raises(InvoerFout):
        open_sleutel(bestand, WACHTWOORD)


@pytest.mark.parametrize(
    "inhoud",
    ["", "[]", "{}", '{"vorm": 1}', '{"vorm": "consulent-regelsleutel/1", "naam": "A", "publiek": "00"}'],
)  # fmt: skip
def test_een_kapotte_sleutel(tmp_path: Path, inhoud: str) -> None:
    pad = tmp_path / "kapot"
    pad.write_text(inhoud)
    for doe in (lees_publiek, lambda pad: open_sleutel(pad, WACHTWOORD)):
        with pytest.raises(InvoerFout, match="beschadigd"):
            doe(pad)


def test_een_sleutel_vraagt_niet_al_het_geheugen(tmp_path: Path) -> None:
    bestand = tmp_path / "anna.sleutel"
    schrijf_sleutel(bestand, ANNA, WACHTWOORD, LICHT)
    duur = {"argon2": {"tijd": 1, "geheugen_kib": 2**40, "draden": 1}}
    bestand.write_text(json.dumps(json.loads(bestand.read_text()) | duur))
    with pytest.raises(InvoerFout, match="is geen sleutel"):
        open_sleutel(bestand, WACHTWOORD)


def test_de_vingerafdruk_bindt_naam_en_sleutel() -> None:
    afdruk = ANNA.wie.vingerafdruk
    assert zelfde_vingerafdruk(f" {afdruk.lower().replace('-', ' ')}", afdruk)
    assert replace(ANNA.wie, naam="Vera Vos").vingerafdruk != afdruk
    assert replace(ANNA.wie, publiek=PIET.wie.publiek).vingerafdruk != afdruk
    assert not zelfde_vingerafdruk(afdruk[:-1], afdruk)
