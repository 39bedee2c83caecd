"""Set up, start, test and check: `python3 dev.py run` is all that a fresh machine needs.

Only the standard library, because it runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

OLDEST_PYTHON = (3, 11)

# From small to wide: the app alone, or the app with what tests, checks and the installer need.
CIRCLES = ("gebruik", "ontwikkeling")
LOCKS = {"gebruik": "requirements.lock", "ontwikkeling": "requirements-dev.lock"}

# What Qt loads from the system, first for any screen (also an absent one), then for X11. Debian 13
# and Ubuntu 24.04 renamed some of these to ...t64, which still provide the old name.
QT_PACKAGES = (
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libxkbcommon0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxkbcommon-x11-0",
)

# A real PostgreSQL for the tests, of which `tests/postgres.py` starts a cluster of its own; and with what
# the installer reads which libraries a program needs.
TEST_PACKAGES = ("postgresql", "binutils", "git")

# The whole suite at once; who names tests gets them in one process, in their order.
ALL_CORES = ("-n", "auto", "--dist", "worksteal")

EXAMPLE = "resources/voorbeelden/velsen-2019-gezin.json"

USAGE = """\
python3 dev.py run         zet alles op en open de app
python3 dev.py test        zet alles op en draai de tests; wat volgt gaat naar pytest
python3 dev.py opzetten    zet alleen op
python3 dev.py controleer  controleer stijl, typen, lagen en regelpakketten
python3 dev.py centraal    start een centrale om te proberen; Ctrl+C ruimt hem op
python3 dev.py vergrendel  maak de vergrendelde pakketlijsten opnieuw
python3 dev.py talen       werk de vertalingen bij en zeg wat er nog ontbreekt
python3 dev.py handleiding maak de plaatjes van de handleiding, en er een site van"""


class SetupError(Exception):
    """The machine is not ready; the text says in Dutch what to do."""


@dataclass(frozen=True)
class Project:
    """A checkout and the places in it that this script looks after."""

    root: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def stamp(self) -> Path:
        return self.venv / "consulent-opzet.json"

    def program(self, name: str) -> Path:
        """Return where a program of the virtual environment lives."""
        windows = os.name == "nt"
        return self.venv / ("Scripts" if windows else "bin") / (name + (".exe" if windows else ""))


# --- Is it set up already? -----------------------------------------------------------------------


def expected_stamp(project: Project, circle: str) -> dict[str, str]:
    """Say what the environment has to be made from."""
    content = hashlib.sha256()
    for name in ("pyproject.toml", *LOCKS.values()):
        content.update((project.root / name).read_bytes())
    return {
        "kring": circle,
        "inhoud": content.hexdigest(),
        "python": platform.python_version(),
        "map": str(project.venv),
    }


def read_stamp(project: Project) -> dict[str, str]:
    """Return what the environment was made from, or nothing when it was never finished."""
    try:
        stamp = json.loads(project.stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(project: Project, stamp: Mapping[str, str]) -> None:
    """Record a finished set-up, in one step so that half a stamp cannot exist."""
    beside = project.stamp.with_suffix(".nieuw")
    beside.write_text(json.dumps(stamp), encoding="utf-8")
    beside.replace(project.stamp)


def is_ready(project: Project, circle: str) -> bool:
    """Say whether the environment serves this circle, or a wider one that includes it."""
    serving = CIRCLES[CIRCLES.index(circle) :]
    wanted = [expected_stamp(project, wide) for wide in serving]
    return read_stamp(project) in wanted and project.program("consulent").exists()


def can_be_updated(stamp: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    """Say whether a finished environment of the same Python in the same place is there."""
    return all(stamp.get(key) == wanted[key] for key in ("python", "map"))


# --- The system's own packages -------------------------------------------------------------------


def installed_names(dpkg_lines: str) -> set[str]:
    """Read names from `status<tab>name<tab>provides` lines; a provided name counts as installed."""
    names = set()
    for line in dpkg_lines.splitlines():
        status, name, provides = line.split("\t")
        if status == "installed":
            names.add(name)
            names.update(item.split()[0] for item in provides.split(",") if item.strip())
    return names


def missing_system_packages(wanted: Iterable[str]) -> list[str]:
    """Return which packages apt has to add; nothing on a system without apt."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-query")):
        return []
    form = "${db:Status-Status}\t${Package}\t${Provides}\n"
    listing = subprocess.run(
        ["dpkg-query", "--show", f"--showformat={form}"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    present = installed_names(listing)
    return sorted(name for name in set(wanted) if name not in present)


def python_packages() -> list[str]:
    """Return what Debian keeps apart from Python itself, as far as this Python misses it."""
    if importlib.util.find_spec("ensurepip"):
        return []
    return [f"python3.{sys.version_info.minor}-venv"]


def apt_commands(packages: Iterable[str]) -> list[list[str]]:
    """Return the two commands that install these packages."""
    return [
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages],
    ]


def install_system_packages(missing: list[str], *, as_root: bool) -> None:
    """Install with apt, or say in full what somebody with rights has to type."""
    if not missing:
        return
    commands = apt_commands(missing)
    if not as_root:
        typed = " && ".join("sudo " + " ".join(command) for command in commands)
        raise SetupError(
            f"Er ontbreken pakketten van het systeem. Typ dit en start daarna opnieuw:\n\n  {typed}\n"
        )
    say(f"Systeempakketten installeren: {' '.join(missing)}")
    for command in commands:
        run_step(command, "Installeren met apt-get", DEBIAN_FRONTEND="noninteractive")


def keep_own_certificates(etc: Path, local: Path) -> None:
    """Carry certificates that were put on this machine by hand over to where Debian keeps those.

    python3-venv brings ca-certificates, which writes its bundle anew: behind a proxy with a
    certificate of its own nothing could be downloaded any more.
    """
    bundle = etc / "ssl" / "certs" / "ca-certificates.crt"
    if bundle.is_file() and not (etc / "ca-certificates.conf").exists():
        local.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(bundle, local / "met-de-hand.crt")


def require_system_packages(wanted: Iterable[str]) -> None:
    """See to it that these system packages are there."""
    missing = missing_system_packages(wanted)
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if missing and as_root:
        keep_own_certificates(Path("/etc"), Path("/usr/local/share/ca-certificates"))
    install_system_packages(missing, as_root=as_root)


# --- The virtual environment ---------------------------------------------------------------------


def set_up(project: Project, circle: str) -> None:
    """Make the environment ready for this circle; costs nothing when it already is."""
    if sys.version_info < OLDEST_PYTHON:
        raise SetupError(f"Deze Python is {platform.python_version()}; nodig is Python 3.11 of nieuwer.")
    if is_ready(project, circle):
        return
    for_tests = TEST_PACKAGES if circle == "ontwikkeling" else ()
    require_system_packages([*QT_PACKAGES, *for_tests, *python_packages()])
    stamp = read_stamp(project)
    circle = max(circle, stamp.get("kring", circle), key=CIRCLES.index)
    wanted = expected_stamp(project, circle)
    # Without its stamp an environment counts as unfinished, so a set-up that is cut off from here
    # on starts afresh the next time.
    project.stamp.unlink(missing_ok=True)
    if not can_be_updated(stamp, wanted):
        create_environment(project)
    install_python_packages(project, circle)
    write_stamp(project, wanted)


def create_environment(project: Project) -> None:
    """Make an empty virtual environment, in the place of whatever was there."""
    say("Virtuele omgeving maken in .venv")
    if project.venv.exists():
        shutil.rmtree(project.venv)
    # The Python below, in case this script itself runs in the environment that was just removed.
    python = getattr(sys, "_base_executable", None) or sys.executable
    run_step([python, "-m", "venv", str(project.venv)], "Een virtuele omgeving maken")


def install_python_packages(project: Project, circle: str) -> None:
    """Install exactly what the lock names, checked by hash, and the project itself in place."""
    say("Pakketten installeren; dat duurt de eerste keer ongeveer een minuut")
    pip = [
        str(project.program("python")), "-m", "pip", "--disable-pip-version-check",
        "install", "-qq", "--no-input",
    ]  # fmt: skip
    lock = str(project.root / LOCKS[circle])
    run_step([*pip, "--require-hashes", "-r", lock], "De pakketten installeren")
    itself = ["--no-deps", "--no-build-isolation", "--editable", str(project.root)]
    run_step([*pip, *itself], "Consulent zelf installeren")


def run_step(command: list[str], what: str, **environment: str) -> None:
    """Run one step of the set-up; its own messages stay visible when it fails."""
    try:
        result = subprocess.run(command, env={**os.environ, **environment}, check=False)
    except OSError as error:
        raise SetupError(f"{what} is niet gelukt: {error}") from error
    if result.returncode:
        raise SetupError(f"{what} is niet gelukt; hierboven staat waarom. Herstel dat en start opnieuw.")


# --- What a person asks for ----------------------------------------------------------------------


def has_screen(environment: Mapping[str, str], system: str = sys.platform) -> bool:
    """Say whether a window can be opened."""
    return not system.startswith("linux") or any(
        environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def run_app(project: Project) -> int:
    """Open the app, or do the same work for the example household where no window can open."""
    set_up(project, "gebruik")
    if has_screen(os.environ):
        return subprocess.call([str(project.program("consulent"))], cwd=project.root)
    return run_without_screen(project)


def run_without_screen(project: Project) -> int:
    """Judge the example household and print its letters into `uitvoer/`."""
    folder = project.root / "uitvoer"
    folder.mkdir(exist_ok=True)
    consulent, example = str(project.program("consulent")), str(project.root / EXAMPLE)
    judged = subprocess.run(
        [consulent, "toets", example], stdout=subprocess.PIPE, cwd=project.root, check=False
    )
    if judged.returncode:
        return judged.returncode
    (folder / "uitkomst.json").write_bytes(judged.stdout)
    say("Er is geen scherm. Het voorbeeldgezin is daarom getoetst zonder venster; dit is gemaakt:")
    say(str(folder / "uitkomst.json"))
    return subprocess.call([consulent, "brieven", example, "--map", str(folder)], cwd=project.root)


def run_tests(project: Project, arguments: list[str]) -> int:
    """Run the test suite, without a screen where there is none."""
    set_up(project, "ontwikkeling")
    environment = dict(os.environ)
    if not has_screen(environment):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [str(project.program("python")), "-m", "pytest", *(arguments or ALL_CORES)]
    return subprocess.call(command, cwd=project.root, env=environment)


def check(project: Project) -> int:
    """Run every check to its end, so that one look shows all that is wrong."""
    set_up(project, "ontwikkeling")
    checks = [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports", "--no-logo"],
        ["consulent", "regels", "controleer"],
    ]
    failed = []
    for name, *arguments in checks:
        say(f"== {' '.join([name, *arguments])}")
        if subprocess.call([str(project.program(name)), *arguments], cwd=project.root):
            failed.append(" ".join([name, *arguments]))
    say(f"Niet in orde: {', '.join(failed)}" if failed else "Alle controles zijn in orde.")
    return 1 if failed else 0


def run_central(project: Project) -> int:
    """Run a throw-away central server, for trying on one machine how workplaces come together."""
    set_up(project, "ontwikkeling")
    started = subprocess.Popen(
        [str(project.program("python")), "-m", "tests.proefcentrale"], cwd=project.root
    )
    while True:
        try:
            return started.wait()
        except KeyboardInterrupt:
            # Ctrl+C reaches both: wait until the other has tidied up.
            continue


def renew_locks(project: Project) -> None:
    """Resolve the dependencies of pyproject.toml anew, for every system and Python at once.

    Versions already in a lock stay as they are where that still fits; remove the file to renew all.
    """
    set_up(project, "gebruik")
    with tempfile.TemporaryDirectory() as folder:
        pip = [str(project.program("python")), "-m", "pip", "--disable-pip-version-check"]
        run_step([*pip, "install", "-qq", "--target", folder, "uv"], "uv installeren")
        resolve = [
            str(project.program("python")), "-m", "uv", "pip", "compile", "pyproject.toml",
            "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes",
            "--no-emit-index-url", "--custom-compile-command", "python3 dev.py vergrendel",
            "--group", "opzet",
        ]  # fmt: skip
        small, wide = LOCKS["gebruik"], LOCKS["ontwikkeling"]
        extra = ["--group", "ontwikkeling", "--constraints", small]
        for arguments in (["-o", small], [*extra, "-o", wide]):
            run_step([*resolve, *arguments], "Vergrendelen", PYTHONPATH=folder)


def update_translations(project: Project) -> int:
    """Bring the .po files up to date with the Dutch texts of packages and code."""
    set_up(project, "gebruik")
    command = [str(project.program("python")), "-m", "consulent_app.acties.talen"]
    return subprocess.call(command, cwd=project.root)


def make_handbook(project: Project) -> int:
    """Take the pictures of the handbook anew, and make a site of it in `build/handleiding/`."""
    set_up(project, "ontwikkeling")
    python = str(project.program("python"))
    pictures = subprocess.call([python, "-m", "tests.handleiding.beelden"], cwd=project.root)
    if pictures:
        return pictures
    site = ["-q", "-W", "-b", "html", "docs/handleiding", "build/handleiding"]
    made = subprocess.call([python, "-m", "sphinx", *site], cwd=project.root)
    if not made:
        say(str(project.root / "build" / "handleiding" / "index.html"))
    return made


def say(sentence: str) -> None:
    """Tell the person at the keyboard what happens, before the next step prints."""
    print(sentence, flush=True)


def main(arguments: list[str]) -> int:
    """Do what was asked; the exit status is 2 when something has to be mended first."""
    project = Project(Path(__file__).resolve().parent)
    command, *rest = arguments or [""]
    actions: dict[str, Callable[[], int | None]] = {
        "run": lambda: run_app(project),
        "test": lambda: run_tests(project, rest),
        "opzetten": lambda: set_up(project, "gebruik"),
        "controleer": lambda: check(project),
        "centraal": lambda: run_central(project),
        "vergrendel": lambda: renew_locks(project),
        "talen": lambda: update_translations(project),
        "handleiding": lambda: make_handbook(project),
    }
    if command not in actions or (rest and command != "test"):
        print(USAGE, file=sys.stderr)
        return 2
    try:
        return actions[command]() or 0
    except SetupError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
