"""The form: every section of the catalogue, made for the household in hand, each answer live."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from consulent_app.fouten import InvoerFout
from consulent_app.intake.gesprek import Gesprek, Vraagplek
from consulent_app.regels.pakket import Pakket
from consulent_app.ui.editors import Editor, Typregel
from consulent_app.ui.notitieveld import Notitieveld
from consulent_app.ui.secties import Sectieblok, Vorm
from consulent_app.ui.thema import zet_rol
from consulent_app.ui.typplek import plek_van, veld_op


class Formulier(QScrollArea):
    """Shows all questions that make sense for this household; `antwoord` goes out with each one.

    What takes long is made section by section: as long as it is not `af`, somebody must call
    `bouw_verder`. Who jumps to a question does not notice.
    """

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
        self._vragen: dict[str, list[Vraagplek]] = {}
        self._later: list[str] = []
        self._gesprek: Gesprek | None = None
        self._pakket: Pakket | None = None
        self._notities: Mapping[str, str] = {}
        self._merk = ""
        self._kolom = QVBoxLayout()

    def toon(self, gesprek: Gesprek, pakket: Pakket, notities: Mapping[str, str]) -> None:
        """Show the answers and the notes; rows come and go with the questions that make sense."""
        if self._pakket is None or pakket.sha256 != self._pakket.sha256:
            self._begin(pakket)
        self._gesprek, self._notities = gesprek, notities
        self._vragen = {sectie.id: list(gesprek.vragen(sectie.id, pakket)) for sectie in pakket.secties}
        vooraf, nu = self.focus_pad(), self.window().focusWidget()
        hier = nu is not None and self.isAncestorOf(nu)
        self._later = [sectie.id for sectie in pakket.secties if self._is_oud(sectie.id)]
        dringend = [sectie for sectie in self._later if self._kan_niet_wachten(sectie, vooraf)]
        for sectie in self._secties:
            if sectie not in self._later:
                self._vul(sectie)
        for sectie in dringend:
            self._maak(sectie)
        if dringend:
            self._volg_elkaar_op()
            if hier and vooraf in self._editors and self.focus_pad() != vooraf:
                self._editors[vooraf].setFocus()

    @property
    def af(self) -> bool:
        """Say whether all sections are there as they should be."""
        return not self._later

    def bouw_verder(self) -> None:
        """Make the next section of those that could wait."""
        if self._later:
            self._maak(self._later[0])
            if not self._later:
                self._volg_elkaar_op()

    def leeg(self) -> None:
        """Forget everything that is shown, for the lock."""
        self._gesprek = self._pakket = None
        self._editors, self._rijen, self._secties = {}, {}, {}
        self._vragen, self._later = {}, []
        self._notities, self._merk = {}, ""
        if (oud := self.takeWidget()) is not None:
            oud.hide()
            oud.deleteLater()

    def _begin(self, pakket: Pakket) -> None:
        self.leeg()
        self._pakket = pakket
        binnen = QWidget()
        self._kolom = QVBoxLayout(binnen)
        self._kolom.setContentsMargins(16, 8, 16, 24)
        self._kolom.setSpacing(12)
        self._kolom.addStretch()
        self.setWidget(binnen)

    def _vorm(self, sectie: str) -> Vorm:
        assert self._gesprek is not None
        wie = tuple(self._gesprek.personen_en_rollen)
        return wie, tuple(plek.pad for plek in self._vragen[sectie])

    def _is_oud(self, sectie: str) -> bool:
        return sectie not in self._secties or self._secties[sectie].vorm != self._vorm(sectie)

    def _kan_niet_wachten(self, sectie: str, pad: str) -> bool:
        """Say whether the next key may be meant for what comes here, or for what is no longer asked."""
        assert self._pakket is not None
        blok = self._secties.get(sectie)
        if blok is None:
            return sectie == self._pakket.secties[0].id
        (wie, wat), (wie_nu, wat_nu) = blok.vorm, self._vorm(sectie)
        weg = not set(wie) <= set(wie_nu) or not set(wat) <= set(wat_nu)
        return weg or pad in blok.editors or sectie == self._pakket.secties[0].id

    def _maak(self, sectie: str) -> None:
        """Make a section, or let its rows come and go, and show the answers in it."""
        assert self._gesprek is not None
        assert self._pakket is not None
        self._later.remove(sectie)
        if (blok := self._secties.get(sectie)) is not None:
            blok.pas_aan(self._vorm(sectie), self._gesprek, self._vragen[sectie])
        else:
            self._secties[sectie] = self._nieuw(sectie, self._gesprek, self._pakket)
        self._editors = {pad: e for blok in self._secties.values() for pad, e in blok.editors.items()}
        self._rijen = {pad: rij for blok in self._secties.values() for pad, rij in blok.rijen.items()}
        self._vul(sectie)
        self.markeer(self._merk)

    def _nieuw(self, sectie: str, gesprek: Gesprek, pakket: Pakket) -> Sectieblok:
        nieuw = Sectieblok(sectie, self._vorm(sectie), gesprek, pakket, self._vragen[sectie])
        nieuw.antwoord.connect(self.antwoord)
        nieuw.erbij.connect(self.persoon_erbij)
        nieuw.weg.connect(self.persoon_weg)
        nieuw.getypt.connect(self.getypt)
        nieuw.genoteerd.connect(self.genoteerd)
        # In the order of the package: what could wait is made in that order.
        self._kolom.insertWidget(len(self._secties), nieuw)
        return nieuw

    def _vul(self, sectie: str) -> None:
        assert self._gesprek is not None
        blok = self._secties[sectie]
        blok.toon(self._gesprek, self._vragen[sectie])
        blok.notitie.zet(self._notities.get(sectie, ""))

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

    def plek_van(self, veld: QWidget) -> str:
        """Return where a line stands that is typed in, as `typplek.plek_van`."""
        return plek_van(veld, self._editors)

    def veld_op(self, plek: str) -> Typregel | None:
        """Return the line at such a place, None when it is not on the form."""
        return veld_op(plek, self._editors)

    def sectie_van(self, notitie: Notitieveld) -> str:
        """Return the section that a note is with."""
        return next((sectie for sectie, blok in self._secties.items() if blok.notitie is notitie), "")

    def notitie_van(self, sectie: str) -> Notitieveld | None:
        """Return the note with a section, None when there is no such section."""
        while self._later and sectie not in self._secties:
            self.bouw_verder()
        blok = self._secties.get(sectie)
        return blok.notitie if blok is not None else None

    def vraagt(self, pad: str) -> bool:
        """Say whether this question is on the form by now."""
        return pad in self._editors

    def toon_fout(self, pad: str, fout: InvoerFout) -> None:
        """Show at its own question why an answer was not taken."""
        if pad in self._editors:
            self._editors[pad].toon_fout(str(fout))

    def markeer(self, pad: str) -> None:
        """Mark the question that is worth asking now."""
        self._merk = pad
        volgende = self._vraagpad(pad)
        for naam, rij in self._rijen.items():
            zet_rol(rij, "ja" if naam == volgende else "", "volgende")

    def ga_naar(self, pad: str) -> bool:
        """Scroll to a question and put the focus there; say whether it is on the form."""
        if self._later and not self._vraagpad(pad):
            while self._later and not self._vraagpad(pad):
                self.bouw_verder()
            self._volg_elkaar_op()
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
        while self._later:
            self.bouw_verder()
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
