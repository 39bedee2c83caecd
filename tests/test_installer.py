"""The installer: what goes into it, what stays out, and that its parts agree with each other."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime
from importlib.metadata import distribution
from pathlib import Path

import pytest
from PIL import features

import build_installer
import dev
from consulent_app import __version__
from consulent_app.acties.probleemmelding import ONDERDELEN
from consulent_app.paden import SAMENWERKBESTAND
from consulent_app.uitwisseling.overdracht.bestand import MERK
from installer import debian, freeze, licences, proof, sbom, windows
from installer.edition import Edition, edition, newest_release
from installer.freeze import BuildError

ROOT = Path(dev.__file__).resolve().parent
PROJECT = dev.Project(ROOT)
MADE = Edition(__version__, "0123456789ab", datetime(2026, 7, 3, 12, tzinfo=UTC))


# --- The edition ---------------------------------------------------------------------------------


def test_the_edition_is_of_the_commit() -> None:
    git = ["git", "-c", "safe.directory=*", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    said = subprocess.run(git, capture_output=True, text=True, check=False)
    if said.returncode:
        assert edition(PROJECT).moment.date() == newest_release(PROJECT)
    else:
        assert edition(PROJECT).seconds == int(said.stdout)


def test_the_changelog_has_this_version_and_debian_reads_it(tmp_path: Path) -> None:
    assert newest_release(PROJECT) <= date.today()  # noqa: DTZ011 - a release is never of a later day
    text = debian.debian_changes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), MADE)
    assert text.startswith(f"consulent ({__version__}) stable; urgency=medium\n\n  * ")
    assert text.endswith(" Fri, 03 Jul 2026 12:00:00 +0000\n")
    (tmp_path / "CHANGELOG.md").write_text("## [9.9.9] - 2026-01-01\n")
    with pytest.raises(dev.SetupError, match=f"noemt versie {__version__} niet"):
        newest_release(dev.Project(tmp_path))


# --- What stays out ------------------------------------------------------------------------------


def test_parts_of_qt_under_the_gpl_are_refused(tmp_path: Path) -> None:
    library = tmp_path / "_internal" / "libQt6Charts.so.6"
    library.parent.mkdir()
    (library.parent / "libQt6Core.so.6").touch()
    freeze.refuse_gpl_parts(tmp_path)
    library.touch()
    with pytest.raises(BuildError, match=r"libQt6Charts\.so\.6"):
        freeze.refuse_gpl_parts(tmp_path)


def test_what_ships_is_what_the_lock_names_without_the_installers() -> None:
    lock = "numpy==2 ; x \\\n    --hash=sha256:1\nnumpy==1 \\\n    # via pandas\npip==26 \\\n"
    assert freeze.shipped_names(lock) == ["numpy"]
    assert sbom.locked(lock) == {"numpy": ["1"], "pip": []}


def test_what_only_the_tests_need_is_kept_out(tmp_path: Path) -> None:
    (tmp_path / dev.LOCKS["gebruik"]).write_text((ROOT / dev.LOCKS["gebruik"]).read_text())
    python = dev.Project(tmp_path).program("python")
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    # Without the settings beside a virtual environment its Python would not see its packages.
    (tmp_path / ".venv" / "pyvenv.cfg").write_text((Path(sys.prefix) / "pyvenv.cfg").read_text())
    lib = tmp_path / ".venv" / "lib"
    lib.symlink_to(Path(sys.prefix) / "lib")
    kept_out = freeze.development_modules(dev.Project(tmp_path))
    assert {"pytest", "scipy", "openpyxl", "fontTools", "cyclonedx"} <= set(kept_out)
    assert not {"PySide6", "pandas", "numpy", "duckdb", "PIL", "consulent_app"} & set(kept_out)


def test_only_what_somebody_can_choose_is_shipped(tmp_path: Path) -> None:
    babel, qt = tmp_path / "babel" / "locale-data", tmp_path / "PySide6" / "Qt" / "translations"
    for folder, names in (
        (babel, ("root.dat", "ar.dat", "ar_MA.dat", "en_GB.dat", "nl.dat", "ja.dat", "de_AT.dat")),
        (qt, ("qtbase_nl.qm", "qtbase_de.qm")),
    ):
        folder.mkdir(parents=True)
        for name in names:
            (folder / name).touch()
    freeze.leave_out_locales(tmp_path)
    assert sorted(path.stem for path in babel.iterdir()) == ["ar", "ar_MA", "en_GB", "nl", "root"]
    assert [path.name for path in qt.iterdir()] == ["qtbase_nl.qm"]


def test_plugins_for_other_machines_are_left_out(tmp_path: Path) -> None:
    plugins = tmp_path / "PySide6" / "Qt" / "plugins"
    for name in ("platforms/libqxcb.so", "platforms/libqvnc.so", "tls/libqopensslbackend.so"):
        (plugins / name).parent.mkdir(parents=True, exist_ok=True)
        (plugins / name).touch()
    freeze.leave_out_plugins(tmp_path)
    assert [path.name for path in plugins.rglob("*.so")] == ["libqxcb.so"]


def test_of_what_a_package_says_only_its_name_and_version_stay(tmp_path: Path) -> None:
    information = tmp_path / "numpy-2.dist-info"
    (information / "licenses").mkdir(parents=True)
    for name in ("RECORD", "METADATA", "licenses/LICENSE"):
        (information / name).touch()
    freeze.leave_out_notes(tmp_path)
    assert [path.name for path in information.iterdir()] == ["METADATA"]


def test_every_package_that_a_report_of_a_problem_names_is_shipped() -> None:
    lock = (ROOT / dev.LOCKS["gebruik"]).read_text(encoding="utf-8")
    assert {name.lower() for name in ONDERDELEN} <= set(freeze.shipped_names(lock))


# --- What is inside ------------------------------------------------------------------------------


def test_a_library_of_nobody_is_refused(tmp_path: Path) -> None:
    numpy = distribution("numpy")
    known = next(file for file in numpy.files or () if file.name.startswith("_multiarray_umath"))
    for place in (known.as_posix(), "libpython3.11.so.1.0"):
        (tmp_path / "_internal" / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "_internal" / place).write_bytes(b"\x7fELF")
    found = sbom.owners(tmp_path, [numpy])
    assert sorted(found.values()) == ["numpy", "python"]
    (tmp_path / "_internal" / "libvreemd.so").write_bytes(b"\x7fELF")
    with pytest.raises(BuildError, match=r"libvreemd\.so"):
        sbom.owners(tmp_path, [numpy])


def test_the_list_is_as_the_schema_wants_it_and_twice_the_same(tmp_path: Path) -> None:
    lock = (ROOT / dev.LOCKS["gebruik"]).read_text(encoding="utf-8")
    program = tmp_path / "consulent"
    program.write_bytes(b"\x7fELF")
    text = sbom.as_text(sbom.bill(tmp_path, MADE, lock))
    assert text == sbom.as_text(sbom.bill(tmp_path, MADE, lock))
    assert '"timestamp": "2026-07-03T12:00:00+00:00"' in text
    assert '"name": "libpq"' in text
    assert "libimagequant" not in text


def test_what_the_list_of_pillow_may_leave_out_is_not_there() -> None:
    assert sbom.KNOWN["absent"] == ["libimagequant"]
    assert not features.check("libimagequant")


def test_every_text_that_is_named_is_there() -> None:
    for one in sbom.KNOWN["inside"]:
        text = ROOT / "installer" / licences.FOLDER / one["text"]
        assert text.is_file() or distribution(one["text"])
    built_in = {(one["of"], one["name"]) for one in sbom.KNOWN["inside"]}
    assert sbom.VERSIONS.keys() <= built_in
    for of, name in sbom.VERSIONS:
        assert re.match(r"\d", sbom.version_of(of, name) or ""), name


def test_licences_come_from_what_is_installed(tmp_path: Path) -> None:
    project = dev.Project(tmp_path)
    (tmp_path / dev.LOCKS["gebruik"]).write_text("rl-accel==1 \\\npip==26 \\\n")
    (tmp_path / "resources" / "lettertypen").mkdir(parents=True)
    base = {"base": str(project.venv), "platbase": str(project.venv)}
    libraries = Path(sysconfig.get_path("purelib", "venv", base))
    for name in ("rl_accel-1", "pip-26", "pytest-9"):
        (libraries / f"{name}.dist-info" / "licenses").mkdir(parents=True)
        text = "The BSD License\n\nCopyright (c) 2000-2022, Made Up Ltd.\nAll rights reserved.\n"
        (libraries / f"{name}.dist-info" / "licenses" / "LICENSE").write_text(text)
        (libraries / f"{name}.dist-info" / "RECORD").touch()
    beside = tmp_path / "dist" / "licenties"
    licences.add_texts(project, beside)
    copied = {str(path.relative_to(beside)) for path in beside.rglob("*")}
    assert {"rl-accel/licenses/LICENSE", "LGPL-3.0.txt"} <= copied
    assert not any("pip" in name or "pytest" in name or "RECORD" in name for name in copied)
    bill = {"components": [{"name": "rl-accel", "licenses": [{"license": {"id": "BSD-3-Clause"}}]}]}
    text = licences.copyright_text(bill, beside)
    assert "Copyright: Copyright (c) 2000-2022, Made Up Ltd.\nLicense: BSD-3-Clause\n" in text


# --- The Debian package --------------------------------------------------------------------------


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The files as they stand on the machine, of a program that is one file."""
    program = tmp_path / "dist" / "consulent"
    (program / "licenties").mkdir(parents=True)
    (program / "licenties" / "copyright").touch()
    (program / "consulent").touch(mode=0o600)
    debian.fill_tree(PROJECT, program, tmp_path / "deb", MADE)
    debian.settle(tmp_path / "deb", MADE)
    return tmp_path / "deb"


