"""How far a translation is, and what was said of it; kept as comments in its own .po file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from consulent_app.taal.catalogus import AAN_U, gegeven, vormen

if TYPE_CHECKING:
    from babel.messages.catalog import Message

GOEDGEKEURD, TERUG_VAN = "goedgekeurd: ", "terug van: "
TERUG = ("terug: ", "terug[", TERUG_VAN)
#: Babel folds a longer comment, and then only its first line can still be recognised.
REGEL = 80


class Staat(StrEnum):
    """The states of a text, those that a translator works on first."""

    ONTBREEKT = "ontbreekt"
    VEROUDERD = "verouderd"
    ONGECONTROLEERD = "ongecontroleerd"
    GOEDGEKEURD = "goedgekeurd"


@dataclass(frozen=True)
class Goedkeuring:
    """Who found a translation right, and on which day."""

    door: str
    op: str


def staat_van(bericht: Message) -> Staat:
    """Return how far a text is; what another tool marks as doubtful (fuzzy) is outdated too."""
    if bericht.fuzzy and any(gegeven(bericht)):
        return Staat.VEROUDERD
    if not vormen(bericht):
        return Staat.ONTBREEKT
    return Staat.GOEDGEKEURD if goedkeuring(bericht) else Staat.ONGECONTROLEERD


def ids(bericht: Message) -> tuple[str, ...]:
    """Return the Dutch of a text, with its plural where it has one."""
    return (bericht.id,) if isinstance(bericht.id, str) else tuple(bericht.id)


def nederlands(bericht: Message) -> list[str]:
    """Return the Dutch that is translated: in the form of a context, that stands in the comment."""
    return [" ".join(bericht.auto_comments)] if bericht.context == AAN_U else list(ids(bericht))


def toelichting(bericht: Message) -> str:
    """Return the extracted comment without its white space, because a .po tool may fold it anew."""
    return "".join("".join(bericht.auto_comments).split())


def vingerafdruk(bericht: Message) -> str:
    """Return what changes as soon as the Dutch or the translation does."""
    delen = (bericht.context or "", *ids(bericht), toelichting(bericht), *gegeven(bericht))
    return sha256("\0".join(delen).encode("utf-8")).hexdigest()[:10]


def goedkeuring(bericht: Message) -> Goedkeuring | None:
    """Return who approved the translation as it stands; an approval of an earlier one does not count."""
    for regel in bericht.user_comments:
        if regel.startswith(GOEDGEKEURD) and regel.count(", ") >= 2:
            door, op, van = regel.removeprefix(GOEDGEKEURD).rsplit(", ", 2)
            if van == vingerafdruk(bericht):
                return Goedkeuring(door, op)
    return None


def keur_goed(bericht: Message, door: str, op: date) -> None:
    """Note that somebody found the translation right as it stands."""
    _zonder(bericht, GOEDGEKEURD)
    bericht.user_comments.append(f"{GOEDGEKEURD}{door}, {op.isoformat()}, {vingerafdruk(bericht)}")


def terugvertaling(bericht: Message) -> tuple[str, ...]:
    """Return the back-translation of each form, () when there is none of the translation as it stands."""
    if f"{TERUG_VAN}{vingerafdruk(bericht)}" not in bericht.user_comments:
        return ()
    return tuple(
        " ".join(regel.removeprefix(begin) for regel in bericht.user_comments if regel.startswith(begin))
        for begin in _begin(bericht)
    )


def zet_terug(bericht: Message, teksten: Sequence[str]) -> None:
    """Keep what the translation says to somebody who did not see the Dutch, form by form."""
    _zonder(bericht, *TERUG)
    for begin, tekst in zip(_begin(bericht), teksten, strict=True):
        regels = textwrap.wrap(tekst, REGEL, break_long_words=False, break_on_hyphens=False)
        bericht.user_comments += [f"{begin}{regel}" for regel in regels]
    bericht.user_comments.append(f"{TERUG_VAN}{vingerafdruk(bericht)}")


def is_oordeel(regel: str) -> bool:
    """Say whether a comment is one of ours, and not a remark of a translator."""
    return regel.startswith((GOEDGEKEURD, *TERUG))


def wis_oordelen(bericht: Message) -> None:
    """Take away the approval and the back-translation of another translation."""
    _zonder(bericht, GOEDGEKEURD, *TERUG)


def _begin(bericht: Message) -> Iterator[str]:
    """Return how the lines of each form begin."""
    if not bericht.pluralizable:
        return iter(("terug: ",))
    return (f"terug[{nummer}]: " for nummer in range(len(gegeven(bericht))))


def _zonder(bericht: Message, *begin: str) -> None:
    bericht.user_comments = [regel for regel in bericht.user_comments if not regel.startswith(begin)]
