"""What is done with the outcomes of one household: granted, refused, to be asked for, or not yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from consulent_app.besluiten.aanleiding import Aanleiding
from consulent_app.besluiten.behandeling import (
    ONBEKENDE_BEWINDVOERDER,
    Afwijsgesprek,
    Deel,
    Vertegenwoordiger,
)
from consulent_app.besluiten.ingang import Ingang
from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.huishouden.geld import Geld, tel_op
from consulent_app.huishouden.model import Intake, Kostenpost, Persoon
from consulent_app.regels.inkomenslijn import Terugval
from consulent_app.regels.regeling import Regeling
from consulent_app.regels.uitkomst import Reden, Status, Verwijzing

GEEN_BEWINDVOERDER = (
    "beschikking: er is een bewindvoerder, en het besluit gaat naar hem of haar (artikel 1:441 BW); "
    "vul de naam en het adres in."
)


class _OverIemand:
    """What is about one regeling, for one person or for the household."""

    regeling: Regeling
    persoon: Persoon | None

    @property
    def deel(self) -> Deel:
        """Return the ids of the regeling and the person."""
        return self.regeling.id, self.persoon.id if self.persoon else None


@dataclass(frozen=True)
class Toegekend(_OverIemand):
    """A grant. Without `bedrag` it is in kind; `betaald_voor` is None when no money is paid out."""

    regeling: Regeling
    persoon: Persoon | None
    bedrag: Geld | None
    periode: str | None
    per_jaar: Geld | None
    ingang: Ingang
    betaald_voor: date | None
    redenen: tuple[Reden, ...]
    #: Why the rules were departed from; empty for what the rules give.
    maatwerk: str = ""


@dataclass(frozen=True)
class Afgewezen(_OverIemand):
    """A refusal with every condition that fails."""

    regeling: Regeling
    persoon: Persoon | None
    redenen: tuple[Reden, ...]


@dataclass(frozen=True)
class Aanvraag(_OverIemand):
    """What goes on the verzamelaanvraag: what is asked, what must come with it, what is open."""

    regeling: Regeling
    persoon: Persoon | None
    status: Status
    bedrag: Geld | None
    periode: str | None
    kosten: tuple[Kostenpost, ...]
    bewijs: tuple[str, ...]
    ontbreekt: tuple[str, ...]
    te_wegen: tuple[str, ...]
    ingang: Ingang

    @property
    def bij_de_gemeente(self) -> bool:
        """Say whether the gemeente writes about it: on kwijtschelding the ontvanger decides."""
        return self.regeling.rechtsmiddel == "bezwaar"


@dataclass(frozen=True)
class NogNiet(_OverIemand):
    """What is not decided now: paths of missing answers, sentences about what must be weighed."""

    regeling: Regeling
    persoon: Persoon | None
    ontbreekt: tuple[str, ...] = ()
    te_wegen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Indicatie(_OverIemand):
    """What the household may ask of the state; never a decision. Not `zeker`: answers are missing."""

    regeling: Regeling
    persoon: Persoon | None
    zeker: bool
    bedrag: Geld | None
    periode: str | None


@dataclass(frozen=True)
class Afhandeling:
    """All that follows from one conversation, ready to print. Made by `handel_af`."""

    intake: Intake
    instellingen: Instellingen
    datum: date
    kenmerk: str
    rol: str
    merk: str
    peildatum: date
    pakket: Mapping[str, str]
    feiten: Mapping[str, Mapping[str, Any]]
    toekenningen: tuple[Toegekend, ...]
    afwijzingen: tuple[Afgewezen, ...]
    aanvragen: tuple[Aanvraag, ...]
    bedrag_volgt: tuple[NogNiet, ...]
    nog_nodig: tuple[NogNiet, ...]
    nog_te_beslissen: tuple[NogNiet, ...]
    via_anderen: tuple[NogNiet, ...]
    landelijk: tuple[Indicatie, ...]
    verwijzingen: tuple[Verwijzing, ...]
    ingeleverd: tuple[str, ...]
    #: What the resident gets already, or asked for already: about this nothing is decided or asked.
    al: tuple[NogNiet, ...]
    #: What could be refused, but was not asked for: without a question there is no decision.
    niet_gevraagd: tuple[NogNiet, ...]
    afwijsgesprek: Afwijsgesprek | None
    #: Only when the consulent wants it told: where more earnings leave the household with less.
    terugval: Terugval | None = None
    #: Who gets the letters instead of the resident, when that was filled in.
    gegeven_vertegenwoordiger: Vertegenwoordiger | None = None
    #: The address of this household is secret: only its own letters show it.
    geheim_adres: bool = False
    #: Why a letter about an application is sent; None for the letters that follow from the outcome.
    aanleiding: Aanleiding | None = None
    #: Somebody looked at this outcome on the screen before it was decided.
    bekeken: bool = True
    #: Nobody has decided yet: the letter says so on every page, and is not signed.
    concept: bool = False

    @property
    def valt_te_beslissen(self) -> bool:
        """Say whether there is anything to grant or refuse; without it there is no beschikking."""
        return bool(self.toekenningen or self.afwijzingen)

    @property
    def vertegenwoordiger(self) -> Vertegenwoordiger | None:
        """Return who gets the letters: who was filled in, else the bewindvoerder whom nobody named."""
        onder_bewind = self.intake.geldzorgen.bewindvoerder is True
        return self.gegeven_vertegenwoordiger or (ONBEKENDE_BEWINDVOERDER if onder_bewind else None)

    @property
    def mist_vertegenwoordiger(self) -> bool:
        """Say that there is a bewindvoerder, to whom a decision goes (BW 1:441), and nobody named who."""
        return self.vertegenwoordiger == ONBEKENDE_BEWINDVOERDER

    @property
    def verzwijgt_adres(self) -> bool:
        """Say that an application must not show the address: it passes through other hands."""
        return self.geheim_adres and (self.vertegenwoordiger is not None or self.rol == "raadsman")

    @property
    def is_uit_bestand(self) -> bool:
        """Say whether nobody spoke with this household: the answers came from a file."""
        return self.intake.gesprek.plaats == "bestand"

    @property
    def mist_afwijsgesprek(self) -> bool:
        """Say whether something is refused of which nobody has talked with the resident yet."""
        return self.rol == "consulent" and bool(self.afwijzingen) and self.afwijsgesprek is None

    @property
    def totaal_per_jaar(self) -> Geld:
        """Return what all grants with an amount come to in one year."""
        return tel_op([t.per_jaar for t in self.toekenningen if t.per_jaar is not None])

    @property
    def ontbreekt(self) -> tuple[str, ...]:
        """Return the paths of the answers that the gemeente's own regelingen still need."""
        paden = [pad for a in self.aanvragen for pad in a.ontbreekt]
        paden += [pad for n in self.nog_nodig for pad in n.ontbreekt]
        return tuple(dict.fromkeys(paden))

    @property
    def bewijs(self) -> tuple[str, ...]:
        """Return the evidence that the applications need, each piece once."""
        return tuple(dict.fromkeys(stuk for a in self.aanvragen for stuk in a.bewijs))
