"""Exchanges with a real server: what is told arrives, nobody sees more than may be, one decides."""

from __future__ import annotations

import copy
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties.synchroniseren import neem_over
from consulent_app.acties.werkplek import Werkplek
from consulent_app.besluiten.telfeiten import BESLUIT, Telfeit, Telgezin, Telling
from consulent_app.fouten import Geweigerd, InvoerFout, OmgevingsFout
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.telkolommen import Kolom, Kolommen
from consulent_app.tellingen.achterstand import Achterstand
from consulent_app.uitwisseling.centraal.opzetten import maak_werkplek
from consulent_app.uitwisseling.centraal.verbinding import Server
from tests.acties.centrale import koppel, laat_allen_toe, met_lijn, nieuwe_centrale, nieuwe_kast, wissel
from tests.opslag.conftest import DOCUMENT
from tests.opslag.delende_kasten import GOEDKOOP
from tests.postgres import Proefserver, proefserver, programma

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
    drie = (
        nieuwe_kast(tmp_path / "a", beheer, "Sanne"),
        nieuwe_kast(tmp_path / "b", beheer, "Tineke"),
        nieuwe_kast(tmp_path / "m", beheer, "Murat", "met"),
    )
    laat_allen_toe(*drie)
    yield drie
    for kast in drie:
        kast.sluit()


def document(*, mag: bool | None = None, **huishouden: Any) -> dict[str, Any]:
    nieuw = copy.deepcopy(DOCUMENT)
    nieuw["huishouden"] |= huishouden
    if mag is not None:
        nieuw["gesprek"] = {"toestemming_delen": mag}
    return nieuw


def antwoord(kast: Dossierkast, id_: str, pad: str, waarde: Any) -> None:
    groep, naam = pad.split(".")
    nieuw = copy.deepcopy(kast.haal(id_).document)
    nieuw.setdefault(groep, {})[naam] = waarde
    kast.bewaar_antwoord(id_, pad, waarde, nieuw)


def dump(beheer: Server, proef: Proefserver) -> str:
    """Return all that is in the database of the server, as text."""
    wie = ["-h", str(proef.map_), "-p", str(proef.poort), "-U", "proef", "--inserts"]
    return subprocess.run(
        [programma("pg_dump"), *wie, beheer.database], check=True, capture_output=True, text=True
    ).stdout


def allen(*kasten: Dossierkast, rondes: int = 2) -> None:
    for _ in range(rondes):
        for kast in kasten:
            wissel(kast)


def test_een_dossier_gaat_van_balie_naar_balie(kasten: Kasten) -> None:
    een, twee, met_ = kasten
    id_ = een.nieuw(document()).id
    assert wissel(een).gestuurd == 1
    verslag = wissel(twee)
    assert verslag.bijgewerkt == [id_]
    assert twee.haal(id_).document == een.haal(id_).document
    wissel(met_)
    assert met_.zoek("") == []
    assert wissel(een).gestuurd == wissel(twee).ontvangen == 0


def test_een_ja_dat_later_komt_brengt_alles(kasten: Kasten) -> None:
    een, twee, met_ = kasten
    id_ = een.nieuw(document()).id
    allen(een, twee, met_)
    antwoord(twee, id_, "huishouden.spaargeld", "12.00")
    antwoord(een, id_, "gesprek.toestemming_delen", True)
    allen(een, twee, met_)
    assert met_.haal(id_).document["huishouden"]["spaargeld"] == "12.00"
    antwoord(met_, id_, "huishouden.woonvorm", "huur")
    allen(met_, een, twee)
    assert twee.haal(id_).document["huishouden"]["woonvorm"] == "huur"
    antwoord(een, id_, "gesprek.toestemming_delen", False)
    allen(een, met_, twee)
    assert met_.zoek("", voor="met") == []
    antwoord(een, id_, "huishouden.spaargeld", "99.00")
    allen(een, met_)
    with pytest.raises(InvoerFout):
        met_.haal(id_)
    antwoord(een, id_, "gesprek.toestemming_delen", True)
    allen(een, met_, twee)
    assert met_.haal(id_).document == een.haal(id_).document
    assert met_.haal(id_).document["huishouden"]["spaargeld"] == "99.00"


