"""Which questions are still worth asking, and in which order: what decides most comes first."""

from __future__ import annotations

from consulent_app.intake.gesprek import Gesprek, Vraagplek
from consulent_app.regels.pakket import Pakket
from consulent_app.regels.uitkomst import Oordeel


def open_vragen(gesprek: Gesprek, pakket: Pakket, oordeel: Oordeel) -> list[Vraagplek]:
    """Return the questions that can still change an outcome.

    The engine's own next question is first; the others follow in the order of the catalogue.
    """
    paden = {pad for uitkomst in oordeel.uitkomsten for pad in uitkomst.ontbreekt}
    open_ = [
        plek
        for sectie in pakket.secties
        for plek in gesprek.vragen(sectie.id, pakket)
        if any(pad == plek.pad or pad.startswith(f"{plek.pad}.") for pad in paden)
    ]
    eerste = oordeel.volgende_vraag.veld if oordeel.volgende_vraag else ""
    return sorted(open_, key=lambda plek: not (eerste == plek.pad or eerste.startswith(f"{plek.pad}.")))
