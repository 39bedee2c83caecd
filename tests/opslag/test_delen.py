"""Workplaces that share dossiers: nothing is lost, and nothing is overwritten in silence."""

from __future__ import annotations

import copy
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties.wie_er_stond import wie_er_stond
from consulent_app.delen.deling import CELLEN
from consulent_app.delen.inhoud import Celinhoud, pak
from consulent_app.delen.versies import Versie, naam_van
from consulent_app.huishouden.lezen import lees_document
from consulent_app.intake.gesprek import Gesprek
from consulent_app.opslag import vastleggen
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.eigen import Organisatiesleutel, nieuw_apparaat
from consulent_app.opslag.versleuteling import publiek_bij
from tests.opslag import delende_kasten
from tests.opslag.delende_kasten import Kasten, antwoord, gedeeld, vertel, wissel_uit


def test_een_dossier_komt_heel_aan(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    dossier = een.nieuw(document)
    een.bewaar_behandeling(
        dossier.id, "notitie", "x", {"schema": "behandeling/1", "notities": {"geld": "x"}}
    )
    een.voeg_taken_toe(dossier.id, [("Bel de woningbouw", date(2026, 12, 1))])
    een.bewaar_stuk(dossier.id, "beschikking", "b.pdf", b"%PDF-een", {"uitkomsten": []}, date(2026, 11, 21))
    een.zet_status(dossier.id, "besloten")
    wissel_uit(een, twee)
    hier, daar = een.alles_over(dossier.id), twee.alles_over(dossier.id)
    assert (daar.dossier.document, daar.dossier.behandeling) == (document, hier.dossier.behandeling)
    assert (daar.dossier.kenmerk, daar.dossier.status) == (hier.dossier.kenmerk, "besloten")
    assert [(s.kenmerk, s.pdf) for s in daar.stukken] == [(s.kenmerk, s.pdf) for s in hier.stukken]
    assert [(t.wat, t.uiterlijk) for t in daar.taken] == [("Bel de woningbouw", date(2026, 12, 1))]
    assert twee.zoek("Samira")[0].id == dossier.id


def test_verschillende_velden_gaan_samen(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    antwoord(een, id_, "spaargeld", "100.00")
    antwoord(twee, id_, "woonvorm", "huur")
    wissel_uit(een, twee)
    for kast in (een, twee):
        assert kast.haal(id_).document["huishouden"] == {"spaargeld": "100.00", "woonvorm": "huur"}
        assert kast.delen.botsingen(id_) == []


def test_hetzelfde_veld_vraagt_om_een_keuze(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    antwoord(een, id_, "spaargeld", "100.00")
    antwoord(twee, id_, "spaargeld", "250.00")
    wissel_uit(een, twee)
    (botsing,) = een.delen.botsingen(id_)
    assert {(kop.waarde, kop.door) for kop in botsing.keuzen} == {("100.00", "Sanne"), ("250.00", "Tineke")}
    assert een.haal(id_).document == twee.haal(id_).document
    laagste = next(kop for kop in botsing.keuzen if kop.waarde == "100.00")
    een.delen.kies(id_, botsing.pad, laagste.versie)
    wissel_uit(een, twee)
    for kast in (een, twee):
        assert kast.haal(id_).document["huishouden"]["spaargeld"] == "100.00"
        assert kast.delen.botsingen(id_) == []


def test_wie_weg_is_en_gewijzigd_werd_vraagt_om_een_keuze(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    zonder = {**document, "personen": document["personen"][1:]}
    een.bewaar_antwoord(id_, "personen", zonder["personen"], zonder)
    anders = copy.deepcopy(document)
    anders["personen"][0]["voornaam"] = "Yassine"
    twee.bewaar_antwoord(id_, "personen.k1.voornaam", "Yassine", anders)
    wissel_uit(een, twee)
    antwoord(een, id_, "spaargeld", "1.00")
    wissel_uit(een, twee)
    for kast in (een, twee):
        assert [p["id"] for p in kast.haal(id_).document["personen"]] == ["p1"]
        (botsing,) = kast.delen.botsingen(id_)
        assert "Yassine" in {kop.waarde for kop in botsing.keuzen}


def test_wat_van_elders_kwam_staat_in_de_geschiedenis(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    antwoord(een, id_, "spaargeld", "5.00")
    notitie = {"schema": "behandeling/1", "notities": {"geld": "belt terug"}}
    een.bewaar_behandeling(id_, "notitie", {"sectie": "geld", "tekst": "belt terug"}, notitie)
    zonder = {**een.haal(id_).document, "personen": document["personen"][1:]}
    een.bewaar_antwoord(id_, "personen", zonder["personen"], zonder)
    wissel_uit(een, twee)
    hier, daar = een.alles_over(id_), twee.alles_over(id_)
    erbij = {(g.soort, g.inhoud.get("pad") or g.inhoud.get("wat")) for g in daar.gebeurtenissen[1:]}
    assert erbij == {
        ("antwoord", "huishouden.spaargeld"),
        ("antwoord", "personen"),
        ("behandeling", "notitie"),
    }
    assert {g.inhoud["door"] for g in daar.gebeurtenissen[1:]} == {"Sanne"}
    stonden = [
        [(v.id, v.tot is None) for v in wie_er_stond(alles.dossier.document, alles.gebeurtenissen)]
        for alles in (hier, daar)
    ]
    assert stonden[0] == stonden[1] == [("k1", False), ("p1", True)]
    twee.archief.verwijder_notities(id_, {"schema": "behandeling/1"}, "Tineke")
    assert "belt terug" not in repr(twee.gebeurtenissen(id_))


def test_twee_kinderen_op_twee_werkplekken_blijven_er_twee(
    kasten: Kasten, document: dict[str, Any]
) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    for kast, naam in ((een, "Noor"), (twee, "Adam")):
        eigen = kast.delen.eigen
        assert eigen is not None
        gesprek = Gesprek(kast.haal(id_).document, werkplek=eigen.nummer)
        kind = gesprek.voeg_persoon_toe("kind")
        gesprek.antwoord(f"personen.{kind}.voornaam", naam)
        kast.bewaar_antwoord(id_, "personen", None, gesprek.document)
    wissel_uit(een, twee)
    namen = {persoon.get("voornaam") for persoon in een.haal(id_).document["personen"]}
    assert namen == {"Samira", "Yassin", "Noor", "Adam"}
    assert een.haal(id_).document == twee.haal(id_).document
    assert een.delen.botsingen(id_) == []


def test_een_nieuw_kind_krijgt_geen_antwoord_over_een_ander(
    kasten: Kasten, document: dict[str, Any]
) -> None:
    een, twee, _ = kasten
    gesprek = Gesprek(document, werkplek=1)
    ali = gesprek.voeg_persoon_toe("kind")
    id_ = een.nieuw(gesprek.document).id
    wissel_uit(een, twee)
    elders = Gesprek(twee.haal(id_).document, werkplek=2)
    elders.antwoord(f"personen.{ali}.voornaam", "Ali")
    twee.bewaar_antwoord(id_, f"personen.{ali}.voornaam", "Ali", elders.document)
    gesprek.verwijder_persoon(ali)
    sara = gesprek.voeg_persoon_toe("kind")
    een.bewaar_antwoord(id_, "personen", None, gesprek.document)
    wissel_uit(een, twee)
    namen = {persoon["id"]: persoon.get("voornaam") for persoon in twee.haal(id_).document["personen"]}
    assert namen[sara] is None
    assert ali not in namen
    assert [botsing.pad for botsing in twee.delen.botsingen(id_)] != []


def test_wat_samen_niet_kan_wordt_rechtgezet_en_gezegd(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    zonder = {**document, "personen": document["personen"][1:]}
    een.bewaar_antwoord(id_, "personen", zonder["personen"], zonder)
    kosten = [{"soort": "bril", "persoon": "k1", "bedrag": "80.00"}]
    twee.bewaar_antwoord(id_, "kosten", kosten, {**document, "kosten": kosten})
    wissel_uit(een, twee)
    for kast in (een, twee):
        assert lees_document(kast.haal(id_).document).kosten == ()
        assert ["bril" in taak.wat for taak in kast.open_taken(id_)] == [True]
    assert een.haal(id_).document == twee.haal(id_).document


def test_twee_keer_vertellen_is_een_keer(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    eerst = twee.alles_over(id_)
    twee.delen.ontvang(een.delen.sinds({}))
    assert twee.delen.dossiers_te_verwerken() == []
    assert twee.alles_over(id_) == eerst
    wissel_uit(een, twee, rondes=3)
    assert len(een.delen.sinds({})) == 1


def test_wie_het_oppakt_staat_op_elke_werkplek(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    een.wijs_toe(id_, "Tineke")
    wissel_uit(een, twee)
    assert [regel.toegewezen for regel in twee.zoek("")] == ["Tineke"]


def test_nummers_van_werkplekken_botsen_niet(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    kenmerken = {een.nieuw(document).kenmerk, twee.nieuw(document).kenmerk}
    jaar = datetime.now(UTC).astimezone().year
    assert kenmerken == {f"Z/{jaar}/01-000001", f"Z/{jaar}/02-000001"}


def test_dossiers_van_voor_het_koppelen_gaan_mee(tmp_path: Path, document: dict[str, Any]) -> None:
    kasten = []
    for nummer, naam in enumerate(("Sanne", "Tineke"), 1):
        kast = Dossierkast.maak(tmp_path / naam, naam, "paard accu nietje", argon2=delende_kasten.GOEDKOOP)
        kast.nieuw(document)
        delende_kasten.koppel(kast, naam, nummer)
        kasten.append(kast)
    wissel_uit(*kasten)
    for nummer, kast in enumerate(kasten, 1):
        kenmerken = {regel.kenmerk for regel in kast.zoek("")}
        assert len(kenmerken) == 2
        assert sum(kenmerk.endswith(f"/{3 - nummer}") for kenmerk in kenmerken) == 1
        kast.sluit()


def test_wat_nooit_verteld_is_laat_niets_achter(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    een.archief.verwijder(een.nieuw(document).id, "Sanne")
    wissel_uit(een, twee)
    assert een.delen.stand().te_vertellen == 0
    assert een.delen.beurten_te_sturen() == []


def test_wie_tegelijk_rechtzet_zegt_het_een_keer(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    zonder = {**document, "personen": document["personen"][1:]}
    een.bewaar_antwoord(id_, "personen", zonder["personen"], zonder)
    kosten = [{"soort": "bril", "persoon": "k1", "bedrag": "80.00"}]
    twee.bewaar_antwoord(id_, "kosten", kosten, {**document, "kosten": kosten})
    for kast in (een, twee):
        list(kast.delen.leg_vast())
    een.delen.ontvang(twee.delen.sinds({}))
    twee.delen.ontvang(een.delen.sinds({}))
    for kast in (een, twee):
        kast.delen.verwerk(id_)
    wissel_uit(een, twee)
    for kast in (een, twee):
        assert ["bril" in taak.wat for taak in kast.open_taken(id_)] == [True]
        assert kast.delen.botsingen(id_) == []


@pytest.mark.parametrize(
    ("pad", "waarde"),
    [
        ("/document/personen/p1/geboortedatum", "31-2-x"),
        ("/document/personen/k9/id", "k9"),
        ("/document/peildatum", None),
        ("/document/kosten", ["x"]),
        ("/document/iets_nieuws", 1),
        ("/taken/t1", "bellen"),
    ],
)
def test_wat_niet_past_houdt_niets_op(
    kasten: Kasten, document: dict[str, Any], pad: str, waarde: Any
) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    hier = een.delen.eigen
    assert hier is not None
    with een._verbindingen.schrijven() as database:
        naam = naam_van(hier.hlc + 1, hier.apparaat)
        toen = "2026-11-21T12:00:00+00:00"
        inhoud = pak(Celinhoud((Versie(pad, naam, waarde, frozenset(), "Sanne", toen),)))
        aanleiding = vastleggen.Aanleiding(id_, hier.hlc + 1, "Sanne", toen)
        vastleggen.sluit(database, aanleiding, CELLEN, inhoud, ["gemeente"])
    ander = een.nieuw(document).id
    vertel(een, [twee])
    assert twee.haal(id_).document == document
    assert twee.haal(ander).document == document
    assert twee.delen.stand().onleesbaar == 1
    antwoord(twee, id_, "spaargeld", "3.00")
    assert twee.haal(id_).document["huishouden"]["spaargeld"] == "3.00"
    # A newer program may know what to do with it, and tries once.
    for versie, te_doen in (("9.1", [id_]), ("9.1", [])):
        twee.delen.probeer_weer(versie)
        assert twee.delen.dossiers_te_verwerken() == te_doen
        assert [twee.delen.verwerk(dossier_id).apart for dossier_id in te_doen] == [1] * len(te_doen)


@pytest.mark.parametrize("organisatie", ["gemeente", "met"])
def test_wat_voor_de_sleutel_kwam_wordt_daarna_gelezen(
    kasten: Kasten, tmp_path: Path, document: dict[str, Any], organisatie: str
) -> None:
    een, *_ = kasten
    id_ = een.nieuw(gedeeld(document, True)).id
    goedkoop = delende_kasten.GOEDKOOP
    with Dossierkast.maak(tmp_path / "n", "Noor", "paard accu nietje", argon2=goedkoop) as kast:
        kast.delen.begin(nieuw_apparaat(), 9, "Werkplek 9", organisatie, "Noor")
        vertel(een, [kast])
        assert kast.delen.stand().onleesbaar == 1
        for wie, prive in delende_kasten.SLEUTELS.items():
            zelf = prive if wie == organisatie else None
            kast.delen.zet_sleutel(Organisatiesleutel(wie, publiek_bij(prive), zelf))
        vertel(een, [kast])
        assert kast.haal(id_).document == een.haal(id_).document
        assert kast.delen.stand().onleesbaar == 0
