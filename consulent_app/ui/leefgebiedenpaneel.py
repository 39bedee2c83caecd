"""The check per area of life: short questions, and beside each area the referrals that follow at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from consulent_app.huishouden.model import Intake
from consulent_app.intake import leefgebieden
from consulent_app.intake.leefgebieden import Wegwijzer
from consulent_app.regels.uitkomst import Verwijzing
from consulent_app.ui.gebiedblok import Gebiedblok
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.wisselen import wissel

UITLEG = "Vraag wat past bij dit gesprek."


def vandaag() -> date:
    """Return today's date at the desk."""
    return datetime.now().astimezone().date()


class Leefgebiedenpaneel(QScrollArea):
    """`gewijzigd` goes out with the whole document at each answer; `spring` asks for an intake question,
    `schuldhulp` for the window about debt help.

    The document is what a dossier keeps: {"signalen": {...}, "verwijzingen": {...}}.
    """

    gewijzigd = Signal(dict)
    spring = Signal(str)
    schuldhulp = Signal()

    def __init__(self, vraagtekst: Callable[[str], str], ouder: QWidget | None = None) -> None:
        """`vraagtekst` gives the question for a path of the intake in hand."""
        super().__init__(ouder)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._vraagtekst = vraagtekst
        self.document: dict[str, Any] = {}
        self.blokken: dict[str, Gebiedblok] = {}
        self._zaak: tuple[Intake, Wegwijzer, tuple[Verwijzing, ...]] | None = None
        self._stand = label("", "zacht")
        self._namen: list[str] = []

    def toon(
        self,
        document: Mapping[str, Any],
        intake: Intake,
        wegwijzer: Wegwijzer,
        uit_regels: Iterable[Verwijzing],
    ) -> None:
        """Show the areas for this household; `uit_regels` are the referrals of the rule package."""
        self.document = dict(document)
        self._zaak = (intake, wegwijzer, tuple(uit_regels))
        self._bouw(intake, wegwijzer)
        self._ververs()

    def leeg(self) -> None:
        """Forget everything that is shown, for the lock and for another dossier."""
        self._zaak, self.document, self.blokken = None, {}, {}
        wissel(self, QWidget())

    def pak_focus(self) -> None:
        """Put the focus on the first question that has no answer yet."""
        gegeven = leefgebieden.signalen_in(self.document)
        editors = [(id_, e) for blok in self.blokken.values() for id_, e in blok.editors.items()]
        eerste = next((e for id_, e in editors if gegeven.get(id_) is None), None)
        if eerste is not None:
            eerste.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bouw(self, intake: Intake, wegwijzer: Wegwijzer) -> None:
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        kolom.setContentsMargins(24, 16, 24, 16)
        kolom.setSpacing(12)
        kolom.addWidget(label("Leefgebieden", "kop"))
        self._stand = label("", "zacht")
        kolom.addWidget(self._stand)
        self.blokken = {}
        for gebied in wegwijzer.leefgebieden:
            signalen = [s for s in gebied.signalen if leefgebieden.past(s, intake)]
            blok = self.blokken[gebied.id] = Gebiedblok(gebied, signalen, self._vraagtekst)
            blok.antwoord.connect(self._antwoord)
            blok.aanbod.connect(self._bied_aan)
            blok.spring.connect(self.spring)
            blok.schuldhulp.connect(self.schuldhulp)
            kolom.addWidget(blok)
        kolom.addStretch()
        wissel(self, binnen)

    def _ververs(self) -> None:
        """Show the answers and what follows from them; the questions themselves stay as they are."""
        assert self._zaak is not None
        intake, wegwijzer, uit_regels = self._zaak
        gegeven = leefgebieden.signalen_in(self.document)
        alle = leefgebieden.verwijsadviezen(gegeven, intake, wegwijzer, intake.peildatum, uit_regels)
        namen = {gebied.id: gebied.naam for gebied in wegwijzer.leefgebieden}
        for id_, blok in self.blokken.items():
            eigen = [a for a in alle if a.gebieden[0] == id_]
            elders = [(a.naar, namen[a.gebieden[0]]) for a in alle if id_ in a.gebieden[1:]]
            blok.toon(self.document, intake, eigen, elders)
            blok.setVisible(bool(blok.signalen or eigen))
        open_ = sum(
            len(leefgebieden.open_signalen(blok.gebied, gegeven, intake)) for blok in self.blokken.values()
        )
        self._stand.setText(_tel(open_, len(alle)))
        self._namen = [advies.naar for advies in alle]
        self._volg_elkaar_op()

    def _volg_elkaar_op(self) -> None:
        """Let Tab follow the order on the screen: a referral that just came would be last."""
        keten = [w for blok in self.blokken.values() for w in blok.tabvolgorde()]
        for eerste, tweede in pairwise(keten):
            QWidget.setTabOrder(eerste, tweede)

    def _antwoord(self, signaal: str, waarde: bool | None) -> None:
        self._neem(leefgebieden.met_signaal(self.document, signaal, waarde))

    def _bied_aan(self, advies: str, aanbod: bool | None, notitie: str) -> None:
        self._neem(leefgebieden.met_aanbod(self.document, advies, aanbod, notitie, vandaag()))

    def _neem(self, document: dict[str, Any]) -> None:
        if document == self.document:
            return
        self.document, vooraf = document, self._namen
        self._ververs()
        if nieuw := [naam for naam in self._namen if naam not in vooraf]:
            tekst = f"Verwijzing erbij: {', '.join(nieuw)}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, tekst))
        self.gewijzigd.emit(document)


def _tel(open_: int, adviezen: int) -> str:
    antwoorden = "1 antwoord open" if open_ == 1 else f"{open_} antwoorden open"
    verwijzingen = "1 verwijzing" if adviezen == 1 else f"{adviezen} verwijzingen"
    return f"{UITLEG} {antwoorden if open_ else 'Alles bekend'} · {verwijzingen}"
