"""One editor per kind of answer. Each can say 'weet ik nog niet'; that is how every question starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from consulent_app.fouten import InvoerFout
from consulent_app.intake import invoer
from consulent_app.ui.thema import zet_rol

NIET_BEKEND = "Weet ik nog niet"
RUIM = 16_777_215


class Editor(QWidget):
    """The base of all editors: emits `gewijzigd` with the answer in the form of the intake."""

    gewijzigd = Signal(object)
    _fout: QLabel | None = None

    def zet(self, waarde: Any) -> None:
        """Show an answer without telling anybody; None shows that it is not known."""
        raise NotImplementedError

    def noem(self, naam: str) -> None:
        """Give the control its name for a screen reader."""
        raise NotImplementedError

    def toon_fout(self, tekst: str) -> None:
        """Show a sentence at the editor; an empty text takes it away."""
        if self._fout is None:
            if not tekst:
                return
            self._fout = QLabel()
            self._fout.setProperty("rol", "fout")
            self._fout.setWordWrap(True)
            if (kolom := self.layout()) is not None:
                kolom.addWidget(self._fout)
        self._fout.setText(tekst)
        self._fout.setVisible(bool(tekst))


class Keuzeknoppen(Editor):
    """A row of buttons, one of them pressed; the last one is 'weet ik nog niet'."""

    def __init__(self, opties: Mapping[Any, str], ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self._knoppen: dict[Any, QPushButton] = {}
        self._groep = QButtonGroup(self)
        rij = QHBoxLayout(self)
        rij.setContentsMargins(0, 0, 0, 0)
        rij.setSpacing(0)
        for nummer, (waarde, label) in enumerate([*opties.items(), (None, NIET_BEKEND)]):
            knop = QPushButton(label)
            knop.setProperty("rol", "antwoord")
            plek = "eerst" if nummer == 0 else "laatst" if waarde is None else "midden"
            knop.setProperty("plek", plek)
            knop.setCheckable(True)
            self._groep.addButton(knop, nummer)
            self._knoppen[waarde] = knop
            rij.addWidget(knop)
        rij.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._waarden = list(self._knoppen)
        self._groep.idClicked.connect(self._kies)
        self.zet(None)

    @Slot(int)
    def _kies(self, nummer: int) -> None:
        self.gewijzigd.emit(self._waarden[nummer])

    def zet(self, waarde: Any) -> None:
        knop = self._knoppen.get(waarde, self._knoppen[None])
        knop.setChecked(True)
        self.setFocusProxy(knop)
        self.toon_fout("")

    def noem(self, naam: str) -> None:
        for knop in self._knoppen.values():
            knop.setAccessibleName(f"{naam} {knop.text()}")

    def keyPressEvent(self, gebeurtenis: QKeyEvent) -> None:
        toetsen = {Qt.Key.Key_J: True, Qt.Key.Key_N: False, Qt.Key.Key_Question: None}
        waarde = toetsen.get(Qt.Key(gebeurtenis.key()), "geen")
        if waarde != "geen" and waarde in self._knoppen and True in self._knoppen:
            self._knoppen[waarde].click()
            self._knoppen[waarde].setFocus()
        else:
            super().keyPressEvent(gebeurtenis)


def ja_nee() -> Keuzeknoppen:
    """Return the editor for a yes/no question; J, N and ? answer it."""
    return Keuzeknoppen({True: "Ja", False: "Nee"})


class Rustlijst(QComboBox):
    """Scrolling the form over it does not change the answer; a long word does not widen the form.

    `gekozen` says that somebody made a choice: a click, Enter, or leaving the list. Letters and arrows
    only look for the word; with the first of them nothing has been answered yet.
    """

    gekozen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._zoekt = False
        self.activated.connect(self._kies)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(8)

    @Slot()
    def _kies(self, *_: object) -> None:
        if not self._zoekt:
            self.gekozen.emit()

    def keyPressEvent(self, gebeurtenis: QKeyEvent) -> None:
        if gebeurtenis.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
            return
        self._zoekt = True
        super().keyPressEvent(gebeurtenis)
        self._zoekt = False

    def focusOutEvent(self, gebeurtenis: QFocusEvent) -> None:
        super().focusOutEvent(gebeurtenis)
        if gebeurtenis.reason() is not Qt.FocusReason.PopupFocusReason:
            self.gekozen.emit()

    def wheelEvent(self, gebeurtenis: QWheelEvent) -> None:
        gebeurtenis.ignore()

    def minimumSizeHint(self) -> QSize:
        breed = self.fontMetrics().averageCharWidth() * 14
        return QSize(min(breed, super().minimumSizeHint().width()), super().minimumSizeHint().height())


class Keuzelijst(Editor):
    """One of many words; the first line is 'weet ik nog niet'."""

    def __init__(
        self, opties: Mapping[str, str], ouder: QWidget | None = None, *, leeg: str = NIET_BEKEND
    ) -> None:
        super().__init__(ouder)
        self._waarde: Any = None
        self._lijst = Rustlijst()
        self._lijst.addItem(leeg, None)
        for waarde, label in opties.items():
            self._lijst.addItem(label, waarde)
        rij = QHBoxLayout(self)
        rij.setContentsMargins(0, 0, 0, 0)
        rij.addWidget(self._lijst)
        rij.addStretch()
        self._lijst.gekozen.connect(self._kies)
        self.setFocusProxy(self._lijst)

    @Slot()
    def _kies(self) -> None:
        if self._lijst.currentData() != self._waarde:
            self._waarde = self._lijst.currentData()
            self.gewijzigd.emit(self._waarde)

    def zet(self, waarde: Any) -> None:
        self._waarde = waarde
        nummer = self._lijst.findData(waarde)
        if nummer < 0:
            self._lijst.addItem(str(waarde), waarde)
            nummer = self._lijst.count() - 1
        self._lijst.setCurrentIndex(nummer)
        self.toon_fout("")

    def noem(self, naam: str) -> None:
        self._lijst.setAccessibleName(naam)

    @property
    def waarde(self) -> Any:
        """Return the answer that was taken last, None when there is none."""
        return self._waarde


class Meerkeuze(Editor):
    """Any of some words, none of them, or not known yet."""

    def __init__(self, opties: Mapping[str, str], ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self._vakjes: dict[str, QCheckBox] = {}
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(4)
        for waarde, label in opties.items():
            self._vakjes[waarde] = QCheckBox(label)
            self._vakjes[waarde].clicked.connect(self._kies)
            kolom.addWidget(self._vakjes[waarde])
        self._rest = Keuzeknoppen({"geen": "Geen van deze"})
        self._rest.gewijzigd.connect(self._kies_rest)
        kolom.addWidget(self._rest)
        self.setFocusProxy(next(iter(self._vakjes.values())))

    @Slot()
    def _kies(self) -> None:
        gekozen = [waarde for waarde, vakje in self._vakjes.items() if vakje.isChecked()]
        self.gewijzigd.emit(gekozen)

    @Slot(object)
    def _kies_rest(self, waarde: object) -> None:
        self.gewijzigd.emit([] if waarde == "geen" else None)

    def zet(self, waarde: Any) -> None:
        for optie, vakje in self._vakjes.items():
            vakje.setChecked(optie in (waarde or ()))
        self._rest.zet("geen" if waarde == [] else None)
        self._rest.setVisible(not waarde)
        self.toon_fout("")

    def noem(self, naam: str) -> None:
        self._rest.noem(naam)
        for vakje in self._vakjes.values():
            vakje.setAccessibleName(f"{naam} {vakje.text()}")


class Typregel(QLineEdit):
    """Undo takes back what is being typed; what is an answer already, the conversation takes back."""

    def event(self, gebeurtenis: QEvent) -> bool:
        if gebeurtenis.type() == QEvent.Type.ShortcutOverride and isinstance(gebeurtenis, QKeyEvent):
            terug = gebeurtenis.matches(QKeySequence.StandardKey.Undo)
            vooruit = gebeurtenis.matches(QKeySequence.StandardKey.Redo)
            if (terug or vooruit or _is_ctrl_y(gebeurtenis)) and not self._is_bezig():
                gebeurtenis.ignore()
                return False
        return super().event(gebeurtenis)

    def herneem(self, tekst: str) -> None:
        """Go on with a text that was no answer yet."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setText(tekst)
        self.setModified(True)
        self.textEdited.emit(tekst)

    def _is_bezig(self) -> bool:
        return self.isModified() and (self.isUndoAvailable() or self.isRedoAvailable())


