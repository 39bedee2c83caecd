"""Which Dutch texts a resident can get to see: those of the rule packages and those of the code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from consulent_app.regels.pakket import Pakket
from consulent_app.taal.catalogus import lees
from consulent_app.taal.talen import BRONTAAL
from consulent_app.taal.teksten import voor_bewoners

if TYPE_CHECKING:
    from babel.messages import Catalog

# How the code names a text: the functions of `Catalogus`, and which arguments are its forms.
_WOORDEN = {"zeg": None, "bron": None, "zeg_aantal": (1, 2)}


@dataclass(frozen=True)
class Brontekst:
    """A Dutch text, with its plural and context, and where it comes from.

    `zegt` is the Dutch in a form for that context: that is what a translator translates.
    """

    tekst: str
    plek: str
    meer: str = ""
    context: str | None = None
    zegt: str = ""


def uit_pakket(pakket: Pakket) -> Iterator[Brontekst]:
    """Return the questions with their explanations and options, and what is told of a regeling."""
    for veld in pakket.velden.values():
        for tekst in (veld.vraag, veld.uitleg, *veld.opties.values()):
            yield Brontekst(tekst, f"veld:{veld.naam}")
    for regeling in pakket.regelingen.values():
        bewijs = [v.bewijs or "" for v in regeling.voorwaarden]
        waar = [] if regeling.door == "gemeente" else [regeling.waar]
        for tekst in (regeling.naam, regeling.wat, regeling.terugbetalen, *waar, *bewijs):
            yield Brontekst(tekst, f"regeling:{regeling.id}")
    for regel in pakket.verwijsregels:
        yield Brontekst(regel.reden, f"verwijzing:{regel.id}")


def uit_prints() -> Iterator[Brontekst]:
    """Return the sentences of the overview."""
    for plek, tekst in voor_bewoners():
        yield Brontekst(tekst, f"tekst:{plek}")


def uit_code(map_: Path) -> Iterator[Brontekst]:
    """Return the texts that the code gives to a `Catalogus`."""
    from babel.messages.extract import extract

    for pad in sorted(map_.rglob("*.py")):
        code, plek = pad.read_bytes(), f"code:{pad.relative_to(map_).as_posix()}"
        # Elsewhere a function of this name is another one.
        if b"consulent_app.taal.catalogus import" not in code:
            continue
        for _, tekst, _, _ in extract("python", BytesIO(code), keywords=_WOORDEN):
            enkel, meer = (tekst, "") if isinstance(tekst, str) else tekst
            yield Brontekst(enkel, plek, meer)


def aan_u() -> Iterator[Brontekst]:
    """Return the texts that Dutch also has in a form for one context."""
    for bericht in lees(BRONTAAL):
        if bericht.id and bericht.context:
            yield Brontekst(str(bericht.id), "vorm", context=bericht.context, zegt=str(bericht.string))


def sjabloon(bronnen: Iterable[Brontekst]) -> Catalog:
    """Return a catalogue of source texts without translations, each text once."""
    from babel.messages import Catalog

    leeg = Catalog(project="consulent", charset="utf-8")
    for bron in bronnen:
        if bron.tekst:
            naam = (bron.tekst, bron.meer) if bron.meer else bron.tekst
            # After a colon a .po tool expects the number of a line, and forgets the place without it.
            plek = bron.plek.replace(":", "/")
            uitleg = [bron.zegt] if bron.zegt else []
            leeg.add(naam, locations=[(plek, 0)], auto_comments=uitleg, context=bron.context)
    return leeg
