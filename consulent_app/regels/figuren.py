"""The derived figures of one household, each with its trace, made when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from consulent_app.regels import zinnen
from consulent_app.regels.pakket import Afgeleid, Pakket
from consulent_app.regels.zaak import Rij, Zaak


class Figuren(Mapping[str, dict[str, Any]]):
    """A figure by its name; one of a person by his path: `personen.p1.inkomen`.

    Each is its value or None, in words, its article, its formula and the values that went into it.
    """

    def __init__(self, pakket: Pakket, zaak: Zaak) -> None:
        self._pakket, self._zaak = pakket, zaak
        self._plekken: dict[str, tuple[Afgeleid, Rij]] = {}
        for naam, figuur in pakket.afgeleid.items():
            if figuur.niveau == "huishouden":
                self._plekken[naam] = figuur, zaak.intern
            else:
                self._plekken |= {f"{rij.pad}{naam}": (figuur, rij) for rij in zaak.personen.values()}

    def __getitem__(self, naam: str) -> dict[str, Any]:
        figuur, rij = self._plekken[naam]
        self._zaak.p = rij
        waarde = self._pakket.rekenaar(figuur.formule)(self._zaak)
        waarden = zinnen.waarden_van(figuur.formule, self._pakket, self._zaak)
        self._zaak.p = self._zaak.intern
        return {
            "waarde": zinnen.als_gegeven(waarde, figuur.formule.type),
            "leesbaar": zinnen.leesbaar(waarde, figuur.formule.type),
            "omschrijving": figuur.omschrijving,
            "artikel": figuur.artikel,
            "adres": figuur.adres,
            "formule": figuur.tekst,
            "waarden": waarden,
            "ontbreekt": sorted(waarde[2]),
        }

    def __iter__(self) -> Iterator[str]:
        return iter(self._plekken)

    def __len__(self) -> int:
        return len(self._plekken)
