"""A person at the desk, who only has keys, a mouse, and what is to be seen; and who counts both."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from consulent_app.ui.hoofdvenster import Hoofdvenster

W = TypeVar("W", bound=QWidget)
GEEN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
WACHT_S = 15.0


class Mens:
    """`toetsen` and `klikken` count what was pressed beyond typed text, `letters` what was typed."""

    def __init__(self, venster: Hoofdvenster) -> None:
        self.venster = venster
        self.toetsen = self.klikken = self.letters = 0

    def ga_zitten(self, wachtwoord: str) -> None:
        """Open the window and the store, by its password."""
        self.venster.show()
        assert QTest.qWaitForWindowActive(self.venster)
        self.venster.inlog.eerste.setFocus()
        self.typ(wachtwoord)
        self.toets(Qt.Key.Key_Return)
        self.wacht(lambda: self.venster.werkblad.kast is not None)

    def pak_venster(self) -> None:
        """Go back to the main window; a desktop does so by itself when a dialog is closed."""
        self.venster.activateWindow()
        assert QTest.qWaitForWindowActive(self.venster)
        # Qt knows it a moment later than its window: until then a shortcut finds nobody.
        einde = time.monotonic() + WACHT_S
        while QApplication.activeWindow() is not self.venster:
            assert time.monotonic() < einde, "het venster wordt niet actief"
            self._laat_lopen()

    # --- hands -----------------------------------------------------------------------------------------

    def toets(self, toets: Qt.Key, met: Qt.KeyboardModifier = GEEN) -> None:
        """Press a key where the focus is, as a keyboard does."""
        self.toetsen += 1
        self._doe(toets.name, lambda: QTest.keyClick(self._waar(), toets, met))

    def antwoord(self, letter: str) -> None:
        """Press J, N or ?: one key that is an answer."""
        self.toetsen += 1
        self._doe(letter, lambda: QTest.keyClicks(self._waar(), letter))

    def typ(self, tekst: str) -> None:
        """Type a text where the focus is, in place of what stands there."""
        waar = self._waar()
        if isinstance(waar, QLineEdit) and waar.text():
            self.toets(Qt.Key.Key_A, CTRL)
        self.letters += len(tekst)
        for letter in tekst:
            self._doe(f"letter {letter}", partial(self._druk_letter, letter))

    def klik(self, naam: str, soort: type[QWidget] = QAbstractButton) -> None:
        """Click on what has this name, scrolling to it as a person does with the wheel."""
        self.klikken += 1
        doel = self.zie(soort, naam)
        scrol_naar(doel)
        self._doe(naam, lambda: QTest.mouseClick(doel, Qt.MouseButton.LeftButton, GEEN, _midden(doel)))

    def kies_uit(self, knop: str, regel: str) -> None:
        """Click on a button that opens a menu, and on a line of that menu."""
        # The button waits until its menu is closed.
        QTimer.singleShot(0, partial(self._kies_in_menu, regel, time.monotonic() + WACHT_S))
        self.klik(knop)

    def _kies_in_menu(self, regel: str, tot: float) -> None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            assert time.monotonic() < tot, "er kwam geen menu"
            QTimer.singleShot(5, partial(self._kies_in_menu, regel, tot))
            return
        actie = next(a for a in menu.actions() if a.text().replace("&", "") == regel)
        self.klikken += 1
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, GEEN, menu.actionGeometry(actie).center())

    # --- eyes ------------------------------------------------------------------------------------------

    def zie(self, soort: type[W], naam: str) -> W:
        """Return the control with this name, or that begins with it when it ends in dots."""
        gevonden = [w for w in _alle(soort) if _heet(w, naam)]
        assert gevonden, (naam, sorted({_naam(w) for w in _alle(soort)}))
        return gevonden[0]

    def ziet(self, tekst: str) -> bool:
        """Say whether a text stands on the screen, in a label, a button or a field."""
        return tekst in self.alles()

    def alles(self) -> str:
        """Return every text that stands on the screen, in all windows."""
        teksten = [w.text() for w in _alle(QLabel)] + [_naam(w) for w in _alle(QAbstractButton)]
        teksten += [w.displayText() for w in _alle(QLineEdit)] + [w.currentText() for w in _alle(QComboBox)]
        teksten += [w.toPlainText() for w in _alle(QPlainTextEdit)]
        teksten += [w.windowTitle() for w in QApplication.topLevelWidgets() if w.isVisible()]
        return "\n".join(teksten).replace("\u00a0", " ")

    @property
    def focus(self) -> str:
        """Return the name of what has the focus."""
        return _naam(self._waar())

    # --- patience --------------------------------------------------------------------------------------

    def wacht(self, klaar: Callable[[], bool] | None = None) -> None:
        """Wait until something is so, and all work in the background is done."""
        einde = time.monotonic() + WACHT_S
        while not (self.venster.werkblad.rustig and (klaar is None or klaar())):
            assert time.monotonic() < einde, "dit komt niet meer"
            self._laat_lopen()
        self._laat_lopen()

    def _laat_lopen(self) -> None:
        QApplication.processEvents()
        time.sleep(0.001)

    def _doe(self, wat: str, handeling: Callable[[], Any]) -> None:
        handeling()
        QApplication.processEvents()

    def _druk_letter(self, letter: str) -> None:
        QTest.keyClicks(self._waar(), letter)

    def _waar(self) -> QWidget:
        return QApplication.focusWidget() or self.venster


def _alle(soort: type[W]) -> list[W]:
    return [w for top in QApplication.topLevelWidgets() if top.isVisible() for w in _van(top, soort)]


def _van(top: QWidget, soort: type[W]) -> list[W]:
    zelf = [top] if isinstance(top, soort) else []
    return [w for w in [*zelf, *top.findChildren(soort)] if w.isVisible() and w.isEnabled()]


def _naam(widget: QWidget) -> str:
    tekst = getattr(widget, "text", None)
    return widget.accessibleName() or (str(tekst()) if callable(tekst) else "")


def _heet(widget: QWidget, naam: str) -> bool:
    begin = naam.removesuffix("…")
    namen = (_naam(widget), getattr(widget, "text", lambda: "")().replace("&", ""), widget.objectName())
    return any(n.startswith(begin) if begin != naam else n == naam for n in namen)


def _midden(widget: QWidget) -> QPoint:
    zichtbaar: QRect = widget.visibleRegion().boundingRect()
    assert not zichtbaar.isEmpty(), f"{_naam(widget)} is niet te zien"
    return zichtbaar.center()


def scrol_naar(widget: QWidget) -> None:
    """Turn the wheel until a widget is in sight."""
    ouder = widget.parentWidget()
    while ouder is not None:
        if isinstance(ouder, QScrollArea):
            ouder.ensureWidgetVisible(widget)
        ouder = ouder.parentWidget()
    QApplication.processEvents()
