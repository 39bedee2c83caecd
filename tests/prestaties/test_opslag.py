"""Very many dossiers: opening, searching, saving, and what encryption costs beside the same without."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from consulent_app import paden
from consulent_app.opslag import migraties, rijen
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.verbinding import BESTANDSNAAM

pytestmark = pytest.mark.prestaties
AANTAL = int(os.environ.get("DOSSIERS", "100000"))
WACHTWOORD = "paard accu nietje"
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
VOORNAMEN = ("Ria", "Jan", "Fatima", "Mehmet", "Anna", "Samira", "Piet", "Lenie", "Noor", "Willem")
ACHTERNAMEN = (
    "Jansen",
    "de Vries",
    "Yılmaz",
    "Bakker",
    "el Amrani",
    "Kowalski",
    "de Groot",
    "van den Berg",
)
VOORBEELD = json.loads(
    (paden.resources() / "voorbeelden" / "velsen-2019-gezin.json").read_text(encoding="utf-8")
)
OPENEN = """
import sys, time
from pathlib import Path
from consulent_app.opslag.dossierkast import Dossierkast
begin = time.perf_counter()
with Dossierkast.open(Path(sys.argv[1]), sys.argv[2]) as kast:
    kast.laatste_open()
    assert len(kast.zoek("")) == 50
    print(time.perf_counter() - begin)
"""


def document(toeval: Random, nummer: int) -> dict[str, Any]:
    """Return a household like the one that ships, with names and birth dates of its own."""
    personen = [
        persoon | {
            "voornaam": toeval.choice(VOORNAMEN),
            "achternaam": f"{toeval.choice(ACHTERNAMEN)}{nummer % 997}",
            "geboortedatum": f"{toeval.randrange(1940, 2005)}-{toeval.randrange(1, 13):02d}-07",
        }
        for persoon in VOORBEELD["personen"]
    ]  # fmt: skip
    return VOORBEELD | {"personen": personen}


def vul(database: Any, aantal: int) -> list[str]:
    """Put so many dossiers in, each with its first event; return their ids."""
    toeval, ids = Random(1), []
    for nummer in range(1, aantal + 1):
        inhoud, moment = document(toeval, nummer), BEGIN + timedelta(minutes=toeval.randrange(400_000))
        kenmerk = f"Z/2026/{nummer:06d}"
        ids.append(rijen.voeg_dossier_toe(database, moment, kenmerk, inhoud))
        rijen.voeg_gebeurtenis_toe(
            database, ids[-1], moment, "nieuw", {"kenmerk": kenmerk, "document": inhoud}
        )
    return ids


def bewaar(schrijven: Callable[[], Any], ids: list[str]) -> list[float]:
    """Save an answer in so many dossiers, on disk each time; return how long each took."""
    toeval, tijden = Random(2), []
    for nummer, dossier in enumerate(ids):
        inhoud = document(toeval, nummer)
        begin = time.perf_counter()
        with schrijven() as database:
            rijen.wijzig_document(database, dossier, BEGIN, inhoud)
            rijen.voeg_gebeurtenis_toe(database, dossier, BEGIN, "antwoord", {"pad": "a", "waarde": nummer})
        tijden.append(time.perf_counter() - begin)
    return tijden


def zoek(lezen: Callable[[], Any]) -> list[float]:
    """Search for what people type; return how long each took."""
    toeval, tijden = Random(3), []
    for nummer in range(300):
        voornaam, achternaam = toeval.choice(VOORNAMEN).lower(), toeval.choice(ACHTERNAMEN).lower()
        getypt = (
            "", voornaam, voornaam[:3], achternaam, f"{voornaam} {achternaam}", f"{achternaam}{nummer}",
            f"07-{1 + nummer % 12:02d}-19{40 + nummer % 60}", f"19{40 + nummer % 60}-03", "999990019",
            f"Z/2026/{nummer:06d}", str(nummer),
        )[nummer % 11]  # fmt: skip
        begin = time.perf_counter()
        with lezen() as database:
            rijen.zoek_regels(database, getypt, 50)
        tijden.append(time.perf_counter() - begin)
    return tijden


@contextmanager
def zonder_sleutel(pad: Path) -> Iterator[Any]:
    """Give the same library, the same settings and the same tables, without encryption."""
    from sqlcipher3 import dbapi2
    from sqlite_utils import Database

    verbinding = dbapi2.connect(str(pad), isolation_level=None)
    for regel in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        verbinding.execute(f"PRAGMA {regel}").fetchone()
    database = Database(verbinding, execute_plugins=False)
    migraties.migreer(database, paden.migraties())
    yield database
    database.close()


def werk(database: Any, pad: Path) -> dict[str, float]:
    """Do the whole of the work; return how long each part took, in milliseconds, and the size."""

    @contextmanager
    def schrijven() -> Iterator[Any]:
        database.conn.execute("BEGIN IMMEDIATE")
        yield database
        database.commit()

    @contextmanager
    def lezen() -> Iterator[Any]:
        yield database

    begin = time.perf_counter()
    with schrijven():
        ids = vul(database, AANTAL)
    vullen = time.perf_counter() - begin
    antwoorden, gezocht = bewaar(schrijven, ids[:500]), zoek(lezen)
    database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return {
        "vullen (s)": vullen,
        "antwoord bewaren, mediaan (ms)": statistics.median(antwoorden) * 1000,
        "antwoord bewaren, 95% (ms)": p95(antwoorden) * 1000,
        "zoeken, mediaan (ms)": statistics.median(gezocht) * 1000,
        "zoeken, 95% (ms)": p95(gezocht) * 1000,
        "al dit werk samen (s)": vullen + sum(antwoorden) + sum(gezocht),
        "bestand (MB)": pad.stat().st_size / 1e6,
    }


def p95(tijden: list[float]) -> float:
    return sorted(tijden)[int(len(tijden) * 0.95)]


def test_veel_dossiers_naast_een_gewone_database(tmp_path: Path) -> None:
    """Prints all; DOSSIERS=2000 is a try-out. Opening is in a process of its own, with the real costs."""
    with Dossierkast.maak(tmp_path / "kast", WACHTWOORD) as kast, kast._verbindingen.lezen() as database:
        versleuteld = werk(database, tmp_path / "kast" / BESTANDSNAAM)
        begin = time.perf_counter()
        kopie = kast.reservekopie()
        kopieren = time.perf_counter() - begin
    with zonder_sleutel(tmp_path / "gewoon.db") as database:
        gewoon = werk(database, tmp_path / "gewoon.db")
    print(f"\n{AANTAL} dossiers")
    for wat, waarde in versleuteld.items():
        print(
            f"{wat}: {waarde:.2f}, zonder versleuteling {gewoon[wat]:.2f}: {waarde / gewoon[wat]:.2f} keer"
        )
    tijden = [
        float(subprocess.run(
            [sys.executable, "-c", OPENEN, str(tmp_path / "kast"), WACHTWOORD],
            check=True, capture_output=True, encoding="utf-8",
        ).stdout)
        for _ in range(5)
    ]  # fmt: skip
    print(f"openen tot de lijst er is, met het wachtwoord: {statistics.median(tijden):.2f} s")
    print(f"reservekopie, nagelezen: {kopieren:.1f} s, {kopie.pad.stat().st_size / 1e6:.0f} MB")
    assert versleuteld["bestand (MB)"] < 2 * gewoon["bestand (MB)"]
