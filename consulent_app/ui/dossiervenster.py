"""About the dossier in hand: its marks, sharing, how long it is kept, correcting and removing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from consulent_app.besluiten.bewaartermijnen import Bewaring
from consulent_app.besluiten.delen import mag_delen
from consulent_app.besluiten.merktekens import WOORDEN, ZELF_TE_ZETTEN
from consulent_app.besluiten.schuldhulp import wachttijd
from consulent_app.besluiten.vernietiging import Vernietiging
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.ui.correctievenster import Correctievenster
from consulent_app.ui.schuldhulpvenster import Schuldhulpvenster, stand_in_woorden
from consulent_app.ui.thema import zet_rol
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vakjestekst import Vakjestekst
from consulent_app.ui.werkblad import Werkblad

if TYPE_CHECKING:
    from consulent_app.acties.werkplek import Werkplek
    from consulent_app.opslag.waarden import Dossier

GEHEIM = "Een geheim adres staat alleen op brieven aan de inwoner zelf, en niet op wat een ander krijgt."
BEWIND = "Bewind volgt uit de vraag of er een bewindvoerder is."
NOTITIES = (
    "Alle notities in dit dossier verwijderen, ook die van vroeger? Dit kan niet ongedaan worden gemaakt."
)
VERTROKKEN = (
    "Uit de geschiedenis halen wat er nog staat over wie niet meer in dit dossier staat, en over nummers "
    "die niet klopten? Brieven en notities blijven. Dit kan niet ongedaan worden gemaakt."
)
ALLES = "Het hele dossier verwijderen, op verzoek van de inwoner? Dit kan niet ongedaan worden gemaakt."


class Dossiervenster(QDialog):
    """`verbeterd` says that an answer changed, `weg` that the dossier is gone."""

    verbeterd = Signal()
    weg = Signal(str)

    def __init__(self, werkblad: Werkblad, kast: Werkplek, dossier: Dossier, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad, self.kast, self._dossier_id = werkblad, kast, dossier.id
        self.setWindowTitle(f"Over dossier {dossier.kenmerk}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 620)
        self.vakjes: dict[str, QCheckBox] = {}
        self.bewaren, self.wet, self.fout = label(""), label(""), label("", "fout")
        self.schuldhulp = label("")
        self.afsluiten = QPushButton("De hulp is gestopt: sluit af")
        self.verwijderen = QPushButton("Verwijder dit dossier...")
        self._bouw()
        self._lees()

    def _bouw(self) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(16, 12, 16, 12)
        rol, binnen = QScrollArea(), QWidget()
        rol.setWidgetResizable(True)
        rol.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        delen = QVBoxLayout(binnen)
        delen.setContentsMargins(0, 0, 8, 0)
        for paneel in self._panelen():
            delen.addWidget(paneel)
        delen.addStretch()
        rol.setWidget(binnen)
        kolom.addWidget(rol, 1)
        self.fout.hide()
        kolom.addWidget(self.fout)
        onder, sluit = QHBoxLayout(), QPushButton("Sluiten")
        sluit.clicked.connect(self.accept)
        onder.addStretch()
        onder.addWidget(sluit)
        kolom.addLayout(onder)

    def _panelen(self) -> tuple[QFrame, ...]:
        return (
            self._merken(), self._delen(), self._schuldhulp(), self._bewaren(), self._verbeteren(),
            self._weg(),
        )  # fmt: skip

    def _merken(self) -> QFrame:
        paneel, kolom = _paneel("Waar iedereen op moet letten")
        for merk in ZELF_TE_ZETTEN:
            naam = WOORDEN[merk].capitalize()
            vakje = self.vakjes[merk] = QCheckBox()
            vakje.setAccessibleName(naam)
            vakje.setChecked(merk in self.werkblad.behandeling.merken)
            vakje.toggled.connect(partial(self._zet_merk, merk))
            rij = QHBoxLayout()
            rij.addWidget(vakje)
            rij.addWidget(Vakjestekst(naam, vakje), 1)
            kolom.addLayout(rij)
        for uitleg in (GEHEIM, BEWIND):
            kolom.addWidget(label(uitleg, "zacht"))
        return paneel

    def _zet_merk(self, merk: str, aan: bool) -> None:
        nu = self.werkblad.behandeling
        merken = nu.merken | {merk} if aan else nu.merken - {merk}
        self.werkblad.wijzig_behandeling("merken", sorted(merken), replace(nu, merken=merken))

    def _delen(self) -> QFrame:
        paneel, kolom = _paneel("Delen tussen MET en de gemeente")
        gesprek = self.werkblad.gesprek
        kolom.addWidget(label(mag_delen(gesprek.document if gesprek else {}).reden))
        return paneel

    def _schuldhulp(self) -> QFrame:
        paneel, kolom = _paneel("Schuldhulp")
        kolom.addWidget(self.schuldhulp)
        knop = QPushButton("Schuldhulp...")
        knop.setToolTip("Ctrl+H")
        knop.clicked.connect(self._open_schuldhulp)
        kolom.addWidget(knop, alignment=Qt.AlignmentFlag.AlignLeft)
        self._toon_schuldhulp()
        return paneel

    def _toon_schuldhulp(self) -> None:
        nu, vandaag = self.werkblad.behandeling.schuldhulp, datetime.now().astimezone().date()
        wachten = wachttijd(nu)
        self.schuldhulp.setText(stand_in_woorden(nu, vandaag)[0])
        zet_rol(self.schuldhulp, "fout" if wachten is not None and wachten.te_laat(vandaag) else "")

    @Slot()
    def _open_schuldhulp(self) -> None:
        venster = Schuldhulpvenster(self.werkblad, self)
        venster.finished.connect(self._na_schuldhulp)
        venster.open()

    @Slot()
    def _na_schuldhulp(self, *_: object) -> None:
        """Show what follows from it: also how long the dossier is kept."""
        self._toon_schuldhulp()
        self._lees()

    def _bewaren(self) -> QFrame:
        paneel, kolom = _paneel("Hoe lang dit dossier blijft")
        kolom.addWidget(self.bewaren)
        self.afsluiten.hide()
        self.afsluiten.clicked.connect(self._sluit_af)
        kolom.addWidget(self.afsluiten, alignment=Qt.AlignmentFlag.AlignLeft)
        return paneel

    def _verbeteren(self) -> QFrame:
        paneel, kolom = _paneel("Een gegeven klopt niet")
        knop = QPushButton("Verbeter een gegeven...")
        knop.clicked.connect(self._open_correctie)
        kolom.addWidget(knop, alignment=Qt.AlignmentFlag.AlignLeft)
        return paneel

    def _weg(self) -> QFrame:
        paneel, kolom = _paneel("De inwoner vraagt om verwijdering")
        notities = QPushButton("Verwijder alle notities...")
        self.vertrokken = QPushButton("Verwijder wie er niet meer in staat...")
        for knop, vraag, doe in (
            (notities, NOTITIES, self._verwijder_notities),
            (self.vertrokken, VERTROKKEN, self._verwijder_vertrokkenen),
            (self.verwijderen, ALLES, self._verwijder),
        ):
            knop.clicked.connect(partial(self._vraag, vraag, doe))
            kolom.addWidget(knop, alignment=Qt.AlignmentFlag.AlignLeft)
        self.verwijderen.setEnabled(False)
        self.vertrokken.setEnabled(False)
        kolom.addWidget(self.wet)
        return paneel

    # --- what the store knows ------------------------------------------------------------------------

    def _lees(self) -> None:
        doe = partial(self.kast.archief.bewaring, self._dossier_id)
        self.werkblad.taken.start(doe, self._toon, self._mislukt, self)

    def _toon(self, bewaring: Bewaring) -> None:
        from consulent_app.opslag.archiefbeheer import waarom_niet

        wet = waarom_niet(bewaring)
        self.bewaren.setText(_in_woorden(bewaring))
        self.wet.setText(wet)
        self.wet.setVisible(bool(wet))
        self.verwijderen.setEnabled(not wet)
        self.vertrokken.setEnabled(not wet)
        self.afsluiten.setVisible(bewaring.begin is None and bewaring.soort in ("verstrekt", "schuldhulp"))

    @Slot()
    def _sluit_af(self) -> None:
        doe = partial(self.kast.archief.sluit_af, self._dossier_id)
        self.werkblad.taken.start(doe, self._toon, self._mislukt, self)

    @Slot()
    def _open_correctie(self) -> None:
        venster = Correctievenster(self.werkblad, self)
        venster.verbeterd.connect(self.verbeterd)
        venster.open()

    def _vraag(self, vraag: str, doe: Callable[[], None], *_: object) -> None:
        vel = QMessageBox(self)
        vel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        vel.setWindowTitle("Verwijderen")
        vel.setText(vraag)
        knop = vel.addButton("Verwijder", QMessageBox.ButtonRole.AcceptRole)
        vel.setDefaultButton(vel.addButton("Annuleren", QMessageBox.ButtonRole.RejectRole))
        knop.clicked.connect(partial(_roep, doe))
        vel.open()

    def _verwijder_notities(self) -> None:
        nieuw = self.werkblad.behandeling = self.werkblad.behandeling.zonder_notities()
        doe = partial(self.kast.archief.verwijder_notities, self._dossier_id, nieuw.als_document())
        self.werkblad.taken.start(doe, self._notities_weg, self._mislukt, self)

    def _notities_weg(self, verklaring: Vernietiging) -> None:
        self.werkblad.behandeling_gewijzigd.emit()
        self.verbeterd.emit()
        self.werkblad.melding.emit(f"notities verwijderd, verklaring {verklaring.nummer}")

    def _verwijder_vertrokkenen(self) -> None:
        doe = partial(self.kast.archief.verwijder_vertrokkenen, self._dossier_id)
        self.werkblad.taken.start(doe, self._vertrokkenen_weg, self._mislukt, self)

    def _vertrokkenen_weg(self, verklaring: Vernietiging) -> None:
        self.werkblad.melding.emit(f"verwijderd, verklaring {verklaring.nummer}")

    def _verwijder(self) -> None:
        doe = partial(self.kast.archief.verwijder, self._dossier_id)
        self.werkblad.taken.start(doe, self._is_weg, self._mislukt, self)

    def _is_weg(self, verklaring: Vernietiging) -> None:
        self.weg.emit(verklaring.nummer)
        self.accept()

    def _mislukt(self, fout: Exception) -> None:
        self.fout.setText(str(fout))
        self.fout.show()


def _in_woorden(bewaring: Bewaring) -> str:
    soort = f"Dit is een dossier van de soort: {bewaring.naam}."
    if bewaring.einde is None:
        return f"{soort} {bewaring.reden}"
    dag = datum_leesbaar(bewaring.einde)
    return f"{soort} {bewaring.reden} Het blijft {bewaring.termijn} en mag weg op {dag} ({bewaring.regel})."


def _paneel(titel: str) -> tuple[QFrame, QVBoxLayout]:
    paneel = QFrame()
    paneel.setProperty("rol", "paneel")
    kolom = QVBoxLayout(paneel)
    kolom.setContentsMargins(14, 10, 14, 10)
    kolom.addWidget(label(titel, "tussenkop"))
    return paneel, kolom


def _roep(doe: Callable[[], None], *_: object) -> None:
    doe()
