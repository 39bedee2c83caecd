"""Finding one dossier among very many: the same answer, and fast."""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random

import pytest

from consulent_app.besluiten.delen import GEMEENTE, MET, ORGANISATIES
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
    """Fill a store in which the gemeente and MET both work; one in seven residents said yes to sharing."""
    toeval = Random(1)
    with kast._verbindingen.schrijven() as database:
        for nummer in range(1, aantal + 1):
            persoon = {
                "id": "p1", "rol": "aanvrager", "voornaam": toeval.choice(VOORNAMEN),
                "achternaam": f"{toeval.choice(ACHTERNAMEN)}{nummer % 997}",
                "geboortedatum": f"{toeval.randrange(1940, 2005)}-{toeval.randrange(1, 13):02d}-07",
            }  # fmt: skip
            gesprek = {"toestemming_delen": nummer % 7 == 0}
            document = {"pakket": "oefenstad", "personen": [persoon], "gesprek": gesprek}
            wie = MET if nummer % 3 == 0 else GEMEENTE
            moment = BEGIN + timedelta(minutes=toeval.randrange(400_000))
            rijen.voeg_dossier_toe(database, moment, f"Z/2026/{nummer:06d}", document, wie)


@pytest.mark.parametrize("voor", ORGANISATIES)
@pytest.mark.parametrize("naam", ["jan", "ria", "jansen", "samira el"])
def test_een_naam_die_veel_voorkomt_geeft_dezelfde_dossiers(
    kast: Dossierkast, naam: str, voor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _vul(kast, 300)
    uitkomsten = []
    for veel in (1, 10_000):
        monkeypatch.setattr(zoeken, "VEEL", veel)
        uitkomsten.append([regel.kenmerk for regel in kast.zoek(naam, 20, voor)])
    assert uitkomsten[0] == uitkomsten[1]
    assert uitkomsten[0]
    for kenmerk in uitkomsten[0]:
        nummer = int(kenmerk[-6:])
        assert nummer % 7 == 0 or (nummer % 3 == 0) is (voor == MET)


@pytest.mark.prestaties
def test_zoeken_in_honderdduizend_dossiers(kast: Dossierkast) -> None:
    """Prints the median of fifteen searches, for what people type, by either organisation."""
    _vul(kast, 100_000)
    teksten = ("", "jan", "ria de vries12", "1985-03", "14-07-1991", "Z/2026/054321", "samira el amr")
    for voor, tekst in product(ORGANISATIES, teksten):
        tijden = []
        for _ in range(15):
            begin = time.perf_counter()
            kast.zoek(tekst, voor=voor)
            tijden.append(time.perf_counter() - begin)
        print(f"\n{voor}, {tekst!r}: {statistics.median(tijden) * 1000:.1f} ms", end="")
