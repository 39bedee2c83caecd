"""Make the letters of one household: judge, decide, print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from consulent_app.acties import herleiding, leefgebieden
from consulent_app.acties.inkomenslijn import inkomenslijn
from consulent_app.acties.toetsen import Toetser
from consulent_app.besluiten.aanleiding import Aanleiding
from consulent_app.besluiten.afhandelen import handel_af
from consulent_app.besluiten.behandeling import NIETS, Behandeling, Deel
from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.besluiten.inrichting import Inrichting
from consulent_app.besluiten.instellingen import Instellingen, lees_instellingen
from consulent_app.besluiten.telfeiten import Telling, telling
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.adressering import mist_voor_brief
from consulent_app.huishouden.model import Intake
from consulent_app.regels.regeling import Regeling
from consulent_app.regels.uitkomst import Oordeel
from consulent_app.taal.talen import BRONTAAL, TALEN


@dataclass(frozen=True)
class Brieven:
    """The decisions of one household, and the prints that go with them by file name."""

    oordeel: Oordeel
    afhandeling: Afhandeling
    documenten: Mapping[str, bytes]
    regelingen: Mapping[str, Regeling]

    @property
    def telling(self) -> Telling:
        """Return what these decisions count as."""
        return telling(self.afhandeling, self.oordeel, self.regelingen)


@dataclass(frozen=True)
class Opdracht:
    """What to print: the date of sending, our reference, who does it, what is left out.

    `soorten` None prints all that the outcome asks for, with the overview in `talen`; `ingeleverd` is
    what was handed in, `eigen` what the gemeente set itself.
    `meer_verdienen` tells in the overview where more earnings leave the household with less;
    `ongevraagd` refuses nothing. `behandeling` is what people did beside the answers.
    A `concept` has not been decided by anybody; `bekeken` says that somebody saw the outcome
    before. `aanleiding` goes with a letter about an application.
    """

    datum: date
    kenmerk: str
    rol: str = "consulent"
    niet_toekennen: frozenset[Deel] = frozenset()
    eigen: Inrichting | None = None
    ingeleverd: tuple[str, ...] = ()
    soorten: tuple[str, ...] | None = None
    talen: tuple[str, ...] = (BRONTAAL,)
    meer_verdienen: bool = False
    ongevraagd: bool = False
    behandeling: Behandeling = NIETS
    concept: bool = False
    bekeken: bool = True
    aanleiding: Aanleiding | None = None


def maak_brieven(intake: Intake, toetser: Toetser, opdracht: Opdracht) -> Brieven:
    """Return the decisions and PDFs; raises InvoerFout, by name, when a setting is missing.

    A consulent prints nothing on behalf of a gemeente that has not said who signs, not even when
    this household asks for no decision: the next one will.
    """
    from consulent_app.documenten.schrijf import maak_documenten, soorten_voor

    oordeel, afhandeling = handel_opdracht(intake, toetser, opdracht)
    if opdracht.soorten is None and opdracht.rol == "consulent":
        afhandeling.instellingen.eis("beschikking")
    _keur_aanbod(opdracht.talen, afhandeling.instellingen)
    soorten = opdracht.soorten or soorten_voor(afhandeling, opdracht.talen)
    berekening = herleiding.gegevens(afhandeling, oordeel)
    regelingen = toetser.pakket(intake.pakket).regelingen
    documenten = maak_documenten(afhandeling, regelingen, soorten, berekening)
    return Brieven(oordeel, afhandeling, documenten, regelingen)


def handel_opdracht(intake: Intake, toetser: Toetser, opdracht: Opdracht) -> tuple[Oordeel, Afhandeling]:
    """Return what the rules say, and all that follows from it to print or to show."""
    pakket = toetser.pakket(intake.pakket)
    oordeel = toetser.toets_intake(intake)
    afhandeling = handel_af(
        intake,
        oordeel,
        pakket.regelingen,
        lees_instellingen(toetser.pakketmap(pakket.id), opdracht.eigen),
        opdracht.datum,
        opdracht.kenmerk,
        rol=opdracht.rol,
        merk=pakket.merk,
        niet_toekennen=opdracht.niet_toekennen,
        ingeleverd=opdracht.ingeleverd,
        ongevraagd=opdracht.ongevraagd,
        behandeling=opdracht.behandeling,
    )
    leef = opdracht.behandeling.leefgebieden
    verwijzingen = leefgebieden.verwijzingen(leef, intake, oordeel, toetser)
    afhandeling = replace(afhandeling, verwijzingen=verwijzingen)
    if opdracht.meer_verdienen:
        afhandeling = replace(afhandeling, terugval=inkomenslijn(intake, toetser).eerste_terugval)
    return oordeel, replace(
        afhandeling, concept=opdracht.concept, bekeken=opdracht.bekeken, aanleiding=opdracht.aanleiding
    )


def meldingen(zaak: Afhandeling, brief: str | None) -> list[str]:
    """Return what somebody must know who prints, all or one `brief`, without having seen the outcome."""
    if not brief and not zaak.valt_te_beslissen:
        return ["Er valt nu niets te beslissen, dus er is geen beschikking gemaakt."]
    if not brief and zaak.rol == "consulent" and zaak.niet_genoemd:
        return [f"Niet gedrukt: {zaak.niet_genoemd}"]
    mist = mist_voor_brief(zaak.intake)
    return [f"Let op: voor een envelop ontbreekt nog {', '.join(mist)}."] if mist else []


def _keur_aanbod(talen: Sequence[str], instellingen: Instellingen) -> None:
    for taal in talen:
        if taal not in instellingen.talen:
            namen = ", ".join(TALEN[code].naam for code in instellingen.talen)
            raise InvoerFout(
                f"overzicht: in het {TALEN[taal].naam} biedt deze gemeente het niet aan, wel in: {namen}. "
                "Wie de instellingen beheert, kan er talen bij zetten."
            )


def keur_talen(gegeven: str) -> tuple[str, ...]:
    """Return the codes in `nl,ar`; raises InvoerFout for a language in which there is no overview."""
    talen = tuple(dict.fromkeys(deel.strip() for deel in gegeven.split(",") if deel.strip()))
    for taal in talen:
        if taal not in TALEN:
            raise InvoerFout(f"--talen: '{taal}' is er nog niet; kies uit {', '.join(TALEN)}.")
    return talen or (BRONTAAL,)
