"""Who left the household, or had a wrong number put down: found, told what is theirs, and removed."""

from __future__ import annotations

import copy
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
from consulent_app.intake.gesprek import Gesprek
from consulent_app.opslag.archiefbeheer import Correctie
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.opslag.waarden import Medewerker, Nieuwstuk
from tests.opslag.test_vernietigen import leesbaar
from tests.telling import LEEG

DAG, WACHTWOORD = date(2026, 11, 21), "paard accu nietje"
SAMIRA, WILFRIED, ANDER = "999990019", "999990020", "111222333"
VAN_WILFRIED = ("Wilfried", "Oudepartner", WILFRIED, "1979-03-04", "4 maart 1979", "1777.77")
NOTITIE = (
    "Wilfrieds broer belde: Wilfried's nummer is 9999.90.020 of 999 99 00 20, geboren 4-3-1979. "
    "Bel 06-12345678 of +31 6 12345678, mail wil.fried@voorbeeld.nl, NL20 INGB 0001 2345 67. "
    "Mevrouw Oudepartner-Bos kent hem. Huur € 612,50 sinds 01-02-2026, dossier Z/2026/000001."
)


@pytest.fixture
def kast(tmp_path: Path) -> Iterator[Dossierkast]:
    with Dossierkast.maak(tmp_path / "kast", "Sanne", WACHTWOORD, argon2=Argon2(1, 8, 1)) as kast:
        yield kast


@pytest.fixture
def werkplek(kast: Dossierkast) -> Werkplek:
    return Werkplek(kast, Medewerker("Sanne", "consulent"))


class Tafel:
    """A conversation of which each answer is kept, as the screen does."""

    def __init__(self, werkplek: Werkplek) -> None:
        self.werkplek, self.gesprek = werkplek, Gesprek.nieuw("oefenstad", DAG)
        self.id = werkplek.nieuw(self.gesprek.document).id
        for veld, waarde in (("voornaam", "Samira"), ("achternaam", "Quist"), ("bsn", SAMIRA)):
            self.zegt(f"personen.p1.{veld}", waarde)

    def zegt(self, pad: str, waarde: Any) -> None:
        self.gesprek.antwoord(pad, waarde)
        self._bewaar(pad, waarde)

    def _bewaar(self, pad: str, waarde: Any) -> None:
        document = copy.deepcopy(self.gesprek.document)
        self.werkplek.bewaar_antwoord(self.id, pad, waarde, document)

    def komt(self, rol: str, **gegevens: Any) -> str:
        wie = self.gesprek.voeg_persoon_toe(rol)
        self._bewaar("personen", wie)
        for veld, waarde in gegevens.items():
            self.zegt(f"personen.{wie}.{veld}", waarde)
        return wie

    def gaat(self, wie: str) -> None:
        self.gesprek.verwijder_persoon(wie)
        self._bewaar("personen", wie)

    def ongedaan(self) -> None:
        pad = self.gesprek.ongedaan()
        assert pad is not None
        self._bewaar(pad, self.gesprek.waarde(pad))


def wilfried(tafel: Tafel) -> str:
    return tafel.komt(
        "partner", voornaam="Wilfried", achternaam="Oudepartner", geboortedatum="1979-03-04", bsn=WILFRIED,
        inkomens=[{"soort": "loon", "netto_per_maand": "1777.77"}],
    )  # fmt: skip


@pytest.fixture
def tafel(werkplek: Werkplek) -> Tafel:
    """A household that a partner left, with a note about him and an answer of before and after."""
    tafel = Tafel(werkplek)
    wie = wilfried(tafel)
    tafel.zegt("huishouden.spaargeld", "912.34")
    tafel.gaat(wie)
    tafel.zegt("huishouden.spaargeld", "55.55")
    notities = {"notities": {"gezin": NOTITIE}}
    werkplek.bewaar_behandeling(tafel.id, "notitie", {"sectie": "gezin", "tekst": NOTITIE}, notities)
    return tafel


def inzage(werkplek: Werkplek, map_: Path, bsn: str) -> tuple[dict[str, Any], str]:
    """Return what was written: the JSON, and all words of both files."""
    pdf, als_json = geef_inzage(werkplek, Toetser(), bsn, None, DAG, map_)
    tekst = "\n".join(blad.extract_text() for blad in PdfReader(pdf).pages)
    return json.loads(als_json.read_bytes()), f"{als_json.read_text()}\n{tekst}".replace("\u00a0", " ")


# --- found -------------------------------------------------------------------------------------------


