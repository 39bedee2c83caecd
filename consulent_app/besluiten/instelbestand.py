"""Settings as one file: TOML that a person can read, with the logos inside; written and read back."""

from __future__ import annotations

import base64
import binascii
import difflib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, fields
from typing import Any

from consulent_app.besluiten.delen import ORGANISATIES
from consulent_app.besluiten.inrichting import Inrichting, Kaartregel, keur, keur_soort
from consulent_app.besluiten.insteltabel import OP_SLEUTEL
from consulent_app.fouten import InvoerFout
from consulent_app.regels.plek import ontleed_tekst

PAKKET, LOGO, KAART = "pakket", "logo", "kaart"
LANGSTE_REGEL = 4000
_ID = re.compile(r"[a-z0-9_-]{1,40}")
_KOP = "# Instellingen van consulent. Neem ze over op de bladzijde Instellingen, met 'Inlezen...'.\n"


def ontleed(tekst: str, naam: str) -> Inrichting:
    """Return what a text says; `naam` is of the file, for messages. Raises InvoerFout, in one sentence."""
    inhoud = _inhoud(tekst, naam)
    inhoud.pop(PAKKET, None)
    logos, kaart = inhoud.pop(LOGO, {}), inhoud.pop(KAART, [])
    waarden = {sleutel: _waarde(naam, sleutel, ruw) for sleutel, ruw in _plat(inhoud)}
    return Inrichting(waarden, dict(_logos(logos, naam)), dict(_kaart(kaart, naam)))


def ontleed_van_eerder(tekst: str, naam: str) -> Inrichting:
    """Return what a file of before the store said, also what would be refused when it is typed now.

    Raises InvoerFout when it cannot be read at all.
    """
    gelezen: dict[str, str | int] = {}
    for sleutel, ruw in _plat(_inhoud(tekst, naam)):
        with suppress(InvoerFout, KeyError):
            waarde = keur_soort(sleutel, ruw)
            gelezen[sleutel] = " ".join(waarde.split()) if isinstance(waarde, str) else waarde
    return Inrichting(gelezen)


def van_pakket(tekst: str, naam: str) -> str:
    """Return for the letters of which package a file was made, '' when it does not say."""
    gezegd = _inhoud(tekst, naam).get(PAKKET, "")
    return gezegd if isinstance(gezegd, str) else ""


def als_tekst(inrichting: Inrichting, pakket: str) -> str:
    """Return the file: the settings in groups, then who helps, then the logos."""
    delen = [_KOP, f"{PAKKET} = {_toml(pakket)}\n"]
    groepen: dict[str, dict[str, str | int]] = {}
    for sleutel in OP_SLEUTEL:
        if sleutel in inrichting.waarden:
            groep, _, rest = sleutel.partition(".")
            groepen.setdefault(groep, {})[rest] = inrichting.waarden[sleutel]
    delen += [_tabel(f"[{groep}]", waarden) for groep, waarden in groepen.items()]
    delen += [_tabel(f"[[{KAART}]]", asdict(regel)) for regel in inrichting.kaart.values()]
    if inrichting.logos:
        beelden = (f'{van} = """\n{_blok(beeld)}"""\n' for van, beeld in inrichting.logos.items())
        delen.append(f"[{LOGO}]\n{''.join(beelden)}")
    return "\n".join(delen)


def _blok(beeld: bytes) -> str:
    """Return bytes as lines of letters, which a mail program leaves as they are."""
    return base64.encodebytes(beeld).decode()


def _tabel(kop: str, waarden: Mapping[str, Any]) -> str:
    return "\n".join([kop, *(f"{sleutel} = {_toml(waarde)}" for sleutel, waarde in waarden.items())]) + "\n"


def _toml(waarde: Any) -> str:
    # What JSON writes is TOML as well, but for this one sign.
    return json.dumps(waarde, ensure_ascii=False).replace("\x7f", "\\u007f")


# --- reading -----------------------------------------------------------------------------------------


def _inhoud(tekst: str, naam: str) -> dict[str, Any]:
    try:
        # On a line of a million letters the reader would be busy for hours.
        if any(len(regel) > LANGSTE_REGEL for regel in tekst.splitlines()):
            raise ValueError("een regel is te lang")
        return ontleed_tekst(tekst)
    except (ValueError, RecursionError) as fout:
        raise InvoerFout(
            f"{naam} is geen geldige TOML ({fout}): kijk haakjes en aanhalingstekens na."
        ) from fout


def _plat(inhoud: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for groep, tabel in inhoud.items():
        if isinstance(tabel, dict) and tabel:
            yield from ((f"{groep}.{rest}", waarde) for rest, waarde in tabel.items())
        else:
            yield groep, tabel


def _waarde(naam: str, sleutel: str, ruw: Any) -> str | int:
    if sleutel not in OP_SLEUTEL:
        lijkt = difflib.get_close_matches(sleutel, OP_SLEUTEL, n=1)
        raad = f"bedoelt u '{lijkt[0]}'?" if lijkt else "haal hem weg."
        raise InvoerFout(f"{naam}: de instelling '{sleutel}' bestaat niet; {raad}")
    try:
        waarde = keur_soort(sleutel, ruw)
    except InvoerFout as fout:
        raise InvoerFout(f"{naam}: '{sleutel}' {fout}") from fout
    try:
        return keur(sleutel, str(waarde))
    except InvoerFout as fout:
        raise InvoerFout(f"{naam}: '{sleutel}' klopt niet. {fout}") from fout


def _logos(ruw: Any, naam: str) -> Iterator[tuple[str, bytes]]:
    if not isinstance(ruw, dict):
        raise InvoerFout(f"{naam}: [{LOGO}] is geen tabel; haal het weg.")
    for van, beeld in ruw.items():
        if van not in ORGANISATIES:
            raise InvoerFout(f"{naam}: '{LOGO}.{van}' bestaat niet; kies uit {', '.join(ORGANISATIES)}.")
        try:
            yield van, base64.b64decode("".join(beeld.split()), validate=True)
        except (AttributeError, binascii.Error, ValueError) as fout:
            raise InvoerFout(
                f"{naam}: het logo bij '{LOGO}.{van}' is beschadigd; kies het opnieuw."
            ) from fout


def _kaart(ruw: Any, naam: str) -> Iterator[tuple[str, Kaartregel]]:
    if not isinstance(ruw, list):
        raise InvoerFout(f"{naam}: '{KAART}' is geen rij tabellen; schrijf [[{KAART}]].")
    for tabel in ruw:
        regel = _kaartregel(tabel)
        if regel is None:
            raise InvoerFout(
                f"{naam}: een [[{KAART}]] klopt niet. Geef id (kleine letters), naam, wat en hulp, en "
                "verder alleen telefoon, adres, openingstijden of website."
            )
        yield regel.id, regel


def _kaartregel(tabel: Any) -> Kaartregel | None:
    if not isinstance(tabel, dict):
        return None
    teksten = {s: " ".join(w.split()) for s, w in tabel.items() if isinstance(w, str)}
    hulp, bekend = tabel.get("hulp"), {f.name for f in fields(Kaartregel)}
    if not isinstance(hulp, list) or not all(isinstance(woord, str) for woord in hulp):
        return None
    heel = {"hulp", *teksten} == tabel.keys() <= bekend and {"id", "naam", "wat"} <= teksten.keys()
    return Kaartregel(hulp=tuple(hulp), **teksten) if heel and _ID.fullmatch(teksten["id"]) else None
