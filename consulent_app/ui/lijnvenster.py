"""The window 'what if you earn more': the drawing, what it says in words, and the same as a table."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.inkomenslijn import inkomenslijn
from consulent_app.fouten import ConsulentFout
from consulent_app.regels.inkomenslijn import Inkomenslijn
from consulent_app.regels.pakket import Pakket
from consulent_app.ui.lijngrafiek import Lijngrafiek
from consulent_app.ui.lijnteksten import Lijnwoorden
from consulent_app.ui.uitkomstrij import Meerregelknop, label
from consulent_app.ui.werkblad import Werkblad

BEZIG = "De lijn wordt berekend..."
TABELRIJEN = 8


class Lijnvenster(QDialog):
    """Computed on the worker when it opens. `spring` asks the intake to go to a question."""

    spring = Signal(str)

    def __init__(self, werkblad: Werkblad, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.woorden: Lijnwoorden | None = None
        self.setWindowTitle("Meer verdienen")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ruimte = ouder.window().size()
        self.resize(ruimte.boundedTo(QSize(1340, 740)))
        self.kern, self.grafiek, self.bij = label(BEZIG, "tussenkop"), Lijngrafiek(), label("", "zacht")
        self.tabel, self._uitleg = QTableWidget(), QVBoxLayout()
        self._vragen = QVBoxLayout()
        self._bouw()
        self.grafiek.gekozen.connect(self._kies)
        self._reken()

    def _bouw(self) -> None:
        buiten = QVBoxLayout(self)
        buiten.setContentsMargins(0, 0, 0, 12)
        rol = QScrollArea()
        rol.setWidgetResizable(True)
        rol.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rol.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        kolom.setContentsMargins(24, 16, 24, 8)
        kolom.setSpacing(10)
        kolom.addWidget(label("Wat als u meer gaat verdienen?", "kop"))
        kolom.addWidget(self.kern)
        kolom.addLayout(self._vragen)
        for deel in (self.bij, self.grafiek):
            deel.hide()
            kolom.addWidget(deel)
        kolom.addLayout(self._uitleg)
        self._maak_tabel()
        kolom.addWidget(self.tabel)
        kolom.addStretch()
        rol.setWidget(binnen)
        buiten.addWidget(rol, 1)
        onder = QHBoxLayout()
        onder.setContentsMargins(24, 0, 24, 0)
        onder.addStretch()
        sluit = QPushButton("Sluiten")
        sluit.clicked.connect(self.accept)
        onder.addWidget(sluit)
        buiten.addLayout(onder)

    def _maak_tabel(self) -> None:
        self.tabel.hide()
        self.tabel.setAccessibleName("Het totaal per maand bij ieder loon, als tabel")
        self.tabel.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tabel.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.tabel.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tabel.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tabel.setTabKeyNavigation(False)
        self.tabel.verticalHeader().hide()
        self.tabel.setWordWrap(False)

    def _reken(self) -> None:
        gesprek = self.werkblad.gesprek
        if gesprek is None:
            return
        intake = gesprek.intake()
        pakket = self.werkblad.toetser.pakket(intake.pakket)
        doe = partial(inkomenslijn, intake, self.werkblad.toetser)
        self.werkblad.taken.start(doe, partial(self._toon, pakket), self._mislukt, self)

    def _mislukt(self, fout: Exception) -> None:
        if not isinstance(fout, ConsulentFout):
            raise fout
        self.kern.setText(str(fout))

    def _toon(self, pakket: Pakket, lijn: Inkomenslijn) -> None:
        woorden = self.woorden = Lijnwoorden(lijn, pakket)
        self._toon_vragen(woorden)
        if not lijn.stappen:
            self._zeg(woorden.geen_lijn())
            self.focusNextChild()
            return
        self._zeg(woorden.kern())
        self.grafiek.toon(woorden)
        self.bij.setText("Kies een loon in de grafiek, met de muis of met pijl links en rechts.")
        self._toon_uitleg(woorden)
        self._vul_tabel(woorden)
        for deel in (self.grafiek, self.bij, self.tabel):
            deel.show()
        self.grafiek.setFocus()

    def _zeg(self, tekst: str) -> None:
        self.kern.setText(tekst)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, tekst))

    def _toon_vragen(self, woorden: Lijnwoorden) -> None:
        """Say what is missing, with a button to each question that would settle it."""
        if not woorden.lijn.missend and not woorden.paden():
            return
        paneel = QFrame()
        paneel.setProperty("rol", "volgende")
        kolom = QVBoxLayout(paneel)
        kolom.setContentsMargins(12, 6, 12, 8)
        if woorden.lijn.missend:
            kolom.addWidget(label(f"<b>Nog niet alles is bekend.</b> {' '.join(woorden.mist())}"))
        for pad in woorden.paden():
            vraag = self.werkblad.toetser.vraag(self._document(), pad)
            knop = Meerregelknop(vraag)
            knop.setProperty("rol", "spring")
            knop.setAccessibleName(f"Ga naar de vraag: {vraag}")
            knop.clicked.connect(partial(self._spring, pad))
            kolom.addWidget(knop, alignment=Qt.AlignmentFlag.AlignLeft)
        self._vragen.addWidget(paneel)

    def _document(self) -> dict[str, object]:
        return self.werkblad.gesprek.document if self.werkblad.gesprek else {}

    def _spring(self, pad: str, *_: object) -> None:
        self.spring.emit(pad)
        self.accept()

    def _toon_uitleg(self, woorden: Lijnwoorden) -> None:
        for nummer, val in enumerate(woorden.lijn.terugvallen, start=1):
            self._uitleg.addWidget(label(f"<b>Terugval {nummer}.</b> {woorden.terugval(val)}"))
        for tekst in woorden.vervallen():
            self._uitleg.addWidget(label(tekst))
        self._uitleg.addWidget(label(" ".join(woorden.lijn.opmerkingen), "zacht"))

    def _vul_tabel(self, woorden: Lijnwoorden) -> None:
        koppen, rijen = woorden.koppen(), woorden.rijen()
        self.tabel.setColumnCount(len(koppen))
        self.tabel.setHorizontalHeaderLabels(koppen)
        self.tabel.setRowCount(len(rijen))
        for nummer, rij in enumerate(rijen):
            for kolom, tekst in enumerate(rij):
                cel = QTableWidgetItem(tekst)
                if koppen[kolom] != "Wat gebeurt er":
                    cel.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.tabel.setItem(nummer, kolom, cel)
        self.tabel.resizeColumnsToContents()
        self.tabel.resizeRowsToContents()
        rij_hoog = self.tabel.rowHeight(0)
        self.tabel.setMinimumHeight(
            self.tabel.horizontalHeader().sizeHint().height() + TABELRIJEN * rij_hoog
        )
        self.tabel.setCurrentCell(0, 0)

    @Slot(int)
    def _kies(self, nummer: int) -> None:
        if self.woorden is not None:
            tekst = self.woorden.bij(self.woorden.lijn.stappen[nummer])
            self.bij.setText(tekst)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.grafiek, tekst))
