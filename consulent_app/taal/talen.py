"""The languages in which a resident can be addressed."""

from __future__ import annotations

from dataclasses import dataclass

BRONTAAL = "nl"


@dataclass(frozen=True)
class Taal:
    """`locale` decides how amounts and dates are written, `eigen` is the name in the language itself."""

    code: str
    naam: str
    eigen: str
    locale: str
    rechts_naar_links: bool = False


TALEN = {
    taal.code: taal
    for taal in (
        Taal("nl", "Nederlands", "Nederlands", "nl"),
        Taal("ar", "Arabisch", "العربية", "ar", rechts_naar_links=True),
        Taal("en", "Engels", "English", "en_GB"),
        Taal("pl", "Pools", "Polski", "pl"),
        Taal("tr", "Turks", "Türkçe", "tr"),
        Taal("uk", "Oekraïens", "Українська", "uk"),
    )
}


def herken(tekst: str | None) -> Taal:
    """Return the language that a dossier names, by code or name; Dutch when it is not one of ours."""
    gezocht = (tekst or "").strip().casefold()
    for taal in TALEN.values():
        if gezocht in (taal.code, taal.naam.casefold(), taal.eigen.casefold()):
            return taal
    return TALEN[BRONTAAL]
