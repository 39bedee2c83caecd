"""What waits today: tasks by their last day, proposals to decide on, conversations not yet finished."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.opslag.waarden import Dossierregel, Taak
from consulent_app.ui.merkenlabel import met_merken
from consulent_app.ui.toewijzer import Toewijzer
from consulent_app.ui.uitkomstrij import Meerregelknop, label
from consulent_app.ui.vakjestekst import Vakjestekst
from consulent_app.ui.wisselen import wissel

if TYPE_CHECKING:
    from consulent_app.acties.werkplek import Dagbeeld

HOOGSTENS = 12
ALLEEN_MIJ = "Alleen van mij"
NIETS = "Er wacht nu niets."


class Vandaag(QScrollArea):
    """`openen` carries a dossier id, `klaar` a task that is done; `bewaartermijnen` asks for those.

    `toewijzer` is about who takes on which proposal and conversation.
    """

    bewaartermijnen = Signal()
    openen = Signal(str)
    klaar = Signal(str)

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.knoppen: list[Meerregelknop] = []
        self.vakjes: dict[str, QCheckBox] = {}
        self.toewijzer, self.alleen_mij = Toewijzer(self), QCheckBox()
        self._beeld: Dagbeeld | None = None

    def leeg(self) -> None:
        """Show nothing, for the lock."""
        self._beeld, self.alleen_mij = None, QCheckBox()
        self._begin_leeg("", ())

    def _begin_leeg(self, wie: str, collegas: Sequence[str]) -> None:
        self.knoppen, self.vakjes = [], {}
        self.toewijzer.begin(wie, collegas)
        wissel(self, QWidget())

    def toon(self, beeld: Dagbeeld) -> None:
        """Show what waits, what is late first; the focus stays at the dossier where it was."""
        bij, self._beeld = self.toewijzer.met_focus, beeld
        self._begin_leeg(beeld.wie, beeld.collegas)
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        kolom.setContentsMargins(12, 0, 0, 8)
        kolom.setSpacing(12)
        alleen = self._vraag_alleen_mij(kolom, beeld)
        mijn = self.toewijzer.is_van_mij
        voorstellen, gesprekken = (
            [regel for regel in regels if mijn(regel) or not alleen]
            for regels in (beeld.voorstellen, beeld.gesprekken)
        )
        voorstel = partial(self._voorstel, beeld.over_voorstel)
        for titel, rijen, maak in (
            ("Nog te doen", beeld.taken, self._taak),
            ("Voorstellen die wachten op een besluit", voorstellen, voorstel),
            ("Besloten door de gemeente", beeld.besloten, self._dossier),
            ("Gesprekken die nog lopen", gesprekken, self._gesprek),
        ):
            if rijen or titel == "Nog te doen":
                kolom.addWidget(self._paneel(titel, rijen, maak))
        if beeld.te_oud:
            kolom.addWidget(self._te_oud(beeld.te_oud))
        kolom.addStretch()
        wissel(self, binnen)
        self.toewijzer.geef_focus(bij)

    def _vraag_alleen_mij(self, kolom: QVBoxLayout, beeld: Dagbeeld) -> bool:
        """Ask for only the own ones once somebody takes one on; say whether that was asked."""
        was = self.alleen_mij.isChecked()
        if not was and not any(regel.toegewezen for regel in (*beeld.voorstellen, *beeld.gesprekken)):
            return False
        had_focus, self.alleen_mij = self.alleen_mij.hasFocus(), QCheckBox()
        self.alleen_mij.setAccessibleName(ALLEEN_MIJ)
        self.alleen_mij.setChecked(was)
        self.alleen_mij.toggled.connect(self._toon_opnieuw)
        rij = QHBoxLayout()
        rij.addWidget(self.alleen_mij, 0, Qt.AlignmentFlag.AlignTop)
        rij.addWidget(Vakjestekst(ALLEEN_MIJ, self.alleen_mij), 1)
        kolom.addLayout(rij)
        if had_focus:
            QTimer.singleShot(0, self.alleen_mij, self.alleen_mij.setFocus)
        return was

    @Slot()
    def _toon_opnieuw(self, *_: object) -> None:
        if self._beeld is not None:
            self.toon(self._beeld)

    def _paneel(self, titel: str, rijen: Sequence[object], maak: Callable[..., QWidget]) -> QFrame:
        paneel = QFrame()
        paneel.setProperty("rol", "paneel")
        kolom = QVBoxLayout(paneel)
        kolom.setContentsMargins(14, 10, 14, 10)
        kolom.setSpacing(4)
        kolom.addWidget(label(f"{titel} ({len(rijen)})" if rijen else titel, "tussenkop"))
        for rij in rijen[:HOOGSTENS]:
            kolom.addWidget(maak(rij))
        if not rijen:
            kolom.addWidget(label(NIETS, "zacht"))
        if len(rijen) > HOOGSTENS:
            kolom.addWidget(label(f"En nog {len(rijen) - HOOGSTENS}.", "zacht"))
        return paneel

    def _taak(self, taak: Taak) -> QWidget:
        rij = QWidget()
        naast = QHBoxLayout(rij)
        naast.setContentsMargins(0, 0, 0, 0)
        vakje = self.vakjes[taak.id] = QCheckBox()
        vakje.setAccessibleName(f"Klaar: {taak.wat}, {taak.naam or taak.kenmerk}")
        vakje.setToolTip("Klaar")
        vakje.toggled.connect(partial(self._is_klaar, taak.id))
        naast.addWidget(vakje, 0, Qt.AlignmentFlag.AlignTop)
        wanneer = _wanneer(taak.uiterlijk, datetime.now().astimezone().date())
        naam = met_merken(taak.naam, taak.merken)
        onder = " · ".join(deel for deel in (wanneer, naam, _heel(taak.kenmerk)) if deel)
        naast.addWidget(self._knop(taak.dossier_id, taak.wat, onder), 1)
        return rij

    def _dossier(self, regel: Dossierregel) -> QWidget:
        onder = f"{_heel(regel.kenmerk)} · gewijzigd {_moment(regel)}"
        return self._knop(regel.id, met_merken(regel.naam or "nog geen naam", regel.merken), onder)

    def _voorstel(self, waar: Mapping[str, str], regel: Dossierregel) -> QWidget:
        return self._te_doen(regel, waar.get(regel.id, ""))

    def _gesprek(self, regel: Dossierregel) -> QWidget:
        return self._te_doen(regel, "")

    def _te_doen(self, regel: Dossierregel, waar: str) -> QWidget:
        voor = self.toewijzer.voor(regel)
        delen = (_heel(regel.kenmerk), voor, waar, f"gewijzigd {_moment(regel)}")
        naam = met_merken(regel.naam or "nog geen naam", regel.merken)
        knop = self._knop(regel.id, naam, " · ".join(deel for deel in delen if deel))
        self.toewijzer.hoort_bij(knop, regel)
        return knop

    def _te_oud(self, aantal: int) -> QFrame:
        paneel = QFrame()
        paneel.setProperty("rol", "spoed")
        kolom = QVBoxLayout(paneel)
        kolom.setContentsMargins(14, 10, 14, 10)
        gesprekken = "1 gesprek" if aantal == 1 else f"{aantal} gesprekken"
        kolom.addWidget(label(f"Bewaartermijn voorbij: {gesprekken}", "tussenkop"))
        knop = Meerregelknop("Bekijk wat weg moet...")
        knop.clicked.connect(self.bewaartermijnen)
        self.knoppen.append(knop)
        kolom.addWidget(knop)
        return paneel

    def _knop(self, dossier_id: str, tekst: str, onder: str) -> QWidget:
        knop = Meerregelknop(tekst, onder)
        knop.setProperty("rol", "regel")
        knop.setAccessibleName(f"Open: {tekst}, {onder}")
        knop.clicked.connect(partial(self._open, dossier_id))
        self.knoppen.append(knop)
        return knop

    def _open(self, dossier_id: str, *_: object) -> None:
        self.openen.emit(dossier_id)

    def _is_klaar(self, taak_id: str, aan: bool) -> None:
        if aan:
            self.klaar.emit(taak_id)


def _heel(kenmerk: str) -> str:
    """Return a reference that is not broken over two lines at its slashes."""
    return kenmerk.replace("/", "/\u2060")


def _moment(regel: Dossierregel) -> str:
    return f"{regel.gewijzigd.astimezone():%d-%m-%Y %H:%M}"


def _wanneer(uiterlijk: date | None, vandaag: date) -> str:
    if uiterlijk is None:
        return ""
    if uiterlijk < vandaag:
        return f"te laat: {datum_leesbaar(uiterlijk)}"
    return "vandaag" if uiterlijk == vandaag else f"uiterlijk {datum_leesbaar(uiterlijk)}"
