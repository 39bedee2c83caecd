"""Whole exchanges, with stores: many dossiers at once, a narrow line, and everybody at nine o'clock."""

from __future__ import annotations

import copy
import os
import statistics
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties.synchroniseren import Verslag, Voortgang, wissel_uit
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.uitwisseling.centraal.lijn import open_lijn
from consulent_app.uitwisseling.centraal.verbinding import Server
from tests.acties.centrale import laat_allen_toe, nieuwe_centrale, nieuwe_kast
from tests.postgres import Proefserver, proefserver
from tests.prestaties.test_opslag import VOORBEELD
from tests.uitwisseling.storm.tussenlijn import tussenlijn

pytestmark = pytest.mark.prestaties
AANTAL = int(os.environ.get("DOSSIERS", "10000"))
GEWIJZIGD = 1000
BEDRAGEN = (
    "spaargeld", "servicekosten", "kale_huur", "overige_bezittingen", "waarde_auto", "schulden",
    "overwaarde_woning", "belastingaanslag", "zorgpremie", "hypotheekrente", "ontvangen_zorgtoeslag",
    "ontvangen_huurtoeslag", "ontvangen_kindgebonden_budget", "bijzondere_uitgaven",
    "kosten_kinderopvang", "kosten_instelling", "niet_meetellend_inkomen", "schulden_met_voorrang",
    "pandrecht_auto",
)  # fmt: skip
BYTES_PER_SECONDE = 2_000_000 / 8
VERTRAGING = 0.1
WERKPLEKKEN = 50


@pytest.fixture(scope="module")
def proef() -> Iterator[Proefserver]:
    with proefserver() as proef:
        yield proef


@pytest.fixture
def beheer(proef: Proefserver) -> Server:
    return nieuwe_centrale(proef)


def vul(kast: Dossierkast, aantal: int) -> list[str]:
    """Begin so many dossiers."""
    ids = []
    for eerste in range(0, aantal, 500):
        with kast.samen():
            ids += [kast.nieuw(VOORBEELD).id for _ in range(eerste, min(eerste + 500, aantal))]
    return ids


def wijzig(kast: Dossierkast, ids: list[str], veld: str = "spaargeld") -> None:
    """Change one answer in each."""
    with kast.samen():
        for nummer, id_ in enumerate(ids):
            document: dict[str, Any] = copy.deepcopy(kast.haal(id_).document)
            document.setdefault("huishouden", {})[veld] = f"{nummer}.17"
            kast.bewaar_antwoord(id_, f"huishouden.{veld}", f"{nummer}.17", document)


def wissel(kast: Dossierkast, poort: int | None = None) -> tuple[Verslag, dict[str, float]]:
    """Exchange once, and return how long each part took."""
    centrale = kast.delen.centrale
    assert centrale is not None
    server = Server(**centrale.server)
    server = server if poort is None else replace(server, host="127.0.0.1", poort=poort)
    duur: dict[str, float] = {}
    laatst, wat = time.perf_counter(), "verbinding maken"

    def meld(voortgang: Voortgang) -> None:
        nonlocal laatst, wat
        nu = time.perf_counter()
        duur[wat] = duur.get(wat, 0.0) + nu - laatst
        laatst, wat = nu, voortgang.wat

    with open_lijn(server) as lijn:
        verslag = wissel_uit(kast, lijn, meld=meld)
    meld(Voortgang("klaar"))
    return verslag, duur


def als_tekst(duur: dict[str, float]) -> str:
    return f"{sum(duur.values()):.1f} s ({', '.join(f'{wat} {s:.1f}' for wat, s in duur.items())})"


def test_tienduizend_met_kasten(tmp_path: Path, beheer: Server) -> None:
    """Everything: comparing, encrypting, sending; fetching, decrypting, putting into the dossiers."""
    een = nieuwe_kast(tmp_path / "een", beheer, "Sanne")
    twee = nieuwe_kast(tmp_path / "twee", beheer, "Tineke")
    with een, twee:
        laat_allen_toe(een, twee)
        ids = vul(een, AANTAL)
        verslag, duur = wissel(een)
        print(f"\n{AANTAL} nieuwe dossiers sturen: {als_tekst(duur)}")
        assert verslag.gestuurd == AANTAL
        verslag, duur = wissel(twee)
        print(f"{AANTAL} nieuwe dossiers halen: {als_tekst(duur)}")
        assert len(verslag.bijgewerkt) == AANTAL
        wijzig(een, ids)
        verslag, duur = wissel(een)
        print(f"{AANTAL} wijzigingen sturen: {als_tekst(duur)}")
        verslag, duur = wissel(twee)
        print(f"{AANTAL} wijzigingen halen: {als_tekst(duur)}")
        assert len(verslag.bijgewerkt) == AANTAL


