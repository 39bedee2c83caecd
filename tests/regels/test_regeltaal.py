"""A rule package with a fault judges nobody: each fault has file, line, what is wrong and a hint."""

from pathlib import Path

import pytest

from consulent_app.fouten import InvoerFout
from consulent_app.paden import resources
from consulent_app.regels.lees_pakket import lees_alle, lees_pakket
from consulent_app.regels.plek import PakketFout

KOP = """[pakket]
id = "proef"
naam = "Proef"
versie = "1"
ouder = "rijk"
geldig_vanaf = 2026-01-01
geldig_tot = 2026-12-31
"""
REGELING = """[regeling]
id = "x"
naam = "X"
per = "huishouden"
door = "gemeente"
wijze = "aanvraag"
artikel = "art. 1"
wat = "Iets."

[[voorwaarde]]
id = "v"
artikel = "art. 1"
ja = "Ja."
nee = "Nee."
"""


def fouten(tmp_path: Path, inhoud: str) -> str:
    (tmp_path / "pakket.toml").write_text(KOP, encoding="utf-8")
    (tmp_path / "regel.toml").write_text(inhoud, encoding="utf-8")
    with pytest.raises(PakketFout) as gevangen:
        lees_pakket(tmp_path, lees_alle(resources() / "regels")["rijk"])
    return "\n".join(str(fout) for fout in gevangen.value.fouten)


@pytest.mark.parametrize(
    ("als", "wat", "hint"),
    [
        ("spaargelt > norm_gehuwden", "'spaargelt' bestaat niet", "spaargeld"),
        ("spaargeld > maanden_laag_inkomen", "kunnen niet worden vergeleken", "gelijke eenheden"),
        ("spaargeld > 100", "kunnen niet worden vergeleken", "gelijke eenheden"),
        ("spaargeld > 100.50", "mag niet in een regel staan", "parameter"),
        ("spaargeld + maanden_laag_inkomen > 3", "kunnen niet worden opgeteld", "gelijke eenheden"),
        ("leeftijd > 18", "hoort bij een persoon", "enige(belanghebbenden"),
        ("woonvorm == 'kasteel'", "geen mogelijke keuze", "huur"),
        ("woonvorm > 'huur'", "geen meer of minder", "=="),
        ("spaargeld", "is geld (euro), geen ja_nee", "ja_nee"),
        ("spaargeld / 2 > norm_gehuwden", "delen kan alleen binnen afronden", "afronden"),
        ("som(belanghebbenden, inkomen - norm_gehuwden) > norm_gehuwden", "worden afgetrokken", "som"),
        ("__import__('os')", "bestaat niet", "taal"),
        ("[x for x in personen]", "hoort niet in de regeltaal", "vergelijken"),
        ("spaargeld.real > 1", "hoort niet in de regeltaal", "vergelijken"),
        ("enige(buren, True)", "is hier geen groep", "kinderen"),
        ("(spaargeld", "geen uitdrukking", "haakjes"),
        ("not spaargeld", "hoort ja/nee", "vergelijking"),
        ("band(aow_leeftijd, spaargeld) > maanden_laag_inkomen", "banden zijn in datum", "datum"),
    ],
)
def test_fout_in_een_uitdrukking(als: str, wat: str, hint: str, tmp_path: Path) -> None:
    tekst = fouten(tmp_path, REGELING + f'als = "{als}"\n')
    assert "regel.toml, regel 15" in tekst
    assert wat in tekst
    assert hint in tekst


PARAMETER = """[[parameter]]
naam = "a"
type = "geld"
omschrijving = "A"
"""
AFGELEID = """[[afgeleid]]
naam = "{naam}"
niveau = "huishouden"
omschrijving = "A"
artikel = "art. 1"
formule = "{formule}"
"""
OPEN = "{ vanaf = 2026-01-01, nog_invullen = true }"
GOED = REGELING + 'als = "True"\n'


@pytest.mark.parametrize(
    ("inhoud", "wat"),
    [
        (PARAMETER + 'waarden = [{ vanaf = 2026-01-01, waarde = "1.00" }]', "bron of zekerheid ontbreekt"),
        (
            PARAMETER
            + 'waarden = [{ vanaf = 2026-01-01, waarde = 1.5, bron = "b", zekerheid = "gezien" }]',
            "is geen geld",
        ),
        (
            PARAMETER + f"waarden = [{OPEN.replace('01-01', '07-01')}, {OPEN}]",
            "de datums van de waarden kloppen niet",
        ),
        (PARAMETER.replace('"a"', '"norm_gehuwden"') + f"waarden = [{OPEN}]", "bestaat al"),
        (PARAMETER + f"bedrag = 3\nwaarden = [{OPEN}]", "'bedrag' bestaat niet"),
        (
            AFGELEID.format(naam="a", formule="b") + AFGELEID.format(naam="b", formule="a"),
            "hangt van zichzelf af (a -> b -> a)",
        ),
        (GOED.replace('per = "huishouden"', 'per = "buurt"'), "'buurt' kan niet"),
        (GOED + "doelgoep = true\n", "bedoelt u 'doelgroep'"),
        (GOED.replace('"Nee."', '"Nee, {spaargelt}."'), "'spaargelt' bestaat niet"),
        (GOED.replace('wat = "Iets."', 'wat = "Iets."\ngedeeld = ["er_niet"]'), "'er_niet' is geen"),
    ],
)
def test_fout_in_een_tabel(inhoud: str, wat: str, tmp_path: Path) -> None:
    assert wat in fouten(tmp_path, inhoud)


def test_geen_toml(tmp_path: Path) -> None:
    assert "regel 2" in fouten(tmp_path, '[regeling]\nid = "x\n')


def test_alle_fouten_in_een_keer(tmp_path: Path) -> None:
    tekst = fouten(tmp_path, REGELING + 'als = "spaargelt > 1"\n' + '[[weging]]\nid = "w"\n')
    assert "spaargelt" in tekst
    assert "'artikel' ontbreekt" in tekst


def test_hash_verandert_met_de_inhoud(tmp_path: Path) -> None:
    rijk = lees_alle(resources() / "regels")["rijk"]
    (tmp_path / "pakket.toml").write_text(KOP, encoding="utf-8")
    (tmp_path / "regel.toml").write_text(REGELING + 'als = "True"\n', encoding="utf-8")
    eerst = lees_pakket(tmp_path, rijk).sha256
    assert lees_pakket(tmp_path, rijk).sha256 == eerst
    (tmp_path / "regel.toml").write_text(REGELING + 'als = "False"\n', encoding="utf-8")
    assert lees_pakket(tmp_path, rijk).sha256 != eerst


def test_pakket_dat_er_niet_is(tmp_path: Path) -> None:
    with pytest.raises(InvoerFout, match=r"pakket\.toml is niet te lezen"):
        lees_pakket(tmp_path)
