"""What the beheerder does with accounts beside letting people in and out, and what colleagues see of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from consulent_app.acties.accountplek import ALLEEN, SLEUTEL_VOLGT
from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag import verbinding
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.ui import thema
from consulent_app.ui.hoofdvenster import Hoofdvenster
from tests.ui.conftest import BEHEER, BEHEERWOORD, NAAM, WACHTWOORD
from tests.ui.hulpjes import rust
from tests.ui.test_accounts import (
    CTRL,
    account,
    beheer,
    daarna_gewoon,
    druk,
    keur_scherm,
    log_in,
    map_,
    teksten,
    voeg_toe,
)

__all__ = ["beheer", "daarna_gewoon", "map_"]


def test_de_enige_beheerder_leest_dat_er_een_tweede_moet_komen(beheer: Hoofdvenster, qtbot: QtBot) -> None:
    assert ALLEEN in teksten(account(beheer))
    voeg_toe(qtbot, beheer, "Tweede", "beheerder")
    assert ALLEEN not in teksten(account(beheer))


def test_een_account_dat_uit_staat_verwijderen_met_toetsen(beheer: Hoofdvenster, qtbot: QtBot) -> None:
    assert "verwijder" not in account(beheer).kaarten[NAAM].knoppen
    druk(qtbot, beheer, f"Zet uit: {NAAM}")
    knop = account(beheer).kaarten[NAAM].knoppen["verwijder"]
    assert knop.accessibleName() == f"Verwijder: {NAAM}"
    knop.setFocus()
    qtbot.keyClick(knop, Qt.Key.Key_Space)
    rust(qtbot, beheer)
    assert list(account(beheer).kaarten) == [BEHEER]
    assert account(beheer).nieuw.naam.hasFocus()


def test_laatst_ingelogd_staat_bij_het_account(beheer: Hoofdvenster, qtbot: QtBot) -> None:
    assert teksten(account(beheer).kaarten[NAAM]).strip() == f"{NAAM} · consulent"
    beheer.vergrendel()
    rust(qtbot, beheer)
    log_in(qtbot, beheer, NAAM, WACHTWOORD)
    beheer.vergrendel()
    rust(qtbot, beheer)
    log_in(qtbot, beheer, BEHEER, BEHEERWOORD)
    assert f"{NAAM} · consulent · laatst ingelogd op " in teksten(account(beheer).kaarten[NAAM])


def test_de_database_een_andere_sleutel_geven(beheer: Hoofdvenster, qtbot: QtBot, map_: Path) -> None:
    oud = (map_ / "sleutelbos.json").read_bytes()
    qtbot.keyClick(account(beheer).sleutelknop, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "de database heeft een andere sleutel" in beheer.onderin.opgeslagen.text())
    rust(qtbot, beheer)
    beheer.close()
    Dossierkast.open(map_, NAAM, WACHTWOORD).sluit()
    (map_ / "sleutelbos.json").write_bytes(oud)
    with pytest.raises(OmgevingsFout, match="hoort niet bij deze sleutel"):
        Dossierkast.open(map_, NAAM, WACHTWOORD)


def test_wie_geen_beheerder_is_ziet_wat_er_met_accounts_is_gedaan(
    beheer: Hoofdvenster, qtbot: QtBot
) -> None:
    voeg_toe(qtbot, beheer, "Kees", "consulent")
    beheer.vergrendel()
    rust(qtbot, beheer)
    log_in(qtbot, beheer, NAAM, WACHTWOORD)
    qtbot.keyClick(beheer, Qt.Key.Key_6, CTRL)
    rust(qtbot, beheer)
    assert f"{BEHEER} (beheerder): account toevoegen Kees (consulent)" in teksten(account(beheer))
    assert [k.text() for k in account(beheer).findChildren(QPushButton)] == ["Wachtwoord wijzigen"]


def test_een_sleutel_die_moet_wachten_wordt_gezegd_en_het_startwachtwoord_getoond(
    beheer: Hoofdvenster, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database does not take its other key, as on a full disk; the start password holds."""
    monkeypatch.setattr(verbinding, "past", lambda *_: False)
    monkeypatch.setattr(verbinding, "_hersleutel", lambda *_: None)
    druk(qtbot, beheer, f"Nieuw startwachtwoord: {NAAM}")
    assert SLEUTEL_VOLGT in teksten(account(beheer))
    assert f"Startwachtwoord van {NAAM}" in teksten(account(beheer))


@pytest.mark.usefixtures("daarna_gewoon")
def test_de_wijzigingen_passen_bij_tweehonderd_procent(beheer: Hoofdvenster, qtbot: QtBot) -> None:
    voeg_toe(qtbot, beheer, "Wilhelmina Groenendijk-van der Meulen", "consulent")
    druk(qtbot, beheer, "Zet uit: Wilhelmina Groenendijk-van der Meulen")
    thema.zet_schaal(2.0)
    qtbot.wait(50)
    keur_scherm(account(beheer))
