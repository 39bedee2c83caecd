"""The marks of a dossier in words: a secret address, bewind, curatele, mentorschap."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel

from consulent_app.besluiten.merktekens import in_woorden
from consulent_app.ui.werkblad import Werkblad


def met_merken(naam: str, merken: Iterable[str]) -> str:
    """Return a name with the marks behind it, as one text for the screen and for who has it read out."""
    woorden = in_woorden(merken)
    return f"{naam} ({woorden})" if naam and woorden else naam or woorden


class Merkenlabel(QLabel):
    """Stands under the heading of a page while the dossier in hand has marks."""

    def __init__(self, werkblad: Werkblad) -> None:
        super().__init__()
        self.werkblad = werkblad
        self.setProperty("rol", "merk")
        self.setWordWrap(True)
        self.leeg()
        for gebeurd in (werkblad.dossier_geopend, werkblad.behandeling_gewijzigd):
            gebeurd.connect(self.ververs)

    def leeg(self) -> None:
        """Forget what is shown, for the lock."""
        self.setText("")
        self.hide()

    @Slot()
    def ververs(self) -> None:
        """Show the marks of the dossier in hand."""
        gesprek = self.werkblad.gesprek
        bewind = gesprek.waarde("geldzorgen.bewindvoerder") if gesprek else None
        woorden = in_woorden(self.werkblad.behandeling.merktekens(bewind))
        self.setText(f"Let op: {woorden}." if woorden else "")
        self.setVisible(bool(woorden))
