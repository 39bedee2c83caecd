"""Whether the structure tree is right: what stands in what, headings, tables, lists, texts for pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name

IN = {
    "LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}, "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"}, "TD": {"TR"}, "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"},
}  # fmt: skip
MET = {
    "L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"}, "TR": {"TH", "TD"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
}  # fmt: skip
ROLLEN = {
    *IN, *MET, "Document", "Part", "Sect", "Div", "P", "H1", "H2", "H3", "H4", "H5", "H6", "Span", "Code",
    "Link", "Figure", "Caption", "Note", "Quote", "BlockQuote", "Artifact",
}  # fmt: skip


class Element:
    """An element with its role as the standard names it, and what stands in it."""

    def __init__(self, bron: Any, rollen: Any, ouder: Element | None) -> None:
        self.bron, self.ouder = bron, ouder
        zelf = str(bron.get("/S", ""))
        self.rol = str(rollen.get(zelf, zelf)).removeprefix("/")
        kinderen = bron.get("/K", [])
        kinderen = list(kinderen) if isinstance(kinderen, Array) else [kinderen]
        self.inhoud = [k for k in kinderen if not isinstance(k, Dictionary) or "/S" not in k]
        self.delen = [Element(k, rollen, self) for k in kinderen if isinstance(k, Dictionary) and "/S" in k]

    def alle(self) -> Iterator[Element]:
        """Return this element and all under it, in reading order."""
        yield self
        for deel in self.delen:
            yield from deel.alle()

    def kenmerk(self, naam: str) -> Any:
        """Return an attribute, or None."""
        kenmerken = self.bron.get("/A", [])
        lijst = kenmerken if isinstance(kenmerken, Array) else [kenmerken]
        return next((k[naam] for k in lijst if isinstance(k, Dictionary) and naam in k), None)


def boom(bestand: Any) -> Element | None:
    """Return the top of the tree."""
    wortel = bestand.Root.get("/StructTreeRoot")
    if wortel is None or "/K" not in wortel:
        return None
    top = wortel.K
    top = top[0] if isinstance(top, Array) and len(top) == 1 else top
    return Element(top, wortel.get("/RoleMap", {}), None)


def fouten(bestand: Any) -> Iterator[str]:
    """Return what is wrong with the tree."""
    top = boom(bestand)
    if top is None:
        yield "UA 7.1: structuurboom ontbreekt"
        return
    if top.rol != "Document":
        yield "UA 7.1: de boom begint niet met Document"
    elementen = list(top.alle())
    for element in elementen:
        yield from _plaats(element)
        yield from _eigen(element)
    yield from _koppen([e for e in elementen if re.fullmatch("H[1-6]", e.rol)])
    for tabel in (e for e in elementen if e.rol == "Table"):
        yield from _tabel(tabel)


def _plaats(element: Element) -> Iterator[str]:
    rol, ouder = element.rol, element.ouder
    if rol not in ROLLEN:
        yield f"UA 7.1: onbekende rol {rol}"
    if rol in IN and (ouder is None or ouder.rol not in IN[rol]):
        yield f"UA 7.2: {rol} staat niet in {' of '.join(sorted(IN[rol]))}"
    for deel in element.delen:
        if rol in MET and deel.rol not in MET[rol]:
            yield f"UA 7.2: {rol} bevat {deel.rol}"
    if ouder is not None and element.bron.get("/P") != ouder.bron:
        yield f"UA 7.1: {rol} wijst niet naar wat erboven staat"


def _eigen(element: Element) -> Iterator[str]:
    bron, rol = element.bron, element.rol
    if rol == "Figure" and not str(bron.get("/Alt", bron.get("/ActualText", ""))):
        yield "UA 7.3: Figure zonder Alt"
    if rol == "Figure" and element.kenmerk("/BBox") is None:
        yield "UA 7.3: Figure zonder BBox"
    if rol == "Link" and not any(k.get("/Type") == Name.OBJR for k in _verwijzingen(element)):
        yield "UA 7.18.5: Link zonder annotatie"
    if "/Lang" in bron and not re.fullmatch(r"[a-z]{2,3}(-\w+)*", str(bron.Lang)):
        yield "UA 7.2: taal van een stuk is geen taal"
    if rol == "Lbl" and not element.inhoud and not element.delen:
        yield "UA 7.6: Lbl zonder inhoud"


def _verwijzingen(element: Element) -> Iterator[Any]:
    yield from (k for k in element.inhoud if isinstance(k, Dictionary))


def _koppen(koppen: list[Element]) -> Iterator[str]:
    niveau = 0
    for kop in koppen:
        if int(kop.rol[1]) > niveau + 1:
            yield f"UA 7.4.2: kop springt van H{niveau} naar {kop.rol}"
        niveau = int(kop.rol[1])
    if not koppen:
        yield "UA 7.4: geen enkele kop"


def _tabel(tabel: Element) -> Iterator[str]:
    rijen = [e for e in tabel.alle() if e.rol == "TR"]
    breedtes = {sum(int(cel.kenmerk("/ColSpan") or 1) for cel in rij.delen) for rij in rijen}
    if len(breedtes) > 1 and not any(c.kenmerk("/RowSpan") for rij in rijen for c in rij.delen):
        yield "UA 7.2: rijen van een tabel zijn niet even breed"
    for cel in (c for rij in rijen for c in rij.delen if c.rol == "TH"):
        if str(cel.kenmerk("/Scope")) not in ("/Row", "/Column", "/Both"):
            yield "UA 7.5: TH zonder Scope"
