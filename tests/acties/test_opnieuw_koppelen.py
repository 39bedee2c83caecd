"""A workplace that is coupled already goes on by a new invitation, with all that it had; real server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from consulent_app.acties import toetreden
from consulent_app.acties.deelplek import Deelplek
from consulent_app.besluiten.telfeiten import BESLUIT
from consulent_app.fouten import Geweigerd, InvoerFout, OmgevingsFout
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.waarden import Medewerker
from consulent_app.uitwisseling.centraal import opzetten
from consulent_app.uitwisseling.centraal.uitnodiging import Uitnodiging, schrijf_uitnodiging
from consulent_app.uitwisseling.centraal.verbinding import Server
from tests.acties.centrale import laat_allen_toe, nieuwe_centrale, nieuwe_kast, wissel
from tests.acties.test_synchroniseren import allen, antwoord, document, toegekend, waarden
from tests.opslag.delende_kasten import GOEDKOOP
from tests.postgres import Proefserver, proefserver


@pytest.fixture(scope="module")
def proef() -> Iterator[Proefserver]:
    with proefserver() as proef:
        yield proef


@pytest.fixture
def beheer(proef: Proefserver) -> Server:
    return nieuwe_centrale(proef)


@pytest.fixture
def kasten(tmp_path: Path, beheer: Server) -> Iterator[tuple[Dossierkast, Dossierkast]]:
    twee = (nieuwe_kast(tmp_path / "a", beheer, "Sanne"), nieuwe_kast(tmp_path / "b", beheer, "Tineke"))
    laat_allen_toe(*twee)
    yield twee
    for kast in twee:
        kast.sluit()


def plek(kast: Dossierkast) -> Deelplek:
    return Deelplek(kast, Medewerker(kast.medewerker.naam, "consulent"))


def nummer(kast: Dossierkast) -> int:
    hier = kast.delen.eigen
    assert hier is not None
    return hier.nummer


def nodig_uit(
    beheer: Server, map_: Path, naam: str, organisatie: str = "gemeente"
) -> tuple[Uitnodiging, tuple[Path, str]]:
    uitnodiging = opzetten.maak_werkplek(beheer, organisatie, naam)
    bestand = map_ / f"{uitnodiging.nummer}-{beheer.database}.uitnodiging"
    return uitnodiging, (bestand, schrijf_uitnodiging(bestand, uitnodiging, GOEDKOOP))


def opnieuw(kast: Dossierkast, beheer: Server, map_: Path, naam: str = "Werkplek S") -> None:
    assert plek(kast).koppel(*nodig_uit(beheer, map_, naam)[1]) == naam


def test_een_geblokkeerde_werkplek_gaat_verder(
    kasten: tuple[Dossierkast, Dossierkast], beheer: Server, tmp_path: Path
) -> None:
    een, twee = kasten
    gedeeld, ander = een.nieuw(document()).id, twee.nieuw(document()).id
    pdf = b"%PDF-1.7"
    een.bewaar_stuk(gedeeld, "beschikking", "b.pdf", pdf, {"uitkomst": []}, date(2026, 11, 21))
    allen(een, twee)
    # Put down, and never sent: the line was gone.
    antwoord(een, gedeeld, "huishouden.spaargeld", "7.00")
    list(een.delen.leg_vast())
    onverstuurd, sleutels = een.nieuw(document()).id, een.delen.sleutels()
    opzetten.blokkeer_werkplek(beheer, nummer(een))
    with pytest.raises(OmgevingsFout, match="nieuwe uitnodiging"):
        wissel(een)
    opnieuw(een, beheer, tmp_path)
    assert nummer(een) == 3
    assert een.delen.sleutels() == sleutels
    laat_allen_toe(twee, een)
    verslag = wissel(een)
    assert verslag.afwijkingen == []
    for id_ in (gedeeld, onverstuurd):
        een.delen.keur_beurt(id_)
    with pytest.raises(Geweigerd, match="Werkplek T"):
        een.delen.keur_beurt(ander)
    verslag = wissel(twee)
    assert verslag.afwijkingen == []
    assert twee.haal(gedeeld).document["huishouden"]["spaargeld"] == "7.00"
    assert twee.haal(onverstuurd).document == een.haal(onverstuurd).document
    assert len(twee.stukken(gedeeld)) == 1
    for kast in kasten:
        assert kast.delen.botsingen(gedeeld) == []
    with pytest.raises(Geweigerd, match="Werkplek S"):
        twee.delen.keur_beurt(gedeeld)
    antwoord(twee, gedeeld, "huishouden.woonvorm", "huur")
    allen(twee, een)
    assert een.haal(gedeeld).document == twee.haal(gedeeld).document
    assert (een.delen.stand().wachtend, wissel(een).gestuurd) == (0, 0)


def test_wie_opnieuw_is_gekoppeld_laat_toe_als_zij_zelf_is_toegelaten(
    kasten: tuple[Dossierkast, Dossierkast], beheer: Server, tmp_path: Path
) -> None:
    een, twee = kasten
    opzetten.blokkeer_werkplek(beheer, nummer(een))
    opnieuw(een, beheer, tmp_path)
    drie = nieuwe_kast(tmp_path / "c", beheer, "Rik")
    with drie:
        for kast in (een, drie):
            with pytest.raises(OmgevingsFout, match="nog niet toegelaten"):
                wissel(kast)
    wissel(twee)
    wachtend = [p for p in twee.delen.werkplekken() if p.actief and not p.toegelaten]
    assert [p.nummer for p in wachtend] == [3, 4]
    with pytest.raises(InvoerFout, match="hier niet bekend"):
        plek(een).laat_toe(wachtend[1].apparaat)
    plek(twee).laat_toe(wachtend[0].apparaat)
    wissel(een)
    plek(een).laat_toe(wachtend[1].apparaat)
    wissel(een)
    assert all(p.toegelaten for p in een.delen.werkplekken())
    assert {p.nummer for p in een.delen.werkplekken() if not p.actief} == {1}


def test_een_kopie_laat_wie_doorwerkt_zijn_beurten(
    kasten: tuple[Dossierkast, Dossierkast], beheer: Server, tmp_path: Path
) -> None:
    een, twee = kasten
    id_ = een.nieuw(document()).id
    een.telfeiten.tel(id_, BESLUIT, toegekend(40000))
    allen(een, twee)
    een.sluit()
    shutil.copytree(tmp_path / "a", tmp_path / "kopie")
    een = Dossierkast.open(tmp_path / "a", "Sanne", "paard accu nietje")
    kopie = Dossierkast.open(tmp_path / "kopie", "Sanne", "paard accu nietje")
    with een, kopie:
        antwoord(een, id_, "huishouden.spaargeld", "7.00")
        antwoord(kopie, id_, "huishouden.woonvorm", "huur")
        list(kopie.delen.leg_vast())
        een.telfeiten.tel(een.nieuw(document()).id, BESLUIT, toegekend(10000))
        wissel(een)
        opnieuw(kopie, beheer, tmp_path, "Balie 3")
        laat_allen_toe(een, kopie)
        kopie.telfeiten.tel(kopie.nieuw(document()).id, BESLUIT, toegekend(20000))
        for _ in range(2):
            allen(kopie, een, twee)
        een.delen.keur_beurt(id_)
        with pytest.raises(Geweigerd, match="Werkplek S"):
            kopie.delen.keur_beurt(id_)
        assert een.haal(id_).document == kopie.haal(id_).document == twee.haal(id_).document
        assert (
            een.haal(id_).document["huishouden"] | {"spaargeld": "7.00", "woonvorm": "huur"}
            == (een.haal(id_).document["huishouden"])
        )
        for kast in (een, kopie, twee):
            assert geteld(kast) == [10000, 20000, 40000]


def geteld(kast: Dossierkast) -> list[int]:
    feiten = kast.telfeiten.kolommen(date(2026, 1, 1), date(2099, 1, 1)).feiten
    vervangen = {nr for nr in waarden(feiten, "vervangt") if nr}
    paren = zip(waarden(feiten, "nr"), waarden(feiten, "cent"), strict=True)
    return sorted(cent for nr, cent in paren if nr not in vervangen)


def test_wat_geteld_is_telt_een_keer_ook_wat_ervoor_in_de_plaats_komt(
    kasten: tuple[Dossierkast, Dossierkast], beheer: Server, tmp_path: Path
) -> None:
    een, twee = kasten
    id_, tweede = een.nieuw(document()).id, een.nieuw(document()).id
    for dossier_id in (id_, tweede):
        een.telfeiten.tel(dossier_id, BESLUIT, toegekend(40000))
    allen(een, twee)
    twee.telfeiten.tel(tweede, BESLUIT, toegekend(60000))
    allen(twee, een)
    opzetten.blokkeer_werkplek(beheer, nummer(een))
    opnieuw(een, beheer, tmp_path)
    laat_allen_toe(twee, een)
    een.telfeiten.tel(id_, BESLUIT, toegekend(50000))
    for _ in range(2):
        allen(een, twee)
        assert geteld(een) == geteld(twee) == [50000, 60000]


def test_een_nieuwe_lege_server_krijgt_alles_van_wie_opnieuw_koppelt(
    kasten: tuple[Dossierkast, Dossierkast], proef: Proefserver, tmp_path: Path
) -> None:
    een, twee = kasten
    id_, ander = een.nieuw(document()).id, twee.nieuw(document()).id
    een.telfeiten.tel(id_, BESLUIT, toegekend(40000))
    allen(een, twee)
    nieuw = nieuwe_centrale(proef)
    opnieuw(een, nieuw, tmp_path)
    opnieuw(twee, nieuw, tmp_path, "Werkplek T")
    with nieuwe_kast(tmp_path / "c", nieuw, "Rik") as drie:
        laat_allen_toe(een, twee, drie)
        allen(een, twee, drie)
        een.delen.keur_beurt(id_)
        twee.delen.keur_beurt(ander)
        for dossier_id in (id_, ander):
            assert drie.haal(dossier_id).document == een.haal(dossier_id).document
        assert geteld(een) == geteld(twee) == geteld(drie) == [40000]


def test_wat_is_verwijderd_en_nog_niet_verteld_wordt_onder_de_nieuwe_naam_verteld(
    kasten: tuple[Dossierkast, Dossierkast], beheer: Server, tmp_path: Path
) -> None:
    een, twee = kasten
    id_ = een.nieuw(document()).id
    een.bewaar_behandeling(id_, "notitie", "belt terug", {"notitie": "belt terug"})
    allen(een, twee)
    een.archief.verwijder_notities(id_, {"schema": "behandeling/1"}, "Sanne")
    (verteld,) = een.delen.te_sturen(-1)
    opnieuw(een, beheer, tmp_path)
    (nu,) = een.delen.te_sturen(-1)
    assert (nu.soort, nu.dossier, nu.nr) == ("opgeschoond", id_, 1)
    assert nu.apparaat != verteld.apparaat
    twee.delen.ontvang([nu])
    assert twee.delen.verwerk(id_).opgeschoond == {"notities"}


def test_dezelfde_uitnodiging_op_twee_computers(beheer: Server, tmp_path: Path) -> None:
    een, twee = (
        Dossierkast.maak(tmp_path / naam, "Sanne", "paard accu nietje", argon2=GOEDKOOP) for naam in "ab"
    )
    with een, twee:
        _, uitnodiging = nodig_uit(beheer, tmp_path, "Balie 1")
        for kast in (een, twee):
            plek(kast).koppel(*uitnodiging)
        id_ = twee.nieuw(document()).id
        wissel(een)
        with pytest.raises(OmgevingsFout, match="al op een andere computer gebruikt"):
            wissel(twee)
        opnieuw(twee, beheer, tmp_path, "Balie 2")
        laat_allen_toe(een, twee)
        wissel(een)
        twee.delen.keur_beurt(id_)
        assert een.haal(id_).document == twee.haal(id_).document
        with pytest.raises(Geweigerd, match="Balie 2"):
            een.delen.keur_beurt(id_)


def test_wat_niet_kan(kasten: tuple[Dossierkast, Dossierkast], beheer: Server, tmp_path: Path) -> None:
    een, twee = kasten
    _, eerste = nodig_uit(beheer, tmp_path, "Balie 8")
    gast, tweede = nodig_uit(beheer, tmp_path, "Balie 9")
    plek(een).koppel(*eerste)
    plek(een).koppel(*tweede)
    id_ = een.nieuw(document()).id
    laat_allen_toe(twee, een)
    # The same one once more changes nothing.
    plek(een).koppel(*tweede)
    assert wissel(een).afwijkingen == []
    een.delen.keur_beurt(id_)
    centrale = een.delen.centrale
    assert centrale is not None
    assert centrale.server == asdict(gast.server)
    with pytest.raises(InvoerFout, match="eerder gebruikt"):
        plek(een).koppel(*eerste)
    with pytest.raises(InvoerFout, match="andere organisatie"):
        plek(een).koppel(*nodig_uit(beheer, tmp_path, "Laptop 9", "met")[1])
    assert een.delen.centrale == centrale


def test_een_organisatie_die_haar_enige_werkplek_kwijt_is_begint_opnieuw(
    kasten: tuple[Dossierkast, Dossierkast], beheer: Server, tmp_path: Path
) -> None:
    een, _ = kasten
    met_ = nieuwe_kast(tmp_path / "m", beheer, "Murat", "met")
    with met_:
        wissel(met_)
        gedeeld = een.nieuw(document(mag=True)).id
        allen(een, met_, een)
        assert met_.zoek("", voor="met") != []
        opzetten.blokkeer_werkplek(beheer, nummer(met_))
        opzetten.begin_organisatie_opnieuw(beheer, "met")
        with nieuwe_kast(tmp_path / "n", beheer, "Nel", "met") as nieuw:
            wissel(nieuw)
            assert nieuw.zoek("", voor="met") == []
            assert ["sleutel van met" in wat for wat in wissel(een).afwijkingen] == [True]
            kaart = toetreden.maak_kennismaking(nieuw, tmp_path, datetime.now(UTC))
            with pytest.raises(InvoerFout, match="andere sleutel"):
                toetreden.maak_kennis(een, kaart.pad, kaart.controlegetal)
            toetreden.maak_kennis(een, kaart.pad, kaart.controlegetal, vervang=True)
            assert wissel(een).afwijkingen == []
            wissel(nieuw)
            assert nieuw.haal(gedeeld).document == een.haal(gedeeld).document
            # The lost one turns up after all: it has a key that counts no more.
            opnieuw_met = nodig_uit(beheer, tmp_path, "Werkplek M", "met")[1]
            plek(met_).koppel(*opnieuw_met)
            with pytest.raises(OmgevingsFout, match="opnieuw begonnen"):
                wissel(met_)


def test_de_enige_werkplek_met_de_sleutel_brengt_hem_terug(beheer: Server, tmp_path: Path) -> None:
    with (
        nieuwe_kast(tmp_path / "a", beheer, "Sanne") as een,
        nieuwe_kast(tmp_path / "b", beheer, "Rik") as twee,
    ):
        id_ = een.nieuw(document()).id
        wissel(een)
        opzetten.blokkeer_werkplek(beheer, nummer(een))
        opzetten.begin_organisatie_opnieuw(beheer, "gemeente")
        opnieuw(een, beheer, tmp_path)
        laat_allen_toe(een, twee)
        assert twee.haal(id_).document == een.haal(id_).document
