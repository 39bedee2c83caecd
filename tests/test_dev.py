"""Setting up: what counts as ready, what is asked of apt, and what happens without a screen."""

import json
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).resolve().parent


@pytest.fixture
def project(tmp_path):
    """A checkout with an environment in which only the program itself is there."""
    project = dev.Project(tmp_path)
    for name in ("pyproject.toml", *dev.LOCKS.values()):
        (tmp_path / name).write_text(f"inhoud van {name}\n")
    command = project.program("consulent")
    command.parent.mkdir(parents=True)
    command.touch()
    return project


def finish(project, circle):
    dev.write_stamp(project, dev.expected_stamp(project, circle))


# --- The stamp -----------------------------------------------------------------------------------


def test_an_environment_without_a_stamp_is_not_ready(project):
    assert not dev.is_ready(project, "gebruik")


def test_a_finished_environment_is_ready(project):
    finish(project, "gebruik")
    assert dev.is_ready(project, "gebruik")


def test_the_wide_circle_serves_the_small_one_but_not_the_other_way(project):
    finish(project, "gebruik")
    assert not dev.is_ready(project, "ontwikkeling")
    finish(project, "ontwikkeling")
    assert dev.is_ready(project, "gebruik")


@pytest.mark.parametrize("name", ["pyproject.toml", *dev.LOCKS.values()])
def test_any_change_in_what_is_installed_makes_it_not_ready(project, name):
    finish(project, "gebruik")
    (project.root / name).write_text("anders\n")
    assert not dev.is_ready(project, "gebruik")


def test_a_removed_program_makes_it_not_ready(project):
    finish(project, "gebruik")
    project.program("consulent").unlink()
    assert not dev.is_ready(project, "gebruik")


def test_a_moved_checkout_is_not_ready_and_is_made_anew(project, tmp_path_factory):
    finish(project, "gebruik")
    moved = dev.Project(project.root.rename(tmp_path_factory.mktemp("elders") / "consulent"))
    assert not dev.is_ready(moved, "gebruik")
    wanted = dev.expected_stamp(moved, "gebruik")
    assert not dev.can_be_updated(dev.read_stamp(moved), wanted)


def test_another_python_means_a_new_environment(project):
    wanted = dev.expected_stamp(project, "gebruik")
    assert dev.can_be_updated(wanted, wanted)
    assert not dev.can_be_updated({**wanted, "python": "3.10.1"}, wanted)


@pytest.mark.parametrize("content", ["", "{half", "[]", "null"])
def test_a_damaged_stamp_counts_as_none(project, content):
    project.stamp.write_text(content)
    assert dev.read_stamp(project) == {}


def test_a_set_up_that_stops_halfway_starts_afresh(project, monkeypatch):
    """The stamp is gone before anything is touched, so what is half there is never trusted."""
    finish(project, "gebruik")
    (project.root / "requirements.lock").write_text("nieuw\n")
    monkeypatch.setattr(dev, "require_system_packages", lambda _: None)

    def broken(*_):
        raise dev.SetupError("de verbinding viel weg")

    monkeypatch.setattr(dev, "install_python_packages", broken)
    with pytest.raises(dev.SetupError, match="verbinding"):
        dev.set_up(project, "gebruik")
    assert dev.read_stamp(project) == {}

    made = []
    monkeypatch.setattr(dev, "create_environment", made.append)
    monkeypatch.setattr(dev, "install_python_packages", lambda *_: None)
    dev.set_up(project, "gebruik")
    assert made == [project]
    assert dev.is_ready(project, "gebruik")


def test_an_update_keeps_what_developers_had(project, monkeypatch):
    finish(project, "ontwikkeling")
    (project.root / "pyproject.toml").write_text("nieuw\n")
    installed = []
    monkeypatch.setattr(dev, "require_system_packages", lambda _: None)
    monkeypatch.setattr(dev, "install_python_packages", lambda _, circle: installed.append(circle))
    dev.set_up(project, "gebruik")
    assert installed == ["ontwikkeling"]


# --- The system's packages -----------------------------------------------------------------------


def test_a_renamed_package_counts_under_the_name_that_it_provides():
    lines = (
        "installed\tlibglib2.0-0t64\tlibglib2.0-0 (= 2.84.1-1)\n"
        "config-files\tlibgl1\t\n"
        "installed\tlibegl1\t\n"
    )
    names = dev.installed_names(lines)
    assert {"libglib2.0-0", "libglib2.0-0t64", "libegl1"} == names


