"""Finding one dossier among very many: the same answer, and fast."""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from consulent_app.opslag import rijen, zoeken
from consulent_app.opslag.dossierkast import Dossierkast

VOORNAMEN = ("Ria", "Jan", "Fatima", "Mehmet", "Anna", "Samira", "Piet", "Lenie")
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
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def _vul(kast: Dossierkast, aantal: int) -> None:
    toeval = Random(1)
    with kast._verbindingen.schrijven() as database:
        for nummer in range(1, aantal + 1):
            persoon = {
                "id": "p1", "rol": "aanvrager", "voornaam": toeval.choice(VOORNAMEN),
                "achternaam": f"{toeval.choice(ACHTERNAMEN)}{nummer % 997}",
                "geboortedatum": f"{toeval.randrange(1940, 2005)}-{toeval.randrange(1, 13):02d}-07",
            }  # fmt: skip
            document = {"pakket": "oefenstad", "personen": [persoon]}
            moment = BEGIN + timedelta(minutes=toeval.randrange(400_000))
            rijen.voeg_dossier_toe(database, moment, f"Z/2026/{nummer:06d}", document)


@pytest.mark.parametrize("naam", ["jan", "ria", "jansen", "samira el"])
def test_een_naam_die_veel_voorkomt_geeft_dezelfde_dossiers(
    kast: Dossierkast, naam: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _vul(kast, 300)
    uitkomsten = []
    for veel in (1, 10_000):
        monkeypatch.setattr(zoeken, "VEEL", veel)
        uitkomsten.append([regel.kenmerk for regel in kast.zoek(naam, 20)])
    assert uitkomsten[0] == uitkomsten[1]
    assert uitkomsten[0]


@pytest.mark.prestaties
def test_zoeken_in_honderdduizend_dossiers(kast: Dossierkast) -> None:
    """Prints the median of fifteen searches, for what people type."""
    _vul(kast, 100_000)
    for tekst in ("", "jan", "ria de vries12", "1985-03", "14-07-1991", "Z/2026/054321", "samira el amr"):
        tijden = []
        for _ in range(15):
            begin = time.perf_counter()
            kast.zoek(tekst)
            tijden.append(time.perf_counter() - begin)
        print(f"\n{tekst!r}: {statistics.median(tijden) * 1000:.1f} ms", end="")
