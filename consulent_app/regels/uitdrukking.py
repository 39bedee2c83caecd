"""Write a rule tree back in the rule language, so that two trees can be shown and compared as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from consulent_app.regels import boom
from consulent_app.regels.boom import Knoop
from consulent_app.regels.regeling import Zin

#: How tightly a form binds; what binds less than its surroundings needs brackets.
KEUZE, OF, EN, NIET, VERGELIJKING, PLUS, MAAL, LOS = range(8)
#: Inside a list a rule names a field without the prefix that tells it apart elsewhere.
VOORVOEGSELS = {"kosten": "kosten_", "eerder_toegekend": "toegekend_"}


def als_tekst(knoop: Knoop | None) -> str:
    """Return the expression of a tree, `''` for none; read again it gives the same tree."""
    return _schrijf(knoop)[0] if knoop is not None else ""


def zin_als_tekst(zin: Zin) -> str:
    """Return a sentence with its slots as they stand in the package: `{naam} is {leeftijd} jaar.`"""
    return "".join(deel if isinstance(deel, str) else f"{{{als_tekst(deel)}}}" for deel in zin.delen)


def _schrijf(knoop: Knoop) -> tuple[str, int]:
    return _SCHRIJVERS[type(knoop)](knoop)


def _binnen(knoop: Knoop, minstens: int) -> str:
    tekst, sterkte = _schrijf(knoop)
    return tekst if sterkte >= minstens else f"({tekst})"


def _roep(naam: str, *delen: Knoop) -> tuple[str, int]:
    return f"{naam}({', '.join(als_tekst(deel) for deel in delen)})", LOS


def _vast(knoop: boom.Vast) -> tuple[str, int]:
    if knoop.type.soort == "geld":
        return "euro(0)", LOS
    if knoop.type.soort == "ja_nee":
        return str(bool(knoop.waarde)), LOS
    return repr(knoop.waarde), LOS


def _veld(knoop: boom.VeldRef) -> tuple[str, int]:
    return knoop.naam.removeprefix(VOORVOEGSELS.get(knoop.niveau, "")), LOS


def _reken(knoop: boom.Reken) -> tuple[str, int]:
    sterkte = MAAL if knoop.op == "*" else PLUS
    rechts = _binnen(knoop.rechts, sterkte + 1)
    return f"{_binnen(knoop.links, sterkte)} {knoop.op} {rechts}", sterkte


def _rond(knoop: boom.Rond) -> tuple[str, int]:
    naam = {"half": "afronden", "neer": "naar_beneden", "op": "naar_boven"}[knoop.richting]
    if knoop.type.soort == "getal":
        naam = "hele_euros"
    if knoop.noemer is None:
        return _roep(naam, knoop.teller)
    return f"{naam}({_binnen(knoop.teller, MAAL)} / {_binnen(knoop.noemer, LOS)})", LOS


def _logisch(knoop: boom.Logisch) -> tuple[str, int]:
    sterkte = EN if knoop.op == "and" else OF
    return f" {knoop.op} ".join(_binnen(deel, sterkte + 1) for deel in knoop.delen), sterkte


def _vergelijk(knoop: boom.Vergelijk) -> tuple[str, int]:
    return f"{_binnen(knoop.links, PLUS)} {knoop.op} {_binnen(knoop.rechts, PLUS)}", VERGELIJKING


def _als(knoop: boom.Als) -> tuple[str, int]:
    delen = _binnen(knoop.dan, OF), _binnen(knoop.voorwaarde, OF), _binnen(knoop.anders, KEUZE)
    return "{} if {} else {}".format(*delen), KEUZE


def _in(knoop: boom.In) -> tuple[str, int]:
    woorden = ", ".join(repr(woord) for woord in knoop.waarden)
    komma = "," if len(knoop.waarden) == 1 else ""
    return f"{_binnen(knoop.links, PLUS)} in ({woorden}{komma})", VERGELIJKING


def _bevat(knoop: boom.Bevat) -> tuple[str, int]:
    if knoop.waarde is None:
        return _roep("gevuld", knoop.lijst)
    return f"{knoop.waarde!r} in {als_tekst(knoop.lijst)}", VERGELIJKING


def _verzamel(knoop: boom.Verzamel) -> tuple[str, int]:
    return f"{knoop.soort}({knoop.groep}, {als_tekst(knoop.inhoud)})", LOS


_SCHRIJVERS: dict[type[Knoop], Callable[[Any], tuple[str, int]]] = {
    boom.Vast: _vast,
    boom.Param: lambda knoop: (knoop.naam, LOS),
    boom.Band: lambda knoop: (f"band({knoop.naam}, {als_tekst(knoop.sleutel)})", LOS),
    boom.VeldRef: _veld,
    boom.AfgeleidRef: lambda knoop: (knoop.naam, LOS),
    boom.Peildatum: lambda knoop: ("peildatum", LOS),
    boom.Deze: lambda knoop: ("deze", LOS),
    boom.Naam: lambda knoop: ("naam", LOS),
    boom.Reken: _reken,
    boom.Fijner: lambda knoop: _schrijf(knoop.inhoud),
    boom.Rond: _rond,
    boom.Uiterste: lambda knoop: _roep(knoop.soort, *knoop.delen),
    boom.Vergelijk: _vergelijk,
    boom.Logisch: _logisch,
    boom.Niet: lambda knoop: (f"not {_binnen(knoop.inhoud, NIET)}", NIET),
    boom.Als: _als,
    boom.In: _in,
    boom.Bevat: _bevat,
    boom.Verzamel: _verzamel,
    boom.Functie: lambda knoop: _roep(knoop.naam, *knoop.delen),
}