def test_twee_consulenten_op_een_voorstel_geeft_een_besluit(kasten: Kasten) -> None:
    een, twee, met_ = kasten
    id_ = met_.nieuw(document(mag=True), "met").id
    met_.zet_voorstel(id_, date(2026, 11, 21))
    allen(met_, een, twee)
    assert [regel.id for regel in een.voorstellen()] == [id_]
    for kast in (een, twee, met_):
        with pytest.raises(Geweigerd):
            kast.delen.keur_beurt(id_)
    assert met_lijn(een, lambda lijn: neem_over(een, lijn, id_)) == ""
    assert met_lijn(twee, lambda lijn: neem_over(twee, lijn, id_)) != ""
    een.delen.keur_beurt(id_)
    with pytest.raises(Geweigerd, match="Werkplek S"):
        twee.delen.keur_beurt(id_)
    een.zet_status(id_, "besloten")
    allen(een, twee, met_)
    assert [kast.haal(id_).status for kast in kasten] == ["besloten"] * 3
    # Who asked gets it when the other exchanges.
    assert met_lijn(twee, lambda lijn: neem_over(twee, lijn, id_)) == ""


def test_van_een_verloren_werkplek_komen_de_beurten_vrij(kasten: Kasten) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document()).id
    allen(een, twee)
    hier = een.delen.eigen
    assert hier is not None
    assert Werkplek(twee, twee.medewerker).delen.maak_vrij(hier.apparaat) == 1
    assert met_lijn(twee, lambda lijn: neem_over(twee, lijn, id_)) == ""
    twee.delen.keur_beurt(id_)
    wissel(een)
    with pytest.raises(Geweigerd, match="Werkplek T"):
        een.delen.keur_beurt(id_)


def test_wat_open_staat_neemt_niets_in_en_gaat_niet_weg(kasten: Kasten) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document()).id
    allen(een, twee)
    antwoord(twee, id_, "huishouden.spaargeld", "5.00")
    met_lijn(twee, lambda lijn: neem_over(twee, lijn, id_))
    wissel(twee)
    assert wissel(een, frozenset({id_})).wacht == [id_]
    assert een.haal(id_).document["huishouden"]["spaargeld"] is None
    # Still the one that may decide, but not without having seen it.
    with pytest.raises(Geweigerd, match="Werk het eerst bij"):
        een.delen.keur_beurt(id_)
    assert wissel(een).bijgewerkt == [id_]
    assert een.haal(id_).document["huishouden"]["spaargeld"] == "5.00"
    with pytest.raises(Geweigerd):
        een.delen.keur_beurt(id_)


def test_wie_niet_is_toegelaten_hoort_het_controlegetal(
    kasten: Kasten, tmp_path: Path, beheer: Server
) -> None:
    kasten[0].nieuw(document())
    wissel(kasten[0])
    with nieuwe_kast(tmp_path / "nieuw", beheer, "Nieuw") as nieuw:
        with pytest.raises(OmgevingsFout, match=r"controlegetal \d{4} \d{4} \d{4} \d{4}\."):
            wissel(nieuw)
        assert nieuw.zoek("") == []


def test_een_uitnodiging_is_voor_een_computer(tmp_path: Path, beheer: Server) -> None:
    uitnodiging = maak_werkplek(beheer, "gemeente", "Balie 1")
    twee = [
        Dossierkast.maak(tmp_path / naam, "Sanne", "paard accu nietje", argon2=GOEDKOOP) for naam in "ab"
    ]
    with twee[0], twee[1]:
        for kast in twee:
            kast.delen.begin(uitnodiging.apparaat, uitnodiging.nummer, "Balie 1", "gemeente", "Sanne")
            kast.delen.zet_centrale(asdict(uitnodiging.server))
        wissel(twee[0])
        with pytest.raises(OmgevingsFout, match="al op een andere computer gebruikt"):
            wissel(twee[1])
        wissel(twee[0])


def test_wat_vernietigd_is_is_op_alle_eigen_plekken_weg(kasten: Kasten) -> None:
    een, twee, met_ = kasten
    id_ = een.nieuw(document(mag=True)).id
    allen(een, twee, met_)
    een.archief.verwijder(id_, "Sanne")
    allen(een, twee, met_)
    assert een.zoek("") == twee.zoek("") == []
    # The other organisation has terms of its own.
    assert [regel.id for regel in met_.zoek("", voor="met")] == [id_]


