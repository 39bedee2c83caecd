"""Nothing about a person stands plainly on the disk, in a file name, in a log or in an error."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties.werkplek import Werkplek
from consulent_app.fouten import ConsulentFout
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.waarden import Medewerker

NAAM, BSN = "Quetzalina", "999990019"


def vol(kast: Dossierkast, document: dict[str, Any]) -> str:
    document["personen"][1] |= {"voornaam": NAAM, "bsn": BSN}
    dossier = kast.nieuw(document)
    for nummer in range(30):
        kast.bewaar_antwoord(dossier.id, "personen.p1.voornaam", f"{NAAM} {nummer}", document)
    pdf = f"{NAAM} {BSN}".encode() * 100
    kast.bewaar_stuk(dossier.id, "brief", f"{NAAM}.pdf", pdf, {"naam": NAAM}, date(2026, 11, 18))
    Werkplek(kast, Medewerker(NAAM, "consulent")).zoek(f"{NAAM} {BSN}")
    return dossier.id


def te_lezen(map_: Path, wachtwoord: str) -> list[str]:
    """Return the files in which something secret can be read, or that are named after it."""
    geheimen = [NAAM.encode(), BSN.encode(), b"amrani", wachtwoord.encode(), b"SQLite format"]
    bestanden = [p for p in map_.rglob("*") if p.is_file()]
    assert len(bestanden) >= 3
    return [
        p.name
        for p in bestanden
        for geheim in geheimen
        if geheim.lower() in (p.name.encode() + p.read_bytes()).lower()
    ]


def test_niets_leesbaars_terwijl_de_kast_open_is(
    kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str
) -> None:
    vol(kast, document)
    assert (map_ / "consulent.db-wal").stat().st_size > 0
    assert te_lezen(map_, wachtwoord) == []


def test_niets_leesbaars_na_sluiten(
    kast: Dossierkast, document: dict[str, Any], map_: Path, wachtwoord: str
) -> None:
    vol(kast, document)
    kast.sluit()
    assert te_lezen(map_, wachtwoord) == []
    assert sorted(p.name for p in map_.iterdir()) == [
        "consulent.db",
        "consulent.grendel",
        "logboek.kop",
        "pogingen.json",
        "sleutelbos.json",
    ]


def test_niets_in_logs_op_het_scherm_of_in_een_fout(
    kast: Dossierkast,
    document: dict[str, Any],
    map_: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    vol(kast, document)
    kast.sluit()
    with pytest.raises(ConsulentFout) as fout:
        Dossierkast.open(map_, "Sanne", f"{NAAM} {BSN}")
    assert caplog.records == []
    assert tuple(capfd.readouterr()) == ("", "")
    assert NAAM not in str(fout.value)
