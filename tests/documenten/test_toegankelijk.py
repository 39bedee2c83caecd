"""Every print is PDF/UA-1 and PDF/A-2a, and is heard as it is read: right order, spaces, languages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from consulent_app.documenten.briefpapier import druk
from consulent_app.documenten.schrijf import SOORTEN, maak_documenten
from consulent_app.taal.talen import TALEN
from tests.documenten import controle, proefbrief
from tests.documenten.controle_boom import Element, boom
from tests.documenten.leestekst import stukken
from tests.documenten.zaken import AANLEIDING, REGELINGEN, afhandeling

#: What is wholly in Dutch; of text from right to left the letters stand on paper from left to right.
NEDERLANDS = [s for s in SOORTEN if not s.startswith("overzicht-") or s == "overzicht-nl"]
VAN_LINKS = [s for s in SOORTEN if s not in ("overzicht-ar", "overzicht-fa")]


def gedrukt(soort: str) -> bytes:
    """Return one print of the example family."""
    rol = "raadsman" if soort == "voorstel" else "consulent"
    zaak = replace(
        afhandeling(rol=rol, ingeleverd=("Kopie van uw bankafschriften",)), aanleiding=AANLEIDING
    )
    return maak_documenten(zaak, REGELINGEN, [soort])[f"{soort}.pdf"]


@pytest.fixture(scope="module")
def brief() -> bytes:
    return proefbrief.proefbrief()


@contextmanager
def elementen(pdf: bytes, rol: str) -> Iterator[list[Element]]:
    """Return the elements with this role, as long as the file is open."""
    with pikepdf.open(io.BytesIO(pdf)) as bestand:
        top = boom(bestand)
        assert top is not None
        yield [element for element in top.alle() if element.rol == rol]


def enkel(tekst: str) -> str:
    return re.sub(r"\s+", " ", tekst).strip()


def los(tekst: str) -> str:
    """Return the text without what a line end may add or take away."""
    return re.sub(r"[\s\ufffe-]+", "", tekst)


def van_papier(pdf: bytes) -> list[str]:
    """Return the text of each page as Chrome finds it, from where the letters stand."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [enkel(blad.get_textpage().get_text_range()) for blad in document]


# --- the standards -----------------------------------------------------------------------------------


@pytest.mark.parametrize("soort", SOORTEN)
def test_every_print_passes_the_check(soort: str) -> None:
    assert controle.fouten(gedrukt(soort)) == []


def test_a_letter_with_everything_passes_the_check(brief: bytes) -> None:
    assert controle.fouten(brief) == []


def test_the_same_letter_gives_the_same_bytes(brief: bytes) -> None:
    assert proefbrief.proefbrief() == brief
    anders = druk(proefbrief.HOOFD, proefbrief.verhaal())
    assert _naam(anders) != _naam(brief)


