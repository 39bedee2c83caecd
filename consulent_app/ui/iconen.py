"""Our own drawings from resources/iconen/, in the colours of the screen."""

from __future__ import annotations

from PySide6.QtGui import QIcon, QPixmap

from consulent_app.paden import resources
from consulent_app.ui.thema import kleur

ZIJDE = 96


def icoon(naam: str) -> QIcon:
    """Return a drawing in the brand colour, and on the brand colour when its button is pressed."""
    icoon_ = QIcon()
    for token, stand in (("merk", QIcon.State.Off), ("op_merk", QIcon.State.On)):
        icoon_.addPixmap(_teken(naam, kleur(token)), QIcon.Mode.Normal, stand)
    return icoon_


def _teken(naam: str, in_kleur: str) -> QPixmap:
    svg = (resources() / "iconen" / f"{naam}.svg").read_text(encoding="utf-8")
    maat = f'width="{ZIJDE}" height="{ZIJDE}" viewBox'
    kaart = QPixmap()
    kaart.loadFromData(svg.replace("viewBox", maat).replace("currentColor", in_kleur).encode())
    return kaart
