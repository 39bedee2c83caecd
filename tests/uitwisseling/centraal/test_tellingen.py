"""What is counted goes to the server and back, and a teamleider sees that of the own organisation alone."""

from __future__ import annotations

import pytest

from consulent_app.fouten import OmgevingsFout
from consulent_app.opslag import telrijen
from consulent_app.uitwisseling.centraal import tellingen
from consulent_app.uitwisseling.centraal.tellingen import Telrijen
from consulent_app.uitwisseling.centraal.uitnodiging import Uitnodiging
from tests.uitwisseling.centraal.proef import Centrale, aan


def feit(nr: int, vervangt: int | None = None) -> tuple[object, ...]:
    return (
        nr, "a1b2c3d4e5f60718", "2026-11-18", "besluit", "kindpakket", "Kindpakket", "", 0, "toegekend",
        "ambtshalve", 30000, 4, 2, "balie", "", "paar", "nl", "30-39", "2026-11-18", vervangt, "oefenstad",
    )  # fmt: skip


RIJEN = Telrijen(
    [feit(nr) for nr in range(1, 2500)] + [feit(2500, vervangt=3)],
    [(nr, "onbekend", "inkomen") for nr in range(1, 2501, 2)],
    [(1, "a1b2c3d4e5f60718", "2026-11-18", "begonnen", ""), (2, "ff", "2026-11-19", "verwijzing", "taal")],
)


def stuur(plek: Uitnodiging, rijen: Telrijen) -> int:
    with aan(plek) as lijn:
        return tellingen.stuur_tellingen(lijn, rijen)


def haal(plek: Uitnodiging) -> Telrijen:
    with aan(plek) as lijn:
        return tellingen.haal_tellingen(lijn)


def test_de_kolommen_zijn_die_van_de_werkplek() -> None:
    assert (tellingen.FEIT, tellingen.REDEN, tellingen.STAP) == (
        telrijen.FEIT,
        telrijen.REDEN,
        telrijen.STAP,
    )


def test_een_keer_gestuurd_en_twee_keer_is_hetzelfde(balie: Uitnodiging) -> None:
    with aan(balie) as lijn:
        assert tellingen.tel_tot(lijn) == (0, 0)
    assert stuur(balie, RIJEN) == 2500 + 1250 + 2
    assert stuur(balie, RIJEN) == 0
    with aan(balie) as lijn:
        assert tellingen.tel_tot(lijn) == (2500, 2)
    gehaald = haal(balie)
    assert [tuple(rij[1:]) for rij in gehaald.feiten] == RIJEN.feiten
    assert [tuple(rij[1:]) for rij in gehaald.redenen] == RIJEN.redenen
    assert [tuple(rij[1:]) for rij in gehaald.stappen] == RIJEN.stappen
    assert {rij[0] for rij in gehaald.feiten} == {balie.apparaat}


def test_een_teamleider_ziet_alle_werkplekken_van_de_eigen_organisatie(
    centrale: Centrale, balie: Uitnodiging, laptop: Uitnodiging
) -> None:
    tweede = centrale.werkplek("gemeente")
    for plek in (balie, tweede, laptop):
        stuur(plek, Telrijen([feit(1)], [(1, "afwijzing", "inkomen")], []))
    van_gemeente = haal(centrale.teamleider("gemeente"))
    assert {rij[0] for rij in van_gemeente.feiten} == {balie.apparaat, tweede.apparaat}
    assert len(van_gemeente.redenen) == 2
    assert {rij[0] for rij in haal(centrale.teamleider("met")).feiten} == {laptop.apparaat}


def test_een_teamleider_telt_niet_mee(centrale: Centrale) -> None:
    with pytest.raises(OmgevingsFout, match="weigert"):
        stuur(centrale.teamleider("gemeente"), Telrijen([feit(1)], [], []))


def test_een_reden_zonder_feit_komt_er_niet(balie: Uitnodiging) -> None:
    stuur(balie, Telrijen([feit(1)], [(1, "onbekend", "a"), (7, "onbekend", "b")], []))
    assert [rij[1:] for rij in haal(balie).redenen] == [(1, "onbekend", "a")]
