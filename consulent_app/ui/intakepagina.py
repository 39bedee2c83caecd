"""The intake: the form on the left, what it means on the right, the next question on top."""

from __future__ import annotations

import copy
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from consulent_app.fouten import ConsulentFout, InvoerFout
from consulent_app.ui.formulier import Formulier
from consulent_app.ui.uitkomstpaneel import Uitkomstpaneel
from consulent_app.ui.werkblad import Werkblad


class Intakepagina(QWidget):
    """Every answer is judged at once and kept at once."""

    def __init__(self, werkblad: Werkblad, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.formulier, self.uitkomst = Formulier(), Uitkomstpaneel(self._vraagtekst)
        self._kop, self._volgende, self._vraag = QLabel(), QFrame(), QLabel()
        self._naar = QPushButton("Ga naar deze vraag")
        self._besluit = QPushButton("Besluiten...")
        # Before any layout asks for its size: a polished widget does not look at its role again.
        self._besluit.setProperty("rol", "hoofd")
        self._bouw()
        werkblad.dossier_geopend.connect(self.ververs)
        self.formulier.antwoord.connect(self.antwoord)
        self.formulier.persoon_erbij.connect(self._voeg_toe)
        self.formulier.persoon_weg.connect(self._haal_weg)
        self.uitkomst.spring.connect(self.formulier.ga_naar)

    def _bouw(self) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(0)
        kolom.addWidget(self._bovenkant())
        splitser = QSplitter(Qt.Orientation.Horizontal)
        splitser.setChildrenCollapsible(False)
        rechts = QWidget()
        rechterkolom = QVBoxLayout(rechts)
        rechterkolom.setContentsMargins(0, 0, 0, 0)
        rechterkolom.addWidget(self.uitkomst)
        onder = QHBoxLayout()
        onder.setContentsMargins(16, 0, 16, 12)
        onder.addStretch()
        onder.addWidget(self._besluit)
        rechterkolom.addLayout(onder)
        splitser.addWidget(self.formulier)
        splitser.addWidget(rechts)
        splitser.setStretchFactor(0, 6)
        splitser.setStretchFactor(1, 4)
        splitser.setSizes([760, 500])
        kolom.addWidget(splitser, 1)
        self._besluit.clicked.connect(partial(self.werkblad.toon_pagina.emit, "besluiten"))

    def _bovenkant(self) -> QWidget:
        boven = QWidget()
        rij = QHBoxLayout(boven)
        rij.setContentsMargins(16, 12, 16, 8)
        self._kop.setProperty("rol", "kop")
        rij.addWidget(self._kop)
        rij.addStretch()
        self._volgende.setProperty("rol", "volgende")
        binnen = QHBoxLayout(self._volgende)
        binnen.setContentsMargins(12, 4, 4, 4)
        binnen.addWidget(self._vraag)
        binnen.addWidget(self._naar)
        self._naar.setToolTip("F7")
        self._naar.clicked.connect(self.ga_naar_volgende)
        rij.addWidget(self._volgende)
        return boven

    @Slot()
    def ververs(self) -> None:
        """Show the intake in hand, judged as it is now."""
        gesprek = self.werkblad.gesprek
        if gesprek is None:
            return
        pakket = self.werkblad.toetser.pakket(gesprek.pakket)
        intake = gesprek.intake()
        oordeel = self.werkblad.oordeel = self.werkblad.toetser.toets_intake(intake)
        self.formulier.toon(gesprek, pakket)
        self.uitkomst.toon(oordeel, pakket, intake)
        kenmerk = self.werkblad.dossier.kenmerk if self.werkblad.dossier else ""
        anderen = len(intake.personen) - 1
        wie = f"{intake.aanvrager.naam[:1].upper()}{intake.aanvrager.naam[1:]}"
        self._kop.setText(f"{wie}{f' + {anderen}' if anderen else ''}")
        self._kop.setToolTip(kenmerk)
        self._toon_volgende()
        self.werkblad.geoordeeld.emit()

    def leeg(self) -> None:
        """Forget everything that is shown, for the lock."""
        self.formulier.leeg()
        self.uitkomst.leeg()
        self._kop.setText("")
        self._vraag.setText("")

    def _toon_volgende(self) -> None:
        vraag = self.werkblad.oordeel.volgende_vraag if self.werkblad.oordeel else None
        self._naar.setVisible(vraag is not None)
        if vraag is None:
            self._vraag.setText("Alles is duidelijk: u kunt besluiten.")
            self.formulier.markeer("")
            return
        regelingen = "1 regeling" if vraag.raakt == 1 else f"{vraag.raakt} regelingen"
        self._vraag.setText(f"<b>{vraag.vraag}</b> Beslist over {regelingen}.")
        self._vraag.setWordWrap(False)
        self.formulier.markeer(vraag.veld)

    @Slot()
    def ga_naar_volgende(self) -> None:
        """Put the focus on the question that is worth asking now."""
        if (veld := self._volgende_veld()) is not None:
            self.formulier.ga_naar(veld)

    @Slot()
    def begin(self) -> None:
        """Put the focus where a conversation starts: at the name, or at what is worth asking."""
        gesprek = self.werkblad.gesprek
        if gesprek is None:
            return
        eerste = f"personen.{gesprek.personen[0]['id']}.voornaam"
        if gesprek.waarde(eerste) is None or self._volgende_veld() is None:
            self.formulier.ga_naar(eerste)
        else:
            self.ga_naar_volgende()

    def _vraagtekst(self, pad: str) -> str:
        gesprek = self.werkblad.gesprek
        return self.werkblad.toetser.vraag(gesprek.document, pad) if gesprek else ""

    def _volgende_veld(self) -> str | None:
        oordeel = self.werkblad.oordeel
        return oordeel.volgende_vraag.veld if oordeel and oordeel.volgende_vraag else None

    @Slot(str, object)
    def antwoord(self, pad: str, waarde: Any) -> None:
        """Take an answer, judge, and keep it; an answer that cannot be stays on the screen with why."""
        gesprek = self.werkblad.gesprek
        if gesprek is None:
            return
        try:
            veranderd = gesprek.antwoord(pad, waarde)
        except InvoerFout as fout:
            self.formulier.toon_fout(pad, fout)
            return
        if veranderd:
            self._bewaar(pad, waarde)
            self.ververs()

    @Slot(str)
    def _voeg_toe(self, rol: str) -> None:
        if self.werkblad.gesprek is not None:
            persoon = self.werkblad.gesprek.voeg_persoon_toe(rol)
            self._bewaar("personen", persoon)
            self.ververs()
            self.formulier.ga_naar(f"personen.{persoon}.voornaam")

    @Slot(str)
    def _haal_weg(self, persoon: str) -> None:
        if self.werkblad.gesprek is not None:
            self.werkblad.gesprek.verwijder_persoon(persoon)
            self._bewaar("personen", persoon)
            self.ververs()

    @Slot()
    def ongedaan(self) -> None:
        """Take back the last answer and show where it was."""
        self._terug_of_vooruit(self.werkblad.gesprek.ongedaan() if self.werkblad.gesprek else None)

    @Slot()
    def opnieuw(self) -> None:
        """Do again what was taken back last."""
        self._terug_of_vooruit(self.werkblad.gesprek.opnieuw() if self.werkblad.gesprek else None)

    def _terug_of_vooruit(self, pad: str | None) -> None:
        if pad is not None and self.werkblad.gesprek is not None:
            self._bewaar(pad, self.werkblad.gesprek.waarde(pad))
            self.ververs()
            self.formulier.ga_naar(pad)

    def _bewaar(self, pad: str, waarde: Any) -> None:
        werkblad = self.werkblad
        if werkblad.kast is None or werkblad.dossier is None or werkblad.gesprek is None:
            return
        document = copy.deepcopy(werkblad.gesprek.document)
        doe = partial(werkblad.kast.bewaar_antwoord, werkblad.dossier.id, pad, waarde, document)
        werkblad.taken.start(doe, self._is_bewaard, self._niet_bewaard, self)

    def _niet_bewaard(self, fout: Exception) -> None:
        """Say so where it stays in sight; the next answer writes the whole intake again."""
        if not isinstance(fout, ConsulentFout):
            raise fout
        self.werkblad.niet_opgeslagen.emit(str(fout))

    def _is_bewaard(self, _: object) -> None:
        nu = datetime.now().astimezone()
        self.werkblad.melding.emit(f"opgeslagen {nu:%H:%M:%S}")
