"""Take a dossier on from a list, let it go, or give it to a colleague: by a key, or the menu of its row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from consulent_app.opslag.waarden import Dossierregel

UITLEG = "P: ik pak dit op. L: laat los. G: geef aan een collega. Of met de rechtermuisknop."


class Toewijzer(QObject):
    """`toewijzen` carries the id of a dossier and who takes it on, '' for nobody."""

    toewijzen = Signal(str, str)

    def __init__(self, lijst: QWidget) -> None:
        super().__init__(lijst)
        self._lijst, self._wie, self._collegas = lijst, "", list[str]()
        self._regels: dict[QWidget, Dossierregel] = {}
        self._acties = [
            self._actie("Ik pak dit op", "P", self._pak_op),
            self._actie("Laat los", "L", self._laat_los),
            self._actie("Geef aan een collega...", "G", self._geef),
        ]

    def _actie(self, naam: str, toets: str, doe: Callable[[Dossierregel], None]) -> QAction:
        actie = QAction(naam, self._lijst)
        actie.setShortcut(QKeySequence(toets))
        actie.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        actie.triggered.connect(partial(self._bij_focus, doe))
        self._lijst.addAction(actie)
        return actie

    def begin(self, wie: str, collegas: Sequence[str]) -> None:
        """Forget the rows of before; `wie` is who sits here."""
        self._wie, self._collegas = wie, list(collegas)
        self._regels = {}

    def hoort_bij(self, knop: QWidget, regel: Dossierregel) -> None:
        """Let this row be about this dossier."""
        self._regels[knop] = regel
        knop.setToolTip(UITLEG)
        knop.setAccessibleDescription(UITLEG)
        knop.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        knop.customContextMenuRequested.connect(partial(self._toon_menu, knop))

    def voor(self, regel: Dossierregel) -> str:
        """Return in a few words who takes a dossier on, '' when nobody does."""
        if not regel.toegewezen:
            return ""
        return "voor u" if self.is_van_mij(regel) else f"voor {regel.toegewezen}"

    def is_van_mij(self, regel: Dossierregel) -> bool:
        """Say whether who sits here takes it on."""
        return regel.toegewezen == self._wie

    @property
    def met_focus(self) -> str:
        """Return the id of the dossier of which the row has the focus, '' when none has."""
        return regel.id if (regel := self._in_hand) else ""

    @property
    def _in_hand(self) -> Dossierregel | None:
        # Of the window, also when that is not active: after a dialog it is not yet.
        knop = self._lijst.window().focusWidget()
        return self._regels.get(knop) if knop is not None else None

    def geef_focus(self, dossier_id: str) -> None:
        """Give the focus to the row of a dossier, when it is there."""
        for knop, regel in self._regels.items():
            if regel.id == dossier_id:
                knop.setFocus()

    def _toon_menu(self, knop: QWidget, plek: QPoint) -> None:
        knop.setFocus()
        menu = QMenu(self._lijst)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self._acties)
        menu.popup(knop.mapToGlobal(plek))

    def _bij_focus(self, doe: Callable[[Dossierregel], None], *_: object) -> None:
        if (regel := self._in_hand) is not None:
            doe(regel)

    def _pak_op(self, regel: Dossierregel) -> None:
        self._wijs_toe(regel, self._wie)

    def _laat_los(self, regel: Dossierregel) -> None:
        self._wijs_toe(regel, "")

    def _geef(self, regel: Dossierregel) -> None:
        vraag = QInputDialog(self._lijst.window())
        vraag.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        vraag.setWindowTitle("Geef aan een collega")
        vraag.setLabelText(f"Wie pakt {regel.kenmerk} op? Kies een naam, of typ die.")
        # A colleague at another workplace has no account here.
        vraag.setComboBoxEditable(True)
        vraag.setComboBoxItems(self._collegas)
        vraag.setTextValue(next(iter(self._collegas), ""))
        vraag.setOkButtonText("Geef")
        vraag.setCancelButtonText("Annuleren")
        vraag.textValueSelected.connect(partial(self._wijs_toe, regel))
        vraag.open()

    def _wijs_toe(self, regel: Dossierregel, naam: str) -> None:
        naam = " ".join(naam.split())
        if naam != regel.toegewezen:
            self.toewijzen.emit(regel.id, naam)
