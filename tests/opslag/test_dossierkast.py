"""What is put in comes out, in the order in which it happened, and the numbers count on."""

from __future__ import annotations

import statistics
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consulent_app import paden
from consulent_app.acties.werkplek import Werkplek
from consulent_app.fouten import InvoerFout, OmgevingsFout
from consulent_app.opslag.dossierkast import Dossierkast, bestaat
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.opslag.waarden import Medewerker

Document = dict[str, Any]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    # Also the halves of emoji that a screen can leave behind, which UTF-8 does not know.
    | st.text(st.characters(exclude_categories=[])),
    lambda deel: st.lists(deel, max_size=3) | st.dictionaries(st.text(), deel, max_size=3),
    max_leaves=8,
)  # fmt: skip


class Klok:
    """A clock that the test turns."""

    def __init__(self, jaar: int, maand: int, dag: int) -> None:
        self.nu = datetime(jaar, maand, dag, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.nu


def test_een_dossier_komt_terug_zoals_het_erin_ging(kast: Dossierkast, document: Document) -> None:
    dossier = kast.nieuw(document)
    assert kast.haal(dossier.id) == dossier
    assert dossier.document == document
    assert dossier.status == "intake"
    assert dossier.aangemaakt == dossier.gewijzigd
    assert dossier.aangemaakt.utcoffset() == timedelta(0)
    assert uuid.UUID(dossier.id).version == 7


def test_na_heropenen_is_alles_er_nog(
    kast: Dossierkast, map_: Path, wachtwoord: str, document: Document
) -> None:
    dossier = kast.nieuw(document)
    document["huishouden"]["spaargeld"] = "150.00"
    kast.bewaar_antwoord(dossier.id, "huishouden.spaargeld", "150.00", document)
    kast.sluit()
    with Dossierkast.open(map_, "Sanne", wachtwoord) as opnieuw:
        assert opnieuw.haal(dossier.id).document == document
        assert opnieuw.laatste_open() == dossier.id


def test_kenmerken_tellen_door_en_beginnen_elk_jaar_opnieuw(
    map_: Path, wachtwoord: str, goedkoop: Argon2, document: Document
) -> None:
    klok = Klok(2026, 12, 30)
    with Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop, klok=klok) as kast:
        oud = [kast.nieuw(document).kenmerk for _ in range(2)]
        klok.nu += timedelta(days=3)
        nieuw = [kast.nieuw(document).kenmerk]
        klok.nu -= timedelta(days=3)
        laat = [kast.nieuw(document).kenmerk]
    assert oud + nieuw + laat == [
        "Z/2026/000001",
        "Z/2026/000002",
        "Z/2027/000001",
        "Z/2026/000003",
    ]


def test_gebeurtenissen_staan_op_volgorde_ook_als_de_klok_teruggaat(
    map_: Path, wachtwoord: str, goedkoop: Argon2, document: Document
) -> None:
    klok = Klok(2026, 11, 18)
    with Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop, klok=klok) as kast:
        dossier = kast.nieuw(document)
        for nummer in range(5):
            klok.nu -= timedelta(hours=1)
            kast.bewaar_antwoord(dossier.id, f"kosten.{nummer}", nummer, document)
        kast.zet_status(dossier.id, "besloten")
        gebeurd = kast.gebeurtenissen(dossier.id)
    assert [g.soort for g in gebeurd] == ["nieuw", *["antwoord"] * 5, "status"]
    assert [g.inhoud["waarde"] for g in gebeurd[1:6]] == [0, 1, 2, 3, 4]
    assert gebeurd[0].inhoud == {"kenmerk": dossier.kenmerk, "document": document}
    assert gebeurd[3].inhoud == {"pad": "kosten.2", "waarde": 2}
    assert gebeurd[3].tijdstip == datetime(2026, 11, 18, 9, tzinfo=UTC)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(extra=JSON)
