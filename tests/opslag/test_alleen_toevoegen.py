"""Events and printed documents stay as they were written, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from consulent_app.opslag.dossierkast import Dossierkast


@pytest.fixture
def gevuld(kast: Dossierkast, document: dict[str, Any]) -> Dossierkast:
    dossier = kast.nieuw(document)
    kast.bewaar_stuk(dossier.id, "brief", "brief.pdf", b"%PDF", {}, date(2026, 11, 18))
    return kast


@pytest.mark.parametrize("tabel", ["gebeurtenis", "stuk"])
@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE {} SET soort = 'anders'",
        "DELETE FROM {}",
        "DELETE FROM {} WHERE nr = 1",
        "INSERT OR REPLACE INTO {0} SELECT * FROM {0}",
        "UPDATE OR REPLACE {} SET nr = nr + 1",
    ],
)
def test_wijzigen_en_verwijderen_worden_geweigerd(
    gevuld: Dossierkast, ruw: Callable[[], Any], tabel: str, opdracht: str
) -> None:
    from sqlcipher3 import dbapi2

    database = ruw()
    voor = list(database.query(f"SELECT * FROM {tabel}"))
    with pytest.raises(dbapi2.IntegrityError, match="alleen toevoegen"):
        database.execute(opdracht.format(tabel))
    assert list(database.query(f"SELECT * FROM {tabel}")) == voor


def test_een_dossier_met_gebeurtenissen_verdwijnt_niet(gevuld: Dossierkast, ruw: Callable[[], Any]) -> None:
    from sqlcipher3 import dbapi2

    with pytest.raises(dbapi2.IntegrityError, match="FOREIGN KEY"):
        ruw().execute("DELETE FROM dossier")
