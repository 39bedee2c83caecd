"""Above the dossier in hand: who changed it elsewhere, what is to be chosen, and where it lies."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from consulent_app.acties.openen import Deelstaat
from consulent_app.acties.verschillen import hoeveel
from consulent_app.ui.dossierdeling import Dossierdeling
from consulent_app.ui.dossieropener import Dossieropener
from consulent_app.ui.sindsvenster import Sindsvenster
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.verschillenvenster import Verschillenvenster
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.werkblad import Werkblad

WIJZIGDE = "{wie} wijzigde dit dossier."
LIGT_ELDERS = "Dit dossier ligt bij {naam}."
LIGT_VRIJ = "Dit dossier wacht op wie het overneemt."
WACHT_OP_GEMEENTE = "Dit voorstel wacht op een besluit van de gemeente."
OPGEPAKT, OPGEPAKT_U = "{naam} pakt dit op.", "U pakt dit op."
GEVRAAGD_MET_BESTAND = (
    "Gevraagd; het gaat mee met het volgende bestand van {naam}. Maak eerst een bestand voor {naam}, zodat "
    "de vraag daar aankomt."
)
GEVRAAGD = "Gevraagd aan {naam}; u krijgt het zodra daar wordt uitgewisseld."
BEZIG = "Even kijken of u het kunt overnemen..."
#: On these pages a dossier is in hand.
PAGINAS = ("intake", "besluiten")


class Balkregel(QFrame):
    """A sentence with what can be done about it."""

    def __init__(self, rol: str, knoppen: dict[str, Callable[[], None]]) -> None:
        super().__init__()
        self.setProperty("rol", rol)
        self.tekst, self.knoppen = label(""), {naam: QPushButton(naam) for naam in knoppen}
        rij, rechts = QHBoxLayout(self), Vloei(ruim=True)
        rij.setContentsMargins(12, 4, 4, 4)
        rij.addWidget(self.tekst, 1)
        for naam, doe in knoppen.items():
            self.knoppen[naam].clicked.connect(partial(_zonder_argumenten, doe))
            rechts.addWidget(self.knoppen[naam])
        rij.addLayout(rechts)
        self.hide()

    def zeg(self, tekst: str) -> None:
        """Show a sentence, '' for none; what is new is also told to a screen reader."""
        nieuw = tekst != self.tekst.text()
        self.tekst.setText(tekst)
        self.setVisible(bool(tekst))
        if nieuw and tekst:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, tekst))


class Deelbalk(QWidget):
    """Not there as long as there is nothing to say."""

    def __init__(self, werkblad: Werkblad, deling: Dossierdeling, opener: Dossieropener) -> None:
        super().__init__()
        self.werkblad, self._deling, self._opener = werkblad, deling, opener
        self._pagina = ""
        self.nieuws = Balkregel("volgende", {"Bijwerken": opener.werk_bij})
        self.verschillen = Balkregel("spoed", {"Bekijk en kies...": self.toon_verschillen})
        self.ligging = Balkregel(
            "paneel", {"Wat is er anders?": self.toon_sinds, "Overnemen": deling.neem_over}
        )
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(16, 6, 16, 0)
        kolom.setSpacing(4)
        for regel in (self.nieuws, self.verschillen, self.ligging):
            kolom.addWidget(regel)
        deling.veranderd.connect(self._ververs)
        opener.bijgewerkt.connect(deling.ververs)
        self.hide()

    def toon_bij(self, pagina: str) -> None:
        """Be there on the pages about the dossier in hand, and on no other."""
        self._pagina = pagina
        self._ververs()

    @Slot()
    def _ververs(self) -> None:
        staat = self._deling.staat
        van = staat.nieuws_van if staat else ()
        self.nieuws.zeg(WIJZIGDE.format(wie=_opsomming(van)) if van else "")
        self.verschillen.zeg(hoeveel(staat.verschillen) if staat and staat.verschillen else "")
        self._toon_ligging(staat)
        regels = (self.nieuws, self.verschillen, self.ligging)
        self.setVisible(self._pagina in PAGINAS and any(regel.tekst.text() for regel in regels))

    def _toon_ligging(self, staat: Deelstaat | None) -> None:
        sinds, overnemen = self.ligging.knoppen["Wat is er anders?"], self.ligging.knoppen["Overnemen"]
        mag = self.werkblad.kast is not None and self.werkblad.kast.mag("besluit")
        elders = staat is not None and staat.status == "intake" and not staat.ligt.hier
        anders = self._deling.sinds
        sinds.setVisible(anders is not None and anders.anders)
        gevraagd = bool(self._gevraagd) or (staat is not None and staat.gevraagd)
        overnemen.setVisible(elders and mag and not gevraagd)
        overnemen.setEnabled(not self._deling.bezig)
        waar = self._waar(staat) if staat and elders else ""
        zinnen = [self._wie(staat), waar, self._sinds if anders else ""]
        self.ligging.zeg(" ".join(zin for zin in (*zinnen, self._deling.fout) if zin))

    def _wie(self, staat: Deelstaat | None) -> str:
        kast = self.werkblad.kast
        if staat is None or kast is None or not staat.opgepakt_door:
            return ""
        if staat.opgepakt_door == kast.medewerker.naam:
            return OPGEPAKT_U
        return OPGEPAKT.format(naam=staat.opgepakt_door)

    def _waar(self, staat: Deelstaat) -> str:
        if self._deling.bezig:
            return BEZIG
        if staat.gevraagd:
            return GEVRAAGD_MET_BESTAND.format(naam=staat.ligt.naam or "een andere werkplek")
        if self._gevraagd:
            return GEVRAAGD.format(naam=self._gevraagd)
        if staat.ligt.naam:
            return LIGT_ELDERS.format(naam=staat.ligt.naam)
        raadsman = self.werkblad.kast is not None and not self.werkblad.kast.mag("besluit")
        return WACHT_OP_GEMEENTE if raadsman and staat.voorstel else LIGT_VRIJ

    @property
    def _gevraagd(self) -> str:
        dossier = self.werkblad.dossier
        return self._deling.gevraagd.get(dossier.id, "") if dossier else ""

    @property
    def _sinds(self) -> str:
        sinds = self._deling.sinds
        if sinds is None:
            return ""
        hoeveel_anders = "is er iets anders" if sinds.anders else "is er niets veranderd"
        return f"{sinds.kop} {hoeveel_anders}."

    # --- what can be done ----------------------------------------------------------------------------

    def toon_verschillen(self) -> None:
        """Show the answers between which is to be chosen."""
        if self.werkblad.kast is not None and self.werkblad.dossier is not None:
            Verschillenvenster(self.werkblad, self._opener, self.window()).open()

    def toon_sinds(self) -> None:
        """Show what changed since the proposal."""
        if self._deling.sinds is not None:
            venster = Sindsvenster(self._deling.sinds, self.window())
            venster.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            venster.open()


def _opsomming(namen: tuple[str, ...]) -> str:
    return " en ".join(filter(None, (", ".join(namen[:-1]), *namen[-1:])))


def _zonder_argumenten(doe: Callable[[], None], *_: object) -> None:
    doe()
