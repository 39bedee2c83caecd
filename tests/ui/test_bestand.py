"""A whole file from the screen: choose, judge, untick, print, keep, stop, lock; by keys and clicks."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from consulent_app.ui import thema
from consulent_app.ui.bestandpagina import RAADSMAN, Bestandpagina
from consulent_app.ui.hoofdvenster import Hoofdvenster
from consulent_app.ui.werklijstmodel import Kolom
from tests.ui.conftest import WACHTWOORD
from tests.ui.hulpjes import druk, rust, typ, word, zoek
from tests.uitwisseling.bestanden import rijen, schrijf_csv
from tests.uitwisseling.test_briefreeks import _gezin


def _pagina(venster: Hoofdvenster) -> Bestandpagina:
    pagina = venster.paginas["bestand"]
    assert isinstance(pagina, Bestandpagina)
    return pagina


def _wacht(qtbot: QtBot, pagina: Bestandpagina) -> None:
    qtbot.waitUntil(lambda: pagina.taken.rustig, timeout=60_000)
    QApplication.processEvents()


def _toets(
    qtbot: QtBot, venster: Hoofdvenster, map_: Path, gezinnen: list[dict[str, Any]]
) -> Bestandpagina:
    """Write the households as files, and do what a person does to have them judged."""
    schrijf_csv(map_ / "in", rijen(gezinnen))
    qtbot.keyClick(venster, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    pagina = _pagina(venster)
    qtbot.waitUntil(pagina.isVisible)
    typ(qtbot, pagina, "Map met de bestanden", str(map_ / "in"))
    typ(qtbot, pagina, "Map voor de uitkomsten", str(map_ / "uit"))
    pagina.keuze.pakketten.setFocus()
    qtbot.keyClicks(pagina.keuze.pakketten, "Oefenstad")
    typ(qtbot, pagina, "Peildatum", "18-11-2026")
    druk(qtbot, pagina, "Toets dit bestand")
    _wacht(qtbot, pagina)
    return pagina


def _gezinnen(*namen: str) -> list[dict[str, Any]]:
    return [_gezin(f"H{nummer}", naam) for nummer, naam in enumerate(namen, 1)]


def _rij(pagina: Bestandpagina, naam: str) -> int:
    return next(i for i, regel in enumerate(pagina.model.regels) if naam in regel.naam)


def test_van_bestand_tot_brief_en_dossier(qtbot: QtBot, venster: Hoofdvenster, tmp_path: Path) -> None:
    rijk = _gezin("H3", "Rijk", spaargeld="90000.00")
    pagina = _toets(qtbot, venster, tmp_path, [*_gezinnen("Jansen", "Bakker"), rijk])
    assert "3 huishoudens getoetst" in pagina.samenvatting.text()
    assert {regel.naam for regel in pagina.model.regels} == {"Ria Jansen", "Ria Bakker"}
    pagina.lijst.setFocus()
    pagina.lijst.setCurrentIndex(pagina.model.index(_rij(pagina, "Bakker"), Kolom.NAAM))
    qtbot.keyClick(pagina.lijst, Qt.Key.Key_Space)
    assert pagina.drukknop.text().startswith("Druk 1 brief (")
    qtbot.mouseClick(pagina.drukknop, Qt.MouseButton.LeftButton)
    _wacht(qtbot, pagina)
    _wacht(qtbot, pagina)
    assert "1 brief gedrukt" in pagina.samenvatting.text()
    assert "1 besluit staat nu bij de dossiers." in pagina.samenvatting.text()
    with (tmp_path / "uit/brieven/gedrukt.csv").open(encoding="utf-8", newline="") as bestand:
        assert [regel["huishouden_id"] for regel in csv.DictReader(bestand)] == ["H1"]
    kast = venster.werkblad.kast
    assert kast is not None
    assert [regel.naam for regel in kast.zoek("Jansen")] == ["Ria Jansen"]
    assert not kast.zoek("Bakker")
    model = pagina.model
    let_op = model.index(_rij(pagina, "Jansen"), Kolom.LET_OP)
    assert model.data(let_op, Qt.ItemDataRole.DisplayRole) == "brief is gedrukt"


def test_zoeken_in_de_lijst_verliest_geen_vinkje(
    qtbot: QtBot, venster: Hoofdvenster, tmp_path: Path
) -> None:
    pagina = _toets(qtbot, venster, tmp_path, _gezinnen("Jansen", "Bakker", "Visser"))
    veld = zoek(pagina, QLineEdit, lambda v: v.accessibleName() == "Zoek in de werklijst")
    qtbot.keyClicks(veld, "visser")
    qtbot.waitUntil(lambda: pagina.model.rowCount() == 1)
    druk(qtbot, pagina, "Alle vinken uit")
    assert pagina.drukknop.text().startswith("Druk 2 brieven")
    veld.clear()
    qtbot.waitUntil(lambda: pagina.model.rowCount() == 3)
    vinken = {r.naam: pagina.model.index(i, Kolom.VINK).data(Qt.ItemDataRole.CheckStateRole)
              for i, r in enumerate(pagina.model.regels)}  # fmt: skip
    assert vinken["Ria Visser"] == Qt.CheckState.Unchecked
    assert vinken["Ria Jansen"] == Qt.CheckState.Checked


def test_een_klik_op_het_vakje_zet_het_vinkje_uit(
    qtbot: QtBot, venster: Hoofdvenster, tmp_path: Path
) -> None:
    pagina = _toets(qtbot, venster, tmp_path, _gezinnen("Jansen", "Bakker"))
    vak = pagina.lijst.visualRect(pagina.model.index(0, Kolom.VINK))
    plek = vak.center()
    plek.setX(vak.left() + 18)
    qtbot.mouseClick(pagina.lijst.viewport(), Qt.MouseButton.LeftButton, pos=plek)
    assert len(pagina.model.gekozen()) == 1


def test_een_fout_in_het_bestand_is_een_zin(qtbot: QtBot, venster: Hoofdvenster, tmp_path: Path) -> None:
    pagina = _toets(qtbot, venster, tmp_path, _gezinnen("Jansen"))
    (tmp_path / "in/personen.csv").write_text("huishouden_id,rol\nH1,aanvrager\n", encoding="utf-8")
    druk(qtbot, pagina, "Toets dit bestand")
    _wacht(qtbot, pagina)
    assert pagina.melding.isVisible()
    assert pagina.melding.text().startswith("personen.csv: de kolom 'persoon_id' ontbreekt")


def test_een_raadsman_drukt_niet(qtbot: QtBot, venster: Hoofdvenster, tmp_path: Path) -> None:
    word(venster, "raadsman")
    pagina = _toets(qtbot, venster, tmp_path, _gezinnen("Jansen"))
    assert not pagina.drukknop.isEnabled()
    assert pagina.melding.text() == RAADSMAN


def test_stoppen_en_later_verder(qtbot: QtBot, venster: Hoofdvenster, tmp_path: Path) -> None:
    namen = [f"Jansen {n}" for n in range(150)]
    pagina = _toets(qtbot, venster, tmp_path, _gezinnen(*namen))
    qtbot.mouseClick(pagina.bewaar, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(pagina.drukknop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "van 150" in pagina.stand.text(), timeout=30_000)
    druk(qtbot, pagina, "Stop")
    _wacht(qtbot, pagina)
    assert "Druk opnieuw om verder te gaan" in pagina.samenvatting.text()
    over = len(pagina.model.gekozen())
    assert 0 < over < 150
    qtbot.mouseClick(pagina.drukknop, Qt.MouseButton.LeftButton)
    _wacht(qtbot, pagina)
    assert pagina.drukknop.text() == "Alle brieven zijn gedrukt"
    assert len(list((tmp_path / "uit/brieven").rglob("brief-*.pdf"))) == 150


def test_op_slot_staat_er_geen_naam_meer_en_het_drukken_gaat_door(
    qtbot: QtBot, venster: Hoofdvenster, tmp_path: Path
) -> None:
    pagina = _toets(qtbot, venster, tmp_path, _gezinnen(*[f"Jansen {n}" for n in range(60)]))
    qtbot.mouseClick(pagina.drukknop, Qt.MouseButton.LeftButton)
    venster.vergrendel()
    assert pagina.model.rowCount() == 0
    _wacht(qtbot, pagina)
    assert len(list((tmp_path / "uit/brieven").rglob("brief-*.pdf"))) == 60
    assert venster.werkblad.kast is None
    inlog = venster.inlog
    qtbot.keyClicks(inlog.eerste, WACHTWOORD)
    qtbot.keyClick(inlog.eerste, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: venster.werkblad.kast is not None, timeout=20_000)
    rust(qtbot, venster)
    qtbot.keyClick(venster, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "60 besluiten" in pagina.samenvatting.text(), timeout=30_000)
    _wacht(qtbot, pagina)
    kast = venster.werkblad.kast
    assert kast is not None
    assert len(kast.zoek("Jansen", 100)) == 60


def test_200_procent_tekst_past_in_de_breedte(qtbot: QtBot, venster: Hoofdvenster, tmp_path: Path) -> None:

    pagina = _toets(qtbot, venster, tmp_path, _gezinnen("Jansen"))
    thema.zet_schaal(2.0)
    QApplication.processEvents()
    binnen = pagina.widget()
    assert binnen.minimumSizeHint().width() <= pagina.viewport().width()
    thema.zet_schaal(1.0)


def test_zonder_peildatum_begint_het_niet(qtbot: QtBot, venster: Hoofdvenster, tmp_path: Path) -> None:
    pagina = _toets(qtbot, venster, tmp_path, _gezinnen("Jansen"))
    assert pagina.keuze.peildatum == date(2026, 11, 18)
    assert pagina.keuze.knop.isEnabled()
    veld = zoek(pagina, QLineEdit, lambda v: v.accessibleName() == "Peildatum")
    veld.selectAll()
    qtbot.keyClick(veld, Qt.Key.Key_Delete)
    qtbot.keyClick(veld, Qt.Key.Key_Return)
    assert not pagina.keuze.knop.isEnabled()
