"""A month of weeks is over when every workplace told what it counted in it."""

from __future__ import annotations

from datetime import date

from consulent_app.tellingen.achterstand import Achterstand, achterstand

VANDAAG = date(2026, 11, 21)


def test_wie_alleen_werkt_wacht_op_niemand() -> None:
    assert Achterstand().teldag(VANDAAG) == VANDAAG
    assert achterstand([], VANDAAG).in_woorden() == ""


def test_de_laatste_houdt_de_telling_op() -> None:
    achter = achterstand([("Balie 1", VANDAAG), ("Laptop 2", date(2026, 11, 12))], VANDAAG)
    assert achter.teldag(VANDAAG) == date(2026, 11, 12)
    assert achter.in_woorden().endswith("Nog niet: Laptop 2 (12\u00a0november\u00a02026).")


def test_als_iedereen_er_is_telt_vandaag() -> None:
    achter = achterstand([("Balie 1", VANDAAG), ("Laptop 2", VANDAAG)], VANDAAG)
    assert (achter.teldag(VANDAAG), achter.in_woorden()) == (VANDAAG, "")


def test_wie_nog_nooit_uitwisselde_houdt_alles_op() -> None:
    achter = achterstand([("Laptop 2", None)], VANDAAG)
    assert achter.teldag(VANDAAG) == date.min
    assert "Laptop 2 (nooit)" in achter.in_woorden()
