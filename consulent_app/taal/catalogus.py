"""The translations of one language, read from its .po file; what is missing stays Dutch and says so."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.paden import resources
from consulent_app.taal.po import lees_po
from consulent_app.taal.schrijfwijze import isoleer
from consulent_app.taal.talen import BRONTAAL, TALEN, Taal

if TYPE_CHECKING:
    from babel.messages import Catalog
    from babel.messages.catalog import Message

#: A sentence said to the applicant: 'Wanneer bent u geboren?' beside 'Wanneer is {naam} geboren?'.
#: The Dutch catalogue holds these, and only these.
AAN_U = "u"

Sleutel = tuple[str | None, str]


@dataclass(frozen=True)
class Tekst:
    """A text and the language that it is really in."""

    tekst: str
    taal: Taal


def bron(tekst: str) -> str:
    """Mark a Dutch text of the code for translation where it is not yet said."""
    return tekst


@dataclass(frozen=True)
class Catalogus:
    """Says Dutch source texts in one language."""

    taal: Taal
    _teksten: Mapping[Sleutel, tuple[str, ...]]
    _meervoud: Callable[[int], int]

    def zeg(self, tekst: str, context: str | None = None, /, **waarden: object) -> Tekst:
        """Return the text with its values filled in, in the form of the context where there is one."""
        sleutel = (context, tekst) if (context, tekst) in _nederlands() else (None, tekst)
        vertaald = self._teksten.get(sleutel)
        if vertaald is not None:
            return Tekst(_vul(vertaald[0], waarden), self.taal)
        return Tekst(_vul(_nederlands().get(sleutel, tekst), waarden), TALEN[BRONTAAL])

    def zeg_aantal(self, enkel: str, meer: str, n: int, **waarden: object) -> Tekst:
        """Return the text in the plural form that this language has for `n`."""
        vertaald = self._teksten.get((None, enkel))
        if vertaald is not None:
            return Tekst(_vul(vertaald[self._meervoud(n)], {"n": n, **waarden}), self.taal)
        return Tekst(_vul(enkel if n == 1 else meer, {"n": n, **waarden}), TALEN[BRONTAAL])


def _vul(tekst: str, waarden: Mapping[str, object]) -> str:
    return tekst.format(**{naam: isoleer(str(waarde)) for naam, waarde in waarden.items()})


def bestand(code: str) -> Path:
    """Return where the translations of a language are kept."""
    return resources() / "talen" / code / "LC_MESSAGES" / "consulent.po"


def lees(code: str) -> Catalog:
    """Return the catalogue as Babel reads it."""
    with bestand(code).open("rb") as po:
        return lees_po(po, code)


def gegeven(bericht: Message) -> tuple[str, ...]:
    """Return what stands there as translation, form by form, whatever it is worth."""
    vertaald = bericht.string or ""
    return (vertaald,) if isinstance(vertaald, str) else tuple(vertaald)


def vormen(bericht: Message) -> tuple[str, ...]:
    """Return the translation in all its plural forms, () when it is not there in full or outdated."""
    alle = gegeven(bericht)
    return alle if all(alle) and not bericht.fuzzy else ()


@cache
def catalogus(code: str) -> Catalogus:
    """Return the translations of one of TALEN; read once."""
    gelezen = lees(code)
    teksten: dict[Sleutel, tuple[str, ...]] = {}
    for bericht in gelezen:
        if bericht.id and (vertaald := vormen(bericht)):
            eerste = bericht.id if isinstance(bericht.id, str) else bericht.id[0]
            teksten[bericht.context, eerste] = vertaald
    return Catalogus(TALEN[code], teksten, gettext.c2py(gelezen.plural_expr))


@cache
def _nederlands() -> Mapping[Sleutel, str]:
    return {sleutel: teksten[0] for sleutel, teksten in catalogus(BRONTAAL)._teksten.items()}
