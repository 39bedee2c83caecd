"""A QR code as SVG, for the way from paper to the gemeente's page."""

from __future__ import annotations

import io


def qrcode(adres: str) -> str:
    """Return the QR code of a web address as SVG text; error correction Q survives a bad copier."""
    import segno

    uit = io.BytesIO()
    segno.make(adres, error="q", micro=False).save(uit, kind="svg", border=0, xmldecl=False)
    return uit.getvalue().decode()
