"""Workplaces that came together by files, and what the tests do with them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from consulent_app.opslag.dossierkast import Dossierkast
from tests.opslag.conftest import DOCUMENT
from tests.uitwisseling.overdracht import plekken

Kasten = tuple[Dossierkast, Dossierkast, Dossierkast]


@pytest.fixture
def document() -> dict[str, Any]:
    return copy.deepcopy(DOCUMENT)


@pytest.fixture
def kasten(tmp_path: Path) -> Iterator[Kasten]:
    """Two desks of the gemeente (1 and 3) and a laptop of MET (2)."""
    drie = plekken.drie(tmp_path)
    yield drie
    for kast in drie:
        kast.sluit()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"