def test_wie_vertrok_krijgt_wat_er_nog_van_hem_staat(
    tafel: Tafel, werkplek: Werkplek, tmp_path: Path
) -> None:
    gegevens, tekst = inzage(werkplek, tmp_path, WILFRIED)
    [dossier] = gegevens["dossiers"]
    assert gegevens["persoon"]["voornaam"] == "Wilfried"
    assert dossier["uw_gegevens"]["inkomens"][0]["netto_per_maand"] == "1777.77"
    assert (dossier["uw_rol"], dossier["u_staat_er_nog"]) == ("partner", False)
    assert dossier["huishouden"] == dossier["behandeling"] == {}
    assert "U staat niet meer in dit dossier." in tekst
    # What the household told while he was there, and nothing of after.
    assert "912.34" in tekst
    assert [woord for woord in ("55.55", "55,55", "Samira", SAMIRA, "belde") if woord in tekst] == []
    assert dossier["wie_keek_of_wijzigde"]


def test_een_nummer_dat_verbeterd_is_wordt_gevonden_en_geeft_niets_van_een_ander(
    tafel: Tafel, werkplek: Werkplek, tmp_path: Path
) -> None:
    """The number was typed wrong and is somebody else's: that is told, and nothing about Samira."""
    document = copy.deepcopy(tafel.gesprek.document)
    document["personen"][0]["bsn"] = ANDER
    correctie = Correctie("personen.p1.bsn", SAMIRA, ANDER, "typefout", "inwoner")
    werkplek.archief.corrigeer(tafel.id, correctie, document)
    gegevens, tekst = inzage(werkplek, tmp_path, SAMIRA)
    [dossier] = gegevens["dossiers"]
    assert dossier["uw_gegevens"] == {}
    assert {g["soort"] for g in dossier["gebeurtenissen"]} == {"antwoord", "correctie"}
    assert "Uw BSN stond er bij iemand anders." in tekst
    assert [w for w in ("Samira", "Quist", ANDER, "55.55", *VAN_WILFRIED) if w in tekst] == []
    nieuw, _ = inzage(werkplek, tmp_path, ANDER)
    assert nieuw["persoon"]["voornaam"] == "Samira"


def test_wie_terugkwam_krijgt_ook_wat_er_voor_die_tijd_stond(werkplek: Werkplek, tmp_path: Path) -> None:
    tafel = Tafel(werkplek)
    wie = wilfried(tafel)
    tafel.gaat(wie)
    tafel.ongedaan()
    [dossier] = inzage(werkplek, tmp_path, WILFRIED)[0]["dossiers"]
    assert dossier["u_staat_er_nog"]
    paden = [g["inhoud"].get("pad") for g in dossier["gebeurtenissen"]]
    assert f"personen.{wie}.inkomens" in paden


def test_wie_nooit_ergens_stond_krijgt_dat_te_horen(
    tafel: Tafel, werkplek: Werkplek, tmp_path: Path
) -> None:
    with pytest.raises(
        InvoerFout, match=r"Wie alleen in een notitie wordt genoemd, is zo niet te vinden\."
    ):
        inzage(werkplek, tmp_path, ANDER)


# --- kept from others --------------------------------------------------------------------------------


def test_van_wie_vertrok_staat_er_voor_een_ander_niets(
    tafel: Tafel, werkplek: Werkplek, tmp_path: Path
) -> None:
    _, tekst = inzage(werkplek, tmp_path, SAMIRA)
    nummers = ("9999.90.020", "999 99 00 20", "4-3-1979", "12345678", "voorbeeld.nl", "INGB")
    assert [woord for woord in (*VAN_WILFRIED, *nummers) if woord.lower() in tekst.lower()] == []
    for blijft in ("broer belde", "612,50", "01-02-2026", "Z/2026/000001", "55.55", SAMIRA, "Mevrouw"):
        assert blijft in tekst


def test_ook_van_wie_er_nog_is(werkplek: Werkplek, tmp_path: Path) -> None:
    """The partner is still there; his number and name stand otherwise than he told them."""
    tafel = Tafel(werkplek)
    wilfried(tafel)
    werkplek.bewaar_behandeling(tafel.id, "notitie", {}, {"notities": {"gezin": NOTITIE}})
    notitie = inzage(werkplek, tmp_path, SAMIRA)[0]["dossiers"][0]["behandeling"]["notities"]["gezin"]
    assert notitie == (
        "[iemand anders] broer belde: [iemand anders] nummer is [iemand anders] of [iemand anders], "
        "geboren [iemand anders]. Bel [iemand anders] of [iemand anders], mail [iemand anders], "
        "[iemand anders]. "
        "Mevrouw [iemand anders]-Bos kent hem. Huur € 612,50 sinds 01-02-2026, dossier Z/2026/000001."
    )


