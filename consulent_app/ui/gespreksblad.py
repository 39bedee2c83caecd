"""One question at a time, large, in the order in which the answers decide most."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from consulent_app.fouten import InvoerFout
from consulent_app.intake.gesprek import Gesprek, Vraagplek, noem
from consulent_app.intake.vraagvolgorde import open_vragen
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.uitkomst import Oordeel
from consulent_app.ui.editors import Editor, Keuzeknoppen, Keuzelijst, Typveld
from consulent_app.ui.lijsten import Lijsteditor
from consulent_app.ui.secties import editor_voor
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.wisselen import wissel


class Gespreksblad(QScrollArea):
    """`antwoord` goes out like that of the form; a single answer brings the next question by itself.

    `gewisseld` says that another question is in hand.
    """

    antwoord = Signal(str, object)
    getypt = Signal(str, str)
    gewisseld = Signal()

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._zaak: tuple[Gesprek, Pakket, Oordeel] | None = None
        self._gehad: list[str] = []
        self._nu: Vraagplek | None = None
        self._editor: Editor | None = None
        self._verder = False

    def leeg(self) -> None:
        """Forget everything, for the lock and for another dossier."""
        self._zaak, self._gehad, self._nu, self._editor = None, [], None, None
        wissel(self, QWidget())

    def toon(self, gesprek: Gesprek, pakket: Pakket, oordeel: Oordeel) -> None:
        """Show the question in hand with its answer now, or the next one after an answer."""
        self._zaak = (gesprek, pakket, oordeel)
        if self._verder or self._nu is None or self._bestaat(self._nu.pad) is None:
            self._verder = False
            self._toon_eerste()
        elif self._editor is not None:
            self._editor.zet(gesprek.waarde(self._nu.pad))

    def toon_fout(self, pad: str, fout: InvoerFout) -> bool:
        """Show why the answer in hand was not taken; say whether it is that question."""
        self._verder = False
        if self._nu is None or self._editor is None or self._nu.pad != pad:
            return False
        self._editor.toon_fout(str(fout))
        return True

    def ga_naar(self, pad: str) -> None:
        """Show the question at or above this path."""
        while pad and self._bestaat(pad) is None:
            pad = pad.rpartition(".")[0]
        if (plek := self._bestaat(pad)) is not None:
            self._toon_vraag(plek)

    @property
    def pad(self) -> str:
        """Return the path of the question in hand, '' for none."""
        return self._nu.pad if self._nu else ""

    def pak_focus(self) -> None:
        """Put the focus on the answer."""
        if self._editor is not None:
            self._editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def volgende(self) -> None:
        """Go on; a question without an answer comes back when all others have been asked."""
        # Leaving the field takes what was typed; an answer brings the next question by itself.
        nu = self._nu
        if (veld := self.focusWidget()) is not None:
            veld.clearFocus()
        fout = self._editor.fout if isinstance(self._editor, Typveld) else ""
        if self._nu is nu and not fout:
            self._toon_eerste()

    @Slot()
    def terug(self) -> None:
        """Show the question before this one, with its answer."""
        while self._gehad:
            if (plek := self._bestaat(self._gehad.pop())) is not None and plek != self._nu:
                self._nu = None
                self._toon_vraag(plek)
                return

    def _bestaat(self, pad: str) -> Vraagplek | None:
        if self._zaak is None:
            return None
        gesprek, pakket, _ = self._zaak
        return gesprek.vraagplek(pad, pakket)

    def _toon_eerste(self) -> None:
        if self._zaak is None:
            return
        open_ = open_vragen(*self._zaak)
        nieuw = [plek for plek in open_ if plek.pad not in self._gehad and plek != self._nu]
        over = nieuw or [plek for plek in open_ if plek != self._nu] or open_
        if over:
            self._toon_vraag(over[0])
        else:
            self._toon_klaar()

    def _toon_klaar(self) -> None:
        self._nu = self._editor = None
        binnen, kolom = _blad()
        kolom.addWidget(label("Alles is duidelijk.", "vraag"))
        kolom.addWidget(label("Er is geen vraag meer die iets kan veranderen: u kunt besluiten."))
        kolom.addLayout(self._knoppen(volgende=False))
        kolom.addStretch()
        wissel(self, binnen)
        self.gewisseld.emit()

    def _toon_vraag(self, plek: Vraagplek) -> None:
        assert self._zaak is not None
        gesprek, pakket, oordeel = self._zaak
        if self._nu is not None:
            self._gehad.append(self._nu.pad)
        self._nu = plek
        binnen, kolom = _blad()
        kolom.addWidget(label(_waarover(plek, gesprek, pakket), "zacht"))
        vraag = label(plek.vraag, "vraag")
        kolom.addWidget(vraag)
        if plek.veld.uitleg:
            kolom.addWidget(label(plek.veld.uitleg, "zacht"))
        kolom.addSpacing(8)
        self._editor = self._maak_editor(plek, gesprek, pakket)
        vraag.setBuddy(self._editor)
        kolom.addWidget(self._editor)
        kolom.addSpacing(8)
        kolom.addWidget(label(_gewicht(plek, oordeel, len(open_vragen(*self._zaak))), "zacht"))
        kolom.addLayout(self._knoppen(volgende=True))
        kolom.addStretch()
        wissel(self, binnen)
        self.pak_focus()
        self.gewisseld.emit()

    def _maak_editor(self, plek: Vraagplek, gesprek: Gesprek, pakket: Pakket) -> Editor:
        editor = editor_voor(plek, pakket, gesprek.getypt)
        if isinstance(editor, Lijsteditor):
            editor.ken({p["id"]: noem(p) for p in gesprek.personen})
        editor.setProperty("groot", "ja")
        editor.noem(plek.vraag)
        editor.zet(gesprek.waarde(plek.pad))
        editor.gewijzigd.connect(self._geef_antwoord)
        if isinstance(editor, Typveld):
            editor.getypt.connect(partial(self.getypt.emit, plek.pad))
        return editor

    def _knoppen(self, *, volgende: bool) -> Vloei:
        rij = Vloei()
        terug = QPushButton("Terug")
        terug.setToolTip("Alt+pijl naar links")
        terug.setEnabled(bool(self._gehad))
        terug.clicked.connect(self.terug)
        rij.addWidget(terug)
        if volgende:
            verder = QPushButton("Volgende")
            verder.setProperty("rol", "hoofd")
            verder.setToolTip("Alt+pijl naar rechts")
            verder.clicked.connect(self.volgende)
            rij.addWidget(verder)
        return rij

    @Slot(object)
    def _geef_antwoord(self, waarde: Any) -> None:
        if self._nu is not None:
            self._verder = isinstance(self._editor, Keuzeknoppen | Keuzelijst | Typveld)
            self.antwoord.emit(self._nu.pad, waarde)


def _blad() -> tuple[QWidget, QVBoxLayout]:
    buiten = QWidget()
    rand = QVBoxLayout(buiten)
    rand.setContentsMargins(16, 8, 16, 24)
    blad = QFrame()
    blad.setProperty("rol", "paneel")
    rand.addWidget(blad)
    kolom = QVBoxLayout(blad)
    kolom.setContentsMargins(32, 24, 32, 24)
    kolom.setSpacing(8)
    return buiten, kolom


def _waarover(plek: Vraagplek, gesprek: Gesprek, pakket: Pakket) -> str:
    sectie = next((s.naam for s in pakket.secties if s.id == plek.veld.sectie), "")
    wie = next((noem(p) for p in gesprek.personen if p["id"] == plek.persoon), "")
    return f"{sectie} · {wie}" if wie else sectie


def _gewicht(plek: Vraagplek, oordeel: Oordeel, aantal: int) -> str:
    raakt = sum(any(pad.startswith(plek.pad) for pad in u.ontbreekt) for u in oordeel.uitkomsten)
    regelingen = "1 regeling" if raakt == 1 else f"{raakt} regelingen"
    nog = "Dit is de laatste vraag." if aantal <= 1 else f"Nog {aantal} vragen, dan is alles duidelijk."
    return f"Beslist over {regelingen}. {nog}" if raakt else nog
