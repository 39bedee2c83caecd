"""The chart on the screen: every table that has one shows it with data, and it is painted once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from consulent_app.acties.telbeeld import Tabelbeeld, Tellingbeeld, maak_beeld
from consulent_app.tellingen.doelen import lees_monitor
from consulent_app.tellingen.feiten import Telfeiten
from consulent_app.tellingen.tabellen import tel
from consulent_app.tellingen.verslag import maak_verslag
from consulent_app.tellingen.weken import Week
from consulent_app.tellingen.werkboek import VOLGORDE
from consulent_app.ui import thema
from consulent_app.ui.app import maak_app
from consulent_app.ui.telblad import Telblad
from consulent_app.ui.telgrafiek import Telgrafiek
from tests.tellingen.verzonnen import VERWIJZINGEN, feiten

VANDAAG, PERIODE = date(2027, 2, 1), (Week(2026, 1), Week(2026, 53))
#: Figures of debt help are read, not compared.
SCHULDHULP = {naam for naam in VOLGORDE if naam.startswith("schuldhulp")}
ZONDER = {"weken_regelingen", "doorlooptijd", "lopend", *SCHULDHULP}


@pytest.fixture(scope="module")
def beeld() -> Tellingbeeld:
    """The count of a made-up year in Oefenstad, in which one regeling falls back and much is referred."""
    bron = feiten(20_000, 4)
    weg = (bron.feiten["regeling"] == "kwijtschelding") & (bron.feiten["dag"] >= "2026-09-28")
    minder = bron.feiten[~(weg & (bron.feiten["nr"] % 3 != 0))]
    naar = dict.fromkeys(VERWIJZINGEN, "Taalhuis Oefenstad")
    stappen = bron.stappen.assign(wat=bron.stappen["wat"].replace(naar))
    telling = tel(Telfeiten(minder, bron.redenen, stappen), *PERIODE, VANDAAG)
    return maak_beeld(maak_verslag(telling, lees_monitor("oefenstad"), VANDAAG, "Oefenstad"))


@pytest.fixture
def blad(qtbot: QtBot) -> Iterator[Telblad]:
    maak_app()
    blad = Telblad()
    blad.resize(1000, 1400)
    blad.show()
    qtbot.waitExposed(blad)
    yield blad
    blad.close()
    blad.deleteLater()


def toon(blad: Telblad, tabel: Tabelbeeld) -> QImage:
    """Show a table, and return its chart as it is painted."""
    blad.toon(tabel)
    QApplication.processEvents()
    return blad.grafiek.grab().toImage()


def gevuld(grafiek: Telgrafiek, foto: QImage) -> list[str]:
    """Return the names of the bars that have ink in them."""
    papier = QColor(thema.kleur("papier")).rgb()
    uit = []
    for staaf, ruimte in grafiek._balken():
        deel = grafiek._stuk(ruimte, 0, staaf.top).toRect().intersected(foto.rect())
        punten = (
            foto.pixel(x, y)
            for x in range(deel.left(), deel.right())
            for y in range(deel.top(), deel.bottom())
        )
        if any(punt != papier for punt in punten):
            uit.append(staaf.naam)
    return uit


def test_elke_grafiek_staat_er_met_haar_getallen(blad: Telblad, beeld: Tellingbeeld) -> None:
    for tabel in beeld.tabellen:
        foto = toon(blad, tabel)
        assert blad.grafiek.isVisible() == (tabel.naam not in ZONDER), tabel.naam
        if tabel.grafiek is not None:
            vol = [staaf.naam for staaf in tabel.grafiek.staven if staaf.top]
            assert vol
            assert gevuld(blad.grafiek, foto) == vol, tabel.naam
    namen = {tabel.naam: tabel.rijen for tabel in beeld.tabellen}
    assert [rij[0] for rij in namen["waarschuwingen"]][:1] == ["Kwijtschelding gemeentelijke belastingen"]


def test_een_grafiek_wordt_pas_weer_geschilderd_als_er_iets_aan_verandert(
    blad: Telblad, beeld: Tellingbeeld, monkeypatch: pytest.MonkeyPatch
) -> None:
    geschilderd: list[int] = []
    echt = Telgrafiek._teken
    monkeypatch.setattr(Telgrafiek, "_teken", lambda *wat: (geschilderd.append(1), echt(*wat))[1])
    grafiek, tabel = blad.grafiek, next(t for t in beeld.tabellen if t.naam == "regelingen")
    eerst = toon(blad, tabel)
    geschilderd.clear()
    assert grafiek.grab().toImage() == eerst
    assert geschilderd == []
    for verander in (
        lambda: grafiek.kies(2),
        lambda: blad.resize(900, 1400),
        lambda: thema.zet_schaal(1.5),
        lambda: thema.zet_schaal(1.0),
    ):
        geschilderd.clear()
        verander()
        QApplication.processEvents()
        assert grafiek.grab().toImage() != eerst
        assert geschilderd


def test_een_ander_thema_geeft_andere_kleuren(
    blad: Telblad, beeld: Tellingbeeld, monkeypatch: pytest.MonkeyPatch
) -> None:
    licht = toon(blad, next(t for t in beeld.tabellen if t.naam == "bereik"))
    monkeypatch.setattr(thema, "donker", lambda: True)
    thema.ververs()
    QApplication.processEvents()
    donker = blad.grafiek.grab().toImage()
    midden = (donker.width() // 2, donker.height() - 4)
    assert QColor(licht.pixel(*midden)).lightness() > 200
    assert QColor(donker.pixel(*midden)).lightness() < 80
    monkeypatch.undo()
    thema.ververs()
