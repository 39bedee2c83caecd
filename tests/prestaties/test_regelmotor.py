"""How long one household and the loading of all packages take; figures, not a pass or a fail.

Run with `python3 dev.py test -m prestaties -s`; docs/prestaties.md keeps what was measured.
"""

import statistics
import time
from collections.abc import Callable

import pytest

from consulent_app.acties.inkomenslijn import inkomenslijn
from consulent_app.acties.toetsen import Toetser
from consulent_app.huishouden.lezen import laad_json, lees_document
from consulent_app.paden import resources
from consulent_app.regels.lees_pakket import lees_alle
from consulent_app.regels.toets import toets

pytestmark = pytest.mark.prestaties


def _mediaan_ms(doe: Callable[[], object], keer: int) -> float:
    tijden = []
    for _ in range(keer):
        begin = time.perf_counter()
        doe()
        tijden.append(time.perf_counter() - begin)
    return statistics.median(tijden) * 1000


def test_alle_pakketten_laden() -> None:
    ms = _mediaan_ms(lambda: lees_alle(resources() / "regels"), 15)
    print(f"\nalle pakketten laden: {ms:.1f} ms (doel 150)")
    assert ms > 0


@pytest.mark.parametrize("naam", ["alleenstaande-ouder", "nog-veel-onbekend"])
def test_een_huishouden(naam: str) -> None:
    document = laad_json(resources() / "voorbeelden" / f"{naam}.json")
    pakket = lees_alle(resources() / "regels")[document["pakket"]]
    intake = lees_document(document)
    toets(intake, pakket)
    ms = _mediaan_ms(lambda: toets(intake, pakket), 500)
    geheel = _mediaan_ms(lambda: toets(lees_document(document), pakket).als_json(), 200)
    print(f"\n{naam}: oordeel {ms:.2f} ms (doel 2), van document tot JSON met alle redenen {geheel:.2f} ms")
    assert ms > 0


def test_een_inkomenslijn() -> None:
    document = laad_json(resources() / "voorbeelden" / "alleenstaande-ouder.json")
    document["pakket"] = "oefenstad"
    document["personen"][0]["toetsingsinkomen"] = "21000.00"
    intake, toetser = lees_document(document), Toetser()
    inkomenslijn(intake, toetser)
    ms = _mediaan_ms(lambda: inkomenslijn(intake, toetser), 10)
    print(f"\neen inkomenslijn van 150 stappen: {ms:.0f} ms (doel 300)")
    assert ms > 0
