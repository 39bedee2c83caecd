"""What a person at the desk does: open a page, press a button by its name, type an answer."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from consulent_app.acties.werkplek import Werkplek
from consulent_app.huishouden.lezen import laad_json
from consulent_app.opslag.waarden import Medewerker
from consulent_app.paden import resources
from consulent_app.ui.besluitpagina import Besluitpagina
from consulent_app.ui.dossierpagina import Dossierpagina
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.instelpagina import Instelpagina
from consulent_app.ui.intakepagina import Intakepagina

W = TypeVar("W", bound=QWidget)


def rust(qtbot: QtBot, venster: Hoofdvenster) -> None:
    """Wait until all work is done, and what came of it has been put on the screen."""
    qtbot.waitUntil(lambda: venster.werkblad.rustig, timeout=10_000)
    # What is put in a layout that is already on the screen, Qt shows at the next turn of its loop.
    QApplication.processEvents()


def word(venster: Hoofdvenster, rol: str) -> None:
    """Let who is logged in work in another role, as after another login."""
    kast = venster.werkblad.kast
    assert kast is not None
    venster.werkblad.kast = Werkplek(kast._kast, Medewerker(kast.medewerker.naam, rol))
    venster.werkblad.rol = rol


def scherm_van(widget: QWidget) -> QImage:
    """Return what the screen shows of a widget at this moment, without painting it for that."""
    plek, venster = widget.mapTo(widget.window(), QPoint(0, 0)), widget.window()
    maat = (plek.x(), plek.y(), widget.width(), widget.height())
    return venster.screen().grabWindow(venster.winId(), *maat).toImage()


def intake(venster: Hoofdvenster) -> Intakepagina:
    pagina = venster.paginas["intake"]
    assert isinstance(pagina, Intakepagina)
    return pagina


def besluit(venster: Hoofdvenster) -> Besluitpagina:
    pagina = venster.paginas["besluiten"]
    assert isinstance(pagina, Besluitpagina)
    return pagina


def dossiers(venster: Hoofdvenster) -> Dossierpagina:
    pagina = venster.paginas["dossiers"]
    assert isinstance(pagina, Dossierpagina)
    return pagina


def instellingen(venster: Hoofdvenster) -> Instelpagina:
    pagina = venster.paginas["instellingen"]
    assert isinstance(pagina, Instelpagina)
    return pagina


def zoek(ouder: QWidget, soort: type[W], past: Callable[[W], bool]) -> W:
    QApplication.processEvents()
    gevonden = [w for w in ouder.findChildren(soort) if past(w) and w.isVisibleTo(ouder)]
    assert gevonden, [w.accessibleName() for w in ouder.findChildren(soort)]
    return gevonden[0]


def druk(qtbot: QtBot, ouder: QWidget, naam: str) -> None:
    knop = zoek(ouder, QPushButton, lambda k: naam in (k.accessibleName(), k.text()))
    qtbot.mouseClick(knop, Qt.MouseButton.LeftButton)


def typ(qtbot: QtBot, ouder: QWidget, naam: str, tekst: str) -> QLineEdit:
    veld = zoek(ouder, QLineEdit, lambda v: v.accessibleName() == naam)
    veld.setFocus()
    veld.selectAll()
    qtbot.keyClicks(veld, tekst)
    qtbot.keyClick(veld, Qt.Key.Key_Return)
    return veld


def nieuw_gesprek(qtbot: QtBot, venster: Hoofdvenster) -> None:
    qtbot.mouseClick(dossiers(venster).nieuwknop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: venster.werkblad.gesprek is not None)
    rust(qtbot, venster)


def open_voorbeeld(
    qtbot: QtBot, venster: Hoofdvenster, naam: str, pakket: str | None = None
) -> dict[str, Any]:
    document: dict[str, Any] = laad_json(resources() / "voorbeelden" / f"{naam}.json")
    if pakket is not None:
        document["pakket"] = pakket
    kast = venster.werkblad.kast
    assert kast is not None
    venster.open_dossier(kast.nieuw(document).id)
    qtbot.waitUntil(lambda: venster.werkblad.oordeel is not None)
    rust(qtbot, venster)
    return document
