"""Our own lines beside those of ReportLab: the same words on the same line, and the same space left."""

import io
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from reportlab.platypus import Paragraph

from consulent_app.documenten import zetten
from consulent_app.documenten.alineas import Alinea, lees
from consulent_app.documenten.archief import Kenmerken
from consulent_app.documenten.bouwstenen import stijlen, tekst, vet
from consulent_app.documenten.tagdoek import Tagdoek

WOORDEN = st.lists(
    st.text("abcdé€ 0\u00a0&", min_size=1, max_size=12).map(str.strip).filter(bool), min_size=1, max_size=30
).map(" ".join)


def _regels(alinea: Paragraph) -> list[tuple[float, str]]:
    gezet = alinea.blPara
    if gezet.kind == 0:
        return [(round(over, 6), " ".join(woorden)) for over, woorden in gezet.lines]
    return [
        (round(regel.extraSpace, 6), "".join(stuk.text for stuk in regel.words).rstrip(" "))
        for regel in gezet.lines
    ]


@given(st.lists(WOORDEN, min_size=2, max_size=5), st.integers(90, 420))
def test_dezelfde_regels_als_reportlab(delen: list[str], breed: int) -> None:
    inhoud = "".join(vet(f"{deel} ") if plek % 2 else tekst(deel) for plek, deel in enumerate(delen))
    # Where a piece ends in a space ReportLab counts that twice when it lets a line shrink; ours does not.
    hunne = Paragraph(inhoud, stijlen()["LI"], bulletText="•")
    hunne.wrap(breed, 1000)
    assume(all(over >= 0 for over, _ in _regels(hunne)))
    _vergelijk(inhoud, breed)


@given(WOORDEN.map(lambda woorden: woorden.replace("&", "x")), st.integers(90, 420))
def test_dezelfde_regels_van_een_stuk(inhoud: str, breed: int) -> None:
    _vergelijk(tekst(inhoud), breed)


@given(st.lists(WOORDEN, min_size=2, max_size=5), st.integers(90, 420))
def test_dezelfde_regels_onder_elkaar(delen: list[str], breed: int) -> None:
    _vergelijk("<br/>".join(tekst(deel) for deel in delen), breed)


def _vergelijk(inhoud: str, breed: int) -> None:
    eigen, hunne = lees(inhoud, stijlen()["LI"], "•"), Paragraph(inhoud, stijlen()["LI"], bulletText="•")
    eigen.wrap(breed, 1000)
    hunne.wrap(breed, 1000)
    assert _regels(eigen) == _regels(hunne)
    assert eigen.height == hunne.height


def test_wat_meer_is_dan_vette_woorden_leest_reportlab() -> None:
    soort = stijlen()["gewoon"]
    assert zetten.lees('zie <a href="https://a.nl">a.nl</a>', soort) is None
    assert zetten.lees("<i>een</i><br/>twee", soort) is None
    assert zetten.lees("<b>een<br/>twee</b>", soort) is None
    assert [stuk.text for stuk in zetten.lees("a &amp; <b>b &lt;</b> c", soort)] == ["a & ", "b <", " c"]


@pytest.mark.parametrize(
    "inhoud",
    [
        "",
        " ",
        "lang" * 90,
        "een<br/><br/>twee<br/>",
        "kort <b>" + "lang" * 90 + "</b>",
        "<b> </b> <b> </b>",
    ],
)
def test_een_te_lang_woord_en_louter_wit_breekt_reportlab(inhoud: str) -> None:
    alinea = lees(inhoud, stijlen()["gewoon"], None)
    assert zetten.breek(alinea.frags, alinea.style, 200.0) is None
    hunne = Paragraph(inhoud, stijlen()["gewoon"])
    assert alinea.wrap(200, 1000) == hunne.wrap(200, 1000)


def test_een_zin_die_al_geschreven_is_geldt_in_elk_document() -> None:
    alinea = Alinea("<b>vet</b> en gewoon", stijlen()["gewoon"])
    alinea.wrap(300, 1000)
    eerst, later = _doek("NotoSans-Regular"), _doek("NotoSans-Bold")
    for doek in (eerst, later):
        code = zetten.schrijf(alinea.blPara, alinea.style, doek, 0, 0)
        gewoon, dik = (doek._doc.fontMapping[f"NotoSans-{snit}"] for snit in ("Regular", "Bold"))
        assert code.index(f"{dik}+0 10 Tf (vet") < code.index(f"{gewoon}+0 10 Tf (en gewoon")
        assert {font.fontName for font in doek._doc.delayedFonts} == {"NotoSans-Regular", "NotoSans-Bold"}


def test_een_regel_staat_waar_hij_moet_eindigen() -> None:
    doek = _doek("NotoSans-Regular")
    breed = doek.stringWidth("Pagina 1", "NotoSans-Regular", 8)
    for links, x in ((0, 100), (0.5, 100 - breed / 2), (1, 100 - breed)):
        doek.regel(100, 20, "Pagina 1", "NotoSans-Regular", 8, stijlen()["klein"].textColor, links=links)
        assert f" {x:.4f} 20.0000 Tm /F1+0 8 Tf (Pagina 1) Tj " in doek._code[-1]


def _doek(eerste_letter: str) -> Tagdoek:
    kenmerken = Kenmerken("titel", "schrijver", date(2026, 1, 1))
    doek = Tagdoek(
        io.BytesIO(), initialFontName=eerste_letter, kenmerken=kenmerken, voet=lambda _doek, _aantal: None
    )
    doek.drawString(0, 0, "begin")
    return doek
