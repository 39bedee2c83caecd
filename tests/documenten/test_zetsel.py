"""What we write ourselves stands where ReportLab puts it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pypdfium2
import pytest

from consulent_app.documenten import stijl
from consulent_app.documenten.bouwstenen import MM, alinea, tekst
from consulent_app.documenten.briefpapier import druk
from tests.documenten.proefbrief import HOOFD

SOORTEN = ["gewoon", "kern", "cel", "bedrag", "H2"]


def plekken(inhoud: str, soort: str) -> list[tuple[str, float, float]]:
    """Return every letter of a paragraph with its place."""
    pdf = druk(replace(HOOFD, watermerk="", voet=()), [alinea(inhoud, soort)])
    with pypdfium2.PdfDocument(pdf) as document:
        blad = document[0].get_textpage()
        hoeken = [blad.get_charbox(plek) for plek in range(blad.count_chars())]
        letters = blad.get_text_range()
    return [(teken, x0, y0) for teken, (x0, y0, _, _) in zip(letters, hoeken, strict=True) if teken.strip()]


def zinnen() -> list[str]:
    """Return sentences of which some have a line that is a little too long, with narrower spaces."""
    kans = Random(7)
    woorden = ["".join(kans.choices("abcdefghijl", k=kans.randint(1, 9))) for _ in range(2000)]
    return [" ".join(kans.choices(woorden, k=60)) for _ in range(25)]


def test_some_lines_have_narrower_spaces() -> None:
    delen = [alinea(zin, "gewoon") for zin in zinnen()]
    for deel in delen:
        deel.wrap(stijl.TEKST_BREED * MM, 1000)
    assert any(over < 0 for deel in delen for over, _ in deel.blPara.lines)


@pytest.mark.parametrize("soort", SOORTEN)
@pytest.mark.parametrize("zin", zinnen())
def test_lines_in_one_style_stand_where_reportlab_puts_them(soort: str, zin: str) -> None:
    # A colour that nobody sees is a second style, and then ReportLab draws.
    bijna = f'{tekst(zin)} <font color="#010101">eind</font>'
    zelf, reportlab = plekken(f"{tekst(zin)} eind", soort), plekken(bijna, soort)
    assert [deel[0] for deel in zelf] == [deel[0] for deel in reportlab]
    for (_, x, y), (_, x2, y2) in zip(zelf, reportlab, strict=True):
        assert (x, y) == pytest.approx((x2, y2), abs=0.03)


def test_an_amount_ends_at_the_right_edge() -> None:
    teken, x, _ = plekken("€ 75,00", "bedrag")[-len("Pagina1van1") - 1]
    rechts = (stijl.MARGE_LINKS + stijl.TEKST_BREED) * MM
    assert teken == "0"
    assert rechts - 7 < x < rechts
