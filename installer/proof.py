"""The proof that a built program works: everything that loads a library of its own is done once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import dev
from installer.freeze import BuildError

OVERDUE_S = 180
OURS = ("PYTHON", "QT_", "VIRTUAL_ENV", "XDG_", "WAYLAND_", "CONSULENT_", "PYTEST_")
#: A store as the first version made it; who opens it brings it up to this one.
OLDEST = "tests/opslag/versies/0001_dossiers"
PASSWORD = "paard accu nietje sloot"
HOUSEHOLDS = {
    "huishoudens.csv": "huishouden_id,kale_huur\nh1,512.40\nh2,\n",
    "personen.csv": "huishouden_id,persoon_id,rol,geboortedatum\nh1,p1,aanvrager,1985-04-12\n"
    "h2,p1,aanvrager,1950\n",
    "inkomens.csv": "huishouden_id,persoon_id,soort,netto\nh1,p1,bijstand,1283.83\n",
}  # fmt: skip


@dataclass(frozen=True)
class Machine:
    """Where a program is tried: its command, and a home folder that is empty.

    In another root `home` is the folder as seen from here, and `inside` what goes before every command.
    """

    program: Path
    home: Path
    inside: tuple[str, ...] = ()
    root: Path | None = None

    def seen(self, path: Path) -> str:
        """Return a path as the program sees it."""
        return f"/{path.relative_to(self.root)}" if self.root else str(path)

    def here(self, place: str) -> Path:
        """Return where something is that the program names."""
        return self.root / place[1:] if self.root else Path(place)

    def answer(self, *arguments: str, typed: str = "", screen: bool = False, status: int = 0) -> str:
        """Run the program once; return what it said when it ends as it should, or raise BuildError."""
        before = ("xvfb-run", "-a") if screen and sys.platform.startswith("linux") else ()
        command = [*self.inside, *before, str(self.program), *arguments]
        result = subprocess.run(
            command, cwd=self.home, env=self.environment(), timeout=OVERDUE_S, check=False,
            input=typed, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        if result.returncode != status:
            raise BuildError(
                f"Het gebouwde programma stopte met {result.returncode}: {' '.join(command)}\n"
                f"{result.stdout}{result.stderr}"
            )
        return result.stdout + (result.stderr if status else "")

    def environment(self) -> dict[str, str]:
        """Return an environment as a user has it: no trace of this checkout or its Python."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        return {**kept, **dict.fromkeys(("HOME", "USERPROFILE", "APPDATA"), self.seen(self.home))}


def prove(machine: Machine, project: dev.Project) -> None:
    """Do once what a user does: the window, letters, a file, a store, the server, a signature, a report."""
    dev.say("Gebouwd programma proberen")
    if "rookproef geslaagd" not in machine.answer("--rookproef", screen=True):
        raise BuildError("Het venster van het gebouwde programma ging niet open.")
    _prove_letters(machine, project)
    _prove_file(machine)
    _prove_store(machine, project)
    _prove_server(machine)
    _prove_signature(machine, project)
    _prove_report(machine)


def _prove_letters(machine: Machine, project: dev.Project) -> None:
    """The rules, ReportLab and Typst; and pypdf, which reads the decision back."""
    example = machine.home / "gezin.json"
    shutil.copyfile(project.root / dev.EXAMPLE, example)
    json.loads(machine.answer("toets", machine.seen(example)))
    said = machine.answer(
        "brieven", machine.seen(example), "--map", machine.seen(machine.home), "--talen", "nl,ar,ti"
    )
    letters = [machine.here(line) for line in said.splitlines()]
    refuse_bad_letters(letters)
    [decision] = [letter for letter in letters if letter.name.startswith("beschikking")]
    machine.answer("brieven", "--controleer", machine.seen(decision))


def refuse_bad_letters(letters: list[Path]) -> None:
    """Stop when there are no letters, or when one of them is no PDF."""
    wrong = [path.name for path in letters if path.read_bytes()[:5] != b"%PDF-"]
    if wrong or not letters:
        raise BuildError(f"Het gebouwde programma maakte geen goede brieven: {wrong or 'geen'}.")


def _prove_file(machine: Machine) -> None:
    """DuckDB and the workbook."""
    households, out = machine.home / "bestand", machine.home / "uit"
    households.mkdir()
    for name, text in HOUSEHOLDS.items():
        (households / name).write_text(text, encoding="utf-8")
    machine.answer(
        "ambtshalve", machine.seen(households), "--map", machine.seen(out), "--pakket", "oefenstad"
    )
    _refuse_without(out / "uitkomsten.parquet", b"PAR1")
    _refuse_without(out / "overzicht.xlsx", b"PK")


def _prove_store(machine: Machine, project: dev.Project) -> None:
    """SQLCipher, argon2 and every migration, on a store of the first version; pandas, which counts it."""
    store = machine.home / "kast"
    shutil.copytree(project.root / OLDEST, store)
    content = json.loads((store / "inhoud.json").read_text(encoding="utf-8"))
    who = ("--map", machine.seen(store), "--naam", "S. de Wit", "--wachtwoord-stdin")
    password = content["wachtwoord"] + "\n"
    machine.answer("bewaren", *who, typed=password)
    weeks = (
        "--van",
        "2026-W40",
        "--tot",
        "2026-W43",
        "--uit",
        machine.seen(machine.home / "tellingen.xlsx"),
    )
    if "niets geteld" not in machine.answer("weektelling", *weeks, *who, typed=password, status=2):
        raise BuildError("Het gebouwde programma telt niet zoals het hoort.")


def _prove_server(machine: Machine) -> None:
    """Psycopg with its libpq: nobody listens at port 1, which is said in a sentence."""
    machine.answer("centraal", "--help")
    said = machine.answer(
        "centraal", "opzetten", "--server", "localhost", "--poort", "1", "--wachtwoord-stdin",
        typed="geheim\n", status=2,
    )  # fmt: skip
    if len(said.splitlines()) != 1 or "server" not in said:
        raise BuildError(f"Zonder server zegt het gebouwde programma geen gewone zin: {said}")


def _prove_signature(machine: Machine, project: dev.Project) -> None:
    """Cryptography: a rule package that one person signs and another releases."""
    rules, file = machine.home / "oefenstad", machine.home / "oefenstad.regelpakket"
    shutil.copytree(project.root / "resources" / "regels" / "oefenstad", rules)
    signing = ("--wat", "Proef", "--uit", machine.seen(file))
    for who, what in (("anna", ("inpakken", machine.seen(rules), *signing)),
                      ("piet", ("vrijgeven", machine.seen(file)))):  # fmt: skip
        key = machine.seen(machine.home / f"{who}.sleutel")
        by = ("--door", who.title(), "--wachtwoord-stdin")
        machine.answer("regels", "sleutel", "maken", key, *by, typed=PASSWORD + "\n")
        machine.answer("regels", *what, "--van", key, *by, typed=PASSWORD + "\n")
    _refuse_without(file, b"PK")


def _prove_report(machine: Machine) -> None:
    """Practising is explained, and a report of a problem knows which edition this is and what is inside."""
    machine.answer("oefenen", "--help")
    said = machine.answer("probleem", "--map", machine.seen(machine.home / "kast"))
    if ": niet bekend\n" in said or "uit de broncode" in said:
        raise BuildError(f"Het gebouwde programma weet niet wat erin zit:\n{said}")


def _refuse_without(path: Path, start: bytes) -> None:
    if not path.is_file() or not path.read_bytes().startswith(start):
        raise BuildError(f"Het gebouwde programma maakte geen goede {path.name}.")
