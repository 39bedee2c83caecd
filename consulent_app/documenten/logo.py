"""A logo as somebody gives it, PNG or SVG, and as the prints take it: a small opaque PNG."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from consulent_app.fouten import InvoerFout, OmgevingsFout

KIES = "Kies een logo als PNG of SVG."
GEEN_LOGO = f"Dit bestand is geen PNG en geen SVG, of het is beschadigd. {KIES}"
TE_GROOT = f"Dit bestand is te groot voor een logo. {KIES} van hoogstens 2 MB en 6000 punten breed."
TE_KLEIN = f"Dit logo is te klein en wordt korrelig op papier. {KIES} van ten minste 120 punten hoog."
TE_SMAL = (
    "Dit logo is te lang of te hoog voor een brief: hoogstens acht keer zo breed als hoog, of andersom."
)
NIET_LOS = "Dit logo haalt iets van buiten het bestand. Sla het op als PNG en kies dat."
FOTO = (
    "Dit is meer een foto dan een logo: het wordt te groot voor elke brief. Kies een eenvoudiger bestand."
)
LEEG = "Op dit logo staat niets. Kijk het bestand na, en kies het opnieuw."

GROOTST, PUNTEN, KLEINST, LANGST = 2_000_000, 6000, 120, 8
#: Sharp at the largest height on paper: 400 dots on 18 mm are 560 to the inch.
HOOG = 400
GROOTST_KLAAR = 300_000
_PNG = b"\x89PNG\r\n\x1a\n"
#: What a drawing does not need, and what could fetch a file or keep the reader busy.
_NIET = re.compile(
    rb"<!(doctype|entity)|<script|<foreignobject|(href|src)\s*=\s*[\"'](?!#|data:image/(png|jpeg))",
    re.IGNORECASE,
)


def lees_logo(pad: Path) -> bytes:
    """Return the logo of a file; raises InvoerFout as `keur_logo`, OmgevingsFout when it cannot be read."""
    try:
        with pad.open("rb") as bestand:
            return keur_logo(bestand.read(GROOTST + 1))
    except OSError as fout:
        raise OmgevingsFout(f"{pad.name} is niet te lezen; controleer of het bestand er is.") from fout


def keur_logo(inhoud: bytes) -> bytes:
    """Return a logo as the prints take it; what is that already stays as it is. Raises InvoerFout."""
    if len(inhoud) > GROOTST:
        raise InvoerFout(TE_GROOT)
    if inhoud.startswith(_PNG):
        return _klein(_open(inhoud), inhoud)
    if re.search(rb"<svg[\s>]", inhoud[:4096]) is None:
        raise InvoerFout(GEEN_LOGO)
    # A namespace names a place without going there.
    if _NIET.search(re.sub(rb"xmlns(:\w+)?\s*=\s*([\"'])[^\"']*\2", b"", inhoud)):
        raise InvoerFout(NIET_LOS)
    return _klein(_open(_teken(inhoud)), b"")


def _open(inhoud: bytes) -> Any:
    from PIL import Image

    try:
        beeld = Image.open(io.BytesIO(inhoud), formats=["PNG"])
        # Before it is unpacked: a few kilobytes can hold a picture of gigabytes.
        if max(beeld.size) > PUNTEN:
            raise InvoerFout(TE_GROOT)
        beeld.load()
    except (OSError, SyntaxError, ValueError) as fout:
        raise InvoerFout(GEEN_LOGO) from fout
    return beeld


def _klein(beeld: Any, als_gelezen: bytes) -> bytes:
    """Return the picture on white paper, no larger than a letter shows."""
    breed, hoog = beeld.size
    if max(breed, hoog) > LANGST * min(breed, hoog):
        raise InvoerFout(TE_SMAL)
    if hoog < KLEINST:
        raise InvoerFout(TE_KLEIN)
    plat = _op_wit(beeld)
    if all(donkerst == lichtst for donkerst, lichtst in plat.getextrema()):
        raise InvoerFout(LEEG)
    if hoog > HOOG:
        plat = plat.resize((max(1, round(breed * HOOG / hoog)), HOOG))
    elif beeld.mode == "RGB" and "transparency" not in beeld.info and 0 < len(als_gelezen) <= GROOTST_KLAAR:
        return als_gelezen
    uit = io.BytesIO()
    plat.save(uit, "PNG", optimize=True)
    if uit.tell() > GROOTST_KLAAR:
        raise InvoerFout(FOTO)
    return uit.getvalue()


def _op_wit(beeld: Any) -> Any:
    from PIL import Image

    met_doorzicht = beeld.convert("RGBA")
    wit = Image.new("RGBA", beeld.size, "white")
    return Image.alpha_composite(wit, met_doorzicht).convert("RGB")


def _teken(svg: bytes) -> bytes:
    """Return a drawing as a picture; raises InvoerFout when it is none."""
    import typst

    blad = "#set page(width: auto, height: auto, margin: 0pt, fill: white)"
    bron = f"{blad}\n#image(bytes(({_getallen(svg)})), height: {HOOG}pt)"
    try:
        getekend = typst.compile(bron.encode(), format="png", ppi=72)
    except (RuntimeError, typst.TypstError) as fout:
        raise InvoerFout(GEEN_LOGO) from fout
    assert isinstance(getekend, bytes)  # one page is one picture
    return getekend


def _getallen(inhoud: bytes) -> str:
    return "".join(f"{byte}," for byte in inhoud)