def _is_ctrl_y(gebeurtenis: QKeyEvent) -> bool:
    """On some systems Qt's own redo is another key than the one in the menu."""
    return (
        gebeurtenis.key() == Qt.Key.Key_Y and gebeurtenis.modifiers() == Qt.KeyboardModifier.ControlModifier
    )


class Typveld(Editor):
    """A line to type in; what was typed is read when the field is left or Enter is pressed.

    `getypt` goes out with every key, for what may already be shown while typing.
    """

    getypt = Signal(str)

    def __init__(
        self,
        lees: Callable[[str], Any],
        toon: Callable[[Any], str],
        ouder: QWidget | None = None,
        *,
        voor: str = "",
        hint: str = NIET_BEKEND,
        tekens: int = 16,
    ) -> None:
        super().__init__(ouder)
        self._lees, self._toon, self._waarde = lees, toon, None
        self.regel = Typregel()
        self.regel.setPlaceholderText(hint)
        self._tekens, self._vult = tekens, False
        self.regel.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bouw(voor)
        self.regel.textEdited.connect(self.getypt)
        self.regel.editingFinished.connect(self._klaar)
        self.regel.returnPressed.connect(self.focusNextChild)
        self.setFocusProxy(self.regel)

    def _bouw(self, voor: str) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(2)
        rij = QHBoxLayout()
        rij.setSpacing(6)
        if voor:
            rij.addWidget(QLabel(voor))
        rij.addWidget(self.regel, 100)
        rij.addStretch(1)
        kolom.addLayout(rij)
        self._meet()

    def _breed(self) -> int:
        return self.regel.fontMetrics().horizontalAdvance("0") * self._tekens + 24

    def _meet(self) -> None:
        self.regel.setMaximumWidth(RUIM if self._vult else self._breed())

    def vul(self) -> None:
        """Become as wide as the place that it gets, instead of as its answer."""
        self._vult = True
        self._meet()

    def changeEvent(self, gebeurtenis: QEvent) -> None:
        super().changeEvent(gebeurtenis)
        if gebeurtenis.type() == QEvent.Type.FontChange:
            self._meet()

    def sizeHint(self) -> QSize:
        return QSize(self._breed(), super().sizeHint().height())

    @Slot()
    def _klaar(self) -> None:
        tekst = self.regel.text().strip()
        try:
            waarde = self._lees(tekst) if tekst else None
        except InvoerFout as fout:
            self.toon_fout(str(fout))
            return
        self.toon_fout("")
        self.regel.setText(self._toon(waarde) if waarde is not None else "")
        if waarde != self._waarde:
            self._waarde = waarde
            self.gewijzigd.emit(waarde)

    def zet(self, waarde: Any) -> None:
        if waarde == self._waarde and self.fout:
            return
        self._waarde = waarde
        if not self.regel.hasFocus() or not self.regel.isModified():
            self.regel.setText(self._toon(waarde) if waarde is not None else "")
        self.toon_fout("")

    def noem(self, naam: str) -> None:
        self.regel.setAccessibleName(naam)

    @property
    def waarde(self) -> Any:
        """Return the answer that was taken last, None when there is none."""
        return self._waarde

    @property
    def fout(self) -> str:
        """Return the sentence that is shown; what was typed then stays until it is mended."""
        return self._fout.text() if self._fout else ""

    def toon_fout(self, tekst: str) -> None:
        super().toon_fout(tekst)
        zet_rol(self.regel, "ja" if tekst else "", "fout")


