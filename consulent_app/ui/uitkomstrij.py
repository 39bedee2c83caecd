"""One row of the outcome: shape, name and amount; it opens in place into its reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from consulent_app.regels.uitkomst import Reden, Status, Uitkomst
from consulent_app.ui.statusbeeld import WOORDEN, Statusbeeld
from consulent_app.ui.vloei import Vloei

PER = {"maand": "per maand", "jaar": "per jaar", "kwartaal": "per kwartaal", "schooljaar": "per schooljaar"}


@dataclass(frozen=True)
class Rijtekst:
    """What a row says; two rows with the same text look the same, so it need not be made again."""

    groep: str
    naam: str
    bedrag: str
    is_open: bool
    inhoud: tuple[object, ...] = ()


@dataclass(frozen=True)
class Uitleg:
    """What an open row tells: what it is, its reasons, what would change it, and what is open."""

    wat: str
    redenen: tuple[tuple[str, str, str], ...]
    watals: tuple[str, ...]
    zachtjes: tuple[str, ...]
    vragen: tuple[tuple[str, str], ...]


def soort_van(reden: Reden) -> str:
    """Return the shape of a reason: a tick, a bar, a question mark, or scales."""
    return "weegt" if reden.weging else {True: "ja", False: "nee", None: "vraag"}[reden.uitkomst]


def bedrag_tekst(uitkomst: Uitkomst, *, schatting: bool = False) -> str:
    """Return the amount as it stands in a row; never € 0 for what is not known."""
    if uitkomst.bedrag is not None:
        bedrag = f"± {uitkomst.bedrag.in_hele_euros()}" if schatting else uitkomst.bedrag.leesbaar()
        return f"{bedrag} {PER.get(uitkomst.periode or '', '')}".strip()
    vol = uitkomst.status in (Status.RECHT, Status.BEOORDELING)
    return "bedrag volgt" if vol and uitkomst.nog_vast_te_stellen else ""


class Uitkomstrij(QFrame):
    """`klap` asks to open or close it, `spring` to go to a question."""

    klap = Signal()
    spring = Signal(str)

    def __init__(self, tekst: Rijtekst, uitleg: Callable[[], Uitleg]) -> None:
        super().__init__()
        self.setProperty("rol", "paneel")
        self._kolom = QVBoxLayout(self)
        self._kolom.setContentsMargins(2, 2, 2, 2)
        self._kolom.setSpacing(0)
        self.knop = Regelknop(tekst)
        self.knop.clicked.connect(self.klap)
        self._kolom.addWidget(self.knop)
        self._tekst, self._open = tekst, self._uitleg(uitleg()) if tekst.is_open else None
        if self._open is not None:
            self._kolom.addWidget(self._open)

    def zet(self, tekst: Rijtekst, uitleg: Callable[[], Uitleg]) -> None:
        """Say this from now on; what it said already is left alone."""
        oud, self._tekst = self._tekst, tekst
        if tekst == oud:
            return
        self.knop.zet(tekst)
        if (tekst.is_open, tekst.inhoud) != (oud.is_open, oud.inhoud):
            self._zet_uitleg(self._uitleg(uitleg()) if tekst.is_open else None)

    def _zet_uitleg(self, nieuw: QWidget | None) -> None:
        oud, self._open = self._open, nieuw
        if oud is not None:
            self._kolom.removeWidget(oud)
            # Later: it may hold the button whose click brought us here.
            oud.hide()
            oud.deleteLater()
        if nieuw is not None:
            self._kolom.addWidget(nieuw)
            nieuw.show()

    def _uitleg(self, uitleg: Uitleg) -> QWidget:
        blok = QWidget()
        kolom = QVBoxLayout(blok)
        kolom.setContentsMargins(12, 4, 8, 8)
        kolom.addWidget(label(uitleg.wat))
        for weegt, groep in groupby(uitleg.redenen, key=lambda reden: reden[0] == "weegt"):
            if weegt:
                kolom.addWidget(label("Dit weegt een mens af:", "zacht"))
            for reden in groep:
                kolom.addWidget(_reden(*reden))
        if uitleg.watals:
            kolom.addWidget(label("Wat zou dit veranderen?", "zacht"))
        for tekst in uitleg.watals:
            kolom.addWidget(label(tekst))
        for tekst in uitleg.zachtjes:
            kolom.addWidget(label(tekst, "zacht"))
        if uitleg.vragen:
            kolom.addWidget(label("Nog te vragen:"))
        rij = Vloei()
        for pad, vraag in uitleg.vragen:
            rij.addWidget(self._vraagknop(pad, vraag))
        kolom.addLayout(rij)
        return blok

    def _vraagknop(self, pad: str, vraag: str) -> QPushButton:
        knop = Meerregelknop(vraag)
        knop.setProperty("rol", "spring")
        knop.setAccessibleName(f"Ga naar de vraag: {vraag}")
        knop.clicked.connect(partial(self._spring, pad))
        return knop

    def _spring(self, pad: str, *_: object) -> None:
        self.spring.emit(pad)


class Regelknop(QPushButton):
    """A row as one button: shape, name, amount; its text wraps, which a button's own cannot."""

    def __init__(self, tekst: Rijtekst) -> None:
        super().__init__()
        self.setProperty("rol", "regel")
        rij = self._rij = QGridLayout(self)
        rij.setContentsMargins(6, 4, 6, 4)
        rij.setHorizontalSpacing(8)
        rij.setVerticalSpacing(0)
        rij.setColumnStretch(1, 1)
        self._naam, self._bedrag = label(tekst.naam), QLabel()
        self._bedrag.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._beeld = Statusbeeld(tekst.groep)
        for kind in (self._beeld, self._naam, self._bedrag):
            kind.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        rij.addWidget(self._beeld, 0, 0)
        rij.addWidget(self._naam, 0, 1)
        self._smal = False
        self._plaats_bedrag()
        # Not Fixed: that would keep it at the height of its hint, and cut off a name of three lines.
        beleid = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        beleid.setHeightForWidth(True)
        self.setSizePolicy(beleid)
        self._zeg(tekst)

    def zet(self, tekst: Rijtekst) -> None:
        """Say this from now on; Qt itself leaves a text alone that is the same."""
        self._zeg(tekst)
        self._schik()

    def _zeg(self, tekst: Rijtekst) -> None:
        self._beeld.zet(tekst.groep)
        self._naam.setText(tekst.naam)
        self._bedrag.setText(tekst.bedrag)
        stand = "open" if tekst.is_open else "dicht"
        delen = (tekst.naam, WOORDEN[tekst.groep], tekst.bedrag or "geen bedrag", stand)
        self.setAccessibleName(", ".join(delen))

    def _plaats_bedrag(self) -> None:
        """The amount stands in its column, or under the name when there is no room beside it."""
        self._rij.removeWidget(self._bedrag)
        self._rij.addWidget(self._bedrag, *((1, 1) if self._smal else (0, 2)))

    def resizeEvent(self, gebeurtenis: QResizeEvent) -> None:
        super().resizeEvent(gebeurtenis)
        self._schik()

    def _schik(self) -> None:
        nodig = self._minimum() + self._bedrag.sizeHint().width() + 8
        smal = bool(self._bedrag.text()) and self.width() < max(nodig, 30 * self._letter())
        if smal != self._smal:
            self._smal = smal
            self._plaats_bedrag()
            self.updateGeometry()

    def _letter(self) -> int:
        return self.fontMetrics().averageCharWidth()

    def _minimum(self) -> int:
        return self._beeld.sizeHint().width() + self._naam.minimumSizeHint().width() + 20

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, breedte: int) -> int:
        return self._rij.totalHeightForWidth(breedte)

    def sizeHint(self) -> QSize:
        return self._rij.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        breed = max(self._minimum(), self._bedrag.sizeHint().width() + 12)
        return QSize(breed, self._rij.totalMinimumSize().height())


