"""The next contact: what came of each decision, application and referral, as the resident tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from consulent_app.besluiten.behandeling import NAZORG, Behandeling, Deel, Nazorg
from consulent_app.besluiten.besluit import Aanvraag, Afhandeling, Indicatie, NogNiet, Toegekend
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.intake.gesprek import kort
from consulent_app.ui.editors import Keuzelijst
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.veldblok import veldblok

UITLEG = "Vraag bij het volgende contact hoe het is gegaan. Wat u hier kiest, wordt meteen bewaard."


class Nazorgvenster(QDialog):
    """`gekozen` carries about what, and the Nazorg, or None when it is not known (any more)."""

    gekozen = Signal(object, object)

    def __init__(self, zaak: Afhandeling, behandeling: Behandeling, ouder: QWidget) -> None:
        super().__init__(ouder)
        self.setWindowTitle("Nazorg")
        self.resize(720, 560)
        self.keuzes: dict[Deel, Keuzelijst] = {}
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(20, 16, 20, 16)
        kolom.addWidget(label("Hoe is het gegaan?", "tussenkop"))
        kolom.addWidget(label(UITLEG, "zacht"))
        rol = QScrollArea()
        rol.setWidgetResizable(True)
        rol.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rol.setWidget(self._rijen(zaak, behandeling))
        kolom.addWidget(rol, 1)
        onder = QHBoxLayout()
        onder.addStretch()
        klaar = QPushButton("Klaar")
        klaar.clicked.connect(self.accept)
        onder.addWidget(klaar)
        kolom.addLayout(onder)

    def _rijen(self, zaak: Afhandeling, behandeling: Behandeling) -> QWidget:
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        kolom.setContentsMargins(0, 0, 8, 0)
        for deel in _delen(zaak):
            wie = f" · {kort(deel.persoon)}" if deel.persoon else ""
            gezegd = behandeling.nazorg.get(deel.deel)
            keuze = self.keuzes[deel.deel] = Keuzelijst(NAZORG)
            keuze.noem(f"Hoe ging het met {deel.regeling.naam}{wie}?")
            keuze.zet(gezegd.uitkomst if gezegd else None)
            keuze.gewijzigd.connect(partial(self._kies, deel.deel))
            wanneer = f" (gezegd op {datum_leesbaar(gezegd.op)})" if gezegd else ""
            kolom.addWidget(veldblok(f"{deel.regeling.naam}{wie}{wanneer}", keuze))
        kolom.addStretch()
        return binnen

    def _kies(self, deel: Deel, uitkomst: object) -> None:
        vandaag = datetime.now().astimezone().date()
        nazorg = Nazorg(uitkomst, vandaag) if isinstance(uitkomst, str) else None
        self.gekozen.emit(deel, nazorg)


def _delen(zaak: Afhandeling) -> Iterator[Toegekend | Aanvraag | NogNiet | Indicatie]:
    """Yield what the resident was to get or to ask for."""
    yield from zaak.toekenningen
    yield from zaak.aanvragen
    yield from zaak.al
    yield from zaak.via_anderen
    yield from zaak.landelijk
