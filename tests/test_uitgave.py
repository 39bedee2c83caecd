"""The version: in one place, with its day in what was built."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from consulent_app import __version__, uitgave

ROOT = Path(__file__).resolve().parent.parent


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "consulent_app.__version__"}


def test_a_checkout_says_that_it_is_one() -> None:
    for option in ("--version", "--versie"):
        said = subprocess.run(
            [sys.executable, "-m", "consulent_app", option], capture_output=True, text=True, check=True
        )
        assert said.stdout == f"consulent {__version__}, uit de broncode\n"


@pytest.mark.parametrize(("commit", "end"), [("abc123", ", abc123"), ("", "")])
def test_what_was_built_says_its_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, commit: str, end: str
) -> None:
    (tmp_path / uitgave.BESTAND).write_text(json.dumps({"commit": commit, "datum": "2026-07-03"}))
    monkeypatch.setattr(uitgave, "wortel", lambda: tmp_path)
    assert uitgave.uitgave() == f"consulent {__version__} van 03-07-2026{end}"
