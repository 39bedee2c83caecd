"""The sheets of the resident's screen: large labels in their own language and reading direction."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QFont, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from consulent_app.acties.bewonersscherm import (
    Groepbeeld,
    Kaart,
    Uitkomstbeeld,
    Vraagbeeld,
    voorbehoud,
)
from consulent_app.acties.leesoverzicht import Overzichtbeeld, Overzichtblok
from consulent_app.paden import resources
from consulent_app.taal.catalogus import Tekst
from consulent_app.taal.talen import BRONTAAL, TALEN, Taal
from consulent_app.ui.thema import PUNTEN, kleur
from consulent_app.ui.vloei import Vloei

#: Points at a text size of 100%.
VRAAG, GROOT, ZIN, KLEIN = 34.0, 28.0, 22.0, 16.0
#: Options are smaller when there are more than so many, so that all of them can be seen at once.
OPTIES = ((7, GROOT), (14, ZIN), (99, KLEIN + 1))
LETTERTYPEN = list(dict.fromkeys(taal.lettertype for taal in TALEN.values()))
PICTOGRAMMEN = {"kan_nu": "geld", "bewijs": "papier", "weegt": "vraag", "anderen": "plaats", "nee": "niet"}


class Bewonerblad(QWidget):
    """One sheet. `zet_maat` makes all its text larger or smaller together."""

    def __init__(self, taal: Taal) -> None:
        super().__init__()
        self._taal = taal
        self._maten: list[tuple[QLabel, float]] = []
        self._gesproken: list[str] = []
        self._pictogrammen: list[tuple[QLabel, str]] = []
        self.setLayoutDirection(_richting(taal))
        self._kolom = QVBoxLayout(self)
        self._kolom.setContentsMargins(32, 20, 32, 4)
        self._kolom.setSpacing(12)

    @property
    def gesproken(self) -> str:
        """Return what a voice in the language of the sheet can say of it."""
        return "\n".join(self._gesproken)

    def zet_maat(self, punten: float) -> None:
        """Give every text its size, where the app's own text has so many points."""
        for label, maat in self._maten:
            letter = label.font()
            letter.setPointSizeF(maat * punten / PUNTEN)
            label.setFont(letter)
        zijde = round(ZIN * 2.4 * punten / PUNTEN)
        for label, naam in self._pictogrammen:
            label.setPixmap(_pictogram(naam, zijde))
            label.setFixedSize(zijde, zijde)

    def hoogte_bij(self, breedte: int) -> int:
        """Return how high the sheet is at this width."""
        self._kolom.invalidate()
        return self._kolom.totalHeightForWidth(breedte)

    def _sluit_af(self) -> None:
        """Say at the bottom that nobody has checked the translation; a voice does not repeat it."""
        self._kolom.addStretch()
        zin = voorbehoud(self._taal)
        if zin is not None:
            self._kolom.addWidget(self._label(zin, KLEIN, rol="zacht", stil=True))

    def _label(
        self, tekst: Tekst, maat: float, *, vet: bool = False, rol: str = "", stil: bool = False
    ) -> QLabel:
        label = Optie(tekst.tekst) if rol == "optie" else QLabel(tekst.tekst)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if tekst.taal.rechts_naar_links and rol != "optie":
            # As plain text, Qt counts the space at the end of a wrapped line to the wrong side.
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setText(escape(tekst.tekst, quote=False))
        label.setWordWrap(True)
        label.setLocale(QLocale(tekst.taal.locale))
        if tekst.taal == self._taal and not stil:
            self._gesproken.append(tekst.tekst)
        label.setProperty("rol", rol)
        label.setLayoutDirection(_richting(tekst.taal))
        kant = Qt.AlignmentFlag.AlignRight if self._taal.rechts_naar_links else Qt.AlignmentFlag.AlignLeft
        label.setAlignment(kant | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        # The others follow for a word in another script, such as a name.
        letter = QFont([tekst.taal.lettertype, *LETTERTYPEN])
        letter.setBold(vet)
        label.setFont(letter)
        self._maten.append((label, maat))
        return label

    def _teksten(self, tekst: Tekst, maat: float, *, vet: bool = False, rol: str = "") -> Iterator[QLabel]:
        """Return the label, after a mark where it is not in the language of the sheet."""
        if tekst.taal != self._taal:
            yield self._label(Tekst(tekst.taal.eigen, tekst.taal), KLEIN, rol="zacht")
        yield self._label(tekst, maat, vet=vet, rol=rol)

    def _nederlands(self, tekst: str) -> QLabel:
        return self._label(Tekst(tekst, TALEN[BRONTAAL]), KLEIN, rol="zacht")

    def _vlak(self, pictogram: str) -> tuple[QFrame, QVBoxLayout]:
        """Return a card with its pictogram, and the column beside that for its text."""
        vlak = QFrame()
        vlak.setProperty("rol", "paneel")
        rij = QHBoxLayout(vlak)
        rij.setContentsMargins(20, 16, 20, 16)
        rij.setSpacing(20)
        rij.addWidget(self._pictogram(pictogram), 0, Qt.AlignmentFlag.AlignTop)
        kolom = QVBoxLayout()
        kolom.setSpacing(4)
        rij.addLayout(kolom, 1)
        return vlak, kolom

    def _pictogram(self, naam: str) -> QLabel:
        label = QLabel()
        self._pictogrammen.append((label, naam))
        return label


class Vraagblad(Bewonerblad):
    """One question, what it means, what can be answered, and the question in Dutch."""

    def __init__(self, beeld: Vraagbeeld, taal: Taal) -> None:
        super().__init__(taal)
        for label in self._teksten(beeld.vraag, VRAAG, vet=True):
            self._kolom.addWidget(label)
        if beeld.nederlands:
            self._kolom.addWidget(self._nederlands(beeld.nederlands))
        if beeld.uitleg is not None:
            for label in self._teksten(beeld.uitleg, GROOT):
                self._kolom.addWidget(label)
        if beeld.opties:
            self._kolom.addLayout(self._opties(beeld.opties))
        self._sluit_af()

    def _opties(self, opties: tuple[Tekst, ...]) -> Vloei:
        rij = Vloei()
        maat = next(maat for hoogstens, maat in OPTIES if len(opties) <= hoogstens)
        for optie in opties:
            rij.addWidget(self._label(optie, maat, rol="optie"))
        return rij


class Uitkomstblad(Bewonerblad):
    """The outcome: the total, and under each heading its cards."""

    def __init__(self, beeld: Uitkomstbeeld, taal: Taal) -> None:
        super().__init__(taal)
        for label in self._teksten(beeld.totaal or beeld.kop, VRAAG, vet=True):
            self._kolom.addWidget(label)
        for groep in beeld.groepen:
            self._voeg_toe(groep)
        for label in self._teksten(beeld.slot, ZIN, rol="zacht"):
            self._kolom.addWidget(label)
        self._sluit_af()

    def _voeg_toe(self, groep: Groepbeeld) -> None:
        for label in self._teksten(groep.kop, GROOT, vet=True):
            self._kolom.addWidget(label)
        for kaart in groep.kaarten:
            self._kolom.addWidget(self._kaart(kaart, PICTOGRAMMEN[groep.soort]))

    def _kaart(self, kaart: Kaart, pictogram: str) -> QFrame:
        vlak, kolom = self._vlak(pictogram)
        for label in self._teksten(kaart.kop, GROOT, vet=True):
            kolom.addWidget(label)
        if kaart.naam:
            kolom.addWidget(self._nederlands(kaart.naam))
        if kaart.bedrag is not None:
            for label in self._teksten(kaart.bedrag, GROOT, vet=True, rol="erbij"):
                kolom.addWidget(label)
        for tekst in (kaart.voor, kaart.zin):
            for label in self._teksten(tekst, ZIN) if tekst is not None else ():
                kolom.addWidget(label)
        return vlak


class Overzichtblad(Bewonerblad):
    """The whole overview: under each heading its sentences."""

    def __init__(self, beeld: Overzichtbeeld, taal: Taal) -> None:
        super().__init__(taal)
        for label in self._teksten(beeld.kop, VRAAG, vet=True):
            self._kolom.addWidget(label)
        for blok in beeld.blokken:
            self._kolom.addWidget(self._blok(blok))
        for label in self._teksten(beeld.slot, ZIN, rol="zacht") if beeld.slot is not None else ():
            self._kolom.addWidget(label)
        self._sluit_af()

    def _blok(self, blok: Overzichtblok) -> QFrame:
        vlak, kolom = self._vlak(blok.pictogram)
        kolom.setSpacing(10)
        for label in self._teksten(blok.kop, GROOT, vet=True):
            kolom.addWidget(label)
        for regel in blok.regels:
            for label in self._teksten(regel, ZIN):
                kolom.addWidget(label)
        return vlak


class Optie(QLabel):
    """An answer: on one line where there is room, and else wrapped."""

    RAND = 18

    def __init__(self, tekst: str) -> None:
        super().__init__(tekst)
        self.setContentsMargins(self.RAND, 6, self.RAND, 8)
        # A label with a border would else keep half a letter free beside its text.
        self.setIndent(0)

    def sizeHint(self) -> QSize:
        breed = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self.RAND + 8
        return QSize(breed, self.heightForWidth(breed))


def _richting(taal: Taal) -> Qt.LayoutDirection:
    rechts = taal.rechts_naar_links
    return Qt.LayoutDirection.RightToLeft if rechts else Qt.LayoutDirection.LeftToRight


def _pictogram(naam: str, zijde: int) -> QPixmap:
    svg = (resources() / "pictogrammen" / f"{naam}.svg").read_text(encoding="utf-8")
    maat = f'width="{zijde}" height="{zijde}"'
    kaart = QPixmap()
    in_kleur = svg.replace('width="24" height="24"', maat).replace("#154273", kleur("merk"))
    kaart.loadFromData(in_kleur.encode())
    return kaart
