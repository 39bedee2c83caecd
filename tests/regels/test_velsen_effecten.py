"""The municipal contribution per month that the armoedevisie of Velsen prints, to the euro."""

from datetime import date

import pytest

from consulent_app.acties.inkomenseffecten import AANNAMES, PROCENTEN, SOORTEN, als_tabel, inkomenseffect
from consulent_app.cli import main
from consulent_app.huishouden.geld import Geld
from tests.regels.huishoudens import pakketten

PEIL = date(2019, 9, 15)


@pytest.mark.parametrize(
    ("soort", "euro"), [(SOORTEN[0], (77, 29, 22, 22)), (SOORTEN[1], (118, 57, 45, 45))]
)
def test_de_bijdrage_is_die_van_de_armoedevisie(soort: object, euro: tuple[int, ...]) -> None:
    pakket = pakketten()["velsen-2019"]
    for procent, verwacht in zip(PROCENTEN, euro, strict=True):
        effect = inkomenseffect(soort, procent, pakket, PEIL)  # type: ignore[arg-type]
        assert not effect.open
        assert (effect.per_maand.centen + 50) // 100 == verwacht, procent


def test_de_bijdrage_van_een_alleenstaande_is_opgebouwd_uit_de_drie_regelingen() -> None:
    effect = inkomenseffect(SOORTEN[0], 100, pakketten()["velsen-2019"], PEIL)
    assert effect.centen == {
        "kwijtschelding": 48_50 * 12,
        "collectieve_zorgverzekering": 22_35 * 12,
        "sociaal_culturele_activiteiten": 75_00,
    }
    assert effect.per_maand == Geld(77_10)


def test_gezinnen_als_verslag_met_wat_niet_bekend_is(capsys: pytest.CaptureFixture[str]) -> None:
    """The amount for sport of 2019 is not known, so the sum is at least this, and says so."""
    assert main(["regels", "inkomenseffecten", "velsen-2019", "--peildatum", "2019-09-15"]) == 0
    regels = capsys.readouterr().out.splitlines()
    assert regels[3].split()[-8:] == ["€", "129+", "€", "68+", "€", "22", "€", "22"]
    assert regels[4].split()[-8:] == ["€", "157+", "€", "96+", "€", "45", "€", "45"]
    assert "Sport voor kinderen" in regels[5]
    assert "velsen-2019" in regels[7]
    assert "2019-09-15" in regels[7]
    assert regels[8:] == [f"- {aanname}" for aanname in AANNAMES]
    assert als_tabel(pakketten()["velsen-2019"], PEIL) == "\n".join(regels)


def test_de_toeslagen_tellen_mee_voor_kwijtschelding() -> None:
    """With kindgebonden budget a parent has too much for kwijtschelding above 100 percent of the norm."""
    pakket = pakketten()["oefenstad"]
    for soort in SOORTEN:
        op = [inkomenseffect(soort, procent, pakket, date(2026, 11, 18)).centen for procent in PROCENTEN]
        assert ["kwijtschelding" in centen for centen in op] == [True, False, False, False], soort.naam
