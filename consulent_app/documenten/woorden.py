"""How a person, an amount and a set of names are called, the same on every print."""

from __future__ import annotations

from collections.abc import Sequence

from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.huishouden.datums import MAANDEN, Geboortedatum, datum_leesbaar
from consulent_app.huishouden.geld import NBSP, Geld
from consulent_app.huishouden.model import Huishouden, Intake, Persoon

PERIODEN = {
    "eenmalig": "één keer",
    "maand": "per maand",
    "kwartaal": "per kwartaal",
    "schooljaar": "per schooljaar",
    "jaar": "per jaar",
}
ROLWOORDEN = {
    "aanvrager": "u",
    "partner": "uw partner",
    "kind": "uw kind",
    "medebewoner": "uw medebewoner",
}


def aanduiding(persoon: Persoon | None) -> str:
    """Return who something is for: the name, or role and birth date when there is no name."""
    if persoon is None:
        return "uw huishouden"
    volwassen = persoon.rol in ("aanvrager", "partner")
    if persoon.voornaam or (persoon.achternaam and volwassen):
        return persoon.naam
    if persoon.geboortedatum is None or volwassen:
        return ROLWOORDEN[persoon.rol]
    return f"{ROLWOORDEN[persoon.rol]}, geboren {geboren(persoon.geboortedatum)}"


def roepnaam(persoon: Persoon | None) -> str:
    """Return the first name, for where the full name stands elsewhere on the same print."""
    return persoon.voornaam if persoon and persoon.voornaam else aanduiding(persoon)


def geboren(dag: Geboortedatum) -> str:
    """Return a birth date, complete or not: `op 1 maart 1985`, `in maart 1985`, `in 1985`."""
    if dag.volledig:
        return f"op {datum_leesbaar(dag.vroegst)}"
    return f"in {MAANDEN[dag.maand - 1]}{NBSP}{dag.jaar}" if dag.maand else f"in {dag.jaar}"


def geboortedatum(dag: Geboortedatum | None) -> str:
    """Return a birth date for a form: `1 maart 1985`, `maart 1985`, or empty when not known."""
    return "" if dag is None else geboren(dag).partition(" ")[2]


def bedrag_met_periode(bedrag: Geld | None, periode: str | None) -> str:
    """Return `€ 75,00 per jaar`; a grant without amount is in kind."""
    if bedrag is None:
        return "gratis (in natura)"
    return f"{bedrag.leesbaar()} {PERIODEN[periode]}" if periode else bedrag.leesbaar()


def volzin(inhoud: str) -> str:
    """Return the text with a full stop at its end: addresses in a package have none."""
    return inhoud if not inhoud or inhoud[-1] in ".!?:" else f"{inhoud}."


def met_hoofdletter(inhoud: str) -> str:
    """Return the text with a capital at its beginning."""
    return inhoud[:1].upper() + inhoud[1:]


def opsommen(delen: Sequence[str]) -> str:
    """Return `a, b en c`."""
    uniek = list(dict.fromkeys(delen))
    if len(uniek) < 2:
        return "".join(uniek)
    return f"{', '.join(uniek[:-1])} en {uniek[-1]}"


def aanhef(zaak: Afhandeling) -> str:
    """Return the salutation, which does not guess who is a man or a woman."""
    ander = zaak.vertegenwoordiger
    if ander is not None:
        return f"Beste {ander.naam or ander.rol},"
    return f"Beste {opsommen(namen(zaak.intake)) or 'inwoner'},"


def adresregels(zaak: Afhandeling) -> list[str]:
    """Return the lines of the address; without names or street there are fewer.

    A secret address stands on letters to the resident only, not on those to who acts for them.
    """
    huis, ander = zaak.intake.huishouden, zaak.vertegenwoordiger
    wie = namen(zaak.intake)
    thuis = [straatregel(huis), plaatsregel(huis)]
    if ander is None:
        return [regel for regel in [*wie, *thuis] if regel]
    van = f"{ander.rol} van {opsommen(wie)}" if wie else ander.rol
    zonder_naam = [f"De {van}", *([] if zaak.geheim_adres else thuis)]
    regels = [ander.naam, van, *ander.adres] if ander.naam else zonder_naam
    return [regel for regel in regels if regel]


def straatregel(huis: Huishouden) -> str:
    """Return street and number. Without a street the number alone says nothing on its own line."""
    nummer = f"{huis.huisnummer or ''}{f' {huis.toevoeging}' if huis.toevoeging else ''}".strip()
    if not huis.straat:
        return f"Huisnummer {nummer}" if nummer else ""
    return f"{huis.straat} {nummer}".strip()


def plaatsregel(huis: Huishouden) -> str:
    """Return `1964 EZ  HEEMSKERK` as the post wants it: capitals, two spaces."""
    postcode = f"{huis.postcode[:4]}{NBSP}{huis.postcode[4:]}" if huis.postcode else ""
    delen = [postcode, (huis.woonplaats or "").upper()]
    return f"{NBSP}{NBSP}".join(deel for deel in delen if deel)


def namen(intake: Intake) -> list[str]:
    """Return the names of applicant and partner, as far as they are known."""
    beiden = [p for p in (intake.aanvrager, intake.partner) if p is not None]
    return [p.naam for p in beiden if p.voornaam or p.achternaam]