def test_verwijderde_notities_gaan_ook_bij_de_server_weg(
    kasten: Kasten, tmp_path: Path, beheer: Server, proef: Proefserver
) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document()).id
    notitie = {"schema": "behandeling/1", "notities": {"geld": "belt terug"}}
    een.bewaar_behandeling(id_, "notitie", {"sectie": "geld", "tekst": "belt terug"}, notitie)
    allen(een, twee)
    verteld = [deling.inhoud.hex() for deling in een.delen.sinds({})]
    assert any(inhoud in dump(beheer, proef) for inhoud in verteld)
    een.archief.verwijder_notities(id_, {"schema": "behandeling/1"}, "Sanne")
    allen(een, twee)
    assert een.delen.te_legen() == []
    assert not any(inhoud in dump(beheer, proef) for inhoud in verteld)
    assert "belt terug" not in repr(twee.alles_over(id_))
    with nieuwe_kast(tmp_path / "nieuw", beheer, "Nieuw") as nieuw:
        laat_allen_toe(een, nieuw)
        wissel(nieuw)
        assert nieuw.haal(id_).document == een.haal(id_).document
        # What was told before is there without its contents: the chain stays whole.
        assert any(not deling.inhoud for deling in nieuw.delen.sinds({}))


def test_wat_de_ander_opschoont_raakt_van_wie_het_zei_niet_kwijt(kasten: Kasten) -> None:
    een, twee, met_ = kasten
    id_ = een.nieuw(document(mag=True)).id
    notitie = {"schema": "behandeling/1", "notities": {"geld": "belt terug"}}
    een.bewaar_behandeling(id_, "notitie", {"sectie": "geld", "tekst": "belt terug"}, notitie)
    allen(een, twee, met_)
    antwoord(een, id_, "huishouden.spaargeld", "5.00")
    allen(een, met_, rondes=1)
    met_.archief.verwijder_notities(id_, {"schema": "behandeling/1"}, "Murat")
    wissel(met_)
    allen(twee, een, rondes=3)
    assert een.haal(id_).document["huishouden"]["spaargeld"] == "5.00"
    assert twee.haal(id_).document == een.haal(id_).document
    assert twee.haal(id_).behandeling == een.haal(id_).behandeling == {"schema": "behandeling/1"}


def test_een_teruggezette_kopie_telt_verder(kasten: Kasten, tmp_path: Path) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document()).id
    allen(een, twee)
    een.sluit()
    shutil.copytree(tmp_path / "a", tmp_path / "kopie")
    with Dossierkast.open(tmp_path / "a", "Sanne", "paard accu nietje") as verder:
        antwoord(verder, id_, "huishouden.spaargeld", "1.00")
        ander = verder.nieuw(document(spaargeld="7.00")).id
        wissel(verder)
    with Dossierkast.open(tmp_path / "kopie", "Sanne", "paard accu nietje") as terug:
        antwoord(terug, id_, "huishouden.woonvorm", "huur")
        allen(terug, twee)
        for kast in (terug, twee):
            assert kast.haal(id_).document["huishouden"] == {"spaargeld": "1.00", "woonvorm": "huur"}
            assert kast.haal(ander).document["huishouden"]["spaargeld"] == "7.00"
        assert terug.delen.botsingen(id_) == []


def test_een_teruggezette_server_krijgt_alles_weer(
    kasten: Kasten, proef: Proefserver, tmp_path: Path
) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document()).id
    allen(een, twee)
    leeg = nieuwe_centrale(proef)
    with nieuwe_kast(tmp_path / "derde", leeg, "Derde") as derde:
        wissel(derde)
        assert derde.zoek("") == []
    assert een.haal(id_).document == twee.haal(id_).document


def test_tellingen_gaan_mee_zonder_iemand(kasten: Kasten, beheer: Server) -> None:
    from consulent_app.uitwisseling.centraal.tellingen import haal_tellingen

    een, twee, _ = kasten
    een.nieuw(document())
    twee.nieuw(document())
    allen(een, twee)
    rijen = met_lijn(een, haal_tellingen)
    assert len(rijen.stappen) == 2
    assert "Samira" not in repr(rijen)


def toegekend(cent: int) -> Telling:
    gezin = Telgezin(1, 0, "balie", "1964", "alleenstaande", "nl", "27-44")
    feit = Telfeit("iit", "Individuele inkomenstoeslag", None, False, "toegekend", "ambtshalve", cent)
    return Telling(gezin, "oefenstad 2026", (feit,), ())


