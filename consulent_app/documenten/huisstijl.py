"""The house style of a gemeente, from resources/huisstijl: colours, logo, window, the lines at the foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.fouten import InvoerFout
from consulent_app.paden import resources
from consulent_app.regels.plek import ontleed_toml

STANDAARD, BESTAND = "standaard", "huisstijl.toml"
_KLEUR = re.compile(r"#[0-9A-Fa-f]{6}")
_GAT = re.compile(r"\{([a-z_.]+)\}")
#: What text on paper needs (WCAG 2.2, 1.4.3).
CONTRAST = 4.5


@dataclass(frozen=True)
class Huisstijl:
    """Colours as #RRGGBB, places in millimetres. `logo` is a PNG; None where the name stands instead."""

    merk: str
    merk_vlak: str
    logo: bytes | None
    logo_hoog: float
    venster_links: int
    venster_boven: int
    venster_breed: int
    venster_hoog: int
    voet: tuple[tuple[str, ...], ...]

    def voetregels(self, instellingen: Instellingen) -> tuple[str, ...]:
        """Return the lines at the foot; a piece whose setting is empty falls away."""
        regels = ("  ·  ".join(filter(None, (_vul(deel, instellingen) for deel in r))) for r in self.voet)
        return tuple(regel for regel in regels if regel)


def _vul(deel: str, instellingen: Instellingen) -> str:
    waarden = {sleutel: instellingen.tekst(sleutel) for sleutel in _GAT.findall(deel)}
    if not all(waarden.values()):
        return ""
    return _GAT.sub(lambda gat: waarden[gat[1]], deel)


# --- the one that holds now --------------------------------------------------------------------------

_NU: ContextVar[Huisstijl | None] = ContextVar("huisstijl", default=None)


def huisstijl() -> Huisstijl:
    """Return the house style of what is being printed."""
    return _NU.get() or lees(STANDAARD)


@contextmanager
def in_huisstijl(naam: str) -> Iterator[None]:
    """Print what is made inside in the house style of this package."""
    vorige = _NU.set(lees(naam))
    try:
        yield
    finally:
        _NU.reset(vorige)


# --- reading -----------------------------------------------------------------------------------------


@cache
def lees(naam: str, map_: Path | None = None) -> Huisstijl:
    """Return the house style of a package, or the standard one; raises InvoerFout for a fault in it."""
    alle = map_ or resources() / "huisstijl"
    waarden = _tabellen(alle / STANDAARD / BESTAND)
    eigen = alle / naam / BESTAND
    if naam != STANDAARD and eigen.is_file():
        for groep, tabel in _tabellen(eigen).items():
            _keur_sleutels(eigen, groep, tabel, waarden)
            waarden[groep] = {**waarden[groep], **tabel}
    return _maak(waarden, eigen if eigen.is_file() else alle / STANDAARD / BESTAND)


def _tabellen(pad: Path) -> dict[str, dict[str, Any]]:
    try:
        return ontleed_toml(pad)[0]
    except (ValueError, RecursionError) as fout:
        raise InvoerFout(f"{_naam(pad)} is geen geldige TOML ({fout}): kijk het bestand na.") from fout


def _naam(pad: Path) -> str:
    return f"huisstijl/{pad.parent.name}/{pad.name}"


def _keur_sleutels(pad: Path, groep: str, tabel: Any, standaard: Mapping[str, Mapping[str, Any]]) -> None:
    if groep not in standaard or not isinstance(tabel, dict):
        raise InvoerFout(f"{_naam(pad)}: [{groep}] bestaat niet; kies uit {', '.join(standaard)}.")
    for sleutel, waarde in tabel.items():
        if sleutel not in standaard[groep]:
            raise InvoerFout(f"{_naam(pad)}: '{groep}.{sleutel}' bestaat niet; haal het weg.")
        if type(waarde) is not type(standaard[groep][sleutel]):
            raise InvoerFout(f"{_naam(pad)}: '{groep}.{sleutel}' is van de verkeerde soort.")


def _maak(waarden: Mapping[str, Mapping[str, Any]], pad: Path) -> Huisstijl:
    kleuren, logo, venster = waarden["kleuren"], waarden["logo"], waarden["venster"]
    for naam, kleur in kleuren.items():
        if not _KLEUR.fullmatch(kleur):
            raise InvoerFout(f"{_naam(pad)}: de kleur '{naam}' is niet van de vorm #RRGGBB.")
    if contrast(kleuren["merk"], "#FFFFFF") < CONTRAST or contrast("#000000", kleuren["merk_vlak"]) < 7:
        raise InvoerFout(
            f"{_naam(pad)}: neem 'merk' donkerder of 'merk_vlak' lichter: nu is het niet te lezen."
        )
    plek = pad.parent / logo["bestand"] if logo["bestand"] else None
    if plek is not None and not plek.is_file():
        raise InvoerFout(f"{_naam(pad)}: het logo '{logo['bestand']}' is er niet; zet het in dezelfde map.")
    return Huisstijl(
        kleuren["merk"], kleuren["merk_vlak"], plek.read_bytes() if plek else None,
        logo["hoogte_mm"], venster["links_mm"], venster["boven_mm"], venster["breed_mm"],
        venster["hoog_mm"], tuple(tuple(regel) for regel in waarden["voet"]["regels"]),
    )  # fmt: skip


def contrast(een: str, ander: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    licht, donker = sorted((_helderheid(een), _helderheid(ander)), reverse=True)
    return (licht + 0.05) / (donker + 0.05)


def _helderheid(kleur: str) -> float:
    delen = [int(kleur[plek : plek + 2], 16) / 255 for plek in (1, 3, 5)]
    r, g, b = (d / 12.92 if d <= 0.03928 else ((d + 0.055) / 1.055) ** 2.4 for d in delen)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
