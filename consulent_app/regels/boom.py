"""The typed rule tree: what the language can say, and nothing else. Every reader walks these nodes."""

from __future__ import annotations

from dataclasses import dataclass

from consulent_app.regels.typen import Type


@dataclass(frozen=True)
class Knoop:
    """A node with the type of its value."""

    type: Type


@dataclass(frozen=True)
class Vast(Knoop):
    """A value that stands in the rule itself: a whole number, a word, or 0/1 for no/yes."""

    waarde: int | str


@dataclass(frozen=True)
class Param(Knoop):
    """A dated parameter of the package."""

    naam: str


@dataclass(frozen=True)
class Band(Knoop):
    """The value of a banded parameter: the row with the highest threshold not above `sleutel`."""

    naam: str
    sleutel: Knoop


@dataclass(frozen=True)
class VeldRef(Knoop):
    """An answer. `niveau` is huishouden, persoon, or the list of which it is a part."""

    naam: str
    niveau: str


@dataclass(frozen=True)
class AfgeleidRef(Knoop):
    """A derived figure of the household or of the person in hand."""

    naam: str
    niveau: str


@dataclass(frozen=True)
class Peildatum(Knoop):
    """The date on which the rules are read."""


@dataclass(frozen=True)
class Deze(Knoop):
    """The person in hand, to compare with the person of a cost or an award."""


@dataclass(frozen=True)
class Naam(Knoop):
    """The first name of the person in hand; only in sentences."""


@dataclass(frozen=True)
class Reken(Knoop):
    """Addition, subtraction or multiplication of whole numbers: op is `+`, `-` or `*`."""

    op: str
    links: Knoop
    rechts: Knoop


@dataclass(frozen=True)
class Fijner(Knoop):
    """The same amount, cut into `factor` times finer parts, so that two scales can meet."""

    inhoud: Knoop
    factor: int


@dataclass(frozen=True)
class Rond(Knoop):
    """Rounding of `teller / (noemer * schaal)` to whole units: `half`, `neer` or `op`."""

    richting: str
    teller: Knoop
    noemer: Knoop | None
    schaal: int


@dataclass(frozen=True)
class Uiterste(Knoop):
    """The lowest (`min`) or highest (`max`) of the parts."""

    soort: str
    delen: tuple[Knoop, ...]


@dataclass(frozen=True)
class Vergelijk(Knoop):
    """A comparison: op is `==`, `!=`, `<`, `<=`, `>` or `>=`."""

    op: str
    links: Knoop
    rechts: Knoop


@dataclass(frozen=True)
class Logisch(Knoop):
    """`and` or `or` over the parts, after Kleene."""

    op: str
    delen: tuple[Knoop, ...]


@dataclass(frozen=True)
class Niet(Knoop):
    """The opposite of yes/no; unknown stays unknown."""

    inhoud: Knoop


@dataclass(frozen=True)
class Als(Knoop):
    """One of two values; when the condition is unknown, everything that both could be."""

    voorwaarde: Knoop
    dan: Knoop
    anders: Knoop


@dataclass(frozen=True)
class In(Knoop):
    """Whether a choice is one of these words."""

    links: Knoop
    waarden: tuple[str, ...]


@dataclass(frozen=True)
class Bevat(Knoop):
    """Whether a list of words holds this word; with `waarde` None, whether it holds any."""

    waarde: str | None
    lijst: VeldRef


@dataclass(frozen=True)
class Verzamel(Knoop):
    """`som`, `tel`, `enige` or `elk` of `inhoud` over a group of persons or over a list."""

    soort: str
    groep: str
    inhoud: Knoop


@dataclass(frozen=True)
class Functie(Knoop):
    """A date function: leeftijd_van, maanden_sinds, plus_maanden, jaar or begin_van_jaar."""

    naam: str
    delen: tuple[Knoop, ...]


def kinderen(knoop: Knoop) -> tuple[Knoop, ...]:
    """Return the nodes directly below this one, in reading order."""
    gevonden: list[Knoop] = []
    for waarde in vars(knoop).values():
        if isinstance(waarde, Knoop):
            gevonden.append(waarde)
        elif isinstance(waarde, tuple):
            gevonden.extend(deel for deel in waarde if isinstance(deel, Knoop))
    return tuple(gevonden)


def bladeren(knoop: Knoop) -> list[Knoop]:
    """Return the answers, figures and parameters that a node names, without those inside lists."""
    gevonden: list[Knoop] = []
    if isinstance(knoop, Verzamel):
        return gevonden
    if isinstance(knoop, VeldRef | AfgeleidRef | Param | Band):
        gevonden.append(knoop)
    for kind in kinderen(knoop):
        gevonden += [blad for blad in bladeren(kind) if blad not in gevonden]
    return gevonden


def hangt_van_persoon_af(knoop: Knoop) -> bool:
    """Say whether the value differs per person in hand (not merely inside a group)."""
    if isinstance(knoop, Deze | Naam):
        return True
    if isinstance(knoop, VeldRef | AfgeleidRef):
        return knoop.niveau == "persoon"
    if isinstance(knoop, Verzamel):
        if knoop.groep == "inkomens":
            return True
        binnen = knoop.inhoud
        return knoop.groep in ("kosten", "eerder_toegekend") and hangt_van_persoon_af(binnen)
    return any(hangt_van_persoon_af(kind) for kind in kinderen(knoop))
