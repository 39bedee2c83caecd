"""The certificate of what was destroyed: archive-proof, complete, and about nobody."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from consulent_app.acties.bewaren import Opmaak, verklaringen
from consulent_app.acties.toetsen import kast_van
from consulent_app.besluiten.inrichting import LEEG, Inrichting
from consulent_app.besluiten.vernietiging import (
    EERSTE,
    OP_VERZOEK,
    TERMIJN,
    VERZOEK,
    Grond,
    Telling,
    Vernietiging,
    bereken,
    hash_van,
)
from tests.documenten.controle import fouten
from tests.documenten.test_prints import bladzijden

REGEL = "Selectielijst gemeenten 2020, resultaat 8.4.1"


OPMAAK = Opmaak(kast_van(), lambda _: LEEG)


def verklaring(grond: Grond, pakket: str = "heemskerk") -> Vernietiging:
    inhoud = (
        "0198", datetime(2026, 12, 30, 9, 5, tzinfo=UTC), "M. de Wit", grond, Telling(12, 30, 480, 24, 3),
        hash_van(["a", "b"]), EERSTE,
    )  # fmt: skip
    return Vernietiging(7, *inhoud, hash=bereken(*inhoud, pakket), pakket=pakket)


def gedrukt(grond: Grond, pakket: str = "heemskerk", opmaak: Opmaak = OPMAAK) -> tuple[str, bytes]:
    [(naam, pdf)] = verklaringen([verklaring(grond, pakket)], opmaak).items()
    assert naam == "vernietiging-V-2026-7.pdf"
    return " ".join(bladzijden(pdf)), pdf


def test_alles_wat_de_wet_wil_weten_staat_erop() -> None:
    tekst, pdf = gedrukt(Grond(TERMIJN, "afgebroken", "gesprek niet afgemaakt", REGEL, "42 dagen"))
    for deel in (
        "Verklaring van vernietiging", "V/2026/7", "Gesprek niet afgemaakt", REGEL, "42 dagen",
        "Dossiers 12", "Personen 30", "Gebeurtenissen 480", "Brieven 24", "Taken 3", "30 december 2026",
        "M. de Wit", "Gezien door het archief",
    ):  # fmt: skip
        assert deel in tekst
    for getal in (hash_van(["a", "b"]), EERSTE):
        assert getal in tekst.replace(" ", "")
    assert fouten(pdf) == []


def test_een_handtekening_staat_niet_alleen_op_een_bladzijde() -> None:
    _, pdf = gedrukt(Grond(TERMIJN, "afgebroken", "gesprek niet afgemaakt", REGEL, "42 dagen"))
    [blad] = [tekst for tekst in bladzijden(pdf) if "Handtekening" in tekst]
    assert "Controlegetallen" in blad


def test_op_verzoek_staat_er_geen_termijn_maar_de_wet() -> None:
    tekst, _ = gedrukt(Grond(VERZOEK, "afgebroken", "gesprek niet afgemaakt", OP_VERZOEK, ""))
    assert "Op verzoek van de inwoner" in tekst
    assert "AVG artikel 17" in tekst
    assert "Bewaartermijn" not in tekst


def test_dezelfde_verklaring_geeft_dezelfde_bytes() -> None:
    grond = Grond(TERMIJN, "geweigerd", "alleen afgewezen", REGEL, "5 jaar")
    assert gedrukt(grond)[1] == gedrukt(grond)[1]


def test_van_de_kopieen_staat_er_geen_dag_en_wel_wat_er_niet_bij_hoort() -> None:
    """A copy is made on a day on which was worked: nobody knows when the fourteenth is."""
    tekst, _ = gedrukt(Grond(TERMIJN, "afgebroken", "gesprek niet afgemaakt", REGEL, "42 dagen"))
    assert "14 reservekopieën staan, een per dag waarop is gewerkt" in tekst
    assert "januari 2027" not in tekst
    for deel in ("kopieën die iemand zelf heeft gemaakt", "eerder voor reservekopieën", "met terzijde-"):
        assert deel in tekst


def test_het_briefhoofd_is_van_het_pakket_van_de_dossiers() -> None:
    grond = Grond(TERMIJN, "geweigerd", "alleen afgewezen", REGEL, "5 jaar")
    assert "Heemskerk" in gedrukt(grond)[0]
    proefdorp = Inrichting({"organisatie.naam": "Gemeente Proefdorp"})
    eigen = gedrukt(grond, "oefenstad", Opmaak(kast_van(), lambda _: proefdorp))[0]
    assert "Gemeente Proefdorp" in eigen
    assert "Heemskerk" not in eigen
    for geen in ("", "bestaat niet meer"):
        tekst, pdf = gedrukt(grond, geen)
        assert not any(naam in tekst for naam in ("Heemskerk", "Oefenstad", "Telefoon"))
        assert fouten(pdf) == []


@pytest.mark.parametrize("deel", ["door", "welke", "vorige", "pakket"])
def test_een_andere_letter_en_zij_klopt_niet_meer(deel: str) -> None:
    goed = verklaring(Grond(TERMIJN, "geweigerd", "alleen afgewezen", REGEL, "5 jaar"))
    assert goed.klopt
    object.__setattr__(goed, deel, getattr(goed, deel) + "x")
    assert not goed.klopt
