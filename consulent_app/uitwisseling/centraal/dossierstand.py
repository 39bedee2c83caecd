"""What holds of whole dossiers at the server: the resident's word, who decided, what is destroyed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consulent_app.uitwisseling.centraal.lijn import Lijn


@dataclass(frozen=True, slots=True)
class Toestemming:
    """The last word of a resident on sharing; `nr` is the cursor."""

    nr: int
    dossier: str
    mag: bool
    hlc: int


def toestemmingen(lijn: Lijn, na: int) -> list[Toestemming]:
    """Return what changed after `na`, of the own dossiers and of those that were ever shared.

    A yes opens delingen behind the cursor: those are pulled with `haal_dossiers`.
    """
    vraag = "SELECT nr, dossier::text, mag, hlc FROM app.toestemming WHERE nr > %s ORDER BY nr"
    return [Toestemming(*rij) for rij in lijn.vraag(vraag, [na])]


def zet_toestemming(lijn: Lijn, dossier: str, mag: bool, hlc: int) -> bool:
    """Tell the word of the resident; False when a later one stands, or the dossier is not known there."""
    return _ja(lijn, "SELECT app.zet_toestemming(%s::uuid, %s, %s)", [dossier, mag, hlc])


def zet_toestemmingen(lijn: Lijn, woorden: Sequence[tuple[str, bool, int]]) -> None:
    """Tell the words of many residents at once: dossier, word and moment of the clock."""
    vraag = (
        "SELECT app.zet_toestemming(d, m, h) "
        "FROM unnest(%s::uuid[], %s::boolean[], %s::bigint[]) AS t (d, m, h)"
    )
    lijn.vraag(vraag, [list(kolom) for kolom in zip(*woorden, strict=True)])


def zet_beslist(lijn: Lijn, dossier: str, hlc: int) -> bool:
    """Tell that the own organisation decided: it keeps what it may see. False when that is not so."""
    return _ja(lijn, "SELECT app.zet_beslist(%s::uuid, %s)", [dossier, hlc])


def zet_beslisten(lijn: Lijn, besluiten: Sequence[tuple[str, int]]) -> None:
    """Tell of many at once that the own organisation decided: dossier and moment of the clock."""
    vraag = "SELECT app.zet_beslist(d, h) FROM unnest(%s::uuid[], %s::bigint[]) AS t (d, h)"
    lijn.vraag(vraag, [list(kolom) for kolom in zip(*besluiten, strict=True)])


def vernietig(lijn: Lijn, dossier: str) -> bool:
    """Have done with a dossier at the server; False when it is not one of the own organisation's."""
    return _ja(lijn, "SELECT app.vernietig(%s::uuid)", [dossier])


def leeg(lijn: Lijn, dossier: str, tot: int) -> bool:
    """Let the contents of a dossier go, up to this number: what still holds was told anew after it."""
    return _ja(lijn, "SELECT app.leeg(%s::uuid, %s)", [dossier, tot])


def vernietigd(lijn: Lijn, na: int) -> list[tuple[int, str]]:
    """Return the dossiers with which the own organisation has done after `na`, each with its number."""
    vraag = "SELECT nr, dossier::text FROM app.vernietigd WHERE nr > %s ORDER BY nr"
    return [(nr, dossier) for nr, dossier in lijn.vraag(vraag, [na])]


def _ja(lijn: Lijn, opdracht: str, waarden: Sequence[object]) -> bool:
    ja: bool = lijn.vraag(opdracht, waarden)[0][0]
    return ja
