"""The licences of all that is inside, with the program: their texts, and who holds the copyright."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import dev
from installer.edition import Edition
from installer.freeze import shipped

# What pip writes beside the licence texts for its own use, and lists that are in our own list too.
INSTALLER_NOTES = shutil.ignore_patterns("RECORD", "INSTALLER", "REQUESTED", "WHEEL", "sboms")

FOLDER, LIST, COPYRIGHT = "licenties", "sbom.cdx.json", "copyright"

HEAD = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: consulent
Upstream-Contact: Team Consulent
Comment: All that is inside, with versions and hashes, is listed in sbom.cdx.json beside this file.
 The texts of the licences are in the folders and files beside it.

Files: *
Copyright: Team Consulent
License: consulent
 Voor het programma zelf is nog geen licentie gekozen; alle rechten zijn van de makers.
"""

STANZA = """
Files: {files}
Copyright: {holders}
License: {licence}
 The text is in {texts} beside this file.
"""


def add_licences(project: dev.Project, folder: Path, made: Edition) -> None:
    """Put the texts of all licences beside the program, the list of what is inside, and the copyrights."""
    beside = folder / FOLDER
    shutil.rmtree(beside, ignore_errors=True)
    add_texts(project, beside)
    listing = [
        str(project.program("python")), "-m", "installer.sbom",
        str(folder), made.version, made.commit, str(made.seconds),
    ]  # fmt: skip
    dev.run_step(listing, "Opsommen wat er in het programma zit", PYTHONPATH=str(project.root))
    bill = json.loads((beside / LIST).read_text(encoding="utf-8"))
    (beside / COPYRIGHT).write_text(copyright_text(bill, beside), encoding="utf-8")


def add_texts(project: dev.Project, beside: Path) -> None:
    """Copy what all libraries say about themselves, and the texts that they only name."""
    for name, information in shipped(project, "pyinstaller").items():
        shutil.copytree(information, beside / name, ignore=INSTALLER_NOTES)
    for text in (Path(__file__).resolve().parent / FOLDER).iterdir():
        shutil.copyfile(text, beside / text.name)
    shutil.copytree(project.root / "resources" / "lettertypen", beside / "lettertypen",
                    ignore=shutil.ignore_patterns("*.ttf", "*.otf"))  # fmt: skip


def copyright_text(bill: dict[str, Any], beside: Path) -> str:
    """Return what is whose, under which licence, in the form that Debian reads."""
    parts = sorted(bill["components"], key=lambda part: str(part["name"]))
    return HEAD + "".join(_stanza(part, beside) for part in parts)


def _stanza(part: dict[str, Any], beside: Path) -> str:
    name = part["name"]
    files = [one["name"] for one in part.get("components", ()) if one["type"] == "file"]
    # What is Python only stands in the program itself.
    places = sorted(
        {f"usr/lib/consulent/{file}" for file in files} or {f"usr/lib/consulent/consulent#{name}"}
    )
    texts = beside / name if (beside / name).exists() else beside / "Python.txt"
    return STANZA.format(
        files="\n ".join(places),
        holders="\n ".join(holders(texts)) or f"see {texts.name}",
        licence=_expression(part),
        texts=texts.name,
    )


def _expression(part: dict[str, Any]) -> str:
    [said] = part["licenses"]
    return str(said.get("expression") or said["license"].get("id") or said["license"]["name"])


def holders(texts: Path) -> list[str]:
    """Return the lines of a licence text that say whose it is."""
    files = sorted(texts.rglob("*")) if texts.is_dir() else [texts]
    lines = []
    for file in files:
        if re.search(r"licen|copying|notice|python\.txt", file.name, re.IGNORECASE) and file.is_file():
            text = file.read_text(encoding="utf-8", errors="replace")
            lines += re.findall(
                r"^\W*(copyright (?:\(c\)|©)? ?\d{4}.*\S)\s*$", text, re.IGNORECASE | re.MULTILINE
            )
    return list(dict.fromkeys(lines))
