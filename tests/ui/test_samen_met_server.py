"""Workplaces together by a real PostgreSQL with TLS: coupled, let in, and a dossier taken over."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from consulent_app.acties.werkplek import Werkplek
from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag.beurten import Beurt
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.waarden import Medewerker
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.uitwisseling.centraal import opzetten
from consulent_app.uitwisseling.centraal.uitnodiging import schrijf_uitnodiging
from consulent_app.uitwisseling.centraal.verbinding import Server
from tests.certificaten import Gezag, nieuw_gezag
from tests.opslag.delende_kasten import GOEDKOOP
from tests.postgres import Proefserver, proefserver
from tests.ui.hulpjes import besluit, druk, instellingen, rust, word
from tests.ui.samen import gezin, kast_van, stil, wissel_uit
from tests.ui.test_dossierzaken import naar, teksten
from tests.ui.test_overdragen import in_vandaag, stel_voor

BEHEERWOORD = "kantoor lamp egel"
_NUMMERS = itertools.count(1)


class Centrale(NamedTuple):
    proef: Proefserver
    beheer: Server


@pytest.fixture(scope="module")
def gezag() -> Gezag:
    return nieuw_gezag()


@pytest.fixture(scope="module")
def proef(gezag: Gezag) -> Iterator[Proefserver]:
    with proefserver(gezag.bewijs(["localhost", "127.0.0.1"])) as proef:
        with psycopg.connect(proef.als_proef, autocommit=True) as verbinding:
            verbinding.execute(f"CREATE ROLE beheerder LOGIN CREATEROLE CREATEDB PASSWORD '{BEHEERWOORD}'")
        yield proef


@pytest.fixture
def centrale(proef: Proefserver, gezag: Gezag) -> Centrale:
    """A database that was prepared as an administrator does."""
    naam = f"proef_{next(_NUMMERS)}"
    beheer = Server("127.0.0.1", proef.poort, naam, "beheerder", BEHEERWOORD, gezag.pem)
    opzetten.zet_op(beheer)
    return Centrale(proef, beheer)


def nodig_uit(centrale: Centrale, naam: str, map_: Path, organisatie: str = "gemeente") -> tuple[Path, str]:
    bestand = map_ / f"{naam}.uitnodiging"
    uitnodiging = opzetten.maak_werkplek(centrale.beheer, organisatie, naam)
    return bestand, schrijf_uitnodiging(bestand, uitnodiging, GOEDKOOP)


@pytest.fixture
def murat(centrale: Centrale, tmp_path: Path) -> Iterator[Werkplek]:
    """A raadsman with a laptop of MET, which was coupled by its beheerder."""
    with Dossierkast.maak(tmp_path / "m", "Murat", "paard accu nietje", argon2=GOEDKOOP) as kast:
        uitnodiging = nodig_uit(centrale, "Laptop 2", tmp_path, "met")
        Werkplek(kast, Medewerker("Beheer", "beheerder")).delen.koppel(*uitnodiging)
        kast.delen.zet_wie("Murat")
        yield Werkplek(kast, Medewerker("Murat", "raadsman"))


@pytest.fixture
def tineke(centrale: Centrale, tmp_path: Path) -> Iterator[Werkplek]:
    """A consulent at another desk, who was invited and coupled her workplace."""
    with Dossierkast.maak(tmp_path / "b", "Tineke", "paard accu nietje", argon2=GOEDKOOP) as kast:
        plek = Werkplek(kast, Medewerker("Tineke", "consulent"))
        plek.delen.koppel(*nodig_uit(centrale, "Balie 2", tmp_path))
        yield plek


def koppel_in_het_venster(qtbot: QtBot, venster: Hoofdvenster, centrale: Centrale, map_: Path) -> None:
    bestand, code = nodig_uit(centrale, "Balie 1", map_)
    word(venster, "beheerder")
    naar(qtbot, venster, "Instellingen")
    paneel = instellingen(venster).samen
    assert paneel is not None
    assert "werkt alleen" in teksten(paneel)
    assert not paneel.koppel.isEnabled()
    paneel.kies_bestand(bestand)
    qtbot.keyClicks(paneel.code, "FOUT FOUT FOUT FOUT")
    qtbot.keyClick(paneel.code, Qt.Key.Key_Return)
    stil(qtbot, venster)
    assert "De code klopt niet." in paneel.fout.text()
    paneel.code.selectAll()
    qtbot.keyClicks(paneel.code, code.lower())
    qtbot.keyClick(paneel.code, Qt.Key.Key_Return)
    stil(qtbot, venster)


def test_koppelen_toelaten_en_een_dossier_overnemen(
    venster: Hoofdvenster, qtbot: QtBot, centrale: Centrale, tineke: Werkplek, tmp_path: Path
) -> None:
    koppel_in_het_venster(qtbot, venster, centrale, tmp_path)
    assert venster.onderin.uitwisselen.text().startswith("Uitgewisseld om ")
    # --- another workplace comes, and is let in after the numbers were compared
    with pytest.raises(OmgevingsFout, match="nog niet toegelaten"):
        tineke.delen.wissel_uit()
    wissel_uit(qtbot, venster)
    paneel = instellingen(venster).samen
    assert paneel is not None
    assert "Balie 1, van de gemeente · deze werkplek" in teksten(paneel)
    assert "Balie 2, van de gemeente · wacht op toelating" in teksten(paneel)
    ((vakje, knop),) = paneel.toelaten.values()
    assert tineke.delen.controlegetal() in vakje.accessibleName()
    assert not knop.isEnabled()
    vakje.click()
    qtbot.mouseClick(knop, Qt.MouseButton.LeftButton)
    stil(qtbot, venster)
    assert "Balie 2, van de gemeente · doet mee" in teksten(paneel)
    # --- a dossier of there comes here, and is asked for
    id_ = tineke.nieuw(gezin()).id
    tineke.delen.wissel_uit()
    word(venster, "consulent")
    wissel_uit(qtbot, venster)
    venster.open_dossier(id_)
    stil(qtbot, venster)
    ligging = venster.deelbalk.ligging
    assert ligging.tekst.text() == "Dit dossier ligt bij Balie 2."
    druk(qtbot, venster.deelbalk, "Overnemen")
    stil(qtbot, venster)
    assert ligging.tekst.text().startswith("Gevraagd aan Balie 2; u krijgt het zodra daar")
    assert ligging.knoppen["Overnemen"].isHidden()
    # --- as long as it is open there nothing happens; then it comes free
    tineke.delen.wissel_uit({id_})
    wissel_uit(qtbot, venster)
    assert ligging.tekst.text().startswith("Gevraagd aan Balie 2; ")
    tineke.delen.wissel_uit()
    wissel_uit(qtbot, venster)
    assert ligging.isHidden()
    kast_van(venster).delen.keur_beurt(id_)
    assert venster.onderin.opgeslagen.text().endswith("is vrijgekomen en ligt nu hier; u kunt besluiten")
    # --- the server goes away: work goes on, without a window in the way
    centrale.proef.stop()
    wissel_uit(qtbot, venster)
    assert venster.onderin.uitwisselen.text() == "Geen verbinding; u kunt doorwerken"
    qtbot.keyClick(venster, Qt.Key.Key_F9)
    assert "niet te bereiken" in venster.uitwisselen.fout.text()
    centrale.proef.start()
    qtbot.mouseClick(venster.uitwisselen.nu, Qt.MouseButton.LeftButton)
    stil(qtbot, venster)
    assert venster.onderin.uitwisselen.text().startswith("Uitgewisseld om ")
    assert venster.uitwisselen.fout.isHidden()


def test_de_dossiers_van_een_verloren_werkplek_komen_vrij(
    venster: Hoofdvenster, qtbot: QtBot, centrale: Centrale, tineke: Werkplek, tmp_path: Path
) -> None:
    koppel_in_het_venster(qtbot, venster, centrale, tmp_path)
    with pytest.raises(OmgevingsFout, match="nog niet toegelaten"):
        tineke.delen.wissel_uit()
    wissel_uit(qtbot, venster)
    paneel = instellingen(venster).samen
    assert paneel is not None
    ((vakje, knop),) = paneel.toelaten.values()
    vakje.click()
    qtbot.mouseClick(knop, Qt.MouseButton.LeftButton)
    stil(qtbot, venster)
    id_ = tineke.nieuw(gezin()).id
    tineke.delen.wissel_uit()
    wissel_uit(qtbot, venster)
    weg = tineke._kast.delen.eigen
    assert weg is not None
    # --- asked first, with what it means; no is no
    knop_vrij = "Beurten vrijgeven van 1 · Balie 2, van de gemeente"
    druk(qtbot, paneel, knop_vrij)
    vel = venster.findChildren(QMessageBox)[-1]
    assert "dat kan dan nog een keer worden besloten" in vel.text()
    druk(qtbot, vel, "Annuleren")
    stil(qtbot, venster)
    assert kast_van(venster).delen.beurt(id_) == Beurt(id_, 1, weg.apparaat)
    # --- and then
    druk(qtbot, paneel, knop_vrij)
    druk(qtbot, venster.findChildren(QMessageBox)[-1], "Geef vrij")
    stil(qtbot, venster)
    assert kast_van(venster).delen.beurt(id_) == Beurt(id_, 3, None)
    word(venster, "consulent")
    venster.open_dossier(id_)
    stil(qtbot, venster)
    druk(qtbot, venster.deelbalk, "Overnemen")
    stil(qtbot, venster)
    kast_van(venster).delen.keur_beurt(id_)


def test_een_voorstel_van_een_laptop_wordt_aan_de_balie_besloten(
    venster: Hoofdvenster, qtbot: QtBot, centrale: Centrale, murat: Werkplek, tmp_path: Path
) -> None:
    koppel_in_het_venster(qtbot, venster, centrale, tmp_path)
    word(venster, "consulent")
    id_ = stel_voor(murat._kast)
    murat.delen.wissel_uit({id_})
    wissel_uit(qtbot, venster)
    knop = in_vandaag(qtbot, venster)
    assert "van Murat · wacht op wie het overneemt" in knop.accessibleName()
    qtbot.mouseClick(knop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: venster.werkblad.dossier is not None)
    stil(qtbot, venster)
    ligging = venster.deelbalk.ligging
    assert ligging.tekst.text().replace("\u00a0", " ") == (
        "Dit dossier wacht op wie het overneemt. "
        "Sinds het voorstel van Murat van 12 november 2026 is er niets veranderd."
    )
    assert not ligging.knoppen["Wat is er anders?"].isVisible()
    naar(qtbot, venster, "Besluiten")
    rond_af(qtbot, venster)
    assert "Neem het eerst over, dan kunt u besluiten." in teksten(besluit(venster))
    druk(qtbot, venster.deelbalk, "Overnemen")
    stil(qtbot, venster)
    assert not ligging.knoppen["Overnemen"].isVisible()
    assert "wacht op wie het overneemt" not in ligging.tekst.text()
    rond_af(qtbot, venster)
    assert besluit(venster).afronden.text() == "Bewaard in het dossier"
    assert venster.deelbalk.isHidden()
    wissel_uit(qtbot, venster)
    murat.delen.wissel_uit()
    beeld = murat.dagbeeld()
    assert ([regel.id for regel in beeld.besloten], beeld.voorstellen) == ([id_], [])
    assert "beschikking" in {stuk.soort for stuk in murat.stukken(id_)}


def rond_af(qtbot: QtBot, venster: Hoofdvenster) -> None:
    besluit(venster).ververs()
    rust(qtbot, venster)
    druk(qtbot, besluit(venster), besluit(venster).afronden.text())
    stil(qtbot, venster)
