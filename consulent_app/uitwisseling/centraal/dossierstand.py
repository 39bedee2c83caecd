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
    """Tell the word of the resident; False when it does not hold there.

    A yes after a no only does from whose dossier it is, and later by clock; a no always, for who sees it.
    """
    return dossier not in zet_toestemmingen(lijn, [(dossier, mag, hlc)])


def zet_toestemmingen(lijn: Lijn, woorden: Sequence[tuple[str, bool, int]]) -> set[str]:
    """Tell the words of many residents at once: dossier, word and moment; return whose do not hold."""
    vraag = (
        "SELECT d::text FROM unnest(%s::uuid[], %s::boolean[], %s::bigint[]) AS t (d, m, h) "
        "WHERE NOT app.zet_toestemming(d, m, h)"
    )
    return {rij[0] for rij in lijn.vraag(vraag, [list(kolom) for kolom in zip(*woorden, strict=True)])}


def zet_beslist(lijn: Lijn, dossier: str, hlc: int) -> bool:
    """Tell that the gemeente decided at this moment and keeps what it may see; False when not so."""
    return _ja(lijn, "SELECT app.zet_beslist(%s::uuid, %s)", [dossier, hlc])


def zet_beslisten(lijn: Lijn, dossiers: Sequence[str]) -> dict[str, bool]:
    """Tell of many at once that the gemeente decided, at the moment of its first letter that is there.

    Returns whether each holds; without a letter there, nothing was told of it and it is not in there.
    """
    vraag = (
        "SELECT d::text, app.zet_beslist(d, h) FROM unnest(%s::uuid[]) AS t (d), LATERAL ("
        "SELECT min(hlc) FROM app.deling WHERE dossier = d AND soort = 'stuk' AND organisatie = %s"
        ") AS eerste (h) WHERE h IS NOT NULL"
    )
    return dict(lijn.vraag(vraag, [list(dossiers), lijn.wie.organisatie]))


def vernietig(lijn: Lijn, dossier: str) -> bool:
    """Have done with a dossier at the server; False when it is not one of the own organisation's."""
    return _ja(lijn, "SELECT app.vernietig(%s::uuid)", [dossier])


def leeg(lijn: Lijn, dossier: str, tot: int, eigen_tot: int) -> bool:
    """Let the contents of a dossier go that the own organisation told: what still holds was told anew.

    Of others up to number `tot` of the server, of this workplace up to its own `eigen_tot`. What the other
    organisation told stays, but is not for the own one any more.
    """
    return _ja(lijn, "SELECT app.leeg(%s::uuid, %s, %s)", [dossier, tot, eigen_tot])


def vernietigd(lijn: Lijn, na: int) -> list[tuple[int, str]]:
    """Return the dossiers with which the own organisation has done after `na`, each with its number."""
    vraag = "SELECT nr, dossier::text FROM app.vernietigd WHERE nr > %s ORDER BY nr"
    return [(nr, dossier) for nr, dossier in lijn.vraag(vraag, [na])]


def _ja(lijn: Lijn, opdracht: str, waarden: Sequence[object]) -> bool:
    ja: bool = lijn.vraag(opdracht, waarden)[0][0]
    return ja