@pytest.mark.parametrize(
    "tekst",
    [
        "Op 05-03-2026 10:30 gebeld, weer op 2026-03-06 09:15.",
        "Zij krijgt € 12.345.678,90 of 1351.87 per maand.",
        "Kenmerk Z/2026/000001-1 en AMB-20261121-0001-000001.",
        "Een groot probleem met de oude partner.",
        "Postcode 1964EZ, nummer 123456, polis 123456788.",
    ],
)
def test_wat_van_niemand_is_blijft_staan(werkplek: Werkplek, tmp_path: Path, tekst: str) -> None:
    tafel = Tafel(werkplek)
    tafel.komt("partner", voornaam="Jan Willem", achternaam="de Groot-Oude", bsn=WILFRIED)
    werkplek.bewaar_behandeling(tafel.id, "notitie", {}, {"notities": {"gezin": tekst}})
    notitie = inzage(werkplek, tmp_path, SAMIRA)[0]["dossiers"][0]["behandeling"]["notities"]["gezin"]
    assert notitie == tekst


def test_wat_de_aanvrager_zelf_opgaf_blijft_staan(werkplek: Werkplek, tmp_path: Path) -> None:
    tafel = Tafel(werkplek)
    notitie = f"Samira (BSN 9999.90.019) heeft een vraag; {SAMIRA} klopt."
    werkplek.bewaar_behandeling(tafel.id, "notitie", {}, {"notities": {"gezin": notitie}})
    gegevens, _ = inzage(werkplek, tmp_path, SAMIRA)
    assert gegevens["dossiers"][0]["behandeling"]["notities"]["gezin"] == notitie


# --- removed -----------------------------------------------------------------------------------------


def test_wie_vertrok_gaat_weg_op_verzoek_en_de_rest_blijft(
    tafel: Tafel, werkplek: Werkplek, tmp_path: Path
) -> None:
    werkplek.archief.verwijder_notities(tafel.id, {})
    voor = werkplek._kast.gebeurtenissen(tafel.id)
    verklaring = werkplek.archief.verwijder_vertrokkenen(tafel.id)
    na = werkplek._kast.gebeurtenissen(tafel.id)
    assert verklaring.grond.regel == "verzoek van de inwoner, AVG artikel 17"
    assert verklaring.telling.gebeurtenissen == 5
    assert [g.id for g in voor] == [g.id for g in na[:-1]]
    assert [woord for woord in VAN_WILFRIED if woord in str(na)] == []
    assert "912.34" in str(na)
    assert "Quist" in str(na)
    with pytest.raises(InvoerFout, match="In geen dossier staat of stond"):
        inzage(werkplek, tmp_path, WILFRIED)
    with pytest.raises(InvoerFout, match="staat niets over iemand die er niet meer in staat"):
        werkplek.archief.verwijder_vertrokkenen(tafel.id)
    assert inzage(werkplek, tmp_path, SAMIRA)[0]["dossiers"][0]["huishouden"]["huishouden"]["spaargeld"]


def test_ook_uit_het_bestand_is_hij_weg(werkplek: Werkplek, tmp_path: Path) -> None:
    tafel = Tafel(werkplek)
    tafel.gaat(tafel.komt("partner", voornaam="Quetzalina", achternaam="Zwartjanszoon"))
    assert leesbaar(tmp_path / "kast", WACHTWOORD) == {"Quetzalina", "Zwartjanszoon"}
    werkplek.archief.verwijder_vertrokkenen(tafel.id)
    assert leesbaar(tmp_path / "kast", WACHTWOORD) == set()


def test_een_verkeerd_nummer_gaat_weg_en_de_persoon_blijft(werkplek: Werkplek, tmp_path: Path) -> None:
    tafel = Tafel(werkplek)
    tafel.zegt("personen.p1.bsn", ANDER)
    werkplek.archief.verwijder_vertrokkenen(tafel.id)
    assert SAMIRA not in str(werkplek._kast.gebeurtenissen(tafel.id))
    assert inzage(werkplek, tmp_path, ANDER)[0]["persoon"]["voornaam"] == "Samira"
    with pytest.raises(InvoerFout):
        inzage(werkplek, tmp_path, SAMIRA)


def test_met_een_besluit_blijft_wie_vertrok_in_het_dossier(tafel: Tafel, werkplek: Werkplek) -> None:
    werkplek.besluit(tafel.id, [Nieuwstuk("beschikking", "b.pdf", b"%PDF", {}, DAG)], [], LEEG)
    voor = werkplek._kast.gebeurtenissen(tafel.id)
    with pytest.raises(Geweigerd, match="de Archiefwet verplicht de gemeente"):
        werkplek.archief.verwijder_vertrokkenen(tafel.id)
    assert werkplek._kast.gebeurtenissen(tafel.id) == voor
