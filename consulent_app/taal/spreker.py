"""Says a text in the resident's language, with the Dutch beside it for who helps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from consulent_app.huishouden.geld import Geld
from consulent_app.taal.catalogus import Catalogus, catalogus
from consulent_app.taal.schrijfwijze import bedrag, datum, isoleer, opsomming, zonder_isolaten
from consulent_app.taal.talen import BRONTAAL, TALEN, Taal


class Deel(NamedTuple):
    """A piece of text, the language it is really in, and whether it should have been in another."""

    tekst: str
    taal: str
    onvertaald: bool = False


@dataclass(frozen=True)
class Stuk:
    """A text in parts, and the same in Dutch; of what has no translation the part itself is Dutch."""

    delen: tuple[Deel, ...] = ()
    nederlands: str = ""

    def __bool__(self) -> bool:
        return bool(self.delen)

    @property
    def tekst(self) -> str:
        """Return all parts as one text."""
        return " ".join(deel.tekst for deel in self.delen)

    def __add__(self, ander: Stuk) -> Stuk:
        nederlands = " ".join(deel for deel in (self.nederlands, ander.nederlands) if deel)
        return Stuk(self.delen + ander.delen, nederlands)


LEEG = Stuk()
#: Where a sentence does not end with a dot.
_PUNTEN = {"ti": "።"}
_EINDTEKENS = (".", "!", "?", ":", "؟", "።", "፧", "")
#: What fills a slot: a name or number as it is, money and dates as the language writes them, or text.
Vulling = str | Geld | date | Stuk


def samen(stukken: Iterable[Stuk]) -> Stuk:
    """Return the texts one after another."""
    geheel = LEEG
    for stuk in stukken:
        geheel += stuk
    return geheel


@dataclass(frozen=True)
class Spreker:
    """Speaks one language; what has no translation it says in Dutch."""

    taal: Taal

    def zeg(self, tekst: str, context: str | None = None, **vulling: Vulling) -> Stuk:
        """Return the text with its slots filled."""
        if not tekst:
            return LEEG
        nederlands, _ = _zeg(catalogus(BRONTAAL), tekst, context, vulling)
        gezegd, taal = _zeg(catalogus(self.taal.code), tekst, context, vulling)
        if taal != self.taal:
            return Stuk((Deel(nederlands, BRONTAAL, onvertaald=True),))
        onvertaald = _is_onvertaald(vulling)
        return Stuk((Deel(gezegd, taal.code, onvertaald),), zonder_isolaten(nederlands))

    def vorm(self, sjabloon: str, **vulling: Vulling) -> Stuk:
        """Return a form without words of its own, such as `({wie})`, with its slots filled."""
        gezegd, nederlands = (
            sjabloon.format(**{naam: isoleer(_schrijf(w, taal)) for naam, w in vulling.items()})
            for taal in (self.taal, TALEN[BRONTAAL])
        )
        deel = Deel(gezegd, self.taal.code, _is_onvertaald(vulling))
        return Stuk((deel,), zonder_isolaten(nederlands))

    def met_punt(self, stuk: Stuk) -> Stuk:
        """Return the text with a full stop of its own language, unless it ends with a mark already."""
        if not stuk or zonder_isolaten(stuk.tekst)[-1:] in _EINDTEKENS:
            return stuk
        *begin, laatste = stuk.delen
        punt = _PUNTEN.get(laatste.taal, ".")
        nederlands = stuk.nederlands and f"{stuk.nederlands}."
        return Stuk((*begin, laatste._replace(tekst=f"{laatste.tekst}{punt}")), nederlands)

    def letterlijk(self, tekst: str) -> Stuk:
        """Return a name, a number or an address, which is the same in every language."""
        return Stuk((Deel(isoleer(tekst), BRONTAAL),), tekst) if tekst else LEEG

    def noem(self, delen: Iterable[Stuk]) -> Stuk:
        """Return `a, b and c`, each once."""
        uniek = list(dict.fromkeys(delen))
        if len(uniek) < 2:
            return uniek[0] if uniek else LEEG
        gezegd = opsomming([stuk.tekst for stuk in uniek], self.taal)
        nederlands = opsomming([stuk.nederlands or stuk.tekst for stuk in uniek], TALEN[BRONTAAL])
        onvertaald = any(deel.onvertaald for stuk in uniek for deel in stuk.delen)
        return Stuk((Deel(gezegd, self.taal.code, onvertaald),), zonder_isolaten(nederlands))


def _zeg(
    catalogus_: Catalogus, tekst: str, context: str | None, vulling: Mapping[str, Vulling]
) -> tuple[str, Taal]:
    taal = catalogus_.taal
    gezegd = catalogus_.zeg(tekst, context, **{naam: _schrijf(w, taal) for naam, w in vulling.items()})
    return gezegd.tekst, gezegd.taal


def _schrijf(waarde: Vulling, taal: Taal) -> str:
    if isinstance(waarde, Geld):
        return bedrag(waarde, taal)
    if isinstance(waarde, date):
        return datum(waarde, taal)
    if isinstance(waarde, Stuk):
        return waarde.nederlands or waarde.tekst if taal.code == BRONTAAL else waarde.tekst
    return waarde


def _is_onvertaald(vulling: Mapping[str, Vulling]) -> bool:
    stukken = (waarde for waarde in vulling.values() if isinstance(waarde, Stuk))
    return any(deel.onvertaald for stuk in stukken for deel in stuk.delen)
