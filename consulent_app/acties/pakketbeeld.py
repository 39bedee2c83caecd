"""The rule packages that stand here, for who reads them: what changed, who checked it, until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from consulent_app.acties.regelpakketten import tekenaars
from consulent_app.huishouden.datums import datum_leesbaar
from consulent_app.regels.pakketkast import Pakketkast, Uitgave, versienummer
from consulent_app.regels.plek import laad_toml
from consulent_app.uitwisseling.regelpakket.manifest import Manifest

VAN_PROGRAMMA = "Kwam met het programma mee."
BESCHADIGD = "Beschadigd: installeer deze versie opnieuw."
TOT_NU = "Geldt van {van} tot en met {tot}."
DOOR = "Ingevoerd door {een}, nagekeken en vrijgegeven door {ander}."


@dataclass(frozen=True)
class Pakketbeeld:
    """One version of one package; `in_gebruik` when households are judged by it."""

    naam: str
    versie: str
    wat: str
    door: str
    geldt: str
    in_gebruik: bool


def pakketbeelden(kast: Pakketkast) -> list[Pakketbeeld]:
    """Return every version of every package, the newest of each first."""
    return [beeld for naam in kast.namen() for beeld in _van_een(kast, naam)]


def _van_een(kast: Pakketkast, naam: str) -> Iterator[Pakketbeeld]:
    nieuwste = kast.nieuwste(naam)
    uitgaven = [*kast.van_programma(naam), *kast.geinstalleerd(naam)]
    for uitgave in sorted(uitgaven, key=lambda u: versienummer(u.versie), reverse=True):
        if not kast.is_heel(uitgave):
            yield Pakketbeeld(uitgave.id, uitgave.versie, BESCHADIGD, "", "", in_gebruik=False)
        else:
            yield _heel(uitgave, in_gebruik=uitgave == nieuwste)


def _heel(uitgave: Uitgave, *, in_gebruik: bool) -> Pakketbeeld:
    if uitgave.manifest is None:
        kop = laad_toml(uitgave.map / "pakket.toml")[0]["pakket"]
        geldt = _geldt(kop["geldig_vanaf"], kop["geldig_tot"])
        return Pakketbeeld(kop["naam"], uitgave.versie, VAN_PROGRAMMA, "", geldt, in_gebruik)
    manifest = Manifest.uit_bytes(uitgave.manifest)
    geldt = _geldt(manifest.geldig_vanaf, manifest.geldig_tot)
    return Pakketbeeld(manifest.naam, uitgave.versie, manifest.wat, _door(uitgave), geldt, in_gebruik)


def _geldt(van: date, tot: date) -> str:
    return TOT_NU.format(van=datum_leesbaar(van), tot=datum_leesbaar(tot))


def _door(uitgave: Uitgave) -> str:
    wie = tekenaars(uitgave)
    return DOOR.format(een=wie[0], ander=wie[1]) if wie else ""