def waarden(kolommen: Kolommen, naam: str) -> list[Any]:
    kolom = kolommen[naam]
    return [kolom.waarden[plek] for plek in kolom.plekken] if isinstance(kolom, Kolom) else list(kolom)


def test_wat_op_twee_werkplekken_is_geteld_telt_een_keer(kasten: Kasten) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document()).id
    een.telfeiten.tel(id_, BESLUIT, toegekend(40000))
    allen(een, twee)
    twee.telfeiten.tel(id_, BESLUIT, toegekend(40000))
    twee.telfeiten.tel(id_, BESLUIT, toegekend(50000))
    allen(twee, een, twee)
    vandaag = datetime.now().astimezone().date()
    plek = Werkplek(een, een.medewerker)
    assert plek.delen.achterstand(vandaag) == Achterstand(vandaag)
    assert plek.delen.achterstand(vandaag + timedelta(days=1)).in_woorden().count("Werkplek ") == 2
    for kast in (een, twee):
        kolommen = kast.telfeiten.kolommen(date(2026, 1, 1), date(2099, 1, 1))
        per_nr = {
            nr: (moment, cent, vervangt)
            for nr, moment, cent, vervangt in zip(
                *(waarden(kolommen.feiten, naam) for naam in ("nr", "moment", "cent", "vervangt")),
                strict=True,
            )
        }
        assert sorted(rij[:2] for rij in per_nr.values()) == [("besluit", 40000), ("correctie", 50000)]
        assert [per_nr[vervangt][:2] for *_, vervangt in per_nr.values() if vervangt] == [
            ("besluit", 40000)
        ]
        assert waarden(kolommen.stappen, "soort") == ["begonnen"]


def test_wie_de_server_beheert_leest_niets(kasten: Kasten, beheer: Server, proef: Proefserver) -> None:
    een, _, met_ = kasten
    id_ = een.nieuw(document(mag=True)).id
    notitie = {"schema": "behandeling/1", "notities": {"geld": "belt terug"}}
    een.bewaar_behandeling(id_, "notitie", {"sectie": "geld", "tekst": "belt terug"}, notitie)
    een.bewaar_stuk(id_, "beschikking", "b.pdf", b"%PDF-geheim", {"uitkomsten": []}, date(2026, 11, 21))
    een.zet_status(id_, "besloten")
    een.telfeiten.tel(id_, BESLUIT, toegekend(40000))
    allen(een, met_)
    antwoord(met_, id_, "huishouden.woonvorm", "huur")
    allen(met_, een)
    alles = dump(beheer, proef).encode()
    assert alles.count(b"INSERT INTO app.deling") == 3
    geheim = (
        "Samira",
        "Amrani",
        "Yassin",
        "999990019",
        "belt terug",
        "PDF-geheim",
        "huur",
        "Sanne",
        "Murat",
    )
    for tekst in geheim:
        for vorm in (tekst.encode(), tekst.encode().hex().encode(), b64encode(tekst.encode())[:-4]):
            assert len(vorm) < 4 or vorm not in alles, tekst


def test_koppelen_van_een_kast_met_dossiers(tmp_path: Path, kasten: Kasten, beheer: Server) -> None:
    map_ = tmp_path / "oud"
    from tests.opslag.delende_kasten import GOEDKOOP

    with Dossierkast.maak(map_, "Oud", "paard accu nietje", argon2=GOEDKOOP) as oud:
        id_ = oud.nieuw(document(spaargeld="3.00")).id
        koppel(oud, beheer, "gemeente", "Oude balie")
        laat_allen_toe(kasten[0], oud)
        wissel(kasten[0])
        assert kasten[0].haal(id_).document["huishouden"]["spaargeld"] == "3.00"


def mag_daar(kast: Dossierkast) -> list[bool]:
    """Return what the server says of the consents that this workplace may hear of."""
    from consulent_app.uitwisseling.centraal.dossierstand import toestemmingen

    return [toestemming.mag for toestemming in met_lijn(kast, toestemmingen, 0)]


def test_een_nee_van_wie_nooit_ja_zei_komt_bij_de_centrale(kasten: Kasten) -> None:
    een, twee, met_ = kasten
    id_ = een.nieuw(document()).id
    allen(een, twee, met_)
    antwoord(twee, id_, "gesprek.toestemming_delen", True)
    allen(twee, een, met_)
    assert met_.zoek("", voor="met") != []
    antwoord(een, id_, "gesprek.toestemming_delen", False)
    allen(een, met_)
    assert mag_daar(een) == [False]
    assert met_.zoek("", voor="met") == []


