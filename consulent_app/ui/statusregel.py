"""The line at the bottom: what was kept, the exchange with others, the resident's screen, rules and who."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStatusBar

from consulent_app.ui.rail import mag_naar
from consulent_app.ui.thema import zet_rol
from consulent_app.ui.uitwisselknop import Uitwisselknop
from consulent_app.ui.werkblad import Werkblad

if TYPE_CHECKING:
    from consulent_app.acties.werkplek import Werkplek

#: What Qt leaves between two parts, with room to spare.
TUSSEN = 12


class Statusregel(QStatusBar):
    """Listens to the werkblad; the window only says when somebody came in and when it is locked."""

    def __init__(self, werkblad: Werkblad) -> None:
        super().__init__()
        self.werkblad = werkblad
        self.opgeslagen, self.inwoner, self.regels, self.wie = QLabel(), QLabel(), QLabel(), QLabel()
        self.uitwisselen = Uitwisselknop(werkblad)
        self.zonder_kopie = QPushButton("Geen reservekopie: kijk bij Instellingen")
        self.zonder_kopie.setProperty("rol", "stil")
        self.zonder_kopie.clicked.connect(partial(werkblad.toon_pagina.emit, "instellingen"))
        self.zonder_kopie.hide()
        # However long its texts, it never makes the window wider.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.addWidget(self.opgeslagen)
        for deel in (self.zonder_kopie, self.inwoner, self.uitwisselen, self.regels, self.wie):
            self.addPermanentWidget(deel)
        werkblad.melding.connect(self._meld)
        werkblad.niet_opgeslagen.connect(self.meld_fout)
        werkblad.dossier_geopend.connect(self._toon_regels)
        werkblad.kopieerder.veranderd.connect(self._toon_kopie)
        werkblad.uitwisselaar.veranderd.connect(self._pas)

    def leeg(self) -> None:
        """Show nothing of who was here, for the lock."""
        for deel in (self.regels, self.wie, self.opgeslagen):
            deel.setText("")
        self.zonder_kopie.hide()

    def toon_wie(self, kast: Werkplek) -> None:
        """Show who logged in."""
        self.wie.setText(f"{kast.medewerker.naam} · {kast.medewerker.rol}")

    def zonder_regels(self) -> None:
        """Name no rules: no dossier is open."""
        self.regels.setText("")

    @Slot(str)
    def meld_fout(self, tekst: str) -> None:
        """Say what was not kept, also to a screen reader."""
        zet_rol(self.opgeslagen, "fout")
        self.opgeslagen.setText(f"Niet opgeslagen: {tekst}")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.opgeslagen.text()))

    @Slot(str)
    def _meld(self, tekst: str) -> None:
        zet_rol(self.opgeslagen, "")
        self.opgeslagen.setText(tekst)

    @Slot(str)
    def toon_inwoner(self, tekst: str) -> None:
        """Say on every page what the resident sees."""
        self.inwoner.setText(tekst)
        self._pas()

    @Slot()
    def _pas(self) -> None:
        """Leave the rules out where there is no room for them, as at 200%: all else goes before them."""
        delen = (self.opgeslagen, self.zonder_kopie, self.inwoner, self.uitwisselen, self.wie)
        breed = sum(deel.sizeHint().width() + TUSSEN for deel in delen if not deel.isHidden())
        past = breed + self.regels.sizeHint().width() <= self.width()
        self.regels.setVisible(past and not self.inwoner.text())

    def resizeEvent(self, gebeurtenis: QResizeEvent) -> None:
        super().resizeEvent(gebeurtenis)
        self._pas()

    @Slot()
    def _toon_kopie(self) -> None:
        kast, fout = self.werkblad.kast, self.werkblad.kopieerder.fout
        self.zonder_kopie.setToolTip(fout)
        self.zonder_kopie.setVisible(bool(fout) and kast is not None and mag_naar(kast, "instellingen"))

    @Slot()
    def _toon_regels(self) -> None:
        if self.werkblad.gesprek is not None:
            pakket = self.werkblad.toetser.pakket(self.werkblad.gesprek.pakket)
            merk = f" · {pakket.merk}" if pakket.merk else ""
            self.regels.setText(f"regels {pakket.naam} {pakket.versie}{merk} · Ctrl+L vergrendelt")
            self._pas()
