"""Build what a gemeente installs, and start it once to see that it works.

The result is in `dist/`: the folder `consulent` with the program, and on Debian and Ubuntu a .deb.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import dev
from consulent_app import __version__
from consulent_app.taal.talen import TALEN

ROOT = Path(__file__).resolve().parent

# Parts of Qt that are GPL or commercial. They are not in Essentials; when one turns up, Addons was
# installed and the program may not be handed over like this.
GPL_PARTS = re.compile(r"VirtualKeyboard|Charts|Graphs|DataVis|NetworkAuth|HttpServer|Quick3D")

# Comes along with the libraries, but no user runs it.
LEFT_OUT = ("pip", "setuptools", "tkinter", "pytest", "hypothesis", "mypy", "PyInstaller")

# In the lock, not in the program.
NOT_SHIPPED = ("pip", "setuptools")

# What pip writes beside the licence texts for its own use.
INSTALLER_NOTES = shutil.ignore_patterns("RECORD", "INSTALLER", "REQUESTED", "WHEEL")

CONTROL = """\
Package: consulent
Version: {version}
Architecture: {architecture}
Maintainer: Team Consulent
Section: misc
Priority: optional
Installed-Size: {kilobytes}
Depends: {depends}
Description: toetst alle minimaregelingen voor een huishouden
 Consulent toetst in één gesprek alle minimaregelingen van een gemeente
 en drukt de brieven af. Werkt zonder internet.
"""


class BuildError(dev.SetupError):
    """What was built is not right; the text says in Dutch what is wrong."""


# --- The program ---------------------------------------------------------------------------------


def freeze(project: dev.Project) -> Path:
    """Turn the app and its data into a folder that needs no Python; return that folder."""
    dist = project.root / "dist"
    command = [
        str(project.program("python")), "-m", "PyInstaller", "--noconfirm", "--clean",
        "--log-level", "WARN", "--onedir", "--name", "consulent",
        "--distpath", str(dist), "--workpath", str(project.root / "build"),
        "--specpath", str(project.root / "build"),
        # The rooms import each other late, which is not always visible from outside.
        "--collect-submodules", "consulent_app",
        "--add-data", f"{project.root / 'resources'}:resources",
        "--add-data", f"{project.root / 'db'}:db",
        # Read with F1; where it stands in a checkout, so that links and pictures hold.
        "--add-data", f"{project.root / 'docs' / 'handleiding'}:docs/handleiding",
    ]  # fmt: skip
    for name in LEFT_OUT:
        command += ["--exclude-module", name]
    if sys.platform == "win32":
        # One program for the screen and the command line: no black window beside the screen.
        command += ["--hide-console", "hide-early"]
    dev.say("Programma bouwen; dat duurt een paar minuten")
    dev.run_step([*command, "packaging/consulent_start.py"], "Het programma bouwen")
    return dist / "consulent"


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


def site_packages(project: dev.Project) -> Path:
    """Return where the environment keeps its libraries."""
    base = {"base": str(project.venv), "platbase": str(project.venv)}
    return Path(sysconfig.get_path("purelib", "venv", base))


def leave_out_locales(folder: Path) -> None:
    """Take out how Babel writes amounts in languages that nobody can choose: 30 of its 33 MB."""
    kept = {"root", *TALEN}
    for data in folder.rglob("babel/locale-data/*.dat"):
        if data.stem.split("_")[0] not in kept:
            data.unlink()


def add_licences(project: dev.Project, folder: Path) -> None:
    """Put what all libraries say about themselves beside the program, licence texts included."""
    lock = (project.root / dev.LOCKS["gebruik"]).read_text(encoding="utf-8")
    shipped = shipped_names(lock)
    for information in site_packages(project).glob("*.dist-info"):
        name = information.name.split("-")[0].replace("_", "-").lower()
        if name in shipped:
            shutil.copytree(information, folder / "licenties" / name, ignore=INSTALLER_NOTES)
    # PySide6 and Qt name the LGPL without its text, and the LGPL leans on the GPL.
    for text in (ROOT / "packaging" / "licenties").iterdir():
        shutil.copyfile(text, folder / "licenties" / text.name)


# --- The Debian package --------------------------------------------------------------------------


def control_text(architecture: str, kilobytes: int) -> str:
    """Return the control file: what the package is and which system libraries Qt needs."""
    depends = ", ".join(["libc6 (>= 2.34)", *dev.QT_PACKAGES])
    return CONTROL.format(
        version=__version__, architecture=architecture, kilobytes=kilobytes, depends=depends
    )


def fill_tree(project: dev.Project, program: Path, tree: Path) -> None:
    """Lay out the files as they stand on the machine after installing."""
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(program, tree / "opt" / "consulent", symlinks=True)
    command = tree / "usr" / "bin" / "consulent"
    command.parent.mkdir(parents=True)
    command.symlink_to("/opt/consulent/consulent")
    icons = "usr/share/icons/hicolor"
    pictograms = project.root / "resources" / "pictogrammen"
    for source, target in (
        (project.root / "packaging" / "consulent.desktop", "usr/share/applications"),
        (project.root / "packaging" / "consulent.xml", "usr/share/mime/packages"),
        (pictograms / "consulent.svg", f"{icons}/scalable/apps"),
        (pictograms / "consulent.png", f"{icons}/256x256/apps"),
    ):
        (tree / target).mkdir(parents=True)
        shutil.copyfile(source, tree / target / source.name)


def make_deb(project: dev.Project, program: Path) -> Path:
    """Make the Debian package from the built program and return its path."""
    tree = project.root / "build" / "deb"
    fill_tree(project, program, tree)
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
    ).stdout.strip()
    size = sum(path.lstat().st_size for path in tree.rglob("*")) // 1024
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(control_text(architecture, size), encoding="utf-8")
    package = project.root / "dist" / f"consulent_{__version__}_{architecture}.deb"
    dev.say("Debian-pakket maken")
    # -z3: half the time of the default for some per cent more size.
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z3", "--build", str(tree), str(package)]
    dev.run_step(command, "Het Debian-pakket maken")
    return package


# --- The proof -----------------------------------------------------------------------------------


def clean_environment(home: Path) -> dict[str, str]:
    """Return an environment as a user has it: no trace of this checkout or its Python."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "QT_", "VIRTUAL_ENV", "XDG_", "WAYLAND_"))
    }
    return {**kept, "HOME": str(home), "USERPROFILE": str(home), "APPDATA": str(home)}


