"""The plain overview: one page, large type, short sentences, readable by a screen reader."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from consulent_app.documenten import stijl
from consulent_app.documenten.lettertypen import drukbaar, map_, registreer
from consulent_app.documenten.overzicht import gegevens, overzicht
from consulent_app.paden import resources
from consulent_app.regels.uitkomst import Status, Wijze
from consulent_app.taal.teksten import teksten
from tests.documenten import zaken
from tests.documenten.zaken import SCHULDEN, afhandeling, toegekend, uitkomst

MOEILIJK = (
    "ambtshalve", "beschikking", "draagkracht", "vermogen", "peildatum", "conform", "middels",
    "derhalve", "indien", "ten behoeve", "in aanmerking", "verstrekken", "dient",
)  # fmt: skip


def lees(zaak) -> PdfReader:
    return PdfReader(io.BytesIO(overzicht(zaak)))


def tekst(zaak) -> str:
    return re.sub(r"\s+", " ", " ".join(blad.extract_text() for blad in lees(zaak).pages))


def test_the_family_fits_on_two_pages_with_everything_on_it():
    assert len(lees(afhandeling()).pages) <= 2
    blad = tekst(afhandeling())
    for stuk in (
        "Voor Lenie Bakker en Otto Bakker", "2 × € 75,00 per jaar", "€ 270,00 per schooljaar",
        "Samen in één jaar", "€ 420,00", "Wij betalen uiterlijk op 28 oktober 2019.",
        "Individuele inkomenstoeslag.", "Kopie van uw bankafschriften", "Computer voor school",
        "Hier heeft u recht op", "bedrag volgt", "Voor welke kosten vraagt u hulp?",
        "Gemeente: Voorbeeldloket", "Jeugdfonds Sport.",
        "Neem mee: Kopie van uw bankafschriften",
        "Zet uw handtekening onder de aanvraag.",
        "Verandert uw inkomen of uw gezin? Bel ons", "Moet ik dit terugbetalen?",
        "U hoeft dit geld niet terug te betalen.", "Formulierenbrigade helpt u.", "088 88 76 970",
    ):  # fmt: skip
        assert stuk in blad
    assert blad.count("Kopie van uw bankafschriften") == 1


def test_nothing_to_give_is_said_without_zero():
    leeg = tekst(afhandeling([]))
    assert "Wij kunnen u vandaag nog niets geven." in leeg
    assert "Hieronder staat wat wel kan." not in leeg
    assert "€ 0" not in leeg


def test_a_right_without_amount_is_a_right():
    zaak = afhandeling([uitkomst("computer", "k2", Status.RECHT, Wijze.AMBTSHALVE)])
    blad = tekst(zaak)
    assert "Hier heeft u recht op" in blad
    assert "bedrag volgt" in blad
    assert "niets geven" not in blad


def test_a_proposal_promises_nothing():
    blad = tekst(afhandeling(rol="raadsman"))
    assert "Dit stellen wij voor" in blad
    assert "De gemeente beslist en stuurt u een brief." in blad
    assert "Wij betalen" not in blad


def test_referrals_come_with_their_last_day():
    import datetime

    spoed = replace(SCHULDEN, spoed=True, uiterlijk=datetime.date(2019, 9, 19))
    blad = tekst(afhandeling(verwijzingen=(SCHULDEN, spoed)))
    assert "Contact: uiterlijk op 19 september 2019." in blad


def test_earning_more_is_only_told_when_it_is_asked_for():
    from dataclasses import replace

    from consulent_app.huishouden.geld import Geld
    from consulent_app.regels.inkomenslijn import Terugval

    assert "meer verdienen" not in tekst(afhandeling())
    val = Terugval(Geld(154721), Geld(157560), Geld(6328), {}, False, Geld(164657))
    blad = tekst(replace(afhandeling(), terugval=val)).replace("\u00a0", " ")
    assert "Gaat u meer verdienen?" in blad
    assert "Let op bij een loon van € 1.547 tot € 1.576 per maand." in blad
    assert "Dan houdt u ongeveer € 63 per maand minder over." in blad
    assert "Vanaf € 1.647 loon heeft u weer evenveel." in blad
    assert "nog niet alle bedragen" not in blad
    onzeker = tekst(replace(afhandeling(), terugval=replace(val, voorbehoud=True, weer_vanaf=None)))
    assert "Wij kennen nog niet alle bedragen." in onzeker
    assert "weer evenveel" not in onzeker


def test_kwijtschelding_is_explained():
    assert "gaat van uw belasting af" in tekst(afhandeling([toegekend("kwijtschelding", None, "544.92")]))


def test_our_own_sentences_are_plain():
    for sleutel, zinnen in teksten("overzicht").items():
        for zin in re.split(r"(?<=[.?!:])\s+", zinnen):
            assert len(zin.split()) <= 15, (sleutel, zin)
        assert not [woord for woord in MOEILIJK if woord in zinnen.lower()], sleutel
        assert not re.search(r"\b(worden|zullen|je|jij|jouw)\b", zinnen), sleutel


def test_every_pictogram_that_is_asked_for_is_there():
    data = gegevens(afhandeling(verwijzingen=(SCHULDEN,)))
    for blok in data["blokken"]:
        assert (resources() / "pictogrammen" / f"{blok['pictogram']}.svg").is_file()


def test_the_type_is_twelve_points_or_larger():
    maten: set[float] = set()
    lees(afhandeling()).pages[0].extract_text(
        visitor_text=lambda t, cm, tm, font, maat: maten.add(abs(maat * tm[0])) if t.strip() else None
    )
    assert min(maat for maat in maten if maat) >= 11.9


def test_it_is_tagged_and_archivable():
    catalogus = lees(afhandeling()).trailer["/Root"]
    assert catalogus["/MarkInfo"]["/Marked"]
    assert catalogus["/Lang"] == "nl"
    xmp = catalogus["/Metadata"].get_object().get_data()
    assert b"pdfuaid" in xmp
    assert b"<pdfaid:part>2<" in xmp


@pytest.mark.parametrize("bestand", stijl.BESTANDEN.values())
def test_the_fonts_are_there_with_their_licence(bestand):
    assert (map_() / bestand).is_file()
    assert "SIL Open Font License" in (map_() / "OFL.txt").read_text(encoding="utf-8")


def test_names_from_the_brp_can_be_printed():
    namen = "Ağaoğlu Şükrü Đặng Nguyễn Łukasz Žižka Øst Ñandú Ĳsbrand Ștefan Ґонта Ωνάσης ß ſ ŵ"
    assert drukbaar(namen) == namen
    assert drukbaar("e\u0301") == "é"
    assert drukbaar("€ 1.283,83 en art. 36") == "€\u00a01.283,83 en art.\u00a036"
    assert drukbaar("a\tb\u200bc\nd") == "a bc d"
    assert ord("€") in registreer()


def test_the_fixture_family_is_the_shipped_example():
    assert zaken.velsen().aanvrager.naam == "Lenie Bakker"


def test_what_the_state_gives_stands_apart_as_an_estimate():
    maand = {"periode": "maand"}
    uitkomsten = [
        toegekend("sociaal_culturele_activiteiten", "p1", "75"),
        replace(uitkomst("zorgtoeslag", "p1", Status.RECHT, Wijze.VERWIJZING, "129.40"), **maand),
        replace(uitkomst("zorgtoeslag", "p2", Status.RECHT, Wijze.VERWIJZING, "100.20"), **maand),
    ]
    blad = tekst(afhandeling(uitkomsten))
    assert "Misschien recht: vraag dit zelf aan" in blad
    assert "misschien ongeveer € 230 per maand" in blad
    assert re.search(r"Samen in één jaar\s*€ 75,00", blad)
    assert "Ook anderen kunnen u helpen" not in blad


def test_what_the_state_may_give_without_answers_is_one_line():
    open_ = uitkomst("zorgtoeslag", "p1", Status.ONBEKEND, Wijze.VERWIJZING, ontbreekt=("kosten",))
    blad = tekst(afhandeling([open_]))
    assert "Nog niet zeker: Zorgtoeslag." in blad
    assert "ongeveer" not in blad
    assert "bedrag nog niet bekend" not in blad
    assert "Voor welke kosten vraagt u hulp?" not in blad


def test_an_estimate_without_amount_says_so():
    zonder = uitkomst("zorgtoeslag", "p1", Status.RECHT, Wijze.VERWIJZING)
    assert "bedrag nog niet bekend" in tekst(afhandeling([zonder]))


def test_a_referral_tells_who_how_to_call_why_and_by_when():
    import datetime

    from consulent_app.regels.uitkomst import Verwijzing

    dag = datetime.date(2019, 10, 14)
    met = Verwijzing(
        "Sociaal werk", "U voelt zich vaak alleen.", "", uiterlijk=dag, telefoon="000 000 00 00"
    )
    blad = tekst(afhandeling(verwijzingen=(met,)))
    regel = (
        "Sociaal werk: Bellen: 000 000 00 00. U voelt zich vaak alleen. Contact: uiterlijk op 14 oktober"
    )
    assert regel in blad


def test_signals_and_rules_come_together_on_paper_most_urgent_first():
    from datetime import date

    from consulent_app.acties.brieven import Opdracht, maak_brieven
    from consulent_app.acties.toetsen import Toetser
    from consulent_app.besluiten.behandeling import Behandeling
    from consulent_app.huishouden.lezen import lees_bestand

    intake = lees_bestand(resources() / "voorbeelden" / "nog-veel-onbekend.json")
    leef = {"signalen": {"werk_zoeken": True, "digitaal": True}, "verwijzingen": {}}
    opdracht = Opdracht(date(2026, 11, 18), "Z/1", rol="raadsman", soorten=("overzicht-nl",))
    zonder = maak_brieven(intake, Toetser(), opdracht).afhandeling.verwijzingen
    assert [v.naar for v in zonder] == ["Schuldhulpverlening gemeente Heemskerk", "MET Heemskerk"]
    brieven = maak_brieven(intake, Toetser(), replace(opdracht, behandeling=Behandeling(leefgebieden=leef)))
    assert [(v.id, v.telefoon) for v in brieven.afhandeling.verwijzingen] == [
        ("schuldhulp", "14 0251"), ("werk_en_inkomen", "14 0251"), ("met", "088 88 76 800"),
    ]  # fmt: skip
    blad = tekst(brieven.afhandeling)
    assert "Schuldhulpverlening gemeente Heemskerk: Bellen: 14 0251. U kunt uw huis, stroom," in blad
    assert "Contact: uiterlijk op 23 november 2026." in blad
    assert "U wilt werk, of meer werk. Contact: uiterlijk op 16 december 2026." in blad
    assert "Taalhuis" not in blad
