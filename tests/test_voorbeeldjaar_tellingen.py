"""What the made-up year tells, each number once more in plain SQL: with debt help, and whole."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from consulent_app.acties.tellen import teltabellen
from consulent_app.acties.weektelling import maak_verslag_van
from consulent_app.acties.werkplek import Werkplek
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.tellingen.assen import RIJEN_SCHULDHULP
from consulent_app.tellingen.csvbestand import als_csv
from consulent_app.tellingen.feiten import Telfeiten
from consulent_app.tellingen.tabellen import VORM
from consulent_app.tellingen.vergaderblad import als_pdf
from consulent_app.tellingen.verslag import Verslag
from consulent_app.tellingen.weken import Week
from consulent_app.tellingen.werkboek import KOPRIJ, als_xlsx
from tests import voorbeeldjaar
from tests.tellingen.in_sql import bank_van, vergelijk

# The solid bars are an extension of the format, which openpyxl does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
DAG = date(2026, 11, 24)
#: Few conversations, which take the time, beside all who come for debts alone.
GESPREKKEN, HUISHOUDENS = 12, 30


@dataclass(frozen=True)
class Geteld:
    """The count of a year until November, and the facts that it came from."""

    verslag: Verslag
    bron: Telfeiten

    def getal(self, tabel: str, rij: str, kolom: str) -> int:
        """Return a number of the whole period."""
        cijfers = self.verslag.tabellen[tabel].cijfers
        van_rij = cijfers[(cijfers["soort"] == "periode") & (cijfers["rij"] == rij)]
        return int(van_rij[kolom].iloc[0])


def lees(map_: Path) -> Geteld:
    with Dossierkast.open(map_, voorbeeldjaar.TEAMLEIDER, voorbeeldjaar.WACHTWOORD) as kast:
        tabellen = teltabellen(Werkplek(kast, kast.medewerker), date.min, DAG)
    verslag = maak_verslag_van(tabellen, Week(2026, 1), Week(2026, 48), DAG, lambda _: None)
    return Geteld(verslag, Telfeiten(tabellen.feiten, tabellen.redenen, tabellen.stappen))


@pytest.fixture(scope="module")
def schulden(tmp_path_factory: pytest.TempPathFactory) -> Geteld:
    map_ = tmp_path_factory.mktemp("schulden") / "kast"
    voorbeeldjaar.maak(map_, GESPREKKEN, HUISHOUDENS)
    return lees(map_)


def test_elk_getal_over_schuldhulp_is_ook_met_sql_zo_geteld(schulden: Geteld) -> None:
    with bank_van(schulden.bron) as bank:
        gezien = {
            naam: vergelijk(bank, schulden.verslag.tabellen[naam])[0]
            for naam in VORM
            if naam in RIJEN_SCHULDHULP
        }
    assert {naam for naam, aantal in gezien.items() if aantal < 5} == set()


def test_wie_te_laat_was_en_in_crisis_staat_er_met_een_getal(schulden: Geteld) -> None:
    """Some later than four weeks, some than three working days, some decided on after eight weeks."""
    for tabel, rij, kolom in (
        ("schuldhulp_wachttijd", "te_laat", "gesprekken"), ("schuldhulp_instroom", "wet", "aanmeldingen"),
        ("schuldhulp_beslistermijn", "te_laat", "besluiten"),
    ):  # fmt: skip
        assert schulden.getal(tabel, rij, kolom) >= 10, tabel


def test_de_schuldhulp_staat_met_getallen_in_elke_export(schulden: Geteld) -> None:
    verslag = schulden.verslag
    instroom = schulden.getal("schuldhulp", "instroom", "geteld")
    bladzijde = " ".join(PdfReader(io.BytesIO(als_pdf(verslag))).pages[1].extract_text().split())
    assert f"Instroom: aangemeld {instroom:,}".replace(",", ".") in bladzijde
    boek = openpyxl.load_workbook(io.BytesIO(als_xlsx(verslag)))
    blad = boek[verslag.tabellen["schuldhulp"].titel]
    rij = next(r for r in blad.iter_rows(min_row=KOPRIJ + 2, values_only=True) if "instroom" in r)
    assert instroom in rij
    regels = csv.DictReader(io.StringIO(als_csv(verslag).decode("utf-8-sig")))
    gezocht = {"tabel": "schuldhulp", "soort": "periode", "rij": "instroom", "kolom": "geteld"}
    assert [regel["waarde"] for regel in regels if gezocht.items() <= regel.items()] == [str(instroom)]


@pytest.mark.prestaties
def test_het_hele_jaar_is_met_sql_hetzelfde_en_noemt_wat_daalt(tmp_path: Path) -> None:
    """The year of the pictures in docs/beelden, some minutes: every number of every table."""
    voorbeeldjaar.maak(tmp_path / "kast")
    jaar = lees(tmp_path / "kast")
    with bank_van(jaar.bron) as bank:
        assert all(vergelijk(bank, jaar.verslag.tabellen[naam])[0] > 3 for naam in VORM)
    dalers = list(jaar.verslag.tabellen["waarschuwingen"].cijfers["label"])
    assert dalers == ["Kindpakket: schoolkosten"]
    assert "Dalend bereik Kindpakket: schoolkosten" in " ".join(
        PdfReader(io.BytesIO(als_pdf(jaar.verslag))).pages[1].extract_text().replace("•", "").split()
    )
