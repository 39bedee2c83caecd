"""How the exchange stands, in words that fit what is so."""

from datetime import UTC, datetime, timedelta

import pytest

from consulent_app.acties.deelplek import Deelbeeld
from consulent_app.acties.synchroniseren import Verslag, Voortgang
from consulent_app.acties.uitwisselstand import (
    ALLES_OVER,
    in_een_regel,
    moment,
    regels,
    verslag_in_woorden,
    voortgang_in_woorden,
)
from consulent_app.opslag.deelkast import Deelstand

NU = datetime(2026, 11, 21, 15, 0).astimezone()
RUST = Deelstand(0, 0, 0, 0, 0)


def beeld(
    stand: Deelstand | None = RUST, laatst: datetime | None = None, naam: str = "Balie 1"
) -> Deelbeeld:
    return Deelbeeld(naam, met_centrale=True, laatst=laatst, stand=stand)


@pytest.mark.parametrize(
    ("wat", "bezig", "fout", "regel"),
    [
        (beeld(None, naam=""), False, False, ""),
        (beeld(), False, False, "Nog niet uitgewisseld"),
        (beeld(laatst=NU - timedelta(hours=1)), False, False, "Uitgewisseld om 14:00"),
        (beeld(Deelstand(1, 0, 0, 0, 1)), False, False, "1 dossier wacht op uitwisselen"),
        (beeld(Deelstand(3, 9, 0, 0, 3)), False, False, "3 dossiers wachten op uitwisselen"),
        (beeld(Deelstand(3, 9, 0, 0, 3)), True, True, "Bezig met uitwisselen"),
        (beeld(Deelstand(3, 9, 0, 0, 3)), False, True, "Geen verbinding; u kunt doorwerken"),
    ],
)
def test_in_een_regel(wat: Deelbeeld, bezig: bool, fout: bool, regel: str) -> None:
    assert in_een_regel(wat, NU, bezig=bezig, fout=fout) == regel


@pytest.mark.parametrize(
    ("geleden", "tekst"),
    [
        (timedelta(minutes=57), "om 14:03"),
        (timedelta(days=1), "gisteren om 15:00"),
        (timedelta(days=18), "op 3-11-2026"),
        # A clock that was set back.
        (timedelta(days=-2), "op 23-11-2026"),
    ],
)
def test_een_moment(geleden: timedelta, tekst: str) -> None:
    assert moment((NU - geleden).astimezone(UTC), NU) == tekst


def test_wat_in_het_paneel_staat() -> None:
    assert regels(beeld(None), NU) == []
    assert regels(beeld(), NU) == ["Deze werkplek heet Balie 1. Nog niet uitgewisseld.", ALLES_OVER]
    vol = regels(beeld(Deelstand(2, 0, 1, 3, 2), NU), NU)
    assert vol[1:3] == [
        "2 dossiers wachten op uitwisselen.",
        "Voor 1 dossier is er nieuws dat er nog niet in staat.",
    ]
    assert "(3 wijzigingen)" in vol[3]


@pytest.mark.parametrize(
    ("voortgang", "tekst"),
    [
        (None, "Bezig met uitwisselen..."),
        (Voortgang("verbinding maken"), "Verbinding maken"),
        (Voortgang("ophalen", 500), "Ophalen: 500"),
        (Voortgang("versturen", 3, 9), "Versturen: 3 van 9"),
    ],
)
def test_hoe_ver_het_is(voortgang: Voortgang | None, tekst: str) -> None:
    assert voortgang_in_woorden(voortgang) == tekst


def test_wat_er_binnenkwam() -> None:
    assert verslag_in_woorden(Verslag()) == ""
    assert verslag_in_woorden(Verslag(bijgewerkt=["a", "b"])).startswith("2 dossiers bijgewerkt")
