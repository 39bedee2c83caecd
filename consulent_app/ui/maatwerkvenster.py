"""Decide otherwise than the rules: the amount, and the reason that goes into the letter and the log."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from consulent_app.besluiten.behandeling import MAATWERK_ARTIKEL, Maatwerk
from consulent_app.documenten.woorden import PERIODEN
from consulent_app.huishouden.geld import Geld
from consulent_app.regels.regeling import Regeling
from consulent_app.ui import editors
from consulent_app.ui.uitkomstrij import label

UITLEG = (
    f"De regels geven hier geen recht. U kunt daarvan afwijken als de regels voor deze inwoner "
    f"onevenredig uitpakken ({MAATWERK_ARTIKEL}). Uw reden komt in de brief en in het logboek."
)
KORT = 20


class Maatwerkvenster(QDialog):
    """`besloten` carries the Maatwerk; it can be given when there is a reason, and an amount if needed."""

    besloten = Signal(object)

    def __init__(self, regeling: Regeling, wie: str, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.setWindowTitle("Toch toekennen")
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 70)
        self._regeling, self._bedrag = regeling, ""
        self.reden, self.bedrag = QPlainTextEdit(), editors.bedrag()
        self.knop, self.annuleer = QPushButton("Ken toe"), QPushButton("Annuleren")
        self._bouw(wie)
        self._controleer()

    def _bouw(self, wie: str) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(20, 16, 20, 16)
        kolom.setSpacing(10)
        kop = f"{self._regeling.naam} · {wie}" if wie else self._regeling.naam
        kolom.addWidget(label(kop, "tussenkop"))
        kolom.addWidget(label(UITLEG))
        vraag = label("Waarom pakken de regels hier onevenredig uit?")
        vraag.setBuddy(self.reden)
        kolom.addWidget(vraag)
        self.reden.setAccessibleName("Reden van het maatwerk")
        self.reden.setPlaceholderText("Eén of twee zinnen, zoals de inwoner ze mag lezen")
        self.reden.setTabChangesFocus(True)
        self.reden.textChanged.connect(self._controleer)
        self.reden.setMaximumHeight(self.fontMetrics().height() * 6)
        kolom.addWidget(self.reden)
        if not self._regeling.in_natura:
            periode = PERIODEN.get(self._regeling.periode or "", "")
            kolom.addWidget(label(f"Welk bedrag krijgt de inwoner {periode}?"))
            self.bedrag.noem("Bedrag van het maatwerk")
            self.bedrag.regel.setPlaceholderText("bedrag")
            self.bedrag.gewijzigd.connect(self._typ_bedrag)
            kolom.addWidget(self.bedrag)
        rij = QHBoxLayout()
        rij.addStretch()
        self.knop.setProperty("rol", "hoofd")
        for knop, doe in ((self.annuleer, self.reject), (self.knop, self._klaar)):
            # Enter in a field goes on to the next one; it must not press a button as well.
            knop.setAutoDefault(False)
            knop.clicked.connect(doe)
            rij.addWidget(knop)
        kolom.addLayout(rij)

    @Slot(object)
    def _typ_bedrag(self, bedrag: object) -> None:
        self._bedrag = bedrag if isinstance(bedrag, str) else ""
        self._controleer()

    @Slot()
    def _controleer(self) -> None:
        reden = self.reden.toPlainText().strip()
        self.knop.setEnabled(len(reden) >= KORT and (self._regeling.in_natura or bool(self._bedrag)))

    @Slot()
    def _klaar(self) -> None:
        bedrag = Geld.uit_tekst(self._bedrag) if self._bedrag else None
        self.besloten.emit(Maatwerk(" ".join(self.reden.toPlainText().split()), bedrag))
        self.accept()
