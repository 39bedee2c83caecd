"""One referral beside the intake: who helps, why, by when, and whether it was offered."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.huishouden.geld import NBSP
from consulent_app.intake.leefgebieden import Verwijsadvies
from consulent_app.ui.uitkomstrij import label

AANGEBODEN = {True: "Aangeboden.", False: "Niet aangeboden: het komt niet op papier."}
TE_BEVESTIGEN = "De gemeente moet dit nog bevestigen: alleen op papier als u het aanbiedt."


class Verwijsrij(QFrame):
    """`aanbod` None: nobody said yet whether it was offered."""

    def __init__(self, advies: Verwijsadvies, aanbod: bool | None, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.inhoud = (advies, aanbod)
        self.setProperty("rol", "spoed" if advies.spoed else "paneel")
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(12, 6, 12, 8)
        kolom.setSpacing(0)
        for tekst, rol in _regels(advies, aanbod):
            kolom.addWidget(label(tekst, rol))


def _regels(advies: Verwijsadvies, aanbod: bool | None) -> Iterator[tuple[str, str]]:
    telefoon = f" ·{NBSP}{escape(advies.telefoon.replace(' ', NBSP))}" if advies.telefoon else ""
    yield f"<b>{'Spoed: ' if advies.spoed else 'Verwijs: '}{escape(advies.naar)}</b>{telefoon}", ""
    yield escape(advies.reden), ""
    if advies.uiterlijk is not None:
        grond = f" ({escape(advies.artikel)})" if advies.artikel else ""
        yield f"Uiterlijk {datum_leesbaar(advies.uiterlijk)}{grond}", "zacht"
    if aanbod is not None:
        yield AANGEBODEN[aanbod], "zacht"
    elif not advies.zeker:
        yield TE_BEVESTIGEN, "zacht"
