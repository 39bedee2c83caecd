"""No file, however wrong, makes a reader crash or hang: it is read, or refused in a sentence.

A fixed corpus by itself; for longer and with new files each time, and ten minutes in all:
CONSULENT_LUKRAAK=10 python3 dev.py test tests/lukraak
"""

from __future__ import annotations

import json
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from consulent_app.fouten import ConsulentFout
from tests.lukraak.lezers import (
    LEZERS,
    herleiding,
    lees_brief_met,
    lees_intake,
    lees_sleutelbos,
    sleutelbossen,
    voorbeelden,
)
from tests.lukraak.verknoeien import bytes_van, document_van

MINUTEN = float(os.environ.get("CONSULENT_LUKRAAK", "0"))
#: A run over a file of households takes ten times what the others take.
TRAAG = 8
GEWOON = 60
ZOEKERS = len(LEZERS) + 3
#: Longer than any of these files takes; what takes longer would keep a desk waiting.
LANGST_SECONDEN = 15


def doorloop(proef: Callable[[Any], None], zaad: st.SearchStrategy[Any], aantal: int) -> None:
    """Try a fixed number of files, or other ones as long as this reader's share of the minutes lasts."""
    hoe = settings(
        max_examples=aantal, derandomize=not MINUTEN, database=None, deadline=None,
        suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink),
    )  # fmt: skip
    einde = time.monotonic() + MINUTEN * 60 / ZOEKERS
    while True:
        zoek = given(zaad)(proef)
        hoe(seed(random.randrange(2**32))(zoek) if MINUTEN else zoek)()
        if time.monotonic() >= einde:
            return


@contextmanager
def hoogstens_geweigerd() -> Iterator[Path]:
    """Give a folder; a sentence for people is the only thing that may be raised, and soon."""
    begin = time.process_time()
    with tempfile.TemporaryDirectory() as map_, suppress(ConsulentFout):
        yield Path(map_)
    assert time.process_time() - begin < LANGST_SECONDEN


@pytest.mark.parametrize("naam", LEZERS)
def test_een_verknoeid_bestand(naam: str, caplog: pytest.LogCaptureFixture) -> None:
    lezer = LEZERS[naam]

    def proef(inhoud: bytes) -> None:
        with hoogstens_geweigerd() as map_:
            lezer.lees(map_, inhoud)

    doorloop(proef, bytes_van(lezer.zaden()), TRAAG if naam.startswith("csv") else GEWOON)
    # A library that logs writes to the standard error of whoever sees our one sentence.
    assert caplog.records == []


# Files that stand in the package already are rightly refused there a second time.
@pytest.mark.parametrize("naam", sorted(LEZERS.keys() - {"pakket regeling", "pakket velden"}))
def test_een_goed_bestand_wordt_wel_gelezen(naam: str, tmp_path: Path) -> None:
    """Else everything above would be refused at the door."""
    lezer = LEZERS[naam]
    for zaad in lezer.zaden():
        lezer.lees(tmp_path, zaad)


def test_een_verknoeid_document() -> None:
    def proef(document: Any) -> None:
        with hoogstens_geweigerd():
            lees_intake(document)

    doorloop(proef, document_van([json.loads(zaad) for zaad in voorbeelden()]), 150)


def test_een_verknoeide_herleiding_in_een_hele_brief() -> None:
    """Whoever can make the sum right still only gets a sentence."""

    def proef(gegevens: Any) -> None:
        with hoogstens_geweigerd() as map_:
            lees_brief_met(map_, gegevens)

    doorloop(proef, document_van([herleiding()]), 40)


def test_een_verknoeide_sleutelbos_met_een_goede_som() -> None:
    def proef(document: Any) -> None:
        with hoogstens_geweigerd() as map_:
            lees_sleutelbos(map_, document)

    doorloop(proef, document_van([json.loads(zaad) for zaad in sleutelbossen()]), 150)
