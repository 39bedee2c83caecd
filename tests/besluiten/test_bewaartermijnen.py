"""How long a dossier is kept: its kind, when the term begins, and the first day on which it may go."""

from datetime import date

import pytest

from consulent_app.besluiten.bewaartermijnen import Stand, bewaring, open_vragen, termijnen

DAG = date(2026, 11, 18)
ZEKERHEDEN = {"gezien", "gezien_elders", "afgeleid", "te_bevestigen", "voorbeeld", "verzonnen"}


@pytest.mark.parametrize(
    ("stand", "soort", "einde"),
    [
        # A gesprek that stopped: 42 days after the last work on it.
        (Stand(DAG), "afgebroken", date(2026, 12, 30)),
        (Stand(DAG, besloten_op=date(2026, 11, 2)), "geweigerd", date(2031, 11, 2)),
        # Money once, and a thing: the help ended with the decision.
        (Stand(DAG, DAG, ("eenmalig",)), "verstrekt", date(2036, 11, 18)),
        (Stand(DAG, DAG, (None,)), "verstrekt", date(2036, 11, 18)),
        # An amount for a year helps for that year.
        (Stand(DAG, DAG, ("eenmalig", "jaar")), "verstrekt", date(2037, 11, 18)),
        (Stand(DAG, DAG, ("schooljaar",)), "verstrekt", date(2037, 11, 18)),
        # What is paid every month ends when somebody says so.
        (Stand(DAG, DAG, ("maand", "jaar")), "verstrekt", None),
        (Stand(DAG, DAG, ("maand",), date(2028, 3, 1)), "verstrekt", date(2038, 3, 1)),
        (Stand(DAG, DAG, ("maand", "jaar"), date(2027, 3, 1)), "verstrekt", date(2037, 11, 18)),
        (Stand(DAG, schuldhulp=True), "schuldhulp", None),
        (Stand(DAG, schuldhulp=True, afgesloten_op=DAG), "schuldhulp", date(2031, 11, 18)),
        # 29 February of a year without one.
        (Stand(DAG, date(2024, 2, 29)), "geweigerd", date(2029, 2, 28)),
    ],
)
def test_soort_en_einde(stand: Stand, soort: str, einde: date | None) -> None:
    uitkomst = bewaring(stand)
    assert (uitkomst.soort, uitkomst.einde) == (soort, einde)


def test_wat_het_langst_moet_blijven_bepaalt_de_soort() -> None:
    alles = Stand(DAG, DAG, ("eenmalig",), None, voorstel=True, ondertekend=True, schuldhulp=True)
    assert bewaring(alles).soort == "verstrekt"
    assert bewaring(Stand(DAG, DAG, schuldhulp=True)).soort == "geweigerd"


@pytest.mark.parametrize(
    ("stand", "zin"),
    [
        (Stand(DAG, voorstel=True), "voorstel waarover nog niet is besloten"),
        (Stand(DAG, ondertekend=True), "Eerst moet er een besluit zijn"),
        (Stand(DAG, DAG, ("maand",)), "De hulp loopt nog."),
    ],
)
def test_zonder_begin_of_termijn_gaat_niets_weg(stand: Stand, zin: str) -> None:
    uitkomst = bewaring(stand)
    assert zin in uitkomst.reden
    assert not uitkomst.verlopen(date(2099, 1, 1))
    assert not uitkomst.bijna(date(2099, 1, 1))


def test_voor_de_selectielijst_begon_is_er_geen_termijn() -> None:
    assert bewaring(Stand(DAG, date(2019, 12, 31))).einde is None
    assert bewaring(Stand(DAG, date(2020, 1, 1))).einde == date(2025, 1, 1)


def test_verlopen_op_de_dag_zelf_en_een_maand_eerder_bijna() -> None:
    uitkomst = bewaring(Stand(DAG))
    assert uitkomst.verlopen(date(2026, 12, 30))
    assert not uitkomst.verlopen(date(2026, 12, 29))
    assert uitkomst.bijna(date(2026, 11, 30))
    assert not uitkomst.bijna(date(2026, 11, 29))
    assert not uitkomst.bijna(date(2026, 12, 30))


def test_elke_termijn_heeft_een_bron_en_wat_er_geen_heeft_staat_open() -> None:
    for termijn in termijnen().values():
        assert termijn.begint in ("einde_hulp", "afhandeling")
        assert termijn.waarden or termijn.soort in ("voorstel", "aanvraag")
        for waarde in termijn.waarden:
            assert waarde.bron
            assert waarde.zekerheid in ZEKERHEDEN
            assert waarde.leesbaar.split()[1] in ("jaar", "dagen")
    assert any("MET" in vraag for vraag in open_vragen())


def test_de_regel_staat_erbij_met_nummer_en_termijn() -> None:
    uitkomst = bewaring(Stand(DAG))
    assert uitkomst.regel == "Selectielijst gemeenten 2020, resultaat 8.4.1"
    assert uitkomst.termijn == "42 dagen"
