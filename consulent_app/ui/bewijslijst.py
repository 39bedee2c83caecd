"""The one list of papers: for what, handed in or not, of which date, and what need not be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from consulent_app.besluiten.behandeling import Behandeling, Bewijsstuk, Ingeleverd, bewijslijst
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.uitkomst import Oordeel
from consulent_app.ui import editors
from consulent_app.ui.editors import Typveld
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.vakjestekst import Vakjestekst

TE_OUD = "Dit papier is ouder dan een jaar: vraag een nieuw."
AL_BEKEND = "Hoeft niet: de gemeente heeft dit al"


class Bewijslijst(QWidget):
    """`gewijzigd` carries the Behandeling in which a paper was ticked, unticked or dated."""

    gewijzigd = Signal(object)

    def __init__(self, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self._rooster = QGridLayout(self)
        self._rooster.setContentsMargins(0, 0, 0, 0)
        self._rooster.setColumnStretch(1, 1)
        self._behandeling = Behandeling()
        self.vakjes: dict[str, QCheckBox] = {}
        self.dagen: dict[str, Typveld] = {}

    def toon(self, oordeel: Oordeel, pakket: Pakket, behandeling: Behandeling) -> None:
        """Show every paper that an outcome asks for, and what was handed in besides."""
        self._behandeling = behandeling
        nodig = [
            (stuk, pakket.regelingen[u.regeling].naam) for u in oordeel.uitkomsten for stuk in u.bewijs
        ]
        for stuk in bewijslijst(nodig, behandeling, _vandaag()):
            self._rij(stuk)
        weten = dict.fromkeys(stuk for u in oordeel.uitkomsten for stuk in u.al_bekend)
        self._al_bekend([stuk for stuk in weten if stuk not in self.vakjes])

    @property
    def ingeleverd(self) -> tuple[str, ...]:
        """Return the names of the papers that are ticked."""
        return tuple(naam for naam, vakje in self.vakjes.items() if vakje.isChecked())

    def _rij(self, stuk: Bewijsstuk) -> None:
        rij = self._rooster.rowCount()
        vakje = self.vakjes[stuk.naam] = QCheckBox()
        vakje.setAccessibleName(stuk.naam)
        vakje.setChecked(stuk.ingeleverd is not None)
        vakje.toggled.connect(partial(self._vink, stuk.naam))
        dag = self.dagen[stuk.naam] = editors.datum()
        dag.noem(f"Datum op: {stuk.naam}")
        dag.zet(stuk.ingeleverd.van.isoformat() if stuk.ingeleverd and stuk.ingeleverd.van else None)
        dag.regel.setPlaceholderText("datum erop")
        dag.setEnabled(vakje.isChecked())
        dag.gewijzigd.connect(partial(self._dateer, stuk.naam))
        self._rooster.addWidget(vakje, rij, 0)
        self._rooster.addWidget(Vakjestekst(stuk.naam, vakje), rij, 1)
        self._rooster.addWidget(dag, rij, 2)
        if stuk.voor:
            self._rooster.addWidget(label(f"Voor {', '.join(stuk.voor)}", "zacht"), rij + 1, 1, 1, 2)
        if stuk.te_oud:
            self._rooster.addWidget(label(TE_OUD, "fout"), rij + 2, 1, 1, 2)
        elif stuk.ingeleverd is not None:
            op = label(f"Ingeleverd op {datum_leesbaar(stuk.ingeleverd.op)}", "zacht")
            self._rooster.addWidget(op, rij + 2, 1, 1, 2)

    def _al_bekend(self, stukken: Sequence[str]) -> None:
        if stukken:
            kop = QLabel(AL_BEKEND)
            kop.setProperty("rol", "tussenkop")
            self._rooster.addWidget(kop, self._rooster.rowCount(), 0, 1, 3)
            self._rooster.addWidget(label(", ".join(stukken)), self._rooster.rowCount(), 0, 1, 3)

    def _vink(self, naam: str, aan: bool) -> None:
        self.dagen[naam].setEnabled(aan)
        alles = {stuk: i for stuk, i in self._behandeling.ingeleverd.items() if stuk != naam}
        self._neem({**alles, naam: Ingeleverd(_vandaag())} if aan else alles)

    def _dateer(self, naam: str, dag: object) -> None:
        gegeven = self._behandeling.ingeleverd.get(naam)
        if gegeven is not None:
            van = date.fromisoformat(dag) if isinstance(dag, str) else None
            self._neem({**self._behandeling.ingeleverd, naam: replace(gegeven, van=van)})

    def _neem(self, ingeleverd: dict[str, Ingeleverd]) -> None:
        self._behandeling = replace(self._behandeling, ingeleverd=ingeleverd)
        self.gewijzigd.emit(self._behandeling)


def _vandaag() -> date:
    return datetime.now().astimezone().date()
