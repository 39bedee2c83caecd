"""An amount of any period as an amount per month, and what was typed for it, for as long as we talk."""

from __future__ import annotations

from dataclasses import dataclass, field

from consulent_app.huishouden.geld import Geld


@dataclass(frozen=True, slots=True)
class Periode:
    """A stretch of time for which people are paid; `teller` of them make `noemer` months."""

    naam: str
    per: str
    teller: int
    noemer: int
    bron: str


#: The only place where a factor stands. A year counts 52 weeks, not 52,14: that is how a gemeente counts.
PERIODEN = {
    "maand": Periode("maand", "per maand", 1, 1, "het bedrag van de intake zelf"),
    "vier_weken": Periode(
        "4 weken",
        "per 4 weken",
        13,
        12,
        "13 keer 4 weken in een jaar; zo rekent ook de gemeente Haarlemmermeer, 'Zo berekent u uw "
        "netto-inkomsten als u bijstandsuitkering gaat aanvragen'",
    ),
    "week": Periode("week", "per week", 52, 12, "13 keer 4 weken in een jaar, dus 52 weken"),
    "jaar": Periode("jaar", "per jaar", 1, 12, "12 maanden in een jaar"),
}
INBEGREPEN = "inbegrepen"


def per_maand(bedrag: Geld, periode: str) -> Geld:
    """Return what an amount is per month, in whole cents, half a cent upwards."""
    per = PERIODEN[periode]
    return Geld((2 * bedrag.centen * per.teller + per.noemer) // (2 * per.noemer))


def uitleg(bedrag: Geld, periode: str) -> str:
    """Return the sum in one line: `4 weken: € 1.150,00 x 13 : 12 = € 1.245,83 per maand`."""
    per = PERIODEN[periode]
    keer = f" x {per.teller}" if per.teller > 1 else ""
    deel = f" : {per.noemer}" if per.noemer > 1 else ""
    som = f"{bedrag.leesbaar()}{keer}{deel} = {per_maand(bedrag, periode).leesbaar()} per maand"
    return f"{per.naam[:1].upper()}{per.naam[1:]}: {som}"


@dataclass(frozen=True, slots=True)
class Getypt:
    """What was typed: an amount in the form of the intake, and of which period."""

    bedrag: str
    periode: str


@dataclass
class Periodegeheugen:
    """Remembers per place and amount per month what was typed, so that undo finds that again too."""

    _getypt: dict[tuple[str, str], Getypt] = field(default_factory=dict)

    def onthoud(self, plek: str, maandbedrag: str, getypt: Getypt) -> None:
        """Keep what was typed for this amount per month at this place."""
        self._getypt[plek, maandbedrag] = getypt

    def zoek(self, plek: str, maandbedrag: str) -> Getypt:
        """Return what was typed; an amount of which nothing is remembered was given per month."""
        return self._getypt.get((plek, maandbedrag), Getypt(maandbedrag, "maand"))
