"""A new value for one figure: typed, checked while it is typed, and what it would change at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.bedragblad import Bedragblad
from consulent_app.acties.bedragconcept import Bijwerking
from consulent_app.acties.bedragen import Cijfer, halfjaren_rond
from consulent_app.acties.bedraggevolgen import Gevolg, Gevolgen
from consulent_app.acties.bedraginvoer import (
    ZEKERHEID_IN_WOORDEN,
    Getypt,
    alle_waarden,
    als_getypt,
    getypte_dag,
    lees_getypt,
    voorbeeld,
)
from consulent_app.fouten import ConsulentFout, InvoerFout
from consulent_app.ui.editors import Rustlijst
from consulent_app.ui.regelmodel import TEKST, Plek, Regelmodel
from consulent_app.ui.tekenvelden import schuifbaar
from consulent_app.ui.thema import zet_rol
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.werkblad import Werkblad

#: So long after the last key it is worked out what changes.
RUST_MS = 200
#: In signs: narrower than this the two halves stand below each other.
SMAL = 110
ZICHTBARE_RIJEN, TUSSEN = 5, 6
WACHT = "Vul de velden in; dan staat hier wat er verandert bij twintig voorbeeldhuishoudens."
REKENT = "Wordt uitgerekend..."
TELT_MEE = "Telt mee bij: {waar}."
TELT_NERGENS = "Geen regeling gebruikt dit bedrag."


class Gevolgmodel(Regelmodel[Gevolg]):
    """What becomes another, by household and regeling."""

    def data(self, plek: Plek, role: int = 0) -> Any:
        if role not in TEKST:
            return None
        regel = self.regels[plek.row()]
        return (regel.huishouden, regel.regeling, regel.was, regel.wordt)[plek.column()]


class Bedragvenster(QDialog):
    """`veranderd` when something was put in the draft, or taken out of it."""

    veranderd = Signal()

    def __init__(self, werkblad: Werkblad, blad: Bedragblad, cijfer: Cijfer, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad, self.blad, self.cijfer = werkblad, blad, cijfer
        self.waarde, self.vanaf, self.bron = QLineEdit(), QLineEdit(), QLineEdit()
        self.zekerheid, self.fout = Rustlijst(), label("", "fout")
        self.uitslag, self.lijst = label(WACHT, "zacht"), QTableView()
        self.model = Gevolgmodel(("Huishouden", "Regeling", "Nu", "Straks"), self)
        self.bewaarknop, self.sluitknop = QPushButton("Zet in het concept"), QPushButton("Annuleren")
        self.terugknop = QPushButton("Haal uit het concept")
        self._nieuw: Bijwerking | None = None
        self._rekent: Bijwerking | None = None
        self._rust = QTimer(self)
        self._helften = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.setWindowTitle("Nieuwe waarde")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bouw()
        self._vul()
        self.resize(ouder.size().boundedTo(QSize(1180, 660)))
        self.waarde.setFocus()

    # --- how it looks --------------------------------------------------------------------------------

    def _bouw(self) -> None:
        kolom, binnen = QVBoxLayout(self), QWidget()
        kolom.setContentsMargins(20, 16, 20, 16)
        self._helften.setSpacing(24)
        self._helften.setContentsMargins(0, 0, 0, 0)
        self._helften.addLayout(self._bouw_invoer(), 2)
        self._helften.addLayout(self._bouw_gevolgen(), 3)
        binnen.setLayout(self._helften)
        kolom.addWidget(label(self.cijfer.parameter.omschrijving, "tussenkop"))
        kolom.addWidget(schuifbaar(binnen), 1)
        kolom.addWidget(self.fout)
        kolom.addLayout(self._bouw_knoppen())

    def _bouw_invoer(self) -> QVBoxLayout:
        kolom, parameter = QVBoxLayout(), self.cijfer.parameter
        kolom.setSpacing(TUSSEN)
        if self.cijfer.open_ and parameter.vraag:
            kolom.addWidget(label(parameter.vraag))
        self.zekerheid.setMinimumContentsLength(16)
        self.waarde.setPlaceholderText(voorbeeld(parameter))
        self.vanaf.setPlaceholderText(getypte_dag(halfjaren_rond(self.blad.op)[1]))
        self.bron.setPlaceholderText("Staatscourant 2026, 12345")
        for naam, veld in (
            ("Nieuwe &waarde", self.waarde), ("&Vanaf", self.vanaf), ("&Bron", self.bron),
            ("&Zekerheid", self.zekerheid),
        ):  # fmt: skip
            onder = label(naam)
            onder.setWordWrap(False)
            onder.setBuddy(veld)
            veld.setAccessibleName(naam.replace("&", ""))
            kolom.addWidget(onder)
            kolom.addWidget(veld)
        kolom.addSpacing(8)
        kolom.addWidget(_kop("Wat er staat"))
        for regel in alle_waarden(parameter, self.cijfer.concept):
            kolom.addWidget(label(regel, "zacht"))
        raakt = sorted(self.blad.raakt.get(parameter.naam, ()), key=str.casefold)
        zin = TELT_MEE.format(waar=", ".join(raakt)) if raakt else TELT_NERGENS
        kolom.addWidget(label(zin, "zacht"))
        kolom.addStretch()
        return kolom

    def _bouw_gevolgen(self) -> QVBoxLayout:
        kolom = QVBoxLayout()
        kolom.setSpacing(TUSSEN)
        kolom.addWidget(_kop("Wat er verandert"))
        kolom.addWidget(self.uitslag)
        self.lijst.setModel(self.model)
        self.lijst.setAccessibleName("Wat er verandert bij voorbeeldhuishoudens")
        self.lijst.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.lijst.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.lijst.setTabKeyNavigation(False)
        self.lijst.verticalHeader().hide()
        self.lijst.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        kop = self.lijst.horizontalHeader()
        kop.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        kop.setHighlightSections(False)
        kop.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.lijst.setMinimumHeight(self.fontMetrics().height() * 2 * ZICHTBARE_RIJEN)
        kolom.addWidget(self.lijst, 1)
        kolom.addStretch()
        return kolom

    def _bouw_knoppen(self) -> QHBoxLayout:
        rij = QHBoxLayout()
        self.bewaarknop.setProperty("rol", "hoofd")
        self.bewaarknop.setDefault(True)
        self.terugknop.setVisible(bool(self.cijfer.concept))
        rij.addWidget(self.terugknop)
        rij.addStretch()
        for knop, doe in (
            (self.terugknop, self.haal_eruit),
            (self.sluitknop, self.reject),
            (self.bewaarknop, self.bewaar),
        ):
            knop.clicked.connect(doe)
            if knop is not self.bewaarknop:
                knop.setAutoDefault(False)
            if knop is not self.terugknop:
                rij.addWidget(knop)
        return rij

    def resizeEvent(self, gebeurtenis: QResizeEvent) -> None:
        super().resizeEvent(gebeurtenis)
        smal = self.width() < self.fontMetrics().averageCharWidth() * SMAL
        kant = QBoxLayout.Direction
        self._helften.setDirection(kant.TopToBottom if smal else kant.LeftToRight)

    # --- typing --------------------------------------------------------------------------------------

    def _vul(self) -> None:
        """Begin with what was entered before, and else with the day and source that are likely."""
        for soort, woorden in ZEKERHEID_IN_WOORDEN.items():
            self.zekerheid.addItem(woorden, soort)
        if self.cijfer.concept:
            eerder = self.cijfer.concept[-1]
            self.waarde.setText(als_getypt(self.cijfer.parameter, eerder.datering))
            self.vanaf.setText(getypte_dag(eerder.vanaf))
            self.bron.setText(eerder.bron)
            self.zekerheid.setCurrentIndex(self.zekerheid.findData(eerder.zekerheid))
        else:
            dag, bron = self.blad.begin_van(self.cijfer)
            self.vanaf.setText(getypte_dag(dag) if dag else "")
            self.bron.setText(bron)
        self._rust.setSingleShot(True)
        self._rust.setInterval(RUST_MS)
        self._rust.timeout.connect(self._reken)
        for veld in (self.waarde, self.vanaf, self.bron):
            veld.textChanged.connect(self._controleer)
        self.zekerheid.currentIndexChanged.connect(self._controleer)
        self._controleer()

    @Slot()
    def _controleer(self, *_: object) -> None:
        kast = self.werkblad.kast
        getypt = Getypt(
            self.waarde.text(), self.vanaf.text(), self.bron.text(), str(self.zekerheid.currentData())
        )
        if kast is None:
            return
        parameter, door = self.cijfer.parameter, kast.medewerker.naam
        try:
            self._nieuw = lees_getypt(getypt, parameter, self.blad.pakket, door, self.blad.op)
        except InvoerFout as fout:
            self._nieuw = None
            # Nothing is wrong yet with what nobody typed.
            self._meld(str(fout), "fout" if getypt.waarde.strip() else "zacht")
            self._toon_niets(WACHT)
        else:
            self._meld("")
            self._rust.start()
        self.bewaarknop.setEnabled(self._nieuw is not None)

    def _toon_niets(self, zin: str) -> None:
        self._rust.stop()
        self.uitslag.setText(zin)
        self._toon_gevolgen(())

    @Slot()
    def _reken(self) -> None:
        """Work out on the worker what this changes; while that is busy, only the last asked is next."""
        if self._nieuw is not None and self._rekent is None:
            self._rekent = self._nieuw
            self.uitslag.setText(REKENT)
            doe = partial(self.blad.proef, self._nieuw)
            self.werkblad.taken.start(doe, self._uitgerekend, self._mislukt, self)

    def _uitgerekend(self, gevolgen: Gevolgen) -> None:
        klaar, self._rekent = self._rekent, None
        if klaar != self._nieuw:
            self._reken()
            return
        self.uitslag.setText(gevolgen.in_woorden)
        self._toon_gevolgen(gevolgen.anders)

    def _toon_gevolgen(self, anders: Sequence[Gevolg]) -> None:
        self.model.zet(anders)
        self.lijst.setVisible(bool(anders))

    # --- keeping -------------------------------------------------------------------------------------

    @Slot()
    def bewaar(self) -> None:
        """Put the value in the draft of its package."""
        if self._nieuw is not None and self.werkblad.kast is not None:
            self._doe(
                partial(self.werkblad.kast.bedragen.voer_in, self.cijfer.parameter.pakket, self._nieuw)
            )

    @Slot()
    def haal_eruit(self) -> None:
        """Take the value that was entered before out of the draft."""
        if self.cijfer.concept and self.werkblad.kast is not None:
            pakket, neem_terug = self.cijfer.parameter.pakket, self.werkblad.kast.bedragen.neem_terug
            self._doe(partial(neem_terug, pakket, self.cijfer.concept[-1]))

    def _doe(self, doe: Any) -> None:
        self.bewaarknop.setEnabled(False)
        self.werkblad.taken.start(doe, self._gedaan, self._mislukt, self)

    def _gedaan(self, _: object) -> None:
        self.veranderd.emit()
        self.accept()

    def _mislukt(self, fout: Exception) -> None:
        self._rekent = None
        if not isinstance(fout, ConsulentFout):
            raise fout
        self._meld(str(fout))
        self.bewaarknop.setEnabled(self._nieuw is not None)

    def _meld(self, tekst: str, rol: str = "fout") -> None:
        zet_rol(self.fout, rol)
        self.fout.setText(tekst)
        self.fout.setVisible(bool(tekst))


def _kop(tekst: str) -> QLabel:
    kop = label(tekst, "tussenkop")
    kop.setWordWrap(False)
    return kop
