"""The derivation of a decision as an attachment of its letter: readable for people, exact for the program.

PDF/A-2 takes only PDF/A as an attachment, so it is a PDF of its own: its pages show the JSON, and the
bytes themselves go along as the private data of this program (ISO 32000-1, 14.5).
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from consulent_app.documenten import stijl
from consulent_app.documenten.bouwstenen import MM, kleur, kop, stijlen, zin
from consulent_app.documenten.lettertypen import drukbaar, registreer
from consulent_app.documenten.tags import Knoop
from consulent_app.fouten import InvoerFout

if TYPE_CHECKING:
    from consulent_app.documenten.archief import Bijlage

NAAM = "herleiding.pdf"
OMSCHRIJVING = "De gegevens, de regels en de uitkomst van dit besluit, om het na te rekenen"
UITLEG = (
    "Hier staat hoe dit besluit tot stand kwam: welke gegevens en welke regels zijn gebruikt, en wat "
    "daar uit kwam. U hoeft hier niets mee te doen.",
    "Wie het besluit wil narekenen, bewaart de brief als PDF en geeft de opdracht: consulent brieven "
    "--controleer, met daarachter de naam van het bestand. Het programma leest deze bijlage, past de "
    "regels nog eens toe en zegt of er hetzelfde uitkomt. De tekst hieronder is JSON. De redenen van "
    "elke uitkomst staan in de brief; het programma leest ze uit dit bestand.",
)
#: What goes along in the bytes only: the letter gives the reasons, and the pages stay few.
ONZICHTBAAR = ("uitkomsten", "overige_uitkomsten")
REGELHOOGTE, LETTERS_OP_REGEL = 8.2, 118
#: A value of at most so many letters stands on one line, folded where the page ends.
EEN_REGEL = 1500
BREED, HOOG, RAND = 210 * MM, 297 * MM, 20 * MM
TEKST_BREED = BREED - 2 * RAND


# --- writing -----------------------------------------------------------------------------------------


def bijlage(gegevens: Mapping[str, Any], *, kenmerk: str, schrijver: str, datum: date) -> Bijlage:
    """Return the derivation as what a letter carries."""
    from consulent_app.documenten.archief import Bijlage

    inhoud = herleiding(gegevens, kenmerk=kenmerk, schrijver=schrijver, datum=datum)
    return Bijlage(NAAM, OMSCHRIJVING, inhoud)


def herleiding(gegevens: Mapping[str, Any], *, kenmerk: str, schrijver: str, datum: date) -> bytes:
    """Return the derivation as a PDF; `lees_herleiding` gives back the same data."""
    from consulent_app.documenten.archief import Kenmerken
    from consulent_app.documenten.tagdoek import Tagdoek

    registreer()
    uit = io.BytesIO()
    titel = drukbaar(f"Herleiding van het besluit met kenmerk {kenmerk}")
    bytes_ = json.dumps(gegevens, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    doek = Tagdoek(
        uit, pagesize=(BREED, HOOG), initialFontName=stijl.GEWOON, invariant=1,
        kenmerken=Kenmerken(titel, drukbaar(schrijver), datum, eigen=bytes_), voet=_voet,
    )  # fmt: skip
    _teken(
        doek, titel, list(_regels({naam: gegevens[naam] for naam in gegevens if naam not in ONZICHTBAAR}))
    )
    doek.save()
    return uit.getvalue()


def _teken(doek: Any, titel: str, regels: Sequence[str]) -> None:
    boven = _uitleg(doek, titel)
    while regels:
        aantal = int((boven - RAND) / REGELHOOGTE)
        _regelblok(doek, regels[:aantal], boven)
        doek.showPage()
        regels, boven = regels[aantal:], HOOG - RAND


def _uitleg(doek: Any, titel: str) -> float:
    """Draw the heading and what this is; return where the lines may start."""
    y = HOOG - RAND
    for deel in (kop(titel, 1), *(zin(uitleg) for uitleg in UITLEG)):
        _, hoog = deel.wrap(TEKST_BREED, HOOG)
        y -= hoog
        deel.drawOn(doek, RAND, y)
        y -= deel.getSpaceAfter()
    return y


def _regelblok(doek: Any, regels: Sequence[str], boven: float) -> None:
    from consulent_app.documenten import zetten

    opmaak = stijlen()["code"]
    with doek.inhoud(Knoop("Code", Knoop("P"))):
        doek.addLiteral(zetten.schrijf(zetten.losse_regels(regels, opmaak), opmaak, doek, RAND, boven))


def _voet(doek: Any, aantal: int) -> None:
    inhoud, zacht = f"Pagina {doek.getPageNumber()} van {aantal}", kleur(stijl.INKT_ZACHT)
    with doek.versiering("/Pagination/Subtype/Footer"):
        doek.regel(BREED - RAND, 11 * MM, inhoud, stijl.GEWOON, stijl.KLEIN, zacht, links=1)


def _regels(gegevens: Mapping[str, Any]) -> Iterator[str]:
    """Return the JSON in lines that fit on the page, also when they are all wide letters."""
    for regel in _uitgeschreven(gegevens):
        rest = _zichtbaar(regel)
        while len(rest) > LETTERS_OP_REGEL:
            past = rest.rfind(" ", 30, LETTERS_OP_REGEL) + 1 or LETTERS_OP_REGEL
            yield rest[:past]
            rest = rest[past:]
        yield rest


def _uitgeschreven(waarde: Any, voor: str = "", na: str = "") -> Iterator[str]:
    """Write a value on one line where it is short, else each part of it on lines of its own."""
    plat = json.dumps(waarde, ensure_ascii=False)
    if len(plat) < EEN_REGEL or not isinstance(waarde, (dict, list)):
        yield f"{voor}{plat}{na}"
        return
    begin, eind = ("{", "}") if isinstance(waarde, dict) else ("[", "]")
    sleutels = (
        [f"{json.dumps(naam)}: " for naam in waarde] if isinstance(waarde, dict) else [""] * len(waarde)
    )
    delen = list(waarde.values()) if isinstance(waarde, dict) else waarde
    yield f"{voor}{begin}"
    for plek, (sleutel, deel) in enumerate(zip(sleutels, delen, strict=True), 1):
        yield from _uitgeschreven(deel, f" {sleutel}", "," if plek < len(delen) else "")
    yield f"{eind}{na}"


def _zichtbaar(regel: str) -> str:
    """Write a character that the font lacks as JSON does."""
    if regel.isascii():
        return regel
    tekens = registreer()
    return "".join(teken if ord(teken) in tekens else json.dumps(teken)[1:-1] for teken in regel)


# --- reading -----------------------------------------------------------------------------------------


def lees_herleiding(pdf: bytes) -> dict[str, Any]:
    """Return the derivation that a letter carries; raises InvoerFout when it cannot be had."""
    from pypdf.errors import PyPdfError

    # Else it writes a line to stderr about each thing that it finds odd.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        bijlage_ = _vind_bijlage(pdf)
        gegevens = None if bijlage_ is None else _lees_eigen(bijlage_)
    except (PyPdfError, AttributeError, LookupError, TypeError, ValueError, zlib.error) as fout:
        raise InvoerFout(
            "De herleiding in deze brief is beschadigd. Neem het bestand zoals het is gedrukt, niet "
            "een bewerking of een scan."
        ) from fout
    if not isinstance(gegevens, dict):
        raise InvoerFout(
            "Dit bestand is geen brief met een herleiding. Kies de PDF van een besluit dat met dit "
            "programma is gedrukt."
        )
    return gegevens


def _vind_bijlage(pdf: bytes) -> bytes | None:
    from pypdf import PdfReader

    lijst = PdfReader(io.BytesIO(pdf), strict=True).attachment_list
    return next((bytes(gevonden.content) for gevonden in lijst if gevonden.name == NAAM), None)


def _lees_eigen(bijlage_: bytes) -> Any:
    from pypdf import PdfReader

    wortel: Any = PdfReader(io.BytesIO(bijlage_), strict=True).root_object
    eigen = wortel["/PieceInfo"]["/Consulent"]["/Private"]
    inhoud = eigen.get_data()
    # A reader repairs what it can: only this tells that the bytes are those that were printed.
    if hashlib.sha256(inhoud).hexdigest() != eigen["/SHA256"]:
        raise ValueError("de controlesom klopt niet")
    return json.loads(inhoud)