def bedrag() -> Typveld:
    """Return the editor for an amount in euro."""
    return Typveld(invoer.lees_bedrag, invoer.toon_bedrag, voor="€")


def datum() -> Typveld:
    """Return the editor for a whole date."""
    return Typveld(invoer.lees_datum, invoer.toon_datum, tekens=18)


def geboortedatum() -> Typveld:
    """Return the editor for a birth date, of which only the year may be known."""
    return Typveld(invoer.lees_geboortedatum, invoer.toon_datum, tekens=14)


def aantal() -> Typveld:
    """Return the editor for a whole number."""
    return Typveld(invoer.lees_aantal, str)


def tekst(tekens: int = 24, hint: str = "") -> Typveld:
    """Return the editor for free text."""
    return Typveld(str, str, hint=hint, tekens=tekens)


def voor_veld(soort: str, opties: Mapping[str, str], sleutel: str) -> Editor:
    """Return the editor for a field of the catalogue."""
    if soort == "ja_nee":
        return ja_nee()
    if soort == "keuze":
        return Keuzelijst(opties)
    if soort == "keuzes":
        return Meerkeuze(opties)
    if soort == "datum":
        return geboortedatum() if sleutel == "geboortedatum" else datum()
    makers = {"geld": bedrag, "aantal": aantal, "jaren": aantal, "maanden": aantal}
    return makers[soort]() if soort in makers else tekst(hint=NIET_BEKEND)
