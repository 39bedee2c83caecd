"""What makes a print PDF/UA-1 and PDF/A-2a: the tree, the bookmarks, the metadata, the colours."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from consulent_app.documenten.bladen import Blad, Bladnummers, schrijf_bladen
from consulent_app.documenten.letterdelen import schrijf_letters
from consulent_app.documenten.pdfbestand import KLEIN, NIET, Objecten, moment, stroom, tekst
from consulent_app.documenten.tags import Boom, Inhoud, Knoop, Kop, Koppeling
from consulent_app.paden import resources

MAKER = "consulent"


@dataclass(frozen=True)
class Bijlage:
    """A file that is carried inside the print; in PDF/A-2 that is a PDF/A itself."""

    naam: str
    omschrijving: str
    inhoud: bytes


@dataclass(frozen=True)
class Kenmerken:
    """What a print says of itself; `eigen` is private data, for this program alone."""

    titel: str
    schrijver: str
    datum: date
    taal: str = "nl-NL"
    bijlage: Bijlage | None = None
    eigen: bytes = b""


def schrijf(document: Any, bladen: Sequence[Blad], boom: Boom, kenmerken: Kenmerken) -> bytes:
    """Return the file of what was drawn in a document; the same drawing gives the same bytes."""
    vreemd = set(document.fontMapping) - {font.fontName for font in document.delayedFonts}
    assert not vreemd, f"deze lettertypen gaan niet mee in het bestand: {vreemd}"
    objecten = Objecten()
    nummers = schrijf_bladen(objecten, bladen, schrijf_letters(objecten, document))
    delen = {
        "/Type": "/Catalog",
        "/Pages": f"{nummers.lijst} 0 R",
        "/Lang": tekst(kenmerken.taal),
        "/MarkInfo": "<</Marked true>>",
        "/ViewerPreferences": "<</DisplayDocTitle true>>",
        "/StructTreeRoot": f"{_schrijf_boom(objecten, boom, nummers)} 0 R",
        "/Metadata": f"{_metadata(objecten, kenmerken)} 0 R",
        "/OutputIntents": f"[{_kleuren(objecten)}]",
        **_bladwijzers(objecten, boom.koppen, nummers.bladen),
        **_bijlage(objecten, kenmerken),
        **_eigen(objecten, kenmerken),
    }
    catalogus = "".join(f"{naam} {waarde}" for naam, waarde in delen.items())
    return objecten.bestand(objecten.voeg_toe(f"<<{catalogus}>>"), _gegevens(objecten, kenmerken))


# --- the tree ----------------------------------------------------------------------------------------


def _schrijf_boom(objecten: Objecten, boom: Boom, bladen: Bladnummers) -> int:
    wortel = objecten.reserveer(1)
    nummers = {knoop: objecten.reserveer(1) for knoop in _knopen(boom.wortel)}
    for knoop, nummer in nummers.items():
        ouder = wortel if knoop.ouder is None else nummers[knoop.ouder]
        objecten.zet(nummer, _element(knoop, ouder, nummers, bladen).encode("ascii"))
    sleutels = "".join(f"{i} {_sleutel(eigen, nummers)}" for i, eigen in enumerate(boom.sleutels))
    tabel = objecten.voeg_toe(f"<</Nums[{sleutels}]>>")
    objecten.zet(
        wortel,
        f"<</Type/StructTreeRoot/K {nummers[boom.wortel]} 0 R/ParentTree {tabel} 0 R"
        f"/ParentTreeNextKey {len(boom.sleutels)}>>".encode("ascii"),
    )
    return wortel


def _knopen(wortel: Knoop) -> list[Knoop]:
    """Return the elements of a tree, each after the one that it stands under."""
    alle = [wortel]
    for knoop in alle:
        alle += [deel for deel in knoop.delen if isinstance(deel, Knoop)]
    return alle


def _element(knoop: Knoop, ouder: int, nummers: dict[Knoop, int], bladen: Bladnummers) -> str:
    blad, stukken = 0, []
    for deel in knoop.delen:
        if isinstance(deel, Inhoud):
            blad = blad or deel.blad
        stukken.append(_deel(deel, blad, nummers, bladen))
    delen = " ".join(stukken)
    return "".join((
        f"<</S/{knoop.rol}/P {ouder} 0 R",
        f"/Pg {bladen.bladen[blad - 1]} 0 R" if blad else "",
        f"/K[{delen}]" if delen else "",
        f"/A<<{knoop.kenmerken}>>" if knoop.kenmerken else "",
        f"/Alt {tekst(knoop.alt)}" if knoop.alt else "",
        f"/Lang {tekst(knoop.taal)}" if knoop.taal else "",
        ">>",
    ))  # fmt: skip


def _deel(
    deel: Knoop | Inhoud | Koppeling, blad: int, nummers: dict[Knoop, int], bladen: Bladnummers
) -> str:
    if isinstance(deel, Knoop):
        return f"{nummers[deel]} 0 R"
    if isinstance(deel, Koppeling):
        pagina = bladen.bladen[deel.blad - 1]
        return f"<</Type/OBJR/Pg {pagina} 0 R/Obj {bladen.koppelingen[deel.naam]} 0 R>>"
    if deel.blad == blad:
        return str(deel.nummer)
    return f"<</Type/MCR/Pg {bladen.bladen[deel.blad - 1]} 0 R/MCID {deel.nummer}>>"


def _sleutel(eigen: list[Knoop] | Knoop, nummers: dict[Knoop, int]) -> str:
    if isinstance(eigen, Knoop):
        return f"{nummers[eigen]} 0 R "
    return f"[{' '.join(f'{nummers[knoop]} 0 R' for knoop in eigen)}]"


# --- bookmarks ---------------------------------------------------------------------------------------


def _bladwijzers(objecten: Objecten, koppen: Sequence[Kop], paginas: Sequence[int]) -> dict[str, str]:
    """Write a line for each heading, under the heading that it belongs to; all stand open."""
    if not koppen:
        return {}
    wortel = objecten.reserveer(1 + len(koppen))
    ouders, onder = _onder(koppen)
    for plek, kop in enumerate(koppen):
        buren = onder[ouders[plek]]
        hier = buren.index(plek)
        inhoud = (
            f"<</Title {tekst(kop.tekst)}/Parent {wortel + 1 + ouders[plek]} 0 R"
            f"/Dest[{paginas[kop.blad - 1]} 0 R/XYZ null {kop.boven:.1f} null]"
            f"{_wijs('Prev', wortel, buren[:hier][-1:])}{_wijs('Next', wortel, buren[hier + 1 :])}"
            f"{_kinderen(onder, plek, wortel)}>>"
        )
        objecten.zet(wortel + 1 + plek, inhoud.encode("ascii"))
    objecten.zet(wortel, f"<</Type/Outlines{_kinderen(onder, -1, wortel)}>>".encode("ascii"))
    return {"/Outlines": f"{wortel} 0 R"}


def _onder(koppen: Sequence[Kop]) -> tuple[list[int], dict[int, list[int]]]:
    """Return of each heading the one above it (-1 for none), and of those what stands under them."""
    ouders: list[int] = []
    onder: dict[int, list[int]] = {-1: []}
    for plek, kop in enumerate(koppen):
        ouder = plek - 1
        while ouder >= 0 and koppen[ouder].niveau >= kop.niveau:
            ouder = ouders[ouder]
        ouders.append(ouder)
        onder.setdefault(ouder, []).append(plek)
    return ouders, onder


def _kinderen(onder: dict[int, list[int]], ouder: int, wortel: int) -> str:
    plekken = onder.get(ouder)
    if not plekken:
        return ""
    eerste, laatste = _wijs("First", wortel, plekken), _wijs("Last", wortel, plekken[-1:])
    return f"{eerste}{laatste}/Count {_aantal(onder, ouder)}"


def _aantal(onder: dict[int, list[int]], ouder: int) -> int:
    return sum(1 + _aantal(onder, plek) for plek in onder.get(ouder, ()))


def _wijs(naam: str, wortel: int, plekken: Sequence[int]) -> str:
    return f"/{naam} {wortel + 1 + plekken[0]} 0 R" if plekken else ""


# --- what the file says of itself --------------------------------------------------------------------


def _gegevens(objecten: Objecten, kenmerken: Kenmerken) -> int:
    dag = moment(kenmerken.datum)
    return objecten.voeg_toe(
        f"<</Title {tekst(kenmerken.titel)}/Author {tekst(kenmerken.schrijver)}"
        f"/Producer {tekst(MAKER)}/CreationDate {dag}/ModDate {dag}>>"
    )


def _metadata(objecten: Objecten, kenmerken: Kenmerken) -> int:
    dag = f"{kenmerken.datum:%Y-%m-%d}T00:00:00+00:00"
    titel, schrijver = escape(kenmerken.titel), escape(kenmerken.schrijver)
    inhoud = XMP.format(titel=titel, schrijver=schrijver, taal=kenmerken.taal, maker=MAKER, dag=dag)
    # Never packed: who keeps the file must be able to read this without knowing PDF.
    return objecten.voeg_toe(stroom("/Type/Metadata/Subtype/XML", inhoud.encode("utf-8"), pak=NIET))


@cache
def _srgb() -> bytes:
    return stroom("/N 3", (resources() / "kleur" / "sRGB.icc").read_bytes(), pak=KLEIN)


def _kleuren(objecten: Objecten) -> str:
    return (
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
        f"/RegistryName(http://www.color.org)/DestOutputProfile {objecten.voeg_toe(_srgb())} 0 R>>"
    )


# --- what it carries ---------------------------------------------------------------------------------


def _bijlage(objecten: Objecten, kenmerken: Kenmerken) -> dict[str, str]:
    bijlage = kenmerken.bijlage
    if bijlage is None:
        return {}
    som = hashlib.md5(bijlage.inhoud, usedforsecurity=False).hexdigest()
    inhoud = objecten.voeg_toe(
        stroom(
            f"/Type/EmbeddedFile/Subtype/application#2Fpdf/Params<</Size {len(bijlage.inhoud)}"
            f"/ModDate {moment(kenmerken.datum)}/CheckSum<{som}>>>",
            bijlage.inhoud,
            pak=NIET,
        )
    )
    naam = tekst(bijlage.naam)
    plek = objecten.voeg_toe(
        f"<</Type/Filespec/F {naam}/UF {naam}/Desc {tekst(bijlage.omschrijving)}"
        f"/EF<</F {inhoud} 0 R/UF {inhoud} 0 R>>>>"
    )
    return {"/Names": f"<</EmbeddedFiles<</Names[{naam} {plek} 0 R]>>>>"}


def _eigen(objecten: Objecten, kenmerken: Kenmerken) -> dict[str, str]:
    if not kenmerken.eigen:
        return {}
    som = hashlib.sha256(kenmerken.eigen).hexdigest()
    plek = objecten.voeg_toe(stroom(f"/SHA256({som})", kenmerken.eigen))
    dag = moment(kenmerken.datum)
    return {"/PieceInfo": f"<</Consulent<</LastModified {dag}/Private {plek} 0 R>>>>"}


XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{titel}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{schrijver}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{taal}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{dag}</xmp:CreateDate><xmp:ModifyDate>{dag}</xmp:ModifyDate>
<pdf:Producer>{maker}</pdf:Producer>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>
"""