def answer(command: list[str], home: Path) -> str:
    """Run the built program once and return what it printed."""
    result = subprocess.run(
        command, cwd=home, env=clean_environment(home), timeout=180,
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if result.returncode:
        raise BuildError(
            f"Het gebouwde programma stopte met {result.returncode}: {' '.join(command)}\n"
            f"{result.stdout}{result.stderr}"
        )
    return result.stdout


def prove(program: Path, example: Path) -> None:
    """Start the built program three times: with a window, for an outcome and for letters."""
    screen = ["xvfb-run", "-a"] if sys.platform.startswith("linux") else []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if "rookproef geslaagd" not in answer([*screen, str(program), "--rookproef"], home):
            raise BuildError("Het venster van het gebouwde programma ging niet open.")
        json.loads(answer([str(program), "toets", str(example)], home))
        letters = answer([str(program), "brieven", str(example), "--map", str(home)], home)
        refuse_bad_letters([Path(line) for line in letters.splitlines()])


def refuse_bad_letters(letters: list[Path]) -> None:
    """Stop when there are no letters, or when one of them is no PDF."""
    wrong = [path.name for path in letters if path.read_bytes()[:5] != b"%PDF-"]
    if wrong or not letters:
        raise BuildError(f"Het gebouwde programma maakte geen goede brieven: {wrong or 'geen'}.")


def prove_deb(package: Path, example: Path) -> None:
    """Unpack the package and start the program that is in it."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["dpkg-deb", "--extract", str(package), folder]
        dev.run_step(command, "Het Debian-pakket uitpakken")
        prove(Path(folder) / "opt" / "consulent" / "consulent", example)


# --- All of it -----------------------------------------------------------------------------------


def build_packages() -> list[str]:
    """Return the system packages that building and proving need."""
    # Debian's own python3 has its library in a package apart.
    library = [f"libpython3.{sys.version_info.minor}"] if sys.base_prefix == "/usr" else []
    return ["binutils", "xvfb", "xauth", *library]


def build(project: dev.Project) -> None:
    """Build, package where that is possible, and prove what came out."""
    dev.set_up(project, "ontwikkeling")
    dev.require_system_packages(build_packages())
    folder = freeze(project)
    leave_out_locales(folder)
    refuse_gpl_parts(folder)
    add_licences(project, folder)
    example = project.root / dev.EXAMPLE
    if shutil.which("dpkg-deb"):
        package = make_deb(project, folder)
        prove_deb(package, example)
        dev.say(f"Gebouwd en geprobeerd: {package}")
    else:
        prove(folder / ("consulent.exe" if os.name == "nt" else "consulent"), example)
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
