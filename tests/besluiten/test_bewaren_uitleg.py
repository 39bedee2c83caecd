"""docs/bewaren.md names every kind of dossier with its term."""

from consulent_app.besluiten.bewaartermijnen import termijnen
from consulent_app.paden import wortel


def test_elke_soort_staat_er_met_haar_termijn() -> None:
    regels = (wortel() / "docs" / "bewaren.md").read_text(encoding="utf-8").splitlines()
    rijen = {regel.split(" | ")[0].removeprefix("| "): regel for regel in regels if regel.startswith("| ")}
    for soort, termijn in termijnen().items():
        for waarde in termijn.waarden:
            assert waarde.leesbaar in rijen[soort]
            assert waarde.nummer in rijen[soort]
    assert set(termijnen()) <= set(rijen)