def test_tienduizend_antwoorden(tmp_path: Path, beheer: Server) -> None:
    """As many answers, each an event, as 264 intakes of 38 questions bring."""
    een = nieuwe_kast(tmp_path / "een", beheer, "Sanne")
    twee = nieuwe_kast(tmp_path / "twee", beheer, "Tineke")
    with een, twee:
        laat_allen_toe(een, twee)
        ids = [een.nieuw({**VOORBEELD, "huishouden": {}}).id for _ in range(264)]
        for kast in (een, twee):
            wissel(kast)
        # A question that is asked a second time is an answer as well.
        for veld in (*BEDRAGEN, *BEDRAGEN):
            wijzig(een, ids, veld)
        with een._verbindingen.lezen() as database:
            vraag = "SELECT count(*) FROM gebeurtenis WHERE soort = 'antwoord'"
            (aantal,) = database.execute(vraag).fetchone()
        for kast, wat in ((een, "sturen"), (twee, "halen")):
            print(f"\n{aantal} antwoorden {wat}: {als_tekst(wissel(kast)[1])}")
        assert twee.haal(ids[0]).document == een.haal(ids[0]).document


def test_smalle_lijn(tmp_path: Path, proef: Proefserver, beheer: Server) -> None:
    laptop = nieuwe_kast(tmp_path / "laptop", beheer, "Sanne")
    balie = nieuwe_kast(tmp_path / "balie", beheer, "Tineke")
    with laptop, balie:
        laat_allen_toe(laptop, balie)
        ids = vul(laptop, GEWIJZIGD)
        wissel(laptop)
        wissel(balie)
        wijzig(laptop, ids)
        wijzig(balie, ids[:100], "kale_huur")
        wissel(balie)
        pad = proef.map_ / f".s.PGSQL.{proef.poort}"
        with tussenlijn(pad, vertraging=VERTRAGING, bytes_per_seconde=BYTES_PER_SECONDE) as lijn:
            verslag, duur = wissel(laptop, lijn.poort)
            print(
                f"\nlaptop met {GEWIJZIGD} wijzigingen over 2 Mbit/s met {VERTRAGING * 1000:.0f} ms "
                f"enkele reis: {als_tekst(duur)}, {lijn.overgebracht / 1e6:.1f} MB"
            )
        assert (verslag.gestuurd, len(verslag.bijgewerkt)) == (GEWIJZIGD, 100)
        assert sum(duur.values()) < 30


def test_allen_tegelijk(tmp_path: Path, beheer: Server) -> None:
    """What the others wrote is put into the dossiers afterwards: here fifty would share one processor."""
    kasten = [nieuwe_kast(tmp_path / str(nr), beheer, f"Werkplek{nr}") for nr in range(WERKPLEKKEN)]
    laat_allen_toe(*kasten)
    for kast in kasten:
        vul(kast, 1)
    duren: list[float] = []
    fouten: list[Exception] = []
    samen = threading.Barrier(WERKPLEKKEN)

    def een_keer(kast: Dossierkast) -> None:
        samen.wait()
        try:
            duur = wissel(kast)[1]
            duren.append(sum(duur.values()) - duur.get("dossiers bijwerken", 0.0))
        except Exception as fout:  # noqa: BLE001 - of none of them anything may go wrong
            fouten.append(fout)

    draden = [threading.Thread(target=een_keer, args=[kast]) for kast in kasten]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    for kast in kasten:
        kast.sluit()
    assert fouten == []
    p95 = statistics.quantiles(duren, n=20)[-1]
    print(f"\n{WERKPLEKKEN} werkplekken tegelijk: mediaan {statistics.median(duren):.2f}, p95 {p95:.2f} s")
    assert p95 < 5
