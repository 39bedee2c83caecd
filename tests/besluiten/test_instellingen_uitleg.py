"""docs/instellingen.md names every setting that there is, and no other."""

import re

from consulent_app.besluiten.insteltabel import TABEL
from consulent_app.paden import wortel


def test_ieder_sleutelwoord_staat_in_de_uitleg() -> None:
    tekst = (wortel() / "docs" / "instellingen.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z_.]+)`", tekst, re.MULTILINE) == [regel.sleutel for regel in TABEL]