def test_without_rights_the_exact_command_is_told(monkeypatch):
    monkeypatch.setattr(dev, "run_step", lambda *_, **__: pytest.fail("nothing may be run"))
    with pytest.raises(dev.SetupError) as told:
        dev.install_system_packages(["libegl1", "libgl1"], as_root=False)
    assert (
        "sudo apt-get -qq update && sudo apt-get -qq install -y --no-install-recommends "
        "libegl1 libgl1" in str(told.value)
    )


def test_as_root_the_packages_are_installed(monkeypatch):
    run = []
    monkeypatch.setattr(dev, "run_step", lambda command, *_, **__: run.append(command))
    dev.install_system_packages(["libegl1"], as_root=True)
    assert [command[2] for command in run] == ["update", "install"]
    assert run[1][-1] == "libegl1"


def test_nothing_missing_means_nothing_run(monkeypatch):
    monkeypatch.setattr(dev, "run_step", lambda *_, **__: pytest.fail("nothing may be run"))
    dev.install_system_packages([], as_root=False)


def test_certificates_put_there_by_hand_survive_the_package_that_rewrites_them(tmp_path):
    etc, local = tmp_path / "etc", tmp_path / "local"
    bundle = etc / "ssl" / "certs" / "ca-certificates.crt"
    dev.keep_own_certificates(etc, local)
    assert not local.exists()
    bundle.parent.mkdir(parents=True)
    bundle.write_text("eigen")
    dev.keep_own_certificates(etc, local)
    assert (local / "met-de-hand.crt").read_text() == "eigen"


def test_certificates_that_debian_already_keeps_are_left_alone(tmp_path):
    etc, local = tmp_path / "etc", tmp_path / "local"
    bundle = etc / "ssl" / "certs" / "ca-certificates.crt"
    bundle.parent.mkdir(parents=True)
    bundle.write_text("van Debian")
    (etc / "ca-certificates.conf").touch()
    dev.keep_own_certificates(etc, local)
    assert not local.exists()


def test_a_failing_step_says_which_one():
    with pytest.raises(dev.SetupError, match="De pakketten installeren is niet gelukt"):
        dev.run_step([sys.executable, "-c", "raise SystemExit(3)"], "De pakketten installeren")


# --- With and without a screen -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "system", "screen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
    ],
)
def test_whether_there_is_a_screen(environment, system, screen):
    assert dev.has_screen(environment, system) is screen


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in program is a script")
def test_without_a_screen_the_example_is_worked_out_in_files(project, capfd):
    command = project.program("consulent")
    command.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, sys\n"
        "if sys.argv[1] == 'toets':\n"
        "    print('{\"intake\": \"' + pathlib.Path(sys.argv[2]).name + '\"}')\n"
        "else:\n"
        "    letter = pathlib.Path(sys.argv[4]) / 'beschikking.pdf'\n"
        "    letter.touch()\n"
        "    print(letter)\n"
    )
    command.chmod(0o755)
    assert dev.run_without_screen(project) == 0
    outcome = project.root / "uitvoer" / "uitkomst.json"
    assert json.loads(outcome.read_text()) == {"intake": "velsen-2019-gezin.json"}
    told = capfd.readouterr().out
    assert str(outcome) in told
    assert str(project.root / "uitvoer" / "beschikking.pdf") in told


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in program is a script")
def test_a_refused_example_leaves_no_outcome(project):
    command = project.program("consulent")
    command.write_text(f"#!{sys.executable}\nraise SystemExit(2)\n")
    command.chmod(0o755)
    assert dev.run_without_screen(project) == 2
    assert not (project.root / "uitvoer" / "uitkomst.json").exists()


# --- Use, and what ships -------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [[], ["bouw"], ["run", "nu"], ["--help"]])
def test_wrong_use_is_answered_with_the_commands(arguments, capsys):
    assert dev.main(arguments) == 2
    assert "python3 dev.py run" in capsys.readouterr().err


@pytest.mark.parametrize("lock", dev.LOCKS.values())
def test_every_locked_package_has_a_hash_and_no_host(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = [line for line in text.splitlines() if line and line[0] not in "# "]
    assert entries
    assert all("==" in line and line.endswith("\\") for line in entries)
    assert "://" not in text
    assert "--index-url" not in text


def test_the_developers_lock_holds_the_same_versions():
    def pins(lock):
        lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
        return {line.rstrip(" \\") for line in lines if "==" in line and line[0] not in "# "}

    wide = pins(dev.LOCKS["ontwikkeling"])
    # What the app needs on some Pythons only, the tests may need on all.
    assert not [pin for pin in pins(dev.LOCKS["gebruik"]) if {pin, pin.split(" ; ")[0]}.isdisjoint(wide)]


def test_the_example_that_run_shows_is_there():
    assert (ROOT / dev.EXAMPLE).is_file()
