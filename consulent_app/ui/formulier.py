"""The form: every section of the catalogue, made for the household in hand, each answer live."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from consulent_app.fouten import InvoerFout
from consulent_app.intake import invoer
from consulent_app.intake.gesprek import Gesprek, Vraagplek, noem
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.regeling import Regeling
from consulent_app.ui import editors
from consulent_app.ui.editors import Editor, Typveld
from consulent_app.ui.lijsten import Lijsteditor
from consulent_app.ui.personen import Personenblok
from consulent_app.ui.wisselen import wissel

ADRES = (
    ("straat", "Straat", lambda: editors.tekst(24)),
    ("huisnummer", "Huisnummer", editors.aantal),
    ("toevoeging", "Toevoeging", lambda: editors.tekst(8)),
    ("postcode", "Postcode", lambda: Typveld(invoer.lees_postcode, str, hint="", tekens=9)),
    ("woonplaats", "Woonplaats", lambda: editors.tekst(24)),
    ("wijk", "Wijk", lambda: editors.tekst(24)),
)


class Formulier(QScrollArea):
    """Shows all questions that make sense for this household; `antwoord` goes out with each one."""

    antwoord = Signal(str, object)
    persoon_erbij = Signal(str)
    persoon_weg = Signal(str)

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setWidgetResizable(True)
        self.setFocusPolicy(self.focusPolicy().NoFocus)
        self._editors: dict[str, Editor] = {}
        self._rijen: dict[str, QFrame] = {}
        self._gevormd: object = None
        self._volgende = ""

    def toon(self, gesprek: Gesprek, pakket: Pakket) -> None:
        """Show the answers; the form is only built anew when other questions make sense."""
        vorm = self._vorm(gesprek, pakket)
        if vorm != self._gevormd:
            self._gevormd = vorm
            self._bouw(gesprek, pakket)
        for pad, editor in self._editors.items():
            editor.zet(gesprek.waarde(pad))
        self._personen.ververs(gesprek)

    def _vorm(self, gesprek: Gesprek, pakket: Pakket) -> object:
        personen = [(p["id"], p["rol"], p.get("voornaam")) for p in gesprek.personen]
        vragen = [v.pad for s in pakket.secties for v in gesprek.vragen(s.id, pakket)]
        return pakket.sha256, personen, vragen

    def _bouw(self, gesprek: Gesprek, pakket: Pakket) -> None:
        vooraf = self._focus_pad()
        self._editors, self._rijen = {}, {}
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        kolom.setContentsMargins(16, 8, 16, 24)
        kolom.setSpacing(12)
        for sectie in pakket.secties:
            kolom.addWidget(self._sectie(sectie.id, sectie.naam, gesprek, pakket))
        kolom.addStretch()
        wissel(self, binnen)
        if vooraf in self._editors:
            self._editors[vooraf].setFocus()

    def _focus_pad(self) -> str:
        nu = self.focusWidget()
        return next((p for p, e in self._editors.items() if nu and e.isAncestorOf(nu)), "")

    def _sectie(self, sectie: str, naam: str, gesprek: Gesprek, pakket: Pakket) -> QFrame:
        paneel = QFrame()
        paneel.setProperty("rol", "paneel")
        kolom = QVBoxLayout(paneel)
        kolom.setContentsMargins(16, 12, 16, 12)
        kop = QLabel(naam)
        kop.setProperty("rol", "tussenkop")
        kolom.addWidget(kop)
        if sectie == "gezin":
            self._personen = Personenblok(gesprek)
            self._personen.antwoord.connect(self.antwoord)
            self._personen.erbij.connect(self.persoon_erbij)
            self._personen.weg.connect(self.persoon_weg)
            kolom.addWidget(self._personen)
            self._editors.update(self._personen.editors)
        if sectie == "wonen":
            kolom.addLayout(self._adres())
        for plek in gesprek.vragen(sectie, pakket):
            if plek.pad not in self._editors:
                kolom.addWidget(self._vraag(plek, gesprek, pakket))
        return paneel

    def _adres(self) -> QGridLayout:
        rooster = QGridLayout()
        for nummer, (sleutel, label, maak) in enumerate(ADRES):
            editor, pad = maak(), f"huishouden.{sleutel}"
            self._koppel(pad, editor, label)
            naam = QLabel(label)
            naam.setBuddy(editor)
            rij, helft = divmod(nummer, 2)
            rooster.addWidget(naam, rij, helft * 2)
            rooster.addWidget(editor, rij, helft * 2 + 1)
        rooster.setColumnStretch(1, 1)
        rooster.setColumnStretch(3, 1)
        return rooster

    def _vraag(self, plek: Vraagplek, gesprek: Gesprek, pakket: Pakket) -> QFrame:
        rij = QFrame()
        rooster = QGridLayout(rij)
        rooster.setContentsMargins(8, 4, 4, 4)
        rooster.setColumnStretch(0, 5)
        rooster.setColumnStretch(1, 6)
        vraag = QLabel(plek.vraag)
        vraag.setWordWrap(True)
        editor = self._editor(plek, gesprek, pakket)
        vraag.setBuddy(editor)
        rooster.addWidget(vraag, 0, 0)
        rooster.addWidget(editor, 0, 1, 2, 1)
        if plek.veld.uitleg:
            uitleg = QLabel(plek.veld.uitleg)
            uitleg.setProperty("rol", "zacht")
            uitleg.setWordWrap(True)
            rooster.addWidget(uitleg, 1, 0)
        self._koppel(plek.pad, editor, plek.vraag)
        self._rijen[plek.pad] = rij
        return rij

    def _editor(self, plek: Vraagplek, gesprek: Gesprek, pakket: Pakket) -> Editor:
        if plek.veld.soort != "lijst":
            return editors.voor_veld(plek.veld.soort, plek.veld.opties, plek.veld.sleutel)
        velden = [v for v in pakket.velden.values() if v.niveau == plek.veld.sleutel]
        personen = {p["id"]: noem(p) for p in gesprek.personen}
        regelingen = {r.id: r.naam for r in pakket.regelingen.values() if _eigen(r)}
        return Lijsteditor(plek.veld.sleutel, velden, personen, regelingen)

    def _koppel(self, pad: str, editor: Editor, naam: str) -> None:
        editor.noem(naam)
        editor.gewijzigd.connect(partial(self._geef_antwoord, pad))
        self._editors[pad] = editor

    def _geef_antwoord(self, pad: str, waarde: Any) -> None:
        self.antwoord.emit(pad, waarde)

    def toon_fout(self, pad: str, fout: InvoerFout) -> None:
        """Show at its own question why an answer was not taken."""
        if pad in self._editors:
            self._editors[pad].toon_fout(str(fout))

    def markeer(self, pad: str) -> None:
        """Mark the question that is worth asking now."""
        for naam, aan in ((self._volgende, False), (self._vraagpad(pad), True)):
            if (rij := self._rijen.get(naam)) is not None:
                rij.setProperty("volgende", "ja" if aan else "nee")
                rij.style().unpolish(rij)
                rij.style().polish(rij)
        self._volgende = self._vraagpad(pad)

    def ga_naar(self, pad: str) -> bool:
        """Scroll to a question and put the focus there; say whether it is on the form."""
        editor = self._editors.get(self._vraagpad(pad))
        if editor is None:
            return False
        self.ensureWidgetVisible(self._rijen.get(self._vraagpad(pad), editor), 0, 80)
        editor.setFocus()
        return True

    def _vraagpad(self, pad: str) -> str:
        delen = pad.split(".")
        while delen and ".".join(delen) not in self._editors:
            delen.pop()
        return ".".join(delen)


def _eigen(regeling: Regeling) -> bool:
    return regeling.door == "gemeente"
