"""Workplaces get to know each other by files: after a number was compared, no two under one number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties import overdracht, toetreden
from consulent_app.fouten import ConsulentFout, InvoerFout
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.eigen import Eigen, Werkplekregel
from consulent_app.uitwisseling.overdracht import openbaar
from tests.uitwisseling.overdracht.plekken import eerste, erbij, geef, maak_kennis, nu, open_kast

FOUT = "0000 0000 0000 0000"


@pytest.fixture
def een(tmp_path: Path) -> Iterator[Dossierkast]:
    with eerste(tmp_path / "een", "Sanne") as kast:
        yield kast


@pytest.fixture
def los(tmp_path: Path) -> Iterator[Dossierkast]:
    with open_kast(tmp_path / "los", "Tineke") as kast:
        yield kast


def hier(kast: Dossierkast) -> Eigen:
    eigen = kast.delen.eigen
    assert eigen is not None
    return eigen


def test_wie_binnenkomt_heeft_de_sleutel_en_kent_iedereen(
    een: Dossierkast, los: Dossierkast, stick: Path, document: dict[str, Any]
) -> None:
    # What was made before goes along.
    oud = los.nieuw(document)
    aanmelding = toetreden.meld_aan(los, " Balie  2 ", "gemeente", stick, nu())
    assert toetreden.wie_is(aanmelding.pad, openbaar.AANMELDING) == toetreden.Wie(
        "Balie 2", "gemeente", aanmelding.controlegetal
    )
    toelating = toetreden.laat_toe(een, aanmelding.pad, aanmelding.controlegetal, stick, nu())
    zonder_spaties = toelating.controlegetal.replace(" ", "")
    assert toetreden.kom_binnen(los, toelating.pad, zonder_spaties, "Tineke") == 3
    assert los.delen.sleutels() == een.delen.sleutels()
    assert los.delen.werkplekken() == een.delen.werkplekken()
    assert los.overdracht.aanmelding is None
    assert geef(los, een, stick).bijgewerkt == [oud.id]
    assert los.nieuw(document).kenmerk.split("/")[2].startswith("03-")


def test_zonder_het_goede_getal_gebeurt_er_niets(een: Dossierkast, los: Dossierkast, stick: Path) -> None:
    aanmelding = toetreden.meld_aan(los, "Balie 2", "gemeente", stick, nu())
    with pytest.raises(InvoerFout, match="controlegetal klopt niet"):
        toetreden.laat_toe(een, aanmelding.pad, FOUT, stick, nu())
    assert len(een.delen.werkplekken()) == 1
    toelating = toetreden.laat_toe(een, aanmelding.pad, aanmelding.controlegetal, stick, nu())
    with pytest.raises(InvoerFout, match="controlegetal klopt niet"):
        toetreden.kom_binnen(los, toelating.pad, FOUT, "Tineke")
    assert los.delen.eigen is None


def test_een_toelating_is_alleen_van_wie_zich_aanmeldde(
    een: Dossierkast, los: Dossierkast, stick: Path, tmp_path: Path
) -> None:
    aanmelding = toetreden.meld_aan(los, "Balie 2", "gemeente", stick, nu())
    toelating = toetreden.laat_toe(een, aanmelding.pad, aanmelding.controlegetal, stick, nu())
    assert hier(een).prive.hex() not in toelating.pad.read_text()
    with open_kast(tmp_path / "derde", "Bea") as derde:
        with pytest.raises(InvoerFout, match="nog niet aangemeld"):
            toetreden.kom_binnen(derde, toelating.pad, toelating.controlegetal, "Bea")
        toetreden.meld_aan(derde, "Balie 3", "gemeente", stick, nu())
        with pytest.raises(InvoerFout, match="niet de toelating van deze werkplek"):
            toetreden.kom_binnen(derde, toelating.pad, toelating.controlegetal, "Bea")


def test_opnieuw_aanmelden_en_toelaten_geeft_hetzelfde_nummer(
    een: Dossierkast, los: Dossierkast, stick: Path
) -> None:
    for _ in range(2):
        aanmelding = toetreden.meld_aan(los, "Balie 2", "gemeente", stick, nu())
        toelating = toetreden.laat_toe(een, aanmelding.pad, aanmelding.controlegetal, stick, nu())
    assert toetreden.kom_binnen(los, toelating.pad, toelating.controlegetal, "Tineke") == 3
    with pytest.raises(InvoerFout, match="werkt al samen"):
        toetreden.kom_binnen(los, toelating.pad, toelating.controlegetal, "Tineke")
    with pytest.raises(InvoerFout, match="werkt al samen"):
        toetreden.meld_aan(los, "Balie 2", "gemeente", stick, nu())
    with pytest.raises(InvoerFout, match="werkt al samen"):
        toetreden.begin(los, "Balie 2", "gemeente", 1, "Tineke")


def test_een_organisatie_laat_alleen_haar_eigen_werkplekken_toe(
    een: Dossierkast, los: Dossierkast, stick: Path
) -> None:
    aanmelding = toetreden.meld_aan(los, "Laptop 1", "met", stick, nu())
    with pytest.raises(InvoerFout, match="van de andere organisatie"):
        toetreden.laat_toe(een, aanmelding.pad, aanmelding.controlegetal, stick, nu())


def test_organisaties_leren_elkaar_kennen_met_het_getal(
    een: Dossierkast, stick: Path, tmp_path: Path
) -> None:
    with eerste(tmp_path / "met", "Murat", "met", 2) as met_:
        kaart = toetreden.maak_kennismaking(met_, stick, nu())
        with pytest.raises(InvoerFout, match="controlegetal klopt niet"):
            toetreden.maak_kennis(een, kaart.pad, FOUT)
        assert set(een.delen.sleutels()) == {"gemeente"}
        assert toetreden.maak_kennis(een, kaart.pad, kaart.controlegetal) == "met"
        assert een.delen.sleutels()["met"].publiek == met_.delen.sleutels()["met"].publiek
        assert een.delen.sleutels()["met"].prive is None
        with pytest.raises(InvoerFout, match="van de eigen organisatie"):
            toetreden.maak_kennis(met_, kaart.pad, kaart.controlegetal)
    with eerste(tmp_path / "namaak", "Ans", "met", 2) as namaak:
        kaart = toetreden.maak_kennismaking(namaak, stick, nu())
        with pytest.raises(InvoerFout, match="al een andere sleutel"):
            toetreden.maak_kennis(een, kaart.pad, kaart.controlegetal)


def test_wat_er_al_gedeeld_mocht_worden_gaat_na_de_kennismaking(
    een: Dossierkast, stick: Path, tmp_path: Path, document: dict[str, Any]
) -> None:
    id_ = een.nieuw(document | {"gesprek": {"toestemming_delen": True}}).id
    list(een.delen.leg_vast())
    with eerste(tmp_path / "met", "Murat", "met", 2) as met_:
        maak_kennis(een, met_, stick)
        assert geef(een, met_, stick).bijgewerkt == [id_]


@pytest.mark.parametrize("soort", openbaar._VELDEN)
def test_wat_beschadigd_is_wordt_geweigerd(
    een: Dossierkast, los: Dossierkast, stick: Path, soort: str
) -> None:
    aanmelding = toetreden.meld_aan(los, "Balie 2", "gemeente", stick, nu())
    kaart = {
        "aanmelding": aanmelding,
        "toelating": toetreden.laat_toe(een, aanmelding.pad, aanmelding.controlegetal, stick, nu()),
        "kennismaking": toetreden.maak_kennismaking(een, stick, nu()),
    }[soort]
    heel = kaart.pad.read_bytes()
    zelfde = openbaar.lees(kaart.pad, soort)
    for plek in range(len(heel)):
        for kapot in (heel[:plek], heel[:plek] + bytes([heel[plek] ^ 1]) + heel[plek + 1 :]):
            kaart.pad.write_bytes(kapot)
            try:
                assert openbaar.lees(kaart.pad, soort) == zelfde
            except ConsulentFout:
                continue
            # What is not a letter or a digit of the contents may differ: a space between two fields.
            assert json.loads(kapot[len(openbaar.MERK) :])["inhoud"] == zelfde


@pytest.mark.parametrize(
    ("organisatie", "nummer", "goed"),
    [("gemeente", 2, 3), ("met", 1, 2), ("gemeente", 0, 1), ("met", -4, 2)],
)
def test_de_gemeente_telt_oneven_en_met_even(
    los: Dossierkast, organisatie: str, nummer: int, goed: int
) -> None:
    with pytest.raises(InvoerFout, match=rf"Kies {goed}\."):
        toetreden.begin(los, "Balie", organisatie, nummer, "Tineke")
    with pytest.raises(InvoerFout, match="Geef de werkplek een naam"):
        toetreden.begin(los, " ", organisatie, goed, "Tineke")
    toetreden.begin(los, "Balie", organisatie, goed, "Tineke")
    assert hier(los).nummer == goed


def test_twee_die_niets_van_elkaar_weten_geven_nooit_hetzelfde_nummer() -> None:
    """Everybody lets in five, who let in five: all numbers differ, though each knows only its own."""

    def eigen(nummer: int, organisatie: str) -> Eigen:
        return Eigen(str(nummer), nummer, "", organisatie, b"", 0, "", 0, "")

    gegeven: list[int] = []
    for organisatie, begin in (("gemeente", 1), ("met", 2)):
        gegeven.append(begin)
        te_doen = [begin]
        for _ in range(2):
            volgende = []
            for van in te_doen:
                bekend: list[Werkplekregel] = []
                for _ in range(5):
                    nummer = toetreden.vrij_nummer(eigen(van, organisatie), bekend)
                    bekend.append(Werkplekregel("", nummer, "", organisatie, b"", toegelaten=True))
                    volgende.append(nummer)
            gegeven += volgende
            te_doen = volgende
    assert len(set(gegeven)) == len(gegeven)
    assert {nummer % 2 for nummer in gegeven} == {0, 1}
    assert min(gegeven) == 1


def test_wie_later_binnenkwam_laat_ook_toe(
    een: Dossierkast, stick: Path, tmp_path: Path, document: dict[str, Any]
) -> None:
    with (
        erbij(tmp_path / "b", "Tineke", een, stick) as twee,
        erbij(tmp_path / "c", "Bea", twee, stick) as drie,
    ):
        assert [hier(kast).nummer for kast in (een, twee, drie)] == [1, 3, 5]
        id_ = drie.nieuw(document).id
        # The first one hears of the third by the second.
        geef(twee, een, stick)
        assert geef(drie, een, stick).bijgewerkt == [id_]
        assert {wie.nummer for wie in overdracht.ontvangers(een)} == {0, 3, 5}


def test_zonder_begin_of_toelating_is_er_een_zin(los: Dossierkast, stick: Path) -> None:
    assert overdracht.ontvangers(los) == []
    for doe in (
        lambda: toetreden.maak_kennismaking(los, stick, nu()),
        lambda: toetreden.laat_toe(los, stick, FOUT, stick, nu()),
    ):
        with pytest.raises(InvoerFout, match="Deze werkplek werkt alleen"):
            doe()
