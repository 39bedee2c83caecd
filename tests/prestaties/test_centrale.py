"""How fast delingen go to the central server and come back, on loopback with TLS."""

from __future__ import annotations

import threading
import time

import pytest

from consulent_app.uitwisseling.centraal import delingen, dossierstand
from tests.uitwisseling.centraal.conftest import balie, beheer, centrale, gezag, laptop, proef
from tests.uitwisseling.centraal.proef import SAMEN, Schrijver, aan, nu_hlc

__all__ = ["balie", "beheer", "centrale", "gezag", "laptop", "proef"]
pytestmark = pytest.mark.prestaties
AANTAL, PLEKKEN = 10_000, 50


def test_tienduizend_delingen_van_een_kilobyte(centrale, balie, laptop) -> None:
    gestuurd = Schrijver(balie).reeks(AANTAL, 1000, SAMEN)
    with aan(balie) as lijn:
        begin = time.perf_counter()
        delingen.stuur(lijn, gestuurd, {})
        heen = time.perf_counter() - begin
        for dossier in {deling.dossier for deling in gestuurd}:
            dossierstand.zet_toestemming(lijn, dossier, True, nu_hlc())
    duren = {}
    for wie, plek in (("eigen", centrale.werkplek("gemeente")), ("ander", laptop)):
        with aan(plek) as lijn:
            begin = time.perf_counter()
            assert sum(len(portie) for portie in delingen.haal(lijn, 0, 0)) == AANTAL
            duren[wie] = time.perf_counter() - begin
    print(f"heen {heen:.2f} s, terug {duren}")
    assert max(heen, *duren.values()) < 3


def test_vijftig_werkplekken_tegelijk(centrale) -> None:
    plekken = [centrale.werkplek("gemeente") for _ in range(PLEKKEN)]
    reeksen = [Schrijver(plek).reeks(10, 1000) for plek in plekken]
    samen, duren = threading.Barrier(PLEKKEN), []

    def wissel_uit(nummer: int) -> None:
        samen.wait()
        begin = time.perf_counter()
        with aan(plekken[nummer]) as lijn:
            delingen.stuur(lijn, reeksen[nummer], {})
            list(delingen.haal(lijn, 0, 10))
        duren.append(time.perf_counter() - begin)

    draden = [threading.Thread(target=wissel_uit, args=[nummer]) for nummer in range(PLEKKEN)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len(duren) == PLEKKEN
    print(f"95e percentiel {sorted(duren)[int(PLEKKEN * 0.95) - 1]:.2f} s")
    assert sorted(duren)[int(PLEKKEN * 0.95) - 1] < 5
