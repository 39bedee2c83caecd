"""What everybody must see who opens a dossier: a secret address, bewind, curatele, mentorschap."""

from __future__ import annotations

from collections.abc import Iterable

GEHEIMHOUDING, BEWIND, CURATELE, MENTORSCHAP = "geheimhouding", "bewind", "curatele", "mentorschap"
WOORDEN = {
    GEHEIMHOUDING: "geheim adres",
    BEWIND: "onder bewind",
    CURATELE: "onder curatele",
    MENTORSCHAP: "mentorschap",
}
#: Bewind is an answer of the conversation; these are noted by hand, as the BRP or the register says them.
ZELF_TE_ZETTEN = (GEHEIMHOUDING, CURATELE, MENTORSCHAP)
#: What follows from who gets the letters.
BIJ_ROL = {"bewindvoerder": BEWIND, "curator": CURATELE, "mentor": MENTORSCHAP}


def merken(gezet: Iterable[str], bewindvoerder: bool | None, rol: str | None) -> tuple[str, ...]:
    """Return the marks of a dossier in one order, wherever each of them comes from."""
    alle = {*gezet, BIJ_ROL.get(rol or "", "")}
    if bewindvoerder is True:
        alle.add(BEWIND)
    return tuple(merk for merk in WOORDEN if merk in alle)


def in_woorden(welke: Iterable[str]) -> str:
    """Return `geheim adres, onder bewind`; '' without marks."""
    return ", ".join(WOORDEN[merk] for merk in welke)
