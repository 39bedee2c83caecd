"""The command line finds the dossiers where the window keeps them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from consulent_app.paden import gegevensmap
from consulent_app.ui.app import maak_app


def test_zonder_qt_is_het_dezelfde_map(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CONSULENT_MAP", raising=False)
    maak_app()
    for elders in (None, tmp_path):
        if elders:
            monkeypatch.setenv("XDG_DATA_HOME", str(elders))
        van_qt = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
        assert gegevensmap() == Path(van_qt)
    monkeypatch.setenv("CONSULENT_MAP", str(tmp_path / "zelf"))
    assert gegevensmap() == tmp_path / "zelf"
