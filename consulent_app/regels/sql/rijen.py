"""Households as rows of the tables that the SQL reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from consulent_app.huishouden.datums import Geboortedatum
from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.model import Intake
from consulent_app.regels.sql.datums import getal_van
from consulent_app.regels.sql.velden import TABELLEN, Kolom
from consulent_app.regels.velden import Veld

Rijen = dict[str, list[tuple[Any, ...]]]


def rijen(intakes: Iterable[Intake], kolommen: Mapping[str, list[Kolom]]) -> Rijen:
    """Return the rows of each table, in the order of its columns; persons are numbered through."""
    uit: Rijen = {tabel: [] for tabel in kolommen}
    pp = 0
    for hh, intake in enumerate(intakes):
        nummers = {persoon.id: pp + nummer for nummer, persoon in enumerate(intake.personen)}
        pp += len(nummers)
        maker = _Rijmaker(intake, nummers, {"hh": hh, "huishouden_id": intake.intake_id or str(hh)})
        for tabel, rij in maker.alle():
            uit[tabel].append(tuple(maker.cel(kolom, rij) for kolom in kolommen[tabel]))
    return uit


class _Rijmaker:
    """Makes the rows of one household."""

    def __init__(self, intake: Intake, nummers: Mapping[str, int], sleutels: Mapping[str, Any]) -> None:
        self.intake, self.nummers, self.sleutels = intake, nummers, sleutels

    def alle(self) -> Iterable[tuple[str, tuple[object, dict[str, Any]]]]:
        intake = self.intake
        yield "huishoudens", (intake, dict(self.sleutels))
        for persoon in intake.personen:
            sleutels = {**self.sleutels, "pp": self.nummers[persoon.id], "persoon_id": persoon.id}
            yield "personen", (persoon, sleutels)
            for nr, inkomen in enumerate(persoon.inkomens or ()):
                yield "inkomens", (inkomen, {**sleutels, "nr": nr})
        for lijst in ("kosten", "eerder_toegekend"):
            for nr, deel in enumerate(getattr(intake, lijst) or ()):
                yield lijst, (deel, {**self.sleutels, "nr": nr})

    def cel(self, kolom: Kolom, rij: tuple[object, dict[str, Any]]) -> Any:
        bron, sleutels = rij
        veld = kolom.veld
        if veld is None:
            return sleutels[kolom.naam]
        ruw = self._lees(bron, veld)
        if isinstance(ruw, Geboortedatum):
            return getal_van(ruw.vroegst if kolom.naam.endswith("_v") else ruw.laatst)
        if ruw is None:
            return None
        if veld.soort == "persoon":
            return self.nummers[ruw]
        return len(ruw) if veld.soort == "lijst" else _cel(ruw)

    def _lees(self, bron: object, veld: Veld) -> Any:
        if TABELLEN[veld.niveau] != "huishoudens":
            return getattr(bron, veld.sleutel)
        for deel in veld.pad.split("."):
            bron = getattr(bron, deel)
        return bron


def _cel(ruw: Any) -> Any:
    if isinstance(ruw, Geld):
        return ruw.centen
    if isinstance(ruw, date):
        return getal_van(ruw)
    if isinstance(ruw, tuple):
        return "".join(f"|{woord}|" for woord in ruw)
    return ruw
