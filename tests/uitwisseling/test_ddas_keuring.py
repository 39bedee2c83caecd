"""The strict check of a DDAS document refuses every way of going wrong, also what the schema lets by."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from consulent_app.uitwisseling.ddas.keuring import fouten

Document = dict[str, Any]

CLIENT = {
    "Burgerservicenummer": "999990019", "Geboortedatum": "1991-07-14", "Geslachtsaanduiding": "Vrouw",
    "Postcode": "1964AB", "Huisnummer": "12", "Huisnummertoevoeging": "A",
}  # fmt: skip
TRAJECT = {
    "gemeentecode": "GM9999",
    "startdatum": "2026-01-05",
    "einddatum": "2026-11-30",
    "toekenningsdatum": "2026-05-01",
    "totaalSchuldbedragBijAanvangSchuld": 8450,
    "aanmelding": {"startdatum": "2026-01-05", "einddatum": "2026-01-12", "crisisinterventie": False},
    "informatieEnAdvies": {"startdatum": "2026-01-06", "einddatum": "2026-01-06"},
    "intake": {
        "startdatum": "2026-01-12", "einddatum": "2026-01-26", "beschikkingsdatum": "2026-01-26",
        "beschikkingssoort": "Toelatingsbeschikking",
    },
    "planVanAanpak": {"datumAfronding": "2026-02-02"},
    "client": [CLIENT, {"Burgerservicenummer": "999990020"}],
    "schulden": [
        {
            "bedrag": 1200, "peildatum": "2026-01-12", "schuldsoort": "Zorg", "zakelijkeSchuld": False,
            "schuldeiser": {"naam": "Verzekeraar X", "Naam": "Verzekeraar X", "privepersoon": False},
        }
    ],
    "crisisinterventies": [{"startdatum": "2026-01-05", "einddatum": "2026-01-07"}],
    "begeleiding": [{"soort": "Budgetcoaching", "startdatum": "2026-02-02", "einddatum": "2026-06-01"}],
    "schuldregeling": {
        "datum": "2026-03-01", "toegekend": "2026-05-01", "dwangakkoord": True,
        "datumVerzoekDwangakkoord": "2026-04-01",
    },
    "oplossing": {
        "soort": "0%-aanbod", "startdatum": "2026-05-01", "einddatum": "2026-11-01", "vtlb": 1100,
    },
    "moratoria": [{"datumAanvraag": "2026-02-10", "datumGoedkeuring": "2026-02-17"}],
    "uitstroom": {
        "datum": "2026-11-30", "datumBeeindigingsbeschikking": "2026-11-30", "reden": "Nietverschenen",
    },
}  # fmt: skip
GOED = {
    "startdatumLevering": "2026-11-01",
    "einddatumLevering": "2026-11-30",
    "aanleverdatumEnTijd": "2026-12-01T09:00:00Z",
    "codeGegevensleverancier": "Consulent 0.1.0",
    "leveringen": [
        {
            "teller": 1,
            "aanleverende_organisatie": {
                "(Statutaire) Naam": "Gemeente Oefenstad",
                "gemeentecode": "GM9999",
                "contactpersonen": [{"naam": "Team Oefenplein", "email": "oefenplein@example.nl"}],
            },
            "schuldhulptrajecten": [TRAJECT],
        }
    ],
}
PLEK = "leveringen[1].schuldhulptrajecten[1]"


def test_een_document_met_alles_erin_is_goed() -> None:
    assert fouten(GOED) == []


def traject(document: Document) -> Document:
    gevonden: Document = document["leveringen"][0]["schuldhulptrajecten"][0]
    return gevonden


def zet(pad: str, waarde: Any) -> Callable[[Document], None]:
    """Return what puts a value at a path of the trajectory, or of the document when it begins with /."""

    def doe(document: Document) -> None:
        *hier, laatst = pad.removeprefix("/").split("/")
        doel: Any = document if pad.startswith("/") else traject(document)
        for deel in hier:
            doel = doel[int(deel)] if deel.isdigit() else doel[deel]
        doel[laatst] = waarde

    return doe


def weg(pad: str) -> Callable[[Document], None]:
    """Return what takes something away from the trajectory."""

    def doe(document: Document) -> None:
        *hier, laatst = pad.split("/")
        doel: Any = traject(document)
        for deel in hier:
            doel = doel[int(deel)] if deel.isdigit() else doel[deel]
        del doel[laatst]

    return doe


def hernoem(van: str, naar: str, pad: str = "") -> Callable[[Document], None]:
    """Return what writes a name otherwise."""

    def doe(document: Document) -> None:
        doel: Any = traject(document)
        for deel in filter(None, pad.split("/")):
            doel = doel[int(deel)] if deel.isdigit() else doel[deel]
        doel[naar] = doel.pop(van)

    return doe


@pytest.mark.parametrize(
    ("maak_fout", "zin"),
    [
        # What the schema lets by, of the tests that were run on it.
        (
            hernoem("Burgerservicenummer", "burgerservicenummer", "client/0"),
            "burgerservicenummer bestaat niet; bedoeld is Burgerservicenummer",
        ),
        (zet("client/0/Geboortedatum", "12-4-1985"), "client[1].Geboortedatum is geen dag"),
        (zet("client/0/Geslachtsaanduiding", "X"), "client[1].Geslachtsaanduiding staat niet in de lijst"),
        (zet("totaalSchuldbedragBijAanvangSchuld", 8450.55), "is geen bedrag in hele euro's"),
        (zet("uitstroom/reden", "Niet verschenen"), "uitstroom.reden staat niet in de lijst"),
        (zet("client/0/Burgerservicenummer", "987654321"), "de elfproef klopt niet"),
        # Names.
        (hernoem("gemeentecode", "Gemeentecode"), "gemeentecode ontbreekt"),
        (hernoem("intake", "Intake"), "Intake bestaat niet; bedoeld is intake"),
        (hernoem("Naam", "NAAM", "schulden/0/schuldeiser"), "NAAM bestaat niet"),
        (zet("bijzonderheden", "belt zelf"), "bijzonderheden bestaat niet."),
        (zet("/opmerking", "x"), "opmerking bestaat niet"),
        (weg("client/0/Burgerservicenummer"), "client[1].Burgerservicenummer ontbreekt"),
        (weg("client"), "client ontbreekt"),
        # Words of a list.
        (zet("intake/beschikkingssoort", "Toewijzingsbeschikking"), "beschikkingssoort staat niet"),
        (zet("intake/beschikkingssoort", "toelatingsbeschikking"), "beschikkingssoort staat niet"),
        (zet("schulden/0/schuldsoort", "zorg"), "schuldsoort staat niet"),
        (zet("begeleiding/0/soort", "Coaching"), "begeleiding[1].soort staat niet"),
        (zet("oplossing/soort", "Sanering"), "oplossing.soort staat niet"),
        # Days, moments, amounts and numbers.
        (zet("startdatum", "2026-02-30"), "startdatum is geen dag die bestaat"),
        (zet("startdatum", "20260105"), "startdatum is geen dag"),
        (zet("startdatum", None), "startdatum is geen dag"),
        (zet("/aanleverdatumEnTijd", "2026-12-01"), "is geen moment in UTC"),
        (zet("/aanleverdatumEnTijd", "2026-12-01T25:00:00Z"), "is geen moment in UTC"),
        (zet("schulden/0/bedrag", "1200"), "schulden[1].bedrag is geen bedrag"),
        (zet("schulden/0/bedrag", -1), "schulden[1].bedrag is geen bedrag"),
        (zet("totaalSchuldbedragBijAanvangSchuld", True), "is geen bedrag"),
        (zet("aanmelding/crisisinterventie", "nee"), "crisisinterventie is geen true of false"),
        (zet("/leveringen/0/teller", 0), "teller is geen heel getal"),
        (zet("client/0/Burgerservicenummer", 999990019), "de elfproef klopt niet"),
        (zet("client/0/Postcode", "1964 AB"), "client[1].Postcode is geen postcode"),
        (zet("client/0/Postcode", "0964AB"), "client[1].Postcode is geen postcode"),
        (zet("client/0/Postcode", "1964SS"), "client[1].Postcode is geen postcode"),
        (zet("client/0/Postcode", "1964ab"), "client[1].Postcode is geen postcode"),
        (zet("client/0/Huisnummer", 12), "client[1].Huisnummer is geen huisnummer"),
        (zet("gemeentecode", "GM001"), "gemeentecode is geen gemeentecode"),
        (zet("/leveringen/0/aanleverende_organisatie/gemeentecode", "0396"), "is geen gemeentecode"),
        (zet("/codeGegevensleverancier", " "), "codeGegevensleverancier is leeg"),
        (
            zet("/leveringen/0/aanleverende_organisatie/contactpersonen/0/email", "oefenplein"),
            "email is geen e-mailadres",
        ),
        (zet("/leveringen/0/aanleverende_organisatie/contactpersonen", []), "contactpersonen heeft er 0"),
        (zet("client", [CLIENT] * 3), "client heeft er 3"),
        (zet("client", {}), "client is geen lijst"),
        (zet("intake", "2026-01-12"), "intake is geen object"),
        (zet("/leveringen", []), "leveringen heeft er 0"),
        # What belongs together.
        (zet("uitstroom/datum", "2026-11-29"), "horen dezelfde dag te zijn"),
        (zet("uitstroom/datumBeeindigingsbeschikking", "2026-11-29"), "horen dezelfde dag te zijn"),
        (weg("einddatum"), "horen er allebei te zijn"),
        (weg("uitstroom"), "horen er allebei te zijn"),
        (weg("schuldregeling/toegekend"), "schuldregeling.toegekend ontbreekt"),
        (zet("toekenningsdatum", "2026-05-02"), "toekenningsdatum hoort dezelfde dag"),
        (zet("schulden/0/schuldeiser/Naam", "Ander"), "naam en Naam horen gelijk te zijn"),
        (zet("client/1/Burgerservicenummer", "999990019"), "twee keer hetzelfde Burgerservicenummer"),
        # The order of days.
        (zet("/einddatumLevering", "2026-10-31"), "einddatumLevering ligt voor startdatumLevering"),
        (zet("intake/startdatum", "2026-01-04"), "intake.startdatum ligt voor aanmelding.startdatum"),
        (zet("intake/beschikkingsdatum", "2026-01-11"), "beschikkingsdatum ligt voor startdatum"),
        (zet("planVanAanpak/datumAfronding", "2026-01-11"), "datumAfronding ligt voor intake.startdatum"),
        (zet("aanmelding/einddatum", "2026-01-04"), "aanmelding.einddatum ligt voor startdatum"),
        (zet("moratoria/0/datumGoedkeuring", "2026-02-09"), "moratoria[1].datumGoedkeuring ligt voor"),
        (zet("schuldregeling/datum", "2026-06-01"), "schuldregeling.toegekend ligt voor datum"),
        (zet("client/0/Geboortedatum", "2026-06-01"), "client[1].Geboortedatum ligt na startdatum"),
    ],
)  # fmt: skip
def test_elke_manier_om_het_fout_te_doen_wordt_geweigerd(
    maak_fout: Callable[[Document], None], zin: str
) -> None:
    document = copy.deepcopy(GOED)
    maak_fout(document)
    gevonden = fouten(document)
    assert any(zin in fout for fout in gevonden), gevonden


def test_alle_einddagen_anders_wordt_een_keer_gezegd() -> None:
    document = copy.deepcopy(GOED)
    zet("uitstroom/datum", "2026-11-29")(document)
    assert fouten(document) == [
        f"{PLEK}.einddatum, uitstroom.datum, uitstroom.datumBeeindigingsbeschikking "
        "horen dezelfde dag te zijn."
    ]


def test_wat_iemand_is_staat_niet_in_de_zin() -> None:
    """The report is read by others than who may see the dossier."""
    document = copy.deepcopy(GOED)
    zet("client/0/Burgerservicenummer", "987654321")(document)
    zet("client/0/Geboortedatum", "12-4-1985")(document)
    assert not any(geheim in "".join(fouten(document)) for geheim in ("987654321", "1985"))


@pytest.mark.parametrize("iets", [None, [], "x", 3, {}])
def test_wat_geen_document_is(iets: object) -> None:
    assert fouten(iets)
