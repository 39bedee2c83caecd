"""Mends what was put down while the clock of this computer ran days ahead: no server takes that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from consulent_app.delen import klok
from consulent_app.delen.deling import CELLEN, Deling
from consulent_app.delen.inhoud import Celinhoud, pak, uit
from consulent_app.delen.versies import Versie, hlc_van
from consulent_app.opslag import delingrijen, eigen, enveloppe, vastleggen

if TYPE_CHECKING:
    from sqlite_utils import Database

#: Where a moment of the clock stands beside the names of versions.
_TABELLEN = ("te_delen", "toestemming")


def zet_recht(database: Database, nu: datetime) -> None:
    """Let what nobody was told yet be of now, in its own order, in the open transaction.

    Nothing when the clock of this workplace is not far ahead of `nu`.
    """
    hier, grens = eigen.lees(database), klok.tik(0, nu + klok.TE_VER_VOORUIT)
    if hier is None or hier.hlc <= grens:
        return
    namen = _namen(database, hier.apparaat)
    ver = sorted({hlc for hlc in _momenten(database, namen) if hlc > grens})
    begin = max([klok.tik(0, nu), *(hlc for hlc in _momenten(database, namen) if hlc <= grens)])
    wordt = {hlc: begin + plaats for plaats, hlc in enumerate(ver, 1)}
    _hernoem(database, {naam: _naam(naam, wordt) for naam in namen if hlc_van(naam) in wordt})
    for tabel in _TABELLEN:
        for was, is_ in wordt.items():
            database.execute(f"UPDATE {tabel} SET hlc = ? WHERE hlc = ?", [is_, was])
    database.execute("UPDATE eigen SET hlc = ?", [begin + len(ver)])
    _vertel_opnieuw(database, lambda hlc: wordt.get(hlc, hlc), grens)


def _namen(database: Database, apparaat: str) -> list[str]:
    vraag = "SELECT DISTINCT versie FROM celversie WHERE versie LIKE '%-' || ?"
    return [naam for (naam,) in database.execute(vraag, [apparaat])]


def _momenten(database: Database, namen: list[str]) -> set[int]:
    vraag = "SELECT hlc FROM deling UNION " + " UNION ".join(f"SELECT hlc FROM {t}" for t in _TABELLEN)
    return {hlc_van(naam) for naam in namen} | {hlc for (hlc,) in database.execute(vraag)}


def _naam(naam: str, wordt: dict[int, int]) -> str:
    _, _, rest = naam.partition("-")
    return f"{wordt[hlc_van(naam)]:016x}-{rest}"


def _hernoem(database: Database, namen: dict[str, str]) -> None:
    for was, wordt in namen.items():
        database.execute("UPDATE celversie SET versie = ? WHERE versie = ?", [wordt, was])
        database.execute(
            "UPDATE celversie SET basis = replace(basis, ?, ?) WHERE instr(basis, ?)", [was, wordt, was]
        )


def _vertel_opnieuw(database: Database, wordt: Callable[[int], int], grens: int) -> None:
    """Put the delingen that the server does not have in the place of themselves, with the right clock."""
    hier = eigen.lees(database)
    assert hier is not None
    sleutels = eigen.sleutels(database)
    # From the first on, as each names the one before it.
    alle = delingrijen.te_sturen(database, -1)
    eerste = next((plaats for plaats, deling in enumerate(alle) if deling.hlc > grens), len(alle))
    oud = alle[eerste:]
    if not oud:
        return
    for deling in oud:
        delingrijen.haal_weg(database, deling.id)
    for tabel, waar in (("eigen", "true"), ("keten", "apparaat = (SELECT apparaat FROM eigen)")):
        vraag = f"UPDATE {tabel} SET nr = ?, hash = ? WHERE {waar}"
        database.execute(vraag, [oud[0].nr - 1, oud[0].vorige])
    for deling in oud:
        inhoud = enveloppe.open_(deling, sleutels, hier.organisatie)
        if inhoud is not None:
            aanleiding = vastleggen.Aanleiding(deling.dossier, wordt(deling.hlc), "", "")
            anders = _inhoud(deling, inhoud, wordt)
            vastleggen.sluit(database, aanleiding, deling.soort, anders, deling.zegels)


def _inhoud(deling: Deling, gepakt: bytes, wordt: Callable[[int], int]) -> bytes:
    inhoud = uit(deling.soort, gepakt)
    if deling.soort != CELLEN or not isinstance(inhoud, Celinhoud):
        return gepakt

    def naam(was: str) -> str:
        return f"{wordt(hlc_van(was)):016x}-{was.partition('-')[2]}"

    def versie(was: Versie) -> Versie:
        return replace(was, versie=naam(was.versie), basis=frozenset(map(naam, was.basis)))

    return pak(Celinhoud(tuple(versie(was) for was in inhoud.versies)))
