"""The household as a small picture: who there is, how old, one click away; and who is still missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from consulent_app.intake.gesprek import Gesprek
from consulent_app.intake.gezin import ROLNAMEN, Gezinslid, gezin, leeftijd_getypt
from consulent_app.ui.thema import kleur
from consulent_app.ui.vloei import Vloei

#: A longer name ends in dots; the whole name is in the tooltip and in what is read aloud.
LETTERS = 18
#: A large family scrolls in its own place, so that the question stays on the screen.
DEEL_VAN_HET_VENSTER = 0.3


class Initiaal(QWidget):
    """A letter in a circle."""

    def __init__(self) -> None:
        super().__init__()
        self._letter = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def zet(self, letter: str) -> None:
        self._letter = letter
        self.update()

    def sizeHint(self) -> QSize:
        zijde = round(self.fontMetrics().height() * 1.5)
        return QSize(zijde, zijde)

    def paintEvent(self, gebeurtenis: QPaintEvent) -> None:
        verf = QPainter(self)
        verf.setRenderHint(QPainter.RenderHint.Antialiasing)
        verf.setPen(QPen(QColor(kleur("merk")), 1.4))
        verf.setBrush(QColor(kleur("merk_vlak")))
        vak = self.rect().adjusted(1, 1, -1, -1)
        verf.drawEllipse(vak)
        letter = self.font()
        letter.setBold(True)
        verf.setFont(letter)
        verf.drawText(vak, Qt.AlignmentFlag.AlignCenter, self._letter)


class Persoonknop(QPushButton):
    """Initial, name, and below it role and age: one button."""

    def __init__(self, lid: Gezinslid) -> None:
        super().__init__()
        self.setProperty("rol", "persoon")
        self._cirkel, self._naam, self._onder = Initiaal(), QLabel(), QLabel()
        self._onder.setProperty("rol", "klein")
        rooster = self._rooster = QGridLayout(self)
        rooster.setContentsMargins(6, 3, 8, 3)
        rooster.setHorizontalSpacing(8)
        rooster.setVerticalSpacing(0)
        rooster.addWidget(self._cirkel, 0, 0, 2, 1)
        rooster.addWidget(self._naam, 0, 1)
        rooster.addWidget(self._onder, 1, 1)
        for deel in (self._cirkel, self._naam, self._onder):
            deel.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.zet(lid)

    def zet(self, lid: Gezinslid) -> None:
        """Show this person."""
        self.lid = lid
        self._cirkel.zet(lid.initiaal)
        self._onder.setText(lid.onderschrift)
        self.setAccessibleName(lid.omschrijving)
        self.setToolTip(lid.omschrijving)
        self._kort_in()

    def _kort_in(self) -> None:
        maat = self._naam.fontMetrics()
        breed = maat.averageCharWidth() * LETTERS
        self._naam.setText(maat.elidedText(self.lid.naam, Qt.TextElideMode.ElideRight, breed))
        self.updateGeometry()

    def changeEvent(self, gebeurtenis: QEvent) -> None:
        super().changeEvent(gebeurtenis)
        if gebeurtenis.type() == QEvent.Type.FontChange:
            self._kort_in()

    def sizeHint(self) -> QSize:
        return self._rooster.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._rooster.totalMinimumSize()


class Gezinsrij(QScrollArea):
    """`naar` asks for a person, `erbij` for a person with a role, `weg` to take a person away."""

    naar = Signal(str)
    erbij = Signal(str)
    weg = Signal(str)

    def __init__(self, na: QWidget, ouder: QWidget | None = None) -> None:
        """Tab comes here after `na`."""
        super().__init__(ouder)
        self._na = na
        self._gesprek: Gesprek | None = None
        self._knoppen: dict[str, Persoonknop] = {}
        self._weghalen: dict[str, QPushButton] = {}
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._menu = QMenu(self)
        self.plus = QPushButton("+ persoon")
        self.plus.setProperty("rol", "stil")
        self.plus.setAccessibleName("Persoon toevoegen")
        self.plus.clicked.connect(self._toon_menu)
        for rol in ("partner", "kind", "medebewoner"):
            actie = self._menu.addAction(f"&{ROLNAMEN[rol]}")
            actie.setData(rol)
            actie.triggered.connect(partial(self._voeg_toe, rol))
        self._bouw([])

    def leeg(self) -> None:
        """Forget who is shown, for the lock and for another dossier."""
        self._gesprek = None
        self._bouw([])

    def toont_allen(self, gesprek: Gesprek) -> bool:
        """Say whether all of the household stand here, also when somebody else does too."""
        return {persoon["id"] for persoon in gesprek.personen} <= set(self._knoppen)

    def toon(self, gesprek: Gesprek) -> None:
        """Show the household as it is now; who is shown already keeps the focus."""
        self._gesprek = gesprek
        leden = gezin(gesprek)
        self._menu.actions()[0].setEnabled(not any(lid.rol == "partner" for lid in leden))
        if [(k, b.lid.rol) for k, b in self._knoppen.items()] == [(lid.id, lid.rol) for lid in leden]:
            for lid in leden:
                self._zet(lid)
        else:
            self._bouw(leden)
        self._meet()

    def toon_getypt(self, pad: str, tekst: str) -> None:
        """Show the age that follows from a birth date as far as it has been typed."""
        delen = pad.split(".")
        if self._gesprek is None or delen[-1] != "geboortedatum" or delen[1] not in self._knoppen:
            return
        peildatum = date.fromisoformat(self._gesprek.document["peildatum"])
        lid = self._knoppen[delen[1]].lid
        self._zet(replace(lid, leeftijd=leeftijd_getypt(tekst, peildatum)))
        self._meet()

    def _zet(self, lid: Gezinslid) -> None:
        self._knoppen[lid.id].zet(lid)
        if lid.id in self._weghalen:
            self._weghalen[lid.id].setAccessibleName(f"{lid.naam} weghalen")

    def _bouw(self, leden: list[Gezinslid]) -> None:
        nu = self.window().focusWidget()
        had = nu is not None and self.isAncestorOf(nu)
        self._knoppen, self._weghalen = {}, {}
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        kolom.setContentsMargins(16, 0, 16, 6)
        kolom.setSpacing(6)
        kinderen = [lid for lid in leden if lid.rol == "kind"]
        eigen_regel = kinderen if len(kinderen) > 1 else []
        boven = Vloei(tussen=6)
        for lid in leden:
            if lid not in eigen_regel:
                boven.addWidget(self._kaart(lid))
        boven.addWidget(self.plus)
        kolom.addLayout(boven)
        onder = Vloei(tussen=6)
        for lid in eigen_regel:
            onder.addWidget(self._kaart(lid))
        kolom.addLayout(onder)
        oud = self.takeWidget()
        self.setWidget(binnen)
        if oud is not None:
            # Later: it may hold the button whose click brought us here.
            oud.hide()
            oud.deleteLater()
        self._volg_elkaar_op()
        if had:
            self.plus.setFocus()

    def _kaart(self, lid: Gezinslid) -> QFrame:
        kaart = QFrame()
        kaart.setProperty("rol", "persoon")
        rij = QHBoxLayout(kaart)
        rij.setContentsMargins(2, 2, 2, 2)
        rij.setSpacing(0)
        knop = self._knoppen[lid.id] = Persoonknop(lid)
        knop.clicked.connect(partial(self._naar, lid.id))
        rij.addWidget(knop)
        if lid.rol != "aanvrager":
            weg = self._weghalen[lid.id] = QPushButton("×")
            weg.setProperty("rol", "klein")
            weg.setToolTip("Weghalen; Ctrl+Z brengt terug")
            weg.clicked.connect(partial(self._haal_weg, lid.id))
            rij.addWidget(weg, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._zet(lid)
        return kaart

    def _volg_elkaar_op(self) -> None:
        keten: list[QWidget] = [self._na]
        for lid, knop in self._knoppen.items():
            keten += [knop, self._weghalen[lid]] if lid in self._weghalen else [knop]
        if self._na.window() is self.window():
            for eerste, tweede in pairwise([*keten, self.plus]):
                QWidget.setTabOrder(eerste, tweede)

    def resizeEvent(self, gebeurtenis: QResizeEvent) -> None:
        super().resizeEvent(gebeurtenis)
        self._meet()

    def changeEvent(self, gebeurtenis: QEvent) -> None:
        super().changeEvent(gebeurtenis)
        if gebeurtenis.type() == QEvent.Type.FontChange:
            self._meet()

    def _meet(self) -> None:
        """Be as high as the picture, and not so high that the question below it has no place."""
        binnen = self.widget()
        opmaak = binnen.layout() if binnen is not None else None
        if opmaak is not None:
            opmaak.invalidate()
            nodig = opmaak.totalHeightForWidth(self.viewport().width())
            self.setFixedHeight(min(nodig, round(self.window().height() * DEEL_VAN_HET_VENSTER)))

    @Slot()
    def _toon_menu(self) -> None:
        self._menu.popup(self.plus.mapToGlobal(QPoint(0, self.plus.height())))
        self._menu.setActiveAction(next(a for a in self._menu.actions() if a.isEnabled()))

    def _naar(self, persoon: str, *_: object) -> None:
        self.naar.emit(persoon)

    def _voeg_toe(self, rol: str, *_: object) -> None:
        self.erbij.emit(rol)

    def _haal_weg(self, persoon: str, *_: object) -> None:
        self.weg.emit(persoon)
