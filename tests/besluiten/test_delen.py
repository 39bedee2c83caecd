"""Sharing between MET and the gemeente: only a yes of the resident is a yes."""

from typing import Any

import pytest

from consulent_app.besluiten.delen import JA, NEE, ONBEKEND, Deelbesluit, mag_delen


@pytest.mark.parametrize(
    ("document", "verwacht"),
    [
        ({"gesprek": {"toestemming_delen": True}}, JA),
        ({"gesprek": {"toestemming_delen": False}}, NEE),
        ({"gesprek": {"toestemming_delen": None}}, ONBEKEND),
        ({"gesprek": {}}, ONBEKEND),
        ({"gesprek": None}, ONBEKEND),
        ({}, ONBEKEND),
        ({"gesprek": ["toestemming_delen"]}, ONBEKEND),
        # Not what Python takes for true.
        ({"gesprek": {"toestemming_delen": "ja"}}, ONBEKEND),
        ({"gesprek": {"toestemming_delen": 1}}, ONBEKEND),
    ],
)
def test_alleen_een_ja_is_een_ja(document: dict[str, Any], verwacht: Deelbesluit) -> None:
    assert mag_delen(document) is verwacht
    assert mag_delen(document).mag == (verwacht is JA)
    assert verwacht.reden.endswith(".")
