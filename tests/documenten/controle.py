"""Whether a print is PDF/UA-1 and PDF/A-2a, as far as a machine can see; a list of faults, empty when good.

A subset of what veraPDF and PAC check, made for our own two producers. It reads with pikepdf and
fontTools, so it shares no code with what writes the prints.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from tests.documenten import controle_boom, controle_inhoud

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
NS = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
TAAL = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
VERBODEN_ACTIES = {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide"}


def fouten(pdf: bytes) -> list[str]:
    """Return every fault, each with the clause that it is against."""
    with pikepdf.open(io.BytesIO(pdf)) as bestand:
        gevonden = [
            *_bytes(pdf),
            *_document(bestand),
            *_metadata(bestand),
            *_kleuren(bestand.Root),
            *_verboden(bestand),
            *_bijlagen(bestand.Root),
            *controle_boom.fouten(bestand),
            *controle_inhoud.fouten(bestand),
        ]
    return sorted(set(gevonden))


# --- the file ----------------------------------------------------------------------------------------


def _bytes(pdf: bytes) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\r?\n%[\x80-\xff]{4}", pdf):
        yield "A 6.1.2: kop van het bestand"
    if re.search(rb"[^\r\n]endstream", pdf):
        yield "A 6.1.7.1: geen regeleinde voor endstream"
    if not pdf.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield "A 6.1.3: iets na het einde van het bestand"


def _document(bestand: Any) -> Iterator[str]:
    wortel = bestand.Root
    if bestand.is_encrypted:
        yield "A 6.1.3: versleuteld"
    if "/ID" not in bestand.trailer:
        yield "A 6.1.3: geen ID"
    if not TAAL.fullmatch(str(wortel.get("/Lang", ""))):
        yield "UA 7.2: taal van het document ontbreekt"
    if not _waar(wortel, "/MarkInfo", "/Marked"):
        yield "UA 6.2: MarkInfo ontbreekt"
    if not _waar(wortel, "/ViewerPreferences", "/DisplayDocTitle"):
        yield "UA 7.1: titel wordt niet getoond"
    if "/Outlines" not in wortel or "/First" not in wortel.Outlines:
        yield "bladwijzers ontbreken"


def _waar(wortel: Any, waarin: str, wat: str) -> bool:
    return waarin in wortel and wortel[waarin].get(wat) is True


# --- metadata ----------------------------------------------------------------------------------------


def _metadata(bestand: Any) -> Iterator[str]:
    stroom = bestand.Root.get("/Metadata")
    if stroom is None:
        yield "A 6.6.2: XMP ontbreekt"
        return
    if "/Filter" in stroom:
        yield "A 6.6.2: XMP is gepakt"
    try:
        boom = ET.fromstring(stroom.read_bytes().decode("utf-8").strip())
    except (ET.ParseError, UnicodeDecodeError):
        yield "A 6.6.2: XMP is geen XML"
        return
    yield from _soorten(boom)
    if not _xmp(boom, "dc:title"):
        yield "UA 7.1: titel ontbreekt"
    if not _xmp(boom, "dc:language"):
        yield "XMP zonder taal"
    yield from _zelfde(bestand, boom)


def _soorten(boom: ET.Element) -> Iterator[str]:
    if _xmp(boom, "pdfuaid:part") != "1":
        yield "UA 5: pdfuaid:part ontbreekt"
    if (_xmp(boom, "pdfaid:part"), _xmp(boom, "pdfaid:conformance")) != ("2", "A"):
        yield "A 6.6.4: pdfaid:part of conformance ontbreekt"
    if NS["pdfuaid"] not in [e.text for e in boom.iter() if e.tag.endswith("namespaceURI")]:
        yield "A 6.6.2.3: geen schema voor pdfuaid"


def _zelfde(bestand: Any, boom: ET.Element) -> Iterator[str]:
    paren = {
        "/Title": "dc:title", "/Author": "dc:creator", "/Producer": "pdf:Producer",
        "/Creator": "xmp:CreatorTool", "/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate",
    }  # fmt: skip
    for naam, eigenschap in paren.items():
        een, ander = str(bestand.docinfo.get(naam, "")), _xmp(boom, eigenschap)
        if naam.endswith("Date"):
            een, ander = _cijfers(een), _cijfers(ander)
        if een != ander:
            yield f"A 6.6.3: {naam} is anders dan in XMP"


def _cijfers(moment: str) -> str:
    """Return the digits of a moment; both ways to write UTC are the same."""
    return re.sub(r"\D", "", moment).ljust(18, "0")


def _xmp(boom: ET.Element, naam: str) -> str:
    ruimte, kort = naam.split(":")
    volledig = f"{{{NS[ruimte]}}}{kort}"
    for beschrijving in boom.iter(f"{RDF}Description"):
        if volledig in beschrijving.attrib:
            return beschrijving.attrib[volledig]
        if (deel := beschrijving.find(volledig)) is not None:
            return (deel.findtext(f".//{RDF}li") or deel.text or "").strip()
    return ""


# --- colours, actions, attachments -------------------------------------------------------------------


def _kleuren(wortel: Any) -> Iterator[str]:
    intenties = [i for i in wortel.get("/OutputIntents", []) if i.get("/S") == Name.GTS_PDFA1]
    if not intenties or "/DestOutputProfile" not in intenties[0]:
        yield "A 6.2.3: OutputIntent ontbreekt"
        return
    profiel = intenties[0].DestOutputProfile
    kop = profiel.read_bytes()[:40]
    goed = kop[36:40] == b"acsp" and kop[16:20] == b"RGB " and (kop[8], kop[9] >> 4) <= (4, 2)
    if not goed or int(profiel.get("/N", 0)) != 3:
        yield "A 6.2.3: kleurprofiel is geen RGB van ICC 4.2 of ouder"


def _verboden(bestand: Any) -> Iterator[str]:
    if "/JavaScript" in bestand.Root.get("/Names", {}):
        yield "A 6.5.1: JavaScript"
    for ding in bestand.objects:
        if not isinstance(ding, (Dictionary, Stream)):
            continue
        for actie in (ding, _woordenboek(ding.get("/A")), _woordenboek(ding.get("/OpenAction"))):
            if str(actie.get("/S", "")) in VERBODEN_ACTIES:
                yield f"A 6.5.1: {actie.S}".replace("/", "")
        if "/AA" in ding:
            yield "A 6.5.2: actie vanzelf (AA)"
        if isinstance(ding, Stream) and "LZW" in str(ding.get("/Filter", "")):
            yield "A 6.1.7.2: LZW"


def _woordenboek(ding: Any) -> Any:
    return ding if isinstance(ding, Dictionary) else {}


def _bijlagen(wortel: Any) -> Iterator[str]:
    if "/EmbeddedFiles" not in wortel.get("/Names", {}):
        return
    namen = wortel.Names.EmbeddedFiles.get("/Names", Array())
    for plek in list(namen)[1::2]:
        if "/F" not in plek or "/UF" not in plek or "/Desc" not in plek:
            yield "UA 7.11: bijlage zonder naam of omschrijving"
        inhoud = plek.EF.F.read_bytes()
        if not inhoud.startswith(b"%PDF-"):
            yield "A 6.8: bijlage is geen PDF/A"
            continue
        for fout in fouten(inhoud):
            yield f"A 6.8: bijlage is geen PDF/A: {fout}"
