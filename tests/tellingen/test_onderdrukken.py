"""Hiding: by hand, and for random tables every hidden number keeps its choices."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from consulent_app.tellingen.onderdrukken import (
    GRENS,
    KLEIN,
    MEE,
    OPEN,
    SPEELRUIMTE,
    WEG,
    bescherm,
    verdeel,
)


def test_een_klein_getal_neemt_het_kleinste_andere_mee() -> None:
    # 100 - 60 - 23 would tell the 3; with the 14 beside it, it can be 0 to 7.
    assert verdeel(np.array([60, 3, 14, 23])).codes.tolist() == [OPEN, KLEIN, MEE, OPEN]


def test_een_vaste_buur_gaat_voor_de_kleinste() -> None:
    assert verdeel(np.array([60, 3, 14, 23]), 0).codes.tolist() == [MEE, KLEIN, OPEN, OPEN]


def test_twee_kleine_die_samen_bijna_vast_staan_zijn_niet_genoeg() -> None:
    # 9 and 9 are together 18: who knows that both are under ten knows both.
    assert verdeel(np.array([9, 9, 40])).codes.tolist() == [KLEIN, KLEIN, MEE]
    assert verdeel(np.array([6, 5, 40])).codes.tolist() == [KLEIN, KLEIN, OPEN]


def test_zonder_kleine_getallen_blijft_alles_staan() -> None:
    assert verdeel(np.array([10, 11, 40])).codes.tolist() == [OPEN] * 3


def test_een_cel_alleen_in_haar_rij_en_kolom_krijgt_een_rechthoek() -> None:
    tabel = np.array([[50, 30, 20], [40, 4, 30], [60, 25, 33]])
    codes = bescherm(tabel)
    assert codes[1, 1] == KLEIN
    assert (codes != OPEN).sum() == 4
    assert ((codes != OPEN).sum(axis=0) != 1).all()
    assert ((codes != OPEN).sum(axis=1) != 1).all()


@settings(max_examples=150)
@given(st.lists(st.integers(0, 60), min_size=2, max_size=9))
def test_van_een_bekende_som_houdt_elk_deel_een_keuze(aantallen: list[int]) -> None:
    codes = verdeel(np.array(aantallen)).codes
    samen = [n for n, code in zip(aantallen, codes, strict=True) if code != OPEN]
    if sum(aantallen) < GRENS or not samen:
        return
    grenzen = [(0, 9) if c == KLEIN else (10, None) if c == MEE else (0, None) for c in codes if c != OPEN]
    for plek in range(len(samen)):
        laag, hoog = uitersten(np.ones((1, len(samen))), [sum(samen)], grenzen, plek)
        assert hoog - laag >= SPEELRUIMTE


@settings(max_examples=60, deadline=None)
@given(arrays(int, st.tuples(st.integers(2, 5), st.integers(2, 5)), elements=st.integers(0, 40)))
def test_van_een_tabel_met_alle_sommen_houdt_elke_cel_een_keuze(tabel: np.ndarray) -> None:
    if tabel.sum(axis=0).min() < GRENS or tabel.sum(axis=1).min() < GRENS:
        return
    codes = bescherm(tabel)
    rijen, kolommen = tabel.shape
    som = np.array(
        [np.kron(np.eye(rijen)[rij], np.ones(kolommen)) for rij in range(rijen)]
        + [np.tile(np.eye(kolommen)[kolom], rijen) for kolom in range(kolommen)]
    )
    uitkomst = [*tabel.sum(axis=1), *tabel.sum(axis=0)]
    grenzen = [
        {OPEN: (n, n), KLEIN: (0, 9), MEE: (10, None), WEG: (0, None)}[code]
        for n, code in zip(tabel.ravel(), codes.ravel().tolist(), strict=True)
    ]
    for plek in np.flatnonzero(codes.ravel() != OPEN):
        laag, hoog = uitersten(som, uitkomst, grenzen, plek)
        assert hoog - laag >= SPEELRUIMTE


def uitersten(som, uitkomst, grenzen, plek: int) -> tuple[float, float]:
    doel = np.eye(len(grenzen))[plek]
    laag, hoog = (linprog(teken * doel, A_eq=som, b_eq=uitkomst, bounds=grenzen) for teken in (1, -1))
    assert laag.status == 0
    return round(laag.fun, 6), round(-hoog.fun, 6)


def test_de_maat_is_die_van_de_uitleg() -> None:
    assert (GRENS, SPEELRUIMTE) == (10, 4)


@pytest.mark.parametrize("tabel", [[[12, 15]], [[12], [30]]])
def test_een_enkele_rij_of_kolom_is_zelf_een_som(tabel: list[list[int]]) -> None:
    assert (bescherm(np.array(tabel)) == OPEN).all()
