"""What the prints say: read back from the real PDFs, as a resident, a consulent and a jurist would."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from consulent_app.documenten.schrijf import SOORTEN, maak_documenten, soorten_voor
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.datums import Geboortedatum
from consulent_app.huishouden.model import Intake, Kostenpost, Persoon
from consulent_app.regels.uitkomst import Status, Wijze
from tests.documenten import zaken
from tests.documenten.zaken import (
    AANLEIDING,
    PAS_GEHAD,
    REGELINGEN,
    afhandeling,
    instellingen,
    toegekend,
    uitkomst,
)


def bladzijden(pdf: bytes) -> list[str]:
    """Return the text of each page with every kind of white space as one space."""
    return [
        re.sub(r"\s+", " ", blad.extract_text()).replace("\u00a0", " ")
        for blad in PdfReader(io.BytesIO(pdf)).pages
    ]


def print_(zaak, soort: str) -> str:
    """Return the text of one print."""
    return " ".join(bladzijden(maak_documenten(zaak, REGELINGEN, [soort])[f"{soort}.pdf"]))


# --- the decision ------------------------------------------------------------------------------------


def test_the_decision_names_amounts_persons_and_dates():
    brief = print_(afhandeling(), "beschikking")
    for stuk in (
        "Beste Lenie Bakker en Otto Bakker,",
        "U krijgt hulp van de gemeente. Samen is dat € 420,00 in één jaar.",
        "€ 75,00 per jaar",
        "€ 270,00 per schooljaar",
        "uw kind, geboren op 1 februari 2005",
        "Wij betalen uiterlijk op 28 oktober 2019",
        "Uw recht gaat in op 15 september 2019",
        "Z/2019/0042",
        "16 september 2019",
        "1972 AB IJMUIDEN",
    ):
        assert stuk in brief


def test_the_decision_gives_reasons_with_article_and_alternative():
    brief = print_(afhandeling(), "beschikking")
    assert "Uw kind kreeg al een computer op 1 februari 2018. (artikel 7 (voorbeeld))" in brief
    assert "Wat kunt u wél doen? Vraag de school" in brief
    assert "niet van deze leeftijd" not in brief


def test_the_decision_says_how_it_came_about_and_who_decided():
    brief = print_(afhandeling(), "beschikking")
    assert "velsen-2019, versie 2019.1, controlegetal 0123456789ab" in brief
    assert "Een medewerker heeft de uitkomst bekeken en het besluit genomen." in brief
    assert "€ 1.391,75" in brief
    assert "€ 1.465,05" in brief
    assert "Vermogen" not in brief  # no condition of this decision looked at it
    assert "Wij hebben al deze regelingen van de gemeente bekeken: Sociaal-culturele" in brief


def test_the_decision_closes_on_behalf_of_the_college():
    brief = print_(afhandeling(), "beschikking")
    assert "namens het college van burgemeester en wethouders van Velsen," in brief
    assert "voorbeeldmedewerker" in brief
    assert "mandaat is een voorbeeld" in brief


def test_the_objection_clause_has_day_address_and_contents():
    brief = print_(afhandeling(), "beschikking")
    assert "U kunt bezwaar maken bij het college" in brief
    assert "uiterlijk op 28 oktober 2019" in brief
    assert "Stuur uw bezwaar naar: Sociaal Domein, Postbus 168" in brief
    assert "noem ons kenmerk Z/2019/0042" in brief
    assert "voorlopige voorziening" in brief
    assert "administratief beroep" not in brief


def test_kwijtschelding_has_administrative_appeal_in_its_own_term():
    alleen = print_(afhandeling([toegekend("kwijtschelding", None, "544.92")]), "beschikking")
    assert "U kunt administratief beroep instellen bij het college" in alleen
    assert "uiterlijk op 26 september 2019" in alleen
    assert "bezwaar maken" not in alleen
    assert "niet op uw rekening" in alleen
    assert "Wij betalen" not in alleen

    beide = [*zaken.UITKOMSTEN[:2], toegekend("kwijtschelding", None, "544.92")]
    brief = print_(afhandeling(beide), "beschikking")
    assert "Dit geldt voor: Sociaal-culturele activiteiten. U kunt bezwaar" in brief
    assert "administratief beroep" in brief


def test_a_decision_that_only_refuses_says_so_first():
    neen = uitkomst("computer", "k2", Status.GEEN_RECHT, Wijze.AMBTSHALVE, redenen=(PAS_GEHAD,))
    brief = print_(afhandeling([neen]), "beschikking")
    assert "U krijgt de hulp uit deze brief niet." in brief
    assert "Dit krijgt u niet" in brief
    assert "Wanneer krijgt u het?" not in brief
    assert "€ 0,00" not in brief


def test_the_decision_says_what_it_does_not_decide():
    brief = print_(afhandeling(), "beschikking")
    assert "U kunt nog meer krijgen: Individuele inkomenstoeslag en Bijzondere bijstand." in brief
    assert "Hiervan stellen wij het bedrag nog vast: Kwijtschelding" in brief


def test_enclosures_are_those_that_are_printed_along():
    zaak = afhandeling()
    met = maak_documenten(zaak, REGELINGEN, ["beschikking", "verzamelaanvraag", "overzicht-nl"])
    assert "aanvraagformulier en overzicht in gewone taal" in bladzijden(met["beschikking.pdf"])[0]
    assert "Bijlagen" not in print_(zaak, "beschikking")


def test_every_page_is_numbered():
    paginas = bladzijden(maak_documenten(afhandeling(), REGELINGEN, ["beschikking"])["beschikking.pdf"])
    for nummer, tekst in enumerate(paginas, 1):
        assert f"Pagina {nummer} van {len(paginas)}" in tekst


# --- the other prints --------------------------------------------------------------------------------


def test_a_proposal_decides_nothing_and_has_no_objection_clause():
    brief = print_(afhandeling(rol="raadsman"), "voorstel")
    assert "Dit is een voorstel. Het college van burgemeester en wethouders van Velsen beslist." in brief
    assert "€ 75,00 per jaar" in brief
    assert "Uw kind kreeg al een computer" in brief
    for woord in ("bezwaar", "administratief beroep", "namens het college", "Wij betalen"):
        assert woord not in brief


def test_the_application_is_filled_in_and_can_be_signed_by_both():
    intake = zaken.velsen()
    lenie = replace(intake.aanvrager, bsn="999990019")
    intake = zaken.met(
        intake, personen=(lenie, *intake.personen[1:]), kosten=(Kostenpost("bril", "p1", zaken.Geld(9950)),)
    )
    formulier = print_(afhandeling(intake=intake), "verzamelaanvraag")
    for stuk in (
        "999990019", "1 maart 1985", "€ 1.325,48", "€ 66,27", "geen inkomen", "€ 500,00",
        "Individuele inkomenstoeslag, voor uw huishouden", "€ 576,00 per jaar", "bril, € 99,50",
        "Papieren waaruit blijkt dat u werk heeft gezocht", "Offerte of rekening",
        "Wij verklaren dat dit formulier waar en volledig is.", "artikel 41, tiende lid",
        "Wij machtigen het college", "Voor welke kosten vraagt u hulp?",
    ):  # fmt: skip
        assert stuk in formulier
    assert formulier.count("Handtekening:") == 2


def test_the_application_of_one_person_has_one_signature():
    intake = zaken.velsen()
    formulier = print_(
        afhandeling(intake=zaken.met(intake, personen=(intake.aanvrager, *intake.personen[2:])),
                    uitkomsten=[u for u in zaken.UITKOMSTEN if u.persoon is None]),
        "verzamelaanvraag",
    )  # fmt: skip
    assert "Ik verklaar dat" in formulier
    assert formulier.count("Handtekening:") == 1


def test_the_receipt_says_what_when_and_by_when():
    bewijs = print_(afhandeling(ingeleverd=("Kopie van uw bankafschriften",)), "ontvangstbewijs")
    assert "Gemeente Velsen kreeg op 16 september 2019 deze papieren van Lenie Bakker" in bewijs
    assert bewijs.count("Kopie van uw bankafschriften") == 1
    assert "Wij beslissen uiterlijk op 11 november 2019" in bewijs


def test_which_prints_a_dossier_asks_for():
    assert soorten_voor(afhandeling()) == ("beschikking", "verzamelaanvraag", "overzicht-nl")
    assert soorten_voor(afhandeling(rol="raadsman"))[0] == "voorstel"
    assert "ontvangstbewijs" in soorten_voor(afhandeling(ingeleverd=("Paspoort",)))
    assert soorten_voor(afhandeling([])) == ("overzicht-nl",)


# --- marks, refusals, hard cases ---------------------------------------------------------------------


@pytest.mark.parametrize("soort", SOORTEN)
@pytest.mark.parametrize("merk", ["VOORBEELD", "OEFENING", ""])
def test_the_mark_lies_over_every_page_of_every_print(soort, merk):
    zaak = afhandeling(merk=merk, rol="raadsman" if soort == "voorstel" else "consulent")
    zaak = replace(zaak, aanleiding=AANLEIDING)
    for blad in bladzijden(maak_documenten(zaak, REGELINGEN, [soort])[f"{soort}.pdf"]):
        if merk:
            assert merk in blad
        assert ("VOORSTEL" in blad) == (soort == "voorstel")
        assert merk or not re.search("VOORBEELD|OEFENING", blad)


def test_no_decision_no_letter():
    with pytest.raises(InvoerFout, match="er valt nu niets te beslissen"):
        maak_documenten(afhandeling([]), REGELINGEN, ["beschikking"])
    with pytest.raises(InvoerFout, match="een raadsman beslist niet"):
        maak_documenten(afhandeling(rol="raadsman"), REGELINGEN, ["beschikking"])
    with pytest.raises(InvoerFout, match="niets dat moet worden aangevraagd"):
        maak_documenten(afhandeling([]), REGELINGEN, ["verzamelaanvraag"])
    with pytest.raises(InvoerFout, match="geen soort brief"):
        maak_documenten(afhandeling([]), REGELINGEN, ["factuur"])


def test_a_missing_setting_stops_all_prints_by_name():
    zaak = afhandeling(inst=instellingen("heemskerk"))
    with pytest.raises(InvoerFout, match=r"ondertekening\.mandaat"):
        maak_documenten(zaak, REGELINGEN, ["overzicht-nl", "beschikking"])
    assert "overzicht-nl.pdf" in maak_documenten(zaak, REGELINGEN, ["overzicht-nl"])


def test_the_same_input_gives_the_same_bytes():
    zaak = afhandeling(ingeleverd=("Paspoort",))
    soorten = soorten_voor(zaak)
    assert maak_documenten(zaak, REGELINGEN, soorten) == maak_documenten(zaak, REGELINGEN, soorten)
    gemaakt = PdfReader(io.BytesIO(maak_documenten(zaak, REGELINGEN, soorten)["beschikking.pdf"]))
    assert gemaakt.metadata.creation_date.date() == date(2019, 9, 16)


def groot_gezin() -> Intake:
    """Return two people with names that fit nowhere, fourteen children, an address too long."""
    lang = "van der Meulen-Hooghiemstra van Oosterhout tot Wassenaarsveld"
    intake = zaken.velsen()
    kinderen = tuple(
        replace(intake.persoon("k2"), id=f"k{n}", voornaam=f"Łukasz{n}", achternaam=lang,
                geboortedatum=Geboortedatum(2005, 2))
        for n in range(1, 15)
    )  # fmt: skip
    ouders = (
        replace(intake.aanvrager, voornaam="Wilhelmina-Alexandrina Constantia", achternaam=lang),
        replace(intake.partner, voornaam="Mehmet Oğuzhan", achternaam="Şahinöz & <b>Đặng"),
    )
    huis = replace(
        intake.huishouden, straat="Burgemeester Rijkens-van der Weerdt Nieuwenhuysenlaan aan Zee",
        huisnummer=12345, toevoeging="bis", woonplaats="Driehuis aan de Noordzeekust-Oost",
    )  # fmt: skip
    return zaken.met(intake, personen=(*ouders, *kinderen), huishouden=huis)


def test_fourteen_children_and_long_names_all_get_their_letter():
    kinderen = [toegekend("schoolkosten_voortgezet", f"k{n}", "270") for n in range(1, 15)]
    neen = [
        uitkomst("computer", f"k{n}", Status.GEEN_RECHT, Wijze.AMBTSHALVE, redenen=(PAS_GEHAD,))
        for n in range(1, 15)
    ]
    zaak = afhandeling([*kinderen, *neen, *zaken.UITKOMSTEN[6:8]], intake=groot_gezin())
    brief = print_(zaak, "beschikking")
    assert "Şahinöz & <b>Đặng" in brief
    assert brief.count("€ 270,00 per schooljaar") == 14
    assert brief.count("Uw kind kreeg al een computer") == 1
    assert "€ 3.780,00" in brief
    assert "14 × € 270,00 per schooljaar" in print_(zaak, "overzicht-nl")
    assert "Łukasz14 van der" in print_(zaak, "verzamelaanvraag")


def test_a_long_address_stays_inside_the_window():
    zaak = afhandeling(intake=groot_gezin())
    pdf = maak_documenten(zaak, REGELINGEN, ["beschikking"])["beschikking.pdf"]
    plekken: list[tuple[float, str]] = []
    PdfReader(io.BytesIO(pdf)).pages[0].extract_text(
        visitor_text=lambda tekst, cm, tm, *_: plekken.append((tm[5] + cm[5], tekst))
    )
    mm = 72 / 25.4
    onder = min(y for y, tekst in plekken if "NOORDZEEKUST" in tekst)
    assert onder > (297 - 50 - 32) * mm


def test_a_household_of_which_almost_nothing_is_known():
    leeg = Intake(peildatum=date(2019, 9, 15), pakket="velsen-2019", personen=(Persoon("p1", "aanvrager"),))
    zaak = afhandeling(
        [
            uitkomst("computer", None, Status.GEEN_RECHT, Wijze.AMBTSHALVE, redenen=(PAS_GEHAD,)),
            *[u for u in zaken.UITKOMSTEN if u.persoon is None],
        ],
        intake=leeg,
    )
    assert "Beste inwoner," in print_(zaak, "beschikking")
    formulier = print_(zaak, "verzamelaanvraag")
    assert "€ 0,00" not in formulier
    assert "None" not in formulier
    assert "Telefoon: …" in formulier


def test_a_character_without_a_shape_is_refused_with_the_name_in_which_it_stands():
    intake = zaken.velsen()
    naam = replace(intake.aanvrager, voornaam="李")
    zaak = afhandeling(intake=zaken.met(intake, personen=(naam, *intake.personen[1:])))
    for soort in ("beschikking", "verzamelaanvraag", "overzicht-nl"):
        with pytest.raises(InvoerFout, match=r"'李' \(U\+674E\)"):
            maak_documenten(zaak, REGELINGEN, [soort])


def test_an_overview_sets_a_name_in_the_script_it_is_written_in():
    intake = zaken.velsen()
    for naam in ("سميرة", "ሳራ", "Ґанна", "Łucja Đặng"):
        aanvrager = replace(intake.aanvrager, voornaam=naam)
        zaak = afhandeling(intake=zaken.met(intake, personen=(aanvrager, *intake.personen[1:])))
        for soort in ("overzicht-nl", "overzicht-ar", "overzicht-ti"):
            pdf = maak_documenten(zaak, REGELINGEN, [soort])[f"{soort}.pdf"]
            namen = {
                font["/BaseFont"] for blad in PdfReader(io.BytesIO(pdf)).pages for font in _letters(blad)
            }
            assert len(namen) >= 2, (naam, soort)


def _letters(blad) -> list:
    return [font.get_object() for font in blad["/Resources"]["/Font"].values()]


@pytest.mark.parametrize("naam", ["Noor 🌸", "李娜"])
def test_a_name_that_no_font_has_is_refused_and_never_a_box(naam: str):
    intake = zaken.velsen()
    aanvrager = replace(intake.aanvrager, voornaam=naam)
    zaak = afhandeling(intake=zaken.met(intake, personen=(aanvrager, *intake.personen[1:])))
    for soort in ("beschikking", "overzicht-nl", "overzicht-ar"):
        with pytest.raises(
            InvoerFout, match="staat niet in het lettertype: schrijf het in Latijns schrift"
        ):
            maak_documenten(zaak, REGELINGEN, [soort])
