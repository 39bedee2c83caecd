"""Every wrong input ends with exit status 2 and one Dutch sentence that names the field."""

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from consulent_app.cli import main
from consulent_app.paden import resources

GOED = json.loads((resources() / "voorbeelden" / "velsen-2019-gezin.json").read_text(encoding="utf-8"))
Document = dict[str, Any]
Verknoei = Callable[[Document], object]


def _zet(*plek: Any) -> Verknoei:
    *weg, sleutel, waarde = plek

    def verknoei(document: Document) -> None:
        doel: Any = document
        for deel in weg:
            doel = doel[deel]
        doel[sleutel] = waarde

    return verknoei


FOUT: dict[str, tuple[Verknoei, str]] = {
    "onbekend veld": (_zet("huishouden", "spaargelt", "1.00"), "huishouden.spaargelt"),
    "onbekend veld bij persoon": (_zet("personen", 0, "leeftijd", 30), "personen.p1.leeftijd"),
    "verkeerde soort": (_zet("huishouden", "huisnummer", "1"), "huishouden.huisnummer"),
    "tekst als ja/nee": (_zet("personen", 0, "wajong", "nee"), "personen.p1.wajong"),
    "getal als geld": (_zet("huishouden", "spaargeld", 500.0), "huishouden.spaargeld"),
    "bsn zonder elfproef": (_zet("personen", 0, "bsn", "987654321"), "personen.p1.bsn"),
    "bsn te kort": (_zet("personen", 0, "bsn", "12345"), "personen.p1.bsn"),
    "geboren in de toekomst": (
        _zet("personen", 2, "geboortedatum", "2030-01-01"),
        "personen.k1.geboortedatum",
    ),
    "geen datum": (_zet("personen", 2, "geboortedatum", "2010-02-30"), "personen.k1.geboortedatum"),
    "twee aanvragers": (_zet("personen", 1, "rol", "aanvrager"), "personen"),
    "geen aanvrager": (_zet("personen", 0, "rol", "medebewoner"), "personen"),
    "twee partners": (_zet("personen", 2, "rol", "partner"), "personen"),
    "dubbele id": (_zet("personen", 1, "id", "p1"), "personen"),
    "punt in een id": (_zet("personen", 1, "id", "p.1"), "personen.p.1.id"),
    "negatieve huur": (_zet("huishouden", "kale_huur", "-600.00"), "huishouden.kale_huur"),
    "drie decimalen": (
        _zet("personen", 0, "inkomens", 0, "netto_per_maand", "1325.480"),
        "personen.p1.inkomens.0.netto_per_maand",
    ),
    "onbekend pakket": (_zet("pakket", "amsterdam"), "pakket"),
    "peildatum voor de eerste norm": (_zet("peildatum", "2018-12-31"), "peildatum"),
    "peildatum na de laatste norm": (_zet("peildatum", "2020-01-01"), "peildatum"),
    "peildatum geen datum": (_zet("peildatum", "15-09-2019"), "peildatum"),
    "ander schema": (_zet("schema", "intake/2"), "schema"),
    "geen personen": (_zet("personen", []), "personen"),
    "personen ontbreken": (lambda d: d.pop("personen"), "personen"),
    "personen geen lijst": (_zet("personen", {}), "personen"),
    "kosten voor een onbekende": (
        _zet("kosten", [{"soort": "fiets", "persoon": "k9"}]),
        "kosten.0.persoon",
    ),
    "keuze bestaat niet": (_zet("personen", 0, "onderwijs", "lagere school"), "personen.p1.onderwijs"),
    "postcode": (_zet("huishouden", "postcode", "1972 ab"), "huishouden.postcode"),
    "inkomen zonder soort": (
        _zet("personen", 0, "inkomens", [{"netto_per_maand": "1.00"}]),
        "personen.p1.inkomens.0.soort",
    ),
    "dreiging bestaat niet": (_zet("geldzorgen", "dreiging", ["storm"]), "geldzorgen.dreiging.0"),
}


@pytest.mark.parametrize("opdracht", ["toets", "brieven"])
@pytest.mark.parametrize("soort", FOUT)
def test_een_zin_die_het_veld_noemt(
    soort: str, opdracht: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verknoei, veld = FOUT[soort]
    document = copy.deepcopy(GOED)
    verknoei(document)
    _verwacht_weigering(json.dumps(document).encode(), opdracht, veld, tmp_path, capsys)


@pytest.mark.parametrize(
    ("inhoud", "zegt"),
    [
        (b"{dit is geen json", "geen JSON"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"[1, 2]", "intake"),
        (b"null", "intake"),
        (b'{"schema": "intake/1", "peildatum": NaN}', "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"", "JSON"),
    ],
)
def test_geen_intake(inhoud: bytes, zegt: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _verwacht_weigering(inhoud, "toets", zegt, tmp_path, capsys)


def _verwacht_weigering(
    inhoud: bytes, opdracht: str, zegt: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    intake, uit = tmp_path / "intake.json", tmp_path / "uit"
    intake.write_bytes(inhoud)
    argumenten = [opdracht, str(intake)] + (["--map", str(uit)] if opdracht == "brieven" else [])
    status = main(argumenten)
    gedrukt = capsys.readouterr()
    assert status == 2
    assert gedrukt.out == ""
    assert zegt in gedrukt.err
    assert len(gedrukt.err.strip().splitlines()) == 1
    assert not uit.exists()


def test_bestand_dat_er_niet_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["toets", str(tmp_path / "weg.json")]) == 2
    assert "weg.json is niet te lezen" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argumenten", "zegt"),
    [
        (["toets"], "er ontbreekt INTAKE.json"),
        (["doe-iets"], "'doe-iets' kan niet bij COMMANDO; kies uit toets, brieven,"),
        (["vertalingen", "--uit", "a", "--in", "b"], "--in kan niet samen met --uit"),
        (["ambtshalve", "in"], "er ontbreekt --map"),
        (["ambtshalve"], "er ontbreekt MAP_IN, --map"),
        (["regels", "sleutel"], "er ontbreekt COMMANDO"),
        (["regels", "vrijgeven", "b.regelpakket"], "er ontbreekt --van, --door"),
        (["toets", "x.json", "--rol", "koning"], "--rol koning hoort er niet bij"),
        (
            ["brieven", "x.json", "--map", "uit", "--rol", "koning"],
            "'koning' kan niet bij --rol; kies uit consulent, raadsman",
        ),
        (["ambtshalve", "in", "--map"], "na --map ontbreekt de waarde"),
        (["regels", "controleer", "--open=ja"], "na --open hoort geen waarde"),
        (
            ["ambtshalve", "in", "--map", "uit", "--p", "x"],
            "--p is niet duidelijk; bedoelt u --pakket, --peildatum?",
        ),
    ],
)
def test_verkeerd_commando(argumenten: list[str], zegt: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argumenten) == 2
    (zin,) = capsys.readouterr().err.splitlines()
    assert zin.startswith(f"Dit commando klopt niet: {zegt}")
    assert zin.endswith("--help' hoe het moet.")


def test_een_traceback_komt_nooit_op_het_scherm(tmp_path: Path) -> None:
    (tmp_path / "intake.json").write_text("{}")
    uitvoer = subprocess.run(
        [sys.executable, "-m", "consulent_app", "toets", str(tmp_path / "intake.json")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (uitvoer.returncode, uitvoer.stdout) == (2, "")
    assert "Traceback" not in uitvoer.stderr


def test_zonder_scherm_een_zin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for naam in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(naam, raising=False)
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("Er is geen scherm")
