"""Inzage: all that is kept of one person, who looked at it, and nothing of the others in the household."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from consulent_app.acties.inzage import geef_inzage
from consulent_app.acties.toetsen import Toetser
from consulent_app.acties.werkplek import Werkplek
from consulent_app.fouten import Geweigerd, InvoerFout
from consulent_app.huishouden.lezen import laad_json
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.opslag.waarden import Medewerker, Nieuwstuk
from consulent_app.paden import resources
from tests.documenten import controle
from tests.telling import LEEG

DAG = date(2026, 11, 21)
SAMIRA, OMAR, YASSIN = "999990019", "999990020", "111222333"
#: What of the partner and the child may not come out for somebody else.
VAN_OMAR = ("Omar", "999990020", "1988-02-29", "29-02-1988", "29 februari 1988", "1777.77")
VAN_YASSIN = ("Yassin", "111222333", "2014-02-03", "basisonderwijs", "88.88")


@pytest.fixture
def document() -> dict[str, Any]:
    document: dict[str, Any] = laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json")
    aanvrager, kind, _ = document["personen"]
    kind["bsn"] = YASSIN
    kind["inkomens"] = [{"soort": "loon", "netto_per_maand": "88.88"}]
    partner = {
        "id": "p2", "rol": "partner", "voornaam": "Omar", "achternaam": "el Amrani", "bsn": OMAR,
        "geboortedatum": "1988-02-29", "inkomens": [{"soort": "loon", "netto_per_maand": "1777.77"}],
    }  # fmt: skip
    document["personen"] = [aanvrager, partner, kind]
    document["kosten"] = [{"soort": "bril", "persoon": "k1", "bedrag": "88.88"}]
    return document


@pytest.fixture
def kast(tmp_path: Path) -> Iterator[Dossierkast]:
    with Dossierkast.maak(tmp_path / "kast", "Bea", "paard accu nietje", argon2=Argon2(1, 8, 1)) as kast:
        yield kast


@pytest.fixture
def werkplek(kast: Dossierkast, document: dict[str, Any]) -> Werkplek:
    """Give a store with one household with which everything was done that can be."""
    werkplek = Werkplek(kast, Medewerker("Bea", "consulent"))
    id_ = werkplek.nieuw(document).id
    document["huishouden"]["spaargeld"] = "912.34"
    werkplek.bewaar_antwoord(id_, "huishouden.spaargeld", "912.34", document)
    document["gesprek"]["laaggeletterd"] = True
    werkplek.bewaar_antwoord(id_, "gesprek.laaggeletterd", True, document)
    werkplek.bewaar_antwoord(id_, "personen.p1.onderwijs", "geen", document)
    werkplek.bewaar_antwoord(id_, "personen.p2.voornaam", "Omar", document)
    werkplek.bewaar_antwoord(id_, "personen.k1.onderwijs", "basisonderwijs", document)
    notities = {"geld": "Omar (29-02-1988) werkt weer; Yassin is ziek. Zij huilde."}
    behandeling = {"schema": "behandeling/1", "notities": notities, "nazorg": [
        {"regeling": "bril", "persoon": "k1", "uitkomst": "gekregen", "op": "2026-11-20"}]}  # fmt: skip
    werkplek.bewaar_behandeling(id_, "notitie", {"tekst": notities["geld"]}, behandeling)
    stuk = Nieuwstuk("beschikking", "beschikking.pdf", b"%PDF", {}, DAG)
    werkplek.besluit(id_, [stuk], [("Betalen aan Omar", DAG), ("Nabellen", None)], LEEG)
    return werkplek


def inzage(werkplek: Werkplek, map_: Path, bsn: str) -> tuple[dict[str, Any], str]:
    """Return what was written: the JSON, and all words of both files."""
    pdf, als_json = geef_inzage(werkplek, Toetser(), bsn, None, DAG, map_)
    tekst = "\n".join(blad.extract_text() for blad in PdfReader(pdf).pages)
    return json.loads(als_json.read_bytes()), f"{als_json.read_text()}\n{tekst}".replace("\u00a0", " ")


def test_de_aanvrager_krijgt_alles_van_zichzelf(werkplek: Werkplek, tmp_path: Path) -> None:
    gegevens, tekst = inzage(werkplek, tmp_path, SAMIRA)
    (dossier,) = gegevens["dossiers"]
    assert gegevens["persoon"]["bsn"] == SAMIRA
    assert dossier["uw_gegevens"]["inkomens"][0]["netto_per_maand"] == "1351.87"
    assert dossier["huishouden"]["huishouden"]["spaargeld"] == "912.34"
    assert "Zij huilde." in dossier["behandeling"]["notities"]["geld"]
    assert [brief["soort"] for brief in dossier["brieven"]] == ["beschikking"]
    assert [taak["wat"] for taak in dossier["taken"]] == ["Betalen aan [iemand anders]", "Nabellen"]
    soorten = [g["soort"] for g in dossier["gebeurtenissen"]]
    assert soorten == ["nieuw", *["antwoord"] * 5, "behandeling", "stuk", "taak", "taak", "status"]
    for woord in ("€ 912,34", "€ 1.351,87", "Zij huilde.", "Beschikking", "Z/2026/000001-1", "Nabellen"):
        assert woord in tekst


@pytest.mark.parametrize(
    ("bsn", "geheim"),
    [(SAMIRA, (*VAN_OMAR, *VAN_YASSIN)), (OMAR, VAN_YASSIN), (YASSIN, VAN_OMAR)],
    ids=["aanvrager", "partner", "kind"],
)
def test_van_anderen_staat_er_alleen_dat_zij_er_zijn(
    werkplek: Werkplek, tmp_path: Path, bsn: str, geheim: tuple[str, ...]
) -> None:
    gegevens, tekst = inzage(werkplek, tmp_path, bsn)
    assert [woord for woord in geheim if woord in tekst] == []
    assert sum(gegevens["dossiers"][0]["anderen"].values()) == 2
    assert "In dit dossier staan ook:" in tekst


def test_een_kind_krijgt_niet_wat_van_de_ouders_is(werkplek: Werkplek, tmp_path: Path) -> None:
    gegevens, tekst = inzage(werkplek, tmp_path, YASSIN)
    (dossier,) = gegevens["dossiers"]
    assert dossier["uw_gegevens"]["onderwijs"] == "basisonderwijs"
    assert not any(dossier[deel] for deel in ("huishouden", "behandeling", "brieven", "taken"))
    assert [g["soort"] for g in dossier["gebeurtenissen"]] == ["nieuw", "antwoord"]
    assert [w for w in ("912.34", "912,34", "1351.87", "Samira", SAMIRA, "huilde") if w in tekst] == []


def test_een_partner_krijgt_het_huishouden_maar_niet_het_gesprek(
    werkplek: Werkplek, tmp_path: Path
) -> None:
    gegevens, tekst = inzage(werkplek, tmp_path, OMAR)
    (dossier,) = gegevens["dossiers"]
    assert dossier["huishouden"]["huishouden"]["spaargeld"] == "912.34"
    assert dossier["uw_gegevens"]["inkomens"][0]["netto_per_maand"] == "1777.77"
    assert [brief["soort"] for brief in dossier["brieven"]] == ["beschikking"]
    assert not dossier["behandeling"]
    assert not dossier["taken"]
    assert [
        w for w in ("huilde", "laaggeletterd", "1351.87", "Samira", SAMIRA, "1991-07-14") if w in tekst
    ] == []


def test_wie_het_dossier_bekeek_staat_erbij(werkplek: Werkplek, tmp_path: Path) -> None:
    ander = Werkplek(werkplek._kast, Medewerker("Ali", "raadsman"))
    (gevonden,) = ander.zoek("samira")
    ander.haal(gevonden.id)
    with pytest.raises(Geweigerd):
        ander.besluit(gevonden.id, [], [], LEEG)
    gegevens, tekst = inzage(werkplek, tmp_path, SAMIRA)
    gezien = [(r["wie"], r["wat"], r["resultaat"]) for r in gegevens["dossiers"][0]["wie_keek_of_wijzigde"]]
    assert gezien[-3:] == [
        ("Ali", "zoeken", "gelukt"),
        ("Ali", "dossier openen", "gelukt"),
        ("Ali", "besluiten", "geweigerd"),
    ]
    opnieuw, _ = inzage(werkplek, tmp_path, SAMIRA)
    assert opnieuw["dossiers"][0]["wie_keek_of_wijzigde"][-1]["wat"] == "inzage geven"
    assert gezien[0] == ("Bea", "dossier beginnen", "gelukt")
    assert "Ali (raadsman)" in tekst
    assert "besluiten (geweigerd)" in tekst


def test_alle_dossiers_van_een_persoon_ook_met_een_andere_rol(
    werkplek: Werkplek, document: dict[str, Any], tmp_path: Path
) -> None:
    later = copy.deepcopy(document)
    later["personen"] = [{"id": "p1", "rol": "aanvrager", "voornaam": "Yassin", "bsn": YASSIN}]
    werkplek.nieuw(later)
    gegevens, _ = inzage(werkplek, tmp_path, YASSIN)
    assert [d["uw_rol"] for d in gegevens["dossiers"]] == ["kind", "aanvrager"]


def test_met_een_kenmerk_is_het_de_aanvrager_met_al_haar_dossiers(
    werkplek: Werkplek, document: dict[str, Any], tmp_path: Path
) -> None:
    werkplek.nieuw(document)
    _, als_json = geef_inzage(werkplek, Toetser(), None, "Z/2026/000001", DAG, tmp_path)
    gegevens = json.loads(als_json.read_bytes())
    assert [d["kenmerk"] for d in gegevens["dossiers"]] == ["Z/2026/000001", "Z/2026/000002"]


def test_zonder_bsn_is_het_dat_ene_dossier(
    werkplek: Werkplek, document: dict[str, Any], tmp_path: Path
) -> None:
    del document["personen"][0]["bsn"]
    kenmerk = werkplek.nieuw(document).kenmerk
    _, als_json = geef_inzage(werkplek, Toetser(), None, kenmerk, DAG, tmp_path)
    assert [d["kenmerk"] for d in json.loads(als_json.read_bytes())["dossiers"]] == [kenmerk]


def test_een_nummer_dat_overging_op_een_ander_kind_geeft_niet_diens_antwoorden(
    kast: Dossierkast, document: dict[str, Any], tmp_path: Path
) -> None:
    """Noor was k1 and was taken away; Yassin is k1 since: her answers are not his."""
    werkplek = Werkplek(kast, Medewerker("Bea", "consulent"))
    document["personen"][2] |= {"voornaam": "Noor", "bsn": None, "onderwijs": "wo"}
    id_ = werkplek.nieuw(document).id
    werkplek.bewaar_antwoord(id_, "personen.k1.onderwijs", "wo", document)
    werkplek.bewaar_antwoord(id_, "personen", "k1", document)
    document["personen"][2] = {"id": "k1", "rol": "kind", "voornaam": "Yassin", "bsn": YASSIN}
    werkplek.bewaar_antwoord(id_, "personen", "k1", document)
    werkplek.bewaar_antwoord(id_, "personen.k1.voornaam", "Yassin", document)
    gegevens, tekst = inzage(werkplek, tmp_path, YASSIN)
    assert "Noor" not in tekst
    antwoorden = [g["inhoud"] for g in gegevens["dossiers"][0]["gebeurtenissen"]]
    assert {"pad": "personen.k1.voornaam", "waarde": "Yassin"} in antwoorden
    assert not [a for a in antwoorden if "wo" in a.values()]


def test_de_print_is_toegankelijk_en_blijvend(werkplek: Werkplek, tmp_path: Path) -> None:
    for bsn in (SAMIRA, YASSIN):
        pdf, _ = geef_inzage(werkplek, Toetser(), bsn, None, DAG, tmp_path)
        assert controle.fouten(pdf.read_bytes()) == []
        assert PdfReader(io.BytesIO(pdf.read_bytes())).metadata.title == "Wat wij over u bewaren"


def test_een_leeg_dossier_kan_ook(kast: Dossierkast, tmp_path: Path) -> None:
    werkplek = Werkplek(kast, Medewerker("Bea", "consulent"))
    persoon = {"id": "p1", "rol": "aanvrager", "bsn": SAMIRA}
    werkplek.nieuw({"schema": "intake/1", "pakket": "oefenstad", "personen": [persoon]})
    gegevens, tekst = inzage(werkplek, tmp_path, SAMIRA)
    assert gegevens["dossiers"][0]["anderen"] == {}
    assert "In dit dossier" not in tekst
    assert "Hierover hebben wij niets." in tekst


@pytest.mark.parametrize(
    ("bsn", "kenmerk", "zin"),
    [
        ("999990020", None, r"^In geen dossier staat of stond iemand met dit BSN\."),
        ("123456789", None, r"^'123456789' is geen burgerservicenummer"),
        ("Jansen", None, r"^'Jansen' is geen burgerservicenummer"),
        (None, "Z/2026/000009", r"^Er is geen dossier met kenmerk Z/2026/000009\."),
        (None, "Z/2026/000001", r"staat nog niet wie de aanvrager is\.$"),
    ],
)
def test_wie_er_niet_is_krijgt_een_zin(
    kast: Dossierkast, tmp_path: Path, bsn: str | None, kenmerk: str | None, zin: str
) -> None:
    werkplek = Werkplek(kast, Medewerker("Bea", "consulent"))
    werkplek.nieuw({"schema": "intake/1", "pakket": "oefenstad", "personen": []})
    with pytest.raises(InvoerFout, match=zin):
        geef_inzage(werkplek, Toetser(), bsn, kenmerk, DAG, tmp_path / "uit")
    assert not (tmp_path / "uit").exists()


def test_een_ander_dan_een_consulent_geeft_geen_inzage(werkplek: Werkplek, tmp_path: Path) -> None:
    for rol in ("raadsman", "teamleider", "beheerder"):
        with pytest.raises(Geweigerd):
            geef_inzage(
                Werkplek(werkplek._kast, Medewerker("Bea", rol)),
                Toetser(),
                SAMIRA,
                None,
                DAG,
                tmp_path / "uit",
            )
    assert not (tmp_path / "uit").exists()


# --- debt help -----------------------------------------------------------------------------------------

SCHULDHULP = {
    "aangemeld": "2026-11-02", "crisis": ["gedwongen woningontruiming"], "gesprek": "2026-11-04",
    "doorverwezen": "2026-11-05", "doorverwezen_naar": "Geldloket, via Yassin",
    "contactpogingen": [{"op": "2026-11-03", "soort": "Telefoon", "dagdeel": "Avond", "bereikt": False}],
}  # fmt: skip


@pytest.mark.parametrize(("doet_mee", "ziet"), [(True, True), (False, False)])
def test_schuldhulp_staat_in_de_inzage_van_wie_erin_zit(
    werkplek: Werkplek, tmp_path: Path, doet_mee: bool, ziet: bool
) -> None:
    (regel,) = werkplek.zoek("samira")
    nu = werkplek.haal(regel.id).behandeling
    werkplek.schuldhulp.bewaar(regel.id, {**nu, "schuldhulp": {**SCHULDHULP, "met_partner": doet_mee}})
    gegevens, tekst = inzage(werkplek, tmp_path, SAMIRA)
    assert gegevens["dossiers"][0]["behandeling"]["schuldhulp"]["gesprek"] == "2026-11-04"
    for woord in ("gedwongen woningontruiming", "2 november 2026", "Geldloket", "Telefoon", "Avond"):
        assert woord in tekst
    assert "Yassin" not in tekst
    gegevens, tekst = inzage(werkplek, tmp_path, OMAR)
    behandeling = gegevens["dossiers"][0]["behandeling"]
    assert set(behandeling) == ({"schuldhulp"} if ziet else set())
    assert ("gedwongen woningontruiming" in tekst) is ziet
    assert "huilde" not in tekst
    gegevens, _ = inzage(werkplek, tmp_path, YASSIN)
    assert gegevens["dossiers"][0]["behandeling"] == {}
