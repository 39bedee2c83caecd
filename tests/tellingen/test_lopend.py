"""The weeks that still run: told on the screen, in no export, with the day from which they will be."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta

import openpyxl
import pandas as pd
import pytest
from pypdf import PdfReader

from consulent_app.tellingen.csvbestand import als_csv
from consulent_app.tellingen.doelen import lees_monitor
from consulent_app.tellingen.feiten import STAP, Telfeiten
from consulent_app.tellingen.lopend import KOLOMMEN, lopende_weken
from consulent_app.tellingen.tabellen import tel
from consulent_app.tellingen.vergaderblad import als_pdf
from consulent_app.tellingen.verslag import Verslag, maak_verslag
from consulent_app.tellingen.weken import Week
from consulent_app.tellingen.werkboek import als_xlsx
from tests.tellingen.test_tabellen import NIET, met_de_hand
from tests.tellingen.verzonnen import feiten

# The solid bars are an extension of the format, which openpyxl does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
#: A Wednesday in week 46, the third week of its month of weeks.
VANDAAG = date(2026, 11, 11)
BRON = feiten(9_000, 11)


def verslag(bron: Telfeiten, van: int, tot: int, vandaag: date = VANDAAG) -> Verslag:
    telling = tel(bron, Week(2026, van), Week(2026, tot), vandaag)
    lopend = lopende_weken(bron, vandaag)
    return maak_verslag(telling, lees_monitor("heemskerk"), vandaag, "Heemskerk", lopend)


def test_deze_week_en_de_vorige_met_de_hand() -> None:
    """Fifteen began in week 44 and twelve in week 46; ten were decided in week 45, thirteen in 46."""
    stappen = [(f"h{nr}", "2026-10-26" if nr <= 15 else "2026-11-09") for nr in range(1, 28)]
    besluiten = [
        *[{"dag": "2026-11-02"}] * 10, *[{"dag": "2026-11-09"}] * 3,
        *[NIET | {"dag": "2026-11-10", "uitkomst": "afgewezen"}] * 10,
        *[NIET | {"dag": "2026-11-10", "moment": "voorstel", "huishouden": "h20"}] * 11,
        *[{"dag": "2026-11-11", "moment": "correctie", "huishouden": "h1"}] * 12,
    ]  # fmt: skip
    beeld = pd.DataFrame(stappen, columns=["huishouden", "dag"])
    stappen_ = beeld.assign(nr=beeld.index, soort="begonnen", wat="")[list(STAP)]
    tabel = lopende_weken(replace(met_de_hand(*besluiten), stappen=stappen_), VANDAAG)
    assert list(tabel.cijfers["van"]) == ["2026-W44", "2026-W45", "2026-W46"]
    gezien = [
        tuple(teken or getal for getal, teken in zip(getallen, tekens, strict=True))
        for getallen, tekens in zip(
            tabel.cijfers[list(KOLOMMEN)].itertuples(index=False),
            tabel.tekens.itertuples(index=False),
            strict=True,
        )
    ]
    assert gezien == [
        ("<10", "<10", "<10", "<10", 15, 15),
        (10, 10, "<10", "<10", "<10", "<10"),
        (24, "<10", 10, 11, 12, "<10"),
    ]


def test_in_geen_export_staan_lopende_weken() -> None:
    """Not one number of them, nor their title: what the exports say is the same without."""
    met = verslag(BRON, 40, 47)
    assert met.lopend is not None
    assert met.lopend.cijfers["beoordeeld"].notna().all()
    for vorm in (als_xlsx, als_csv, als_pdf):
        assert vorm(met) == vorm(replace(met, lopend=None)), vorm
    assert met.lopend.titel not in als_csv(met).decode()
    assert "W44" not in set(met.tabellen["weken"].cijfers["van"].str[-3:])
    assert "niet om door te geven" in met.lopend.definitie


def test_het_zijn_de_getallen_van_straks() -> None:
    """Where the month of weeks shows a number when it is over, the screen showed the same."""
    zondag = date(2026, 11, 22)
    later = tel(BRON, Week(2026, 44), Week(2026, 47), zondag + timedelta(days=1)).tabellen["weken"]
    nu, vergeleken = lopende_weken(BRON, zondag).cijfers.set_index("van"), 0
    for plek, rij in enumerate(later.cijfers.itertuples()):
        for kolom in ("beoordeeld", "toegekend"):
            if later.tekens[kolom].iloc[plek] == "":
                assert nu.loc[rij.van, kolom] == getattr(rij, kolom)
                vergeleken += 1
    assert vergeleken >= 4


def test_de_eerste_bladzijde_zegt_wat_er_nog_niet_is_en_vanaf_wanneer() -> None:
    half = verslag(BRON, 40, 47, date(2026, 11, 18))
    zin = (
        "Nog niet geteld: week 44 tot en met week 47 van 2026 (26 oktober 2026 tot en met 22 november "
        "2026); dat kan vanaf 23 november 2026."
    )
    blad = openpyxl.load_workbook(io.BytesIO(als_xlsx(half))).worksheets[0]
    waarden = {rij[0].value: str(rij[1].value) for rij in blad.iter_rows(max_col=2)}
    assert zin in waarden["Let op"].replace("\u00a0", " ")
    assert "alleen op het scherm: pagina Tellingen, 'Lopende weken'" in waarden["Let op"]
    eerste = PdfReader(io.BytesIO(als_pdf(half))).pages[0].extract_text()
    assert zin in " ".join(eerste.split())


def test_van_een_deel_van_een_telmaand_staan_alleen_de_gevraagde_weken() -> None:
    zin = verslag(BRON, 43, 49, date(2026, 11, 18)).nog_niet().replace("\u00a0", " ")
    assert "week 44 tot en met week 47 van 2026" in zin
    assert "week 48 tot en met week 49 van 2026" in zin
    assert zin.index("23 november 2026") < zin.index("4 januari 2027")
