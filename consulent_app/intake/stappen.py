"""What a conversation does beside its questions: who is there, what a letter needs, the areas of life."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from consulent_app.huishouden.adressering import mist_voor_brief
from consulent_app.intake.gesprek import Gesprek

WIE, BRIEF, LEEFGEBIEDEN = "wie", "brief", "leefgebieden"
STAPPEN = (WIE, BRIEF, LEEFGEBIEDEN)
#: Who is addressed by a letter, and so has a last name on it.
OP_DE_BRIEF = ("aanvrager", "partner")
ADRES = ("straat", "huisnummer", "toevoeging", "postcode", "woonplaats")


def stap_van(pad: str) -> str:
    """Return the step that asks for this path, '' for what is a question of its own."""
    if pad in STAPPEN:
        return pad
    groep, _, rest = pad.partition(".")
    if groep == "personen" and (not rest or rest.endswith((".voornaam", ".achternaam", ".bsn"))):
        return WIE
    return BRIEF if groep == "huishouden" and rest in ADRES else ""


def namen_open(gesprek: Gesprek) -> Iterator[str]:
    """Yield the paths of the names that are not known: first names of all, last names for a letter."""
    for persoon in gesprek.personen:
        sleutels = ("voornaam", "achternaam") if persoon["rol"] in OP_DE_BRIEF else ("voornaam",)
        yield from (
            f"personen.{persoon['id']}.{sleutel}" for sleutel in sleutels if not persoon.get(sleutel)
        )


def brief_open(gesprek: Gesprek) -> tuple[str, ...]:
    """Return the paths that a letter still needs: the names of the applicant, and the address."""
    wie = gesprek.intake().aanvrager.id
    namen = [pad for pad in namen_open(gesprek) if pad.startswith(f"personen.{wie}.")]
    adres = [f"huishouden.{naam}" for naam in mist_voor_brief(gesprek.intake()) if naam in ADRES]
    return (*namen, *adres)


def volgende(vragen: list[str], stappen: Collection[str], gehad: Collection[str], nu: str) -> str:
    """Return the question or step that comes after `nu`, '' when there is nothing left.

    First who is there, then the questions in their order, then the other steps that wait; a question
    that nobody could answer comes back when all that has been done.
    """
    wacht = [stap for stap in STAPPEN if stap in stappen and stap not in gehad and stap != nu]
    if WIE in wacht:
        return WIE
    nieuw = [pad for pad in vragen if pad not in gehad and pad != nu]
    over = nieuw or wacht or [pad for pad in vragen if pad != nu] or vragen
    return over[0] if over else ""
