"""The window about debt help: from the question to the end, with the day by which the law wants a talk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from consulent_app.besluiten.schuldhulp import (
    BESCHIKKINGEN,
    DAGEN,
    UITSTROOMREDENEN,
    Contactpoging,
    Schuldhulp,
    crisissoorten,
    keur,
    wachttijd,
)
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.ui import editors
from consulent_app.ui.contactpogingen import Contactpogingen
from consulent_app.ui.editors import Editor, Keuzelijst, Meerkeuze
from consulent_app.ui.rolvlak import Rolvlak
from consulent_app.ui.secties import Vraagrij
from consulent_app.ui.thema import zet_rol
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.werkblad import Werkblad

NIEMAND = "Vul in wanneer iemand met de vraag kwam. Dan staat hier wanneer het eerste gesprek moet zijn."
VRAAG_CRISIS = "Vraag of er een crisis is: dan zijn het drie werkdagen."
#: Each question by its place in the trace, with its explanation.
AANMELDING = (
    (
        "aangemeld",
        "Wanneer kwam iemand met de vraag?",
        "Aan de balie, per telefoon, op papier of digitaal.",
    ),
    ("met_partner", "Doet de partner mee?", ""),
    ("crisis", "Is er een crisis, of dreigt die?", "Dan is het eerste gesprek binnen drie werkdagen."),
)
VERLOOP = (
    ("gesprek", "Wanneer was het eerste gesprek?", "Het gesprek waarin duidelijk wordt wat iemand vraagt."),
    ("doorverwezen_naar", "Naar wie is doorverwezen?", ""),
    ("doorverwezen", "Wanneer is doorverwezen?", ""),
    ("besluit", "Wat is er besloten over schuldhulp?", ""),
    ("besloten", "Wanneer is dat besloten?", "De dag van de beschikking."),
    ("plan", "Wanneer was het plan van aanpak klaar?", ""),
)
UITSTROOM = (
    ("reden", "Waarom is de schuldhulp gestopt?", ""),
    ("uitgestroomd", "Wanneer is de schuldhulp gestopt?", ""),
)
#: What belongs together: the one without the other is not finished.
PAREN = (
    ("doorverwezen_naar", "doorverwezen", "naar wie is doorverwezen"),
    ("besluit", "besloten", "wat er is besloten"),
    ("reden", "uitgestroomd", "waarom de schuldhulp is gestopt"),
)


class Schuldhulpvenster(QDialog):
    """Every answer is kept at once; a day that cannot be stays on the screen with why."""

    def __init__(self, werkblad: Werkblad, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.setWindowTitle("Schuldhulp")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(ouder.window().size().boundedTo(QSize(1100, 740)))
        self.editors: dict[str, Editor] = {}
        self.stand, self._stand = QFrame(), label("")
        self._mist = label("", "zacht")
        self.pogingen = Contactpogingen(_vandaag())
        self.pogingen.gewijzigd.connect(self._neem_pogingen)
        self._bouw()
        self._toon_stand()
        self.editors["aangemeld"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _bouw(self) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(16, 12, 16, 12)
        boven = QVBoxLayout(self.stand)
        boven.setContentsMargins(14, 10, 14, 10)
        boven.addWidget(self._stand)
        boven.addWidget(self._mist)
        kolom.addWidget(self.stand)
        binnen = QWidget()
        delen = QVBoxLayout(binnen)
        delen.setContentsMargins(0, 0, 8, 0)
        for titel, vragen in (("Aanmelding", AANMELDING), ("Verloop", VERLOOP), ("Uitstroom", UITSTROOM)):
            delen.addWidget(self._paneel(titel, vragen))
        self.pogingen.toon(self._nu.contactpogingen)
        delen.addWidget(self.pogingen)
        delen.addStretch()
        kolom.addWidget(Rolvlak(binnen), 1)
        onder, sluit = QHBoxLayout(), QPushButton("Sluiten")
        sluit.clicked.connect(self.accept)
        onder.addStretch()
        onder.addWidget(sluit)
        kolom.addLayout(onder)

    def _paneel(self, titel: str, vragen: tuple[tuple[str, str, str], ...]) -> QFrame:
        paneel = QFrame()
        paneel.setProperty("rol", "paneel")
        kolom = QVBoxLayout(paneel)
        kolom.setContentsMargins(14, 10, 14, 10)
        kolom.addWidget(label(titel, "tussenkop"))
        gesprek = self.werkblad.gesprek
        met_partner = gesprek is not None and gesprek.intake().partner is not None
        for naam, vraag, uitleg in vragen:
            if naam != "met_partner" or met_partner:
                kolom.addWidget(self._rij(naam, vraag, uitleg))
        return paneel

    def _rij(self, naam: str, vraag: str, uitleg: str) -> QWidget:
        editor = self.editors[naam] = self._editor(naam)
        editor.noem(vraag)
        editor.zet(_als_antwoord(getattr(self._nu, naam)))
        editor.gewijzigd.connect(partial(self._neem, naam))
        # Long words to tick would leave the question no room beside them.
        return _onder_elkaar(vraag, uitleg, editor) if naam == "crisis" else Vraagrij(vraag, uitleg, editor)

    def _editor(self, naam: str) -> Editor:
        if naam in DAGEN:
            return editors.datum()
        if naam == "crisis":
            return Meerkeuze({soort: soort for soort in self._crisissoorten()})
        if naam == "doorverwezen_naar":
            return editors.tekst(hint=editors.NIET_BEKEND)
        lijsten = {"besluit": BESCHIKKINGEN, "reden": UITSTROOMREDENEN}
        return Keuzelijst(lijsten[naam]) if naam in lijsten else editors.ja_nee()

    def _crisissoorten(self) -> tuple[str, ...]:
        """Return what a crisis is, with what this dossier has already, also when settings changed."""
        soorten = crisissoorten(self.werkblad.instellingen.tekst("schuldhulp.crisis_erbij"))
        return tuple(dict.fromkeys((*soorten, *(self._nu.crisis or ()))))

    @property
    def _nu(self) -> Schuldhulp:
        return self.werkblad.behandeling.schuldhulp

    # --- what is told --------------------------------------------------------------------------------

    def _neem(self, naam: str, antwoord: Any) -> None:
        editor = self.editors[naam]
        nieuw = replace(self._nu, **{naam: _van_antwoord(naam, antwoord)})
        try:
            keur(nieuw, _vandaag())
        except InvoerFout as fout:
            editor.toon_fout(str(fout))
            return
        editor.zet(antwoord)
        self._bewaar(nieuw)

    @Slot(tuple)
    def _neem_pogingen(self, pogingen: tuple[Contactpoging, ...]) -> None:
        nieuw = replace(self._nu, contactpogingen=pogingen)
        try:
            keur(nieuw, _vandaag())
        except InvoerFout as fout:
            self.pogingen.toon_fout(str(fout))
            return
        self.pogingen.toon(pogingen)
        self._bewaar(nieuw)

    def _bewaar(self, nieuw: Schuldhulp) -> None:
        if nieuw != self._nu:
            self.werkblad.wijzig_schuldhulp(nieuw)
            self._toon_stand()

    def _toon_stand(self) -> None:
        tekst, rol = stand_in_woorden(self._nu, _vandaag())
        mist = [wat for een, ander, wat in PAREN if getattr(self._nu, ander) and not getattr(self._nu, een)]
        mist += [
            DAGEN[ander]
            for een, ander, _ in PAREN
            if getattr(self._nu, een) and not getattr(self._nu, ander)
        ]
        if tekst != self._stand.text() and self._stand.text():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, tekst))
        self._stand.setText(tekst)
        zet_rol(self.stand, rol)
        self._mist.setText(f"Nog invullen: {', '.join(mist)}." if mist else "")
        self._mist.setVisible(bool(mist))

    def keyPressEvent(self, gebeurtenis: QKeyEvent) -> None:
        """Let Enter end a field: a dialog would press the nearest button, and so answer a question."""
        if gebeurtenis.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(gebeurtenis)

    def done(self, uitslag: int) -> None:
        """Let a field that is being typed in give its answer, then close."""
        if (veld := self.focusWidget()) is not None:
            veld.clearFocus()
        super().done(uitslag)


def stand_in_woorden(schuldhulp: Schuldhulp, vandaag: date) -> tuple[str, str]:
    """Return by when the first talk must be or was to be, and how that stands on the screen."""
    wachten = wachttijd(schuldhulp)
    if wachten is None:
        gestopt = schuldhulp.aangemeld is not None
        return ("De schuldhulp is gestopt zonder eerste gesprek." if gestopt else NIEMAND), "paneel"
    dag, aantal = datum_leesbaar(wachten.uiterlijk), wachten.dagen(vandaag)
    if wachten.einde is not None:
        na = f"na {_dagen(aantal)}" if aantal else "op dezelfde dag"
        hoe, rol = ("te laat", "spoed") if wachten.te_laat(vandaag) else ("op tijd", "klaar")
        return f"Eerste gesprek {na}: {hoe}. De uiterste dag was {dag} ({wachten.grond}).", rol
    uiterst = f"Uiterste dag voor het eerste gesprek: {dag}"
    if wachten.te_laat(vandaag):
        return f"Te laat: iemand wacht al {_dagen(aantal)}. {uiterst} ({wachten.grond}).", "spoed"
    rest = (wachten.uiterlijk - vandaag).days
    over = f"over {_dagen(rest)}" if rest else "vandaag"
    vraag = f" {VRAAG_CRISIS}" if schuldhulp.crisis is None else ""
    return f"{uiterst}, {over} ({wachten.grond}).{vraag}", "spoed" if schuldhulp.crisis else "paneel"


def _onder_elkaar(vraag: str, uitleg: str, editor: Editor) -> QWidget:
    blok, boven = QWidget(), label(vraag)
    boven.setBuddy(editor)
    kolom = QVBoxLayout(blok)
    kolom.setContentsMargins(8, 6, 8, 6)
    for deel in (boven, label(uitleg, "zacht"), editor):
        kolom.addWidget(deel)
    return blok


def _dagen(aantal: int) -> str:
    return "1 dag" if aantal == 1 else f"{aantal} dagen"


def _als_antwoord(waarde: Any) -> Any:
    """Return a part of the trace as its editor takes it."""
    if isinstance(waarde, date):
        return waarde.isoformat()
    return list(waarde) if isinstance(waarde, tuple) else None if waarde == "" else waarde


def _van_antwoord(naam: str, antwoord: Any) -> Any:
    if naam in DAGEN:
        return date.fromisoformat(antwoord) if antwoord else None
    if naam == "crisis":
        return None if antwoord is None else tuple(antwoord)
    return antwoord if naam == "met_partner" else antwoord or ""


def _vandaag() -> date:
    return datetime.now().astimezone().date()
