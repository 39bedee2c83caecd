"""Two readers, one tree: what the SQL says of a file is what `toets` says of each household in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consulent_app.cli import main
from consulent_app.huishouden.lezen import lees_document
from consulent_app.huishouden.model import Intake
from consulent_app.regels.sql.oordeel import STATUSSEN
from consulent_app.regels.sql.rijen import rijen
from consulent_app.regels.sql.velden import kolommen
from consulent_app.regels.toets import toets
from consulent_app.regels.velden import LIJSTEN
from tests import postgres
from tests.regels.databanken import (
    Beeld,
    Databank,
    Duck,
    Postgres,
    beeld_van_databank,
    beeld_van_uitkomsten,
    vulling_van,
)
from tests.regels.huishoudens import PEILDATUMS, huishoudens, pakketten


@pytest.fixture(scope="module")
def duck() -> Databank:
    return Duck()


@pytest.fixture(scope="module")
def pg() -> Iterator[Databank]:
    with postgres.server() as waar:
        bank = Postgres(waar)
        yield bank
        bank.verbinding.close()


def _scalair(intakes: list[Intake]) -> Beeld:
    uit: Beeld = {}
    for hh, intake in enumerate(intakes):
        pakket = pakketten()[intake.pakket]
        uit |= beeld_van_uitkomsten(hh, toets(intake, pakket).uitkomsten, pakket)
    return uit


@pytest.mark.parametrize("welke", ["duck", "pg"])
@pytest.mark.parametrize("pakket", sorted(PEILDATUMS))
@pytest.mark.parametrize("zaad", range(4))
def test_beide_lezers_zeggen_hetzelfde(
    request: pytest.FixtureRequest, welke: str, pakket: str, zaad: int
) -> None:
    bank: Databank = request.getfixturevalue(welke)
    intakes = [lees_document(d) for d in huishoudens(Random(f"{pakket}{zaad}"), pakket, 300)]
    verwacht = _scalair(intakes)
    assert {status.value for status, *_ in verwacht.values()} >= {"recht", "geen_recht", "onbekend"}
    assert beeld_van_databank(bank, pakketten()[pakket], intakes) == verwacht


@settings(max_examples=25, deadline=None)
@given(zaad=st.integers(0, 2**32), pakket=st.sampled_from(sorted(PEILDATUMS)))
def test_ieder_zaad_geeft_hetzelfde(duck: Databank, zaad: int, pakket: str) -> None:
    """Other households at every run: a fixed budget for what nobody thought of."""
    intakes = [lees_document(d) for d in huishoudens(Random(zaad), pakket, 40)]
    assert beeld_van_databank(duck, pakketten()[pakket], intakes) == _scalair(intakes)


@pytest.mark.parametrize("pakket", sorted(PEILDATUMS))
def test_volle_kolommen_geven_hetzelfde_oordeel(duck: Databank, pakket: str) -> None:
    """Columns without a single unknown are read by shorter SQL."""
    documenten = huishoudens(Random(pakket), pakket, 600)
    alle = [lees_document(d) for d in documenten]
    intakes = [i for i in alle if all(p.inkomens is not None for p in i.personen)]
    intakes = [i for i in intakes if i.huishouden.spaargeld and all(_volledig(i))]
    vulling = vulling_van(pakketten()[pakket], intakes)
    vol = {("huishoudens", "spaargeld"), ("personen", "geboortedatum"), ("personen", "inkomens")}
    assert vol <= vulling.overal
    assert beeld_van_databank(duck, pakketten()[pakket], intakes, vulling) == _scalair(intakes)


@settings(max_examples=15, deadline=None)
@given(zaad=st.integers(0, 2**32), pakket=st.sampled_from(sorted(PEILDATUMS)))
def test_lege_kolommen_geven_hetzelfde_oordeel(duck: Databank, zaad: int, pakket: str) -> None:
    """A file has no column for most questions; then most of a rule falls away before it runs."""
    toeval = Random(zaad)
    deel = toeval.choice((0.2, 0.5, 0.9))
    weg = {veld.sleutel for veld in pakketten()[pakket].velden.values() if toeval.random() < deel}
    documenten = [_zonder(d, weg - NODIG) for d in huishoudens(toeval, pakket, 40)]
    intakes = [lees_document(d) for d in documenten]
    vulling = vulling_van(pakketten()[pakket], intakes)
    assert vulling.nergens
    assert beeld_van_databank(duck, pakketten()[pakket], intakes, vulling) == _scalair(intakes)


@settings(max_examples=15, deadline=None)
@given(zaad=st.integers(0, 2**32), pakket=st.sampled_from(sorted(PEILDATUMS)))
def test_gelijke_kolommen_geven_hetzelfde_oordeel(duck: Databank, zaad: int, pakket: str) -> None:
    """What is the same for all households becomes a constant, and folds the rules that read it."""
    toeval = Random(zaad)
    documenten = huishoudens(toeval, pakket, 40)
    velden = [
        veld
        for veld in pakketten()[pakket].velden.values()
        if veld.soort in ("ja_nee", "keuze") and veld.niveau not in LIJSTEN and veld.sleutel != "rol"
    ]
    gekozen = toeval.sample(velden, len(velden) // 2)
    vast = {veld.sleutel: toeval.choice([*veld.opties] or [True, False]) for veld in gekozen}
    intakes = [lees_document(_met(d, vast)) for d in documenten]
    vulling = vulling_van(pakketten()[pakket], intakes)
    assert beeld_van_databank(duck, pakketten()[pakket], intakes, vulling) == _scalair(intakes)


def _met(deel: Any, vast: dict[str, Any]) -> Any:
    """Return a document in which these answers are the same wherever they are given."""
    if isinstance(deel, list):
        return [_met(element, vast) for element in deel]
    if isinstance(deel, dict):
        open_ = {sleutel: _met(waarde, vast) for sleutel, waarde in deel.items()}
        return open_ | {sleutel: waarde for sleutel, waarde in vast.items() if sleutel in deel}
    return deel


#: Answers without which there is no document, or no element of a list.
NODIG = {"id", "rol", "soort", "regeling", "datum", "netto_per_maand", "persoon"}


def _zonder(deel: Any, weg: set[str]) -> Any:
    """Return a document without these answers, wherever they stand."""
    if isinstance(deel, list):
        return [_zonder(element, weg) for element in deel]
    if isinstance(deel, dict):
        return {sleutel: _zonder(waarde, weg) for sleutel, waarde in deel.items() if sleutel not in weg}
    return deel


def _volledig(intake: Intake) -> Iterator[bool]:
    for persoon in intake.personen:
        yield persoon.geboortedatum is not None and persoon.geboortedatum.volledig


@pytest.mark.parametrize("welke", ["duck", "pg"])
def test_een_pakket_als_tekst_draait_waar_de_gegevens_staan(
    request: pytest.FixtureRequest, welke: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `regels sql` prints runs by itself: fill the tables, run the rest, read the views, again."""
    bank: Databank = request.getfixturevalue(welke)
    dialect = bank.dialect.naam
    assert main(["regels", "sql", "heemskerk", "--dialect", dialect, "--peildatum", "2026-11-18"]) == 0
    deel_1, deel_2 = capsys.readouterr().out.split("-- DEEL 2")
    bank.leeg()
    for opdracht in _opdrachten(deel_1):
        bank.doe(opdracht)
    kolom = kolommen(pakketten()["heemskerk"].velden)
    for zaad in (5, 6):
        documenten = huishoudens(Random(zaad), "heemskerk", 20)
        intakes = [lees_document({**d, "peildatum": "2026-11-18"}) for d in documenten]
        for tabel, lijst in rijen(intakes, kolom).items():
            bank.doe(f"DELETE FROM {tabel}")
            if lijst:
                bank.vul(tabel, len(kolom[tabel]), lijst)
        for opdracht in _opdrachten(f"-- {deel_2}"):
            bank.doe(opdracht)
        telling = dict(bank.vraag("SELECT status, count(*) FROM uitkomsten GROUP BY status"))  # type: ignore[arg-type]
        verwacht = Counter(STATUSSEN.index(status) for status, *_ in _scalair(intakes).values())
        assert telling == dict(verwacht)
        (gemist,) = next(iter(bank.vraag("SELECT count(*) FROM ontbreekt")))
        assert gemist == sum(len(mist) for *_, mist in _scalair(intakes).values())


def _opdrachten(tekst: str) -> list[str]:
    return [opdracht for opdracht in tekst.split(";\n") if opdracht.strip()]


def test_de_sql_legt_iedere_kolom_uit_die_geen_antwoord_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regels", "sql", "oefenstad", "--peildatum", "2026-11-18"]) == 0
    uitleg = "\n".join(r for r in capsys.readouterr().out.splitlines() if r.startswith("--"))
    namen = (
        "hh",
        "pp",
        "nr",
        "geboortedatum_v en geboortedatum_l",
        "inkomens:",
        "kosten en eerder_toegekend:",
    )
    for naam in (*namen, "DEEL 1", "DEEL 2", "Vul de tabellen", "persoon:", "mist_", "status 1: recht"):
        assert naam in uitleg
    eisen = pakketten()["oefenstad"].regelingen["individuele_inkomenstoeslag"].voorwaarden
    zin = f"faalt individuele_inkomenstoeslag: 1 {eisen[0].id}, 2 {eisen[1].id}, 4 {eisen[2].id}"
    assert zin in uitleg
