"""The settings: who signs under which mandate, and addresses."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from consulent_app.acties.dossiers import Instelregel, instelregels
from consulent_app.fouten import ConsulentFout
from consulent_app.ui.kopiepaneel import Kopiepaneel
from consulent_app.ui.werkblad import Werkblad
from consulent_app.ui.wisselen import wissel


class Instelpagina(QScrollArea):
    """One line per setting, what is still empty on top; each is kept when its field is left."""

    def __init__(self, werkblad: Werkblad, ouder: QWidget | None = None) -> None:
        super().__init__(ouder)
        self.werkblad = werkblad
        self.velden: dict[str, QLineEdit] = {}
        self._fout = QLabel()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @Slot()
    def ververs(self) -> None:
        """Show the settings of the package in hand."""
        pakket = self.werkblad.gesprek.pakket if self.werkblad.gesprek else "heemskerk"
        self.velden = {}
        binnen = QWidget()
        kolom = QVBoxLayout(binnen)
        kolom.setContentsMargins(24, 16, 24, 24)
        kolom.setSpacing(12)
        kolom.addWidget(_label("Instellingen", "kop"))
        naam = self.werkblad.toetser.pakket(pakket).naam
        kolom.addWidget(_label(f"Op de brieven van {naam}", "tussenkop"))
        self._fout = _label("", "fout")
        self._fout.hide()
        kolom.addWidget(self._fout)
        try:
            regels = instelregels(self.werkblad.toetser.map / pakket, self.werkblad.instellingen)
        except ConsulentFout as fout:
            self._meld(str(fout))
            regels = []
        leeg = [regel for regel in regels if regel.verplicht and not regel.waarde]
        for titel, deel in (
            ("Nog invullen", leeg),
            ("Ingevuld of niet verplicht", [regel for regel in regels if regel not in leeg]),
        ):
            if deel:
                kolom.addWidget(self._groep(titel, deel))
        kolom.addWidget(Kopiepaneel(self.werkblad))
        kolom.addStretch()
        wissel(self, binnen)

    def _groep(self, titel: str, regels: list[Instelregel]) -> QFrame:
        paneel = QFrame()
        paneel.setProperty("rol", "paneel")
        rooster = QGridLayout(paneel)
        rooster.setContentsMargins(16, 12, 16, 12)
        rooster.addWidget(_label(titel, "tussenkop"), 0, 0, 1, 2)
        for nummer, regel in enumerate(regels, start=1):
            veld = self.velden[regel.sleutel] = QLineEdit(regel.waarde)
            uitleg = regel.uitleg[:1].upper() + regel.uitleg[1:]
            veld.setAccessibleName(uitleg)
            veld.setPlaceholderText("nog invullen" if regel.verplicht else "niet verplicht")
            veld.editingFinished.connect(partial(self._bewaar, regel))
            label = _label(uitleg)
            label.setBuddy(veld)
            rooster.addWidget(label, nummer, 0)
            rooster.addWidget(veld, nummer, 1)
        rooster.setColumnStretch(0, 2)
        rooster.setColumnStretch(1, 3)
        return paneel

    def _bewaar(self, regel: Instelregel) -> None:
        waarde, kast = self.velden[regel.sleutel].text().strip(), self.werkblad.kast
        if waarde == regel.waarde or kast is None:
            return
        doe = partial(kast.bewaar_instelling, self.werkblad.instellingenbestand, regel.sleutel, waarde)
        self.werkblad.taken.start(doe, self._is_bewaard, self._mislukt, self)

    def _is_bewaard(self, _: object) -> None:
        self._meld("")
        self.werkblad.melding.emit("instelling opgeslagen")

    def _mislukt(self, fout: Exception) -> None:
        self._meld(str(fout))

    def _meld(self, tekst: str) -> None:
        self._fout.setText(tekst)
        self._fout.setVisible(bool(tekst))


def _label(tekst: str, rol: str = "") -> QLabel:
    label = QLabel(tekst)
    label.setWordWrap(True)
    if rol:
        label.setProperty("rol", rol)
    return label
