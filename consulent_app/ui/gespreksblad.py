"""One question at a time, large, in the order in which the answers decide most."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from consulent_app.fouten import InvoerFout
from consulent_app.intake.gesprek import Gesprek, Vraagplek, noem
from consulent_app.intake.stappen import (
    BRIEF,
    LEEFGEBIEDEN,
    STAPPEN,
    WIE,
    brief_open,
    namen_open,
    stap_van,
    volgende,
)
from consulent_app.intake.vraagvolgorde import open_vragen
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.uitkomst import Oordeel
from consulent_app.ui.editors import Editor, Keuzeknoppen, Keuzelijst, Typregel, Typveld
from consulent_app.ui.gespreksstappen import TEKSTEN, Briefstap, Leefstap, onbekeken_zin
from consulent_app.ui.lijsten import Lijsteditor
from consulent_app.ui.personen import Personenblok
from consulent_app.ui.secties import editor_voor
from consulent_app.ui.typplek import plek_van, veld_op
from consulent_app.ui.uitkomstrij import Meerregelknop, label
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.wisselen import wissel

BRIEF_OPEN = "Voor een brief is nog geen volledige naam of adres bekend."


class Gespreksblad(QScrollArea):
    """`antwoord` goes out like that of the form; a single answer brings the next question by itself.

    What is in hand is a question, by its path, or a step. `gewisseld` says that it is another one;
    `erbij` and `weg` change who is there, `leefgebieden` asks for the check per area of life.
    """

    antwoord = Signal(str, object)
    getypt = Signal(str, str)
    erbij = Signal(str)
    weg = Signal(str)
    leefgebieden = Signal()
    gewisseld = Signal()

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._zaak: tuple[Gesprek, Pakket, Oordeel] | None = None
        self._onbekeken: tuple[str, ...] = ()
        self._gehad: list[str] = []
        self._nu: str | None = None
        self._vorm: object = None
        self._editors: dict[str, Editor] = {}
        self._stap: QWidget | None = None
        self._verder = False

    def leeg(self) -> None:
        """Forget everything, for the lock and for another dossier."""
        self._zaak, self._gehad, self._nu = None, [], None
        self._editors, self._stap, self._onbekeken = {}, None, ()
        wissel(self, QWidget())

    def toon(
        self, gesprek: Gesprek, pakket: Pakket, oordeel: Oordeel, onbekeken: tuple[str, ...], begin: str
    ) -> None:
        """Show what is in hand as it is now, or what comes after an answer.

        `onbekeken` are the areas of life that nobody asked about; when nothing is in hand yet, it starts
        at the path `begin`.
        """
        self._zaak, self._onbekeken = (gesprek, pakket, oordeel), onbekeken
        if self._nu is None and begin:
            self._nu = ""
            self.ga_naar(begin)
        if self._verder or not self._bestaat(self._nu):
            self._verder = False
            self._toon_eerste()
        elif self._nu in STAPPEN and self._vorm != self._vorm_van(self._nu):
            self._toon_opnieuw(self._nu)
        else:
            self._zet()

    def toon_fout(self, pad: str, fout: InvoerFout) -> bool:
        """Show why an answer in hand was not taken; say whether it is asked here."""
        self._verder = False
        if pad not in self._editors:
            return False
        self._editors[pad].toon_fout(str(fout))
        return True

    def ga_naar(self, pad: str) -> None:
        """Show the step of this path, or the question at or above it."""
        if pad not in self._editors:
            doel = stap_van(pad) or self._vraag_boven(pad)
            if doel and doel != self._nu:
                self._ga(doel)
        if (editor := self._editors.get(pad)) is not None:
            self._pak(editor)

    def _vraag_boven(self, pad: str) -> str:
        while pad and self._plek(pad) is None:
            pad = pad.rpartition(".")[0]
        return pad

    @property
    def pad(self) -> str:
        """Return the path of what is in hand, in a step that of the field in use; '' when all is done."""
        nu = self.focusWidget()
        veld = next((pad for pad, e in self._editors.items() if nu and e.isAncestorOf(nu)), "")
        return veld or self._nu or ""

    def plek_van(self, veld: QWidget) -> str:
        """Return where a line stands that is typed in, as `typplek.plek_van`."""
        return plek_van(veld, self._editors)

    def veld_op(self, plek: str) -> Typregel | None:
        """Return the line at such a place, None when it is not in hand."""
        return veld_op(plek, self._editors)

    def pak_focus(self) -> None:
        """Put the focus where the answer is given, in a step at what is not known yet; else at a button."""
        alle = list(self._editors.values())
        leeg = [editor for editor in alle if isinstance(editor, Typveld) and editor.waarde is None]
        if alle:
            self._pak((leeg or alle)[0])
        elif (plek := self._stap or self.widget()) is not None:
            knoppen = plek.findChildren(QPushButton)
            self._pak(next((knop for knop in knoppen if knop.isEnabled()), plek))

    def _pak(self, doel: QWidget) -> None:
        doel.setFocus(Qt.FocusReason.ShortcutFocusReason)
        # When what was just built has its final height: at 200% it may lie below the edge.
        QTimer.singleShot(0, self, self._in_zicht)

    @Slot()
    def _in_zicht(self) -> None:
        if (veld := self.focusWidget()) is not None:
            self.ensureWidgetVisible(veld, 0, 40)

    @Slot()
    def volgende(self) -> None:
        """Go on; a question without an answer comes back when all others have been asked."""
        # Leaving the field takes what was typed; an answer brings the next question by itself.
        nu = self._nu
        if (veld := self.focusWidget()) is not None:
            veld.clearFocus()
        fout = any(isinstance(editor, Typveld) and editor.fout for editor in self._editors.values())
        if self._nu == nu and not fout:
            self._toon_eerste()

    @Slot()
    def terug(self) -> None:
        """Show what was in hand before this, with its answer."""
        while self._gehad:
            vorige = self._gehad.pop()
            if vorige != self._nu and self._bestaat(vorige):
                self._nu = None
                self._ga(vorige)
                return

    def _bestaat(self, nu: str | None) -> bool:
        return nu in STAPPEN or (nu is not None and self._plek(nu) is not None)

    def _plek(self, pad: str) -> Vraagplek | None:
        if self._zaak is None:
            return None
        gesprek, pakket, _ = self._zaak
        return gesprek.vraagplek(pad, pakket)

    def _wachtend(self, gesprek: Gesprek) -> list[str]:
        wacht = {
            WIE: any(namen_open(gesprek)),
            BRIEF: bool(brief_open(gesprek)),
            LEEFGEBIEDEN: bool(self._onbekeken),
        }
        return [stap for stap in STAPPEN if wacht[stap]]

    def _toon_eerste(self) -> None:
        if self._zaak is not None:
            vragen = [plek.pad for plek in open_vragen(*self._zaak)]
            doel = volgende(vragen, self._wachtend(self._zaak[0]), self._gehad, self._nu or "")
            if doel or self._nu != "":
                self._ga(doel)
            else:
                self._toon_opnieuw("")

    def _ga(self, doel: str) -> None:
        if self._nu:
            self._gehad.append(self._nu)
        self._nu = doel
        self.verticalScrollBar().setValue(0)
        self._toon(doel)
        self.pak_focus()

    def _toon_opnieuw(self, nu: str) -> None:
        """Build the same anew; who was in it stays in it, and who was elsewhere stays there."""
        veld = self.window().focusWidget()
        had = veld is not None and self.isAncestorOf(veld)
        self._toon(nu)
        if had:
            self.pak_focus()

    # --- what is on the sheet --------------------------------------------------------------------------

    def _toon(self, nu: str) -> None:
        assert self._zaak is not None
        binnen, kolom = _blad()
        self._stap, self._editors = None, {}
        self._vorm = self._vorm_van(nu)
        if nu in STAPPEN:
            self._vul_stap(nu, kolom)
        elif (plek := self._plek(nu)) is not None:
            self._vul_vraag(plek, kolom)
        else:
            self._vul_klaar(kolom)
        kolom.addLayout(self._knoppen(volgende=bool(nu)))
        kolom.addStretch()
        if (veld := self.focusWidget()) is not None and veld.hasFocus():
            # Else Qt hands the focus to whatever comes next on the screen, and draws that for a moment.
            self.setFocus()
        wissel(self, binnen)
        self._zet()
        self.gewisseld.emit()

    def _vorm_van(self, nu: str) -> object:
        """Return what a step was built for; when that changes it is built anew."""
        assert self._zaak is not None
        return self._zaak[0].personen_en_rollen if nu == WIE else self._onbekeken

    def _zet(self) -> None:
        """Show the answers as they are now."""
        assert self._zaak is not None
        for pad, editor in self._editors.items():
            editor.zet(self._zaak[0].waarde(pad))
        if isinstance(self._stap, Personenblok):
            self._stap.ververs(self._zaak[0])

    def _vul_stap(self, stap: str, kolom: QVBoxLayout) -> None:
        assert self._zaak is not None
        waarover, vraag, waarom = TEKSTEN[stap]
        for tekst, rol in ((waarover, "zacht"), (vraag, "vraag"), (waarom, "zacht")):
            kolom.addWidget(label(tekst, rol))
        kolom.addSpacing(8)
        self._stap = self._maak_stap(stap, self._zaak[0])
        kolom.addWidget(self._stap)
        kolom.addSpacing(8)

    def _maak_stap(self, stap: str, gesprek: Gesprek) -> QWidget:
        if stap == LEEFGEBIEDEN:
            leef = Leefstap(self._onbekeken)
            leef.knop.clicked.connect(self.leefgebieden)
            return leef
        blok = Personenblok(gesprek, kort=True) if stap == WIE else Briefstap(gesprek)
        blok.antwoord.connect(self.antwoord)
        if isinstance(blok, Personenblok):
            blok.pas_aan(gesprek)
            blok.erbij.connect(self.erbij)
            blok.weg.connect(self.weg)
            blok.getypt.connect(self.getypt)
        self._editors = blok.editors
        return blok

    def _vul_klaar(self, kolom: QVBoxLayout) -> None:
        """Say that one can decide, and what was passed over on the way."""
        assert self._zaak is not None
        kolom.addWidget(label("Alles is duidelijk.", "vraag"))
        kolom.addWidget(label("Er is geen vraag meer die iets kan veranderen: u kunt besluiten."))
        wacht = self._wachtend(self._zaak[0])
        zinnen = {BRIEF: BRIEF_OPEN, LEEFGEBIEDEN: onbekeken_zin(self._onbekeken)}
        rij = Vloei()
        for stap in (stap for stap in wacht if stap in zinnen):
            knop = Meerregelknop(zinnen[stap])
            knop.setProperty("rol", "spring")
            knop.setAccessibleName(f"Ga terug naar: {zinnen[stap]}")
            knop.clicked.connect(partial(self._naar_stap, stap))
            rij.addWidget(knop)
        kolom.addLayout(rij)

    def _naar_stap(self, stap: str, *_: object) -> None:
        self._ga(stap)

    def _vul_vraag(self, plek: Vraagplek, kolom: QVBoxLayout) -> None:
        assert self._zaak is not None
        gesprek, pakket, oordeel = self._zaak
        kolom.addWidget(label(_waarover(plek, gesprek, pakket), "zacht"))
        vraag = label(plek.vraag, "vraag")
        kolom.addWidget(vraag)
        if plek.veld.uitleg:
            kolom.addWidget(label(plek.veld.uitleg, "zacht"))
        kolom.addSpacing(8)
        editor = self._editors[plek.pad] = self._maak_editor(plek, gesprek, pakket)
        vraag.setBuddy(editor)
        kolom.addWidget(editor)
        kolom.addSpacing(8)
        kolom.addWidget(label(_gewicht(plek, oordeel, len(open_vragen(*self._zaak))), "zacht"))

    def _maak_editor(self, plek: Vraagplek, gesprek: Gesprek, pakket: Pakket) -> Editor:
        editor = editor_voor(plek, pakket, gesprek.getypt)
        if isinstance(editor, Lijsteditor):
            editor.ken({p["id"]: noem(p) for p in gesprek.personen})
        editor.setProperty("groot", "ja")
        editor.noem(plek.vraag)
        editor.gewijzigd.connect(partial(self._geef_antwoord, plek.pad))
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

    def _geef_antwoord(self, pad: str, waarde: Any) -> None:
        self._verder = isinstance(self._editors.get(pad), Keuzeknoppen | Keuzelijst | Typveld)
        self.antwoord.emit(pad, waarde)


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
