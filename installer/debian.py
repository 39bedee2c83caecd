"""The Debian package: where its files stand, what it asks of the system, and the same bytes each time."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from email.utils import format_datetime
from pathlib import Path

import dev
from installer.edition import RELEASE, Edition
from installer.freeze import BuildError, owner

MAINTAINER = "Team Consulent <consulent@localhost>"

# Wayland, printing and pictures are loaded by name, so no library says that it needs these.
BY_NAME = ("libc6 (>= 2.34)", "libfontconfig1", "libgl1", "libegl1")

CONTROL = """\
Package: consulent
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Section: misc
Priority: optional
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: shared-mime-info
Description: toetst alle minimaregelingen voor een huishouden
 Consulent toetst in één gesprek alle minimaregelingen van een gemeente
 en drukt de brieven af. Werkt zonder internet.
"""

HICOLOR = "usr/share/icons/hicolor"
#: From the checkout to the machine.
PLACES = {
    "installer/consulent.desktop": "usr/share/applications/consulent.desktop",
    "installer/consulent.xml": "usr/share/mime/packages/consulent.xml",
    "installer/lintian": "usr/share/lintian/overrides/consulent",
    "resources/pictogrammen/consulent.svg": f"{HICOLOR}/scalable/apps/consulent.svg",
    "resources/pictogrammen/consulent.png": f"{HICOLOR}/256x256/apps/consulent.png",
    "installer/werkplekbestand.svg": f"{HICOLOR}/scalable/mimetypes/application-x-consulent.svg",
}
PROGRAM, DOC = "usr/lib/consulent", "usr/share/doc/consulent"


def make_deb(project: dev.Project, program: Path, made: Edition) -> Path:
    """Make the Debian package from the built program and return its path."""
    tree = project.root / "build" / "deb"
    fill_tree(project, program, tree, made)
    control = tree / "DEBIAN" / "control"
    control.parent.mkdir()
    architecture = _said("dpkg", "--print-architecture").strip()
    size = sum(path.lstat().st_size for path in tree.rglob("*")) // 1024
    control.write_text(control_text(made, architecture, size, needed(tree / PROGRAM)), encoding="utf-8")
    sums = [f"{_said('md5sum', str(path)).split()[0]}  {path.relative_to(tree)}\n" for path in _files(tree)]
    (control.parent / "md5sums").write_text("".join(sums), encoding="utf-8")
    settle(tree, made)
    package = project.root / "dist" / f"consulent_{made.version}_{architecture}.deb"
    dev.say("Debian-pakket maken")
    # -z3: half the time of the default for some per cent more size.
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z3", "--build", str(tree), str(package)]
    dev.run_step(command, "Het Debian-pakket maken", SOURCE_DATE_EPOCH=str(made.seconds))
    return package


def control_text(made: Edition, architecture: str, kilobytes: int, depends: list[str]) -> str:
    """Return the control file: what the package is and which packages of the system it needs."""
    return CONTROL.format(
        version=made.version, architecture=architecture, kilobytes=kilobytes,
        maintainer=MAINTAINER, depends=", ".join(depends),
    )  # fmt: skip


# --- Its files -----------------------------------------------------------------------------------


def fill_tree(project: dev.Project, program: Path, tree: Path, made: Edition) -> None:
    """Lay out the files as they stand on the machine after installing."""
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(program, tree / PROGRAM, symlinks=True)
    # Debian keeps texts for people here; the program itself does not read them.
    shutil.move(tree / PROGRAM / "licenties", tree / DOC)
    command = tree / "usr" / "bin" / "consulent"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/consulent/consulent")
    for source, target in PLACES.items():
        (tree / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project.root / source, tree / target)
    changes = (project.root / "CHANGELOG.md").read_text(encoding="utf-8")
    manual = (project.root / "installer" / "consulent.1").read_text(encoding="utf-8")
    _press(tree / "usr/share/man/man1/consulent.1.gz", manual)
    _press(tree / DOC / "NEWS.gz", changes)
    _press(tree / DOC / "changelog.gz", debian_changes(changes, made))


def _press(target: Path, text: str) -> None:
    """Write a text as Debian wants it: compressed, without the time of today in it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def debian_changes(changelog: str, made: Edition) -> str:
    """Return the releases of CHANGELOG.md in the form that Debian's tools read."""
    parts = RELEASE.split(changelog)[1:]
    entries = []
    for version, _, text in zip(*[iter(parts)] * 3, strict=True):
        items = [line[2:] for line in text.splitlines() if line.startswith("- ")]
        lines = "".join(f"  * {item}\n" for item in items)
        day = format_datetime(made.moment)
        entries.append(
            f"consulent ({version}) stable; urgency=medium\n\n{lines}\n -- {MAINTAINER}  {day}\n"
        )
    return "\n".join(entries)


def settle(tree: Path, made: Edition) -> None:
    """Give all files the rights that the system expects and the time of the commit."""
    for path in sorted(tree.rglob("*"), reverse=True):
        if not path.is_symlink():
            runs = path.is_dir() or path == tree / PROGRAM / "consulent"
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (made.seconds, made.seconds), follow_symlinks=False)
    os.utime(tree, (made.seconds, made.seconds))


def _files(tree: Path) -> list[Path]:
    outside = (path for path in tree.rglob("*") if "DEBIAN" not in path.relative_to(tree).parts)
    return sorted(path for path in outside if path.is_file() and not path.is_symlink())


# --- What it needs -------------------------------------------------------------------------------


def needed(program: Path) -> list[str]:
    """Return the packages of the system whose libraries the program loads."""
    binaries = [path for path in sorted(program.rglob("*")) if is_binary(path)]
    with ThreadPoolExecutor() as pool:
        listed = list(pool.map(lambda path: loaded(path, program), binaries))
    outside = {path for paths in listed for path in paths if not path.is_relative_to(program.resolve())}
    packages = {_owner(path.name) for path in outside}
    plain = {wish.split()[0] for wish in BY_NAME}
    return [*BY_NAME, *sorted(packages - plain)]


def is_binary(path: Path) -> bool:
    """Say whether a file is a program or a library."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def loaded(binary: Path, program: Path) -> list[Path]:
    """Return the libraries that come along with a binary; raises BuildError when one is nowhere."""
    listed = subprocess.run(
        ["ldd", str(binary)], capture_output=True, text=True, check=False,
        env={**os.environ, "LD_LIBRARY_PATH": str(program / "_internal")},
    ).stdout  # fmt: skip
    if missing := re.findall(r"^\s*(\S+) => not found", listed, re.MULTILINE):
        raise BuildError(f"{binary.name} mist {', '.join(sorted(set(missing)))}.")
    return [Path(found).resolve() for found in re.findall(r"=> (/\S+)", listed)]


def _owner(library: str) -> str:
    package = owner(library)
    if not package:
        raise BuildError(f"Van welk pakket {library} is, weet het systeem niet.")
    return package


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
