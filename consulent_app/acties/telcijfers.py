"""The rows of a table of counts as they are read: each number in Dutch, or the sign in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consulent_app.huishouden.geld import Geld
from consulent_app.tellingen.publicatie import SAMEN, TOTAAL
from consulent_app.tellingen.tabellen import MINSTENS, PERIODE, Tabel

PROCENTEN = frozenset({"procent", "vergelijk"})


@dataclass(frozen=True)
class Rij:
    """One row: of which weeks and what, and of each column the number (where it is shown) and its text."""

    soort: str
    weken: str
    rij: str
    label: str
    bron: str
    getallen: Mapping[str, int | None]
    teksten: Mapping[str, str]

    @property
    def is_som(self) -> bool:
        """Say whether this row holds what also stands in others, or only what is too small for one."""
        return self.rij in (TOTAAL, SAMEN)


def lees_rijen(tabel: Tabel) -> tuple[Rij, ...]:
    """Return the rows of a table in its own order."""
    tekens = {kolom: tabel.tekens[kolom].tolist() for kolom in tabel.kolommen}
    return tuple(
        _rij({str(naam): waarde for naam, waarde in rij.items()}, {k: tekens[k][plek] for k in tekens})
        for plek, rij in enumerate(tabel.cijfers.to_dict("records"))
    )


def _rij(waarden: Mapping[str, object], tekens: Mapping[str, str]) -> Rij:
    getallen = {
        kolom: int(str(waarden[kolom])) if teken in ("", MINSTENS) else None
        for kolom, teken in tekens.items()
    }
    teksten = {kolom: als_tekst(kolom, getallen[kolom], teken) for kolom, teken in tekens.items()}
    soort, rij, label, bron = (str(waarden.get(naam, "")) for naam in ("soort", "rij", "label", "bron"))
    weken = _weken(str(waarden.get("van", "")), str(waarden.get("tot", "")))
    return Rij(soort, weken, rij, label, bron, getallen, teksten)


def als_tekst(kolom: str, getal: int | None, teken: str) -> str:
    """Return a number as the exports show it: `<10`, `≥ 1.204`, `€ 12.300`, `34%`."""
    if getal is None:
        return teken
    voor = f"{teken}\u00a0" if teken else ""
    if kolom == "euro":
        return f"{voor}{Geld(getal * 100).in_hele_euros()}" if getal else "in natura"
    return f"{voor}{in_punten(getal)}{'%' if kolom in PROCENTEN else ''}"


def in_punten(getal: int) -> str:
    """Return a whole number with points between the thousands."""
    return f"{getal:,}".replace(",", ".")


def _weken(van: str, tot: str) -> str:
    """Return `2026-W40`, or `2026-W40 t/m W43`."""
    if van == tot:
        return van
    return f"{van} t/m {tot.partition('-')[2] if van[:4] == tot[:4] else tot}"


def van_het_geheel(rijen: tuple[Rij, ...]) -> tuple[Rij, ...]:
    """Return the rows of the whole period; where it is one month, those of that month."""
    return tuple(rij for rij in rijen if rij.soort == PERIODE) or tuple(
        rij for rij in rijen if rij.weken == rijen[0].weken
    )
