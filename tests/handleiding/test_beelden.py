"""The pictures of the handbook are those of the screens of now; and the site is made of the same pages."""

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from consulent_app.acties.handleiding import koppen, paginas
from consulent_app.paden import handleiding, wortel
from tests.handleiding import beelden

BEELD = re.compile(r"!\[([^\]]+)\]\(beelden/([\w-]+)\.png\)")
VEEL_BYTES = 100_000
OPNIEUW = "Het scherm is veranderd: maak de plaatjes opnieuw met 'python3 dev.py handleiding'."


@pytest.fixture(scope="module")
def gemaakt(qapp: QApplication) -> Mapping[str, bytes]:
    return beelden.maak_alle()


def genoemd() -> list[str]:
    return [
        naam
        for pagina in paginas()
        for _, naam in BEELD.findall((handleiding() / f"{pagina}.md").read_text(encoding="utf-8"))
    ]


def test_elk_plaatje_wordt_gemaakt_en_elk_gemaakt_plaatje_staat_ergens(
    gemaakt: Mapping[str, bytes],
) -> None:
    assert sorted(genoemd()) == sorted(gemaakt)
    assert sorted(pad.stem for pad in beelden.DOEL.iterdir()) == sorted(gemaakt)


def test_op_elk_plaatje_staat_wat_er_nu_op_het_scherm_staat(gemaakt: Mapping[str, bytes]) -> None:
    for naam, png in gemaakt.items():
        bewaard = (beelden.DOEL / f"{naam}.png").read_bytes()
        assert beelden.tekst_in(png)
        assert beelden.tekst_in(bewaard).splitlines() == beelden.tekst_in(png).splitlines(), (
            f"{naam}: {OPNIEUW}"
        )


def test_een_plaatje_is_klein(gemaakt: Mapping[str, bytes]) -> None:
    assert [naam for naam, png in gemaakt.items() if len(png) > VEEL_BYTES] == []


def test_op_een_plaatje_staat_niets_van_de_computer_die_het_maakte(gemaakt: Mapping[str, bytes]) -> None:
    assert [naam for naam, png in gemaakt.items() if "/tmp" in beelden.tekst_in(png)] == []


def test_er_komt_een_site_zonder_een_waarschuwing(tmp_path: Path) -> None:
    opdracht = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", "-d", str(tmp_path / "staat")]
    klaar = subprocess.run(
        [*opdracht, str(handleiding()), str(tmp_path / "site")],
        cwd=wortel(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert klaar.returncode == 0, klaar.stderr
    for pagina in paginas():
        site = (tmp_path / "site" / f"{pagina}.html").read_text(encoding="utf-8")
        ankers = set(re.findall(r'id="([^"]+)"', site))
        # In both a link to a heading comes out there.
        assert {kop.plek.partition("#")[2] for kop in koppen(pagina)} - {""} - ankers == set()
