"""A window on a workplace that shares dossiers with another one: two real stores, and no server."""

from __future__ import annotations

from collections.abc import Callable, Container
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from consulent_app.acties import synchroniseren
from consulent_app.acties.synchroniseren import Meld, Verslag, Voortgang
from consulent_app.acties.werkplek import Werkplek
from consulent_app.huishouden.lezen import laad_json
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.paden import resources
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.opslag import delende_kasten
from tests.opslag.delende_kasten import vertel
from tests.ui.hulpjes import rust

HIER, DAAR = "Balie 1", "Balie 2"
SERVER = {"host": "127.0.0.1", "poort": 1, "database": "d", "loginrol": "r", "wachtwoord": "w"}


def kast_van(venster: Hoofdvenster) -> Dossierkast:
    assert venster.werkblad.kast is not None
    return venster.werkblad.kast._kast


def koppel(qtbot: QtBot, venster: Hoofdvenster, map_: Path) -> Dossierkast:
    """Make the window's workplace one of two, and return the store of the other one, of Tineke."""
    delende_kasten.koppel(kast_van(venster), "Sanne", 1, naam_plek=HIER)
    kast_van(venster).delen.zet_centrale(SERVER)
    ander = delende_kasten.maak(map_, "Tineke", 2, naam_plek=DAAR)
    venster.werkblad.uitwisselaar.wissel = wissel_met(ander)
    venster.werkblad.uitwisselaar.ververs()
    stil(qtbot, venster)
    return ander


def wissel_met(ander: Dossierkast) -> Callable[[Werkplek, Container[str], Meld], Verslag]:
    """Return an exchange with another store, which does all that one with a server does but the line."""

    def wissel(werkplek: Werkplek, in_gebruik: Container[str], meld: Meld) -> Verslag:
        kast, verslag = werkplek._kast, Verslag()
        meld(Voortgang("verbinding maken"))
        vertel(kast, [ander])
        kast.delen.gestuurd([deling.id for deling in kast.delen.te_sturen(-1)])
        list(ander.delen.leg_vast())
        kast.delen.ken(ander.delen.werkplekken())
        kast.delen.ontvang(ander.delen.sinds(kast.delen.heeft()))
        kast.delen.ontvang_beurten(ander.delen.beurten(), van_centrale=False)
        synchroniseren.verwerk(kast, verslag, in_gebruik, meld)
        kast.delen.rond_af()
        return verslag

    return wissel


def stil(qtbot: QtBot, venster: Hoofdvenster) -> None:
    """Wait until the exchange and all other work is done."""
    werkblad = venster.werkblad
    qtbot.waitUntil(lambda: werkblad.uitwisselaar.taken.rustig and werkblad.rustig, timeout=10_000)
    rust(qtbot, venster)


def wissel_uit(qtbot: QtBot, venster: Hoofdvenster) -> None:
    venster.werkblad.uitwisselaar.wissel_nu()
    stil(qtbot, venster)


def gezin(**huishouden: Any) -> dict[str, Any]:
    document: dict[str, Any] = laad_json(resources() / "voorbeelden" / "velsen-2019-gezin.json")
    document["huishouden"] = {**document["huishouden"], **huishouden}
    return document


def antwoord(kast: Dossierkast, id_: str, naam: str, waarde: Any) -> None:
    """Answer a question about the household at the other workplace."""
    document = dict(kast.haal(id_).document)
    document["huishouden"] = {**document["huishouden"], naam: waarde}
    kast.bewaar_antwoord(id_, f"huishouden.{naam}", waarde, document)
