"""Build what a gemeente installs, and start it once to see that it works.

The result is in `dist/`: the folder `consulent` with the program, on Debian and Ubuntu a .deb, on Windows
an installer. What it is made of stands in `installer/`, how in docs/installeren.md.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import dev
from installer.debian import make_deb
from installer.edition import edition
from installer.freeze import freeze, tidy
from installer.licences import add_licences
from installer.proof import Machine, prove
from installer.windows import make_setup

# What plugins of Qt for Wayland and for printing load: the build looks up what the package must ask for.
LINKED = ("libwayland-cursor0", "libwayland-egl1", "libcups2")

ROOT = Path(__file__).resolve().parent


def prove_here(project: dev.Project, program: Path) -> None:
    """Try the program that was built, as somebody who has nothing of this checkout."""
    with tempfile.TemporaryDirectory() as folder:
        prove(Machine(program, Path(folder)), project)


def build_packages() -> list[str]:
    """Return the system packages that building and proving need."""
    # Debian's own python3 has its library in a package apart.
    library = [f"libpython3.{sys.version_info.minor}"] if sys.base_prefix == "/usr" else []
    return ["binutils", "git", "xvfb", "xauth", *library, *LINKED]


def build(project: dev.Project) -> None:
    """Build, prove what came out, and package it where that is possible."""
    dev.set_up(project, "ontwikkeling")
    dev.require_system_packages(build_packages())
    made = edition(project)
    folder = freeze(project, made)
    tidy(folder, made)
    add_licences(project, folder, made)
    prove_here(project, folder / ("consulent.exe" if os.name == "nt" else "consulent"))
    if os.name == "nt":
        dev.say(f"Gebouwd en geprobeerd: {make_setup(project, made) or folder}")
    elif shutil.which("dpkg-deb"):
        dev.say(f"Gebouwd en geprobeerd: {make_deb(project, folder, made)}")
    else:
        dev.say("Een .deb wordt alleen op Debian en Ubuntu gemaakt.")
        dev.say(f"Gebouwd en geprobeerd: {folder}")


def main() -> int:
    """Build; the exit status is 2 when something has to be mended first."""
    try:
        build(dev.Project(ROOT))
    except dev.SetupError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