def test_elk_document_komt_gelijk_terug(kast: Dossierkast, document: Document, extra: Any) -> None:
    vol = document | {"gesprek": extra}
    dossier = kast.nieuw(vol)
    kast.bewaar_antwoord(dossier.id, "gesprek", extra, vol)
    assert kast.haal(dossier.id).document == vol
    assert kast.gebeurtenissen(dossier.id)[-1].inhoud["waarde"] == extra


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(naam=st.text(st.characters(exclude_categories=[])))
def test_elke_naam_kan_worden_bewaard_en_gezocht(kast: Dossierkast, document: Document, naam: str) -> None:
    document["personen"][0]["achternaam"] = naam
    kast.nieuw(document)
    kast.zoek(naam)


def test_een_leeg_begin_mag(kast: Dossierkast) -> None:
    dossier = kast.nieuw({"schema": "intake/1", "personen": [{"id": "p1", "rol": "aanvrager"}]})
    assert kast.nieuw({}).document == {}
    [_, regel] = kast.zoek("")
    assert (regel.id, regel.naam, regel.geboortedatum) == (dossier.id, "", None)


def test_een_document_dat_geen_json_is_verandert_niets(kast: Dossierkast, document: Document) -> None:
    dossier = kast.nieuw(document)
    with pytest.raises(ValueError, match="JSON"):
        kast.bewaar_antwoord(dossier.id, "pad", 1, {"getal": float("nan")})
    assert kast.haal(dossier.id) == dossier
    assert len(kast.gebeurtenissen(dossier.id)) == 1


@pytest.mark.parametrize(
    "doe",
    [
        lambda kast: kast.haal("weg"),
        lambda kast: kast.bewaar_antwoord("weg", "pad", 1, {}),
        lambda kast: kast.zet_status("weg", "besloten"),
        lambda kast: kast.bewaar_stuk("weg", "brief", "a.pdf", b"", {}, date(2026, 11, 18)),
    ],
)
def test_een_onbekend_dossier_is_een_zin(kast: Dossierkast, doe: Callable[[Dossierkast], object]) -> None:
    with pytest.raises(InvoerFout, match="Dit dossier is er niet meer"):
        doe(kast)


def test_een_verkeerde_status_is_onze_fout(kast: Dossierkast, document: Document) -> None:
    with pytest.raises(ValueError, match="weg"):
        kast.zet_status(kast.nieuw(document).id, "weg")


def test_stukken_bewaren_de_pdf_en_waarom(kast: Dossierkast, document: Document) -> None:
    dossier = kast.nieuw(document)
    dag = date(2026, 11, 18)
    pdf = bytes(range(256)) * 500
    kast.bewaar_stuk(dossier.id, "beschikking", "beschikking.pdf", pdf, {"recht": [True]}, dag)
    kast.bewaar_stuk(dossier.id, "overzicht", "overzicht.pdf", b"%PDF", {}, dag)
    eerste, tweede = kast.stukken(dossier.id)
    assert (eerste.pdf, eerste.uitkomst, eerste.datum) == (pdf, {"recht": [True]}, dag)
    assert (eerste.soort, eerste.bestandsnaam) == ("beschikking", "beschikking.pdf")
    assert eerste.kenmerk == f"{dossier.kenmerk}-1"
    assert tweede.kenmerk == f"{dossier.kenmerk}-2"
    assert eerste.dossier_id == dossier.id
    gebeurtenis = kast.gebeurtenissen(dossier.id)[1]
    assert (gebeurtenis.soort, gebeurtenis.inhoud["id"]) == ("stuk", eerste.id)
    assert kast.haal(dossier.id).gewijzigd == tweede.vastgelegd


def test_laatste_open_volgt_het_werk(kast: Dossierkast, document: Document) -> None:
    assert kast.laatste_open() is None
    eerste, tweede = kast.nieuw(document), kast.nieuw(document)
    assert kast.laatste_open() == tweede.id
    kast.bewaar_antwoord(eerste.id, "pad", 1, document)
    assert kast.laatste_open() == eerste.id
    kast.zet_status(eerste.id, "afgesloten")
    assert kast.laatste_open() is None


