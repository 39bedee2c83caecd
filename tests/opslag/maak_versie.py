"""Keep a small store as a version of the program made it, to be opened by all later ones.

    python tests/opslag/maak_versie.py            # by this checkout, when a migration was added
    python tests/opslag/maak_versie.py COMMIT     # by an earlier one, from the history

Made so: `0001_dossiers` by ccabd4b^ (the last without 0002), `0002_behandeling` by ca8fd25. The folder
under versies/ is named after the last migration of that version; one that is there is made anew.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HIER = Path(__file__).resolve().parent
WORTEL = HIER.parents[1]


def _haal(commit: str, naar: Path) -> None:
    """Put the files of a commit in a folder of their own."""
    git = ["git", "-C", str(WORTEL), "archive", commit, "consulent_app", "db", "resources"]
    inhoud = subprocess.run(git, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(inhoud)) as archief:
        archief.extractall(naar, filter="data")


def _vul(programma: Path) -> Path:
    """Let that version make and fill a store; return where it is kept."""
    naam = max((programma / "db" / "lokaal").glob("*.sql")).stem
    with tempfile.TemporaryDirectory() as map_:
        subprocess.run(
            [sys.executable, str(HIER / "vul_versie.py"), map_],
            check=True, env=os.environ | {"PYTHONPATH": str(programma)}, cwd=map_,
        )  # fmt: skip
        doel = HIER / "versies" / naam
        shutil.rmtree(doel, ignore_errors=True)
        doel.mkdir(parents=True)
        for bestand in ("consulent.db", "sleutelbos.json", "logboek.kop", "inhoud.json"):
            # Before the log there was no head of it.
            if (Path(map_) / bestand).exists():
                shutil.copy(Path(map_) / bestand, doel / bestand)
    return doel


def main() -> None:
    if len(sys.argv) == 1:
        print(_vul(WORTEL))
        return
    with tempfile.TemporaryDirectory() as programma:
        _haal(sys.argv[1], Path(programma))
        print(_vul(Path(programma)))


main()
