"""The exports: what a team lead opens, what a script reads, what goes along into a meeting."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import openpyxl
import pytest
from pypdf import PdfReader

from consulent_app import __version__
from consulent_app.tellingen.csvbestand import KOLOMMEN, als_csv
from consulent_app.tellingen.doelen import lees_monitor
from consulent_app.tellingen.feiten import Telfeiten
from consulent_app.tellingen.tabellen import VORM, tel
from consulent_app.tellingen.vergaderblad import als_pdf, gegevens
from consulent_app.tellingen.verslag import Verslag, maak_verslag
from consulent_app.tellingen.weken import Week
from consulent_app.tellingen.werkboek import GRAFIEKEN, KOPRIJ, VOLGORDE, als_xlsx
from tests.documenten import controle
from tests.tellingen.verzonnen import feiten, schuldhulp

# The solid bars are an extension of the format, which openpyxl does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
DAG = date(2026, 11, 24)
BRON = feiten(9_000, 11)


def verslag(van: int, tot: int, dag: date = DAG) -> Verslag:
    return maak_verslag(
        tel(BRON, Week(2026, van), Week(2026, tot), dag), lees_monitor("heemskerk"), dag, "Heemskerk"
    )


ACHT_WEKEN = verslag(40, 47)
XLSX, CSV, PDF = als_xlsx(ACHT_WEKEN), als_csv(ACHT_WEKEN), als_pdf(ACHT_WEKEN)


def boek() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(XLSX))


# --- the workbook ------------------------------------------------------------------------------------


def test_het_voorblad_zegt_waarover_waarmee_en_hoe_geteld() -> None:
    blad = boek()["Toelichting"]
    tekst = "\n".join(f"{rij[0].value} {rij[1].value}" for rij in blad.iter_rows(max_col=2)).replace(
        "\u00a0", " "
    )
    assert "week 40 tot en met week 47 van 2026 (28 september 2026 tot en met 22 november 2026)" in tekst
    assert f"Consulent {__version__}" in tekst
    assert re.search(r"pandas \d+\.\d+", tekst)
    assert "heemskerk 2026.2" in tekst
    assert "Een toekenning telt per besluit" in tekst
    for tabel in ACHT_WEKEN.tabellen.values():
        assert tabel.definitie in tekst


def test_elke_tabel_heeft_een_blad_met_getallen_en_dagen_en_een_vaste_kop() -> None:
    bladen = boek()
    assert bladen.sheetnames == ["Toelichting", *(ACHT_WEKEN.tabellen[naam].titel for naam in VOLGORDE)]
    assert set(VOLGORDE) == set(ACHT_WEKEN.tabellen)
    for naam in VOLGORDE:
        tabel, blad = ACHT_WEKEN.tabellen[naam], bladen[ACHT_WEKEN.tabellen[naam].titel]
        assert blad.freeze_panes == blad.cell(KOPRIJ + 2, len(tabel.sleutels) + 1).coordinate
        assert blad.auto_filter.ref.startswith(f"A{KOPRIJ + 1}:")
        for plek in range(len(tabel.cijfers)):
            for kolom, wat in enumerate((*tabel.sleutels, *tabel.kolommen), 1):
                keur_cel(blad.cell(KOPRIJ + 2 + plek, kolom).value, tabel, wat, plek)


def keur_cel(waarde: object, tabel, wat: str, plek: int) -> None:
    if wat == "begin":
        assert isinstance(waarde, datetime)
        assert waarde.date() == tabel.cijfers[wat].iloc[plek]
    elif wat in tabel.kolommen and tabel.tekens[wat].iloc[plek] in ("", "≥"):
        assert waarde == tabel.cijfers[wat].iloc[plek]
        assert isinstance(waarde, int)
    elif wat in tabel.kolommen:
        assert waarde == tabel.tekens[wat].iloc[plek]


def test_minstens_is_een_getal_met_een_teken_ervoor() -> None:
    tabel = ACHT_WEKEN.tabellen["regelingen"]
    blad = boek()[tabel.titel]
    formaten = {
        blad.cell(KOPRIJ + 2 + plek, len(tabel.sleutels) + 1 + k).number_format
        for plek in range(len(tabel.cijfers))
        for k, kolom in enumerate(tabel.kolommen)
        if tabel.tekens[kolom].iloc[plek] == "≥"
    }
    assert formaten
    assert all(formaat.startswith('"≥') for formaat in formaten)


def test_grafieken_wijzen_naar_de_cellen_van_hun_eigen_tabel() -> None:
    ruimte = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    bladen = boek()
    with zipfile.ZipFile(io.BytesIO(XLSX)) as pak:
        namen = sorted(naam for naam in pak.namelist() if naam.startswith("xl/charts/chart"))
        bomen = [ET.fromstring(pak.read(naam)) for naam in namen]
        tekeningen = [
            pak.read(naam).decode() for naam in pak.namelist() if naam.startswith("xl/drawings/drawing")
        ]
    assert len(bomen) == len([n for n in GRAFIEKEN if not ACHT_WEKEN.tabellen[n].cijfers.empty])
    assert all("descr=" in tekening for tekening in tekeningen)
    for boom in bomen:
        assert boom.find(".//c:title", ruimte) is not None
        for plek in boom.findall(".//c:ser//c:f", ruimte):
            blad, _, cellen = str(plek.text).partition("!")
            assert bladen[blad.strip("'")][cellen.replace("$", "")] is not None
        kleuren = [el.attrib["val"] for el in boom.iter() if el.tag.endswith("srgbClr")]
        assert len(set(kleuren) - {"1A2129"}) == len(boom.findall(".//c:ser", ruimte))


def test_er_zijn_balken_in_de_cellen() -> None:
    with zipfile.ZipFile(io.BytesIO(XLSX)) as pak:
        bladen = [pak.read(n).decode() for n in pak.namelist() if n.startswith("xl/worksheets/sheet")]
    assert sum("dataBar" in blad for blad in bladen) >= 10


def test_dezelfde_telling_geeft_hetzelfde_bestand() -> None:
    assert als_csv(verslag(40, 47)) == CSV
    assert als_pdf(verslag(40, 47)) == PDF


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is er niet")
def test_libreoffice_opent_het_en_drukt_elk_blad_af(tmp_path: Path) -> None:
    (tmp_path / "telling.xlsx").write_bytes(XLSX)
    opdracht = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profiel",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*opdracht, "telling.xlsx"], cwd=tmp_path, check=True, capture_output=True, timeout=240)
    tekst = "\n".join(blad.extract_text() for blad in PdfReader(tmp_path / "telling.pdf").pages)
    for tabel in ACHT_WEKEN.tabellen.values():
        assert tabel.titel in tekst
    assert "#REF" not in tekst
    assert "Err:" not in tekst


# --- CSV ---------------------------------------------------------------------------------------------


def test_csv_heeft_vaste_kolommen_en_een_getal_per_regel() -> None:
    regels = list(csv.DictReader(io.StringIO(CSV.decode("utf-8-sig"))))
    assert tuple(regels[0]) == KOLOMMEN
    for naam in VORM:
        tabel = ACHT_WEKEN.tabellen[naam]
        eigen = [regel for regel in regels if regel["tabel"] == naam]
        assert len(eigen) == len(tabel.cijfers) * len(tabel.kolommen)
        assert [regel["kolom"] for regel in eigen[: len(tabel.kolommen)]] == list(tabel.kolommen)
    for regel in regels:
        assert bool(regel["waarde"]) == (regel["teken"] in ("", "≥"))
    eerste = next(r for r in regels if r["tabel"] == "weken")
    assert (eerste["soort"], eerste["van_week"], eerste["begint_op"]) == ("week", "2026-W40", "2026-09-28")


# --- PDF ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("van", "tot", "dag"), [(40, 47, DAG), (1, 53, date(2027, 1, 11)), (45, 45, DAG)])
def test_de_pdf_is_twee_toegankelijke_bladzijden(van: int, tot: int, dag: date) -> None:
    pdf = als_pdf(verslag(van, tot, dag))
    assert controle.fouten(pdf) == []
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 2


def test_elke_grafiek_in_de_pdf_heeft_haar_getallen_ernaast() -> None:
    tekst = " ".join(blad.extract_text() for blad in PdfReader(io.BytesIO(PDF)).pages)
    weken = ACHT_WEKEN.tabellen["weken"].cijfers
    for rij in weken.itertuples():
        assert f"W{rij.van[-2:]}" in tekst
        assert str(rij.beoordeeld) in tekst
    for label in ("Kwijtschelding gemeentelijke belastingen", "Bereik", "Doelen", "5.915", "1.311"):
        assert label in re.sub(r"\s+", " ", tekst)


def test_een_staaf_staat_er_alleen_als_beide_getallen_er_staan() -> None:
    """Half a bar, with what was granted left out, would read as a week in which all was refused."""
    verloop = gegevens(verslag(1, 10))["verloop"]
    heel = [rij for rij in verloop["rijen"] if rij["toegekend"].isdigit() and rij["afgewezen"].isdigit()]
    assert 0 < len(heel) < len(verloop["rijen"])
    assert verloop["zonder"]
    for rij in verloop["rijen"]:
        assert (rij["balk"] > rij["deel"] > 0) if rij in heel else (rij["balk"] == rij["deel"] == 0)


def test_waarover_een_ander_besluit_is_niet_te_klein_om_te_tonen() -> None:
    """What nobody here decides on has no grants, however much is judged."""
    studie = frozenset({"studietoeslag"})
    gewoon, elders = (gegevens(replace(ACHT_WEKEN, elders=ids)) for ids in (frozenset(), studie))
    assert "Studietoeslag" in gewoon["te_klein"]
    assert elders["elders"] == "Studietoeslag"
    assert "Studietoeslag" not in elders["te_klein"]


def test_de_schuldhulp_staat_op_de_tweede_bladzijde_en_zonder_schuldhulp_niet() -> None:
    begin = {f"g{nr}": (date(2026, 8, 1) + timedelta(days=nr % 110)).isoformat() for nr in range(1_500)}
    stappen = schuldhulp(np.random.default_rng(1), begin).sort_values("dag", kind="stable")
    met = maak(replace(BRON, stappen=stappen.assign(nr=range(len(stappen)))))
    fasen = met.tabellen["schuldhulp"].cijfers
    instroom = fasen[(fasen["soort"] == "periode") & (fasen["rij"] == "instroom")]["geteld"].iloc[0]
    pdf = als_pdf(met)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 2
    assert f"Instroom: aangemeld {instroom}" in platte_tekst(pdf, 1)
    for regel in (
        r"wachttijd in W44 tot en met W47: mediaan \d+ dagen, 90e percentiel \d+",
        r"van gesprek tot besluit in W44 tot en met W47: mediaan \d+ dagen",
    ):
        assert re.search(regel, platte_tekst(pdf, 1)), regel
    zonder = BRON.stappen[~BRON.stappen["soort"].str.startswith("schuldhulp")]
    assert "Schuldhulp" not in platte_tekst(als_pdf(maak(replace(BRON, stappen=zonder))), 1)


def maak(bron: Telfeiten) -> Verslag:
    telling = tel(bron, Week(2026, 40), Week(2026, 47), DAG)
    return maak_verslag(telling, lees_monitor("heemskerk"), DAG, "Heemskerk")


def platte_tekst(pdf: bytes, bladzijde: int) -> str:
    return " ".join(PdfReader(io.BytesIO(pdf)).pages[bladzijde].extract_text().split())


# --- nobody in it ------------------------------------------------------------------------------------


def test_geen_export_bevat_een_huishouden_of_een_klein_getal() -> None:
    for inhoud in (
        alle_tekst(XLSX),
        CSV.decode(),
        " ".join(b.extract_text() for b in PdfReader(io.BytesIO(PDF)).pages),
    ):
        assert not re.search(r"h\d{6}", inhoud)
    for regel in csv.DictReader(io.StringIO(CSV.decode("utf-8-sig"))):
        if regel["waarde"] and regel["kolom"] not in ("euro", "mediaan", "p90", "procent", "vergelijk"):
            assert int(regel["waarde"]) >= 10, regel


def alle_tekst(pak: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(pak)) as delen:
        return " ".join(delen.read(naam).decode() for naam in delen.namelist())
