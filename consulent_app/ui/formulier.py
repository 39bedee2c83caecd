"""The form: every section of the catalogue, made for the household in hand, each answer live."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from consulent_app.fouten import InvoerFout
from consulent_app.intake.gesprek import Gesprek
from consulent_app.regels.pakket import Pakket
from consulent_app.ui.editors import Editor
from consulent_app.ui.secties import Sectieblok
from consulent_app.ui.thema import zet_rol


class Formulier(QScrollArea):
    """Shows all questions that make sense for this household; `antwoord` goes out with each one."""

    antwoord = Signal(str, object)
    persoon_erbij = Signal(str)
    persoon_weg = Signal(str)
    genoteerd = Signal(str, str)
    getypt = Signal(str, str)

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._secties: dict[str, Sectieblok] = {}
        self._editors: dict[str, Editor] = {}
        self._rijen: dict[str, QFrame] = {}
        self._pakket = ""
        self._kolom = QVBoxLayout()

    def toon(self, gesprek: Gesprek, pakket: Pakket) -> None:
        """Show the answers; rows come and go with the questions that make sense."""
        if pakket.sha256 != self._pakket:
            self._begin(pakket)
        vooraf, nu = self.focus_pad(), self.window().focusWidget()
        hier = nu is not None and self.isAncestorOf(nu)
        gebouwd = [sectie.id for sectie in pakket.secties if self._bouw(sectie.id, gesprek, pakket)]
        self._editors = {pad: e for blok in self._secties.values() for pad, e in blok.editors.items()}
        self._rijen = {pad: rij for blok in self._secties.values() for pad, rij in blok.rijen.items()}
        for sectie, blok in self._secties.items():
            blok.toon(gesprek, *gesprek.stand(sectie, pakket))
        if gebouwd:
            self._volg_elkaar_op()
            if hier and vooraf in self._editors and self.focus_pad() != vooraf:
                self._editors[vooraf].setFocus()

    def toon_notities(self, notities: Mapping[str, str]) -> None:
        """Show with each section what was noted there."""
        for sectie, blok in self._secties.items():
            blok.notitie.zet(notities.get(sectie, ""))

    def leeg(self) -> None:
        """Forget everything that is shown, for the lock."""
        self._pakket = ""
        self._editors, self._rijen, self._secties = {}, {}, {}
        if (oud := self.takeWidget()) is not None:
            oud.hide()
            oud.deleteLater()

    def _begin(self, pakket: Pakket) -> None:
        self.leeg()
        self._pakket = pakket.sha256
        binnen = QWidget()
        self._kolom = QVBoxLayout(binnen)
        self._kolom.setContentsMargins(16, 8, 16, 24)
        self._kolom.setSpacing(12)
        self._kolom.addStretch()
        self.setWidget(binnen)

    def _bouw(self, sectie: str, gesprek: Gesprek, pakket: Pakket) -> bool:
        vorm = (gesprek.personen_en_rollen, [v.pad for v in gesprek.vragen(sectie, pakket)])
        oud = self._secties.get(sectie)
        if oud is not None and oud.vorm == vorm:
            return False
        if oud is not None:
            oud.pas_aan(vorm, gesprek)
            return True
        nieuw = Sectieblok(sectie, vorm, gesprek, pakket)
        nieuw.antwoord.connect(self.antwoord)
        nieuw.erbij.connect(self.persoon_erbij)
        nieuw.weg.connect(self.persoon_weg)
        nieuw.getypt.connect(self.getypt)
        nieuw.genoteerd.connect(self.genoteerd)
        plek = [s.id for s in pakket.secties].index(sectie)
        self._kolom.insertWidget(plek, nieuw)
        self._secties[sectie] = nieuw
        return True

    def _volg_elkaar_op(self) -> None:
        """Let Tab follow the order on the screen: a section that was built anew would come last."""
        delen = [self._kolom.itemAt(n) for n in range(self._kolom.count() - 1)]
        blokken = [deel.widget() for deel in delen if deel is not None]
        keten = [w for blok in blokken if isinstance(blok, Sectieblok) for w in blok.tabvolgorde()]
        for eerste, tweede in pairwise(keten):
            QWidget.setTabOrder(eerste, tweede)

    def focus_pad(self) -> str:
        """Return the path of the question that has the focus, or had it last; '' for none."""
        nu = self.focusWidget()
        return next((p for p, e in self._editors.items() if nu and e.isAncestorOf(nu)), "")

    def toon_fout(self, pad: str, fout: InvoerFout) -> None:
        """Show at its own question why an answer was not taken."""
        if pad in self._editors:
            self._editors[pad].toon_fout(str(fout))

    def markeer(self, pad: str) -> None:
        """Mark the question that is worth asking now."""
        volgende = self._vraagpad(pad)
        for naam, rij in self._rijen.items():
            zet_rol(rij, "ja" if naam == volgende else "", "volgende")

    def ga_naar(self, pad: str) -> bool:
        """Scroll to a question and put the focus there; say whether it is on the form."""
        editor = self._editors.get(self._vraagpad(pad))
        if editor is None:
            return False
        rij = self._rijen.get(self._vraagpad(pad), editor)
        self.ensureWidgetVisible(rij, 0, 80)
        # Once more when a form that was just built has its final height.
        QTimer.singleShot(0, rij, partial(self.ensureWidgetVisible, rij, 0, 80))
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def ga_naar_sectie(self, stap: int) -> None:
        """Put the focus on the first question of the next section, or of the one before."""
        blokken = list(self._secties.values())
        nu = self.focusWidget()
        plek = next((n for n, blok in enumerate(blokken) if nu and blok.isAncestorOf(nu)), -1)
        if 0 <= plek + stap < len(blokken):
            blok = blokken[plek + stap]
            self.verticalScrollBar().setValue(blok.y() - 8)
            next(iter(blok.editors.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _vraagpad(self, pad: str) -> str:
        delen = pad.split(".")
        while delen and ".".join(delen) not in self._editors:
            delen.pop()
        return ".".join(delen)
