"""The clock of the delingen: goes on when the wall stands still or goes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from consulent_app.delen.klok import TE_VER_VOORUIT, gezien, loopt_voor, moment, tik

NU = datetime(2026, 11, 18, 9, 30, 0, 123_456, UTC)
#: 1794994200123 ms since 1970, times 65536.
NU_HLC = 117_636_739_899_260_928
TIJDEN = st.timedeltas(timedelta(days=-9999), timedelta(days=9999)).map(lambda verschil: NU + verschil)


def test_een_vaste_tijd_geeft_een_vast_getal() -> None:
    assert tik(0, NU) == NU_HLC == 1_794_994_200_123 << 16
    assert moment(NU_HLC) == datetime(2026, 11, 18, 9, 30, 0, 123_000, UTC)


def test_de_zone_van_de_klok_doet_er_niet_toe() -> None:
    assert tik(0, NU.astimezone(timezone(timedelta(hours=1)))) == NU_HLC


def test_een_klok_die_stilstaat_of_terugloopt_telt_door() -> None:
    assert tik(NU_HLC, NU) == NU_HLC + 1
    assert tik(NU_HLC, NU - timedelta(hours=2)) == NU_HLC + 1
    assert moment(NU_HLC + 1) == moment(NU_HLC)


def test_wat_een_ander_eerder_deed_zet_niets_terug() -> None:
    assert gezien(NU_HLC, NU_HLC - 5) == NU_HLC
    assert tik(gezien(NU_HLC, NU_HLC + 5), NU) == NU_HLC + 6


def test_een_dag_vooruit_mag_en_meer_niet() -> None:
    grens = tik(0, NU + TE_VER_VOORUIT)
    assert not loopt_voor(grens, NU)
    assert loopt_voor(grens + (1 << 16), NU)
    assert loopt_voor((1 << 64) - 1, NU)


@given(st.lists(TIJDEN, min_size=1))
def test_ieder_volgend_moment_is_later_en_nooit_voor_de_klok(tijden: list[datetime]) -> None:
    laatste = 0
    for nu in tijden:
        volgende = tik(laatste, nu)
        assert volgende > laatste
        assert moment(volgende) > nu - timedelta(milliseconds=1)
        laatste = volgende
