"""The check per area of life: what is signalled, to whom that leads, and by which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties import leefgebieden as acties
from consulent_app.acties.toetsen import Toetser
from consulent_app.huishouden.model import Geldzorgen, Gesprek, Huishouden, Intake, Persoon
from consulent_app.intake.leefgebieden import (
    Signaal,
    Verwijsadvies,
    met_aanbod,
    met_signaal,
    open_pad,
    open_signalen,
    past,
    signalen_in,
    te_drukken,
    verwijsadviezen,
)
from consulent_app.intake.lees_leefgebieden import lees_wegwijzer
from consulent_app.paden import resources
from consulent_app.regels.plek import PakketFout
from consulent_app.regels.uitkomst import Verwijzing

WOENSDAG = date(2026, 11, 18)
TOETSER = Toetser()
HEEMSKERK = TOETSER.wegwijzer("heemskerk")
SIGNALEN = {s.id: s for gebied in HEEMSKERK.leefgebieden for s in gebied.signalen}
KIND = Persoon("k1", "kind")


def intake(*kinderen: Persoon, peildatum: date = WOENSDAG, **anders: Any) -> Intake:
    return Intake(peildatum, "heemskerk", (Persoon("p1", "aanvrager"), *kinderen), **anders)


def adviezen(gezin: Intake, pakket: str = "heemskerk", **gegeven: bool | None) -> list[Verwijsadvies]:
    oordeel = TOETSER.toets_intake(gezin)
    wegwijzer = TOETSER.wegwijzer(pakket)
    return list(verwijsadviezen(gegeven, gezin, wegwijzer, gezin.peildatum, oordeel.verwijzingen))


# --- terms -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("peildatum", "uiterlijk"),
    [
        (date(2026, 11, 18), date(2026, 11, 23)),  # Wednesday: over the weekend
        (date(2026, 11, 16), date(2026, 11, 19)),
        (date(2026, 12, 23), date(2026, 12, 29)),  # over both days of Christmas and the weekend
        (date(2026, 4, 2), date(2026, 4, 9)),  # over Good Friday and Easter Monday
        (date(2026, 11, 21), date(2026, 11, 25)),  # from a Saturday
    ],
)
def test_a_threat_asks_for_a_talk_within_three_working_days(peildatum: date, uiterlijk: date):
    gezin = intake(peildatum=peildatum, geldzorgen=Geldzorgen(dreiging=("ontruiming",)))
    eerste = adviezen(gezin)[0]
    assert (eerste.id, eerste.spoed, eerste.uiterlijk) == ("schuldhulp", True, uiterlijk)
    assert "art. 4 lid 2" in eerste.artikel
    assert eerste.telefoon == "14 0251"


def test_arrears_ask_for_a_talk_within_four_weeks():
    schuldhulp, met = adviezen(intake(geldzorgen=Geldzorgen(betalingsachterstand=True, dreiging=())))
    assert (schuldhulp.id, schuldhulp.spoed) == ("schuldhulp", False)
    assert schuldhulp.uiterlijk == date(2026, 12, 16)
    assert "art. 4 lid 1" in schuldhulp.artikel
    assert (met.id, met.uiterlijk) == ("met", None)


def test_without_a_rule_in_the_package_the_signal_refers_by_itself():
    """Velsen has no referral rules and no social map: the kind of help is named, no organisation."""
    gezin = replace(
        intake(geldzorgen=Geldzorgen(dreiging=("afsluiting_water",))),
        pakket="velsen-2019",
        peildatum=date(2019, 9, 13),
    )
    (advies,) = adviezen(gezin, "velsen-2019")
    assert (advies.naar, advies.telefoon, advies.uiterlijk) == ("Hulp bij schulden", "", date(2019, 9, 18))
    assert te_drukken([advies], {}) == ()


# --- no doubles, most urgent first -------------------------------------------------------------------


def test_one_organisation_is_one_referral_with_all_reasons():
    gezin = intake(KIND, geldzorgen=Geldzorgen(betalingsachterstand=True, dreiging=("afsluiting_energie",)))
    alle = adviezen(gezin, post=True, eten=True, alleen=True, kind_meedoen=True)
    assert [a.id for a in alle] == ["schuldhulp", "met", "serviceplein"]
    schuldhulp, met, _ = alle
    assert schuldhulp.reden.count("U kunt niet alle rekeningen") == 1
    assert schuldhulp.reden.startswith("U kunt uw huis")
    assert met.redenen[0].startswith("U heeft te weinig geld voor eten.")
    assert met.uiterlijk == date(2026, 11, 23)
    assert met.gebieden == ("geld", "netwerk")


def test_a_threat_is_never_lost_behind_a_rule_that_knows_only_arrears():
    regel = Verwijzing("Loket", "U heeft schulden.", SIGNALEN["achterstand"].artikel, id="schuldhulp")
    gezin = intake(geldzorgen=Geldzorgen(betalingsachterstand=True, dreiging=("ontruiming",)))
    (eerste,) = verwijsadviezen({}, gezin, HEEMSKERK, WOENSDAG, [regel])
    assert (eerste.spoed, eerste.uiterlijk) == (True, date(2026, 11, 23))
    assert eerste.redenen == ("U kunt uit uw huis worden gezet.", "U heeft schulden.")


def test_a_referral_of_an_unknown_rule_stands_as_the_package_has_it():
    regel = Verwijzing("Iemand anders", "Daarom.", "", id="iets_nieuws")
    (advies,) = verwijsadviezen({}, intake(), HEEMSKERK, WOENSDAG, [regel])
    assert (advies.id, advies.naar, advies.reden) == ("regel-iets_nieuws", "Iemand anders", "Daarom.")
    assert te_drukken([advies], {})[0].naar == "Iemand anders"


# --- what is not known -------------------------------------------------------------------------------


def test_what_is_not_known_refers_nobody_and_is_counted_as_open():
    gezin = intake()
    assert adviezen(gezin, post=None) == []
    geld = HEEMSKERK.leefgebieden[0]
    assert [s.id for s in open_signalen(geld, {}, gezin)] == ["achterstand", "afsluiting", "post", "eten"]
    bekend = replace(gezin, geldzorgen=Geldzorgen(betalingsachterstand=False, dreiging=()))
    assert [s.id for s in open_signalen(geld, {"post": False}, bekend)] == ["eten"]


def test_an_open_answer_of_the_intake_leads_to_its_own_question():
    gezin = intake(KIND)
    assert open_pad(SIGNALEN["zorgschuld"], gezin) == "personen.p1.wanbetaler_zorgpremie"
    assert open_pad(SIGNALEN["lezen"], gezin) == "gesprek.laaggeletterd"
    assert open_pad(SIGNALEN["post"], gezin) is None


def test_what_is_in_the_intake_is_not_asked_again():
    gezin = intake(
        huishouden=Huishouden(woonvorm="geen_woning"), gesprek=Gesprek(taal="ar", laaggeletterd=True)
    )
    assert {a.id for a in adviezen(gezin)} == {"serviceplein", "taalhuis"}
    dutch = replace(gezin, gesprek=Gesprek(taal="Nederlands", laaggeletterd=False))
    assert {a.id for a in adviezen(dutch)} == {"serviceplein"}
    schuld = replace(intake(), personen=(Persoon("p1", "aanvrager", wanbetaler_zorgpremie=True),))
    assert [a.id for a in adviezen(schuld)] == ["schuldhulp"]


def test_questions_that_are_not_about_this_household_are_not_asked():
    def gevraagd(gezin: Intake) -> set[str]:
        return {s.id for s in SIGNALEN.values() if s.vraag and past(s, gezin)}

    assert {"kind_meedoen", "kind_school", "opvoeden", "bedrijf"}.isdisjoint(gevraagd(intake()))
    assert "opvoeden" in gevraagd(intake(KIND))
    assert "bedrijf" in gevraagd(intake(geldzorgen=Geldzorgen(ondernemer=True)))
    in_traject = intake(geldzorgen=Geldzorgen(betalingsachterstand=True, schuldhulptraject="wgs"))
    assert not past(SIGNALEN["achterstand"], in_traject)


# --- the document and the paper ------------------------------------------------------------------------


def test_the_document_keeps_answers_and_what_was_offered():
    document = met_signaal(met_signaal({}, "post", True), "eten", False)
    assert signalen_in(met_signaal(document, "eten", None)) == {"post": True}
    document = met_aanbod(document, "met", True, "belt maandag", WOENSDAG)
    assert document == {
        "signalen": {"post": True, "eten": False},
        "verwijzingen": {"met": {"aangeboden": "ja", "notitie": "belt maandag", "op": "2026-11-18"}},
    }
    assert met_aanbod(document, "met", None, "", WOENSDAG)["verwijzingen"] == {}


def test_on_paper_comes_what_is_sure_or_what_somebody_vouches_for():
    alle = adviezen(intake(), digitaal=True, alleen=True)
    assert {a.id for a in alle} == {"met", "taalhuis"}
    assert [v.naar for v in te_drukken(alle, {})] == ["MET Heemskerk"]
    ja = met_aanbod({}, "taalhuis", True, "", WOENSDAG)
    assert [v.naar for v in te_drukken(alle, ja)] == ["Taalhuis", "MET Heemskerk"]
    nee = met_aanbod({}, "met", False, "", WOENSDAG)
    assert te_drukken(alle, nee) == ()


# --- the data --------------------------------------------------------------------------------------


def test_the_data_that_ships_is_right():
    assert acties.controleer(TOETSER) == []
    assert len(HEEMSKERK.leefgebieden) == 7
    for gebied in HEEMSKERK.leefgebieden:
        assert 2 <= len(gebied.signalen) <= 4
        assert all(len(s.vraag.split()) <= 15 for s in gebied.signalen)


def test_only_numbers_that_were_seen_are_in_the_map_of_heemskerk():
    assert {o.telefoon for o in HEEMSKERK.organisaties} == {"14 0251", "088 88 76 800", ""}


def test_what_the_map_misses_is_asked_of_the_gemeente():
    punten = acties.open_punten("heemskerk", TOETSER)
    assert "Sociale kaart, nog invullen: MET Heemskerk: adres, openingstijden" in punten
    assert any("bevestigen: Taalhuis" in punt for punt in punten)
    assert acties.open_punten("velsen-2019", TOETSER) == [
        "Sociale kaart: er is nog geen lijst van organisaties."
    ]


SIGNAAL = 'id = "x"\nleefgebied = "geld"\nhulp = "h"\nreden = "R."\n'
BASIS = '[[hulp]]\nid = "h"\nnaam = "H"\n[[leefgebied]]\nid = "geld"\nnaam = "Geld"\n'


@pytest.mark.parametrize(
    ("signaal", "wat"),
    [
        ("weken = 4\n", "niet duidelijk of dit gevraagd wordt"),
        ('vraag = "V?"\nweken = 4\n', "'uitleg' ontbreekt"),
        ('vraag = "V?"\nuitleg = "U."\n', "de termijn klopt niet"),
        ('weken = 4\nintake = { veld = "geldzorgen.weg" }\n', "is geen vraag van de intake"),
        ('weken = 4\nintake = { veld = "geldzorgen.dreiging" }\n', "welk antwoord telt"),
        ('weken = 4\nintake = { veld = "geldzorgen.dreiging", bij = ["storm"] }\n', "'storm' kan niet"),
        ('weken = 4\nintake = { vel = "gesprek.taal" }\n', "'veld' ontbreekt"),
        ('vraag = "V?"\nuitleg = "U."\nweeken = 4\n', "bedoelt u 'weken'?"),
    ],
)
def test_a_fault_in_a_signal_is_told_with_its_line(tmp_path: Path, signaal: str, wat: str):
    bestand = tmp_path / "leefgebieden.toml"
    bestand.write_text(f"{BASIS}[[signaal]]\n{SIGNAAL}{signaal}", encoding="utf-8")
    with pytest.raises(PakketFout) as fout:
        lees_wegwijzer(bestand, None, TOETSER.pakket("rijk").velden_op_pad, ())
    teksten = [str(f) for f in fout.value.fouten]
    assert any(wat in tekst for tekst in teksten), teksten
    assert all("leefgebieden.toml, regel " in tekst for tekst in teksten)


@pytest.mark.parametrize(
    ("anders", "wat"),
    [
        (('"14 0251"', '"veertien"'), "'veertien' is geen telefoonnummer"),
        (('telefoon = "14 0251"\n', ""), "'telefoon' moet er één keer staan"),
        (('"schuldhulp", "ondernemers"', '"schuldhulp"'), "niemand geeft 'ondernemers'"),
        (('"schuldhulp_spoed"', '"weg"'), "'weg' kan niet bij 'verwijsregels'"),
        (('zekerheid = "gezien"', 'zekerheid = "zeker"'), "'zeker' kan niet bij 'zekerheid'"),
        (('id = "met"', 'id = "schuldhulp"'), "'schuldhulp' staat er al"),
        (("[kaart]", "[kaart"), "dit is geen geldige TOML"),
    ],
)
def test_a_fault_in_the_map_is_told_with_its_line(tmp_path: Path, anders: tuple[str, str], wat: str):
    goed = (resources() / "sociale-kaart" / "heemskerk.toml").read_text(encoding="utf-8")
    bestand = tmp_path / "kaart.toml"
    bestand.write_text(goed.replace(*anders), encoding="utf-8")
    pakket = TOETSER.pakket("heemskerk")
    regels = [regel.id for regel in pakket.verwijsregels]
    with pytest.raises(PakketFout) as fout:
        lees_wegwijzer(resources() / "leefgebieden.toml", bestand, pakket.velden_op_pad, regels)
    assert any(wat in str(f) and "kaart.toml, regel " in str(f) for f in fout.value.fouten)


def test_a_signal_has_its_own_last_day():
    signaal = Signaal("x", "geld", "h", "R.", weken=6)
    assert signaal.uiterlijk(WOENSDAG) == date(2026, 12, 30)
