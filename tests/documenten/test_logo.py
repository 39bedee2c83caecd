"""A logo of somebody's own: what is fit for paper, and that it stands there."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from consulent_app.acties.toetsen import Toetser
from consulent_app.acties.voorbeeldbrief import OVERZICHT, SOORTEN, VAN_GEMEENTE, VAN_HULP, voorbeeldbrief
from consulent_app.besluiten.inrichting import Inrichting
from consulent_app.documenten.logo import FOTO, HOOG, keur_logo, lees_logo
from consulent_app.fouten import InvoerFout, OmgevingsFout
from tests.documenten import controle

DAG = date(2026, 11, 21)
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">'
    b'<rect width="90" height="90" fill="#1E6B3C"/></svg>'
)


def png(breed: int, hoog: int, kleur: str = "#1E6B3C", soort: str = "RGB") -> bytes:
    beeld, uit = Image.new(soort, (breed, hoog), kleur), io.BytesIO()
    beeld.paste("#000000", (0, 0, breed // 2, hoog // 2))
    beeld.save(uit, "PNG")
    return uit.getvalue()


def test_een_tekening_wordt_een_scherp_plaatje_en_blijft_dat() -> None:
    gemaakt = keur_logo(SVG)
    beeld = Image.open(io.BytesIO(gemaakt))
    assert (beeld.mode, beeld.size) == ("RGB", (3 * HOOG, HOOG))
    assert beeld.getpixel((100, 100)) == (0x1E, 0x6B, 0x3C)
    assert beeld.getpixel((1100, 100)) == (255, 255, 255)
    assert keur_logo(gemaakt) == gemaakt


def test_doorzichtig_wordt_papier() -> None:
    klein = png(200, 150, "#00000000", "RGBA")
    beeld = Image.open(io.BytesIO(keur_logo(klein)))
    assert (beeld.mode, beeld.getpixel((199, 149))) == ("RGB", (255, 255, 255))


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"GIF89a", "geen PNG en geen SVG"),
        (png(200, 150)[:90], "geen PNG en geen SVG"),
        (b"<svg>kapot", "geen PNG en geen SVG"),
        (png(100, 50), "te klein"),
        (png(2000, 150), "te lang of te hoog"),
        (png(6001, 1000), "te groot"),
        (b"x" * 2_000_001, "te groot"),
        (SVG.replace(b"/></svg>", b"/><image href='http://x.example/y.png'/></svg>"), "van buiten"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, "van buiten"),
        (SVG.replace(b"#1E6B3C", b"white"), "staat niets"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "van buiten"),
    ],
)
def test_wat_niet_kan_is_een_zin(inhoud: bytes, zin: str) -> None:
    with pytest.raises(InvoerFout, match=zin):
        keur_logo(inhoud)


def test_een_foto_is_geen_logo() -> None:
    uit = io.BytesIO()
    Image.effect_noise((800, 400), 100).convert("RGB").save(uit, "PNG")
    with pytest.raises(InvoerFout, match=FOTO[:20]):
        keur_logo(uit.getvalue())


def test_een_bestand_dat_er_niet_is(tmp_path: Path) -> None:
    with pytest.raises(OmgevingsFout, match=r"weg\.png is niet te lezen"):
        lees_logo(tmp_path / "weg.png")


def test_het_logo_en_de_instellingen_staan_op_elke_brief() -> None:
    waarden: dict[str, str | int] = {
        "organisatie.naam": "Gemeente Proefdorp", "hulp.naam": "Proefhulp",
        "organisatie.bezoekadres": "Proefplein 1, 1234 AB Proefdorp",
        "hulp.adres": "Buurthuis De Proef", "hulp.openingstijden": "maandag 9 uur",
        "bezwaar.postadres": "Postbus 7, 1234 AB Proefdorp", "ondertekening.mandaat": "Proefmandaat 7",
        "loket.openingstijden": "vrijdag tot 12 uur", "brief.logo_hoogte_mm": 18,
    }  # fmt: skip
    eigen = Inrichting(waarden, {"gemeente": keur_logo(SVG), "met": keur_logo(png(400, 400))})
    brieven = {soort: voorbeeldbrief("oefenstad", soort, eigen, Toetser(), DAG) for soort in SOORTEN}
    staat = {
        VAN_GEMEENTE: ("Proefplein 1", "Postbus 7", "Proefmandaat 7", "Proefhulp"),
        VAN_HULP: ("Buurthuis De Proef", "maandag 9 uur", "Proefhulp"),
        OVERZICHT: ("vrijdag tot 12 uur", "maandag 9 uur", "Buurthuis De Proef", "Gemeente Proefdorp"),
    }
    for soort, pdf in brieven.items():
        tekst = " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages).split())
        assert [deel for deel in staat[soort] if deel not in tekst] == [], soort
        assert controle.fouten(pdf) == [], soort
        with pikepdf.open(io.BytesIO(pdf)) as bestand:
            assert len(bestand.pages[0].get_images()) == 1, soort


def test_een_voorbeeld_vraagt_om_wat_ontbreekt() -> None:
    with pytest.raises(InvoerFout, match=r"ondertekening\.mandaat .*bladzijde Instellingen"):
        voorbeeldbrief("heemskerk", VAN_GEMEENTE, Inrichting(), Toetser(), DAG)
