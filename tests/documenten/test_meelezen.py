"""Reading along: what is collected while a letter is built is what the letter says."""

import io
import re

import pytest
from pypdf import PdfReader

from consulent_app.documenten.bouwstenen import alinea, meelezen, tekst, vet, zin
from consulent_app.documenten.schrijf import maak_documenten
from tests.documenten.zaken import REGELINGEN, afhandeling


def _plat(inhoud: str) -> str:
    return re.sub(r"\s+", "", inhoud.replace("\u00a0", ""))


@pytest.mark.parametrize("soort", ["beschikking", "verzamelaanvraag"])
def test_wat_is_meegelezen_staat_in_de_brief(soort: str) -> None:
    with meelezen() as gelezen:
        pdf = maak_documenten(afhandeling(), REGELINGEN, [soort])[f"{soort}.pdf"]
    gedrukt = _plat("".join(blad.extract_text() for blad in PdfReader(io.BytesIO(pdf)).pages))
    assert len(gelezen) > 30
    # A paragraph that goes on over the page is cut by the page's foot.
    weg = [stuk for stuk in gelezen if _plat(stuk) not in gedrukt]
    assert len(weg) <= 2, weg


def test_opmaak_valt_weg_en_tekens_komen_terug() -> None:
    with meelezen() as gelezen:
        alinea(f"{vet('R&D')}: {tekst('1 < 2')}<br/>Samen")
        zin("Gewoon.")
    assert gelezen == ["R&D: 1 < 2\nSamen", "Gewoon."]


def test_buiten_het_meelezen_wordt_niets_bewaard() -> None:
    with meelezen() as buiten:
        with meelezen() as binnen:
            zin("Binnen.")
        zin("Buiten.")
    zin("Later.")
    assert (buiten, binnen) == (["Buiten."], ["Binnen."])
