"""Whether all that is drawn is tagged, every annotation can be read out, and every font is complete."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from tests.documenten.controle_boom import Element, boom

TEKST = {"Tj", "TJ", "'", '"'}
VERF = {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"}
CMYK = {"k", "K"}


@dataclass
class Bladlezer:
    """What reading one page brings up."""

    fouten: set[str] = field(default_factory=set)
    nummers: set[int] = field(default_factory=set)
    #: Of each font by name, the codes that are shown with it.
    codes: dict[str, set[int]] = field(default_factory=dict)
    _open: list[tuple[str, int | None]] = field(default_factory=list)
    _letter: str = ""

    def lees(self, blad: Any) -> None:
        """Go through the operators of a page."""
        letters = blad.Resources.get("/Font", {})
        for stap in pikepdf.parse_content_stream(blad):
            naam, delen = str(stap.operator), stap.operands
            if naam in ("BDC", "BMC"):
                self._begin(str(delen[0]), delen[1] if naam == "BDC" else None)
            elif naam == "EMC":
                self._eind()
            elif naam == "Tf":
                self._letter = str(delen[0])
            elif naam in TEKST or naam in VERF:
                self._teken()
            if naam in CMYK:
                self.fouten.add("A 6.2.4: kleur buiten het profiel")
            if naam in TEKST:
                tweetallen = letters[self._letter].get("/Subtype") == Name.Type0
                self.codes.setdefault(self._letter, set()).update(_codes(delen, tweetallen))
        if self._open:
            self.fouten.add("UA 7.1: gemarkeerde inhoud niet gesloten")

    def _begin(self, rol: str, kenmerken: Any) -> None:
        nummer = kenmerken.get("/MCID") if isinstance(kenmerken, Dictionary) else None
        nummer = None if nummer is None else int(nummer)
        sier = [rol_ == "/Artifact" for rol_, _ in self._open]
        inhoud = [n for _, n in self._open if n is not None]
        if (rol == "/Artifact" and inhoud) or (nummer is not None and any(sier)):
            self.fouten.add("UA 7.1: sier in inhoud, of inhoud in sier")
        if nummer is not None and nummer in self.nummers:
            self.fouten.add("UA 7.1: nummer van inhoud twee keer op een blad")
        self._open.append((rol, nummer))
        self.nummers |= set() if nummer is None else {nummer}

    def _eind(self) -> None:
        if self._open:
            self._open.pop()
        else:
            self.fouten.add("UA 7.1: EMC zonder begin")

    def _teken(self) -> None:
        if not any(rol == "/Artifact" or nummer is not None for rol, nummer in self._open):
            self.fouten.add("UA 7.1: inhoud buiten de tags")


def _codes(delen: Any, tweetallen: bool) -> Iterator[int]:
    for deel in delen:
        for stuk in deel if isinstance(deel, Array) else [deel]:
            if isinstance(stuk, pikepdf.String):
                ruw = bytes(stuk)
                stap = 2 if tweetallen else 1
                yield from (int.from_bytes(ruw[i : i + stap], "big") for i in range(0, len(ruw), stap))


def fouten(bestand: Any) -> Iterator[str]:
    """Return what is wrong on the pages."""
    wortel = bestand.Root.get("/StructTreeRoot")
    if wortel is None:
        return
    if "/ParentTree" not in wortel:
        yield "UA 7.1: ParentTree ontbreekt"
        return
    tabel, top = _nummertabel(wortel.ParentTree), boom(bestand)
    plekken = _plekken(top) if top is not None else {}
    for blad in bestand.pages:
        lezer = Bladlezer()
        lezer.lees(blad)
        yield from lezer.fouten
        yield from _geplaatst(blad.obj, lezer.nummers, plekken, tabel)
        yield from _annotaties(blad.obj, tabel, top)
        for naam, codes in lezer.codes.items():
            yield from _letter(blad.Resources.Font[naam], codes)


# --- the page and the tree ---------------------------------------------------------------------------


def _nummertabel(knoop: Any) -> dict[int, Any]:
    paren = list(knoop.get("/Nums", []))
    tabel = {int(sleutel): waarde for sleutel, waarde in zip(paren[::2], paren[1::2], strict=True)}
    for deel in knoop.get("/Kids", []):
        tabel |= _nummertabel(deel)
    return tabel


def _plekken(top: Element) -> dict[tuple[Any, int], Any]:
    """Return the element of every piece of content, as the tree has it."""
    plekken = {}
    for element in top.alle():
        blad = element.bron.get("/Pg")
        for stuk in element.inhoud:
            if isinstance(stuk, Dictionary):
                if stuk.get("/Type") == Name.MCR:
                    plekken[stuk.get("/Pg", blad).objgen, int(stuk.MCID)] = element.bron
            else:
                plekken[blad.objgen, int(stuk)] = element.bron
    return plekken


def _geplaatst(blad: Any, nummers: set[int], plekken: Any, tabel: Any) -> Iterator[str]:
    sleutel = blad.get("/StructParents")
    eigen = tabel.get(int(sleutel), Array()) if sleutel is not None else Array()
    for nummer in nummers:
        element = plekken.get((blad.objgen, nummer))
        if element is None:
            yield "UA 7.1: inhoud staat niet in de boom"
        if nummer >= len(eigen):
            yield "UA 7.1: inhoud staat niet in ParentTree"
        elif element is not None and eigen[nummer].objgen != element.objgen:
            yield "UA 7.1: ParentTree en boom spreken elkaar tegen"
    if any(blad_ == blad.objgen and nummer not in nummers for blad_, nummer in plekken):
        yield "UA 7.1: de boom noemt inhoud die er niet is"


def _annotaties(blad: Any, tabel: Any, top: Element | None) -> Iterator[str]:
    annotaties = blad.get("/Annots", [])
    if len(annotaties) and blad.get("/Tabs") != Name.S:
        yield "UA 7.18.3: bladvolgorde (Tabs) is niet die van de boom"
    for annotatie in annotaties:
        if not str(annotatie.get("/Contents", "")):
            yield "UA 7.18.1: annotatie zonder Contents"
        if int(annotatie.get("/F", 0)) & 0b100111 != 0b100:
            yield "A 6.3.2: annotatie wordt niet gedrukt"
        eigen = tabel.get(int(annotatie.get("/StructParent", -1)))
        if eigen is None or not _bezit(eigen, annotatie):
            yield "UA 7.18.1: annotatie staat niet in de boom"
        elif annotatie.get("/Subtype") == Name.Link and eigen.get("/S") != Name.Link:
            yield "UA 7.18.5: Link staat niet in een Link"


def _bezit(element: Any, annotatie: Any) -> bool:
    kinderen = element.get("/K", [])
    kinderen = kinderen if isinstance(kinderen, Array) else [kinderen]
    verwijzingen = [k for k in kinderen if isinstance(k, Dictionary) and "/Obj" in k]
    return any(k.Obj.objgen == annotatie.objgen for k in verwijzingen)


# --- fonts -------------------------------------------------------------------------------------------


def _letter(letter: Any, codes: set[int]) -> Iterator[str]:
    naam = str(letter.get("/BaseFont", "")).removeprefix("/")
    eigen = letter.DescendantFonts[0] if "/DescendantFonts" in letter else letter
    beschrijving = eigen.get("/FontDescriptor", {})
    bestand = next((beschrijving[k] for k in ("/FontFile2", "/FontFile3") if k in beschrijving), None)
    if bestand is None:
        yield f"A 6.2.11.4: lettertype niet ingesloten: {naam}"
    else:
        if not re.match(r"[A-Z]{6}\+", naam):
            yield f"A 6.2.11.4: lettertype is geen deel: {naam}"
        yield from _breedtes(eigen, bestand, codes, naam)
    if "/ToUnicode" not in letter:
        yield f"A 6.2.11.7: lettertype zonder ToUnicode: {naam}"
    elif not codes <= _leesbaar(letter.ToUnicode.read_bytes()):
        yield f"A 6.2.11.7: teken zonder ToUnicode: {naam}"


def _breedtes(eigen: Any, bestand: Any, codes: set[int], naam: str) -> Iterator[str]:
    glyphs, breedtes = _lettertype(bestand.read_bytes())
    is_cid = eigen.get("/Subtype") == Name.CIDFontType2
    for code in codes:
        teken = code if is_cid else glyphs.get(code, 0)
        if teken == 0:
            yield f"A 6.2.11.8: teken zonder beeld: {naam}"
        elif abs(_breedte(eigen, code, is_cid=is_cid) - breedtes[teken]) > 1.01:
            yield f"UA 7.21.5: breedte wijkt af van het lettertype: {naam}"


@lru_cache(maxsize=64)
def _lettertype(ruw: bytes) -> tuple[dict[int, int], list[float]]:
    """Return of a font the glyph of each code, and of each glyph the width in thousandths."""
    font = TTFont(io.BytesIO(ruw), lazy=True)
    per_em = font["head"].unitsPerEm
    kaart = (
        next((deel.cmap for deel in font["cmap"].tables if deel.platformID == 1), {})
        if "cmap" in font
        else {}
    )
    nummers = {code: font.getGlyphID(naam) for code, naam in kaart.items()}
    return nummers, [font["hmtx"][naam][0] * 1000 / per_em for naam in font.getGlyphOrder()]


def _breedte(eigen: Any, code: int, *, is_cid: bool) -> float:
    if not is_cid:
        return float(eigen.Widths[code - int(eigen.FirstChar)])
    lijst = list(eigen.get("/W", []))
    while lijst:
        if isinstance(lijst[1], Array):
            eerste, breedtes, *lijst = lijst
            if int(eerste) <= code < int(eerste) + len(breedtes):
                return float(breedtes[code - int(eerste)])
        else:
            eerste, laatste, breedte, *lijst = lijst
            if int(eerste) <= code <= int(laatste):
                return float(breedte)
    return float(eigen.get("/DW", 1000))


def _leesbaar(kaart: bytes) -> set[int]:
    """Return the codes that stand for a real character."""
    tekst = kaart.decode("latin-1")
    codes: set[int] = set()
    for blok in re.findall(r"beginbfchar(.*?)endbfchar", tekst, re.DOTALL):
        for code, teken in re.findall(r"<(\w+)>\s*<(\w+)>", blok):
            codes |= set() if teken in ("0000", "FFFE", "FEFF") else {int(code, 16)}
    for blok in re.findall(r"beginbfrange(.*?)endbfrange", tekst, re.DOTALL):
        for van, tot in re.findall(r"<(\w+)>\s*<(\w+)>\s*(?:<\w+>|\[[^]]*\])", blok):
            codes |= set(range(int(van, 16), int(tot, 16) + 1))
    return codes
