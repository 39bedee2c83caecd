"""The guide under a first intake: it says the next step, and sees when that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QDockWidget, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from consulent_app.acties.oefenstappen import MINUTEN, STAPPEN, Gedaan, verder
from consulent_app.ui.besluitpagina import Besluitpagina
from consulent_app.ui.intakepagina import Intakepagina
from consulent_app.ui.uitkomstrij import label

if TYPE_CHECKING:
    from consulent_app.ui.hoofdvenster import Hoofdvenster

TITEL = "Eerste gesprek"
KLAAR = (
    "Dit was een heel gesprek, van de eerste vraag tot de brief. Oefen verder met de inwoners bij "
    "Dossiers, of begin opnieuw."
)


class Oefengids(QDockWidget):
    """Can be closed and begun again; only a dossier that was begun with it counts."""

    def __init__(self, venster: Hoofdvenster) -> None:
        super().__init__(TITEL, venster)
        self._venster, self.werkblad = venster, venster.werkblad
        self._stap, self._waarom, self._eigen = 0, False, ""
        self.setAllowedAreas(Qt.DockWidgetArea.BottomDockWidgetArea)
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        # Its title is in it already: with large text there is no line to spare.
        self.setTitleBarWidget(QWidget())
        self.hoever, self.naam, self.uitleg = label("", "zacht"), label("", "tussenkop"), label("")
        self.overslaan, self.opnieuw = QPushButton("Sla over"), QPushButton("Begin opnieuw")
        self.sluit = QPushButton("Sluit")
        self.sluit.setAccessibleName(f"Sluit de gids: {TITEL}")
        self._bouw()
        self._koppel()

    def _bouw(self) -> None:
        strook, kop = QFrame(), QHBoxLayout()
        strook.setProperty("rol", "strook")
        kolom = QVBoxLayout(strook)
        kolom.setContentsMargins(16, 4, 16, 4)
        kolom.setSpacing(2)
        for deel in (self.naam, self.hoever):
            deel.setWordWrap(False)
            kop.addWidget(deel)
        kop.addStretch()
        for knop in (self.overslaan, self.opnieuw, self.sluit):
            knop.setProperty("rol", "klein")
            kop.addWidget(knop)
        kolom.addLayout(kop)
        kolom.addWidget(self.uitleg)
        self.setWidget(strook)

    def _koppel(self) -> None:
        intake, besluiten = self._venster.paginas["intake"], self._venster.paginas["besluiten"]
        assert isinstance(intake, Intakepagina)
        assert isinstance(besluiten, Besluitpagina)
        self.werkblad.dossier_geopend.connect(self._neem)
        for sein in (self.werkblad.geoordeeld, besluiten.gemaakt):
            sein.connect(self.kijk)
        self.werkblad.melding.connect(self.kijk)
        intake.uitkomst.geopend.connect(self._zag_waarom)
        self._besluiten = besluiten
        self.overslaan.clicked.connect(self.sla_over)
        self.opnieuw.clicked.connect(self.begin)
        self.sluit.clicked.connect(self.hide)

    @Slot()
    def begin(self) -> None:
        """Begin at the first step, with a dossier that is still to be made."""
        self._stap, self._waarom, self._eigen = 0, False, ""
        self.show()
        self._toon()

    @Slot()
    def _neem(self) -> None:
        """Take a dossier in which nothing stands yet as the one to be guided through."""
        dossier, gesprek = self.werkblad.dossier, self.werkblad.gesprek
        if dossier is not None and gesprek is not None and not self._eigen:
            is_nieuw = dossier.status == "intake" and gesprek.personen[0].get("voornaam") is None
            self._eigen = dossier.id if is_nieuw else ""
        self.kijk()

    @Slot()
    def sla_over(self) -> None:
        """Go on without having done this."""
        self._stap = verder(self._stap + 1, self._nu())
        self._toon()

    @Slot()
    def _zag_waarom(self) -> None:
        self._waarom = self._waarom or self._nu().gesprek is not None
        self.kijk()

    @Slot()
    def kijk(self, *_: object) -> None:
        """See whether the step in hand is done by now."""
        stap = verder(self._stap, self._nu())
        if stap != self._stap:
            self._stap = stap
            self._toon()
            gezegd = f"{self.naam.text()}. {self.uitleg.text()}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, gezegd))

    def _nu(self) -> Gedaan:
        dossier = self.werkblad.dossier
        if dossier is None or dossier.id != self._eigen or self.werkblad.gesprek is None:
            return Gedaan()
        brieven = self._besluiten.brieven
        return Gedaan(
            self.werkblad.gesprek, self.werkblad.oordeel, self._waarom,
            len(brieven.documenten) if brieven is not None else 0, dossier.status == "besloten",
        )  # fmt: skip

    def _toon(self) -> None:
        klaar = self._stap == len(STAPPEN)
        self.hoever.setText(
            "Klaar" if klaar else f"stap {self._stap + 1} van {len(STAPPEN)} · {MINUTEN} minuten"
        )
        self.naam.setText("Goed gedaan" if klaar else STAPPEN[self._stap].naam)
        self.uitleg.setText(KLAAR if klaar else STAPPEN[self._stap].uitleg)
        self.overslaan.setHidden(klaar)
