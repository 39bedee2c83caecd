"""A copy of the translations that a test may change."""

import shutil
from pathlib import Path

import pytest

from consulent_app.paden import resources
from consulent_app.taal import catalogus


@pytest.fixture
def eigen_talen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the program keep its translations in a folder of this test; return that folder."""
    shutil.copytree(resources() / "talen", tmp_path / "resources" / "talen")
    monkeypatch.setattr(catalogus, "resources", lambda: tmp_path / "resources")
    return tmp_path / "resources" / "talen"
