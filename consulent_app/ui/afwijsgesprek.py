"""A refusal is a conversation: what can be done instead, and when that was told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from consulent_app.besluiten.behandeling import Afwijsgesprek
from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.regels.regeling import Regeling
from consulent_app.ui import editors
from consulent_app.ui.editors import Keuzelijst
from consulent_app.ui.thema import zet_rol
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.veldblok import veldblok
from consulent_app.ui.vloei import Vloei

UITLEG = (
    "Bel of spreek de inwoner voordat u afwijst. Vertel waarom, en wat er wel kan. Leg hier vast dat u "
    "dat heeft gedaan; daarna kan de brief worden gedrukt."
)
BESPROKEN = "Wat heeft u besproken? Blijft binnen."
REACTIE = "Wat zei de inwoner daarvan? Dit komt in de brief."
MANIEREN = {"balie": "aan de balie", "telefoon": "aan de telefoon", "huisbezoek": "bij een huisbezoek"}


class Gesprekspaneel(QFrame):
    """Shown while something is refused; `vastgelegd` carries the talk, or None to take it back."""

    vastgelegd = Signal(object)
    niet_gevraagd = Signal()

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setProperty("rol", "spoed")
        self.hoe, self.dag = Keuzelijst(MANIEREN), editors.datum()
        self.notitie, self.reactie = QPlainTextEdit(), QPlainTextEdit()
        self.knop, self.terug = QPushButton("Leg dit gesprek vast"), QPushButton("Wijzig")
        self.niets = QPushButton("Niemand vroeg hierom: wijs niets af")
        self._kan, self._klaar, self._velden = QVBoxLayout(), QLabel(), QWidget()
        self._hoe, self._dag = "balie", _vandaag().isoformat()
        self._bouw()
        self.hide()

    def _bouw(self) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(14, 10, 14, 10)
        kolom.addWidget(label("Het gesprek over de afwijzing", "tussenkop"))
        kolom.addLayout(self._kan)
        self._klaar.setWordWrap(True)
        kolom.addWidget(self._klaar)
        kolom.addWidget(self.terug, alignment=Qt.AlignmentFlag.AlignLeft)
        binnen = QVBoxLayout(self._velden)
        binnen.setContentsMargins(0, 0, 0, 0)
        binnen.addWidget(label(UITLEG))
        self.hoe.noem("Hoe sprak u de inwoner?")
        self.dag.noem("Wanneer sprak u de inwoner?")
        rij = Vloei(tussen=12)
        rij.addWidget(veldblok("Hoe?", self.hoe))
        rij.addWidget(veldblok("Wanneer?", self.dag))
        binnen.addLayout(rij)
        for vraag, veld in ((BESPROKEN, self.notitie), (REACTIE, self.reactie)):
            binnen.addWidget(veld_met_vraag(vraag, veld))
            binnen.addWidget(veld)
        knoppen = Vloei()
        knoppen.addWidget(self.knop)
        knoppen.addWidget(self.niets)
        binnen.addLayout(knoppen)
        kolom.addWidget(self._velden)
        self.hoe.gewijzigd.connect(self._kies_hoe)
        self.dag.gewijzigd.connect(self._kies_dag)
        self.knop.clicked.connect(self._leg_vast)
        self.terug.clicked.connect(self._wijzig)
        self.niets.clicked.connect(self._niets)

    def toon(self, zaak: Afhandeling) -> None:
        """Show the alternatives of everything that is refused, and the talk when it is noted."""
        self.setVisible(bool(zaak.afwijzingen) and zaak.rol == "consulent")
        gesprek = zaak.afwijsgesprek
        zet_rol(self, "spoed" if gesprek is None else "paneel")
        afgewezen = {a.regeling.id: a.regeling for a in zaak.afwijzingen} if gesprek is None else {}
        self._toon_wat_kan(afgewezen.values())
        self._velden.setVisible(gesprek is None)
        self._klaar.setVisible(gesprek is not None)
        self.terug.setVisible(gesprek is not None)
        if gesprek is not None:
            self._klaar.setText(_verslag(gesprek))
            self._hoe, self._dag = gesprek.manier, gesprek.op.isoformat()
            self.notitie.setPlainText(gesprek.notitie)
            self.reactie.setPlainText(gesprek.reactie)
        self.hoe.zet(self._hoe)
        self.dag.zet(self._dag)

    def neem_over(self, vorig: Gesprekspaneel) -> None:
        """Go on with what was being filled in before the list was made anew."""
        self._hoe, self._dag = vorig._hoe, vorig._dag
        for veld, was in ((self.notitie, vorig.notitie), (self.reactie, vorig.reactie)):
            veld.setPlainText(was.toPlainText())

    def _toon_wat_kan(self, regelingen: Iterable[Regeling]) -> None:
        while (deel := self._kan.takeAt(0)) is not None:
            if (oud := deel.widget()) is not None:
                oud.hide()
                oud.deleteLater()
        for regeling in regelingen:
            if regeling.alternatief:
                self._kan.addWidget(label(f"{regeling.naam}: {regeling.alternatief}", "zacht"))

    @Slot(object)
    def _kies_hoe(self, hoe: object) -> None:
        self._hoe = hoe if isinstance(hoe, str) else ""
        self._controleer()

    @Slot(object)
    def _kies_dag(self, dag: object) -> None:
        self._dag = dag if isinstance(dag, str) else ""
        self._controleer()

    def _controleer(self) -> None:
        self.knop.setEnabled(bool(self._hoe and self._dag))

    @Slot()
    def _leg_vast(self) -> None:
        notitie, reactie = self.notitie.toPlainText().strip(), self.reactie.toPlainText().split()
        dag = date.fromisoformat(self._dag)
        self.vastgelegd.emit(Afwijsgesprek(dag, self._hoe, notitie, " ".join(reactie)))

    @Slot()
    def _niets(self) -> None:
        self.niet_gevraagd.emit()

    @Slot()
    def _wijzig(self) -> None:
        self.vastgelegd.emit(None)


def veld_met_vraag(vraag: str, veld: QPlainTextEdit) -> QLabel:
    """Return the question above a field of some lines, which gets its name from it."""
    veld.setAccessibleName(vraag)
    veld.setTabChangesFocus(True)
    veld.setMaximumHeight(veld.fontMetrics().height() * 4)
    boven = label(vraag, "zacht")
    boven.setBuddy(veld)
    return boven


def _verslag(gesprek: Afwijsgesprek) -> str:
    delen = (
        f"Besproken op {datum_leesbaar(gesprek.op)}, {MANIEREN[gesprek.manier]}.",
        f"Blijft binnen: {gesprek.notitie}" if gesprek.notitie else "",
        f"In de brief: {gesprek.reactie}" if gesprek.reactie else "",
    )
    return "\n".join(deel for deel in delen if deel)


def _vandaag() -> date:
    return datetime.now().astimezone().date()