def test_the_tree_has_the_program_the_command_and_the_menu(tree: Path) -> None:
    command = tree / "usr/bin/consulent"
    assert command.resolve() == (tree / "usr/lib/consulent/consulent").resolve()
    assert (tree / "usr/lib/consulent/consulent").stat().st_mode & 0o777 == 0o755
    for name in (*debian.PLACES.values(), "usr/share/doc/consulent/copyright"):
        assert (tree / name).stat().st_mode & 0o777 == 0o644
    assert {int(path.lstat().st_mtime) for path in tree.rglob("*")} == {MADE.seconds}


def test_the_manual_names_every_command(tree: Path) -> None:
    manual = gzip.decompress((tree / "usr/share/man/man1/consulent.1.gz").read_bytes()).decode()
    said = subprocess.run(
        [sys.executable, "-m", "consulent_app", "--help"], capture_output=True, text=True, check=True
    ).stdout
    commands = re.findall(r"^    ([a-z]+) ", said, re.MULTILINE)
    assert len(commands) > 10
    for name in commands:
        assert re.search(rf"\b{name}\b", manual), f"{name} ontbreekt in installer/consulent.1"


def test_the_file_type_is_that_of_the_files_of_a_workplace() -> None:
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    [kind] = ET.parse(ROOT / "installer" / "consulent.xml").getroot()
    match, glob = kind.find(f"{space}magic/{space}match"), kind.find(f"{space}glob")
    assert match is not None
    assert match.get("value") == MERK.decode().replace("\n", "\\n")
    assert glob is not None
    assert glob.get("pattern") == f"*{SAMENWERKBESTAND}"
    desktop = (ROOT / "installer" / "consulent.desktop").read_text(encoding="utf-8")
    assert f"MimeType={kind.get('type')};" in desktop
    assert "Exec=consulent %f\n" in desktop


