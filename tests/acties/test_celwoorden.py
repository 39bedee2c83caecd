"""Every answer of a dossier has words, as the form asks and shows it."""

from typing import Any

import pytest

from consulent_app.acties.celwoorden import Celwoorden
from consulent_app.acties.toetsen import Toetser
from consulent_app.delen.cellen import AFWEZIG, cellen_van
from consulent_app.huishouden.lezen import laad_json
from consulent_app.paden import resources

VOORBEELDEN = sorted((resources() / "voorbeelden").glob("*.json"))
DOCUMENT = {
    "personen": [
        {"id": "p1", "rol": "aanvrager", "voornaam": "Samira"},
        {"id": "k1", "rol": "kind", "voornaam": "Noor"},
    ]
}


@pytest.fixture(scope="module")
def woorden() -> Celwoorden:
    return Celwoorden(DOCUMENT, Toetser().pakket("heemskerk"))


def kaal(tekst: str) -> str:
    return tekst.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("pad", "vraag"),
    [
        ("/document/personen/k1/voornaam", "Voornaam van Noor"),
        ("/document/huishouden/straat", "Straat"),
        ("/document/peildatum", "Peildatum"),
        ("/behandeling/notities/geld", "Notitie: "),
        ('/behandeling/maatwerk/["kindpakket_fiets","k1"]/reden', "Maatwerk: "),
        ("/behandeling/iets_nieuws/en_dieper", "Iets nieuws: en dieper"),
        ("/document/personen/weg/bsn", "Bsn van iemand die er niet meer in staat"),
    ],
)
def test_een_vraag_in_woorden(woorden: Celwoorden, pad: str, vraag: str) -> None:
    assert woorden.vraag(pad).startswith(vraag)


def test_maatwerk_noemt_regeling_en_persoon(woorden: Celwoorden) -> None:
    vraag = woorden.vraag('/behandeling/maatwerk/["kindpakket_fiets","k1"]/bedrag')
    assert "fiets" in vraag.lower()
    assert "voor Noor: bedrag" in vraag


def test_een_vraag_over_een_persoon_noemt_diens_naam(woorden: Celwoorden) -> None:
    vraag = woorden.vraag("/document/personen/k1/onderwijs")
    assert "Noor" in vraag
    assert vraag.endswith("?")


@pytest.mark.parametrize(
    ("pad", "waarde", "tekst"),
    [
        ("/document/huishouden/spaargeld", "1283.50", "€ 1.283,50"),
        ("/document/huishouden/spaargeld", AFWEZIG, "niet ingevuld"),
        ("/document/huishouden/spaargeld", None, "nog niet bekend"),
        ("/document/geldzorgen/bewindvoerder", True, "ja"),
        ("/document/geldzorgen/bewindvoerder", False, "nee"),
        ("/document/personen/p1/geboortedatum", "1985-04-12", "12 april 1985"),
        ("/document/personen/p1/geboortedatum", "1985", "1985"),
        ("/document/personen/p1/inkomens", [], "geen"),
        ("/behandeling/getekend_op", "2026-11-18", "18 november 2026"),
        ("/behandeling/maatwerk/x/bedrag", "75.00", "€ 75,00"),
        ("/behandeling/notities/geld", "", "leeg"),
        ("/taken/t1", {"wat": "Bellen", "klaar_op": None, "uiterlijk": "2026-12-01"},
         "nog te doen, uiterlijk 1 december 2026"),
        ("/taken/t1", {"wat": "Bellen", "klaar_op": "2026-11-30T10:00:00+00:00"},
         "gedaan op 30 november 2026"),
    ],
)  # fmt: skip
def test_een_waarde_in_woorden(woorden: Celwoorden, pad: str, waarde: Any, tekst: str) -> None:
    assert kaal(woorden.waarde(pad, waarde)) == tekst


def test_een_lijst_in_woorden(woorden: Celwoorden) -> None:
    lijst = [
        {"soort": "loon", "netto_per_maand": "1200.00"},
        {"soort": "uitkering", "netto_per_maand": None},
    ]
    tekst = kaal(woorden.waarde("/document/personen/p1/inkomens", lijst))
    eerste, tweede = tekst.split("; ")
    assert eerste.endswith("netto per maand € 1.200,00")
    assert "{" not in tekst
    assert tweede


def test_een_taak_heet_naar_wat_er_te_doen_is(woorden: Celwoorden) -> None:
    assert woorden.vraag("/taken/t1", {"wat": "Bellen"}) == "Taak: Bellen"
    assert woorden.vraag("/taken/t1") == "Taak"


@pytest.mark.parametrize("pad", VOORBEELDEN, ids=lambda pad: pad.stem)
def test_geen_enkel_antwoord_staat_er_als_code(pad: Any) -> None:
    document = laad_json(pad)
    woorden = Celwoorden(document, Toetser().pakket(document["pakket"]))
    for cel, waarde in cellen_van({"document": document}).items():
        for tekst in (woorden.vraag(cel, waarde), woorden.waarde(cel, waarde)):
            assert tekst
            assert not set("{}[]") & set(tekst), (cel, tekst)
            assert "None" not in tekst
            assert "_" not in tekst or cel.endswith(("/intake_id", "/pakket", "/schema")), (cel, tekst)
