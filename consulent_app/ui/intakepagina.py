"""The intake: the form on the left, what it means on the right, the next question on top."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.brieven import Opdracht
from consulent_app.acties.leefgebieden import Leefbeeld, leefbeeld
from consulent_app.fouten import InvoerFout
from consulent_app.intake.gesprek import Gesprek
from consulent_app.regels.uitkomst import Oordeel
from consulent_app.ui.bewaarder import Bewaarder
from consulent_app.ui.bewonerstrook import Bewonerstrook
from consulent_app.ui.formulier import Formulier
from consulent_app.ui.gespreksblad import Gespreksblad
from consulent_app.ui.gezinsrij import Gezinsrij
from consulent_app.ui.intakekop import Intakekop
from consulent_app.ui.leefgebiedenvenster import Leefgebiedenvenster
from consulent_app.ui.lijnvenster import Lijnvenster
from consulent_app.ui.merkenlabel import Merkenlabel
from consulent_app.ui.thema import zet_rol
from consulent_app.ui.uitkomstpaneel import Uitkomstpaneel
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.werkblad import Werkblad


class Intakepagina(QWidget):
    """Every answer is judged at once and kept at once; `over_dossier` asks for the window about it."""

    over_dossier = Signal()

    def __init__(
        self, werkblad: Werkblad, opdracht: Callable[[], Opdracht], ouder: QWidget | None = None
    ) -> None:
        """`opdracht` gives what would be printed now, for the overview on the resident's screen."""
        super().__init__(ouder)
        self.werkblad = werkblad
        self._bewaarder = Bewaarder(werkblad, self)
        self.formulier, self.blad = Formulier(), Gespreksblad()
        self.uitkomst = Uitkomstpaneel(self._vraagtekst)
        self._vraag = QLabel()
        self.merken = Merkenlabel(werkblad)
        self.strook = Bewonerstrook(werkblad, self._vraag_in_hand, opdracht)
        self._volgende, self._links = QFrame(), QStackedWidget()
        self._naar, self._boven = QPushButton("Ga naar deze vraag"), Intakekop()
        self.gezin = Gezinsrij(self._boven.vorm)
        self._besluit, self._meer = QPushButton("Besluiten..."), QPushButton("Meer verdienen...")
        self._leef = QPushButton("Leefgebieden...")
        # Before any layout asks for its size: a polished widget does not look at its role again.
        self._besluit.setProperty("rol", "hoofd")
        self._bouw()
        self._koppel()

    def _koppel(self) -> None:
        self.werkblad.dossier_geopend.connect(self._ander_dossier)
        self.werkblad.behandeling_gewijzigd.connect(self._toon_leefgebieden)
        self.strook.antwoord.connect(self.antwoord)
        for deel in (self.formulier, self.blad):
            deel.antwoord.connect(self.antwoord)
            deel.getypt.connect(self.gezin.toon_getypt)
        self.formulier.genoteerd.connect(self._bewaarder.noteer)
        for erbij in (self.formulier.persoon_erbij, self.gezin.erbij, self.blad.erbij):
            erbij.connect(self._voeg_toe)
        for weg in (self.formulier.persoon_weg, self.gezin.weg, self.blad.weg):
            weg.connect(self._haal_weg)
        self.gezin.naar.connect(self._naar_persoon)
        self.uitkomst.spring.connect(self.spring)
        self._naar.clicked.connect(self.ga_naar_volgende)
        self._boven.vorm.clicked.connect(self.wissel_vorm)
        self._boven.inwoner.clicked.connect(self.strook.open_of_sluit)
        self._boven.over.clicked.connect(self.over_dossier)
        self.blad.gewisseld.connect(self.strook.ververs)
        self._meer.clicked.connect(self.meer_verdienen)
        for leef in (self._leef.clicked, self.blad.leefgebieden):
            leef.connect(self.leefgebieden)
        self._besluit.clicked.connect(partial(self.werkblad.toon_pagina.emit, "besluiten"))

    def _bouw(self) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(0)
        kolom.addLayout(self._boven)
        kolom.addWidget(self.merken)
        kolom.addWidget(self.strook)
        splitser = QSplitter(Qt.Orientation.Horizontal)
        splitser.setChildrenCollapsible(False)
        splitser.addWidget(self._linkerkant())
        splitser.addWidget(self._rechterkant())
        splitser.setStretchFactor(0, 6)
        splitser.setStretchFactor(1, 4)
        splitser.setSizes([780, 480])
        kolom.addWidget(splitser, 1)

    def _linkerkant(self) -> QWidget:
        links = QWidget()
        kolom = QVBoxLayout(links)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(0)
        kolom.addWidget(self.gezin)
        self._volgende.setProperty("rol", "volgende")
        binnen = QHBoxLayout(self._volgende)
        binnen.setContentsMargins(12, 4, 4, 4)
        self._vraag.setWordWrap(True)
        binnen.addWidget(self._vraag, 1)
        self._naar.setToolTip("F7")
        binnen.addWidget(self._naar)
        rand = QVBoxLayout()
        rand.setContentsMargins(16, 0, 16, 4)
        rand.addWidget(self._volgende)
        kolom.addLayout(rand)
        self._links.addWidget(self.formulier)
        self._links.addWidget(self.blad)
        kolom.addWidget(self._links, 1)
        self._boven.noem_vorm(in_gesprek=self.in_gesprek)
        return links

    def _rechterkant(self) -> QWidget:
        rechts = QWidget()
        kolom = QVBoxLayout(rechts)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.addWidget(self.uitkomst)
        onder = QHBoxLayout()
        onder.setContentsMargins(16, 0, 16, 12)
        bij = Vloei()
        for knop, toets in ((self._meer, "Ctrl+M"), (self._leef, "Ctrl+G")):
            knop.setToolTip(toets)
            bij.addWidget(knop)
        onder.addLayout(bij, 1)
        onder.addWidget(self._besluit, alignment=Qt.AlignmentFlag.AlignBottom)
        kolom.addLayout(onder)
        return rechts

    @Slot()
    def _ander_dossier(self) -> None:
        self.leeg()
        self.ververs()

    @Slot()
    def ververs(self) -> None:
        """Show the intake in hand, judged as it is now."""
        gesprek = self.werkblad.gesprek
        if gesprek is None:
            return
        pakket = self.werkblad.toetser.pakket(gesprek.pakket)
        intake = gesprek.intake()
        vorig = self.werkblad.oordeel
        try:
            oordeel = self.werkblad.oordeel = self.werkblad.beoordeel(intake)
        except InvoerFout as fout:
            self._toon_onbekwaam(str(fout))
        else:
            # What it is all about first: the outcomes are on the screen before the rest is made.
            # Of another dossier all of it is new; there the first question comes before it.
            if self.uitkomst.is_leeg:
                self.werkblad.beurten.straks("uitkomst", self._toon_uitkomst)
            else:
                self._toon_uitkomst()
                if oordeel is not vorig:
                    self.uitkomst.verf_nu()
            self.werkblad.geoordeeld.emit()
            for knop in (self._besluit, self._meer, self._leef):
                knop.setEnabled(True)
            self._toon_blad(gesprek, oordeel, self._leefbeeld(gesprek, oordeel))
        self._boven.toon(intake, self.werkblad.dossier.kenmerk if self.werkblad.dossier else "")
        self.merken.ververs()
        # In the same turn as the answer: the next key is meant for the question that comes now.
        # Behind the question of now nobody sees the form; it is brought up to date when it comes back.
        if not self.in_gesprek:
            self.formulier.toon(gesprek, pakket, self.werkblad.behandeling.notities)
            self.werkblad.beurten.straks("formulier", self._bouw_formulier)
        self._toon_volgende()
        self.strook.ververs()
        if self.gezin.toont_allen(gesprek):
            self.gezin.toon(gesprek)
        else:
            self.werkblad.beurten.straks("gezin", self._toon_gezin)

    def _toon_uitkomst(self) -> None:
        gesprek, oordeel = self.werkblad.gesprek, self.werkblad.oordeel
        if gesprek is not None and oordeel is not None:
            pakket = self.werkblad.toetser.pakket(gesprek.pakket)
            self.uitkomst.toon(oordeel, pakket, gesprek.intake(), self._leefbeeld(gesprek, oordeel))

    def _bouw_formulier(self) -> None:
        self.formulier.bouw_verder()
        if not self.formulier.af:
            self.werkblad.beurten.straks("formulier", self._bouw_formulier)

    def _toon_gezin(self) -> None:
        if self.werkblad.gesprek is not None:
            self.gezin.toon(self.werkblad.gesprek)

    def _leefbeeld(self, gesprek: Gesprek, oordeel: Oordeel) -> Leefbeeld:
        leefgebieden = self.werkblad.behandeling.leefgebieden
        return leefbeeld(leefgebieden, gesprek.intake(), oordeel, self.werkblad.toetser)

    @Slot()
    def _toon_leefgebieden(self) -> None:
        """Show what the areas of life say, beside the outcome and as a step, without judging again."""
        gesprek, oordeel = self.werkblad.gesprek, self.werkblad.oordeel
        if gesprek is not None and oordeel is not None:
            leef = self._leefbeeld(gesprek, oordeel)
            self.uitkomst.toon_verwijzingen(leef)
            self._toon_blad(gesprek, oordeel, leef)

    def _toon_blad(self, gesprek: Gesprek, oordeel: Oordeel, leef: Leefbeeld) -> None:
        if self.in_gesprek:
            pakket, begin = self.werkblad.toetser.pakket(gesprek.pakket), self.formulier.focus_pad()
            self.blad.toon(gesprek, pakket, oordeel, leef.onbekeken, begin)

    def _toon_onbekwaam(self, reden: str) -> None:
        """The rules do not hold at this peildatum: the answers can be seen, nothing is judged."""
        self.werkblad.oordeel = None
        self.uitkomst.leeg()
        for knop in (self._besluit, self._meer, self._leef):
            knop.setEnabled(False)
        self._naar.hide()
        self._vraag.setText(reden)

    def leeg(self) -> None:
        """Forget everything that is shown, for the lock and for another dossier."""
        self.werkblad.beurten.vergeet()
        for deel in (self.strook, self.gezin, self.formulier, self.blad, self.uitkomst, self.merken):
            deel.leeg()
        self._boven.leeg()
        self._vraag.setText("")

    def _toon_volgende(self) -> None:
        if self.werkblad.oordeel is None:
            return
        vraag = self.werkblad.oordeel.volgende_vraag
        self._naar.setVisible(vraag is not None)
        self._volgende.setVisible(not self.in_gesprek)
        zet_rol(self._volgende, "klaar" if vraag is None else "volgende")
        if vraag is None:
            self._vraag.setText("Alles is duidelijk: u kunt besluiten.")
            self.formulier.markeer("")
            return
        regelingen = "1 regeling" if vraag.raakt == 1 else f"{vraag.raakt} regelingen"
        self._vraag.setText(f"<b>{escape(vraag.vraag)}</b> Beslist over {regelingen}.")
        self.formulier.markeer(vraag.veld)

    # --- the two shapes: all questions, or one at a time ---------------------------------------------

    @property
    def in_gesprek(self) -> bool:
        """Say whether one question at a time is shown."""
        return self._links.currentWidget() is self.blad

    @Slot()
    def wissel_vorm(self) -> None:
        """Go from the form to one question at a time, or back, and keep the place."""
        pad = self.formulier.focus_pad()
        self._links.setCurrentWidget(self.formulier if self.in_gesprek else self.blad)
        self._boven.noem_vorm(in_gesprek=self.in_gesprek)
        self.ververs()
        if self.in_gesprek and pad:
            self.blad.ga_naar(pad)
        elif self.in_gesprek:
            self.blad.pak_focus()
        elif self.blad.pad:
            self.formulier.ga_naar(self.blad.pad)

    @Slot(str)
    def spring(self, pad: str) -> None:
        """Show one question, in the shape of now."""
        self.werkblad.beurten.laat("begin")
        if self.in_gesprek:
            self.blad.ga_naar(pad)
        else:
            self.formulier.ga_naar(pad)
            self.strook.ververs()

    @Slot()
    def ga_naar_volgende(self) -> None:
        """Put the focus on the question that is worth asking now."""
        # What is being typed is an answer as well, and may be the answer to that question.
        if (nu := self.focusWidget()) is not None:
            nu.clearFocus()
        if (veld := self._volgende_veld()) is not None:
            self.spring(veld)

    @Slot()
    def begin(self) -> None:
        """Put the focus where a conversation starts: at the name, or at what is worth asking."""
        gesprek = self.werkblad.gesprek
        if gesprek is None:
            return
        if self.in_gesprek:
            self.blad.pak_focus()
            return
        eerste = f"personen.{gesprek.personen[0]['id']}.voornaam"
        if gesprek.waarde(eerste) is None or self._volgende_veld() is None:
            self.spring(eerste)
        elif self.formulier.af:
            self.ga_naar_volgende()
        else:
            self.werkblad.beurten.straks("begin", self.begin)

    @Slot()
    def meer_verdienen(self) -> None:
        """Show what this household would have with more earnings."""
        if self.werkblad.oordeel is not None:
            venster = Lijnvenster(self.werkblad, self)
            venster.spring.connect(self.spring)
            venster.open()

    @Slot()
    def leefgebieden(self) -> None:
        """Show the check per area of life, with the referrals that follow."""
        if self.werkblad.oordeel is not None:
            venster = Leefgebiedenvenster(self.werkblad, self)
            venster.spring.connect(self.spring)
            venster.open()

    def _vraagtekst(self, pad: str) -> str:
        gesprek = self.werkblad.gesprek
        return self.werkblad.toetser.vraag(gesprek.document, pad) if gesprek else ""

    def _vraag_in_hand(self) -> str:
        """Return the path of the question that is being asked, '' when there is none left."""
        if self.in_gesprek:
            return self.blad.pad
        return self.formulier.focus_pad() or self._volgende_veld() or ""

    def _volgende_veld(self) -> str | None:
        oordeel = self.werkblad.oordeel
        return oordeel.volgende_vraag.veld if oordeel and oordeel.volgende_vraag else None

    @Slot()
    def neem_over(self) -> None:
        """Show what the answers became elsewhere, and keep the place."""
        pad = self._vraag_in_hand()
        self.ververs()
        if pad:
            self.spring(pad)

    @Slot(str, object)
    def antwoord(self, pad: str, waarde: Any) -> None:
        """Take an answer, judge, and keep it; an answer that cannot be stays on the screen with why."""
        gesprek = self.werkblad.gesprek
        if gesprek is None or not self.isEnabled():
            return
        try:
            veranderd = gesprek.antwoord(pad, waarde)
        except InvoerFout as fout:
            if not (self.in_gesprek and self.blad.toon_fout(pad, fout)):
                self.formulier.toon_fout(pad, fout)
            return
        if veranderd:
            self._bewaarder.bewaar(pad, waarde)
            self.ververs()

    @Slot(str)
    def _voeg_toe(self, rol: str) -> None:
        if self.werkblad.gesprek is not None:
            persoon = self.werkblad.gesprek.voeg_persoon_toe(rol)
            self._bewaarder.bewaar("personen", persoon)
            self.ververs()
            self._naar_persoon(persoon)

    @Slot(str)
    def _naar_persoon(self, persoon: str) -> None:
        """Show where a person begins: at the name."""
        self.spring(f"personen.{persoon}.voornaam")

    @Slot(str)
    def _haal_weg(self, persoon: str) -> None:
        if self.werkblad.gesprek is not None:
            self.werkblad.gesprek.verwijder_persoon(persoon)
            self._bewaarder.bewaar("personen", persoon)
            self.ververs()

    @Slot()
    def ongedaan(self) -> None:
        """Take back the last answer and show where it was."""
        if self.werkblad.gesprek is not None and self.isEnabled():
            self._terug_of_vooruit(self.werkblad.gesprek.ongedaan())

    @Slot()
    def opnieuw(self) -> None:
        """Do again what was taken back last."""
        if self.werkblad.gesprek is not None and self.isEnabled():
            self._terug_of_vooruit(self.werkblad.gesprek.opnieuw())

    def _terug_of_vooruit(self, pad: str | None) -> None:
        if pad is not None and self.werkblad.gesprek is not None:
            self._bewaarder.bewaar(pad, self.werkblad.gesprek.waarde(pad))
            self.ververs()
            self.spring(pad)
