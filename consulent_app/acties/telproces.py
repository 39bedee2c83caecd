"""Counting in a process of its own: pandas on a thread of the app keeps the screen from its turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from consulent_app.acties.telbeeld import Tellingbeeld
from consulent_app.acties.telwerker import EINDE, Stap, Telopdracht, Vorm, in_delen, werk
from consulent_app.fouten import OmgevingsFout
from consulent_app.tellingen.weken import Weekmaand

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from consulent_app.acties.werkplek import Werkplek

AFGEBROKEN = "Het tellen is afgebroken, misschien door te weinig geheugen; kies Toon om opnieuw te tellen."
#: Says which step runs, and how far it is from 0 to 1.
Hoever = Callable[[float, str], None]


class Telproces:
    """Starts with the first question and stays for the next; only facts without names go there.

    Questions and `sluit` come from one thread, `breek_af` from any.
    """

    def __init__(self) -> None:
        self._proces: BaseProcess | None = None
        self._lijn: Connection | None = None
        self._afgebroken = False

    def tel(self, kast: Werkplek, opdracht: Telopdracht, hoever: Hoever) -> Tellingbeeld:
        """Count weeks; raises InvoerFout without data, Geweigerd, and OmgevingsFout when it was broken off.

        All that was before is read too: what is told of a month hangs on the months before it.
        """
        lijn = self._begin()
        hoever(0.05, "De feiten worden gelezen")
        kolommen = kast.telfeiten(date.min, Weekmaand.met(opdracht.weken[1]).laatste.zondag)
        opdracht = replace(opdracht, achter=kast.delen.achterstand(opdracht.vandaag))
        beeld: Tellingbeeld = self._vraag(lijn, hoever, opdracht, *in_delen(kolommen), EINDE)
        return beeld

    def maak(self, einde: str) -> bytes:
        """Return the last count as a file with this ending; raises OmgevingsFout when it is gone."""
        if self._lijn is None:
            raise OmgevingsFout(AFGEBROKEN)
        inhoud: bytes = self._vraag(self._lijn, lambda *_: None, Vorm(einde))
        return inhoud

    def breek_af(self) -> None:
        """Stop what is counted, for good."""
        self._afgebroken = True
        if self._proces is not None:
            self._proces.kill()

    def sluit(self) -> None:
        """Let the process end, and wait for that."""
        if self._proces is not None and self._lijn is not None:
            self._proces.kill()
            self._proces.join()
            self._lijn.close()
        self._proces = self._lijn = None

    def _begin(self) -> Connection:
        """Start the process where there is none; what it needs is loaded while the facts are read."""
        if self._proces is not None and not self._proces.is_alive():
            self.sluit()
        if self._lijn is None:
            bij_ons, bij_hem = get_context("spawn").Pipe()
            proces = get_context("spawn").Process(target=werk, args=(bij_hem,), daemon=True)
            proces.start()
            # Held open here too, the line would not break when the process dies.
            bij_hem.close()
            self._proces, self._lijn = proces, bij_ons
        if self._afgebroken:
            self.sluit()
            raise OmgevingsFout(AFGEBROKEN)
        return self._lijn

    def _vraag(self, lijn: Connection, hoever: Hoever, *delen: object) -> Any:
        try:
            for deel in delen:
                lijn.send(deel)
            while isinstance(antwoord := lijn.recv(), Stap):
                hoever(antwoord.deel, antwoord.wat)
        except (EOFError, OSError) as fout:
            self.sluit()
            raise OmgevingsFout(AFGEBROKEN) from fout
        if isinstance(antwoord, Exception):
            raise antwoord
        return antwoord
