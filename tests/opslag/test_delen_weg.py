"""What goes at one workplace goes at the others, and what has to be kept somewhere stays there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties.synchroniseren import Verslag, verwerk
from consulent_app.acties.vertrokken import zonder_vertrokkenen
from consulent_app.fouten import Geweigerd, InvoerFout
from consulent_app.opslag.dossierkast import Dossierkast
from tests.opslag import delende_kasten
from tests.opslag.delende_kasten import vertel, wissel_uit

Kasten = tuple[Dossierkast, Dossierkast, Dossierkast]


@pytest.fixture
def kasten(tmp_path: Path) -> Iterator[Kasten]:
    """Two desks of the gemeente and a laptop of MET."""
    drie = (
        delende_kasten.maak(tmp_path / "a", "Sanne", 1, naam_plek="Balie 1"),
        delende_kasten.maak(tmp_path / "b", "Tineke", 2, naam_plek="Balie 2"),
        delende_kasten.maak(tmp_path / "m", "Murat", 3, "met", naam_plek="Laptop 1"),
    )
    yield drie
    for kast in drie:
        kast.sluit()


def beslis(kast: Dossierkast, id_: str) -> None:
    kast.bewaar_stuk(id_, "beschikking", "b.pdf", b"%PDF", {"uitkomsten": []}, date(2026, 11, 21))
    kast.zet_status(id_, "besloten")


def teken(kast: Dossierkast, id_: str) -> None:
    getekend = {"schema": "behandeling/1", "getekend_op": "2026-11-21"}
    kast.bewaar_behandeling(id_, "getekend", {"op": "2026-11-21"}, getekend)


def neem_beurt(kast: Dossierkast, id_: str) -> None:
    """Take the turn where the others do not know of it yet."""
    hier, beurt = kast.delen.eigen, kast.delen.beurt(id_)
    assert hier is not None
    assert beurt is not None
    kast.delen.ontvang_beurten([type(beurt)(id_, beurt.ronde + 1, hier.apparaat)], van_centrale=True)


@pytest.mark.parametrize(
    ("doe", "wat"),
    [
        (beslis, "een besluit"),
        (teken, "een ondertekende aanvraag waarop nog niet is besloten"),
        (neem_beurt, "de beurt om te beslissen"),
    ],
)
def test_wat_hier_moet_blijven_blijft(kasten: Kasten, document: dict[str, Any], doe: Any, wat: str) -> None:
    een, twee, _ = kasten
    id_ = twee.nieuw(document).id
    twee.delen.geef_beurt(id_, None)
    wissel_uit(een, twee)
    doe(een, id_)
    twee.archief.verwijder(id_, "Tineke")
    wissel_uit(twee, een)
    assert een.haal(id_).document == document
    assert [taak.wat for taak in een.open_taken(id_)] == [
        f"Balie 2 heeft dit dossier vernietigd; hier staat nog {wat}. Kijk na wat moet blijven."
    ]
    assert een.archief.verklaringen() == []
    assert een.delen.dossiers_te_verwerken() == []


def test_ook_de_centrale_haalt_geen_besluit_weg(kasten: Kasten, document: dict[str, Any]) -> None:
    een, _, met_ = kasten
    gedeeld = {**document, "gesprek": {"toestemming_delen": True}}
    id_ = met_.nieuw(gedeeld, "met").id
    wissel_uit(een, met_)
    beslis(een, id_)
    een.delen.volg_vernietiging(id_)
    een.delen.volg_vernietiging(id_)
    assert len(een.stukken(id_)) == 1
    (taak,) = een.open_taken(id_)
    assert taak.wat.startswith("MET heeft dit dossier vernietigd; hier staat nog een besluit.")


def test_wat_volgt_staat_in_het_logboek_met_de_grond(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    eerste = een.archief.verwijder(id_, "Sanne")
    wissel_uit(een, twee)
    (verklaring,) = twee.archief.verklaringen()
    assert verklaring.grond == eerste.grond
    assert verklaring.door == f"Sanne (Balie 1, verklaring {eerste.nummer})"
    (regel,) = twee.logregels()
    assert (regel.handeling.actor, regel.handeling.actie) == (verklaring.door, "vernietigen")
    assert (regel.handeling.object, regel.handeling.reden) == (id_, verklaring.nummer)


def test_alleen_waar_het_ligt_gaat_iets_weg(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    with pytest.raises(Geweigerd, match="Balie 1"):
        twee.archief.verwijder(id_, "Tineke")
    with pytest.raises(Geweigerd, match="Balie 1"):
        twee.archief.vernietig([id_], "Tineke")
    een.delen.geef_beurt(id_, None)
    vertel(een, [twee])
    een.bewaar_behandeling(id_, "notitie", "x", {"schema": "behandeling/1", "notities": {"geld": "x"}})
    list(een.delen.leg_vast())
    twee.delen.ontvang(een.delen.sinds(twee.delen.heeft()))
    with pytest.raises(Geweigerd, match="Werk het eerst bij"):
        twee.archief.verwijder(id_, "Tineke")
    wissel_uit(een, twee)
    twee.archief.verwijder(id_, "Tineke")
    wissel_uit(een, twee)
    assert een.zoek("") == twee.zoek("") == []


def deelt(kast: Dossierkast, id_: str, mag: bool) -> None:
    document = {**kast.haal(id_).document, "gesprek": {"toestemming_delen": mag}}
    kast.bewaar_antwoord(id_, "gesprek.toestemming_delen", mag, document)


def antwoord(kast: Dossierkast, id_: str, naam: str, waarde: Any) -> None:
    document = kast.haal(id_).document
    anders = {**document, "huishouden": {**document["huishouden"], naam: waarde}}
    kast.bewaar_antwoord(id_, f"huishouden.{naam}", waarde, anders)


def ruim(*kasten: Dossierkast) -> None:
    """Let what may be seen no more go, as the end of an exchange does."""
    for kast in kasten:
        verwerk(kast, Verslag(), ())


def resten(kast: Dossierkast, id_: str) -> set[str]:
    """Return the tables in which something of a dossier is left that could be about somebody."""
    tabellen = ("persoon", "gebeurtenis", "stuk", "taak", "celversie", "te_delen", "bsn_spoor")
    with kast._verbindingen.lezen() as database:
        over = {
            t
            for t in tabellen
            if database.execute(f"SELECT 1 FROM {t} WHERE dossier = ?", [id_]).fetchone()
        }
        inhoud = "SELECT 1 FROM deling WHERE dossier = ? AND inhoud <> x''"
        namen = "SELECT 1 FROM persoon_naam WHERE persoon_naam MATCH 'samira'"
        over |= {"deling"} if database.execute(inhoud, [id_]).fetchone() else set()
        return over | ({"persoon_naam"} if database.execute(namen).fetchone() else set())


def test_na_een_nee_gaat_de_kopie_van_de_ander_weg(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, met_ = kasten
    id_ = een.nieuw(document).id
    deelt(een, id_, True)
    een.bewaar_stuk(id_, "overzicht", "o.pdf", b"%PDF", {"uitkomsten": []}, date(2026, 11, 21))
    wissel_uit(een, twee, met_)
    assert "persoon_naam" in resten(met_, id_)
    deelt(een, id_, False)
    wissel_uit(een, twee, met_)
    ruim(een, twee, met_)
    assert resten(met_, id_) == set()
    with pytest.raises(InvoerFout):
        met_.haal(id_)
    (verklaring,) = met_.archief.verklaringen()
    assert verklaring.grond.regel == "AVG artikel 7, derde lid, en artikel 17, eerste lid, onder b"
    assert (verklaring.telling.dossiers, verklaring.telling.stukken) == (1, 1)
    (regel,) = met_.logregels()
    assert (regel.handeling.object, regel.handeling.reden) == (id_, verklaring.nummer)
    for kast in (een, twee):
        assert len(kast.stukken(id_)) == 1
        assert kast.archief.verklaringen() == []


def test_een_later_ja_brengt_alles_terug(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, met_ = kasten
    id_ = een.nieuw(document).id
    een.bewaar_stuk(id_, "overzicht", "o.pdf", b"%PDF", {"uitkomsten": []}, date(2026, 11, 21))
    for wie in (een, twee):
        deelt(een, id_, True)
        wissel_uit(een, twee, met_)
        assert met_.haal(id_).document == een.haal(id_).document
        assert len(met_.stukken(id_)) == 1
        assert met_.zoek("Samira", voor="met")
        antwoord(met_, id_, "woonvorm", "huur")
        wissel_uit(een, twee, met_)
        deelt(wie, id_, False)
        wissel_uit(een, twee, met_)
        ruim(een, twee, met_)
        assert resten(met_, id_) == set()
    deelt(twee, id_, True)
    wissel_uit(een, twee, met_, rondes=3)
    assert met_.haal(id_).document == een.haal(id_).document == twee.haal(id_).document
    assert len(met_.stukken(id_)) == 1


def test_ook_wie_het_nee_van_de_centrale_hoort_haalt_weg(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, met_ = kasten
    id_ = met_.nieuw({**document, "gesprek": {"toestemming_delen": True}}, "met").id
    wissel_uit(een, twee, met_)
    antwoord(twee, id_, "woonvorm", "huur")
    list(twee.delen.leg_vast())
    een.delen.hoor_nee(id_, 2**62)
    ruim(een)
    assert resten(een, id_) == set()
    vertel(twee, [een])
    assert resten(een, id_) == set()


def test_een_nee_van_wie_het_niet_begon_komt_aan(kasten: Kasten, document: dict[str, Any]) -> None:
    """It removes its own copy before anybody was told."""
    een, twee, met_ = kasten
    id_ = een.nieuw({**document, "gesprek": {"toestemming_delen": True}}).id
    wissel_uit(een, twee, met_)
    deelt(met_, id_, False)
    ruim(met_)
    assert "persoon" not in resten(met_, id_)
    wissel_uit(een, twee, met_)
    for kast in (een, twee):
        assert kast.haal(id_).document["gesprek"] == {"toestemming_delen": False}


def test_wat_hier_begon_blijft_van_wie_het_ook_is(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, met_ = kasten
    id_ = een.nieuw({**document, "gesprek": {"toestemming_delen": True}}, "met").id
    wissel_uit(een, twee, met_)
    deelt(een, id_, False)
    wissel_uit(een, twee, met_)
    ruim(een, twee, met_)
    for kast in (een, twee):
        assert "persoon" in resten(kast, id_)


def test_na_een_nee_blijft_wat_de_gemeente_besloot_als_toen(
    kasten: Kasten, document: dict[str, Any]
) -> None:
    een, twee, met_ = kasten
    id_ = met_.nieuw({**document, "gesprek": {"toestemming_delen": True}}, "met").id
    wissel_uit(een, twee, met_)
    beslis(een, id_)
    wissel_uit(een, twee, met_)
    deelt(met_, id_, False)
    wissel_uit(een, twee, met_)
    ruim(een, twee)
    assert len(een.stukken(id_)) == len(twee.stukken(id_)) == 1
    assert een.archief.verklaringen() == []


def gedeeld(kast: Dossierkast, id_: str) -> bool:
    with kast._verbindingen.lezen() as database:
        return bool(database.execute("SELECT gedeeld FROM dossier WHERE id = ?", [id_]).fetchone()[0])


def test_een_late_wijziging_haalt_een_nee_niet_weg(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, met_ = kasten
    id_ = met_.nieuw({**document, "gesprek": {"toestemming_delen": True}}, "met").id
    wissel_uit(een, twee, met_)
    beslis(een, id_)
    wissel_uit(een, twee, met_)
    antwoord(twee, id_, "woonvorm", "huur")
    een.delen.hoor_nee(id_, een.delen.eigen.hlc + 1 if een.delen.eigen else 0)
    wissel_uit(een, twee)
    assert een.haal(id_).document["huishouden"]["woonvorm"] == "huur"
    assert not gedeeld(een, id_)
    antwoord(een, id_, "spaargeld", "1.00")
    assert not gedeeld(een, id_)
    deelt(een, id_, True)
    list(een.delen.leg_vast())
    assert not gedeeld(een, id_)
    deelt(met_, id_, False)
    wissel_uit(een, twee, met_)
    deelt(met_, id_, True)
    wissel_uit(een, twee, met_)
    assert gedeeld(een, id_)


def test_een_nee_dat_wacht_geldt_ook_in_een_open_dossier(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, met_ = kasten
    id_ = een.nieuw({**document, "gesprek": {"toestemming_delen": True}}).id
    wissel_uit(een, twee, met_)
    deelt(een, id_, False)
    list(een.delen.leg_vast())
    for kast in (twee, met_):
        kast.delen.ontvang(een.delen.sinds(kast.delen.heeft()))
        verwerk(kast, Verslag(), {id_})
    with pytest.raises(Geweigerd, match="wil niet dat MET en de gemeente"):
        met_.keur_zicht([id_], "met")
    assert met_.haal(id_).document["gesprek"] == {"toestemming_delen": True}
    antwoord(twee, id_, "spaargeld", "999.00")
    list(twee.delen.leg_vast())
    hier = twee.delen.eigen
    assert hier is not None
    eigen = [deling for deling in twee.delen.sinds({}) if deling.apparaat == hier.apparaat]
    assert [set(deling.zegels) for deling in eigen] == [{"gemeente"}]
    ruim(met_)
    assert resten(met_, id_) == set()


def test_van_wie_vertrok_en_verwijderd_is_blijft_geen_cel(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, met_ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    kind, *rest = document["personen"]
    anders = {**document, "personen": [{**kind, "voornaam": "Yassine"}, *rest]}
    twee.bewaar_antwoord(id_, "personen.k1.voornaam", "Yassine", anders)
    zonder = {**document, "personen": rest}
    een.bewaar_antwoord(id_, "personen", rest, zonder)
    wissel_uit(een, twee)
    een.archief.verwijder_vertrokkenen(id_, zonder_vertrokkenen(een.alles_over(id_)), "Sanne")
    wissel_uit(een, twee)
    deelt(een, id_, True)
    wissel_uit(een, twee, met_)
    for kast in (een, twee, met_):
        assert kast.haal(id_).document["personen"] == rest
        assert kast.delen.botsingen(id_) == []
        with kast._verbindingen.lezen() as database:
            waarden = database.execute("SELECT waarde FROM celversie WHERE dossier = ?", [id_]).fetchall()
        assert "Yassin" not in repr(waarden)
        assert "Samira" in repr(waarden)
