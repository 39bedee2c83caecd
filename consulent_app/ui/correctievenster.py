"""Correct an answer because somebody asks (AVG 16): what, what it should be, why, and who asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from consulent_app.fouten import InvoerFout
from consulent_app.ui.editors import Editor, Keuzelijst
from consulent_app.ui.secties import ADRES, editor_voor
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.werkblad import Werkblad
from consulent_app.ui.wisselen import wissel

if TYPE_CHECKING:
    from consulent_app.opslag.archiefbeheer import Correctie

UITLEG = (
    "Wat er stond, blijft in de geschiedenis van het dossier, met uw reden. De brieven die er al zijn, "
    "veranderen niet: is een besluit daardoor anders, neem dan een nieuw besluit."
)
VERZOEKERS = {
    "inwoner": "De inwoner",
    "vertegenwoordiger": "Wie de inwoner vertegenwoordigt",
    "medewerker": "Een medewerker zag het zelf",
}
KIES = "Kies wat niet klopt"


class Correctievenster(QDialog):
    """`verbeterd` says that the answer is another one now; it is being kept."""

    verbeterd = Signal()

    def __init__(self, werkblad: Werkblad, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.setWindowTitle("Een gegeven verbeteren")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 620)
        self._makers = dict(self._plekken())
        namen = {pad: naam for pad, (naam, _) in self._makers.items()}
        self.wat, self.wie = Keuzelijst(namen, leeg=KIES), Keuzelijst(VERZOEKERS, leeg="Kies wie")
        self.reden, self.knop = QPlainTextEdit(), QPushButton("Verbeter")
        self.editor: Editor | None = None
        self._pad, self._verzoeker = "", ""
        self._waarde: Any = None
        self._plek = QScrollArea()
        self._bouw()
        self._controleer()

    def _plekken(self) -> Any:
        """Yield every question that is answered, with its text and what makes its editor."""
        gesprek = self.werkblad.gesprek
        if gesprek is None:
            return
        pakket = self.werkblad.toetser.pakket(gesprek.pakket)
        for sleutel, naam, maak in ADRES:
            if gesprek.waarde(pad := f"huishouden.{sleutel}") is not None:
                yield pad, (naam, maak)
        for sectie in pakket.secties:
            for plek in gesprek.vragen(sectie.id, pakket):
                if gesprek.waarde(plek.pad) is not None:
                    maak_: Callable[[], Editor] = partial(editor_voor, plek, pakket, gesprek.getypt)
                    yield plek.pad, (plek.vraag, maak_)

    def _bouw(self) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(20, 16, 20, 16)
        kolom.setSpacing(8)
        kolom.addWidget(label(UITLEG, "zacht"))
        self.wat.noem("Wat klopt er niet?")
        self.wat.gewijzigd.connect(self._kies)
        kolom.addWidget(label("Wat klopt er niet?"))
        kolom.addWidget(self.wat)
        self._plek.setWidgetResizable(True)
        self._plek.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        kolom.addWidget(self._plek, 1)
        kolom.addWidget(label("Waarom?"))
        self.reden.setAccessibleName("Waarom verbetert u dit?")
        self.reden.setTabChangesFocus(True)
        self.reden.setFixedHeight(self.fontMetrics().height() * 4)
        self.reden.textChanged.connect(self._controleer)
        kolom.addWidget(self.reden)
        self.wie.noem("Wie vroeg erom?")
        self.wie.gewijzigd.connect(self._kies_wie)
        kolom.addWidget(label("Wie vroeg erom?"))
        kolom.addWidget(self.wie)
        onder, annuleer = QHBoxLayout(), QPushButton("Annuleren")
        onder.addStretch()
        self.knop.setProperty("rol", "hoofd")
        for knop, doe in ((annuleer, self.reject), (self.knop, self._verbeter)):
            knop.clicked.connect(doe)
            # Enter in a field ends what is typed there, and must not press a button as well.
            knop.setAutoDefault(False)
            onder.addWidget(knop)
        kolom.addLayout(onder)

    @Slot(object)
    def _kies(self, pad: object) -> None:
        binnen, self.editor = QWidget(), None
        kolom = QVBoxLayout(binnen)
        self._pad = pad if isinstance(pad, str) else ""
        if self._pad and self.werkblad.gesprek is not None:
            naam, maak = self._makers[self._pad]
            self._waarde = self.werkblad.gesprek.waarde(self._pad)
            self.editor = maak()
            self.editor.noem(f"Wat moet er staan bij: {naam}")
            self.editor.zet(self._waarde)
            self.editor.gewijzigd.connect(self._typ)
            kolom.addWidget(self.editor)
        kolom.addStretch()
        wissel(self._plek, binnen)
        self._controleer()

    @Slot(object)
    def _typ(self, waarde: object) -> None:
        self._waarde = waarde
        self._controleer()

    @Slot(object)
    def _kies_wie(self, wie: object) -> None:
        self._verzoeker = wie if isinstance(wie, str) else ""
        self._controleer()

    @Slot()
    def _controleer(self) -> None:
        gesprek = self.werkblad.gesprek
        anders = bool(self._pad) and gesprek is not None and gesprek.waarde(self._pad) != self._waarde
        self.knop.setEnabled(bool(anders and self.reden.toPlainText().strip() and self._verzoeker))

    @Slot()
    def _verbeter(self) -> None:
        gesprek, kast, dossier = self.werkblad.gesprek, self.werkblad.kast, self.werkblad.dossier
        if gesprek is None or kast is None or dossier is None:
            return
        correctie = self._correctie(gesprek.waarde(self._pad))
        try:
            gesprek.antwoord(self._pad, self._waarde)
        except InvoerFout as fout:
            if self.editor is not None:
                self.editor.toon_fout(str(fout))
            return
        doe = partial(kast.archief.corrigeer, dossier.id, correctie, gesprek.document)
        self.werkblad.taken.start(doe, self._is_bewaard, self._mislukt, self.werkblad)
        self.verbeterd.emit()
        self.accept()

    def _correctie(self, was: Any) -> Correctie:
        from consulent_app.opslag.archiefbeheer import Correctie

        reden = " ".join(self.reden.toPlainText().split())
        return Correctie(self._pad, was, self._waarde, reden, self._verzoeker)

    def _is_bewaard(self, _: object) -> None:
        self.werkblad.melding.emit("verbeterd; wat er stond blijft in de geschiedenis")

    def _mislukt(self, fout: Exception) -> None:
        self.werkblad.niet_opgeslagen.emit(str(fout))
