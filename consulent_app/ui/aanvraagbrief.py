"""Another letter about an application on its way: ask for papers, say that it takes longer, confirm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from consulent_app.acties.brieven import Brieven, Opdracht, maak_brieven
from consulent_app.acties.dossiers import bewaar_brieven
from consulent_app.besluiten.aanleiding import AANVULLING, INTREKKING, UITSTEL, Aanleiding
from consulent_app.besluiten.behandeling import Behandeling
from consulent_app.besluiten.termijnen import beslist_voor
from consulent_app.documenten.woorden import met_hoofdletter
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.ui import editors
from consulent_app.ui.afdrukken import druk_af
from consulent_app.ui.afwijsgesprek import MANIEREN, veld_met_vraag
from consulent_app.ui.editors import Editor, Keuzelijst, Typveld
from consulent_app.ui.rolvlak import Rolvlak
from consulent_app.ui.thema import zet_rol
from consulent_app.ui.uitkomstrij import label
from consulent_app.ui.veldblok import veldblok
from consulent_app.ui.vloei import Vloei
from consulent_app.ui.voorbeeld import PdfVoorbeeld
from consulent_app.ui.werkblad import Werkblad

BRIEVEN = {
    AANVULLING: "Papieren opvragen (aanvulling)",
    UITSTEL: "Bericht van uitstel",
    INTREKKING: "Aanvraag ingetrokken",
}
REDEN = "Waarom duurt het langer? Dit komt in de brief."
BEWAAR, IN_MAP, DRUK = "Bewaar in het dossier", "Bewaar in een map...", "Druk af..."
WACHT_MS = 300


class Aanvraagbriefvenster(QDialog):
    """Shows the letter as soon as it can be made, and else the one sentence that says what it misses."""

    def __init__(self, werkblad: Werkblad, opdracht: Callable[..., Opdracht], ouder: QWidget) -> None:
        super().__init__(ouder)
        self.werkblad, self._opdracht = werkblad, opdracht
        self.brieven: Brieven | None = None
        self._nummer = 0
        self.setWindowTitle("Andere brief")
        self.resize(1140, 680)
        self.keuzes = {soort: QPushButton(naam) for soort, naam in BRIEVEN.items()}
        self.aanvraag_van, self.nieuwe_dag, self.gezegd_op = (editors.datum() for _ in range(3))
        self.reden, self.manier = QPlainTextEdit(), Keuzelijst(MANIEREN)
        self.termijn, self.fout = label("", "zacht"), label("")
        self.voorbeeld = PdfVoorbeeld(werkblad.taken)
        self.knoppen = {naam: QPushButton(naam) for naam in (BEWAAR, IN_MAP, DRUK)}
        self._wacht = QTimer(self)
        self._wacht.setSingleShot(True)
        self._wacht.setInterval(WACHT_MS)
        self._wacht.timeout.connect(self._maak)
        self._bouw()
        self._begin(werkblad.behandeling)

    def _bouw(self) -> None:
        rij, links = QHBoxLayout(self), QVBoxLayout()
        links.addWidget(label("Welke brief?", "tussenkop"))
        links.addWidget(Rolvlak(self._velden()), 1)
        onder = Vloei()
        for knop, doe in zip(self.knoppen.values(), (self.bewaar, self.in_map, self.druk), strict=True):
            # Enter in a field goes on to the next one; it must not press a button as well.
            knop.setAutoDefault(False)
            knop.clicked.connect(doe)
            onder.addWidget(knop)
        links.addLayout(onder)
        rij.addLayout(links, 2)
        rij.addWidget(self.voorbeeld, 3)

    def _velden(self) -> QWidget:
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        kolom.setContentsMargins(0, 0, 8, 0)
        kolom.setSpacing(8)
        kolom.addLayout(self._soorten())
        self._blokken = {
            soort: [self._blok(vraag, editor) for vraag, editor in velden]
            for soort, velden in self._vragen().items()
        }
        reden = QWidget()
        bij_reden = QVBoxLayout(reden)
        bij_reden.setContentsMargins(0, 0, 0, 0)
        for deel in (self.termijn, veld_met_vraag(REDEN, self.reden), self.reden):
            bij_reden.addWidget(deel)
        self._blokken[UITSTEL].append(reden)
        for blok in (blok for blokken in self._blokken.values() for blok in blokken):
            kolom.addWidget(blok)
        kolom.addWidget(self.fout)
        kolom.addStretch()
        self.reden.textChanged.connect(self._wacht.start)
        return binnen

    def _vragen(self) -> dict[str, tuple[tuple[str, Editor], ...]]:
        """Return what is asked for every letter ('') and for each of them."""
        return {
            "": (("Wanneer is de aanvraag ontvangen?", self.aanvraag_van),),
            UITSTEL: (("Wanneer beslist u uiterlijk?", self.nieuwe_dag),),
            INTREKKING: (
                ("Wanneer trok de inwoner de aanvraag in?", self.gezegd_op),
                ("Hoe zei de inwoner dat?", self.manier),
            ),
        }

    def _soorten(self) -> Vloei:
        rij, groep = Vloei(), QButtonGroup(self)
        for knop in self.keuzes.values():
            knop.setCheckable(True)
            knop.setProperty("rol", "tab")
            knop.setAutoDefault(False)
            knop.clicked.connect(self._kies)
            groep.addButton(knop)
            rij.addWidget(knop)
        return rij

    def _blok(self, vraag: str, editor: Editor) -> QWidget:
        editor.noem(vraag)
        editor.gewijzigd.connect(self._maak)
        if isinstance(editor, Typveld):
            editor.regel.setPlaceholderText("dag, zoals 18-11-2026")
        blok = veldblok(vraag, editor)
        blok.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return blok

    def _begin(self, behandeling: Behandeling) -> None:
        getekend = behandeling.getekend_op
        self.aanvraag_van.zet(getekend and getekend.isoformat())
        self.gezegd_op.zet(_vandaag().isoformat())
        self.manier.zet("balie")
        self.keuzes[AANVULLING].setChecked(True)
        self._kies()

    @property
    def soort(self) -> str:
        """Return which letter is chosen."""
        return next(soort for soort, knop in self.keuzes.items() if knop.isChecked())

    @Slot()
    def _kies(self, *_: object) -> None:
        for soort, blokken in self._blokken.items():
            for blok in blokken:
                blok.setVisible(soort in ("", self.soort))
        self._maak()

    def _aanleiding(self) -> Aanleiding | None:
        aanvraag_van = _dag(self.aanvraag_van)
        if aanvraag_van is None:
            return None
        reden = " ".join(self.reden.toPlainText().split())
        hoe = self.manier.waarde or ""
        return Aanleiding(aanvraag_van, _dag(self.nieuwe_dag), reden, _dag(self.gezegd_op), hoe)

    @Slot()
    def _maak(self, *_: object) -> None:
        gesprek, aanleiding = self.werkblad.gesprek, self._aanleiding()
        self._nummer += 1
        self._zet(None)
        tot = datum_leesbaar(beslist_voor(aanleiding.aanvraag_van)) if aanleiding else ""
        self.termijn.setText(f"Zonder uitstel beslist u uiterlijk op {tot}." if tot else "")
        if gesprek is None:
            return
        opdracht = self._opdracht(
            soorten=(self.soort,), aanleiding=aanleiding, ingeleverd=_geldig(self.werkblad.behandeling)
        )
        doe = partial(maak_brieven, gesprek.intake(), self.werkblad.toetser, opdracht)
        nummer = self._nummer
        self.werkblad.taken.start(doe, partial(self._toon, nummer), partial(self._toon_fout, nummer), self)

    def _toon(self, nummer: int, brieven: Brieven) -> None:
        if nummer == self._nummer:
            self._zet(brieven)

    def _toon_fout(self, nummer: int, fout: Exception) -> None:
        if nummer == self._nummer:
            # What is still to be filled in is no mistake yet.
            self._meld(str(fout).removeprefix(f"{self.soort}: "), "fout" if self._is_ingevuld else "zacht")

    @property
    def _is_ingevuld(self) -> bool:
        nodig = {UITSTEL: (self.nieuwe_dag,), INTREKKING: (self.gezegd_op,)}.get(self.soort, ())
        reden = self.soort != UITSTEL or bool(self.reden.toPlainText().strip())
        return reden and all(_dag(veld) is not None for veld in (self.aanvraag_van, *nodig))

    def _zet(self, brieven: Brieven | None) -> None:
        self.brieven = brieven
        self.voorbeeld.toon(brieven.documenten[f"{self.soort}.pdf"] if brieven else b"")
        self._meld("", "zacht")
        for knop in self.knoppen.values():
            knop.setEnabled(brieven is not None)

    def _meld(self, tekst: str, rol: str) -> None:
        self.fout.setText(met_hoofdletter(tekst))
        zet_rol(self.fout, rol)

    # --- what can be done with the letter ------------------------------------------------------------

    @Slot()
    def bewaar(self) -> None:
        """Keep the letter in the dossier with the trace on which it rests."""
        kast, dossier = self.werkblad.kast, self.werkblad.dossier
        if self.brieven is not None and kast is not None and dossier is not None:
            self.knoppen[BEWAAR].setEnabled(False)
            doe = partial(bewaar_brieven, kast, dossier.id, self.brieven)
            self.werkblad.taken.start(doe, self._is_bewaard, self._mislukt, self)

    def _is_bewaard(self, _: None) -> None:
        self._meld("Bewaard in het dossier.", "erbij")
        self.werkblad.melding.emit(f"{BRIEVEN[self.soort]}: bewaard in het dossier")

    @Slot()
    def in_map(self) -> None:
        """Ask for a folder and write the letter there."""
        map_ = QFileDialog.getExistingDirectory(self, "Kies een map voor de brief")
        kast, dossier = self.werkblad.kast, self.werkblad.dossier
        if map_ and self.brieven is not None and kast is not None and dossier is not None:
            doe = partial(kast.schrijf_uit, dossier.id, self.brieven.documenten, Path(map_))
            self.werkblad.taken.start(doe, None, self._mislukt, self)

    @Slot()
    def druk(self) -> None:
        """Print the letter on paper."""
        dossier = self.werkblad.dossier
        if self.brieven is not None and dossier is not None:
            druk_af(self.werkblad, dossier.id, self.brieven.documenten, self, self._mislukt)

    def _mislukt(self, fout: Exception) -> None:
        self._meld(str(fout), "fout")


def _dag(veld: Typveld) -> date | None:
    return date.fromisoformat(veld.waarde) if veld.waarde else None


def _geldig(behandeling: Behandeling) -> tuple[str, ...]:
    """Return the papers that were handed in and are not too old: those need not be asked for."""
    vandaag = _vandaag()
    return tuple(stuk for stuk, i in behandeling.ingeleverd.items() if vandaag < i.verloopt())


def _vandaag() -> date:
    return datetime.now().astimezone().date()