class Meerregelknop(QPushButton):
    """A button of which a long text goes on below; `onder` is a second, softer text."""

    def __init__(self, tekst: str, onder: str = "") -> None:
        super().__init__()
        self._tekst = tekst
        # Beside a tick box a fixed height would be that of a single line.
        hoogte = QSizePolicy.Policy.Minimum if onder else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, hoogte)
        rij = self._rij = QVBoxLayout(self)
        rij.setContentsMargins(10, 4, 10, 4)
        rij.setSpacing(0)
        for deel, rol in ((tekst, ""), (onder, "zacht")):
            if deel:
                inhoud = label(deel, rol)
                inhoud.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                rij.addWidget(inhoud)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, breedte: int) -> int:
        return self._rij.totalHeightForWidth(breedte)

    def sizeHint(self) -> QSize:
        breed = self.fontMetrics().horizontalAdvance(self._tekst) + 28
        return QSize(breed, self._rij.totalSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self._rij.totalMinimumSize()


def _reden(soort: str, tekst: str, artikel: str) -> QWidget:
    blok = QWidget()
    rooster = QGridLayout(blok)
    rooster.setContentsMargins(0, 2, 0, 2)
    rooster.setColumnStretch(1, 1)
    rooster.setVerticalSpacing(0)
    rooster.addWidget(Statusbeeld(soort), 0, 0, Qt.AlignmentFlag.AlignTop)
    rooster.addWidget(label(tekst), 0, 1)
    rooster.addWidget(label(artikel, "zacht"), 1, 1)
    return blok


def label(tekst: str, rol: str = "") -> QLabel:
    """Return a text that wraps, in one of the roles of the style sheet."""
    gemaakt = QLabel(tekst)
    gemaakt.setWordWrap(True)
    if rol:
        gemaakt.setProperty("rol", rol)
    return gemaakt
