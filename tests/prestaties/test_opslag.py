"""Very many dossiers: opening, searching, saving, and what encryption costs beside the same without."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from consulent_app import paden
from consulent_app.besluiten.delen import GEMEENTE
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
with Dossierkast.open(Path(sys.argv[1]), "Sanne", sys.argv[2]) as kast:
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


def vul(databases: list[Any], aantal: int) -> list[float]:
    """Put so many dossiers in each, in turns of a thousand; return how long each took."""
    duur = [0.0] * len(databases)
    for eerste in range(1, aantal + 1, 1000):
        for plek, database in enumerate(databases):
            begin = time.perf_counter()
            with transactie(database):
                for nummer in range(eerste, min(eerste + 1000, aantal + 1)):
                    nieuw(database, nummer)
            duur[plek] += time.perf_counter() - begin
    return duur


def nieuw(database: Any, nummer: int) -> None:
    toeval = Random(nummer)
    inhoud, moment = document(toeval, nummer), BEGIN + timedelta(minutes=toeval.randrange(400_000))
    kenmerk = f"Z/2026/{nummer:06d}"
    dossier = rijen.voeg_dossier_toe(database, moment, kenmerk, inhoud)
    rijen.voeg_gebeurtenis_toe(database, dossier, moment, "nieuw", {"kenmerk": kenmerk, "document": inhoud})


@contextmanager
def transactie(database: Any) -> Iterator[None]:
    database.conn.execute("BEGIN IMMEDIATE")
    yield
    database.commit()


def bewaar(database: Any) -> list[float]:
    """Save an answer in five hundred dossiers, on disk each time; return how long each took."""
    toeval, tijden = Random(2), []
    ids = [
        rij[0] for rij in database.execute("SELECT id FROM dossier ORDER BY kenmerk LIMIT 500").fetchall()
    ]
    for nummer, dossier in enumerate(ids):
        inhoud = document(toeval, nummer)
        begin = time.perf_counter()
        with transactie(database):
            rijen.wijzig_document(database, dossier, BEGIN, inhoud)
            rijen.voeg_gebeurtenis_toe(database, dossier, BEGIN, "antwoord", {"pad": "a", "waarde": nummer})
        tijden.append(time.perf_counter() - begin)
    return tijden


def zoek(database: Any) -> list[float]:
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
        rijen.zoek_regels(database, getypt, 50, GEMEENTE)
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


def werk(database: Any, pad: Path, vullen: float) -> dict[str, float]:
    """Do the rest of the work; return how long each part took, and the size."""
    antwoorden, gezocht = bewaar(database), zoek(database)
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
    with Dossierkast.maak(tmp_path / "kast", "Sanne", WACHTWOORD) as kast:
        with kast._verbindingen.lezen() as dicht, zonder_sleutel(tmp_path / "gewoon.db") as open_:
            duur = vul([dicht, open_], AANTAL)
            versleuteld = werk(dicht, tmp_path / "kast" / BESTANDSNAAM, duur[0])
            gewoon = werk(open_, tmp_path / "gewoon.db", duur[1])
        begin = time.perf_counter()
        kopie = kast.reservekopie()
        kopieren = time.perf_counter() - begin
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