def test_practising_has_an_entry_of_its_own_in_the_menu() -> None:
    for name in ("consulent", "consulent-oefenen"):
        text = (ROOT / "installer" / f"{name}.desktop").read_text(encoding="utf-8")
        entry = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
        assert f"installer/{name}.desktop" in debian.PLACES
        assert entry["Icon"] == "consulent"
    assert entry["Exec"] == "consulent oefenen --open"
    assert 'Parameters: "oefenen --open"' in windows.SCRIPT.read_text(encoding="utf-8")


def test_the_control_file_asks_for_what_the_program_needs() -> None:
    control = debian.control_text(MADE, "amd64", 1234, ["libc6 (>= 2.34)", "libgl1"])
    fields = dict(line.split(": ", 1) for line in control.splitlines() if ": " in line)
    assert fields["Version"] == __version__
    assert fields["Installed-Size"] == "1234"
    assert fields["Depends"] == "libc6 (>= 2.34), libgl1"
    assert control.endswith("\n")


@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="alleen op Debian en Ubuntu")
def test_the_package_asks_for_what_the_libraries_name(tmp_path: Path) -> None:
    library = tmp_path / "QtGui.abi3.so"
    shutil.copy(str(distribution("PySide6_Essentials").locate_file("PySide6/QtGui.abi3.so")), library)
    with pytest.raises(BuildError, match=r"libQt6Core\.so\.6"):
        debian.needed(tmp_path)
    for name in debian.wanted_libraries([library]):
        if name.startswith(("libQt6", "libpyside6", "libshiboken6")):
            (tmp_path / name).touch()
    assert set(debian.BY_NAME) < set(debian.needed(tmp_path))
    assert "libstdc++6" in debian.needed(tmp_path)
    assert freeze.owners(["libz.so.1", "libvanniemand.so"]) == {"libz.so.1": "zlib1g"}


