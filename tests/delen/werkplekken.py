"""Workplaces that write and exchange versions, as the store does, without anything but memory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from consulent_app.delen.cellen import bij_te_schrijven, uit_cellen
from consulent_app.delen.klok import gezien, tik
from consulent_app.delen.versies import Versie, basis_voor, botst, gekozen, koppen, naam_van

NU = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)


class Werkplek:
    """One of them, with all versions that it wrote or got."""

    def __init__(self, naam: str) -> None:
        self.naam, self.hlc = naam, 0
        self.versies: dict[tuple[str, str], Versie] = {}

    @property
    def koppen(self) -> Mapping[str, tuple[Versie, ...]]:
        return koppen(self.versies.values())

    @property
    def cellen(self) -> dict[str, Any]:
        stand = self.koppen
        return {pad: gekozen(pad, stand).waarde for pad in stand}

    @property
    def stand(self) -> dict[str, Any]:
        return uit_cellen(self.cellen)

    @property
    def botsingen(self) -> set[str]:
        stand = self.koppen
        return {pad for pad in stand if botst(pad, stand)}

    def schrijf(self, stand: Mapping[str, Any]) -> None:
        """Write what a person made of the dossier."""
        self._schrijf(bij_te_schrijven(self.cellen, stand))

    def zet(self, pad: str, waarde: Any) -> None:
        """Write one cell."""
        self._schrijf({pad: waarde})

    def _schrijf(self, cellen: Mapping[str, Any]) -> None:
        """Write over everything that this workplace knows of the paths, all at one moment."""
        self.hlc, stand = tik(self.hlc, NU), self.koppen
        naam = naam_van(self.hlc, self.naam)
        for pad, waarde in cellen.items():
            basis = basis_voor(stand.get(pad, ()))
            self.versies[pad, naam] = Versie(pad, naam, waarde, basis, self.naam, NU.isoformat())

    def haal(self, ander: Werkplek) -> None:
        """Take in everything of another workplace."""
        self.versies |= ander.versies
        self.hlc = gezien(self.hlc, ander.hlc)


def wissel(*werkplekken: Werkplek) -> None:
    """Let all know all."""
    for een in werkplekken:
        for ander in werkplekken:
            een.haal(ander)
            ander.haal(een)
