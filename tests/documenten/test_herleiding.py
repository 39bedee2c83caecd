"""The derivation travels inside the letter, byte for byte, and says plainly when it cannot be had."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consulent_app.documenten.briefpapier import druk
from consulent_app.documenten.herleiding import NAAM, bijlage, herleiding, lees_herleiding
from consulent_app.fouten import InvoerFout
from tests.documenten import controle
from tests.documenten.proefbrief import DATUM, GEGEVENS, HOOFD, proefbrief, verhaal

WAARDEN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda deel: st.lists(deel, max_size=3) | st.dictionaries(st.text(max_size=5), deel, max_size=3),
    max_leaves=20,
)  # fmt: skip


def uit(pdf: bytes) -> bytes:
    """Return the attachment as any reader of PDF takes it out."""
    with pikepdf.open(io.BytesIO(pdf)) as bestand:
        return bestand.attachments[NAAM].get_file().read_bytes()


def test_the_letter_gives_back_what_was_put_in() -> None:
    assert lees_herleiding(proefbrief()) == GEGEVENS


@given(st.dictionaries(st.text(max_size=5), WAARDEN, max_size=4))
def test_any_data_goes_in_and_out(gegevens: dict[str, object]) -> None:
    deel = bijlage(gegevens, kenmerk="Z/1", schrijver="Gemeente Oefenstad", datum=DATUM)
    assert lees_herleiding(druk(HOOFD, verhaal()[:1], deel)) == gegevens


def test_the_attachment_is_itself_for_the_archive_and_always_the_same() -> None:
    eigen = uit(proefbrief())
    assert controle.fouten(eigen) == []
    opnieuw = herleiding(GEGEVENS, kenmerk="Z/2026/1", schrijver="Gemeente Oefenstad", datum=DATUM)
    assert opnieuw == eigen


def test_people_can_read_it_too() -> None:
    with pypdfium2.PdfDocument(uit(proefbrief())) as document:
        bladen = [re.sub(r"\s+", " ", blad.get_textpage().get_text_range()) for blad in document]
    assert len(bladen) > 1
    assert "Herleiding van het besluit met kenmerk Z/2026/1" in bladen[0]
    assert "consulent brieven --controleer" in bladen[0]
    assert '"naam": "Łukasz \\u674e \\u0645\\u062d\\u0645\\u062f \\ud83d\\ude00"' in bladen[0]
    assert '"artikel": "artikel 39"' in bladen[-1]


def test_a_reader_shows_what_it_is_and_opens_the_letter_as_before() -> None:
    with pikepdf.open(io.BytesIO(proefbrief())) as bestand:
        assert "na te rekenen" in bestand.attachments[NAAM].description
        assert "/PageMode" not in bestand.Root


def test_a_file_without_derivation_is_refused_plainly() -> None:
    zonder = druk(HOOFD, verhaal()[:1])
    with pytest.raises(InvoerFout, match="geen brief met een herleiding"):
        lees_herleiding(zonder)


@pytest.mark.parametrize("pdf", [b"", b"geen pdf", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_refused_plainly(pdf: bytes) -> None:
    with pytest.raises(InvoerFout, match="beschadigd"):
        lees_herleiding(pdf)


def test_a_file_cut_short_is_refused_plainly() -> None:
    brief = proefbrief()
    for lengte in range(0, len(brief) - 10, 997):
        with pytest.raises(InvoerFout):
            lees_herleiding(brief[:lengte])


def test_an_answer_that_was_changed_is_refused() -> None:
    bron = io.BytesIO(proefbrief())
    with pikepdf.open(bron) as bestand:
        deel = bestand.Root.Names.EmbeddedFiles.Names[1].EF.F
        with pikepdf.open(io.BytesIO(deel.read_bytes())) as binnen:
            eigen = binnen.Root.PieceInfo.Consulent.Private
            eigen.write(eigen.read_bytes().replace(b'"75.00"', b'"95.00"'), filter=None)
            anders = io.BytesIO()
            binnen.save(anders)
        deel.write(anders.getvalue())
        vals = io.BytesIO()
        bestand.save(vals)
    with pytest.raises(InvoerFout, match="beschadigd"):
        lees_herleiding(vals.getvalue())


def test_a_letter_written_anew_by_another_program_is_still_read(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(proefbrief())) as bestand:
        bestand.save(tmp_path / "brief.pdf", linearize=True)
    assert lees_herleiding((tmp_path / "brief.pdf").read_bytes()) == GEGEVENS
