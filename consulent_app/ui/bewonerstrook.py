"""What the consulent releases to the resident's screen, and what the resident sees now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.bewonersscherm import (
    Uitkomstbeeld,
    Vraagbeeld,
    Vrijgave,
    klaarbeeld,
    stapbeeld,
    uitkomstbeeld,
    vraagbeeld,
)
from consulent_app.acties.brieven import Opdracht
from consulent_app.acties.leesoverzicht import Overzichtbeeld
from consulent_app.intake.gesprek import Gesprek, Vraagplek
from consulent_app.intake.stappen import stap_van
from consulent_app.regels.uitkomst import Uitkomst
from consulent_app.taal.talen import TALEN, Taal, herken, kent
from consulent_app.ui.bewonerscherm import Beeld, Bewonerscherm
from consulent_app.ui.leesoverzicht import Leesoverzicht
from consulent_app.ui.uitkomstpaneel import groep_van
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.werkblad import Werkblad

NIETS, VRAAG, UITKOMST, OVERZICHT = "niets", "vraag", "uitkomst", "overzicht"
TAAL = "gesprek.taal"
MET_NAMEN = "In het overzicht staan namen: zet eerst 'Met namen' aan."


class Bewonerstrook(QFrame):
    """Hidden until the resident's screen is open. `veranderd` tells what the resident sees now.

    `antwoord` goes out like that of the form: the language chosen here is an answer of the intake.
    """

    veranderd = Signal(str)
    antwoord = Signal(str, object)
    vergrendel = Signal()

    def __init__(
        self, werkblad: Werkblad, in_hand: Callable[[], str], opdracht: Callable[[], Opdracht]
    ) -> None:
        """`in_hand` gives the path of the question in hand, '' when there is none left.

        `opdracht` gives what would be printed now: the overview on the screen is that of the letters.
        """
        super().__init__()
        self.werkblad, self._in_hand = werkblad, in_hand
        self._toont, self.is_open = NIETS, False
        self._gekozen: str | None = None
        self._laatst: tuple[Beeld | None, Taal] | None = None
        self._overzicht = Leesoverzicht(werkblad, opdracht, self)
        self._scherm: Bewonerscherm | None = None
        self._ziet, self._taal = QLabel(), QComboBox()
        self._vraag, self._uitkomst = QPushButton("Toon deze vraag"), QPushButton("Laat de uitkomst zien")
        self._heel = QPushButton("Laat het overzicht zien")
        self._verberg, self._sluit = QPushButton("Verberg"), QPushButton("Sluit dit scherm")
        self._op, self._neer = QPushButton("Omhoog"), QPushButton("Omlaag")
        self._namen, self._anderen = QCheckBox("Met namen"), QCheckBox("Ook via anderen")
        self._niet = QCheckBox("Ook wat niet kan")
        self._bouw()
        self._koppel()
        self.hide()

    def _bouw(self) -> None:
        self.setProperty("rol", "strook")
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(16, 6, 16, 6)
        kolom.setSpacing(4)
        self._ziet.setWordWrap(True)
        kolom.addWidget(self._ziet)
        rij = Vloei()
        self._taal.setAccessibleName("Taal van de inwoner")
        for knop in (self._vraag, self._uitkomst, self._heel):
            knop.setCheckable(True)
        for knop, toets in (
            (self._vraag, "Ctrl+Shift+V"),
            (self._uitkomst, "Ctrl+Shift+U"),
            (self._heel, "Ctrl+Shift+O"),
            (self._verberg, "Ctrl+Shift+B"),
            (self._sluit, "Ctrl+B"),
        ):
            knop.setToolTip(toets)
        for deel in (
            *(self._taal, self._vraag, self._uitkomst, self._heel, self._verberg),
            *(self._namen, self._anderen, self._niet),
            *(self._op, self._neer, self._sluit),
        ):
            rij.addWidget(deel)
        kolom.addLayout(rij)

    def _koppel(self) -> None:
        self._taal.activated.connect(self._kies_taal)
        self._vraag.clicked.connect(self.toon_vraag)
        self._uitkomst.clicked.connect(self.toon_uitkomst)
        self._heel.clicked.connect(self.toon_overzicht)
        self._overzicht.gemaakt.connect(self.ververs)
        self._verberg.clicked.connect(self.verberg)
        self._sluit.clicked.connect(self.sluit)
        self._op.clicked.connect(self._blader_op)
        self._neer.clicked.connect(self._blader_neer)
        for vinkje in (self._namen, self._anderen, self._niet):
            vinkje.toggled.connect(self.ververs)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_veranderd)

    # --- the window ------------------------------------------------------------------------------------

    @Slot()
    def open_of_sluit(self) -> None:
        """Open the resident's screen, with nothing on it yet, or close it."""
        if self.is_open:
            self.sluit()
        else:
            self.open()

    def open(self) -> None:
        """Open the resident's screen, with nothing on it yet."""
        if self.werkblad.gesprek is None or self.is_open:
            return
        if self._scherm is None:
            self._scherm = Bewonerscherm()
            self._scherm.gesloten.connect(self._is_gesloten)
            self._scherm.vergrendel.connect(self.vergrendel)
        self.is_open = True
        self._bied_talen_aan()
        self.leeg()
        self.show()
        self._scherm.open_op(self.screen())
        self._meld()

    def _bied_talen_aan(self) -> None:
        """Let only languages be chosen that the gemeente offers."""
        self._taal.clear()
        for taal in (TALEN[code] for code in self.werkblad.instellingen.talen):
            self._taal.addItem(f"{taal.naam} · {taal.eigen}", taal.code)

    @Slot()
    def sluit(self) -> None:
        """Take everything off the resident's screen and close it."""
        self.leeg()
        if self._scherm is not None:
            self._scherm.close()

    @Slot()
    def _is_gesloten(self) -> None:
        self.is_open = False
        self.leeg()
        self.hide()
        self._meld()

    # --- what is released ------------------------------------------------------------------------------

    def leeg(self) -> None:
        """Blank the screen and forget every release: the next resident begins with none."""
        self._gekozen = None
        self._overzicht.leeg()
        for vinkje in (self._namen, self._anderen, self._niet):
            vinkje.setChecked(False)
        self._toon(NIETS)

    @Slot()
    def toon_vraag(self) -> None:
        """Show the question in hand, and every next one, until something else is chosen."""
        self.open()
        self._toon(VRAAG)

    @Slot()
    def toon_uitkomst(self) -> None:
        """Show what can be granted now and what can be asked for."""
        self.open()
        self._toon(UITKOMST)

    @Slot()
    def toon_overzicht(self) -> None:
        """Show the whole overview as text, once names are released: they are in it."""
        self.open()
        self._toon(OVERZICHT)

    @Slot()
    def verberg(self) -> None:
        """Blank the screen."""
        self._toon(NIETS)

    def _toon(self, wat: str) -> None:
        self._toont = wat if self.is_open else NIETS
        self._vraag.setChecked(self._toont == VRAAG)
        self._uitkomst.setChecked(self._toont == UITKOMST)
        self._heel.setChecked(self._toont == OVERZICHT)
        self.ververs()

    @Slot(int)
    def _kies_taal(self, _: int) -> None:
        """Keep the choice as an answer; where the dossier names a language that we lack, only show it."""
        gekozen, weet = self._taal.currentData(), self._taal_van_dossier()
        if weet and not kent(weet):
            self._gekozen = gekozen
            self.ververs()
        elif not weet or herken(weet).code != gekozen:
            self.antwoord.emit(TAAL, gekozen)

    def _taal_van_dossier(self) -> str | None:
        gesprek = self.werkblad.gesprek
        return gesprek.waarde(TAAL) if gesprek is not None else None

    @Slot()
    def _blader_op(self) -> None:
        if self._scherm is not None:
            self._scherm.blader(-1)

    @Slot()
    def _blader_neer(self) -> None:
        if self._scherm is not None:
            self._scherm.blader(1)

    # --- what is shown ---------------------------------------------------------------------------------

    @Slot(QWidget, QWidget)
    def _focus_veranderd(self, _: QObject | None, __: QObject | None) -> None:
        if self._toont == VRAAG:
            self.ververs()

    @Slot()
    def ververs(self) -> None:
        """Bring the resident's screen up to date with the intake in hand."""
        if self._scherm is None:
            return
        gesprek = self.werkblad.gesprek
        taal = self._toontaal()
        self._taal.setCurrentIndex(self._taal.findData(taal.code))
        beeld = self._beeld(gesprek, taal) if gesprek is not None else None
        if self._laatst != (beeld, taal):
            self._laatst = (beeld, taal)
            self._scherm.toon(beeld, taal)
        for knop in (self._op, self._neer):
            knop.setEnabled(isinstance(beeld, Uitkomstbeeld | Overzichtbeeld))
        self._meld()

    def _toontaal(self) -> Taal:
        """Return the language of the dossier; of another, what was chosen on the screen instead."""
        weet = self._taal_van_dossier()
        return self.werkblad.aangeboden(herken(weet if not weet or kent(weet) else self._gekozen))

    def _beeld(self, gesprek: Gesprek, taal: Taal) -> Beeld | None:
        pakket = self.werkblad.toetser.pakket(gesprek.pakket)
        if self._toont == VRAAG:
            pad = self._in_hand()
            plek = self._plek(gesprek, pad)
            if plek is not None:
                return vraagbeeld(plek, gesprek, pakket, self._vrij, taal.code)
            if stap := stap_van(pad):
                return stapbeeld(stap, taal.code)
            # What is only for the consulent, such as the peildatum, is nothing to show.
            return None if pad else klaarbeeld(taal.code)
        if self._toont == UITKOMST and self.werkblad.oordeel is not None:
            groepen: dict[str, list[Uitkomst]] = {}
            for uitkomst in self.werkblad.oordeel.uitkomsten:
                groepen.setdefault(groep_van(uitkomst) or "", []).append(uitkomst)
            return uitkomstbeeld(groepen, pakket, gesprek.intake(), self._vrij, taal.code)
        if self._toont == OVERZICHT and self._vrij.namen and self.werkblad.oordeel is not None:
            return self._overzicht.beeld(gesprek.intake(), taal.code)
        return None

    def _plek(self, gesprek: Gesprek, pad: str) -> Vraagplek | None:
        """Return the question at or above the path in hand: of a list only the list is a question."""
        pakket = self.werkblad.toetser.pakket(gesprek.pakket)
        while pad and gesprek.vraagplek(pad, pakket) is None:
            pad = pad.rpartition(".")[0]
        return gesprek.vraagplek(pad, pakket) if pad else None

    @property
    def _vrij(self) -> Vrijgave:
        return Vrijgave(self._namen.isChecked(), self._anderen.isChecked(), self._niet.isChecked())

    @property
    def ziet(self) -> str:
        """Return in Dutch what the resident sees now; '' without a screen."""
        if not self.is_open or self._laatst is None:
            return ""
        beeld, taal = self._laatst
        if beeld is None:
            return f"De inwoner ziet nu: niets. {self._waarom_niet}".strip()
        wat = "de uitkomst" if isinstance(beeld, Uitkomstbeeld) else "het overzicht"
        if isinstance(beeld, Vraagbeeld):
            wat = f"'{beeld.nederlands or beeld.vraag.tekst}'"
        namen = ", met namen" if self._vrij.namen else ""
        return f"De inwoner ziet nu: {wat} ({taal.naam}{namen})."

    @property
    def _waarom_niet(self) -> str:
        if self._toont != OVERZICHT:
            return ""
        return self._overzicht.fout if self._vrij.namen else MET_NAMEN

    def _meld(self) -> None:
        self._ziet.setText(self.ziet)
        wat = f"{self._toont} ({self._taal.currentText().partition(' ')[0]})"
        niets = self._laatst is None or self._laatst[0] is None
        self.veranderd.emit(f"inwoner ziet {NIETS if niets else wat}" if self.is_open else "")
