"""The key of the other organisation counts when somebody compared its number; real server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import psycopg
import pytest

from consulent_app.acties.deelplek import Deelplek
from consulent_app.delen.controlegetal import controlegetal
from consulent_app.fouten import InvoerFout
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import nieuwe_sleutel, publiek_bij
from consulent_app.opslag.waarden import Medewerker
from consulent_app.uitwisseling.centraal.verbinding import Server
from tests.acties.centrale import laat_allen_toe, nieuwe_centrale, nieuwe_kast, wissel
from tests.acties.test_synchroniseren import allen, document
from tests.postgres import Proefserver, proefserver

Kasten = tuple[Dossierkast, Dossierkast, Dossierkast]


@pytest.fixture(scope="module")
def proef() -> Iterator[Proefserver]:
    with proefserver() as proef:
        yield proef


@pytest.fixture
def beheer(proef: Proefserver) -> Server:
    return nieuwe_centrale(proef)


@pytest.fixture
def kasten(tmp_path: Path, beheer: Server) -> Iterator[Kasten]:
    """Two desks of the gemeente and a laptop of MET, all in; nobody compared a number yet."""
    een, twee = (nieuwe_kast(tmp_path / naam, beheer, naam) for naam in ("Sanne", "Tineke"))
    met_ = nieuwe_kast(tmp_path / "Murat", beheer, "Murat", "met")
    laat_allen_toe(een, twee)
    wissel(met_)
    yield een, twee, met_
    for kast in (een, twee, met_):
        kast.sluit()


def plek(kast: Dossierkast) -> Deelplek:
    return Deelplek(kast, Medewerker(kast.medewerker.naam, "consulent"))


def als_eigenaar(beheer: Server, opdracht: str, *waarden: object) -> None:
    """Do what only who keeps the server can."""
    with psycopg.connect(**_toegang(beheer), autocommit=True) as verbinding:
        verbinding.execute(opdracht, waarden)


def _toegang(beheer: Server) -> dict[str, object]:
    server = asdict(beheer)
    return {
        "host": server["host"], "port": server["poort"], "dbname": server["database"],
        "user": server["loginrol"],
    }  # fmt: skip


def test_voor_iemand_vergeleek_gaat_er_niets_heen(kasten: Kasten) -> None:
    een, twee, met_ = kasten
    id_ = een.nieuw(document(mag=True)).id
    andersom = met_.nieuw(document(mag=True), "met").id
    allen(een, met_, twee)
    (zin,) = wissel(een).te_bevestigen
    assert "Met MET wordt nog niets uitgewisseld" in zin
    assert met_.zoek("", voor="met") != een.zoek("")
    assert [regel.id for regel in een.zoek("")] == [id_]
    assert plek(een).te_bevestigen() == {"met": plek(met_).controlegetal_organisatie()}
    plek(een).bevestig("met")
    plek(met_).bevestig("gemeente")
    assert wissel(een).te_bevestigen == []
    allen(met_, twee, een)
    for kast in kasten:
        for dossier_id in (id_, andersom):
            assert kast.haal(dossier_id).document == een.haal(dossier_id).document
    with pytest.raises(InvoerFout, match="geen nieuw controlegetal"):
        plek(een).bevestig("met")


def test_een_collega_hoort_het_vanzelf(kasten: Kasten) -> None:
    een, twee, _ = kasten
    allen(een, twee)
    plek(een).bevestig("met")
    allen(een, twee)
    assert twee.delen.gehoord() == {}
    assert twee.delen.sleutels()["met"] == een.delen.sleutels()["met"]


def test_een_sleutel_van_wie_de_server_beheert_telt_niet(kasten: Kasten, beheer: Server) -> None:
    een, twee, _ = kasten
    allen(een, twee)
    plek(een).bevestig("met")
    wissel(een)
    vals = publiek_bij(nieuwe_sleutel())
    als_eigenaar(beheer, "UPDATE app.organisatie SET publiek = %s WHERE naam = 'met'", vals)
    id_ = twee.nieuw(document(mag=True)).id
    # Whoever compared one keeps that, and says that the server gives another.
    assert ["sleutel van met" in wat for wat in wissel(een).afwijkingen] == [True]
    verslag = wissel(twee)
    assert len(verslag.te_bevestigen) == 1
    assert plek(twee).te_bevestigen() == {"met": controlegetal(vals)}
    assert "met" not in twee.delen.sleutels()
    (deling,) = [deling for deling in twee.delen.sinds({}) if deling.dossier == id_]
    assert set(deling.zegels) == {"gemeente"}
    als_eigenaar(beheer, "UPDATE app.bevestigd SET bewijs = sha256('vals')")
    wissel(twee)
    assert "met" not in twee.delen.sleutels()
