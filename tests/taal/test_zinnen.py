"""Where a sentence ends and what is one word, as a reader counts."""

import pytest

from consulent_app.taal.schrijfwijze import isoleer
from consulent_app.taal.zinnen import tel, zinnen


def _teksten(tekst: str) -> list[str]:
    return [zin.tekst for zin in zinnen(tekst)]


@pytest.mark.parametrize(
    ("tekst", "delen"),
    [
        ("Dit is één zin. Dit ook.", ["Dit is één zin.", "Dit ook."]),
        ("Woont u hier? Ja! Mooi.", ["Woont u hier?", "Ja!", "Mooi."]),
        ("Volgens art. 35 Pw kan dat. Bel ons.", ["Volgens art. 35 Pw kan dat.", "Bel ons."]),
        ("Neem iets mee, bijv. Uw paspoort.", ["Neem iets mee, bijv. Uw paspoort."]),
        ("Stuur het t.a.v. Werk en Inkomen.", ["Stuur het t.a.v. Werk en Inkomen."]),
        ("U krijgt € 1.283,83. Dat is veel.", ["U krijgt € 1.283,83.", "Dat is veel."]),
        ("Wij betalen op 1.12.2026 of later. Wacht.", ["Wij betalen op 1.12.2026 of later.", "Wacht."]),
        ("Vraag het J. Bakker. Zij weet het.", ["Vraag het J. Bakker.", "Zij weet het."]),
        ("Kijk op svb.nl of bel. Daar staat het.", ["Kijk op svb.nl of bel.", "Daar staat het."]),
        ("1. Uw gegevens", ["1. Uw gegevens"]),
        ("Het kan (zie de brief.) Bel ons.", ["Het kan (zie de brief.)", "Bel ons."]),
        ("Met vriendelijke groet,\nnamens het college", ["Met vriendelijke groet,", "namens het college"]),
        (f"Voor {isoleer('Noor')}. {isoleer('Noor')} is 9.", ["Voor Noor.", "Noor is 9."]),
    ],
)  # fmt: skip
def test_waar_een_zin_eindigt(tekst: str, delen: list[str]) -> None:
    assert _teksten(tekst) == delen


@pytest.mark.parametrize(
    ("tekst", "woorden"),
    [
        ("U krijgt € 1.283,83 per maand.", 5),
        ("U krijgt €\u00a01.283,83 per maand.", 5),
        ("Uiterlijk op 18 november 2026.", 3),
        ("Bel 088 88 76 800 of 14 0251.", 4),
        ("Bel 000 - 000 00 02.", 2),
        ("Postbus 1, 1960 AA Heemskerk", 4),
        ("Rekening NL91 ABNA 0417 1643 00 klopt.", 3),
        ("ja – nee", 2),
    ],
)
def test_wat_een_woord_is(tekst: str, woorden: int) -> None:
    assert tel(tekst) == sum(len(zin.woorden) for zin in zinnen(tekst))
    assert tel(tekst) == woorden


def test_van_een_opsomming_telt_het_langste_deel() -> None:
    (zin,) = zinnen("Neem mee: uw paspoort, de brief van de gemeente, uw laatste loonstrook en een pen.")
    assert zin.lengte == 2 + 5


def test_een_zin_na_een_dubbelpunt_telt_mee() -> None:
    (zin,) = zinnen("Niet de huur en de zorgpremie: die vragen wij later in dit gesprek nog apart aan u.")
    assert zin.lengte == len(zin.woorden) == 17


def test_een_bron_tussen_haakjes_telt_niet_maar_andere_haakjes_wel() -> None:
    (zin,) = zinnen("Wij betalen snel (artikel 4:87 van de Algemene wet bestuursrecht).")
    assert zin.lengte == 3
    (ander,) = zinnen("Wij betalen snel (als uw rekening bekend is).")
    assert ander.lengte == 8


def test_een_naam_of_een_punt_van_een_lijst_is_geen_hele_zin() -> None:
    assert [zin.heel for zin in zinnen("Bijzondere bijstand\nDit krijgt u.\nHeeft u vragen?")] == [
        False,
        True,
        True,
    ]