def _naam(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as bestand:
        return bytes(bestand.trailer.ID[0])


# --- the order and the words ---------------------------------------------------------------------------


@pytest.mark.parametrize("soort", NEDERLANDS)
def test_what_is_heard_stands_on_paper_with_a_space_at_every_line_end(soort: str) -> None:
    pdf = gedrukt(soort)
    papier = van_papier(pdf)
    gehoord = stukken(pdf)
    assert len(gehoord) > 15
    for stuk in gehoord:
        assert enkel(stuk.tekst) in papier[stuk.blad]


@pytest.mark.parametrize(
    "soort", [f"overzicht-{t.code}" for t in TALEN.values() if not t.rechts_naar_links]
)
def test_what_is_heard_in_another_language_stands_on_paper(soort: str) -> None:
    pdf = gedrukt(soort)
    papier = [los(blad) for blad in van_papier(pdf)]
    for stuk in stukken(pdf):
        assert los(stuk.tekst) in papier[stuk.blad]


def test_a_long_word_over_two_lines_gets_no_space_inside(brief: bytes) -> None:
    gehoord = " ".join(stuk.tekst for stuk in stukken(brief))
    assert f"regel: {proefbrief.LANGE_NAAM} en de zin" in gehoord


def test_a_paragraph_over_two_pages_stays_one_paragraph(brief: bytes) -> None:
    delen: dict[tuple[int, str], list[str]] = {}
    for stuk in stukken(brief):
        delen.setdefault((stuk.element, stuk.rol), []).append(stuk.tekst)
    gesplitst = {rol: teksten for (_, rol), teksten in delen.items() if len(teksten) > 1}
    assert set(gesplitst) == {"LBody", "P"}
    for teksten in gesplitst.values():
        assert "".join(teksten) == proefbrief.LANG.strip()


def test_the_letter_is_read_from_sender_to_subject_to_text() -> None:
    gehoord = [(stuk.rol, enkel(stuk.tekst)) for stuk in stukken(gedrukt("beschikking"))][:9]
    assert gehoord == [
        ("P", "Gemeente Velsen"),
        ("P", "Retouradres: Sociaal Domein, Postbus 168, 1970 AD IJmuiden"),
        ("P", "Lenie Bakker Otto Bakker Huisnummer 1 1972 AB IJMUIDEN"),
        ("P", "Datum 16 september 2019"),
        ("P", "Ons kenmerk Z/2019/0042"),
        ("P", "Onderwerp"),
        ("H1", "Besluit over hulp bij een laag inkomen"),
        ("P", "Beste Lenie Bakker en Otto Bakker,"),
        ("P", "U krijgt hulp van de gemeente. Samen is dat € 420,00 in één jaar."),
    ]


def test_marks_footers_and_page_numbers_are_not_read_out() -> None:
    pdf = gedrukt("beschikking")
    gehoord = " ".join(stuk.tekst for stuk in stukken(pdf))
    papier = " ".join(van_papier(pdf))
    for woord in (
        "VOORBEELD",
        "Pagina 2 van",
        "Gemeente Velsen · 16 september 2019",
        "Telefoon 000 - 000 00 00 (voorbeeld)",
    ):
        assert woord in papier
        assert woord not in gehoord


# --- what is what --------------------------------------------------------------------------------------


@pytest.mark.parametrize("soort", VAN_LINKS)
def test_every_print_has_one_first_heading_and_a_bookmark_for_each(soort: str) -> None:
    pdf = gedrukt(soort)
    koppen = [stuk for stuk in stukken(pdf) if stuk.rol in ("H1", "H2", "H3")]
    assert [kop.rol for kop in koppen].count("H1") == 1
    with pikepdf.open(io.BytesIO(pdf)) as bestand, bestand.open_outline() as lijst:
        titels = list(_titels(lijst.root))
    assert titels == [enkel(kop.tekst) for kop in koppen]


def _titels(lijst: list[pikepdf.OutlineItem]) -> Iterator[str]:
    for item in lijst:
        yield enkel(item.title)
        yield from _titels(item.children)


def test_a_header_row_on_the_next_page_is_read_once(brief: bytes) -> None:
    assert sum(blad.count("Voor wie") for blad in van_papier(brief)) == 2
    assert [s.tekst for s in stukken(brief)].count("Voor wie") == 1
    with elementen(brief, "Table") as (tabel,):
        assert len(tabel.delen) == 41
        assert {str(cel.kenmerk("/Scope")) for cel in tabel.delen[0].delen} == {"/Column"}
        assert [cel.rol for cel in tabel.delen[-1].delen] == ["TH", "TD", "TD"]


def test_boxes_say_whether_they_are_ticked() -> None:
    with elementen(gedrukt("ontvangstbewijs"), "Figure") as beelden:
        assert [str(beeld.bron.Alt) for beeld in beelden] == ["aangekruist", *["leeg vakje"] * 3]


def test_a_box_stands_before_its_own_line(brief: bytes) -> None:
    with elementen(brief, "Figure") as beelden:
        hoeken = [[float(hoek) for hoek in beeld.kenmerk("/BBox")] for beeld in beelden]
    with pypdfium2.PdfDocument(brief) as document:
        bladtekst = document[len(document) - 1].get_textpage()
        for (links, onder, rechts, boven), woord in zip(hoeken, ("Kopie", "Bankafschriften"), strict=True):
            plek, _ = bladtekst.search(woord).get_next()
            x0, y0, _, y1 = bladtekst.get_charbox(plek)
            assert links < rechts < x0
            assert onder < (y0 + y1) / 2 < boven


def test_bullets_are_lists_and_lists_that_follow_are_one() -> None:
    with elementen(gedrukt("beschikking"), "L") as (lijst, *_):
        assert [[deel.rol for deel in punt.delen] for punt in lijst.delen] == [["Lbl", "LBody"]] * 3


def test_boxes_to_sign_are_read_one_after_the_other(brief: bytes) -> None:
    with elementen(brief, "Div") as vakken:
        assert [len(vak.delen) for vak in vakken] == [3, 3]
    gehoord = [enkel(stuk.tekst) for stuk in stukken(brief)][-6:]
    assert gehoord == ["Lenie Bakker", "Plaats:", "Handtekening:", "Otto", "Plaats:", "Handtekening:"]


def test_addresses_are_links_that_say_where_they_go(brief: bytes) -> None:
    with pikepdf.open(io.BytesIO(brief)) as bestand:
        gevonden = [(str(a.A.URI), str(a.Contents)) for b in bestand.pages for a in b.get("/Annots", [])]
    assert gevonden == [
        ("https://www.oefenstad.example/bezwaar", "Website https://www.oefenstad.example/bezwaar"),
        ("mailto:post@oefenstad.example", "E-mail naar post@oefenstad.example"),
        (
            "https://heemskerk.nl/hulp?taal=nl&jaar=2026",
            "Website https://heemskerk.nl/hulp?taal=nl&jaar=2026",
        ),
        ("https://velsen.nl", "Website https://velsen.nl"),
    ]
    with elementen(brief, "Link") as koppelingen:
        assert len(koppelingen) == 4
    assert proefbrief.ADRESSEN in [enkel(stuk.tekst) for stuk in stukken(brief)]


def test_a_piece_in_another_language_says_so(brief: bytes) -> None:
    with elementen(brief, "Span") as (stuk,):
        assert str(stuk.bron.Lang) == "en"
        assert stuk.ouder is not None
        assert stuk.ouder.rol == "P"
    with pikepdf.open(io.BytesIO(brief)) as bestand:
        assert not [a for b in bestand.pages for a in b.get("/Annots", []) if "taal:" in str(a.A.URI)]
