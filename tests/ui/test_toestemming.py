"""What a raadsman and a consulent see of each other's dossiers, in the window."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from consulent_app.acties.voorkeuren import Voorkeuren, bewaar_voorkeuren
from consulent_app.besluiten.delen import NEE
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.ui.app import maak_app, maak_venster
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.conftest import BEHEER, BEHEERWOORD, NAAM, WACHTWOORD, maak_kast
from tests.ui.hulpjes import dossiers, intake, rust
from tests.ui.mens import CTRL, Mens

RAADSMAN, ZIJN_WOORD = "Rik", "een heel eigen woord"


def _document(naam: str, bsn: str, toestemming: bool | None) -> dict[str, Any]:
    return {
        "schema": "intake/1", "peildatum": "2026-11-18", "pakket": "oefenstad",
        "personen": [{"id": "p1", "rol": "aanvrager", "achternaam": naam, "bsn": bsn}],
        "gesprek": {"toestemming_delen": toestemming},
    }  # fmt: skip


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    """Give a store in which the gemeente and MET both work, each with an open dossier that waits."""
    maak_kast(tmp_path)
    with Dossierkast.open(tmp_path, BEHEER, BEHEERWOORD) as kast:
        startwoord = kast.accounts.voeg_toe(RAADSMAN, "raadsman")
    Dossierkast.open(tmp_path, RAADSMAN, startwoord, ZIJN_WOORD).sluit()
    with Dossierkast.open(tmp_path, NAAM, WACHTWOORD) as kast:
        for organisatie, dicht, open_ in (("gemeente", "Jansen", "Bakker"), ("met", "Visser", "Mulder")):
            for naam, bsn, ja in ((dicht, "999990019", None), (open_, "999990020", True)):
                id_ = kast.nieuw(_document(naam, bsn, ja), organisatie).id
                kast.voeg_taken_toe(id_, [(f"Bel {naam}", None)])
    return tmp_path


@pytest.fixture
def mens(map_: Path, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Mens]:
    naam, wachtwoord = request.param
    maak_app()
    bewaar_voorkeuren(map_, Voorkeuren(naam=naam))
    mens = Mens(maak_venster(map_))
    mens.ga_zitten(wachtwoord)
    mens.wacht()
    yield mens
    mens.venster.close()
    mens.venster.deleteLater()


def _namen(venster: Hoofdvenster) -> set[str]:
    return {regel.naam for regel in dossiers(venster).model.regels}


@pytest.mark.parametrize(
    ("mens", "ziet", "ziet_niet"),
    [
        ((NAAM, WACHTWOORD), {"Jansen", "Bakker", "Mulder"}, "Visser"),
        ((RAADSMAN, ZIJN_WOORD), {"Visser", "Mulder", "Bakker"}, "Jansen"),
    ],
    indirect=["mens"],
    ids=["consulent", "raadsman"],
)
def test_zoeken_en_vandaag_noemen_alleen_wat_mag(mens: Mens, ziet: set[str], ziet_niet: str) -> None:
    mens.toets(Qt.Key.Key_1, CTRL)
    mens.wacht(lambda: bool(dossiers(mens.venster).vandaag.knoppen))
    assert _namen(mens.venster) == ziet
    for naam in ziet:
        assert mens.ziet(f"Bel {naam}")
    assert not mens.ziet(ziet_niet)
    assert mens.ziet("Nog te doen (3)")
    assert mens.ziet("Gesprekken die nog lopen (3)")
    # Of the two with this BSN one may be seen, and nothing says that there is another.
    mens.typ("999990019")
    mens.wacht(lambda: len(_namen(mens.venster)) == 1)
    assert _namen(mens.venster) == ziet & {"Jansen", "Visser"}
    mens.typ(ziet_niet)
    mens.wacht(lambda: not _namen(mens.venster))


@pytest.mark.parametrize("mens", [(NAAM, WACHTWOORD)], indirect=True)
def test_na_een_nee_gaat_het_dossier_van_de_ander_dicht(mens: Mens, qtbot: QtBot) -> None:
    """The no is kept; what comes after it is not, and the screen shows nothing of it any more."""
    venster = mens.venster
    assert venster.werkblad.kast is not None
    (regel,) = venster.werkblad.kast.zoek("Mulder")
    venster.open_dossier(regel.id)
    rust(qtbot, venster)
    intake(venster).antwoord("gesprek.toestemming_delen", False)
    intake(venster).antwoord("huishouden.woonplaats", "Velsen")
    rust(qtbot, venster)
    assert venster.werkblad.dossier is None
    assert dossiers(venster).isVisible()
    assert mens.ziet(f"Niet opgeslagen: {NEE.reden}")
    rust(qtbot, venster)
    assert _namen(venster) == {"Jansen", "Bakker"}
    document = venster.werkblad.kast._kast.haal(regel.id).document
    assert document["gesprek"]["toestemming_delen"] is False
    assert "huishouden" not in document
