"""What the law asks of a decision, item by item: docs/brieven.md names the test for each."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from consulent_app.besluiten.behandeling import Afwijsgesprek, Behandeling, Maatwerk, Vertegenwoordiger
from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.documenten.schrijf import maak_documenten, soorten_voor
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.geld import Geld
from consulent_app.paden import wortel
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

DOCUMENT = "docs/brieven.md"
GESPREK = Afwijsgesprek(date(2019, 9, 12), "telefoon", "intern", "ik had de computer al terugbetaald")
GEEN_TWEEDE = uitkomst("computer", "k2", Status.GEEN_RECHT, Wijze.AMBTSHALVE, redenen=(PAS_GEHAD,))


def brief(zaak: Afhandeling | None = None, soort: str = "beschikking") -> str:
    """Return the text of a letter with single spaces."""
    import io

    zaak = zaak or afhandeling()
    pdf = maak_documenten(zaak, REGELINGEN, [soort])[f"{soort}.pdf"]
    tekst = " ".join(blad.extract_text() for blad in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", tekst).replace("\u00a0", " ")


def volgorde(tekst: str, *delen: str) -> None:
    """Check that the parts are there, one after another."""
    plekken = [tekst.index(deel) for deel in delen]
    assert plekken == sorted(plekken)


def met(**anders: str | int) -> Instellingen:
    """Return the settings of the example with other values."""
    sleutels = {naam.replace("__", "."): waarde for naam, waarde in anders.items()}
    return Instellingen({**instellingen().waarden, **sleutels})


# --- to whom, when, why ------------------------------------------------------------------------------


def test_de_brief_gaat_naar_de_inwoner() -> None:
    volgorde(
        brief(), "Lenie Bakker", "Otto Bakker", "Huisnummer 1", "1972 AB IJMUIDEN", "Beste Lenie Bakker"
    )


def test_met_een_bewindvoerder_gaat_de_brief_naar_die() -> None:
    ander = Vertegenwoordiger("bewindvoerder", "Bureau Voorbeeld", ("Kade 3", "1970 AA  VELSEN"))
    tekst = brief(afhandeling(behandeling=Behandeling(vertegenwoordiger=ander)))
    volgorde(
        tekst, "Bureau Voorbeeld", "bewindvoerder van Lenie Bakker en Otto Bakker", "Kade 3",
        "1970 AA VELSEN", "Beste Bureau Voorbeeld,", "Deze brief gaat over Lenie Bakker en Otto Bakker.",
        "Wij sturen hem aan u als bewindvoerder.",
        "Met 'u' bedoelen wij hierna Lenie Bakker en Otto Bakker.",
    )  # fmt: skip
    assert "Huisnummer 1" not in tekst


def test_zonder_naam_van_de_bewindvoerder_gaat_er_geen_besluit_uit() -> None:
    intake = zaken.velsen()
    onder_bewind = replace(intake, geldzorgen=replace(intake.geldzorgen, bewindvoerder=True))
    zaak = afhandeling(intake=onder_bewind)
    assert soorten_voor(zaak) == ("verzamelaanvraag", "overzicht-nl")
    with pytest.raises(InvoerFout, match="vul de naam en het adres in"):
        brief(zaak)
    assert brief(zaak, "verzamelaanvraag").count("Handtekening:") == 3


def test_onder_curatele_gaat_er_zonder_naam_van_de_curator_geen_besluit_uit() -> None:
    zaak = afhandeling(behandeling=Behandeling(merken=frozenset({"curatele"})))
    assert soorten_voor(zaak) == ("verzamelaanvraag", "overzicht-nl")
    with pytest.raises(InvoerFout, match="onder curatele"):
        brief(zaak)
    curator = Vertegenwoordiger("curator", "Bureau Voorbeeld", ("Kade 3", "1970 AA  VELSEN"))
    zaak = afhandeling(behandeling=Behandeling(merken=frozenset({"curatele"}), vertegenwoordiger=curator))
    assert "Wij sturen hem aan u als curator." in brief(zaak)


def test_de_brief_heeft_een_datum_en_een_kenmerk() -> None:
    volgorde(brief(), "Datum 16 september 2019", "Ons kenmerk Z/2019/0042", "Onderwerp Besluit over hulp")


def test_de_brief_zegt_waarom_er_uit_onszelf_wordt_besloten() -> None:
    assert "Met wat u ons vertelde, besluiten wij uit onszelf (ambtshalve)." in brief()
    intake = zaken.velsen()
    uit_bestand = replace(intake, gesprek=replace(intake.gesprek, plaats="bestand"))
    zin = "Wij kenden uw gegevens al en besluiten uit onszelf (ambtshalve)."
    assert zin in brief(afhandeling(intake=uit_bestand))


# --- what is decided ---------------------------------------------------------------------------------


def test_eerst_wat_u_krijgt_dan_wat_nog_nodig_is_dan_wat_u_niet_krijgt() -> None:
    volgorde(
        brief(),
        "Dit krijgt u",
        "Wanneer krijgt u het?",
        "Dit hebben wij nog van u nodig",
        "Dit krijgt u niet",
    )


def test_elk_besluit_noemt_regeling_persoon_en_bedrag() -> None:
    tekst = brief()
    assert "Sociaal-culturele activiteiten Lenie Bakker € 75,00 per jaar" in tekst
    assert "Sociaal-culturele activiteiten Otto Bakker € 75,00 per jaar" in tekst
    assert "Samen in één jaar € 420,00" in tekst


def test_de_brief_zegt_vanaf_wanneer_en_waarom() -> None:
    assert (
        "Uw recht gaat in op 15 september 2019. Dat is de dag waarop wij naar uw situatie keken." in brief()
    )


def test_de_brief_zegt_wanneer_en_waarop_wij_betalen() -> None:
    tekst = brief()
    assert "uiterlijk op 28 oktober 2019 (artikel 4:87 van de Algemene wet bestuursrecht)" in tekst
    assert "Wij betalen op de rekening die u aan ons heeft doorgegeven." in tekst


def test_wat_nog_nodig_is_heeft_een_dag() -> None:
    tekst = brief()
    volgorde(
        tekst, "Zet daarvoor uw handtekening", "Kopie van uw bankafschriften",
        "Voor welke kosten vraagt u hulp?", "Doe dit liefst uiterlijk op 30 september 2019. Later mag ook.",
    )  # fmt: skip
    zonder = afhandeling(inst=met(brief__aanvullen_weken=0))
    assert "liefst uiterlijk op" not in brief(zonder)


def test_elke_afwijzing_heeft_reden_artikel_en_wat_wel_kan() -> None:
    volgorde(
        brief(), "Computer voor school, voor uw kind, geboren op 1 februari 2005",
        "Uw kind kreeg al een computer op 1 februari 2018. (artikel 7 (voorbeeld))",
        "Wat kunt u wél doen? Vraag de school of uw kind een computer kan lenen.",
    )  # fmt: skip


def test_voor_een_afwijzing_is_de_inwoner_gehoord() -> None:
    tekst = brief(afhandeling(behandeling=Behandeling(afwijsgesprek=GESPREK)))
    assert (
        "U vroeg ons waar u recht op heeft. Daarom besluiten wij ook hierover. "
        "Wij spraken hierover met u op 12 september 2019, aan de telefoon. "
        "U zei daarover: ik had de computer al terugbetaald." in tekst
    )
    assert "intern" not in tekst


def test_afwijken_van_de_regels_heeft_een_reden() -> None:
    maatwerk = Maatwerk("Zij kan anders geen huiswerk maken", Geld(300_00))
    anders = Behandeling(maatwerk={("computer", "k2"): maatwerk})
    tekst = brief(afhandeling([GEEN_TWEEDE], behandeling=anders))
    assert "Dat mag volgens artikel 4:84 van de Algemene wet bestuursrecht." in tekst
    assert "Onze reden: Zij kan anders geen huiswerk maken." in tekst


def test_de_brief_zegt_waarover_hij_niet_gaat() -> None:
    tekst = brief()
    assert "Hiervan stellen wij het bedrag nog vast: Kwijtschelding gemeentelijke belastingen." in tekst
    assert "Dit geven anderen; misschien is het iets voor u: Jeugdfonds Sport." in tekst


# --- why ---------------------------------------------------------------------------------------------


def test_de_brief_noemt_de_gegevens_die_zijn_gebruikt() -> None:
    tekst = brief()
    assert "Wij keken naar uw situatie op 15 september 2019." in tekst
    assert "Lenie Bakker (geboren op 1 maart 1985)" in tekst
    assert "Netto inkomen van aanvrager en partner per maand, met vakantietoeslag: € 1.391,75" in tekst
    assert "De bijstandsnorm is het bedrag dat u volgens de wet nodig heeft om van te leven." in tekst


def test_elke_toekenning_noemt_waarop_zij_rust() -> None:
    tekst = brief()
    volgorde(
        tekst,
        "Dit stelden wij vast over wat u krijgt:",
        "Sociaal-culturele activiteiten, Lenie: Uw inkomen",
    )
    assert tekst.count("Uw inkomen is laag genoeg.") == 1


def test_de_brief_noemt_artikel_en_beleidsregel() -> None:
    kwijt = brief(afhandeling([toegekend("kwijtschelding", None, "544.92")]))
    assert "artikel 26 van de Invorderingswet 1990 en Beleidsregels minima (voorbeeld)" in kwijt


def test_de_brief_zegt_dat_een_programma_rekende_en_een_mens_besloot() -> None:
    tekst = brief()
    assert "regels velsen-2019, versie 2019.1, controlegetal 0123456789ab" in tekst
    assert "Een medewerker heeft de uitkomst bekeken en het besluit genomen." in tekst
    assert "Klopt een gegeven niet, of wilt u uitleg? Laat het ons weten." in tekst


# --- what can be done about it -----------------------------------------------------------------------


def test_bezwaar_heeft_orgaan_dag_adres_inhoud_en_gevolg() -> None:
    tekst = brief(afhandeling(inst=met(bezwaar__digitaal="velsen.nl/bezwaar")))
    volgorde(
        tekst, "U kunt bezwaar maken bij het college van burgemeester en wethouders van Velsen.",
        "Doe dat uiterlijk op 28 oktober 2019", "zes weken",
        "Stuur uw bezwaar naar: Sociaal Domein, Postbus 168",
        "Digitaal kan ook: velsen.nl/bezwaar", "uw naam en adres;", "noem ons kenmerk Z/2019/0042",
        "uw handtekening.", "Het besluit blijft gelden", "voorlopige voorziening",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("verzonden", "laatste"),
    [
        (date(2019, 9, 14), "28 oktober 2019"),  # a Saturday moves on to Monday
        (date(2020, 3, 2), "14 april 2020"),  # Easter Monday moves on to Tuesday
        (date(2019, 11, 13), "27 december 2019"),  # Christmas moves on to Friday
    ],
)
def test_de_laatste_dag_van_bezwaar_valt_niet_op_een_vrije_dag(verzonden: date, laatste: str) -> None:
    assert f"Doe dat uiterlijk op {laatste}." in brief(afhandeling(datum=verzonden))


def test_kwijtschelding_heeft_beroep_in_tien_dagen() -> None:
    tekst = brief(afhandeling([toegekend("kwijtschelding", None, "544.92")]))
    volgorde(
        tekst, "Over de kwijtschelding besloot de ambtenaar die de gemeentelijke belastingen int",
        "administratief beroep", "uiterlijk op 26 september 2019", "artikel 24 van de Uitvoeringsregeling",
        "Stuur uw beroep naar:", "uw handtekening.",
    )  # fmt: skip
    assert "bezwaar maken" not in tekst


def test_de_brief_zegt_wie_besloot_en_met_welk_mandaat() -> None:
    volgorde(
        brief(), "namens het college van burgemeester en wethouders van Velsen,", "Voorbeeldnaam",
        "voorbeeldmedewerker", "Dit mandaat is een voorbeeld",
    )  # fmt: skip


def test_zonder_mandaat_geen_brief() -> None:
    waarden = {naam: w for naam, w in instellingen().waarden.items() if naam != "ondertekening.mandaat"}
    with pytest.raises(InvoerFout, match=r"ondertekening\.mandaat"):
        brief(afhandeling(inst=Instellingen(waarden)))


def test_een_recht_zonder_bedrag_is_nog_geen_besluit() -> None:
    zonder = afhandeling([uitkomst("computer", "k2", Status.RECHT, Wijze.AMBTSHALVE)])
    assert not zonder.valt_te_beslissen
    with pytest.raises(InvoerFout, match="er valt nu niets te beslissen"):
        brief(zonder)


def test_de_brief_zegt_wat_u_moet_doorgeven_wie_helpt_en_wat_er_met_gegevens_gebeurt() -> None:
    volgorde(
        brief(), "Verandert uw inkomen, uw geld of bezit", "Heeft u vragen? Bel",
        "Formulierenbrigade, telefoon", "Wij gebruiken uw gegevens alleen voor deze regelingen.",
    )  # fmt: skip


def test_het_nederlands_geldt() -> None:
    assert "De Nederlandse brief geldt (artikel 2:6 van de Algemene wet bestuursrecht)." in brief()


# --- the other letters -------------------------------------------------------------------------------


def over_aanvraag(soort: str) -> str:
    return brief(replace(afhandeling(), aanleiding=AANLEIDING), soort)


def test_papieren_opvragen() -> None:
    volgorde(
        over_aanvraag("aanvulling"), "Wij kunnen nog niet beslissen over uw aanvraag van 2 september 2019.",
        "Kopie van uw bankafschriften", "Voor welke kosten vraagt u hulp?",
        "uiterlijk op 30 september 2019 (artikel 4:5", "besluiten uw aanvraag niet te behandelen",
        "artikel 4:15",
    )  # fmt: skip


def test_uitstel() -> None:
    volgorde(
        over_aanvraag("uitstel"), "Wij beslissen later over uw aanvraag van 2 september 2019.",
        "Wij moesten beslissen uiterlijk op 28 oktober 2019.", "De reden is: Wij wachten op de arts.",
        "uiterlijk op 1 december 2019 (artikel 4:14", "artikel 4:17", "Heeft u nu geen geld",
    )  # fmt: skip


def test_ingetrokken_aanvraag() -> None:
    volgorde(
        over_aanvraag("intrekking"), "U trok uw aanvraag van 2 september 2019 in.",
        "U zei dit op 12 september 2019, aan de balie.", "nemen er geen besluit over",
        "Bel ons dan uiterlijk op 30 september 2019", "U kunt altijd opnieuw aanvragen.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("soort", "anders", "fout"),
    [
        ("aanvulling", {"aanvraag_van": date(2019, 10, 1)}, "na de datum van de brief"),
        ("uitstel", {"reden": ""}, "schrijf waarom het langer duurt"),
        ("uitstel", {"nieuwe_dag": None}, "geef de dag waarop u uiterlijk beslist"),
        ("uitstel", {"nieuwe_dag": date(2019, 10, 28)}, "niet na de oude termijn"),
        ("uitstel", {"aanvraag_van": date(2019, 7, 1)}, "de termijn is al voorbij"),
        ("intrekking", {"gezegd_op": date(2019, 9, 17)}, "niet tussen de aanvraag en de datum"),
        ("intrekking", {"gezegd_op": None}, "de dag waarop de inwoner de aanvraag introk"),
    ],
)
def test_een_brief_over_een_aanvraag_zonder_wat_nodig_is(soort: str, anders: dict, fout: str) -> None:
    zaak = replace(afhandeling(), aanleiding=replace(AANLEIDING, **anders))
    with pytest.raises(InvoerFout, match=fout):
        brief(zaak, soort)


def test_een_raadsman_stuurt_geen_brief_over_een_aanvraag() -> None:
    zaak = replace(afhandeling(rol="raadsman"), aanleiding=AANLEIDING)
    with pytest.raises(InvoerFout, match="een raadsman beslist niet"):
        brief(zaak, "uitstel")


def test_over_kwijtschelding_gaan_deze_brieven_niet() -> None:
    vraag = uitkomst("kwijtschelding", None, Status.BEOORDELING, Wijze.AANVRAAG, "544.92")
    alleen = replace(afhandeling([vraag]), aanleiding=AANLEIDING)
    with pytest.raises(InvoerFout, match="geen aanvraag bij de gemeente"):
        brief(alleen, "uitstel")
    beide = replace(afhandeling([*zaken.UITKOMSTEN, vraag]), aanleiding=AANLEIDING)
    assert "Het gaat om deze hulp: Individuele inkomenstoeslag en Bijzondere bijstand." in brief(
        beide, "uitstel"
    )


def test_een_jaarbedrag_is_een_keer() -> None:
    assert "Een bedrag per jaar of per schooljaar krijgt u met dit besluit één keer." in brief()


def test_wie_niet_keek_zegt_dat_ook_niet() -> None:
    ongezien = brief(replace(afhandeling(), bekeken=False))
    assert "Het besluit is van wie deze brief ondertekent." in ongezien
    assert "Een medewerker heeft de uitkomst bekeken" not in ongezien


def test_de_aanvraag_machtigt_en_kan_door_beiden_worden_getekend() -> None:
    tekst = brief(soort="verzamelaanvraag")
    volgorde(
        tekst, "Wij machtigen het college", "Zet een kruisje als u dit wilt:",
        "Wij machtigen Formulierenbrigade", "Handtekening:",
    )  # fmt: skip
    assert tekst.count("Handtekening:") == 2


def test_kwijtschelding_op_de_aanvraag_gaat_naar_de_ontvanger() -> None:
    vraag = uitkomst("kwijtschelding", None, Status.BEOORDELING, Wijze.AANVRAAG, "544.92")
    regeling = replace(REGELINGEN["kwijtschelding"], waar="Team belastingen, Postbus 1, 1970 AA Velsen")
    zaak = afhandeling([vraag])
    zaak = replace(zaak, aanvragen=tuple(replace(a, regeling=regeling) for a in zaak.aanvragen))
    assert (
        "Over de kwijtschelding beslist de ontvanger van de gemeente. Wij sturen dat deel door naar: "
        "Team belastingen, Postbus 1, 1970 AA Velsen." in brief(zaak, "verzamelaanvraag")
    )


# --- the table in the documentation --------------------------------------------------------------------


def test_de_tabel_noemt_elke_toets_en_geen_andere() -> None:
    tekst = (wortel() / DOCUMENT).read_text(encoding="utf-8")
    genoemd = set(re.findall(r"`(test_[a-z_0-9]+)`", tekst))
    hier = {naam for naam in globals() if naam.startswith("test_")}
    assert genoemd == hier - {"test_de_tabel_noemt_elke_toets_en_geen_andere"}
