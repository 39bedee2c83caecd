"""One section of the form: its questions with their editors, and how many are answered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from consulent_app.intake import invoer
from consulent_app.intake.gesprek import Gesprek, Vraagplek, noem
from consulent_app.intake.perioden import Periodegeheugen
from consulent_app.regels.pakket import Pakket
from consulent_app.ui import editors
from consulent_app.ui.editors import Editor, Typveld
from consulent_app.ui.lijsten import Lijsteditor
from consulent_app.ui.notitieveld import Notitieveld
from consulent_app.ui.personen import Personenblok
from consulent_app.ui.veldblok import veldblok
from consulent_app.ui.vloei import Vloei

ADRES = (
    ("straat", "Straat", lambda: editors.tekst(16)),
    ("huisnummer", "Huisnummer", lambda: Typveld(invoer.lees_aantal, str, hint="", tekens=9)),
    ("toevoeging", "Toevoeging", lambda: editors.tekst(8)),
    ("postcode", "Postcode", lambda: Typveld(invoer.lees_postcode, str, hint="", tekens=9)),
    ("woonplaats", "Woonplaats", lambda: editors.tekst(16)),
    ("wijk", "Wijk", lambda: editors.tekst(16)),
)
PEILDATUM = (
    "Naar welke datum kijken de regels?",
    "De peildatum: bedragen en leeftijden gelden op die dag.",
)
SMAL = 62
#: Who there is, each with a role, and the paths of the questions.
Vorm = tuple[tuple[tuple[str, str], ...], tuple[str, ...]]


class Vraagrij(QFrame):
    """A question with its editor beside it, or below it when there is no room or it is a list."""

    def __init__(self, vraag: str, uitleg: str, editor: Editor) -> None:
        super().__init__()
        self._rooster, self._editor = QGridLayout(self), editor
        self._onder = self._lijst = isinstance(editor, Lijsteditor)
        self._rooster.setContentsMargins(8, 6, 8, 6)
        self._rooster.setHorizontalSpacing(16)
        self._rooster.setVerticalSpacing(2)
        self.vraag = QLabel(vraag)
        self.vraag.setWordWrap(True)
        self.vraag.setBuddy(editor)
        self.vraag.setContentsMargins(0, 6, 0, 0)
        self._rooster.addWidget(self.vraag, 0, 0)
        if uitleg:
            zacht = QLabel(uitleg)
            zacht.setProperty("rol", "zacht")
            zacht.setWordWrap(True)
            self._rooster.addWidget(zacht, 1, 0)
        self._plaats()

    def _plaats(self) -> None:
        self._rooster.removeWidget(self._editor)
        if self._onder:
            self._rooster.addWidget(self._editor, 2, 0)
        else:
            self._rooster.addWidget(self._editor, 0, 1, 2, 1)
        self._rooster.setColumnStretch(0, 5)
        self._rooster.setColumnStretch(1, 0 if self._onder else 6)

    def resizeEvent(self, gebeurtenis: QResizeEvent) -> None:
        super().resizeEvent(gebeurtenis)
        smal = self._lijst or self.width() < self.fontMetrics().averageCharWidth() * SMAL
        if smal != self._onder:
            self._onder = smal
            self._plaats()


class Sectieblok(QFrame):
    """`vorm` says for which persons and questions it stands; `pas_aan` leaves the rows that stay."""

    antwoord = Signal(str, object)
    erbij = Signal(str)
    weg = Signal(str)
    getypt = Signal(str, str)
    genoteerd = Signal(str, str)

    def __init__(
        self, sectie: str, vorm: Vorm, gesprek: Gesprek, pakket: Pakket, vragen: Sequence[Vraagplek]
    ) -> None:
        super().__init__()
        self.vorm = vorm
        self.editors: dict[str, Editor] = {}
        self.rijen: dict[str, Vraagrij] = {}
        self._vast: dict[str, Editor] = {}
        self._los: dict[str, Editor] = {}
        self._stand, self._personen = QLabel(), Personenblok(gesprek) if sectie == "gezin" else None
        self._sectie, self._pakket = sectie, pakket
        self.setProperty("rol", "paneel")
        self._kolom = QVBoxLayout(self)
        self._kolom.setContentsMargins(16, 12, 16, 12)
        self._kolom.setSpacing(4)
        self._adresblok, self._vragen = QWidget(), QVBoxLayout()
        self._vragen.setSpacing(4)
        naam = next(s.naam for s in pakket.secties if s.id == sectie)
        self.notitie = Notitieveld(naam)
        self.notitie.geschreven.connect(partial(self.genoteerd.emit, sectie))
        self._kop(naam)
        self._bouw()
        self.pas_aan(vorm, gesprek, vragen)
        self._kolom.addWidget(self.notitie.knop, alignment=Qt.AlignmentFlag.AlignLeft)
        self._kolom.addWidget(self.notitie)

    def _kop(self, naam: str) -> None:
        rij = QHBoxLayout()
        kop = QLabel(naam)
        kop.setProperty("rol", "tussenkop")
        self._stand.setProperty("rol", "zacht")
        rij.addWidget(kop)
        rij.addStretch()
        rij.addWidget(self._stand)
        self._kolom.addLayout(rij)

    def _bouw(self) -> None:
        if self._personen is not None:
            self._personen.antwoord.connect(self.antwoord)
            self._personen.erbij.connect(self.erbij)
            self._personen.weg.connect(self.weg)
            self._personen.getypt.connect(self.getypt)
            self._kolom.addWidget(self._personen)
        if self._sectie == "wonen":
            self._adres()
            self._kolom.addWidget(self._adresblok)
        self._kolom.addLayout(self._vragen)
        if self._sectie == "gesprek":
            self._kolom.addWidget(self._rij("peildatum", *PEILDATUM, editors.datum()))

    def pas_aan(self, vorm: Vorm, gesprek: Gesprek, vragen: Sequence[Vraagplek]) -> None:
        """Stand for other persons or questions; rows that stay are left as they are."""
        self.vorm = vorm
        if self._personen is not None:
            self._personen.pas_aan(gesprek)
            self._vast = dict(self._personen.editors)
        plekken = [plek for plek in vragen if plek.pad not in self._vast]
        for pad in set(self._los) - {plek.pad for plek in plekken}:
            del self._los[pad]
            rij = self.rijen.pop(pad)
            self._vragen.removeWidget(rij)
            # Later: it may hold the button whose click brought us here.
            rij.hide()
            rij.deleteLater()
        for nummer, plek in enumerate(plekken):
            if plek.pad not in self._los:
                editor = self._los[plek.pad] = editor_voor(plek, self._pakket, gesprek.getypt)
                self._vragen.insertWidget(nummer, self._rij(plek.pad, plek.vraag, plek.veld.uitleg, editor))
        slot = {pad: self.editors[pad] for pad in ("peildatum",) if pad in self.editors}
        self._los = {plek.pad: self._los[plek.pad] for plek in plekken}
        self.editors = {**self._vast, **self._los, **slot}

    def _adres(self) -> None:
        rij = Vloei(self._adresblok, gelijk=True, tussen=10)
        for sleutel, label, maak in ADRES:
            pad, editor = f"huishouden.{sleutel}", maak()
            self._koppel(pad, editor, label)
            self._vast[pad] = editor
            rij.addWidget(veldblok(label, editor))

    def _rij(self, pad: str, vraag: str, uitleg: str, editor: Editor) -> Vraagrij:
        self._koppel(pad, editor, vraag)
        rij = self.rijen[pad] = Vraagrij(vraag, uitleg, editor)
        return rij

    def _koppel(self, pad: str, editor: Editor, naam: str) -> None:
        editor.noem(naam)
        editor.gewijzigd.connect(partial(self._geef_antwoord, pad))
        self.editors[pad] = editor

    def _geef_antwoord(self, pad: str, waarde: Any) -> None:
        self.antwoord.emit(pad, waarde)

    def toon(self, gesprek: Gesprek, vragen: Sequence[Vraagplek]) -> None:
        """Show the answers, the names as they are now, and how far the section is."""
        namen = {p["id"]: noem(p) for p in gesprek.personen}
        for plek in vragen:
            if (rij := self.rijen.get(plek.pad)) is not None and rij.vraag.text() != plek.vraag:
                rij.vraag.setText(plek.vraag)
                self.editors[plek.pad].noem(plek.vraag)
        for pad, editor in self.editors.items():
            if isinstance(editor, Lijsteditor):
                editor.ken(namen)
            editor.zet(gesprek.waarde(pad))
        if self._personen is not None:
            self._personen.ververs(gesprek)
        bekend, alle = gesprek.stand(vragen)
        self._stand.setText("compleet" if bekend == alle else f"{bekend} van {alle} bekend")

    def tabvolgorde(self) -> list[QWidget]:
        """Return the controls in the order in which they stand on the screen."""
        boven = [*(self._personen.delen if self._personen is not None else ()), self._adresblok]
        rijen = [self.rijen[pad] for pad in self.editors if pad in self.rijen]
        binnen = [w for deel in (*boven, *rijen) for w in deel.findChildren(QWidget)]
        alle = [*binnen, self.notitie.knop, self.notitie]
        # The list that a combobox opens is a window of its own, in which Tab has its own order.
        hier = [w for w in alle if w.window() is self.window()]
        return [w for w in hier if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None]


def editor_voor(plek: Vraagplek, pakket: Pakket, geheugen: Periodegeheugen) -> Editor:
    """Return the editor for a question; a list gets the fields of its posts."""
    if plek.veld.soort != "lijst":
        return editors.voor_veld(plek.veld.soort, plek.veld.opties, plek.veld.sleutel)
    velden = [veld for veld in pakket.velden.values() if veld.niveau == plek.veld.sleutel]
    regelingen = {r.id: r.naam for r in pakket.regelingen.values() if r.door == "gemeente"}
    return Lijsteditor(plek.veld.sleutel, velden, regelingen, geheugen, plek.pad)
