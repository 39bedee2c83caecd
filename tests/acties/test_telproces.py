"""The process of the counts: the same count as without it, and an end whoever dies or stops first."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from multiprocessing import active_children
from pathlib import Path

import pytest

from consulent_app.acties.telbeeld import maak_beeld
from consulent_app.acties.telproces import Telproces
from consulent_app.acties.telwerker import Telopdracht
from consulent_app.acties.weektelling import maak_telling, maak_vorm
from consulent_app.acties.werkplek import Werkplek
from consulent_app.besluiten.inrichting import LEEG, Inrichting
from consulent_app.fouten import Geweigerd, InvoerFout, OmgevingsFout
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.opslag.waarden import Medewerker
from consulent_app.tellingen.weken import Week
from tests.prestaties.telfeiten import maak, zet_in

WACHTWOORD = "paard accu nietje"
VANDAAG = date(2026, 11, 24)
JAAR = (Week(2026, 1), Week(2026, 48))
WACHT_S = 30.0
#: Another program that counts, says in which process, and then waits for ever.
APP = """
import sys, time
from datetime import date
from multiprocessing import active_children
from pathlib import Path
from consulent_app.acties.telproces import Telproces
from consulent_app.acties.telwerker import Telopdracht
from consulent_app.acties.werkplek import Werkplek
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.tellingen.weken import Week
if __name__ == "__main__":
    map_ = Path(sys.argv[1])
    with Dossierkast.open(map_, "Sanne", sys.argv[2]) as kast:
        weken = (Week(2026, 1), Week(2026, 48))
        opdracht = Telopdracht(weken, date(2026, 11, 24), {})
        Telproces().tel(Werkplek(kast, kast.medewerker), opdracht, lambda *_: None)
        print(active_children()[0].pid, flush=True)
        time.sleep(600)
"""


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store with the facts of a year."""
    map_ = tmp_path_factory.mktemp("telproces") / "kast"
    with Dossierkast.maak(map_, "Sanne", WACHTWOORD, argon2=Argon2(1, 8, 1)) as kast:
        zet_in(kast, maak(1_500))
    return map_


@pytest.fixture
def werkplek(map_: Path) -> Iterator[Werkplek]:
    with Dossierkast.open(map_, "Sanne", WACHTWOORD) as kast:
        yield Werkplek(kast, kast.medewerker)


@pytest.fixture
def proces() -> Iterator[Telproces]:
    """A process of the counts, of which nothing is left after the test."""
    proces = Telproces()
    yield proces
    proces.sluit()
    assert active_children() == []


def opdracht(weken: tuple[Week, Week] = JAAR, eigen: Inrichting = LEEG) -> Telopdracht:
    return Telopdracht(weken, VANDAAG, {"oefenstad": eigen})


def nergens(_: float, __: str) -> None:
    """Tell nobody how far it is."""


def pid() -> int:
    [kind] = active_children()
    assert kind.pid
    return kind.pid


def wacht(klaar: Callable[[], bool]) -> None:
    einde = time.monotonic() + WACHT_S
    while not klaar():
        assert time.monotonic() < einde, "dit komt niet meer"
        time.sleep(0.01)


def leeft(nummer: int) -> bool:
    """Say whether a process runs; one that ended and whose end nobody asked for does not."""
    stand = Path(f"/proc/{nummer}/stat")
    return stand.exists() and stand.read_text(encoding="utf-8").rpartition(") ")[2][0] != "Z"


def test_het_telt_als_zonder_eigen_proces(map_: Path, werkplek: Werkplek, proces: Telproces) -> None:
    stappen: list[str] = []
    beeld = proces.tel(werkplek, opdracht(), lambda _, wat: stappen.append(wat))
    verslag = maak_telling(werkplek, *JAAR, VANDAAG, lambda _: None)
    assert beeld == maak_beeld(verslag)
    assert proces.maak(".csv") == maak_vorm(verslag, ".csv")
    assert stappen == [
        "De feiten worden gelezen", "De oordelen worden geteld", "De tabellen worden klaargezet",
    ]  # fmt: skip


def test_het_blijft_voor_de_volgende_vraag_ook_na_een_fout(
    map_: Path, werkplek: Werkplek, proces: Telproces
) -> None:
    with pytest.raises(InvoerFout, match="Er is niets geteld"):
        proces.tel(werkplek, opdracht((Week(2019, 1), Week(2019, 4))), nergens)
    eerste = pid()
    beeld = proces.tel(werkplek, opdracht((Week(2026, 40), Week(2026, 47))), nergens)
    assert beeld.weken == (Week(2026, 40), Week(2026, 47))
    assert pid() == eerste


def test_de_eigen_instellingen_gelden(werkplek: Werkplek, proces: Telproces) -> None:
    per_kind = opdracht(eigen=Inrichting({"tellen.toekenning_per": "kind"}))
    assert "Alleen toekenningen aan kinderen" in proces.tel(werkplek, per_kind, nergens).over


def test_wie_niet_mag_tellen_krijgt_niets(map_: Path, werkplek: Werkplek, proces: Telproces) -> None:
    beheer = Werkplek(werkplek._kast, Medewerker("Beheer", "beheerder"))
    with pytest.raises(Geweigerd):
        proces.tel(beheer, opdracht(), nergens)


def test_gestorven_tijdens_het_tellen_is_een_zin_en_de_volgende_keer_telt_het(
    map_: Path, werkplek: Werkplek, proces: Telproces
) -> None:
    proces.tel(werkplek, opdracht(), nergens)

    def sterf(_: float, wat: str) -> None:
        if wat == "De oordelen worden geteld":
            os.kill(pid(), signal.SIGKILL)

    with pytest.raises(OmgevingsFout, match=r"Het tellen is afgebroken.*kies Toon"):
        proces.tel(werkplek, opdracht(), sterf)
    with pytest.raises(OmgevingsFout, match="Het tellen is afgebroken"):
        proces.maak(".pdf")
    assert proces.tel(werkplek, opdracht(), nergens).weken == JAAR


def test_gestorven_zonder_werk_begint_het_vanzelf_weer(
    map_: Path, werkplek: Werkplek, proces: Telproces
) -> None:
    proces.tel(werkplek, opdracht(), nergens)
    eerste = pid()
    os.kill(eerste, signal.SIGKILL)
    # All of it: a dead process holds on to its end of the line until its last thread is gone.
    wacht(lambda: not multiprocessing.active_children())
    assert proces.tel(werkplek, opdracht(), nergens).weken == JAAR


def test_afbreken_werkt_ook_als_het_proces_niet_meer_luistert(
    map_: Path, werkplek: Werkplek, proces: Telproces
) -> None:
    proces.tel(werkplek, opdracht(), nergens)
    os.kill(pid(), signal.SIGSTOP)
    afbreken = threading.Timer(0.2, proces.breek_af)
    afbreken.start()
    with pytest.raises(OmgevingsFout):
        proces.tel(werkplek, opdracht(), nergens)
    afbreken.join()
    with pytest.raises(OmgevingsFout):
        proces.tel(werkplek, opdracht(), nergens)
    assert active_children() == []


def test_het_eindigt_met_een_app_die_zelf_gedood_wordt(map_: Path) -> None:
    omgeving = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    bestand = map_.parent / "app.py"
    bestand.write_text(APP, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(bestand), str(map_), WACHTWOORD],
        stdout=subprocess.PIPE, encoding="utf-8", env=omgeving,
    ) as app:  # fmt: skip
        assert app.stdout is not None
        teller = int(app.stdout.readline())
        assert leeft(teller)
        app.kill()
    wacht(lambda: not leeft(teller))
