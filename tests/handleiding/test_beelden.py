"""The pictures of the handbook are those of the screens of now; and the site is made of the same pages."""

import re
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from consulent_app.acties.handleiding import koppen, paginas
from consulent_app.paden import handleiding, wortel
from tests.handleiding import beelden

BEELD = re.compile(r"!\[([^\]]+)\]\(beelden/([\w-]+)\.png\)")
VEEL_BYTES, ALLES_BYTES = 100_000, 1_200_000
OPNIEUW = "Het scherm is veranderd: maak de plaatjes opnieuw met 'python3 dev.py handleiding'."


def genoemd() -> list[str]:
    return [
        naam
        for pagina in paginas()
        for _, naam in BEELD.findall((handleiding() / f"{pagina}.md").read_text(encoding="utf-8"))
    ]


def test_de_plaatjes_zijn_die_van_de_schermen_van_nu(qapp: QApplication) -> None:
    """All in one: making them takes half a minute."""
    gemaakt = beelden.maak_alle()
    assert sorted(genoemd()) == sorted(gemaakt)
    assert sorted(pad.stem for pad in beelden.DOEL.iterdir()) == sorted(gemaakt)
    for naam, png in gemaakt.items():
        nu, toen = (beelden.tekst_in(wat) for wat in (png, (beelden.DOEL / f"{naam}.png").read_bytes()))
        assert nu
        assert toen.splitlines() == nu.splitlines(), f"{naam}: {OPNIEUW}"
        assert "/tmp" not in nu
        assert len(png) < VEEL_BYTES, naam
    # They travel in the package for every machine.
    assert sum(pad.stat().st_size for pad in beelden.DOEL.iterdir()) < ALLES_BYTES


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
