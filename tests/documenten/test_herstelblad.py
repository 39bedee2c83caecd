"""The paper with the recovery key holds it whole, is accessible, and leaves nothing in memory."""

from __future__ import annotations

from datetime import date

import pypdfium2

from consulent_app.documenten import bouwstenen
from consulent_app.documenten.herstelblad import herstelblad
from tests.documenten import controle

SLEUTEL = "-".join(f"{nummer:02}XY" for nummer in range(14))


def test_elk_groepje_staat_er_op_een_bladzijde() -> None:
    pdf = herstelblad(SLEUTEL, "Beheer", date(2026, 11, 21))
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        tekst = document[0].get_textpage().get_text_range()
    for groep in SLEUTEL.split("-"):
        assert groep in tekst
    assert "Wachtwoord vergeten" in tekst
    assert "kluis" in tekst


def test_het_papier_is_toegankelijk() -> None:
    assert controle.fouten(herstelblad(SLEUTEL, "Beheer", date(2026, 11, 21))) == []


def test_niets_van_de_sleutel_blijft_hangen() -> None:
    herstelblad(SLEUTEL, "Beheer", date(2026, 11, 21))
    assert bouwstenen._gelezen.cache_info().currsize == 0
    assert bouwstenen.drukbaar.cache_info().currsize == 0
