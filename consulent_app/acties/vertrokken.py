"""Take what was of who left the household out of the history of a dossier (AVG 17).

Also a BSN that was wrong: it is the number of somebody else. Notes and letters stay; notes go by a verb
of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from consulent_app.acties.wie_er_stond import ANTWOORDEN, BSN, PERSONEN, Vermelding, wie_er_stond
from consulent_app.fouten import InvoerFout
from consulent_app.opslag.waarden import Gebeurtenis, Volledig

NIEMAND = "In de geschiedenis van dit dossier staat niets over iemand die er niet meer in staat."
WEG: dict[str, Any] = {"pad": "verwijderd", "waarde": None}


def zonder_vertrokkenen(volledig: Volledig) -> dict[int, dict[str, Any]]:
    """Return what each event that changes is to hold; raises InvoerFout when none does."""
    alle = wie_er_stond(volledig.dossier.document, volledig.gebeurtenissen)
    nu = [v for v in alle if v.tot is None]
    # Who was taken away and put back is still there.
    bekend = {v.gegevens[BSN] for v in nu if v.gegevens.get(BSN)}
    weg = [v for v in alle if v.tot is not None and v.gegevens.get(BSN) not in bekend]
    oud = {bsn for v in alle for bsn in v.ooit.get(BSN, ())} - bekend
    zonder = {g.nr: _schoon(g, weg, oud) for g in volledig.gebeurtenissen}
    anders = {g.nr: zonder[g.nr] for g in volledig.gebeurtenissen if zonder[g.nr] != g.inhoud}
    if not anders:
        raise InvoerFout(NIEMAND)
    return anders


def _schoon(g: Gebeurtenis, weg: Sequence[Vermelding], oud: Collection[str]) -> dict[str, Any]:
    """Return what an event holds without who left, and without numbers that are nobody's here."""
    ids = {v.id for v in weg if v.op(g.nr)}
    pad = str(g.inhoud.get("pad", "")).split(".")
    if g.soort in ANTWOORDEN and pad[0] == PERSONEN and len(pad) > 1 and pad[1] in ids:
        return dict(WEG)
    schoon: dict[str, Any] = _zonder(g.inhoud, ids, oud)
    return schoon


def _zonder(deel: Any, ids: Collection[str], oud: Collection[str]) -> Any:
    if isinstance(deel, Mapping):
        return {naam: _zonder(waarde, ids, oud) for naam, waarde in deel.items()}
    if isinstance(deel, list):
        return [_zonder(post, ids, oud) for post in deel if not _van(post, ids)]
    return None if isinstance(deel, str) and deel in oud else deel


def _van(post: Any, ids: Collection[str]) -> bool:
    """Say whether an item of a list is one of these persons, or theirs."""
    return isinstance(post, Mapping) and bool({post.get("id"), post.get("persoon")} & set(ids))
