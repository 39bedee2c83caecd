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
    return _zoek(tekst) or TALEN[BRONTAAL]


def kent(tekst: str) -> bool:
    """Say whether this names one of our languages."""
    return _zoek(tekst) is not None


def _zoek(tekst: str | None) -> Taal | None:
    gezocht = (tekst or "").strip().casefold()
    alle = TALEN.values()
    return next((t for t in alle if gezocht in (t.code, t.naam.casefold(), t.eigen.casefold())), None)
