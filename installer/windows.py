"""The Windows installer: Inno Setup runs `consulent.iss`, which is written out in full beside this file.

It needs Windows with Inno Setup 6. Without it the folder in `dist/` is what was made, and that is said.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import dev
from installer.edition import Edition

SCRIPT = Path(__file__).resolve().parent / "consulent.iss"
MISSING = (
    "Inno Setup 6 is niet gevonden, dus er is geen installatieprogramma gemaakt. Installeer het van "
    "jrsoftware.org en bouw opnieuw; de map dist\\consulent werkt ook zonder."
)


def make_setup(project: dev.Project, made: Edition) -> Path | None:
    """Make the installer from the built program; None, and a sentence, where Inno Setup is not there."""
    compiler = find_compiler()
    if compiler is None:
        dev.say(MISSING)
        return None
    command = [compiler, "/Qp", *defines(project, made), str(SCRIPT)]
    dev.say("Installatieprogramma voor Windows maken")
    dev.run_step(command, "Het installatieprogramma maken", SOURCE_DATE_EPOCH=str(made.seconds))
    return project.root / "dist" / f"consulent-{made.version}-setup.exe"


def defines(project: dev.Project, made: Edition) -> list[str]:
    """Return what the script is told: the version stands in one place, and that is not the script."""
    return [f"/DVersie={made.version}", f"/DWortel={project.root}"]


def find_compiler() -> str | None:
    """Return where the compiler of Inno Setup is: on the path, or where its own installer puts it."""
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "Inno Setup 6" / "ISCC.exe"
    return shutil.which("iscc") or (str(usual) if usual.is_file() else None)
