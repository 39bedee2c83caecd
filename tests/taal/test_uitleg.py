"""docs/vertalingen.md: its worked example does what it says, and it names every command and state."""

import json
import re
import shlex
from pathlib import Path

import pytest

from consulent_app import cli
from consulent_app.acties.talen import bronnen
from consulent_app.acties.toetsen import Toetser
from consulent_app.ontleder import vandaag
from consulent_app.paden import wortel
from consulent_app.taal.bijwerken import werk_bij
from consulent_app.taal.catalogus import lees
from consulent_app.taal.staat import Goedkeuring, Staat, goedkeuring, terugvertaling

UITLEG = (wortel() / "docs" / "vertalingen.md").read_text(encoding="utf-8")
BLOK = re.compile(r"```(console|po|json)\n(.*?)```", re.DOTALL)


def _lege_taal(talen: Path, code: str) -> None:
    po = talen / code / "LC_MESSAGES" / "consulent.po"
    po.unlink()
    po.write_bytes(werk_bij(code, bronnen(Toetser())))


def _typ(blok: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Run each command and see whether it says what the explanation shows."""
    for stap in blok.split("$ ")[1:]:
        opdracht, _, antwoord = stap.partition("\n")
        programma, *argumenten = shlex.split(opdracht)
        assert programma == "consulent"
        assert cli.main(argumenten) == 0
        assert capsys.readouterr().out == antwoord


def _vertaal(blok: str) -> None:
    po = Path("vertaler/consulent-ro.po")
    leeg = re.sub(r'msgstr ".*"', 'msgstr ""', blok)
    tekst = po.read_text(encoding="utf-8")
    assert tekst.count(leeg) == 1
    po.write_text(tekst.replace(leeg, blok), encoding="utf-8")


def _vertaal_terug(blok: str) -> None:
    blind, terug = blok.splitlines()
    assert json.loads(Path("blind.json").read_text(encoding="utf-8")) == json.loads(blind)
    Path("terug.json").write_text(terug, encoding="utf-8")


def test_het_voorbeeld_doet_wat_er_staat(
    eigen_talen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _lege_taal(eigen_talen, "ro")
    monkeypatch.chdir(tmp_path)
    voorbeeld = UITLEG.partition("## Worked example")[2].partition("\n## ")[0]
    gedaan = []
    for soort, blok in BLOK.findall(voorbeeld):
        gedaan.append(soort)
        if soort == "console":
            _typ(blok, capsys)
        elif soort == "po":
            _vertaal(blok)
        else:
            _vertaal_terug(blok)
    assert gedaan == ["console", "po", "console", "json", "console"]
    bericht = lees("ro").get("Dit krijgt u niet")
    assert bericht is not None
    assert goedkeuring(bericht) == Goedkeuring("Ioana Popa", vandaag().isoformat())
    assert terugvertaling(bericht) == ("U krijgt dit niet",)


def test_de_uitleg_noemt_elke_staat_en_elke_vlag(capsys: pytest.CaptureFixture[str]) -> None:
    for staat in Staat:
        assert f"| `{staat}` |" in UITLEG
    with pytest.raises(SystemExit):
        cli.main(["vertalingen", "--help"])
    vlaggen = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    assert vlaggen == {"--uit", "--in", "--blind", "--terug", "--goedgekeurd-door"}
    assert all(vlag in UITLEG for vlag in vlaggen)
