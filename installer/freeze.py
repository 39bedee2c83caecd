"""The program and its data as a folder that needs no Python, with nothing in it that it does not use."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

import dev
from consulent_app.taal.talen import TALEN
from consulent_app.uitgave import BESTAND
from installer.edition import Edition

# Parts of Qt that are GPL or commercial. They are not in Essentials; when one turns up, Addons was
# installed and the program may not be handed over like this.
GPL_PARTS = re.compile(r"VirtualKeyboard|Charts|Graphs|DataVis|NetworkAuth|HttpServer|Quick3D")

# Comes along with Python or Qt, but no user runs it; readline is under the GPL.
LEFT_OUT = (
    "pip", "setuptools", "tkinter", "readline", "PySide6.QtNetwork", "PIL._avif", "PIL._imagingtk",
    "numpy.f2py", "duckdb.experimental", "pydoc_data",
)  # fmt: skip

# In the lock, not in the program.
NOT_SHIPPED = ("pip", "setuptools")

# What Qt has for machines without a desktop, for networks and for GTK: each asks for libraries of the
# system that no user of this program needs.
UNUSED_PLUGINS = (
    "egldeviceintegrations/*", "generic/*", "networkinformation/*", "tls/*", "platforms/libqeglfs*",
    "platforms/libqlinuxfb*", "platforms/libqminimalegl*", "platforms/libqvkkhrdisplay*",
    "platforms/libqvnc*", "platformthemes/libqgtk3*", "../lib/libQt6EglF[sS]*",
    "../lib/libQt6Network*",
)  # fmt: skip

# These come with what only a debugger reads, up to two thirds of their size. Not OpenBLAS: what made its
# wheel moved its parts, and after stripping it does not load.
WITH_SYMBOLS = (
    "libpython3*", "python3*/lib-dynload/*.so", "sqlcipher3/*.so", "typst/*.so",
    "cryptography/hazmat/bindings/*.so", "PIL/_imaging.*.so", "pypdfium2_raw/*.so",
)  # fmt: skip

TOP_LEVEL = """
import json
from importlib.metadata import packages_distributions
from packaging.utils import canonicalize_name
print(json.dumps({name: [canonicalize_name(d) for d in found]
                  for name, found in packages_distributions().items()}))
"""


class BuildError(dev.SetupError):
    """What was built is not right; the text says in Dutch what is wrong."""


def freeze(project: dev.Project, made: Edition) -> Path:
    """Turn the app and its data into a folder that needs no Python; return that folder."""
    dist = project.root / "dist"
    command = [
        str(project.program("python")), "-m", "PyInstaller", "--noconfirm", "--clean",
        "--log-level", "ERROR", "--onedir", "--name", "consulent",
        "--distpath", str(dist), "--workpath", str(project.root / "build"),
        "--specpath", str(project.root / "build"),
        # The rooms import each other late, which is not always visible from outside.
        "--collect-submodules", "consulent_app",
        "--add-data", f"{project.root / 'resources'}:resources",
        "--add-data", f"{project.root / 'db'}:db",
        # Read with F1; where it stands in a checkout, so that links and pictures hold.
        "--add-data", f"{project.root / 'docs' / 'handleiding'}:docs/handleiding",
    ]  # fmt: skip
    for name in (*LEFT_OUT, *development_modules(project)):
        command += ["--exclude-module", name]
    for name in shipped(project):
        # Which version of it is inside, for who reports a problem.
        command += ["--copy-metadata", name]
    if sys.platform == "win32":
        icon = project.root / "installer" / "consulent.ico"
        # One program for the screen and the command line: no black window beside the screen.
        command += ["--hide-console", "hide-early", "--icon", str(icon)]
    dev.say("Programma bouwen; dat duurt een paar minuten")
    # Sets in a fixed order, and no time of today: what docs/installeren.md says of the same hash.
    fixed = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(made.seconds)}
    dev.run_step([*command, "installer/consulent_start.py"], "Het programma bouwen", **fixed)
    return dist / "consulent"


def tidy(folder: Path, made: Edition) -> None:
    """Take out what nobody uses, and put in which edition this is."""
    inside = folder / "_internal"
    leave_out_locales(inside)
    leave_out_plugins(inside)
    leave_out_system_libraries(inside)
    leave_out_symbols(inside)
    leave_out_notes(inside)
    for link in inside.iterdir():
        if link.is_symlink() and not link.exists():
            link.unlink()
    refuse_gpl_parts(folder)
    (inside / BESTAND).write_text(made.as_json(), encoding="utf-8")


def gpl_parts(folder: Path) -> list[str]:
    """Return the files that belong to parts of Qt that we do not ship."""
    return sorted(path.name for path in folder.rglob("*") if GPL_PARTS.search(path.name))


def refuse_gpl_parts(folder: Path) -> None:
    """Stop when the program holds parts that may not be handed over with it."""
    found = gpl_parts(folder)
    if found:
        raise BuildError(
            f"In het programma zitten onderdelen onder de GPL: {', '.join(found)}. "
            "Verwijder PySide6-Addons en bouw opnieuw."
        )


def shipped_names(lock: str) -> list[str]:
    """Return the packages that a lock names, without what only installs them."""
    names = re.findall(r"^([A-Za-z0-9._-]+)==", lock, flags=re.MULTILINE)
    return sorted(set(names) - set(NOT_SHIPPED))


def shipped(project: dev.Project, *also: str) -> dict[str, Path]:
    """Return the packages of the users' lock that are installed here, and where each tells about itself."""
    names = {*shipped_names((project.root / dev.LOCKS["gebruik"]).read_text(encoding="utf-8")), *also}
    base = {"base": str(project.venv), "platbase": str(project.venv)}
    libraries = Path(sysconfig.get_path("purelib", "venv", base))
    found = {
        information.name.split("-")[0].replace("_", "-").lower(): information
        for information in sorted(libraries.glob("*.dist-info"))
    }
    return {name: information for name, information in found.items() if name in names}


