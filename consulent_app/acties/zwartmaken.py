"""Take out of a text by what somebody else can be known: names, numbers and addresses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from consulent_app.acties.wie_er_stond import BSN, Vermelding
from consulent_app.huishouden.bsn import bsn_klopt
from consulent_app.huishouden.datums import datum_leesbaar

ANDER = "[iemand anders]"
_NAMEN = ("voornaam", "achternaam")
#: A first letter or a short word such as 'van' says nothing of itself.
KORTSTE_NAAMDEEL = 4
#: A name with what Dutch puts behind it: Wilfrieds, Omar's, Hans'.
_BEZIT = r"(?:['\N{RIGHT SINGLE QUOTATION MARK}]?s|['\N{RIGHT SINGLE QUOTATION MARK}])?"
_GEEN_DATUM = r"(?!\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2})"
_BSN = re.compile(rf"(?<![\w/.,-]){_GEEN_DATUM}\d(?:[ .-]?\d){{7,8}}(?![\w/]|[.,-]\d)")
#: What nobody writes of themselves in a note: an e-mail address, an IBAN, a telephone number.
_VORMEN = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"(?<!\w)(?i:NL)\d{2}[ .-]?(?i:[A-Z]{4})(?:[ .-]?\d){10}(?!\w)"),
    re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]{4}){2,7}(?:[ .-]?[A-Z0-9]{1,3})?(?!\w)"),
    re.compile(
        rf"(?<![\w/.+-]){_GEEN_DATUM}(?:(?:\+|00)\d{{2}}[ -]?(?:\(0\))?|\(?0)\d(?:[ .()-]{{0,2}}\d){{7,8}}"
        r"(?![\w/])"
    ),
)


class Zwartmaker:
    """Knows by which words others are known, and which numbers and addresses are one's own."""

    def __init__(
        self, anderen: Iterable[Vermelding], zelf: Sequence[Vermelding], eigen: Iterable[Any]
    ) -> None:
        """Take who the others are and were, who it is for, and the answers that are theirs."""
        van_zelf = {_kaal(woord) for wie in zelf for woord in (*_woorden(wie), *_naamdelen(wie))}
        self._namen = _patroon(
            {w for wie in anderen for w in _woorden(wie) if _kaal(w) not in van_zelf},
            {w for wie in anderen for w in _naamdelen(wie) if _kaal(w) not in van_zelf},
        )
        self._eigen = van_zelf | {_kaal(tekst) for deel in eigen for tekst in _teksten(deel)}

    def maak_zwart(self, tekst: str) -> str:
        """Return the text without what is of others."""
        if self._namen is not None:
            tekst = self._namen.sub(ANDER, tekst)
        tekst = _BSN.sub(self._nummer, tekst)
        for vorm in _VORMEN:
            tekst = vorm.sub(self._of_eigen, tekst)
        return tekst

    def _nummer(self, gevonden: re.Match[str]) -> str:
        """Return a number that is no BSN, or one's own, as it is."""
        return self._of_eigen(gevonden) if bsn_klopt(_kaal(gevonden[0]).zfill(9)) else gevonden[0]

    def _of_eigen(self, gevonden: re.Match[str]) -> str:
        return gevonden[0] if _kaal(gevonden[0]) in self._eigen else ANDER


def _patroon(woorden: Collection[str], delen: Collection[str]) -> re.Pattern[str] | None:
    """Return what finds these words, and parts of names as they are written: Groot and not groot."""
    if not woorden:
        return None
    heel, deel = ("|".join(map(re.escape, sorted(w, key=len, reverse=True))) for w in (woorden, delen))
    # The longest first: of 'Jan Willem' not only 'Jan' is to go.
    of_deel = f"|{deel}" if deel else ""
    return re.compile(rf"(?<!\w)(?:(?i:{heel}){of_deel}){_BEZIT}(?!\w)")


def _naamdelen(wie: Vermelding) -> Iterator[str]:
    """Give the parts of a name that are written with a capital: of 'van den Berg' Berg."""
    for veld in _NAMEN:
        for naam in wie.ooit.get(veld, ()):
            delen = re.split(r"[\s-]+", naam)
            yield from (d for d in delen if len(d) >= KORTSTE_NAAMDEEL and d[0].isupper())


def _woorden(wie: Vermelding) -> Iterator[str]:
    """Give the words by which somebody can be known in a text."""
    for veld in (*_NAMEN, BSN):
        yield from wie.ooit.get(veld, ())
    for dag in wie.ooit.get("geboortedatum", ()):
        yield dag
        yield from _geboren(dag)


def _geboren(dag: str) -> Iterator[str]:
    """Give a birth date as people write it: 29-02-1988, 29/2/1988, 29 februari 1988."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", dag):
        jaar, maand, rest = dag.split("-")
        yield datum_leesbaar(date.fromisoformat(dag)).replace("\N{NO-BREAK SPACE}", " ")
        for streep in "-/.":
            yield streep.join((rest, maand, jaar))
            yield streep.join((str(int(rest)), str(int(maand)), jaar))


def _teksten(deel: Any) -> Iterator[str]:
    if isinstance(deel, str):
        yield deel
    elif isinstance(deel, Mapping):
        for waarde in deel.values():
            yield from _teksten(waarde)
    elif isinstance(deel, list):
        for waarde in deel:
            yield from _teksten(waarde)


def _kaal(tekst: str) -> str:
    """Return a text as one compares it: without spaces, points and lines, in small letters."""
    return re.sub(r"[\s.()/-]", "", tekst).casefold()
