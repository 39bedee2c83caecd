"""Who may decide on which dossier, as the server has it: of two who ask at once it says who was first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consulent_app.uitwisseling.centraal.lijn import Lijn


@dataclass(frozen=True, slots=True)
class Beurt:
    """The last ronde of a dossier; `apparaat` None is free, ronde 0 is that there was none yet."""

    dossier: str
    ronde: int
    apparaat: str | None
    nr: int = 0


_LAATSTE = """
    SELECT DISTINCT ON (dossier) dossier::text, ronde, apparaat, nr FROM app.beurt
    WHERE {waar} ORDER BY dossier, ronde DESC
"""


def beurten(lijn: Lijn, na: int) -> list[Beurt]:
    """Return the last ronde of every dossier with one after `na`, in the order of the server."""
    rijen = lijn.vraag(_LAATSTE.format(waar="nr > %s"), [na])
    return sorted((Beurt(*rij) for rij in rijen), key=lambda beurt: beurt.nr)


def beurten_van(lijn: Lijn, dossiers: Sequence[str]) -> list[Beurt]:
    """Return the last ronde of these dossiers, whatever the cursor."""
    rijen = lijn.vraag(_LAATSTE.format(waar="dossier = ANY(%s::uuid[])"), [list(dossiers)])
    return [Beurt(*rij) for rij in rijen]


def neem_beurt(lijn: Lijn, dossier: str, ronde: int) -> Beurt:
    """Ask for the turn with this ronde, and return who has it now: the own apparaat, or who was first."""
    return _stand(lijn, "app.neem_beurt(%s::uuid, %s)", dossier, ronde)


def laat_los(lijn: Lijn, dossier: str, ronde: int) -> Beurt:
    """Set the turn free with this ronde, for whoever comes."""
    return geef_beurt(lijn, dossier, ronde, None)


def geef_beurt(lijn: Lijn, dossier: str, ronde: int, aan: str | None) -> Beurt:
    """Hand the own turn to one workplace, as was done with a file."""
    return _stand(lijn, "app.geef_beurt(%s::uuid, %s, %s)", dossier, ronde, aan)


def geef_beurten(lijn: Lijn, beurten: Sequence[Beurt]) -> list[Beurt]:
    """Do the same for many at once, in their order; return what holds of each."""
    vraag = (
        "SELECT t.dossier::text, b.ronde, b.apparaat FROM unnest(%s::uuid[], %s::integer[], %s::text[]) "
        "AS t (dossier, ronde, aan), LATERAL app.geef_beurt(t.dossier, t.ronde, t.aan) AS b"
    )
    kolommen = zip(*((b.dossier, b.ronde, b.apparaat) for b in beurten), strict=True)
    return [Beurt(*rij) for rij in lijn.vraag(vraag, [list(kolom) for kolom in kolommen])]


def pak_beurt_af(lijn: Lijn, dossier: str, ronde: int) -> Beurt:
    """Take the turn in an own dossier from a workplace that is lost; it stands in the server's log."""
    return _stand(lijn, "app.pak_beurt_af(%s::uuid, %s)", dossier, ronde)


def vraag_beurt(lijn: Lijn, dossier: str) -> bool:
    """Ask the workplace that has it to let go; False when the dossier is not to be seen."""
    ja: bool = lijn.vraag("SELECT app.vraag_beurt(%s::uuid)", [dossier])[0][0]
    return ja


def gevraagd(lijn: Lijn) -> list[tuple[str, str]]:
    """Return dossier and apparaat of who waits for a turn, the longest first."""
    vraag = "SELECT dossier::text, apparaat FROM app.vraag_om_beurt ORDER BY tijdstip"
    return [(dossier, apparaat) for dossier, apparaat in lijn.vraag(vraag)]


def _stand(lijn: Lijn, functie: str, dossier: str, *rest: object) -> Beurt:
    ronde, apparaat = lijn.vraag(f"SELECT ronde, apparaat FROM {functie}", [dossier, *rest])[0]
    return Beurt(dossier, ronde, apparaat)