def development_modules(project: dev.Project) -> list[str]:
    """Return what is importable here only because the tests need it: libraries look for each other."""
    listed = subprocess.run(
        [str(project.program("python")), "-c", TOP_LEVEL], capture_output=True, text=True, check=True
    ).stdout
    lock = (project.root / dev.LOCKS["gebruik"]).read_text(encoding="utf-8")
    kept = {*shipped_names(lock), "consulent", "pyinstaller", "pyinstaller-hooks-contrib"}
    found: dict[str, list[str]] = json.loads(listed)
    return sorted(name for name, owners in found.items() if not kept & set(owners) and name.isidentifier())


def leave_out_locales(inside: Path) -> None:
    """Take out what Babel and Qt say in languages that nobody can choose: 40 MB."""
    kept = {"root", *TALEN}
    for data in inside.rglob("babel/locale-data/*.dat"):
        if data.stem.split("_")[0] not in kept:
            data.unlink()
    for texts in inside.rglob("translations/*.qm"):
        if texts.name != "qtbase_nl.qm":
            texts.unlink()


def leave_out_plugins(inside: Path) -> None:
    """Take out the plugins of Qt that this program never loads."""
    for pattern in UNUSED_PLUGINS:
        for plugin in inside.glob(f"PySide6/Qt/plugins/{pattern}"):
            plugin.unlink()


def leave_out_system_libraries(inside: Path) -> None:
    """Take out what came from the system itself: the package asks for it, and Debian keeps it safe."""
    if not shutil.which("dpkg-query"):
        return
    beside = [path for path in inside.glob("lib*.so*") if not path.is_symlink()]
    own = {path.name: path for path in beside if not path.name.startswith("libpython")}
    for name in owners(own):
        own[name].unlink()


def owners(libraries: Iterable[str]) -> dict[str, str]:
    """Return from which package of the system each library is; one that is of none is not in it."""
    folder = f"lib/{sysconfig.get_config_var('MULTIARCH')}"
    # By their whole name: a pattern would be held against each file of each package.
    places = [f"{top}{folder}/{name}" for name in sorted(libraries) for top in ("/", "/usr/")]
    if not places:
        return {}
    found = subprocess.run(["dpkg-query", "--search", *places], capture_output=True, text=True, check=False)
    lines = re.findall(r"^([^\s:]+)(?::\w+)?: \S+/([^/\s]+)$", found.stdout, re.MULTILINE)
    return {library: package for package, library in lines}


def leave_out_notes(inside: Path) -> None:
    """Keep what a package says of itself; pip's notes differ with the place, the licences are elsewhere."""
    for note in inside.glob("*.dist-info/*"):
        if note.is_dir():
            shutil.rmtree(note)
        elif note.name != "METADATA":
            note.unlink()


def leave_out_symbols(inside: Path) -> None:
    """Take out of some libraries what only a debugger reads."""
    if not shutil.which("strip"):
        return
    libraries = [str(path) for pattern in WITH_SYMBOLS for path in sorted(inside.glob(pattern))]
    dev.run_step(["strip", "--strip-unneeded", *libraries], "Bibliotheken verkleinen")