@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="alleen op Debian en Ubuntu")
def test_the_same_program_in_another_folder_gives_the_same_package(tmp_path: Path) -> None:
    sums = set()
    for name in ("hier", "een andere map"):
        program = tmp_path / name / "dist" / "consulent"
        (program / "licenties").mkdir(parents=True)
        (program / "licenties" / "copyright").touch()
        shutil.copyfile("/bin/true", program / "consulent")
        for part in ("installer", "resources", "CHANGELOG.md"):
            (tmp_path / name / part).symlink_to(ROOT / part)
        package = debian.make_deb(dev.Project(tmp_path / name), program, MADE)
        sums.add(hashlib.sha256(package.read_bytes()).hexdigest())
    assert len(sums) == 1


# --- The proof -----------------------------------------------------------------------------------


def test_letters_that_are_no_pdf_are_refused(tmp_path: Path) -> None:
    good, bad = tmp_path / "beschikking.pdf", tmp_path / "overzicht-nl.pdf"
    good.write_bytes(b"%PDF-1.7\n")
    bad.write_bytes(b"")
    proof.refuse_bad_letters([good])
    with pytest.raises(BuildError, match="overzicht-nl"):
        proof.refuse_bad_letters([good, bad])
    with pytest.raises(BuildError, match="geen"):
        proof.refuse_bad_letters([])


def test_the_built_program_is_tried_without_a_trace_of_this_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    environment = proof.Machine(Path("consulent"), tmp_path).environment()
    assert "PYTHONPATH" not in environment
    assert "QT_QPA_PLATFORM" not in environment
    assert environment["HOME"] == str(tmp_path)
    elsewhere = proof.Machine(Path("consulent"), tmp_path / "home", root=tmp_path)
    assert elsewhere.environment()["HOME"] == "/home"
    assert elsewhere.here("/home/brief.pdf") == tmp_path / "home" / "brief.pdf"


def test_a_program_that_fails_is_quoted(tmp_path: Path) -> None:
    machine = proof.Machine(Path(sys.executable), tmp_path)
    assert machine.answer("-c", "print('goed')") == "goed\n"
    assert machine.answer("-c", "raise SystemExit('kapot')", status=1) == "kapot\n"
    with pytest.raises(BuildError, match="kapot"):
        machine.answer("-c", "raise SystemExit('kapot')")


# --- Windows -------------------------------------------------------------------------------------


def test_the_windows_script_names_only_files_that_are_there_or_are_built() -> None:
    script = windows.SCRIPT.read_text(encoding="utf-8")
    named = {path.replace("\\", "/") for path in re.findall(r"\{#Wortel\}\\([^\n\";]+)", script)}
    built = {path for path in named if path.startswith("dist")}
    assert built == {
        "dist",
        "dist/consulent/consulent.exe",
        "dist/consulent/_internal/*",
        "dist/consulent/licenties/*",
    }
    for path in named - built:
        assert (ROOT / path).is_file(), path


def test_the_windows_script_has_no_version_of_its_own() -> None:
    script = windows.SCRIPT.read_text(encoding="utf-8")
    code = "\n".join(line for line in script.splitlines() if not line.startswith(";"))
    assert not re.search(r"\b\d+\.\d+\.\d+\b(?!\.)", code.replace("10.0.17763", ""))
    assert f"/DVersie={__version__}" in windows.defines(PROJECT, MADE)
    assert SAMENWERKBESTAND in code
    app = (ROOT / "consulent_app" / "ui" / "app.py").read_text(encoding="utf-8")
    [mutex] = re.findall(r"^AppMutex=(.+)$", script, re.MULTILINE)
    assert mutex.replace("\\", "\\\\") in app


def test_without_inno_setup_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(windows, "find_compiler", lambda: None)
    assert windows.make_setup(PROJECT, MADE) is None
    assert "Inno Setup 6 is niet gevonden" in capsys.readouterr().out


def test_the_build_asks_for_what_it_uses() -> None:
    assert {"binutils", "git", "xvfb", "xauth"} <= set(build_installer.build_packages())
