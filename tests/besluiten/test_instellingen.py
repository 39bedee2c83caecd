"""Settings of a gemeente: what is read, what is refused by name, what is still missing."""

from pathlib import Path

import pytest

from consulent_app.besluiten.instellingen import Instellingen, lees_inrichting, lees_instellingen
from consulent_app.fouten import InvoerFout
from consulent_app.paden import resources

REGELS = resources() / "regels"
PRINTS = ("beschikking", "voorstel", "verzamelaanvraag", "ontvangstbewijs", "overzicht", "beroep")


def eigen(tmp_path: Path, tekst: str) -> Path:
    pad = tmp_path / "eigen.toml"
    pad.write_text(tekst, encoding="utf-8")
    return pad


def gelezen(pakket: str, pad: Path | None = None) -> Instellingen:
    return lees_instellingen(REGELS / pakket, lees_inrichting(pad) if pad else None)


@pytest.mark.parametrize("pakket", ["velsen-2019", "oefenstad"])
def test_an_example_package_brings_everything(pakket: str) -> None:
    assert {soort: gelezen(pakket).ontbrekend(soort) for soort in PRINTS} == dict.fromkeys(PRINTS, ())


def test_heemskerk_lacks_who_signs_and_where_to_object() -> None:
    assert gelezen("heemskerk").ontbrekend("beschikking") == (
        "ondertekening.naam",
        "ondertekening.functie",
        "ondertekening.mandaat",
        "bezwaar.postadres",
        "privacy.regel",
    )
    assert gelezen("heemskerk").ontbrekend("overzicht") == ()
    assert gelezen("heemskerk").ontbrekend("voorstel") == ()


def test_a_changed_file_holds_from_the_next_letter_on(tmp_path: Path) -> None:
    for nummer in ("0251 111111", "0251 222222"):
        pad = eigen(tmp_path, f'[organisatie]\ntelefoon = "{nummer}"\n')
        assert gelezen("heemskerk", pad).tekst("organisatie.telefoon") == nummer


def test_a_missing_setting_is_refused_by_its_name() -> None:
    with pytest.raises(InvoerFout, match=r"ondertekening\.mandaat .*--instellingen"):
        gelezen("heemskerk").eis("beschikking")
    with pytest.raises(InvoerFout, match=r"beroep\.postadres"):
        gelezen("heemskerk").eis("beschikking", beroep=True)


def test_the_own_file_goes_over_the_package(tmp_path: Path) -> None:
    pad = eigen(tmp_path, '[organisatie]\ntelefoon = "14 000"\n[brief]\nvenster_links_mm = 109\n')
    inst = gelezen("heemskerk", pad)
    assert inst.tekst("organisatie.telefoon") == "14 000"
    assert inst.tekst("organisatie.naam") == "Gemeente Heemskerk"
    assert inst.getal("brief.venster_links_mm", 33) == 109


def test_an_empty_text_is_not_filled_in(tmp_path: Path) -> None:
    pad = eigen(tmp_path, '[organisatie]\nnaam = "  "\n')
    assert "organisatie.naam" in gelezen("heemskerk", pad).ontbrekend("beschikking")


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("[ondertekening\n", "eigen.toml is geen geldige TOML"),
        ('[ondertekening]\nnaaam = "X"\n', "bedoelt u 'ondertekening.naam'"),
        ('kleur = "rood"\n', "de instelling 'kleur' bestaat niet"),
        ("[ondertekening]\nnaam = 3\n", "'ondertekening.naam' moet tekst"),
        ("[ondertekening]\nnaam = true\n", "'ondertekening.naam' moet tekst"),
        ('[ondertekening]\nnaam = ["A"]\n', "'ondertekening.naam' moet tekst"),
        ('[ondertekening.naam]\nvoor = "A"\n', "'ondertekening.naam' moet tekst"),
        ('[brief]\nvenster_links_mm = "33"\n', "moet een heel getal"),
        ("[brief]\nvenster_links_mm = 900\n", "van 0 tot en met 120"),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence(tmp_path: Path, tekst: str, zin: str) -> None:
    with pytest.raises(InvoerFout, match=zin) as gevangen:
        gelezen("heemskerk", eigen(tmp_path, tekst))
    assert "eigen.toml" in str(gevangen.value)


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match=r"weg\.toml is niet te lezen"):
        gelezen("heemskerk", tmp_path / "weg.toml")
    (tmp_path / "raar.toml").write_bytes(b'naam = "\xff"')
    with pytest.raises(InvoerFout, match="geen UTF-8"):
        gelezen("heemskerk", tmp_path / "raar.toml")
