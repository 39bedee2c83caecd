"""`consulent toets` and `consulent regels`: what stands on standard output is the contract."""

import json
from pathlib import Path

import jsonschema
import pytest

from consulent_app.cli import main
from consulent_app.paden import resources

VOORBEELDEN = sorted((resources() / "voorbeelden").glob("*.json"))
SCHEMA = json.loads((resources() / "schema" / "uitkomst.schema.json").read_text(encoding="utf-8"))
INTAKE = json.loads((resources() / "schema" / "intake.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("voorbeeld", VOORBEELDEN, ids=lambda pad: pad.stem)
def test_uitkomst_past_bij_het_schema(voorbeeld: Path, capsys: pytest.CaptureFixture[str]) -> None:
    jsonschema.validate(json.loads(voorbeeld.read_text(encoding="utf-8")), INTAKE)
    assert main(["toets", str(voorbeeld)]) == 0
    jsonschema.validate(json.loads(capsys.readouterr().out), SCHEMA)


def test_ander_pakket_en_andere_peildatum(capsys: pytest.CaptureFixture[str]) -> None:
    voorbeeld = str(resources() / "voorbeelden" / "alleenstaande-ouder.json")
    assert main(["toets", voorbeeld, "--peildatum", "2026-06-30"]) == 0
    uitkomst = json.loads(capsys.readouterr().out)
    assert uitkomst["peildatum"] == "2026-06-30"
    assert uitkomst["afgeleid"]["bijstandsnorm"]["waarde"] == "1401.50"


def test_alles_bekend_vraagt_niets_meer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["toets", str(resources() / "voorbeelden" / "alleenstaande-ouder.json")]) == 0
    assert json.loads(capsys.readouterr().out)["volgende_vraag"] is None


def test_onbekend_wijst_de_vraag_aan_die_het_meest_beslist(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["toets", str(resources() / "voorbeelden" / "nog-veel-onbekend.json")]) == 0
    uitkomst = json.loads(capsys.readouterr().out)
    assert uitkomst["volgende_vraag"]["veld"] == "personen.p1.inkomens"
    assert uitkomst["volgende_vraag"]["vraag"] == "Welke inkomens heeft Piet?"
    spoed = [v for v in uitkomst["verwijzingen"] if v["spoed"]]
    assert [v["uiterlijk"] for v in spoed] == ["2026-11-23"]


def test_regels_controleer_is_in_orde(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regels", "controleer"]) == 0
    assert capsys.readouterr().out == "in orde\n"


def test_regels_controleer_noemt_bestand_regel_en_hint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pakket.toml").write_text(
        '[pakket]\nid = "proef"\nnaam = "Proef"\nversie = "1"\nouder = "rijk"\n'
        "geldig_vanaf = 2026-01-01\ngeldig_tot = 2026-12-31\n",
        encoding="utf-8",
    )
    (tmp_path / "01.toml").write_text(
        '[regeling]\nid = "x"\nnaam = "X"\nper = "huishouden"\ndoor = "gemeente"\nwijze = "aanvraag"\n'
        'artikel = "art. 1"\nwat = "Iets."\n\n'
        '[[voorwaarde]]\nid = "v"\nartikel = "art. 1"\nja = "Ja."\nnee = "Nee."\n'
        'als = "spaargelt > 100"\n',
        encoding="utf-8",
    )
    assert main(["regels", "controleer", str(tmp_path)]) == 2
    regel = capsys.readouterr().out.strip()
    assert "01.toml, regel 15" in regel
    assert "de naam 'spaargelt' bestaat niet" in regel
    assert "bedoelt u 'spaargeld'?" in regel


def test_open_punten_noemen_bedrag_twijfel_en_instelling(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regels", "controleer", "heemskerk", "--open"]) == 0
    tekst = capsys.readouterr().out
    assert "Welk bedrag krijgt een kind voor een fiets?" in tekst
    assert "precies 110%" in tekst
    assert "150% of 110%" in tekst
    assert "ondertekening.mandaat" in tekst


def test_vragenlijst_staat_in_de_orde_van_het_gesprek(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regels", "vragenlijst", "heemskerk"]) == 0
    lijst = json.loads(capsys.readouterr().out)
    velden = [vraag["veld"] for vraag in lijst["vragen"]]
    assert velden.index("personen.*.geboortedatum") < velden.index("huishouden.spaargeld")
    secties = [sectie["id"] for sectie in lijst["secties"]]
    gezien = [vraag["sectie"] for vraag in lijst["vragen"]]
    assert gezien == sorted(gezien, key=secties.index)


@pytest.mark.parametrize(
    ("toekenning", "zegt"),
    [
        ({"regeling": "iit", "datum": "2026-02-01"}, "'iit' is geen regeling van dit pakket; kies uit"),
        ({"regeling": "kindpakket_fietz", "datum": "2026-02-01"}, "bedoelt u kindpakket_fiets?"),
        ({"regeling": "kindpakket_fiets", "datum": "2027-02-01"}, "datum: deze ligt na de peildatum"),
    ],
)
def test_een_toekenning_die_de_regels_niet_kennen_wordt_gemeld_en_niet_geweigerd(
    toekenning: dict[str, str], zegt: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It may be help of elsewhere or of before, but what was misspelt would be granted again."""
    document = json.loads(
        (resources() / "voorbeelden" / "alleenstaande-ouder.json").read_text(encoding="utf-8")
    )
    document["eerder_toegekend"] = [{"regeling": "kindpakket_fiets", "datum": "2026-01-01"}, toekenning]
    intake = tmp_path / "intake.json"
    intake.write_text(json.dumps(document), encoding="utf-8")
    assert main(["toets", str(intake)]) == 0
    gedrukt = capsys.readouterr()
    jsonschema.validate(json.loads(gedrukt.out), SCHEMA)
    (melding,) = gedrukt.err.splitlines()
    assert melding.startswith("eerder_toegekend.1.")
    assert zegt in melding
