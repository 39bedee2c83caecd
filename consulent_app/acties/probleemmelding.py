"""What goes along with a report of a problem: versions, sizes, which settings are filled in, and the log.

Nothing of it is about a resident or a medewerker; the program itself sends nothing to anybody.
"""

from __future__ import annotations

import io
import platform
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.acties.bestanden import schrijf_alle
from consulent_app.acties.toetsen import Toetser
from consulent_app.acties.voorkeuren import lees_voorkeuren
from consulent_app.besluiten.instellingen import lees_instellingen
from consulent_app.besluiten.insteltabel import TABEL
from consulent_app.diagnose import log
from consulent_app.fouten import ConsulentFout, OmgevingsFout
from consulent_app.huishouden.bsn import bsn_klopt
from consulent_app.uitgave import uitgave

if TYPE_CHECKING:
    from consulent_app.acties.werkplek import Werkplek

BESCHRIJVING = "beschrijving.txt"
#: Of what the program leans on the most, and so breaks on.
ONDERDELEN = (
    "PySide6-Essentials", "sqlcipher3", "cryptography", "argon2-cffi", "reportlab", "typst", "pypdfium2",
    "duckdb", "pandas", "psycopg", "Babel",
)  # fmt: skip
ONBEKEND = "niet bekend"
OP_SLOT = "niet bekend, want de instellingen zijn op slot"
NIET_GETELD = "niet geteld, want de dossiers zijn op slot"
#: A zip knows the moment of each file; that of the report stands in its name.
BEGIN_VAN_ZIP = (1980, 1, 1, 0, 0, 0)


def stel_samen(
    map_: Path, toestand: Path, toetser: Toetser, werkplek: Werkplek | None = None
) -> Mapping[str, str]:
    """Return each file of the report as text; `werkplek` is None behind the lock."""
    return {
        "versies.txt": _als_tekst(_versies(toetser)),
        "omvang.txt": _als_tekst(_omvang(map_, werkplek)),
        "instellingen.txt": _als_tekst(_instellingen(map_, toetser, werkplek)),
        log.BESTAND.replace(".log", "-log.txt"): _logtekst(toestand),
    }


def bewaar(bestand: Path, delen: Mapping[str, str], beschrijving: str) -> Path:
    """Write the report as one zip and return its path; raises OmgevingsFout when the disk refuses."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, tekst in {BESCHRIJVING: beschrijving.strip() + "\n", **delen}.items():
            zip_.writestr(zipfile.ZipInfo(naam, BEGIN_VAN_ZIP), tekst, zipfile.ZIP_DEFLATED)
    return schrijf_alle({bestand.name: uit.getvalue()}, bestand.parent)[0]


def bestandsnaam(vandaag: date) -> str:
    """Return how a report of today is called."""
    return f"consulent-probleem-{vandaag.isoformat()}.zip"


def lijkt_op_bsn(tekst: str) -> bool:
    """Say whether a number stands in a text that may be a BSN, also with dots or spaces in it."""
    cijfers = re.findall(r"(?<!\d)\d(?:[ .-]?\d){7,8}(?!\d)", tekst)
    return any(bsn_klopt(re.sub(r"\D", "", nummer).zfill(9)) for nummer in cijfers)


def afgerond(aantal: int) -> str:
    """Return how many in one figure, so that nobody is counted."""
    if aantal < 10:
        return "minder dan 10"
    tien = 10 ** (len(str(aantal)) - 1)
    return f"ongeveer {round(aantal / tien) * tien}"


def _als_tekst(regels: Iterator[tuple[str, object]]) -> str:
    return "".join(f"{naam}: {waarde}\n" for naam, waarde in regels)


def _versies(toetser: Toetser) -> Iterator[tuple[str, object]]:
    yield "programma", uitgave()
    yield "systeem", f"{platform.system()} {platform.release()} {platform.machine()}"
    yield "Python", platform.python_version()
    for naam in ONDERDELEN:
        yield naam, _versie(naam)
    for id_, _ in toetser.pakketten():
        pakket = toetser.pakket(id_)
        yield f"regels {id_}", f"{pakket.versie} {pakket.sha256[:12]}"


def _versie(naam: str) -> str:
    try:
        return metadata.version(naam)
    except metadata.PackageNotFoundError:
        return ONBEKEND


def _omvang(map_: Path, werkplek: Werkplek | None) -> Iterator[tuple[str, object]]:
    yield "dossiers", NIET_GETELD if werkplek is None else afgerond(werkplek.aantal_dossiers())
    grootte = sum(pad.stat().st_size for pad in map_.glob("consulent.db*"))
    yield "database", f"{grootte / 1e6:.0f} MB"
    try:
        yield "vrij op de schijf", f"{shutil.disk_usage(_bestaande(map_)).free / 1e9:.0f} GB"
    except OSError:
        yield "vrij op de schijf", ONBEKEND


def _bestaande(map_: Path) -> Path:
    return next(deel for deel in (map_, *map_.parents) if deel.is_dir())


def _instellingen(map_: Path, toetser: Toetser, werkplek: Werkplek | None) -> Iterator[tuple[str, object]]:
    """Yield of each setting whether it is filled in: what it says can be a name or a number of somebody."""
    yield "grootte van de tekst", f"{lees_voorkeuren(map_).schaal:.0%}"
    if werkplek is None:
        yield "ingevuld", OP_SLOT
        return
    for id_, _ in toetser.pakketten():
        eigen = werkplek.inrichting.haal(id_)
        yield f"{id_}, zelf ingevuld", len(eigen.waarden)
        yield f"{id_}, logo's", ", ".join(sorted(eigen.logos)) or "geen"
        yield f"{id_}, eigen organisaties", len(eigen.kaart)
        try:
            waarden = lees_instellingen(toetser.pakketmap(id_), eigen).waarden
        except ConsulentFout as fout:
            yield f"{id_}, te lezen", f"nee ({type(fout).__name__})"
            continue
        for regel in TABEL:
            yield f"{id_}, {regel.sleutel}", "ingevuld" if regel.sleutel in waarden else "leeg"


def _logtekst(toestand: Path) -> str:
    try:
        return "".join(pad.read_text(encoding="utf-8") for pad in log.bestanden(toestand))
    except (OSError, UnicodeDecodeError) as fout:
        raise OmgevingsFout("Het technische log is niet te lezen; probeer het nog eens.") from fout
