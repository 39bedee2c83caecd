"""What a gemeente gets: built, installed with apt on a clean Debian, used there, and taken off again."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

import dev
from consulent_app import __version__
from installer.proof import prove
from tests import clean_machine
from tests.certificaten import nieuw_gezag
from tests.postgres import proefserver
from tests.uitwisseling.centraal.conftest import maak_beheerder
from tests.uitwisseling.centraal.proef import BEHEERWOORD

pytestmark = pytest.mark.installateur

ROOT = Path(dev.__file__).resolve().parent
MOST_BYTES, MOST_SECONDS = 120_000_000, 2.0


def build(checkout: Path) -> Path:
    """Build in a checkout and return the package."""
    subprocess.run([sys.executable, "build_installer.py"], cwd=checkout, check=True)
    [package] = (checkout / "dist").glob(f"consulent_{__version__}_*.deb")
    return package


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Future[Path] | None]:
    """A Debian on which nothing was ever done, made during the build; None where that cannot be."""
    if clean_machine.why_not():
        yield None
        return
    # First: the build asks apt for packages too, and only one may.
    dev.require_system_packages(clean_machine.PACKAGES)
    root = tmp_path_factory.mktemp("schoon") / "root"
    with ThreadPoolExecutor() as beside:
        yield beside.submit(clean_machine.make, root)
    shutil.rmtree(root)


@pytest.fixture(scope="module")
def package(clean: Future[Path] | None) -> Path:
    """The package of this checkout; what makes it, tries it too. The clean Debian is made meanwhile."""
    return build(ROOT)


@pytest.fixture(scope="module")
def root(clean: Future[Path] | None, package: Path) -> Path:
    """The clean Debian, with the package ready to be installed."""
    if clean is None:
        pytest.skip(f"NIET geprobeerd te installeren: {clean_machine.why_not()}")
    shutil.copy(package, clean.result() / "tmp")
    return clean.result()


def test_the_package_is_small_and_says_what_is_in_it(package: Path) -> None:
    print(f"\n{package.name}: {package.stat().st_size / 1e6:.1f} MB")
    assert package.stat().st_size < MOST_BYTES
    doc = ROOT / "build" / "deb" / "usr" / "share" / "doc" / "consulent"
    bill = json.loads((doc / "sbom.cdx.json").read_text(encoding="utf-8"))
    parts = {part["name"]: part for part in bill["components"]}
    assert {"pyside6-essentials", "psycopg-binary", "typst", "duckdb", "python"} <= parts.keys()
    assert not {"scipy", "openpyxl", "pytest"} & parts.keys()
    inside = {one["name"]: one for one in parts["sqlcipher3"]["components"]}
    assert inside["SQLCipher"]["version"] >= "4"
    assert inside["OpenSSL"]["version"] >= "3"
    for name in parts:
        assert (doc / name).is_dir() or name == "python", f"geen licentietekst van {name}"


def test_it_installs_works_and_goes_away_without_a_trace(package: Path, root: Path) -> None:
    # First what it asks for, which stays when it goes.
    clean_machine.apt(root, "install", *asked_for(package))
    before = clean_machine.paths(root)
    clean_machine.apt(root, "install", f"/tmp/{package.name}")
    # Before anything else is there, so that it is the package that asks for what the program needs.
    said = clean_machine.run(root, "env", "QT_QPA_PLATFORM=offscreen", "consulent", "--rookproef")
    assert said == "rookproef geslaagd\n"
    clean_machine.apt(root, "install", "xvfb", "xauth", "xdotool")
    prove(clean_machine.desk(root), dev.Project(ROOT))
    took = starts(root)
    print("\nvan opdracht tot venster:", *(f"{clock:.2f} s ({cpu:.2f} s rekenen)" for clock, cpu in took))
    # By what it computes: who builds while the machine has other work would else be told off for that.
    assert min(cpu for _, cpu in took) < MOST_SECONDS
    practises(root)
    sets_up_a_server(root)
    clean_machine.apt(root, "purge", "consulent")
    assert clean_machine.left_over(root, before) == []
    assert (root / "home" / clean_machine.USER / "kast" / "consulent.db").is_file()


def asked_for(package: Path) -> list[str]:
    """Return the packages of the system that the package itself asks for."""
    said = subprocess.run(
        ["dpkg-deb", "--field", str(package), "Depends"], capture_output=True, text=True, check=True
    ).stdout
    return [wish.split()[0] for wish in said.split(",")]


def starts(root: Path, times: int = 3) -> list[tuple[float, float]]:
    """Return the time from the command until its window is there: by the clock, and of processor."""
    once = (
        "begin=$(date +%s.%N); consulent --map ~/start & "
        "xdotool search --sync --onlyvisible --name '^Consulent$' >/dev/null; "
        'echo "$begin $(date +%s.%N) $(cut -d" " -f14,15 /proc/$!/stat)"; kill $!; wait; '
    )
    figures = [list(map(float, line.split())) for line in at_the_screen(root, once * times).splitlines()]
    ticks = os.sysconf("SC_CLK_TCK")
    return [(end - begin, (user + system) / ticks) for begin, end, user, system in figures]


def practises(root: Path) -> None:
    """Open what the second entry of the menu opens, press its button, and see the store that it makes."""
    at_the_screen(
        root,
        "consulent oefenen --open & "
        "window=$(xdotool search --sync --onlyvisible --name OEFENING | tail -1); "
        'xdotool windowfocus --sync "$window" key space; '
        "until test -s ~/.local/share/consulent-oefenen/sleutelbos.json; do sleep 0.1; done; kill $!; wait",
    )


def at_the_screen(root: Path, script: str) -> str:
    """Do something there at a screen as the user, and return what was said."""
    desk = clean_machine.desk(root)
    done = subprocess.run(
        [*desk.inside, "xvfb-run", "-a", "sh", "-c", script],
        env=desk.environment(), capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return done.stdout


def sets_up_a_server(root: Path) -> None:
    """Bring an empty PostgreSQL up to this version, with all the migrations that came along."""
    authority, desk = nieuw_gezag(), clean_machine.desk(root)
    trusted = desk.home / "ca.pem"
    trusted.write_text(authority.pem, encoding="ascii")
    with proefserver(authority.bewijs(["localhost", "127.0.0.1"])) as server:
        maak_beheerder(server)
        said = desk.answer(
            "centraal", "opzetten", "--server", "127.0.0.1", "--poort", str(server.poort),
            "--beheerder", "beheerder", "--ca", desk.seen(trusted), "--wachtwoord-stdin",
            typed=BEHEERWOORD + "\n",
        )  # fmt: skip
    for migration in sorted((ROOT / "db" / "centraal").glob("*.sql")):
        assert migration.stem in said


@pytest.mark.herhaalbaar
def test_the_same_commit_in_another_folder_gives_the_same_package(package: Path, tmp_path: Path) -> None:
    checkout = tmp_path / "een andere map"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(checkout)], check=True)
    other = build(checkout)
    assert (
        hashlib.sha256(other.read_bytes()).hexdigest() == hashlib.sha256(package.read_bytes()).hexdigest()
    )
