"""Bring a .po up to date with the Dutch of now; a translation of what the Dutch was is outdated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from consulent_app.taal.catalogus import bestand, gegeven, lees
from consulent_app.taal.po import schrijf_po
from consulent_app.taal.staat import ids, nederlands, toelichting

if TYPE_CHECKING:
    from babel.messages import Catalog
    from babel.messages.catalog import Message

#: How alike a text that went and a text that came must be to be one text that changed.
ZELFDE_PLEK, ANDERE_PLEK = 0.7, 0.9
KOP = """\
# Translations of consulent for the resident. The Dutch source texts come from the rule packages
# and the code: `python3 dev.py talen` brings this file up to date with them.
#"""


def werk_bij(code: str, bronnen: Catalog) -> bytes:
    """Return the .po of a language, new where there is none, with the source texts of now."""
    nu = lees(code) if bestand(code).is_file() else _nieuw(code)
    oud = {_sleutel(bericht): bericht for bericht in nu if bericht.id}
    datums = nu.creation_date, nu.revision_date
    # Babel takes the messages themselves, so another language would find this one's translations in them.
    nu.update(deepcopy(bronnen), no_fuzzy_matching=True)
    nu.creation_date, nu.revision_date = datums
    van_nu = [bericht for bericht in nu if bericht.id]
    for bericht in van_nu:
        if (was := oud.get(_sleutel(bericht))) is not None:
            _neem_over(bericht, was)
    kwijt = [was for was in nu.obsolete.values() if any(gegeven(was))]
    for bericht, was in _paren([b for b in van_nu if _sleutel(b) not in oud], kwijt):
        _neem_over(bericht, was)
    return schrijf_po(nu)


def _nieuw(code: str) -> Catalog:
    from babel.messages import Catalog

    team = "Team Consulent"
    return Catalog(
        locale=code, header_comment=KOP, project="consulent", version="1", last_translator=team,
        language_team=team, charset="utf-8", fuzzy=False,
    )  # fmt: skip


def _sleutel(bericht: Message) -> tuple[str | None, str]:
    return bericht.context, ids(bericht)[0]


def _neem_over(bericht: Message, was: Message) -> None:
    """Take over a translation; outdated where its Dutch is not that of now."""
    bericht.string, bericht.user_comments = was.string, list(was.user_comments)
    veranderd = (ids(was), toelichting(was)) != (ids(bericht), toelichting(bericht))
    vorige = was.previous_id or (nederlands(was) if veranderd else [])
    if not any(gegeven(bericht)) or vorige == nederlands(bericht):
        bericht.flags.discard("fuzzy")
        bericht.previous_id = []
        return
    bericht.previous_id = vorige
    bericht.flags |= {"fuzzy"} if veranderd or was.fuzzy else set()


def _paren(nieuw: Sequence[Message], kwijt: Sequence[Message]) -> Iterator[tuple[Message, Message]]:
    """Return which new text was which lost one, the surest first, each once."""
    kansen = sorted(
        ((kans, n, k) for n, a in enumerate(nieuw) for k, b in enumerate(kwijt) if (kans := _kans(a, b))),
        reverse=True,
    )
    al_nieuw, al_kwijt = set[int](), set[int]()
    for _, n, k in kansen:
        if n not in al_nieuw and k not in al_kwijt:
            al_nieuw.add(n)
            al_kwijt.add(k)
            yield nieuw[n], kwijt[k]


def _kans(nieuw: Message, kwijt: Message) -> float:
    """Return how alike two texts are, 0 when they cannot be the same one."""
    if nieuw.context != kwijt.context or len(ids(nieuw)) != len(ids(kwijt)):
        return 0.0
    zelfde_plek = {plek for plek, _ in nieuw.locations} & {plek for plek, _ in kwijt.locations}
    grens = ZELFDE_PLEK if zelfde_plek else ANDERE_PLEK
    paar = SequenceMatcher(None, ids(kwijt)[0], ids(nieuw)[0], autojunk=False)
    # The first two are never lower, and tell most texts apart in a tenth of the time.
    zekerder = (paar.real_quick_ratio, paar.quick_ratio, paar.ratio)
    return paar.ratio() if all(maat() >= grens for maat in zekerder) else 0.0
