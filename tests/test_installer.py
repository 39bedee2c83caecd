"""The installer: what goes into it, and that what comes out of it starts."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import build_installer
import dev
from consulent_app import __version__

ROOT = Path(dev.__file__).resolve().parent


def test_the_version_is_the_same_everywhere():
    with (ROOT / "pyproject.toml").open("rb") as file:
        assert tomllib.load(file)["project"]["version"] == __version__


def test_the_package_names_the_libraries_that_qt_needs():
    control = build_installer.control_text("amd64", 1234)
    fields = dict(line.split(": ", 1) for line in control.splitlines() if ": " in line)
    assert fields["Architecture"] == "amd64"
    assert fields["Installed-Size"] == "1234"
    assert set(dev.QT_PACKAGES) < set(fields["Depends"].split(", "))
    assert control.endswith("\n")


def test_parts_of_qt_under_the_gpl_are_refused(tmp_path):
    library = tmp_path / "_internal" / "libQt6Charts.so.6"
    library.parent.mkdir()
    (library.parent / "libQt6Core.so.6").touch()
    build_installer.refuse_gpl_parts(tmp_path)
    library.touch()
    with pytest.raises(build_installer.BuildError, match=r"libQt6Charts\.so\.6"):
        build_installer.refuse_gpl_parts(tmp_path)


def test_what_ships_is_what_the_lock_names_without_the_installers():
    lock = "numpy==2 ; x \\\n    --hash=sha256:1\nnumpy==1 \\\n    # via pandas\npip==26 \\\n"
    assert build_installer.shipped_names(lock) == ["numpy"]


def test_letters_that_are_no_pdf_are_refused(tmp_path):
    good, bad = tmp_path / "beschikking.pdf", tmp_path / "overzicht-nl.pdf"
    good.write_bytes(b"%PDF-1.7\n")
    bad.write_bytes(b"")
    build_installer.refuse_bad_letters([good])
    with pytest.raises(build_installer.BuildError, match="overzicht-nl"):
        build_installer.refuse_bad_letters([good, bad])
    with pytest.raises(build_installer.BuildError, match="geen"):
        build_installer.refuse_bad_letters([])


def test_the_built_program_is_tried_without_a_trace_of_this_checkout(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    environment = build_installer.clean_environment(tmp_path)
    assert "PYTHONPATH" not in environment
    assert "QT_QPA_PLATFORM" not in environment
    assert environment["HOME"] == str(tmp_path)


def test_a_program_that_fails_is_quoted(tmp_path):
    command = [sys.executable, "-c", "raise SystemExit('kapot')"]
    with pytest.raises(build_installer.BuildError, match="kapot"):
        build_installer.answer(command, tmp_path)


def test_the_tree_has_the_program_the_command_and_the_menu(tmp_path):
    program = tmp_path / "dist" / "consulent"
    program.mkdir(parents=True)
    (program / "consulent").touch()
    tree = tmp_path / "deb"
    build_installer.fill_tree(dev.Project(ROOT), program, tree)
    assert (tree / "opt/consulent/consulent").is_file()
    assert (tree / "usr/bin/consulent").readlink() == Path("/opt/consulent/consulent")
    assert (tree / "usr/share/applications/consulent.desktop").is_file()
    assert (tree / "usr/share/mime/packages/consulent.xml").is_file()
    assert (tree / "usr/share/icons/hicolor/256x256/apps/consulent.png").is_file()


def test_licences_come_from_what_is_installed(tmp_path):
    project = dev.Project(tmp_path)
    (tmp_path / dev.LOCKS["gebruik"]).write_text("rl-accel==1 \\\npip==26 \\\n")
    libraries = build_installer.site_packages(project)
    for name in ("rl_accel-1", "pip-26", "pytest-9"):
        (libraries / f"{name}.dist-info" / "licenses").mkdir(parents=True)
        (libraries / f"{name}.dist-info" / "licenses" / "LICENSE").touch()
        (libraries / f"{name}.dist-info" / "RECORD").touch()
    build_installer.add_licences(project, tmp_path / "dist")
    copied = {str(path.relative_to(tmp_path / "dist")) for path in tmp_path.glob("dist/**/*")}
    assert {"licenties/rl-accel/licenses/LICENSE", "licenties/LGPL-3.0.txt"} <= copied
    assert not any("pip" in name or "pytest" in name or "RECORD" in name for name in copied)


@pytest.mark.installateur
def test_the_installer_builds_and_what_it_made_starts():
    built = subprocess.run([sys.executable, "build_installer.py"], cwd=ROOT, check=False)
    assert built.returncode == 0
    licences = ROOT / "dist" / "consulent" / "licenties"
    assert {"pyside6-essentials", "reportlab", "sqlcipher3"} <= {
        folder.name for folder in licences.iterdir()
    }


def test_only_the_languages_of_the_resident_are_shipped(tmp_path: Path) -> None:
    folder = tmp_path / "_internal" / "babel" / "locale-data"
    folder.mkdir(parents=True)
    for name in ("root", "ar", "ar_MA", "en_GB", "nl", "ja", "de_AT"):
        (folder / f"{name}.dat").touch()
    build_installer.leave_out_locales(tmp_path)
    assert sorted(pad.stem for pad in folder.iterdir()) == ["ar", "ar_MA", "en_GB", "nl", "root"]
