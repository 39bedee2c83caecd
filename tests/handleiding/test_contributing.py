"""CONTRIBUTING.md, done word for word in a copy of the project: what it promises comes out."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader

import dev
from consulent_app.paden import wortel

TEKST = (wortel() / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOK = re.compile(r"^```(\w+)(?: +([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NODIG = ("consulent_app", "resources", "db", "tests", "pyproject.toml", "dev.py")
#: What dev.py runs for these, in an environment of its own.
DEV = {"talen": ["-m", "consulent_app.acties.talen"], "test": ["-m", "pytest", "-p", "no:cacheprovider"]}


@dataclass(frozen=True)
class Blok:
    """A block of the text: what kind, for which file, and what is in it."""

    soort: str
    waar: str
    inhoud: str


def blokken(kop: str) -> list[Blok]:
    """Return the blocks under a heading that are meant to be done."""
    deel = TEKST.split(f"\n## {kop}\n")[1].split("\n## ")[0]
    return [Blok(m[1], (m[2] or "").strip(), m[3]) for m in BLOK.finditer(deel)]


@pytest.fixture
def kopie(tmp_path: Path) -> Path:
    """What a contributor has in hand, without what was made by programs."""
    zonder = shutil.ignore_patterns("__pycache__", "versies", "versie1")
    for naam in NODIG:
        van, naar = wortel() / naam, tmp_path / naam
        if van.is_dir():
            shutil.copytree(van, naar, ignore=zonder)
        else:
            shutil.copyfile(van, naar)
    return tmp_path


def doe(blok: Blok, kopie: Path) -> None:
    """Do what a block says."""
    if blok.soort == "console":
        _typ(blok.inhoud, kopie)
    elif blok.soort == "diff":
        opdracht = ["git", "apply", "--recount", "-"]
        subprocess.run(opdracht, input=blok.inhoud, cwd=kopie, check=True, text=True)
    elif blok.soort == "po":
        _vertaal(kopie / blok.waar, blok.inhoud)
    elif blok.waar.startswith(">> "):
        pad = kopie / blok.waar.removeprefix(">> ")
        pad.write_text(pad.read_text(encoding="utf-8") + blok.inhoud, encoding="utf-8")
    else:
        pad = kopie / blok.waar
        assert not pad.exists(), blok.waar
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_text(blok.inhoud, encoding="utf-8")


def _typ(inhoud: str, kopie: Path) -> None:
    """Type each command, and see that it says what stands below it; `...` is anything."""
    for stuk in re.split(r"^\$ ", inhoud, flags=re.MULTILINE)[1:]:
        opdracht, _, verwacht = stuk.partition("\n")
        gezegd = _voer_uit(shlex.split(opdracht), kopie)
        patroon = re.escape(verwacht.strip()).replace(re.escape("..."), ".*")
        assert re.fullmatch(patroon, gezegd.strip(), re.DOTALL), f"{opdracht}\n{gezegd}"


def _voer_uit(woorden: list[str], kopie: Path) -> str:
    if woorden[:2] == ["python3", "dev.py"]:
        argumenten = [*DEV[woorden[2]], *woorden[3:]]
    else:
        assert woorden[0] == "consulent"
        argumenten = ["-m", "consulent_app", *woorden[1:]]
    omgeving = {**os.environ, "PYTHONPATH": str(kopie), "PYTHONDONTWRITEBYTECODE": "1"}
    klaar = subprocess.run(
        [sys.executable, *argumenten], cwd=kopie, env=omgeving, capture_output=True, text=True, check=False
    )
    assert klaar.returncode == 0, (woorden, klaar.stdout, klaar.stderr)
    return klaar.stdout


def _vertaal(po: Path, inhoud: str) -> None:
    """Fill in a translation where there was none, as a translator does."""
    tekst = po.read_text(encoding="utf-8")
    leeg = re.sub(r'^msgstr ".*"$', 'msgstr ""', inhoud, flags=re.MULTILINE)
    assert tekst.count(leeg) == 1
    po.write_text(tekst.replace(leeg, inhoud), encoding="utf-8")


def _brief(kopie: Path) -> str:
    bladen = PdfReader(kopie / "uit" / "beschikking.pdf").pages
    return "\n".join(blad.extract_text() for blad in bladen)


def test_een_regeling_erbij(kopie: Path) -> None:
    for blok in blokken("A regeling"):
        doe(blok, kopie)
    voorbeeld = "resources/voorbeelden/alleenstaande-ouder.json"
    oordeel = json.loads(_voer_uit(["consulent", "toets", voorbeeld, "--pakket", "oefenstad"], kopie))
    kampen = [u for u in oordeel["uitkomsten"] if u["regeling"] == "zomerkamp"]
    assert [(u["persoon"], u["status"], u["bedrag"]) for u in kampen] == [
        ("k1", "recht", "125.00"),
        ("k2", "recht", "125.00"),
    ]
    assert "Zomerkamp" in _brief(kopie)


def test_een_gemeente_erbij(kopie: Path) -> None:
    for blok in blokken("A gemeente"):
        doe(blok, kopie)
    brief = _brief(kopie)
    for woord in ("Gemeente Voorbeeldstad", "Anna Voorbeeld", "Meedoen", "€ 160,00", "VOORBEELD"):
        assert woord in brief


def test_een_taal_erbij(kopie: Path) -> None:
    for blok in blokken("A language"):
        doe(blok, kopie)
    tabel = _voer_uit(["consulent", "vertalingen"], kopie).splitlines()
    duits = next(regel.split() for regel in tabel if regel.startswith("de "))
    assert duits[1] == "Duits"
    goedgekeurd, ongecontroleerd, verouderd, ontbreekt = map(int, duits[2:6])
    assert (goedgekeurd, ongecontroleerd, verouderd) == (1, 0, 0)
    assert ontbreekt > 100


def test_elke_opdracht_van_dev_staat_erin_en_bestaat() -> None:
    genoemd = set(re.findall(r"python3 dev\.py (\w+)", TEKST))
    bestaat = set(re.findall(r"python3 dev\.py (\w+)", dev.USAGE))
    assert genoemd <= bestaat
    assert {"run", "test", "controleer", "handleiding", "talen"} <= genoemd


def test_elke_link_van_contributing_bestaat() -> None:
    for doel in re.findall(r"\]\(([^)#]+)\)", TEKST):
        assert (wortel() / doel).is_file(), doel
