"""The window of the handbook: what is in it on the left, a page on the right, a way back, and searching."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.handleiding import BEGIN, inhoud, titel, zoek
from consulent_app.ui.handleidingtekst import Handleidingtekst
from consulent_app.ui.uitkomstrij import label

NIETS = "Niets gevonden. Probeer een ander woord."
PLEK = Qt.ItemDataRole.UserRole


class Handleidingvenster(QWidget):
    """Stands on its own beside the program, so that a dialog does not shut it off."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Handleiding")
        self.resize(1080, 720)
        self.tekst, self.lijst, self.zoekveld = Handleidingtekst(), QListWidget(), QLineEdit()
        self.terug, self.vooruit = QPushButton("Terug"), QPushButton("Vooruit")
        self.begin, self.gevonden = QPushButton("Begin"), label("", "zacht")
        self._bouw()
        self._koppel()
        self._vul_inhoud()

    def _bouw(self) -> None:
        kolom, boven, deling = QVBoxLayout(self), QHBoxLayout(), QSplitter()
        kolom.setContentsMargins(12, 12, 12, 12)
        self.zoekveld.setPlaceholderText("Zoek in de handleiding")
        self.zoekveld.setAccessibleName("Zoek in de handleiding")
        self.zoekveld.setClearButtonEnabled(True)
        self.lijst.setAccessibleName("Inhoud van de handleiding")
        self.lijst.setWordWrap(True)
        self.lijst.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for knop, toets in (
            (self.terug, "Alt+Left"),
            (self.vooruit, "Alt+Right"),
            (self.begin, "Alt+Home"),
        ):
            knop.setToolTip(QKeySequence(toets).toString(QKeySequence.SequenceFormat.NativeText))
            boven.addWidget(knop)
        boven.addWidget(self.zoekveld, 1)
        kolom.addLayout(boven)
        kolom.addWidget(self.gevonden)
        deling.addWidget(self.lijst)
        deling.addWidget(self.tekst)
        deling.setSizes([320, 760])
        deling.setChildrenCollapsible(False)
        kolom.addWidget(deling, 1)

    def _koppel(self) -> None:
        for toets, doe in (
            ("Alt+Left", self.tekst.backward),
            ("Alt+Right", self.tekst.forward),
            ("Alt+Home", self.naar_begin),
            ("Ctrl+F", self.zoekveld.setFocus),
            ("Esc", self.close),
        ):
            QShortcut(QKeySequence(toets), self, doe)
        self.terug.clicked.connect(self.tekst.backward)
        self.vooruit.clicked.connect(self.tekst.forward)
        self.begin.clicked.connect(self.naar_begin)
        self.tekst.backwardAvailable.connect(self.terug.setEnabled)
        self.tekst.forwardAvailable.connect(self.vooruit.setEnabled)
        self.tekst.getoond.connect(self._wijs_aan)
        self.lijst.itemActivated.connect(self._open)
        self.lijst.itemClicked.connect(self._open)
        self.zoekveld.textChanged.connect(self._zoek)
        self.zoekveld.returnPressed.connect(self._open_eerste)
        for knop in (self.terug, self.vooruit):
            knop.setEnabled(False)

    def toon(self, plek: str) -> None:
        """Show a place in front of the other windows, ready to be read with the keyboard."""
        self.zoekveld.clear()
        self.tekst.toon(plek)
        self.show()
        self.raise_()
        self.activateWindow()
        self.tekst.setFocus()

    @Slot()
    def naar_begin(self) -> None:
        """Show the first page."""
        self.tekst.toon(BEGIN)

    # --- what is in it, and what was found -----------------------------------------------------------

    def _vul_inhoud(self) -> None:
        self.lijst.clear()
        self.gevonden.hide()
        self._zet(titel(BEGIN), BEGIN)
        for deel in inhoud():
            kop = self._zet(deel.naam, "")
            kop.setFlags(Qt.ItemFlag.NoItemFlags)
            vet = QFont(self.lijst.font())
            vet.setBold(True)
            kop.setFont(vet)
            for pagina in deel.paginas:
                self._zet(titel(pagina), pagina)
        self._wijs_aan(self.tekst.pagina)

    def _zet(self, tekst: str, plek: str) -> QListWidgetItem:
        regel = QListWidgetItem(tekst, self.lijst)
        regel.setData(PLEK, plek)
        return regel

    @Slot(str)
    def _zoek(self, gevraagd: str) -> None:
        if not gevraagd.strip():
            self._vul_inhoud()
            return
        self.lijst.clear()
        gevonden = zoek(gevraagd)
        for kop in gevonden:
            pagina = titel(kop.pagina)
            self._zet(pagina if kop.niveau == 1 else f"{kop.titel}\n{pagina}", kop.plek)
        keer = "1 plek" if len(gevonden) == 1 else f"{len(gevonden)} plekken"
        self.gevonden.setText(f"{keer} gevonden." if gevonden else NIETS)
        self.gevonden.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.gevonden.text()))

    @Slot()
    def _open_eerste(self) -> None:
        if self.lijst.count() and self.zoekveld.text().strip():
            self.lijst.setCurrentRow(0)
            self._open(self.lijst.item(0))

    @Slot(QListWidgetItem)
    def _open(self, regel: QListWidgetItem) -> None:
        if plek := regel.data(PLEK):
            self.tekst.toon(plek, self.zoekveld.text().split())

    @Slot(str)
    def _wijs_aan(self, pagina: str) -> None:
        """Let the contents follow, unless what was found stands there."""
        if not pagina or self.zoekveld.text().strip():
            return
        regels = [self.lijst.item(nummer) for nummer in range(self.lijst.count())]
        for regel in regels:
            if regel.data(PLEK) == pagina:
                self.lijst.setCurrentItem(regel)
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, regel.text()))
