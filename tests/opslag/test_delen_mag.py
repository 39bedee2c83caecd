"""Who may see, say, decide and remove what: nobody reads too much, and roles hold between stores."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from consulent_app.acties.vertrokken import zonder_vertrokkenen
from consulent_app.delen.deling import met_hash
from consulent_app.delen.inhoud import Celinhoud, pak
from consulent_app.delen.versies import Versie, naam_van
from consulent_app.fouten import Geweigerd
from consulent_app.opslag import beurten, celrijen, enveloppe, vastleggen
from consulent_app.opslag.beurten import Beurt
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.eigen import Organisatiesleutel, nieuw_apparaat
from consulent_app.opslag.versleuteling import nieuwe_sleutel, publiek_bij
from tests.opslag import delende_kasten
from tests.opslag.delende_kasten import Kasten, antwoord, gedeeld, vertel, wissel_uit


def test_zonder_een_ja_krijgt_de_ander_niets(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, met_ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee, met_)
    assert met_.zoek("") == []
    antwoord(een, id_, "spaargeld", "100.00")
    een.bewaar_antwoord(id_, "gesprek.toestemming_delen", True, gedeeld(een.haal(id_).document, True))
    wissel_uit(een, twee, met_)
    assert met_.haal(id_).document["huishouden"]["spaargeld"] == "100.00"


def test_na_een_nee_hoort_de_ander_alleen_dat(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, met_ = kasten
    id_ = een.nieuw(gedeeld(document, True)).id
    wissel_uit(een, twee, met_)
    antwoord(een, id_, "spaargeld", "999.00")
    een.bewaar_antwoord(id_, "gesprek.toestemming_delen", False, gedeeld(een.haal(id_).document, False))
    wissel_uit(een, twee, met_)
    assert met_.zoek("", voor="met") == []
    assert met_.haal(id_).document["huishouden"]["spaargeld"] is None
    assert twee.haal(id_).document["huishouden"]["spaargeld"] == "999.00"


def test_wat_niet_voor_de_ander_is_kan_die_niet_lezen(kasten: Kasten, document: dict[str, Any]) -> None:
    een, _, met_ = kasten
    een.nieuw(document)
    vertel(een, [met_])
    assert met_.delen.stand().onleesbaar == 1
    assert "Samira" not in repr(een.delen.sinds({}))


def test_na_een_nee_hoort_wie_besloot_niets_nieuws(kasten: Kasten, document: dict[str, Any]) -> None:
    een, _, met_ = kasten
    id_ = met_.nieuw(gedeeld(document, True), "met").id
    wissel_uit(een, met_)
    een.bewaar_stuk(id_, "beschikking", "b.pdf", b"%PDF", {"uitkomsten": []}, date(2026, 11, 21))
    een.zet_status(id_, "besloten")
    wissel_uit(een, met_)
    met_.bewaar_antwoord(id_, "gesprek.toestemming_delen", False, gedeeld(met_.haal(id_).document, False))
    wissel_uit(een, met_)
    antwoord(met_, id_, "spaargeld", "777.00")
    wissel_uit(een, met_)
    assert [regel.id for regel in een.zoek("")] == [id_]
    assert een.haal(id_).document["huishouden"]["spaargeld"] is None


def test_met_alleen_openbare_sleutels_is_niets_te_vertellen(
    kasten: Kasten, document: dict[str, Any]
) -> None:
    """As the server has them, or somebody who passes a file on."""
    een, twee, _ = kasten
    hier = een.delen.eigen
    assert hier is not None
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    (echt,) = een.delen.sinds({})
    besloten = Versie(
        "/dossier/status", naam_van(hier.hlc + 9, hier.apparaat), "besloten", frozenset(), "", ""
    )
    valse_sleutel = bytes(nieuwe_sleutel())
    vals = Organisatiesleutel("gemeente", een.delen.sleutels()["gemeente"].publiek, valse_sleutel)
    leeg = replace(echt, id=str(uuid4()), nr=2, hlc=hier.hlc + 9, vorige=echt.hash, zegels={}, inhoud=b"")
    deling = enveloppe.sluit(leeg, pak(Celinhoud((besloten,))), {"gemeente": vals}, ["gemeente"])
    twee.delen.ontvang([deling])
    twee.delen.verwerk(id_)
    assert twee.haal(id_).status == "intake"
    assert twee.delen.stand().onleesbaar == 1


def test_met_besluit_niets_ook_niet_langs_een_omweg(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, met_ = kasten
    id_ = een.nieuw(gedeeld(document, True)).id
    wissel_uit(een, twee, met_)
    met_.zet_status(id_, "besloten")
    met_.bewaar_stuk(id_, "beschikking", "b.pdf", b"%PDF", {"uitkomsten": []}, date(2026, 11, 21))
    antwoord(met_, id_, "woonvorm", "huur")
    wissel_uit(een, twee, met_)
    for kast in (een, twee):
        assert kast.haal(id_).status == "intake"
        assert kast.stukken(id_) == []
        assert kast.haal(id_).document["huishouden"]["woonvorm"] == "huur"


def test_een_nee_wordt_geen_ja_door_de_ander(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, met_ = kasten
    id_ = een.nieuw(gedeeld(document, True)).id
    wissel_uit(een, twee, met_)
    een.bewaar_antwoord(id_, "gesprek.toestemming_delen", False, gedeeld(document, False))
    wissel_uit(een, twee, met_)
    met_.bewaar_antwoord(id_, "gesprek.toestemming_delen", True, gedeeld(document, True))
    antwoord(een, id_, "spaargeld", "999.00")
    wissel_uit(een, twee, met_)
    for kast in (een, twee):
        assert kast.haal(id_).document["gesprek"]["toestemming_delen"] is False
    assert met_.haal(id_).document["huishouden"]["spaargeld"] is None


@pytest.mark.parametrize("voor", ["", "0badcafe-"])
def test_niemand_spreekt_in_naam_van_een_werkplek_van_de_ander(
    kasten: Kasten, document: dict[str, Any], voor: str
) -> None:
    een, _, met_ = kasten
    hier = een.delen.eigen
    assert hier is not None
    id_ = een.nieuw(gedeeld(document, True)).id
    wissel_uit(een, met_)
    with met_._verbindingen.schrijven() as database:
        vals = Versie(
            "/document/huishouden/spaargeld", naam_van(hier.hlc + 1, voor + hier.apparaat), "1.00",
            frozenset(), "Sanne", "2026-11-21T12:00:00+00:00",
        )  # fmt: skip
        celrijen.voeg_toe(database, id_, [vals], ())
        vastleggen.laat_wachten(database, id_)
    wissel_uit(met_, een)
    assert een.haal(id_).document["huishouden"]["spaargeld"] is None


def test_een_dossier_houdt_zijn_nummer_en_zijn_organisatie(
    kasten: Kasten, document: dict[str, Any]
) -> None:
    een, _, met_ = kasten
    daar = met_.delen.eigen
    assert daar is not None
    dossier = een.nieuw(gedeeld(document, True))
    wissel_uit(een, met_)
    with met_._verbindingen.schrijven() as database:
        for pad, waarde in (("organisatie", "met"), ("kenmerk", "Z/1")):
            naam = naam_van(1, daar.apparaat)
            vals = Versie(
                f"/dossier/{pad}", naam, waarde, frozenset(), "Murat", "2026-11-21T12:00:00+00:00"
            )
            celrijen.voeg_toe(database, dossier.id, [vals], ())
        vastleggen.laat_wachten(database, dossier.id)
    wissel_uit(met_, een)
    assert een.haal(dossier.id).kenmerk == dossier.kenmerk
    een.bewaar_antwoord(dossier.id, "gesprek.toestemming_delen", False, gedeeld(document, False))
    assert met_.zoek("", voor="met")
    wissel_uit(een, met_)
    assert met_.zoek("", voor="met") == []


def test_een_veranderde_deling_wordt_niet_aangenomen(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    een.nieuw(document)
    list(een.delen.leg_vast())
    (deling,) = een.delen.sinds({})
    afwijkingen = twee.delen.ontvang([replace(deling, inhoud=deling.inhoud[:-1] + b"x")])
    assert len(afwijkingen) == 1
    assert twee.delen.dossiers_te_verwerken() == []


def test_alleen_wie_de_beurt_heeft_besluit(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    een.delen.keur_beurt(id_)
    with pytest.raises(Geweigerd, match="Werkplek 1"):
        twee.delen.keur_beurt(id_)
    eigen = twee.delen.eigen
    assert eigen is not None
    een.delen.geef_beurt(id_, eigen.apparaat)
    wissel_uit(een, twee)
    twee.delen.keur_beurt(id_)
    with pytest.raises(Geweigerd, match="Werkplek 2"):
        een.delen.keur_beurt(id_)


def test_wat_vernietigd_is_is_overal_weg(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    antwoord(twee, id_, "spaargeld", "100.00")
    een.archief.verwijder(id_, "Sanne")
    wissel_uit(een, twee)
    assert een.zoek("") == twee.zoek("") == []
    assert all(not d.inhoud for d in twee.delen.sinds({}) if d.soort != "vernietigd")


def test_verwijderde_notities_zijn_overal_weg(
    kasten: Kasten, tmp_path: Path, document: dict[str, Any]
) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    notitie = {"schema": "behandeling/1", "notities": {"geld": "belt terug"}}
    een.bewaar_behandeling(id_, "notitie", {"sectie": "geld", "tekst": "belt terug"}, notitie)
    een.bewaar_stuk(id_, "overzicht", "o.pdf", b"%PDF", {"uitkomsten": []}, date(2026, 11, 21))
    wissel_uit(een, twee)
    antwoord(twee, id_, "woonvorm", "huur")
    een.archief.verwijder_notities(id_, {"schema": "behandeling/1"}, "Sanne")
    wissel_uit(een, twee, rondes=3)
    for kast in (een, twee):
        assert "belt terug" not in repr(kast.alles_over(id_))
        assert kast.archief.verklaringen()
    with delende_kasten.maak(tmp_path / "nieuw", "Nieuw", 9) as nieuw:
        wissel_uit(een, twee, nieuw)
        assert nieuw.haal(id_).document == een.haal(id_).document
        assert nieuw.haal(id_).document["huishouden"]["woonvorm"] == "huur"
        assert len(nieuw.stukken(id_)) == 1
        # Whoever can read everything that was ever told reads no note.
        assert len([deling for deling in een.delen.sinds({}) if not deling.inhoud]) >= 2


def test_wie_vertrok_is_overal_weg(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    zonder = {**document, "personen": document["personen"][1:]}
    een.bewaar_antwoord(id_, "personen", zonder["personen"], zonder)
    wissel_uit(een, twee)
    assert "Yassin" in repr(twee.alles_over(id_))
    een.archief.verwijder_vertrokkenen(id_, zonder_vertrokkenen(een.alles_over(id_)), "Sanne")
    wissel_uit(een, twee)
    for kast in (een, twee):
        assert "Yassin" not in repr(kast.alles_over(id_))
        assert kast.haal(id_).document["personen"] == zonder["personen"]


def test_een_einde_van_de_ander_vernietigt_niets(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, met_ = kasten
    id_ = een.nieuw(gedeeld(document, True)).id
    wissel_uit(een, twee, met_)
    antwoord(met_, id_, "spaargeld", "1.00")
    list(met_.delen.leg_vast())
    laatste = next(d for d in reversed(met_.delen.sinds({})) if d.organisatie == "met")
    een.delen.ontvang([met_hash(replace(laatste, soort="vernietigd"))])
    een.delen.verwerk(id_)
    assert een.haal(id_).document == gedeeld(document, True)
    assert een.delen.stand().onleesbaar == 1


def test_een_sleutel_haalt_niet_op_wat_voor_de_ander_is(
    kasten: Kasten, tmp_path: Path, document: dict[str, Any]
) -> None:
    een, *_ = kasten
    een.nieuw(gedeeld(document, False))
    goedkoop = delende_kasten.GOEDKOOP
    with Dossierkast.maak(tmp_path / "n", "Noor", "paard accu nietje", argon2=goedkoop) as kast:
        kast.delen.begin(nieuw_apparaat(), 9, "Werkplek 9", "met", "Noor")
        vertel(een, [kast])
        for wie, prive in delende_kasten.SLEUTELS.items():
            zelf = prive if wie == "met" else None
            kast.delen.zet_sleutel(Organisatiesleutel(wie, publiek_bij(prive), zelf))
        assert kast.delen.dossiers_te_verwerken() == []
        assert kast.delen.stand().onleesbaar == 1


def test_twee_besluiten_worden_gezegd(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    id_ = een.nieuw(document).id
    wissel_uit(een, twee)
    for kast in (een, twee):
        kast.bewaar_stuk(id_, "beschikking", "b.pdf", b"%PDF", {"uitkomsten": []}, date(2026, 11, 21))
        kast.zet_status(id_, "besloten")
    wissel_uit(een, twee, rondes=3)
    for kast in (een, twee):
        assert len(kast.stukken(id_)) == 2
        assert [taak.wat.startswith("Er zijn twee besluiten") for taak in kast.open_taken(id_)] == [True]


def test_op_een_werkplek_van_met_besluit_niemand(kasten: Kasten, document: dict[str, Any]) -> None:
    *_, met_ = kasten
    id_ = met_.nieuw(gedeeld(document, True), "met").id
    with pytest.raises(Geweigerd, match="MET"):
        met_.delen.keur_beurt(id_)


def test_wat_van_dagen_hierna_is_wordt_niet_aangenomen(kasten: Kasten, document: dict[str, Any]) -> None:
    een, twee, _ = kasten
    een.nieuw(document)
    list(een.delen.leg_vast())
    (deling,) = een.delen.sinds({})
    later = met_hash(replace(deling, hlc=deling.hlc + (3 * 86_400_000 << 16)))
    assert twee.delen.ontvang([later]) == [f"{deling.apparaat} 1: van een klok die voorloopt"]
    assert twee.delen.dossiers_te_verwerken() == []


def test_de_ander_zegt_niet_dat_een_balie_de_beurt_kwijt_is(
    kasten: Kasten, document: dict[str, Any]
) -> None:
    een, twee, met_ = kasten
    daar = met_.delen.eigen
    assert daar is not None
    id_ = een.nieuw(gedeeld(document, True)).id
    wissel_uit(een, twee, met_)
    with twee._verbindingen.lezen() as database:
        vals = Beurt(id_, 99, daar.apparaat)
        assert not beurten.mag_zeggen(database, vals, "met")
        assert beurten.mag_zeggen(database, vals, "gemeente")
