"""From when a right holds: the peildatum, or earlier by rule and with a reason (Pw art. 44)."""

from datetime import date

import pytest

from consulent_app.besluiten.afhandelen import handel_af
from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.besluiten.instellingen import lees_instellingen
from consulent_app.documenten.beschikking import _ingangen
from consulent_app.huishouden.lezen import laad_json, lees_document
from consulent_app.intake.gesprek import zet
from consulent_app.paden import resources
from consulent_app.regels.lees_pakket import lees_alle
from consulent_app.regels.toets import toets

PAKKETTEN = lees_alle(resources() / "regels")
BRIL = [{"soort": "bril", "bedrag": "450.00"}]


def _zaak(pakket: str, peildatum: str = "2026-11-18", **gesprek: str) -> Afhandeling:
    document = laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json")
    document |= {"pakket": pakket, "peildatum": peildatum, "kosten": BRIL}
    for naam, waarde in gesprek.items():
        zet(document, f"gesprek.{naam}", waarde)
    intake, regels = lees_document(document), PAKKETTEN[pakket]
    instellingen = lees_instellingen(resources() / "regels" / pakket)
    oordeel = toets(intake, regels)
    return handel_af(intake, oordeel, regels.regelingen, instellingen, intake.peildatum, "Z/2026/1")


def _bijstand(zaak: Afhandeling) -> date:
    [aanvraag] = [a for a in zaak.aanvragen if a.regeling.id == "bijzondere_bijstand"]
    return aanvraag.ingang.dag


@pytest.mark.parametrize(
    ("sinds", "ingang"),
    [
        ("2026-10-01", "2026-10-01"),
        ("2026-08-18", "2026-08-18"),
        ("2026-08-17", "2026-08-18"),
        ("2020-01-01", "2026-08-18"),
        ("2026-11-18", "2026-11-18"),
        ("2026-12-01", "2026-11-18"),
    ],
)
def test_bijzondere_bijstand_gaat_tot_drie_maanden_terug(sinds: str, ingang: str) -> None:
    zaak = _zaak("heemskerk", hulp_nodig_sinds=sinds, reden_niet_eerder="opname in het ziekenhuis")
    assert _bijstand(zaak) == date.fromisoformat(ingang)


def test_zonder_reden_of_voor_2026_is_het_de_peildatum() -> None:
    assert _bijstand(_zaak("heemskerk", hulp_nodig_sinds="2026-10-01")) == date(2026, 11, 18)
    zonder = _zaak("heemskerk", hulp_nodig_sinds="2026-10-01", reden_niet_eerder="  ")
    assert _bijstand(zonder) == date(2026, 11, 18)
    toen = _zaak("heemskerk", "2025-11-18", hulp_nodig_sinds="2025-10-01", reden_niet_eerder="ziek")
    assert _bijstand(toen) == date(2025, 11, 18)


def test_een_minimaregeling_gaat_terug_zover_de_gemeente_zegt() -> None:
    """Heemskerk tells on its page that nothing goes back; Oefenstad has a made-up two months."""
    wanneer = {"hulp_nodig_sinds": "2026-01-01", "reden_niet_eerder": "ziek"}
    heemskerk = _zaak("heemskerk", **wanneer)
    assert {a.ingang.dag for a in heemskerk.aanvragen if a.regeling.id.startswith("kindpakket")} <= {
        date(2026, 11, 18)
    }
    oefenstad = _zaak("oefenstad", **wanneer)
    assert {t.ingang.dag for t in oefenstad.toekenningen} == {date(2026, 9, 18)}
    assert all(t.ingang.eerder and t.ingang.artikel for t in oefenstad.toekenningen)


def test_de_brief_zegt_vanaf_wanneer_en_waarom() -> None:
    gewoon = _regels(_zaak("oefenstad"))
    assert gewoon == [
        "Uw recht gaat in op 18 november 2026. Dat is de dag waarop wij naar uw situatie keken."
    ]
    eerder = _regels(_zaak("oefenstad", hulp_nodig_sinds="2026-10-01", reden_niet_eerder="ziek"))
    assert "1 oktober 2026. U kon door uw situatie niet eerder om hulp vragen (" in eerder[0]


def _regels(zaak: Afhandeling) -> list[str]:
    return [deel.getPlainText().replace("\u00a0", " ") for deel in _ingangen(zaak.toekenningen)]


@pytest.mark.parametrize(
    ("gestopt_op", "nodig"),
    [("2025-11-19", False), ("2025-11-18", True), ("2026-11-18", False), ("2026-11-19", True), ("", True)],
)
def test_na_bijstand_zijn_gegevens_nog_twaalf_maanden_te_gebruiken(gestopt_op: str, nodig: bool) -> None:
    """Participatiewet art. 43a, only for bijstand: her money is known, her wage of now is not."""
    document = laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json")
    document["personen"][0]["inkomens"][0]["soort"] = "loon"
    zet(document, "gesprek.bijstand_gestopt_op", gestopt_op or None)
    uitkomsten = toets(lees_document(document), PAKKETTEN["heemskerk"]).uitkomsten
    [iit] = [u for u in uitkomsten if u.regeling == "individuele_inkomenstoeslag"]
    assert ("Bankafschriften van de laatste maand, met het saldo" in iit.bewijs) is nodig
    assert "Inkomensspecificatie van de laatste maand" in iit.bewijs
    kwijtschelding = next(u for u in uitkomsten if u.regeling == "kwijtschelding")
    assert "Bankafschriften van alle rekeningen, met het saldo" in kwijtschelding.bewijs
    assert "Inkomensspecificatie van de laatste maand" in kwijtschelding.bewijs
