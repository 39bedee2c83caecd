"""What is counted, of all workplaces together: rows without anything about anybody (docs/tellingen.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from consulent_app.uitwisseling.centraal.lijn import Lijn

#: The columns of a workplace, in its order; at the server each row has the apparaat in front.
FEIT = (
    "nr", "huishouden", "dag", "moment", "regeling", "naam", "persoon", "kind", "uitkomst", "wijze", "cent",
    "personen", "kinderen", "plaats", "gebied", "huishoudtype", "taal", "leeftijd", "eerste_contact",
    "vervangt", "pakket",
)  # fmt: skip
REDEN = ("feit", "soort", "wat")
STAP = ("nr", "huishouden", "dag", "soort", "wat")
_GETALLEN = frozenset({"nr", "kind", "cent", "personen", "kinderen", "feit", "vervangt"})
FEITEN_TEGELIJK = 1000
BYTES_PER_RIJ = 300

Rij = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Telrijen:
    """Facts, their reasons and steps, as rows."""

    feiten: Sequence[Rij]
    redenen: Sequence[Rij]
    stappen: Sequence[Rij]


def tel_tot(lijn: Lijn) -> tuple[int, int]:
    """Return the last fact and the last step of this workplace that the server has."""
    feit, stap = lijn.vraag("SELECT feit, stap FROM app.tel_tot()")[0]
    return feit, stap


def stuur_tellingen(lijn: Lijn, rijen: Telrijen) -> int:
    """Send rows of this workplace and return how many were new; a fact comes with its reasons."""
    nieuw = 0
    for deel in _delen(rijen):
        with lijn.transactie():
            nieuw += _voeg_toe(lijn, "telfeit", FEIT, deel.feiten)
            nieuw += _voeg_toe(lijn, "telreden", REDEN, deel.redenen)
            nieuw += _voeg_toe(lijn, "telstap", STAP, deel.stappen)
    return nieuw


def meld_geteld(lijn: Lijn, tot: date) -> None:
    """Tell that all that this workplace counted before a day is there."""
    lijn.vraag("SELECT app.meld_geteld(%s)", [tot])


def haal_van_anderen(lijn: Lijn, bekend: Mapping[str, tuple[int, int]]) -> Telrijen:
    """Return what other workplaces of the own organisation counted after what is known of each.

    `bekend` gives per apparaat the last fact and the last step. Each row has the apparaat in front.
    """
    namen = list(bekend)
    nummers = {
        "telfeit": [bekend[naam][0] for naam in namen],
        "telstap": [bekend[naam][1] for naam in namen],
    }
    nummers["telreden"] = nummers["telfeit"]
    return Telrijen(
        *(
            lijn.vraag(
                f"SELECT apparaat, {', '.join(kolommen)} FROM app.{tabel} AS t "
                f"WHERE apparaat <> %s AND {nr} > coalesce(("
                "SELECT b.nr FROM unnest(%s::text[], %s::bigint[]) AS b (naam, nr) "
                f"WHERE b.naam = t.apparaat), 0) ORDER BY apparaat, {nr}",
                [lijn.wie.apparaat, namen, nummers[tabel]],
            )
            for tabel, kolommen, nr in (
                ("telfeit", FEIT, "nr"),
                ("telreden", REDEN, "feit"),
                ("telstap", STAP, "nr"),
            )
        )
    )


def haal_tellingen(lijn: Lijn) -> Telrijen:
    """Return all rows of the own organisation, each with the apparaat in front."""
    return Telrijen(
        _lees(lijn, "telfeit", FEIT, "nr"),
        _lees(lijn, "telreden", REDEN, "feit, soort, wat"),
        _lees(lijn, "telstap", STAP, "nr"),
    )


def van_apparaat(lijn: Lijn, apparaat: str) -> Telrijen:
    """Return the facts and steps of one workplace of the own organisation, as that sent them."""
    feiten, stappen = (
        lijn.vraag(
            f"SELECT {', '.join(namen)} FROM app.{tabel} WHERE apparaat = %s ORDER BY nr", [apparaat]
        )
        for tabel, namen in (("telfeit", FEIT), ("telstap", STAP))
    )
    return Telrijen(feiten, (), stappen)


def _lees(lijn: Lijn, tabel: str, kolommen: Sequence[str], volgorde: str) -> list[Rij]:
    namen = ", ".join(("apparaat", *kolommen))
    return lijn.vraag(f"SELECT {namen} FROM app.{tabel} ORDER BY apparaat, {volgorde}")


def _delen(rijen: Telrijen) -> Iterable[Telrijen]:
    for vanaf in range(0, len(rijen.feiten), FEITEN_TEGELIJK):
        feiten = rijen.feiten[vanaf : vanaf + FEITEN_TEGELIJK]
        nummers = {rij[0] for rij in feiten}
        yield Telrijen(feiten, [rij for rij in rijen.redenen if rij[0] in nummers], ())
    for vanaf in range(0, len(rijen.stappen), FEITEN_TEGELIJK):
        yield Telrijen((), (), rijen.stappen[vanaf : vanaf + FEITEN_TEGELIJK])


def _voeg_toe(lijn: Lijn, tabel: str, kolommen: Sequence[str], rijen: Sequence[Rij]) -> int:
    if not rijen:
        return 0
    reeksen = ", ".join(f"%s::{'bigint' if naam in _GETALLEN else 'text'}[]" for naam in kolommen)
    opdracht = (
        f"INSERT INTO app.{tabel} (organisatie, apparaat, {', '.join(kolommen)}) "
        f"SELECT %s, %s, * FROM unnest({reeksen}) ON CONFLICT DO NOTHING"
    )
    waarden = [list(kolom) for kolom in zip(*rijen, strict=True)]
    return lijn.doe(
        opdracht, [lijn.wie.organisatie, lijn.wie.apparaat, *waarden], len(rijen) * BYTES_PER_RIJ
    )
