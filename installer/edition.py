"""Which edition is built: its version, and the commit from which all times in it come."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import dev
from consulent_app import __version__

RELEASE = re.compile(r"^## \[(?P<version>[^\]]+)\] - (?P<day>\d{4}-\d{2}-\d{2})$", re.MULTILINE)


@dataclass(frozen=True)
class Edition:
    """A version of the program, made from one commit."""

    version: str
    commit: str
    moment: datetime

    @property
    def seconds(self) -> int:
        """Return the moment as SOURCE_DATE_EPOCH counts."""
        return int(self.moment.timestamp())

    def as_json(self) -> str:
        """Return what the program reads back to say which edition it is."""
        return json.dumps({"commit": self.commit, "datum": self.moment.date().isoformat()}) + "\n"


def edition(project: dev.Project) -> Edition:
    """Return the edition of this checkout; an archive without history has the day of its release."""
    if not (project.root / ".git").exists():
        return Edition(__version__, "", datetime.combine(newest_release(project), time(), UTC))
    commit, seconds = _git(project, "log", "-1", "--format=%h %ct", "--abbrev=12").split()
    if _git(project, "status", "--porcelain", "--untracked-files=no"):
        dev.say("Let op: er is gewijzigd na de laatste commit; dit is niet na te bouwen.")
    return Edition(__version__, commit, datetime.fromtimestamp(int(seconds), UTC))


def newest_release(project: dev.Project) -> date:
    """Return the day that CHANGELOG.md gives to this version."""
    text = (project.root / "CHANGELOG.md").read_text(encoding="utf-8")
    days = {found["version"]: found["day"] for found in RELEASE.finditer(text)}
    if __version__ not in days:
        raise dev.SetupError(f"CHANGELOG.md noemt versie {__version__} niet, met een dag.")
    return date.fromisoformat(days[__version__])


def _git(project: dev.Project, *arguments: str) -> str:
    # A container often builds a checkout of somebody else, which git refuses unasked.
    command = ["git", "-c", "safe.directory=*", "-C", str(project.root), *arguments]
    try:
        result = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise dev.SetupError(f"Welke commit dit is, is niet te lezen met git: {error}") from error
    return result.stdout.strip()