def test_bestaat_zegt_of_er_gegevens_zijn(map_: Path, wachtwoord: str, goedkoop: Argon2) -> None:
    assert not bestaat(map_)
    with pytest.raises(InvoerFout, match="nog geen gegevens"):
        Dossierkast.open(map_, "Sanne", wachtwoord)
    Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop).sluit()
    assert bestaat(map_)
    with pytest.raises(InvoerFout, match="al gegevens"):
        Dossierkast.maak(map_, "Sanne", wachtwoord, argon2=goedkoop)


def test_een_kort_wachtwoord_maakt_niets(map_: Path, goedkoop: Argon2) -> None:
    with pytest.raises(InvoerFout, match="te kort"):
        Dossierkast.maak(map_, "Sanne", "kort", argon2=goedkoop)
    assert not map_.exists()


def test_na_een_fout_wachtwoord_kan_het_opnieuw(kast: Dossierkast, map_: Path, wachtwoord: str) -> None:
    kast.sluit()
    with pytest.raises(InvoerFout, match="naam of het wachtwoord klopt niet"):
        Dossierkast.open(map_, "Sanne", "een heel ander woord")
    Dossierkast.open(map_, "Sanne", wachtwoord).sluit()


def test_na_sluiten_zegt_de_kast_dat_zij_dicht_is(kast: Dossierkast, document: Document) -> None:
    kast.sluit()
    kast.sluit()
    with pytest.raises(OmgevingsFout, match="Log opnieuw in"):
        kast.nieuw(document)


def test_draden_werken_door_elkaar(kast: Dossierkast, document: Document) -> None:
    dossier = kast.nieuw(document)
    fouten: list[BaseException] = []

    def werk(draad: int) -> None:
        try:
            for nummer in range(25):
                kast.bewaar_antwoord(dossier.id, f"pad.{draad}", nummer, document)
                kast.zoek("amrani")
        except BaseException as fout:  # noqa: BLE001 - carried to the test's own thread
            fouten.append(fout)

    draden = [threading.Thread(target=werk, args=(draad,)) for draad in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert fouten == []
    gebeurd = kast.gebeurtenissen(dossier.id)[1:]
    for draad in range(4):
        waarden = [g.inhoud["waarde"] for g in gebeurd if g.inhoud["pad"] == f"pad.{draad}"]
        assert waarden == list(range(25))


def test_opslag_haalt_geen_pandas_binnen() -> None:
    vraag = (
        "import sys\n"
        "from consulent_app.opslag import dossierkast, verbinding\n"
        "zwaar = ('sqlite_utils', 'sqlcipher3', 'argon2', 'cryptography')\n"
        "assert not [m for m in zwaar if m in sys.modules]\n"
        "verbinding._sqlite_utils()\n"
        "assert 'pandas' not in sys.modules and 'numpy' not in sys.modules\n"
        "import pandas\n"
    )
    subprocess.run([sys.executable, "-c", vraag], check=True, cwd=paden.wortel())


@pytest.mark.prestaties
def test_een_antwoord_staat_binnen_tien_milliseconden_op_schijf(
    kast: Dossierkast, document: Document
) -> None:
    """Prints the median of the store alone, and with the line in the log that goes with it."""
    dossier = kast.nieuw(document)
    for wie in (kast, Werkplek(kast, Medewerker("Bea", "consulent"))):
        tijden = []
        for nummer in range(200):
            begin = time.perf_counter()
            wie.bewaar_antwoord(dossier.id, "huishouden.spaargeld", str(nummer), document)
            tijden.append(time.perf_counter() - begin)
        print(f"\n{type(wie).__name__}: {statistics.median(tijden) * 1000:.2f} ms", end="")
        assert statistics.median(tijden) < 0.010
