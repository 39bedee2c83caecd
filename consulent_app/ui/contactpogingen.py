"""The attempts to reach somebody about debts: each one on a row, and room for the next."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from consulent_app.besluiten.schuldhulp import CONTACTSOORTEN, DAGDELEN, Contactpoging
from consulent_app.documenten.woorden import met_hoofdletter
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.ui import editors
from consulent_app.ui.editors import Keuzelijst
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.veldblok import veldblok
from consulent_app.ui.vloei import Vloei

BEREIKT = {True: "bereikt", False: "niet bereikt"}


class Contactpogingen(QFrame):
    """`gewijzigd` carries all attempts, with one more or one less."""

    gewijzigd = Signal(tuple)

    def __init__(self, vandaag: date) -> None:
        super().__init__()
        self._vandaag, self._pogingen = vandaag, tuple[Contactpoging, ...]()
        self.setProperty("rol", "paneel")
        self.soort, self.dag = Keuzelijst(CONTACTSOORTEN, leeg="Kies hoe"), editors.datum()
        self.dagdeel, self.bereikt = Keuzelijst(DAGDELEN), editors.ja_nee()
        self.knop, self._fout = QPushButton("Noteer deze poging"), label("", "fout")
        self._lijst = QVBoxLayout()
        self._antwoorden: dict[str, object] = {}
        self._bouw()

    def _bouw(self) -> None:
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(14, 10, 14, 10)
        kolom.addWidget(label("Contactpogingen", "tussenkop"))
        kolom.addLayout(self._lijst)
        velden = Vloei(tussen=12)
        for naam, vraag, editor in (
            ("soort", "Hoe is contact gezocht?", self.soort),
            ("op", "Op welke dag?", self.dag),
            ("dagdeel", "Wanneer op de dag?", self.dagdeel),
            ("bereikt", "Is iemand bereikt?", self.bereikt),
        ):
            editor.noem(vraag)
            editor.gewijzigd.connect(partial(self._kies, naam))
            velden.addWidget(veldblok(vraag, editor))
        kolom.addLayout(velden)
        self._fout.hide()
        kolom.addWidget(self._fout)
        self.knop.clicked.connect(self._noteer)
        kolom.addWidget(self.knop, alignment=Qt.AlignmentFlag.AlignLeft)

    def toon(self, pogingen: tuple[Contactpoging, ...]) -> None:
        """Show these attempts, the oldest first, and an empty row for the next."""
        self._pogingen = tuple(sorted(pogingen, key=lambda poging: poging.op))
        while (deel := self._lijst.takeAt(0)) is not None:
            if (oud := deel.widget()) is not None:
                oud.hide()
                oud.deleteLater()
        for nummer, poging in enumerate(self._pogingen):
            self._lijst.addWidget(self._rij(nummer, poging))
        if not self._pogingen:
            self._lijst.addWidget(label("Nog niets genoteerd.", "zacht"))
        self._begin()

    def _begin(self) -> None:
        self._antwoorden = {"op": self._vandaag.isoformat()}
        for naam, editor in (
            ("soort", self.soort), ("op", self.dag), ("dagdeel", self.dagdeel), ("bereikt", self.bereikt),
        ):  # fmt: skip
            editor.zet(self._antwoorden.get(naam))
        self.toon_fout("")
        self._controleer()

    def _rij(self, nummer: int, poging: Contactpoging) -> QWidget:
        rij, tekst = QWidget(), in_woorden(poging)
        naast = QHBoxLayout(rij)
        naast.setContentsMargins(0, 0, 0, 0)
        naast.addWidget(label(tekst), 1)
        knop = QPushButton("Haal weg")
        knop.setProperty("rol", "klein")
        knop.setAccessibleName(f"Haal weg: {tekst}")
        knop.clicked.connect(partial(self._haal_weg, nummer))
        naast.addWidget(knop)
        return rij

    def toon_fout(self, tekst: str) -> None:
        """Show why an attempt cannot be; an empty text takes it away."""
        self._fout.setText(tekst)
        self._fout.setVisible(bool(tekst))

    def _kies(self, naam: str, antwoord: object) -> None:
        self._antwoorden[naam] = antwoord
        self._controleer()

    def _controleer(self) -> None:
        self.knop.setEnabled(bool(self._antwoorden.get("soort") and self._antwoorden.get("op")))

    @Slot()
    def _noteer(self) -> None:
        gekozen, bereikt = self._antwoorden, self._antwoorden.get("bereikt")
        dagdeel = gekozen.get("dagdeel")
        poging = Contactpoging(
            date.fromisoformat(str(gekozen["op"])),
            str(gekozen["soort"]),
            str(dagdeel) if dagdeel else None,
            bereikt if isinstance(bereikt, bool) else None,
        )
        self.gewijzigd.emit((*self._pogingen, poging))
        self.soort.setFocus(Qt.FocusReason.OtherFocusReason)

    def _haal_weg(self, nummer: int, *_: object) -> None:
        self.gewijzigd.emit((*self._pogingen[:nummer], *self._pogingen[nummer + 1 :]))
        self.soort.setFocus(Qt.FocusReason.OtherFocusReason)


def in_woorden(poging: Contactpoging) -> str:
    """Return an attempt in one line."""
    delen = (
        datum_leesbaar(poging.op),
        DAGDELEN[poging.dagdeel].partition(" ")[0] if poging.dagdeel else "",
        met_hoofdletter(CONTACTSOORTEN[poging.soort]),
        BEREIKT[poging.bereikt] if poging.bereikt is not None else "",
    )
    return " · ".join(deel for deel in delen if deel)