def test_een_ja_en_een_nee_samen_zijn_een_nee_tot_iemand_kiest(kasten: Kasten) -> None:
    een, twee, met_ = kasten
    id_ = een.nieuw(document()).id
    allen(een, twee, met_)
    antwoord(een, id_, "gesprek.toestemming_delen", False)
    antwoord(twee, id_, "gesprek.toestemming_delen", True)
    allen(een, twee, met_)
    assert mag_daar(een) == [False]
    assert met_.zoek("", voor="met") == []
    (botsing,) = een.delen.botsingen(id_)
    ja = next(kop for kop in botsing.keuzen if kop.waarde is True)
    een.delen.kies(id_, botsing.pad, ja.versie)
    allen(een, twee, met_)
    assert mag_daar(een) == [True]
    assert met_.haal(id_).document == twee.haal(id_).document


def test_een_nee_van_de_ander_blijft_ook_als_er_nog_iets_binnenkomt(kasten: Kasten) -> None:
    een, twee, met_ = kasten
    id_ = met_.nieuw(document(mag=True), "met").id
    allen(met_, een, twee)
    antwoord(twee, id_, "huishouden.spaargeld", "5.00")
    antwoord(met_, id_, "gesprek.toestemming_delen", False)
    allen(met_, een, twee)
    assert een.zoek("") == twee.zoek("") == []
    assert met_.haal(id_).document["huishouden"]["spaargeld"] == "5.00"
    antwoord(met_, id_, "gesprek.toestemming_delen", True)
    allen(met_, een, twee)
    assert een.haal(id_).document == twee.haal(id_).document == met_.haal(id_).document
    assert [regel.id for regel in een.zoek("")] == [id_]


def test_een_ja_van_voor_het_nee_van_een_collega_is_geen_afwijking(kasten: Kasten) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document()).id
    allen(een, twee)
    antwoord(een, id_, "gesprek.toestemming_delen", True)
    antwoord(twee, id_, "gesprek.toestemming_delen", False)
    wissel(twee)
    assert mag_daar(twee) == [False]
    assert wissel(een).afwijkingen == []
    assert mag_daar(een) == [False]


def test_met_de_beurt_komt_wat_ervoor_gedaan_is(kasten: Kasten) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document()).id
    allen(een, twee)
    een.zet_status(id_, "besloten")
    # As long as the decision was not told, nobody can take the turn that goes with it.
    assert een.delen.geef_beurt(id_, None) is None
    wissel(een)
    een.delen.geef_beurt(id_, None)
    wissel(een)
    assert met_lijn(twee, lambda lijn: neem_over(twee, lijn, id_)) == ""
    with pytest.raises(Geweigerd, match="Werk het eerst bij"):
        twee.delen.keur_beurt(id_)
    twee.delen.verwerk(id_)
    twee.delen.keur_beurt(id_)
    assert twee.haal(id_).status == "besloten"


def test_wie_het_nee_niet_mag_lezen_houdt_zich_er_toch_aan(kasten: Kasten) -> None:
    een, twee, met_ = kasten
    id_ = met_.nieuw(document(mag=True), "met").id
    allen(met_, een, twee)
    # The no comes first to the server; the yes of the gemeente is later by clock.
    antwoord(met_, id_, "gesprek.toestemming_delen", False)
    wissel(met_)
    antwoord(een, id_, "gesprek.toestemming_delen", False)
    list(een.delen.leg_vast())
    antwoord(een, id_, "gesprek.toestemming_delen", True)
    allen(een, met_, twee)
    with pytest.raises(InvoerFout):
        een.haal(id_)
    assert mag_daar(met_) == [False]
    assert een.zoek("") == twee.zoek("") == []


def test_een_nee_dat_met_het_dossier_komt_geldt_ook(kasten: Kasten) -> None:
    een, twee, met_ = kasten
    id_ = met_.nieuw(document(mag=True), "met").id
    allen(met_, een, rondes=1)
    antwoord(een, id_, "huishouden.spaargeld", "5.00")
    wissel(een)
    antwoord(met_, id_, "gesprek.toestemming_delen", False)
    wissel(met_)
    allen(twee, een)
    assert een.zoek("") == twee.zoek("") == []
