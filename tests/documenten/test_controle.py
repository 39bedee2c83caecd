"""The check catches a good file that is broken on purpose, each way by its own name."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Operator

from tests.documenten import controle
from tests.documenten.controle_boom import boom
from tests.documenten.proefbrief import proefbrief

Breker = Callable[[Any], None]


@pytest.fixture(scope="module")
def goed() -> bytes:
    return proefbrief()


def opnieuw(pdf: bytes, breek: Breker, **bewaar: Any) -> bytes:
    """Return the file, written by another program, with something broken in between."""
    uit = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as bestand:
        breek(bestand)
        bestand.save(uit, **bewaar)
    return uit.getvalue()


def elementen(bestand: Any, rol: str) -> list[Any]:
    top = boom(bestand)
    assert top is not None
    return [element.bron for element in top.alle() if element.rol == rol]


def eerste(bestand: Any, rol: str) -> Any:
    return elementen(bestand, rol)[0]


def weg(*pad: str) -> Breker:
    """Return a breaker that takes an entry out of the catalog."""

    def breek(bestand: Any) -> None:
        plek = bestand.Root
        for naam in pad[:-1]:
            plek = plek[naam]
        del plek[pad[-1]]

    return breek


def rol(oud: str, nieuw: str) -> Breker:
    """Return a breaker that gives the first element with a role another."""
    return lambda bestand: eerste(bestand, oud).__setitem__("/S", Name(f"/{nieuw}"))


def zonder(rol_: str, naam: str) -> Breker:
    """Return a breaker that takes an entry out of the first element with a role."""
    return lambda bestand: eerste(bestand, rol_).__delitem__(naam)


def xmp(oud: str, nieuw: str) -> Breker:
    """Return a breaker that changes the metadata."""

    def breek(bestand: Any) -> None:
        stroom = bestand.Root.Metadata
        inhoud = stroom.read_bytes().decode("utf-8")
        assert oud in inhoud
        stroom.write(inhoud.replace(oud, nieuw).encode("utf-8"))

    return breek


def inhoud(verander: Callable[[list[Any]], Any], blad: int = 0) -> Breker:
    """Return a breaker that changes the operators of a page."""

    def breek(bestand: Any) -> None:
        stappen = list(pikepdf.parse_content_stream(bestand.pages[blad]))
        nieuw = verander(stappen)
        ruw = pikepdf.unparse_content_stream(stappen if nieuw is None else nieuw)
        bestand.pages[blad].Contents = bestand.make_stream(ruw)

    return breek


def erbij(*ruw: bytes) -> Breker:
    return inhoud(lambda stappen: [*stappen, *(([], Operator(deel.decode())) for deel in ruw)])


def zonder_tag(stappen: list[Any]) -> list[Any]:
    """Take away the first tag, with what closes it."""
    begin = next(
        i for i, s in enumerate(stappen) if str(s.operator) == "BDC" and str(s.operands[0]) == "/P"
    )
    eind = next(i for i, s in enumerate(stappen) if i > begin and str(s.operator) == "EMC")
    return [stap for i, stap in enumerate(stappen) if i not in (begin, eind)]


def zonder_eind(stappen: list[Any]) -> list[Any]:
    laatste = max(i for i, stap in enumerate(stappen) if str(stap.operator) == "EMC")
    return stappen[:laatste] + stappen[laatste + 1 :]


def sier_in_inhoud(stappen: list[Any]) -> list[Any]:
    plek = next(i for i, s in enumerate(stappen) if str(s.operator) == "BDC" and str(s.operands[0]) == "/P")
    sier = [([Name.Artifact], Operator("BMC")), ([], Operator("EMC"))]
    return [*stappen[: plek + 1], *sier, *stappen[plek + 1 :]]


def letters(bestand: Any) -> Iterator[Any]:
    yield from bestand.pages[0].Resources.Font.values()


def letter(doe: Callable[[Any], Any]) -> Breker:
    return lambda bestand: [doe(deel) for deel in letters(bestand)]


def zonder_tekens(deel: Any) -> None:
    kaart = deel.ToUnicode.read_bytes()
    begin = kaart.index(b"beginbfrange" if b"beginbfrange" in kaart else b"beginbfchar")
    deel.ToUnicode.write(kaart[:begin] + b"beginbfchar endbfchar")


def breder(deel: Any) -> None:
    deel.Widths = Array([float(breed) + 25 for breed in deel.Widths])


def nummertabel(doe: Callable[[Any], None]) -> Breker:
    return lambda bestand: doe(bestand.Root.StructTreeRoot.ParentTree.Nums)


def verwissel(tabel: Any) -> None:
    tabel[1][0], tabel[1][1] = tabel[1][1], tabel[1][0]


def annotatie(naam: str, waarde: Any) -> Breker:
    def breek(bestand: Any) -> None:
        eigen = bestand.pages[0].Annots[0]
        if waarde is None:
            del eigen[naam]
        else:
            eigen[naam] = waarde

    return breek


def bijlage(ruw: Callable[[bytes], bytes]) -> Breker:
    def breek(bestand: Any) -> None:
        stroom = bestand.Root.Names.EmbeddedFiles.Names[1].EF.F
        stroom.write(ruw(stroom.read_bytes()))

    return breek


def javascript(bestand: Any) -> None:
    bestand.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert('hallo')")


def titel_anders(bestand: Any) -> None:
    bestand.docinfo["/Title"] = "Een andere brief"


def dag_anders(bestand: Any) -> None:
    bestand.docinfo["/ModDate"] = "D:20261121000000Z"


def geen_blad_nummer(bestand: Any) -> None:
    del bestand.pages[0].obj["/StructParents"]


def cel_weg(bestand: Any) -> None:
    rij = elementen(bestand, "TR")[3]
    rij.K = Array([rij.K[0], rij.K[1]])


def cel_naar_tabel(bestand: Any) -> None:
    tabel, cel = eerste(bestand, "Table"), eerste(bestand, "TD")
    tabel.K.append(cel)
    cel.P.K = Array([deel for deel in cel.P.K if deel.objgen != cel.objgen])
    cel.P = tabel


def andere_ouder(bestand: Any) -> None:
    eerste(bestand, "H2").P = eerste(bestand, "Table")


def ander_profiel(bestand: Any) -> None:
    bestand.Root.OutputIntents[0].DestOutputProfile.write(b"geen kleuren" * 20)


def geen_h2(bestand: Any) -> None:
    for kop in elementen(bestand, "H2"):
        kop.S = Name.H4


def geen_volgorde(bestand: Any) -> None:
    del bestand.pages[0].obj["/Tabs"]


def schrijf_taal(bestand: Any) -> None:
    eerste(bestand, "Span").Lang = "Engels"


BREKERS: dict[str, tuple[Breker, str]] = {
    "no language": (weg("/Lang"), "UA 7.2: taal van het document ontbreekt"),
    "a language that is none": (schrijf_taal, "UA 7.2: taal van een stuk"),
    "no title": (xmp("dc:title", "dc:subject"), "UA 7.1: titel ontbreekt"),
    "title not shown": (weg("/ViewerPreferences"), "UA 7.1: titel wordt niet getoond"),
    "no MarkInfo": (weg("/MarkInfo"), "UA 6.2: MarkInfo ontbreekt"),
    "no tree": (weg("/StructTreeRoot"), "UA 7.1: structuurboom ontbreekt"),
    "no ParentTree": (weg("/StructTreeRoot", "/ParentTree"), "UA 7.1: ParentTree ontbreekt"),
    "a piece not in ParentTree": (nummertabel(lambda t: t[1].__delitem__(-1)), "UA 7.1: inhoud staat niet"),
    "ParentTree of another element": (nummertabel(verwissel), "UA 7.1: ParentTree en boom spreken"),
    "a page without its key": (geen_blad_nummer, "UA 7.1: inhoud staat niet in ParentTree"),
    "an element of another parent": (andere_ouder, "UA 7.1: H2 wijst niet naar wat erboven staat"),
    "a drawing outside the tags": (erbij(b"f"), "UA 7.1: inhoud buiten de tags"),
    "text outside the tags": (inhoud(zonder_tag), "UA 7.1: inhoud buiten de tags"),
    "a tag that is not closed": (inhoud(zonder_eind), "UA 7.1: gemarkeerde inhoud niet gesloten"),
    "one end too many": (erbij(b"EMC"), "UA 7.1: EMC zonder begin"),
    "decoration inside content": (inhoud(sier_in_inhoud), "UA 7.1: sier in inhoud"),
    "a role that is none": (rol("H2", "Kop"), "UA 7.1: onbekende rol Kop"),
    "a heading level skipped": (geen_h2, "UA 7.4.2: kop springt van H1 naar H4"),
    "LI outside L": (rol("L", "Div"), "UA 7.2: LI staat niet in L"),
    "TH outside TR": (rol("TR", "Div"), "UA 7.2: TH staat niet in TR"),
    "TD outside TR": (cel_naar_tabel, "UA 7.2: TD staat niet in TR"),
    "TR outside Table": (rol("Table", "Div"), "UA 7.2: TR staat niet in"),
    "a row too short": (cel_weg, "UA 7.2: rijen van een tabel zijn niet even breed"),
    "TH without Scope": (zonder("TH", "/A"), "UA 7.5: TH zonder Scope"),
    "a figure without Alt": (zonder("Figure", "/Alt"), "UA 7.3: Figure zonder Alt"),
    "a figure without place": (zonder("Figure", "/A"), "UA 7.3: Figure zonder BBox"),
    "an annotation without Contents": (annotatie("/Contents", None), "UA 7.18.1: annotatie zonder"),
    "an annotation outside the tree": (annotatie("/StructParent", None), "UA 7.18.1: annotatie staat niet"),
    "an annotation that is not printed": (annotatie("/F", 2), "A 6.3.2: annotatie wordt niet gedrukt"),
    "a link that is no Link": (rol("Link", "Span"), "UA 7.18.5: Link staat niet in een Link"),
    "no order of tabs": (geen_volgorde, "UA 7.18.3: bladvolgorde"),
    "a font not embedded": (letter(lambda f: f.FontDescriptor.__delitem__("/FontFile2")), "A 6.2.11.4"),
    "a font without ToUnicode": (letter(lambda f: f.__delitem__("/ToUnicode")), "A 6.2.11.7: lettertype"),
    "a character without ToUnicode": (letter(zonder_tekens), "A 6.2.11.7: teken zonder ToUnicode"),
    "widths that are not the font's": (letter(breder), "UA 7.21.5: breedte wijkt af"),
    "no output intent": (weg("/OutputIntents"), "A 6.2.3: OutputIntent ontbreekt"),
    "a profile that is none": (ander_profiel, "A 6.2.3: kleurprofiel is geen RGB"),
    "ink for a press": (erbij(b"k"), "A 6.2.4: kleur buiten het profiel"),
    "no metadata": (weg("/Metadata"), "A 6.6.2: XMP ontbreekt"),
    "metadata without PDF/A": (xmp("pdfaid:part>2", "pdfaid:part>1"), "A 6.6.4: pdfaid:part"),
    "metadata without PDF/UA": (xmp("pdfuaid:part", "pdfuaid:deel"), "UA 5: pdfuaid:part ontbreekt"),
    "PDF/UA without its schema": (xmp("namespaceURI>http", "namespaceURI>x"), "A 6.6.2.3: geen schema"),
    "another title in Info": (titel_anders, "A 6.6.3: /Title is anders dan in XMP"),
    "another day in Info": (dag_anders, "A 6.6.3: /ModDate is anders dan in XMP"),
    "no bookmarks": (weg("/Outlines"), "bladwijzers ontbreken"),
    "an attachment that is no PDF": (bijlage(lambda _: b'{"a": 1}'), "A 6.8: bijlage is geen PDF/A"),
    "an attachment that is no PDF/A": (
        bijlage(lambda ruw: opnieuw(ruw, weg("/OutputIntents"))),
        "A 6.8: bijlage is geen PDF/A: A 6.2.3",
    ),
    "an attachment without description": (
        lambda bestand: bestand.Root.Names.EmbeddedFiles.Names[1].__delitem__("/Desc"),
        "UA 7.11: bijlage zonder naam of omschrijving",
    ),
    "a script": (javascript, "A 6.5.1: JavaScript"),
}  # fmt: skip


def test_the_letter_is_good_and_stays_good_when_written_anew(goed: bytes) -> None:
    assert controle.fouten(goed) == []
    assert controle.fouten(opnieuw(goed, lambda _: None)) == []


@pytest.mark.parametrize("hoe", BREKERS)
def test_what_is_broken_is_named(hoe: str, goed: bytes) -> None:
    breek, fout = BREKERS[hoe]
    gevonden = controle.fouten(opnieuw(goed, breek))
    assert [f for f in gevonden if f.startswith(fout)], gevonden


def test_an_encrypted_file_is_named(goed: bytes) -> None:
    slot = pikepdf.Encryption(owner="geheim", user="")
    assert "A 6.1.3: versleuteld" in controle.fouten(opnieuw(goed, lambda _: None, encryption=slot))


def test_a_stream_without_line_end_is_named(goed: bytes) -> None:
    gebroken = goed.replace(b"\nendstream", b" endstream")
    assert "A 6.1.7.1: geen regeleinde voor endstream" in controle.fouten(gebroken)


def test_metadata_that_is_no_xml_is_named(goed: bytes) -> None:
    # Written anew by pikepdf it would be mended.
    assert "A 6.6.2: XMP is geen XML" in controle.fouten(goed.replace(b"</rdf:RDF>", b"<xrdf:RDF>"))


def test_something_after_the_end_is_named(goed: bytes) -> None:
    assert "A 6.1.3: iets na het einde van het bestand" in controle.fouten(goed + b"%nog iets")
