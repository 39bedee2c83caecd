"""What a sentence calls an answer that is missing."""

from consulent_app.acties.toetsen import Toetser
from consulent_app.huishouden.lezen import lees_bestand
from consulent_app.paden import resources


def test_een_zin_noemt_wat_ontbreekt_zoals_mensen_het_zeggen() -> None:
    intake = lees_bestand(resources() / "voorbeelden" / "nog-veel-onbekend.json")
    oordeel = Toetser().toets_intake(intake)
    zinnen = [r.tekst for u in oordeel.uitkomsten for r in u.redenen if "Wij missen" in r.tekst]
    assert any("Wij missen: hoe lang het inkomen al laag is." in zin for zin in zinnen)
    assert any("inkomens van Piet" in zin for zin in zinnen)
    assert any("welke hulp er al eerder was" in zin for zin in zinnen)
    assert not any("{" in zin or "_" in zin for zin in zinnen)
